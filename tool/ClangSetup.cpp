//===- ClangSetup.cpp -------------------------------------------------------===//

#include "ClangSetup.h"
#include "Config.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <vector>

using namespace corosafe;

namespace {

/// Some releases of these headers offer their coroutine support only to the
/// compilers that they know by name, GCC among them, clang not. Code that builds
/// with GCC must be readable here, so the macros are defined as GCC would make
/// the headers define them. The headers set them only where they are not set;
/// releases that know clang define the same. Valid from C++20 on. The user's own
/// -D, -U and the headers' own switch-off (third column) win.
struct CompatibilityMacro {
  llvm::StringRef Name, Value, SwitchedOffBy;
};
constexpr CompatibilityMacro CompatibilityMacros[] = {
    {"ASIO_HAS_CO_AWAIT", "1", "ASIO_DISABLE_CO_AWAIT"},
    {"ASIO_HAS_STD_COROUTINE", "1", "ASIO_DISABLE_STD_COROUTINE"},
    {"BOOST_ASIO_HAS_CO_AWAIT", "1", "BOOST_ASIO_DISABLE_CO_AWAIT"},
    {"BOOST_ASIO_HAS_STD_COROUTINE", "1", "BOOST_ASIO_DISABLE_STD_COROUTINE"},
};

} // namespace

std::string corosafe::resourceDir() {
  std::string Major = std::to_string(COROSAFE_LLVM_MAJOR);
  std::string Built = COROSAFE_LLVM_PREFIX "/lib/clang/" + Major;
  if (llvm::sys::fs::is_directory(Built))
    return Built;
  if (auto Compiler = llvm::sys::findProgramByName("clang-" + Major)) {
    llvm::SmallString<256> Real;
    llvm::sys::fs::real_path(*Compiler, Real);
    llvm::SmallString<256> Prefix(llvm::sys::path::parent_path(llvm::sys::path::parent_path(Real)));
    llvm::sys::path::append(Prefix, "lib", "clang", Major);
    return Prefix.str().str();
  }
  return Built;
}

void corosafe::addCompatibilityMacros(clang::CompilerInvocation &Invocation) {
  if (!Invocation.getLangOpts().CPlusPlus20)
    return;
  clang::PreprocessorOptions &Preprocessor = Invocation.getPreprocessorOpts();
  auto Mentions = [&](llvm::StringRef Name) {
    return llvm::any_of(Preprocessor.Macros, [&](const std::pair<std::string, bool> &Macro) {
      return llvm::StringRef(Macro.first).take_until([](char C) { return C == '=' || C == '('; }) == Name;
    });
  };
  std::vector<std::string> Added;
  for (const CompatibilityMacro &Macro : CompatibilityMacros)
    if (!Mentions(Macro.Name) && !Mentions(Macro.SwitchedOffBy))
      Added.push_back((Macro.Name + "=" + Macro.Value).str());
  for (const std::string &Definition : Added)
    Preprocessor.addMacroDef(Definition);
}
