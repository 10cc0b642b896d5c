//===- PrecompiledHeaders.h - Headers that were parsed once, on disk --------===//
//
//   h-<group>.h     the includes
//   h-<group>.pch   what clang made of them
//   h-<group>.txt   what they were made from, and what SharedHeaders::of() must know
//
// SharedHeaders.h says what they are for.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_PRECOMPILEDHEADERS_H
#define COROSAFE_TOOL_CLI_PRECOMPILEDHEADERS_H

#include "CompileCommands.h"
#include "Options.h"
#include "Scan.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <string>
#include <vector>

namespace corosafe {

/// One precompiled header.
struct PrecompiledHeaders {
  std::string File; ///< Empty: nothing could be made of any.
  std::string Top;  ///< What units include: File, or what was instantiated on top of it (SharedInstances.h).
  llvm::StringRef Sum;         ///< Of File.
  bool LooksForInstances = true; ///< It is not known yet whether any can be made.
  bool OfUsers;     ///< Holds headers of the user's too.
  std::vector<llvm::StringRef> Headers;  ///< As includes spell them, with their brackets or quotes.
  std::vector<llvm::StringRef> Rejected; ///< Likewise, of those that cannot be parsed where they stand.
  /// Sorted. A macro that is not among them changes none of the system headers, defined before or after.
  std::vector<llvm::StringRef> Identifiers;
  struct UserFile {
    llvm::StringRef Path;
    std::pair<uint64_t, uint64_t> Id;
    unsigned Begin; ///< Encoded location; there is one more UserFile each time the file is read again.
    unsigned Size;
    DirectiveResults Directives; ///< Of a scan.
    /// As of a scan; Used: its text, as it was parsed here, tests or expands the macro.
    struct Macro {
      uint64_t Name, Meaning;
      bool Used;
    };
    std::vector<Macro> Context;
  };
  std::vector<UserFile> UserFiles;
  std::unique_ptr<llvm::MemoryBuffer> Text; ///< Holds the names.

  bool reads(llvm::StringRef Identifier) const;
};

struct HeaderRequest {
  std::string Stem;      ///< Of the files' names.
  llvm::StringRef Group; ///< groupOf() all who use it.
  std::vector<std::string> Headers;
  bool OfUsers;
  const Job &Like;
  const Options &Request;
};

/// What is on disk, if it is whole and what it was made from is as it was then.
std::unique_ptr<PrecompiledHeaders> loadHeaders(const std::string &Stem, llvm::StringRef Group, bool OfUsers);

/// Writes it and loads it. Null if it cannot be made. If it is of the user's, those headers
/// are left out that cannot be parsed where they stand; if that is all, File is empty.
std::unique_ptr<PrecompiledHeaders> makeHeaders(HeaderRequest What, Scanner &Sources);

} // namespace corosafe

#endif
