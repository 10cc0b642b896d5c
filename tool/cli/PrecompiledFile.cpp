//===- PrecompiledFile.cpp ---------------------------------------------------===//

#include "PrecompiledFile.h"
#include "Config.h"
#include "FilesRead.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTWriter.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace corosafe;
namespace fs = llvm::sys::fs;

std::string corosafe::hexOf(llvm::StringRef Bytes) { return hashOf(Bytes).hex(); }

std::string corosafe::sumOf(llvm::StringRef File) {
  auto Bytes = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Bytes ? hexOf((*Bytes)->getBuffer()) : "";
}

bool corosafe::writeWhole(const std::string &File, llvm::StringRef Text) {
  llvm::Expected<fs::TempFile> Temporary = fs::TempFile::create(File + "-%%%%%%%%.tmp");
  if (!Temporary) {
    llvm::consumeError(Temporary.takeError());
    return false;
  }
  llvm::raw_fd_ostream OS(Temporary->FD, /*shouldClose=*/false);
  OS << Text;
  OS.flush();
  bool Failed = OS.has_error();
  OS.clear_error();
  llvm::Error Kept = Failed ? Temporary->discard() : Temporary->keep(File);
  Failed |= bool(Kept);
  llvm::consumeError(std::move(Kept));
  return !Failed;
}

void corosafe::sharePrecompiled(clang::LangOptions &Language) {
  Language.PCHInstantiateTemplates = true;
  Language.Modules = false;
}

void corosafe::preparePrecompiling(clang::CompilerInvocation &How, const std::string &Main, const std::string &Into) {
  clang::FrontendOptions &Frontend = How.getFrontendOpts();
  Frontend.Inputs.assign(1, clang::FrontendInputFile(Main, Frontend.Inputs.front().getKind()));
  Frontend.ProgramAction = clang::frontend::GeneratePCH;
  Frontend.OutputFile = Into;
  Frontend.SkipFunctionBodies = true;
  sharePrecompiled(How.getLangOpts());
  How.getPreprocessorOpts().WriteCommentListToPCH = false;
}

std::unique_ptr<clang::ASTConsumer> corosafe::makePrecompiledWriter(clang::CompilerInstance &Instance,
                                                                    std::shared_ptr<clang::PCHBuffer> Bytes, bool IncludeTimestamps) {
  std::string Sysroot;
  if (!clang::GeneratePCHAction::ComputeASTConsumerArguments(Instance, Sysroot))
    return nullptr;
  Sysroot.clear(); // Only what is to be moved to another folder is relative to it.
  return std::make_unique<clang::PCHGenerator>(Instance.getPreprocessor(), Instance.getModuleCache(),
                                               Instance.getFrontendOpts().OutputFile, Sysroot, std::move(Bytes),
#if COROSAFE_LLVM_MAJOR >= 22
                                               Instance.getCodeGenOpts(),
#endif
                                               Instance.getFrontendOpts().ModuleFileExtensions,
                                               /*AllowASTWithErrors=*/false, IncludeTimestamps);
}
