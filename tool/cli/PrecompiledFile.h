//===- PrecompiledFile.h - How clang's precompiled headers are written ------===//

#ifndef COROSAFE_TOOL_CLI_PRECOMPILEDFILE_H
#define COROSAFE_TOOL_CLI_PRECOMPILEDFILE_H

#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>

namespace clang {
class ASTConsumer;
class CompilerInstance;
class CompilerInvocation;
class LangOptions;
struct PCHBuffer;
} // namespace clang

namespace corosafe {

std::string hexOf(llvm::StringRef Bytes);

/// Of a file's contents; empty if it cannot be read.
std::string sumOf(llvm::StringRef File);

/// Those who read the file see all of it or nothing. False if it cannot be written.
bool writeWhole(const std::string &File, llvm::StringRef Text);

/// For a precompiled header and for the units that are parsed on top of it, which must agree:
/// instances are made where they are first needed, and declarations of one name are
/// not merged into one, as they would be from modules.
void sharePrecompiled(clang::LangOptions &Language);

/// Main is to be parsed as the unit is, and precompiled.
void preparePrecompiling(clang::CompilerInvocation &How, const std::string &Main, const std::string &Into);

/// Writes into Bytes: clang itself would write to a temporary file that stays when a signal
/// ends the run. Null if the instance cannot write any.
std::unique_ptr<clang::ASTConsumer> makePrecompiledWriter(clang::CompilerInstance &Instance, std::shared_ptr<clang::PCHBuffer> Bytes,
                                                          bool IncludeTimestamps);

} // namespace corosafe

#endif
