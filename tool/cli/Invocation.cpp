//===- Invocation.cpp ------------------------------------------------------===//

#include "Invocation.h"
#include "ClangSetup.h"
#include "Config.h"
#include "clang/Basic/DiagnosticDriver.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/TargetParser/Host.h"
#if COROSAFE_LLVM_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#else
#include "clang/Frontend/Utils.h"
#endif

using namespace corosafe;

namespace {

/// Keeps the first error that is about something else than an argument that clang does not know.
class DriverErrors : public clang::DiagnosticConsumer {
public:
  std::string First;

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error || !First.empty())
      return;
    switch (Info.getID()) {
    case clang::diag::err_drv_unknown_argument:
    case clang::diag::err_drv_unknown_argument_with_suggestion:
    case clang::diag::err_drv_unsupported_opt:
    case clang::diag::err_drv_unsupported_opt_with_suggestion:
    case clang::diag::err_drv_unsupported_opt_for_target:
      return;
    default:
      break;
    }
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    First = Text.str().str();
  }
};

/// Makes clang see all headers as the user's, in the order in which it searches them.
void makeSystemHeadersUsers(clang::HeaderSearchOptions &Search) {
  using clang::frontend::IncludeDirGroup;
  llvm::stable_sort(Search.UserEntries, [](const auto &A, const auto &B) { return A.Group < B.Group; });
  for (auto &Entry : Search.UserEntries)
    if (Entry.Group >= IncludeDirGroup::System)
      Entry.Group = IncludeDirGroup::Angled;
  Search.SystemHeaderPrefixes.clear();
}

llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> makeEngine(clang::DiagnosticConsumer &Client, llvm::vfs::FileSystem &Files,
                                                              clang::DiagnosticOptions &Options) {
#if COROSAFE_LLVM_MAJOR >= 22
  return clang::CompilerInstance::createDiagnostics(Files, Options, &Client, /*ShouldOwnClient=*/false);
#else
  (void)Files;
  return clang::CompilerInstance::createDiagnostics(&Options, &Client, /*ShouldOwnClient=*/false);
#endif
}

/// Nothing is written, loaded or left behind.
void restrict(clang::CompilerInvocation &Invocation) {
  Invocation.getDependencyOutputOpts() = clang::DependencyOutputOptions();
  clang::FrontendOptions &Frontend = Invocation.getFrontendOpts();
  Frontend.OutputFile.clear();
  Frontend.DisableFree = false;
  Frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Frontend.ShowStats = false;
  clang::DiagnosticOptions &Diagnostics = Invocation.getDiagnosticOpts();
  Diagnostics.DiagnosticSerializationFile.clear();
  Diagnostics.DiagnosticLogFile.clear();
  Diagnostics.IgnoreWarnings = true;
  Diagnostics.ShowColors = false;
  Diagnostics.ErrorLimit = 0; // The analysis goes on; the printer counts.
}

} // namespace

InvocationResult corosafe::makeInvocation(const clang::tooling::CompileCommand &Command,
                                          llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, bool SystemHeadersAreUsers) {
  std::vector<std::string> Line = Command.CommandLine;
  if (Line.empty())
    return {nullptr, "its compile command is empty", false};
  // The driver looks for headers next to its own program, which must be named as it is: g++, aarch64-linux-gnu-g++.
  if (llvm::none_of(Line, [](llvm::StringRef A) { return A.starts_with("-resource-dir"); }))
    Line.insert(Line.begin() + 1, "-resource-dir=" + resourceDir());
  std::vector<const char *> Arguments;
  for (const std::string &Argument : Line)
    Arguments.push_back(Argument.c_str());

  DriverErrors Errors;
#if COROSAFE_LLVM_MAJOR >= 22
  clang::DiagnosticOptions DriverOptions;
#else
  auto Shared = llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>();
  clang::DiagnosticOptions &DriverOptions = *Shared;
#endif
  clang::CreateInvocationOptions How;
  How.Diags = makeEngine(Errors, *Files, DriverOptions);
  How.VFS = Files;
  How.RecoverOnError = true;
  InvocationResult Result;
  Result.Invocation = clang::createInvocation(Arguments, How);
  if (!Result.Invocation || Result.Invocation->getFrontendOpts().Inputs.size() != 1) {
    Result.Invocation = nullptr;
    Result.NotCxx = Errors.First.empty() || llvm::StringRef(Errors.First).contains("compiler job");
    Result.Reason = Result.NotCxx ? "not a C++ source" : Errors.First;
    return Result;
  }
  // By the input, not the options: they may say -std=c++20 to a C file.
  clang::Language Language = Result.Invocation->getFrontendOpts().Inputs.front().getKind().getLanguage();
  if (Language == clang::Language::CUDA || Language == clang::Language::HIP) {
    Result = {nullptr, "CUDA and HIP sources are not analysed", true};
    return Result;
  }
  if (Language != clang::Language::CXX && Language != clang::Language::ObjCXX) {
    Result = {nullptr, "not a C++ source", true};
    return Result;
  }
  Result.Reason = Errors.First;
  restrict(*Result.Invocation);
  addCompatibilityMacros(*Result.Invocation);
  if (SystemHeadersAreUsers)
    makeSystemHeadersUsers(Result.Invocation->getHeaderSearchOpts());
  return Result;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> corosafe::filesOf(const clang::tooling::CompileCommand &Command) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = llvm::vfs::createPhysicalFileSystem();
  if (!Command.Directory.empty())
    Files->setCurrentWorkingDirectory(Command.Directory);
  return Files;
}

std::unique_ptr<clang::CompilerInstance> corosafe::makeInstance(std::shared_ptr<clang::CompilerInvocation> How,
                                                                llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                                                                clang::DiagnosticConsumer &Errors) {
#if COROSAFE_LLVM_MAJOR >= 22
  auto Instance = std::make_unique<clang::CompilerInstance>(std::move(How));
  Instance->setVirtualFileSystem(std::move(Files));
  Instance->createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Instance->createFileManager();
  Instance->createSourceManager();
#else
  auto Instance = std::make_unique<clang::CompilerInstance>();
  Instance->setInvocation(std::move(How));
  Instance->createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Instance->createFileManager(std::move(Files));
  Instance->createSourceManager(Instance->getFileManager());
#endif
  Instance->setVerboseOutputStream(std::make_unique<llvm::raw_null_ostream>());
  return Instance;
}
