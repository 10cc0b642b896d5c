//===- ClangSetup.h - What every parse of ours needs ------------------------===//
//
// The command and corosafe-clangd read code with clang's libraries, not with the
// user's compiler: where clang's own headers are, and which macros the user's
// compiler would have made the headers define, is said here for both.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLANGSETUP_H
#define COROSAFE_TOOL_CLANGSETUP_H

#include <string>

namespace clang {
class CompilerInvocation;
} // namespace clang

namespace corosafe {

/// clang's own headers (stddef.h ...): where the build found them, else next to
/// the LLVM that this program runs with.
std::string resourceDir();

/// Defines what some libraries' headers define for GCC only, if the language is C++20 or later.
void addCompatibilityMacros(clang::CompilerInvocation &Invocation);

} // namespace corosafe

#endif
