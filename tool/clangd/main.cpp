//===- main.cpp - corosafe-clangd ------------------------------------------===//
//
// clangd, all of it, with corosafe's checks in it. Hooks.cpp says what differs.
//
//===----------------------------------------------------------------------===//

#include "ClangSetup.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Process.h"
#include <string>
#include <vector>

namespace clang::clangd {
/// In libclangdMain.a, whose headers are not packaged.
int clangdMain(int Count, char **Arguments);
} // namespace clang::clangd

int main(int Count, char **Arguments) {
  // clangd looks for clang's own headers next to itself, and is not where clang is.
  std::string Resources = "--resource-dir=" + corosafe::resourceDir();
  std::vector<char *> Extended(Arguments, Arguments + Count);
  bool UserSays = llvm::StringRef(llvm::sys::Process::GetEnv("CLANGD_FLAGS").value_or("")).contains("-resource-dir") ||
                  llvm::any_of(Extended, [](llvm::StringRef A) { return A.contains("-resource-dir"); });
  if (!UserSays && !Extended.empty())
    Extended.insert(Extended.begin() + 1, Resources.data());
  Extended.push_back(nullptr);
  return clang::clangd::clangdMain(static_cast<int>(Extended.size()) - 1, Extended.data());
}
