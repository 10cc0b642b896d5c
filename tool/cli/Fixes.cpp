//===- Fixes.cpp ------------------------------------------------------------===//

#include "Fixes.h"
#include "CompileCommands.h"
#include "FixText.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace corosafe;
using clang::tooling::Replacements;

void TextsRead::add(const std::string &File, Hash Of) {
  auto [It, New] = ByFile.try_emplace(canonicalPath(File), Of);
  if (!New && It->second != Of)
    It->second = std::nullopt;
}

void TextsRead::add(const std::vector<std::string> &Files, const clang::SourceManager &Sources) {
  for (const std::string &File : Files)
    if (auto Entry = Sources.getFileManager().getOptionalFileRef(File))
      if (clang::FileID Id = Sources.translateFile(*Entry); Id.isValid())
        add(File, hashOf(Sources.getBufferData(Id)));
}

void TextsRead::addFromDisk(const std::vector<std::string> &Files) {
  for (const std::string &File : Files)
    if (auto Text = llvm::MemoryBuffer::getFile(File))
      add(File, hashOf((*Text)->getBuffer()));
}

void TextsRead::merge(const TextsRead &Other) {
  for (const auto &[File, Of] : Other.ByFile) {
    auto [It, New] = ByFile.try_emplace(File, Of);
    if (!New && It->second != Of)
      It->second = std::nullopt;
  }
}

bool TextsRead::isAsRead(llvm::StringRef File, llvm::StringRef Text) const {
  auto It = ByFile.find(File.str());
  return It != ByFile.end() && It->second == hashOf(Text);
}

namespace {

/// Fixes that can be made together.
struct Changes {
  /// Files that cannot be changed, and why.
  std::map<std::string, std::string> Blocked;
  std::map<std::string, Replacements> ByFile;
  unsigned Fixes = 0, Overlapping = 0;

  /// Takes all of a fix or nothing; true if it is taken, and was not before.
  bool add(const Fix &Change) {
    if (llvm::any_of(Change.Replacements, [&](const Replacement &Part) { return Blocked.count(Part.File); }))
      return false;
    std::map<std::string, Replacements> With;
    size_t Known = 0;
    bool Overlaps = false;
    for (const Replacement &Part : Change.Replacements) {
      clang::tooling::Replacement Made(Part.File, Part.Offset, Part.Length, Part.Text);
      auto [It, New] = With.try_emplace(Part.File);
      if (New)
        It->second = ByFile[Part.File];
      Replacements &Here = It->second;
      if (llvm::is_contained(Here, Made)) {
        ++Known;
        continue;
      }
      if (llvm::Error E = Here.add(Made)) {
        llvm::consumeError(std::move(E));
        Overlaps = true;
      }
    }
    // A header's finding in several units, or two findings with one remedy.
    if (Known == Change.Replacements.size())
      return false;
    if (Overlaps || Known > 0) {
      ++Overlapping;
      return false;
    }
    for (auto &[File, Parts] : With)
      ByFile[File] = std::move(Parts);
    ++Fixes;
    return true;
  }
};

} // namespace

/// Why a file that was read is not to be changed; empty if it may be.
static std::string reasonNotToChange(llvm::StringRef File, const TextsRead &Texts) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text || !Texts.isAsRead(File, (*Text)->getBuffer()))
    return "it changed since it was read, or what includes it does not compile";
  // Whoever may write all files is asked to mind what they say, too.
  llvm::ErrorOr<llvm::sys::fs::perms> Permissions = llvm::sys::fs::getPermissions(File);
  if (!Permissions || !(*Permissions & llvm::sys::fs::all_write) || !llvm::sys::fs::can_write(File))
    return "it is read-only";
  if (llvm::sys::fs::access(llvm::sys::path::parent_path(File), llvm::sys::fs::AccessMode::Write))
    return "its folder is read-only";
  return "";
}

