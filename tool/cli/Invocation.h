//===- Invocation.h - From a compile command to clang's own options ---------===//
//
// Any build's command will do, GCC's too: what clang does not know is dropped,
// what would write files is taken out, warnings are off, and macros that some
// headers test by the compiler's name are defined (compatibilityMacros).
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_INVOCATION_H
#define COROSAFE_TOOL_CLI_INVOCATION_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <string>

namespace corosafe {

struct InvocationResult {
  std::shared_ptr<clang::CompilerInvocation> Invocation; ///< Null if the file is not to be parsed; Reason says why.
  std::string Reason;
  bool NotCxx = false; ///< The reason is that it is not C++.
};

InvocationResult makeInvocation(const clang::tooling::CompileCommand &Command,
                                llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, bool SystemHeadersAreUsers);

/// A file system with a working directory of its own, as the command wants it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesOf(const clang::tooling::CompileCommand &Command);

/// Ready to execute an action; prints nothing but what Errors prints.
std::unique_ptr<clang::CompilerInstance> makeInstance(std::shared_ptr<clang::CompilerInvocation> How,
                                                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                                                      clang::DiagnosticConsumer &Errors);

} // namespace corosafe

#endif
