//===- Hooks.cpp - Where corosafe-clangd differs from clangd ----------------===//
//
// clangd has no plugins, and its headers are not packaged. The linker puts the
// functions below in the place of six of clangd's (ld --wrap): a call of `f`
// comes to `__wrap_f`, and `__real_f` is clangd's own.
//
//   isFastTidyCheck          corosafe's checks may run while the user types
//   provideDefaultChecks     they are on unless the user's files say otherwise
//   CommandMangler           a file that no compile database knows is C++20
//   buildCompilerInvocation  headers that hide coroutines from clang show them
//   PrecompiledPreamble      what the user's headers do is parsed, not just declared
//   toJSON                   a finding's name leads to its page, not to clang-tidy's
//
//===----------------------------------------------------------------------===//

#include "Analyze.h"
#include "ClangSetup.h"
#include "Config.h"
#include "Globs.h"
#include "Places.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Driver/Types.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

using clang::tidy::ClangTidyOptions;

namespace corosafe::hooks {

//===-- Which checks run ----------------------------------------------------===//

std::optional<bool> realIsFast(llvm::StringRef Check) asm("__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> isFast(llvm::StringRef Check) asm("__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

/// scripts/bench --editor measures that they are.
std::optional<bool> isFast(llvm::StringRef Check) {
  if (Check.starts_with("corosafe-"))
    return true;
  return realIsFast(Check);
}

/// One of clangd's chain of sources of options; it comes after the user's files.
#if COROSAFE_LLVM_MAJOR >= 22
using TidyProvider = llvm::unique_function<void(ClangTidyOptions &, llvm::StringRef) const>;
#else
using TidyProvider = llvm::function_ref<void(ClangTidyOptions &, llvm::StringRef)>;
#endif
TidyProvider realDefaults() asm("__real__ZN5clang6clangd20provideDefaultChecksEv");
TidyProvider defaults() asm("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

TidyProvider defaults() {
  static const TidyProvider Real = realDefaults();
  static const auto Ours = [](ClangTidyOptions &Options, llvm::StringRef File) {
    std::string OfUser = Options.Checks.value_or("");
    Real(Options, File);
    Options.Checks = Options.Checks.value_or("") + "," + corosafeGlobs(OfUser);
  };
  return Ours;
}

//===-- How files are read --------------------------------------------------===//

void realMangle(const void *Mangler, clang::tooling::CompileCommand &Command, llvm::StringRef File) asm(
    "__real__ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE");
void mangle(const void *Mangler, clang::tooling::CompileCommand &Command, llvm::StringRef File) asm(
    "__wrap__ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE");

/// True if the compiler would take the file for C++: by -x, else by its name.
static bool isCxx(const clang::tooling::CompileCommand &Command, llvm::StringRef File) {
  for (llvm::StringRef Argument : Command.CommandLine)
    if (Argument.starts_with("-x"))
      return Argument.contains("++");
  return clang::driver::types::isCXX(
      clang::driver::types::lookupTypeForExtension(llvm::sys::path::extension(File).drop_front(llvm::sys::path::has_extension(File))));
}

void mangle(const void *Mangler, clang::tooling::CompileCommand &Command, llvm::StringRef File) {
  bool IsGuess = Command.Heuristic == "clangd fallback";
  realMangle(Mangler, Command, File);
  auto SaysStandard = [](llvm::StringRef Argument) { return Argument.starts_with("-std=") || Argument.starts_with("--std"); };
  if (IsGuess && isCxx(Command, File) && llvm::none_of(Command.CommandLine, SaysStandard))
    Command.CommandLine.insert(Command.CommandLine.begin() + 1, "-std=c++20");
}

struct ParseInputs; // clangd's.
std::unique_ptr<clang::CompilerInvocation> realBuild(const ParseInputs &Inputs, clang::DiagnosticConsumer &Errors,
                                                     std::vector<std::string> *Arguments) asm(
    "__real__ZN5clang6clangd23buildCompilerInvocationERKNS0_11ParseInputsERNS_18DiagnosticConsumerEPSt6vectorINSt7__cxx1112basic_"
    "stringIcSt11char_traitsIcESaIcEEESaISC_EE");
std::unique_ptr<clang::CompilerInvocation> build(const ParseInputs &Inputs, clang::DiagnosticConsumer &Errors,
                                                 std::vector<std::string> *Arguments) asm(
    "__wrap__ZN5clang6clangd23buildCompilerInvocationERKNS0_11ParseInputsERNS_18DiagnosticConsumerEPSt6vectorINSt7__cxx1112basic_"
    "stringIcSt11char_traitsIcESaIcEEESaISC_EE");

std::unique_ptr<clang::CompilerInvocation> build(const ParseInputs &Inputs, clang::DiagnosticConsumer &Errors,
                                                 std::vector<std::string> *Arguments) {
  std::unique_ptr<clang::CompilerInvocation> Invocation = realBuild(Inputs, Errors, Arguments);
  if (Invocation)
    addCompatibilityMacros(*Invocation);
  return Invocation;
}

/// clangd's own, which skips every body in a header.
class PreambleCallbacks : public clang::PreambleCallbacks {
public:
  explicit PreambleCallbacks(clang::PreambleCallbacks &Theirs) : Theirs(Theirs) {}

  void BeforeExecute(clang::CompilerInstance &Instance) override {
    Instance.getLangOpts().PCHInstantiateTemplates = true; // Else each change of the main file would instantiate them.
    Theirs.BeforeExecute(Instance);
  }
  void AfterExecute(clang::CompilerInstance &Instance) override { Theirs.AfterExecute(Instance); }
  void AfterPCHEmitted(clang::ASTWriter &Writer) override { Theirs.AfterPCHEmitted(Writer); }
  void HandleTopLevelDecl(clang::DeclGroupRef Group) override { Theirs.HandleTopLevelDecl(Group); }
  std::unique_ptr<clang::PPCallbacks> createPPCallbacks() override { return Theirs.createPPCallbacks(); }
  clang::CommentHandler *getCommentHandler() override { return Theirs.getCommentHandler(); }
  bool shouldSkipFunctionBody(clang::Decl *D) override { return Theirs.shouldSkipFunctionBody(D) && !worthParsing(*D); }

private:
  clang::PreambleCallbacks &Theirs;
};

#if COROSAFE_LLVM_MAJOR >= 22
using Engine = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;
#define PREAMBLE_BUILD                                                                                                           \
  "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferENS_14PreambleBoundsENS4_"               \
  "18IntrusiveRefCntPtrINS_17DiagnosticsEngineEEENS9_INS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_"  \
  "9StringRefERNS_17PreambleCallbacksE"
#else
using Engine = clang::DiagnosticsEngine &;
#define PREAMBLE_BUILD                                                                                                           \
  "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferENS_14PreambleBoundsERNS_"               \
  "17DiagnosticsEngineENS4_18IntrusiveRefCntPtrINS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_"        \
  "9StringRefERNS_17PreambleCallbacksE"
#endif
using Preamble = llvm::ErrorOr<clang::PrecompiledPreamble>;
using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
using Containers = std::shared_ptr<clang::PCHContainerOperations>;

Preamble realBuildPreamble(const clang::CompilerInvocation &Invocation, const llvm::MemoryBuffer *Text, clang::PreambleBounds Bounds,
                           Engine Errors, FileSystem Files, Containers Containers, bool InMemory, llvm::StringRef Storage,
                           clang::PreambleCallbacks &Callbacks) asm("__real_" PREAMBLE_BUILD);
Preamble buildPreamble(const clang::CompilerInvocation &Invocation, const llvm::MemoryBuffer *Text, clang::PreambleBounds Bounds,
                       Engine Errors, FileSystem Files, Containers Containers, bool InMemory, llvm::StringRef Storage,
                       clang::PreambleCallbacks &Callbacks) asm("__wrap_" PREAMBLE_BUILD);

Preamble buildPreamble(const clang::CompilerInvocation &Invocation, const llvm::MemoryBuffer *Text, clang::PreambleBounds Bounds,
                       Engine Errors, FileSystem Files, hooks::Containers Containers, bool InMemory, llvm::StringRef Storage,
                       clang::PreambleCallbacks &Callbacks) {
  PreambleCallbacks Ours(Callbacks);
  return realBuildPreamble(Invocation, Text, Bounds, Errors, std::move(Files), std::move(Containers), InMemory, Storage, Ours);
}

//===-- What editors are told -----------------------------------------------===//

struct PublishDiagnosticsParams; // clangd's.
llvm::json::Value realPublished(const PublishDiagnosticsParams &Params) asm(
    "__real__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");
llvm::json::Value published(const PublishDiagnosticsParams &Params) asm(
    "__wrap__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");

/// Where a check is explained: on the web if the build was told, else in the documentation that is installed with this
/// program or stands next to its build folder; empty if there is none.
static std::string pageOf(llvm::StringRef Id) {
  static const std::string Folder = [] {
    if (llvm::StringRef(COROSAFE_HOMEPAGE) != "")
      return std::string(COROSAFE_HOMEPAGE "/docs/checks/");
    std::string Program = llvm::sys::fs::getMainExecutable(nullptr, reinterpret_cast<void *>(&pageOf));
    for (llvm::StringRef Docs : {"../share/doc/corosafe/checks", "../../docs/checks"}) {
      llvm::SmallString<256> Path(llvm::sys::path::parent_path(Program));
      llvm::sys::path::append(Path, Docs);
      llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
      if (llvm::sys::fs::is_directory(Path))
        return "file://" + uriOf(Path) + "/";
    }
    return std::string();
  }();
  return Folder.empty() ? "" : Folder + Id.str() + ".md";
}

llvm::json::Value published(const PublishDiagnosticsParams &Params) {
  llvm::json::Value Told = realPublished(Params);
  llvm::json::Array *Diagnostics = Told.getAsObject() ? Told.getAsObject()->getArray("diagnostics") : nullptr;
  if (!Diagnostics)
    return Told;
  for (llvm::json::Value &D : *Diagnostics) {
    llvm::json::Object *Finding = D.getAsObject();
    llvm::StringRef Id = Finding ? Finding->getString("code").value_or("") : "";
    if (!Id.consume_front("corosafe-"))
      continue;
    Finding->erase("codeDescription"); // clangd takes each check for one of clang-tidy's own.
    if (std::string Page = pageOf(Id); !Page.empty())
      (*Finding)["codeDescription"] = llvm::json::Object{{"href", Page}};
  }
  return Told;
}

#ifdef COROSAFE_NO_REMOTE_INDEX
//===-- What is not linked in -------------------------------------------------===//

struct SymbolIndex {}; // clangd's; here there is never one.
std::unique_ptr<SymbolIndex> remoteIndex(llvm::StringRef Address, llvm::StringRef Root) asm(
    "_ZN5clang6clangd6remote9getClientEN4llvm9StringRefES3_");

std::unique_ptr<SymbolIndex> remoteIndex(llvm::StringRef Address, llvm::StringRef) {
  llvm::errs() << "corosafe-clangd: error: built without remote index; '" << Address << "' is not asked\n";
  return nullptr;
}
#endif

} // namespace corosafe::hooks