static std::error_code replaceFile(llvm::StringRef File, llvm::StringRef Text) {
  llvm::sys::fs::file_status Status;
  if (std::error_code Error = llvm::sys::fs::status(File, Status))
    return Error;
  int Descriptor;
  llvm::SmallString<128> Temporary;
  if (std::error_code Error = llvm::sys::fs::createUniqueFile(File + ".tmp-%%%%%%%%", Descriptor, Temporary))
    return Error;
  llvm::raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
  OS << Text;
  OS.close();
  std::error_code Error = OS.error();
  OS.clear_error();
  if (!Error)
    Error = llvm::sys::fs::setPermissions(Temporary, Status.permissions());
  if (!Error)
    Error = llvm::sys::fs::rename(Temporary, File);
  if (Error)
    llvm::sys::fs::remove(Temporary);
  return Error;
}

std::string corosafe::applyFixes(const Report &Found, const TextsRead &Texts) {
  Changes All;
  for (const ReportedFinding &F : Found.Findings)
    if (const Fix *Only = onlyFix(F.What))
      for (const Replacement &Part : Only->Replacements)
        if (auto [It, New] = All.Blocked.try_emplace(Part.File); New)
          It->second = reasonNotToChange(Part.File, Texts);
  std::string Said;
  llvm::raw_string_ostream OS(Said);
  for (const auto &[File, Reason] : All.Blocked)
    if (!Reason.empty())
      OS << "corosafe: error: " << File << ": not fixed: " << Reason << '\n';
  std::erase_if(All.Blocked, [](const auto &Entry) { return Entry.second.empty(); });
  for (const ReportedFinding &F : Found.Findings)
    if (const Fix *Only = onlyFix(F.What))
      All.add(*Only);
  unsigned Written = 0;
  for (const auto &[File, Parts] : All.ByFile) {
    if (Parts.empty())
      continue;
    auto Text = llvm::MemoryBuffer::getFile(File);
    llvm::Expected<std::string> Mended = Text ? clang::tooling::applyAllReplacements((*Text)->getBuffer(), Parts)
                                              : llvm::errorCodeToError(Text.getError());
    std::error_code Error = Mended ? replaceFile(File, *Mended) : llvm::errorToErrorCode(Mended.takeError());
    if (Error)
      OS << "corosafe: error: " << File << ": cannot be written: " << Error.message() << '\n';
    else
      ++Written;
  }
  OS << "corosafe: " << All.Fixes << (All.Fixes == 1 ? " fix in " : " fixes in ") << Written << (Written == 1 ? " file" : " files");
  if (All.Overlapping)
    OS << "; " << All.Overlapping << " left out because of overlaps: run again";
  OS << '\n';
  return Said;
}

void corosafe::printFixes(const Report &Found, llvm::raw_ostream &OS) {
  clang::tooling::TranslationUnitDiagnostics All;
  Changes Together;
  auto MessageAt = [](llvm::StringRef Text, const Location &Where) {
    clang::tooling::DiagnosticMessage M(Text);
    M.FilePath = Where.File;
    M.FileOffset = Where.Offset;
    return M;
  };
  for (const ReportedFinding &Reported : Found.Findings) {
    const Finding &F = Reported.What;
    const Fix *Only = onlyFix(F);
    if (!Only || !Together.add(*Only))
      continue;
    using clang::tooling::Diagnostic;
    Diagnostic D("corosafe-" + F.Check, Reported.IsError ? Diagnostic::Error : Diagnostic::Warning, "");
    D.Message = MessageAt(F.Message, F.Where);
    for (const Note &N : F.Notes)
      D.Notes.push_back(MessageAt(N.Message, N.Where));
    for (const Replacement &Part : Only->Replacements)
      llvm::consumeError(D.Message.Fix[Part.File].add({Part.File, Part.Offset, Part.Length, Part.Text}));
    All.Diagnostics.push_back(std::move(D));
  }
  llvm::yaml::Output YAML(OS);
  YAML << All;
}
