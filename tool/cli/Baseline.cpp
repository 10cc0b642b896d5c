//===- Baseline.cpp ----------------------------------------------------------===//

#include "Baseline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace corosafe;
using Json = nlohmann::ordered_json;

static constexpr char VersionKey[] = "corosafe-baseline";

static llvm::Error problem(const llvm::Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

/// False if the entry lacks a key or has another type there.
static bool readEntry(const Json &From, BaselineEntry &Into) {
  auto Read = [&](const char *Key, std::string &Value) {
    auto It = From.find(Key);
    const std::string *Text = It == From.end() ? nullptr : It->get_ptr<const std::string *>();
    if (Text)
      Value = *Text;
    return Text != nullptr;
  };
  std::string Check;
  if (!From.is_object() || !Read("fingerprint", Into.Fingerprint) || !Read("check", Check) || !Read("file", Into.What.File) ||
      !Read("function", Into.What.Function) || !Read("message", Into.What.Message))
    return false;
  llvm::StringRef Id = Check;
  Id.consume_front("corosafe-");
  Into.What.Check = Id.str();
  return !Into.Fingerprint.empty();
}

llvm::Expected<Baseline> corosafe::readBaseline(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return problem("cannot read the baseline '" + File + "': " + Buffer.getError().message());
  constexpr llvm::StringLiteral Remedy = "; write it anew with --write-baseline";
  llvm::StringRef Text = (*Buffer)->getBuffer();
  Json Root = Json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  if (Root.is_discarded())
    return problem(File + ": not a whole baseline: it ends too early or is not JSON" + Remedy);
  auto Version = Root.is_object() ? Root.find(VersionKey) : Root.end();
  auto Findings = Root.is_object() ? Root.find("findings") : Root.end();
  if (Version == Root.end() || Findings == Root.end() || !Findings->is_array())
    return problem(File + ": not a baseline of corosafe" + Remedy);
  if (!Version->is_number_unsigned() || *Version->get_ptr<const Json::number_unsigned_t *>() != 1)
    return problem(File + ": a baseline of another version of corosafe" + Remedy);
  Baseline Known{File.str(), {}};
  for (const auto &[Index, Entry] : llvm::enumerate(*Findings)) {
    BaselineEntry Read;
    if (!readEntry(Entry, Read))
      return problem(File + ": finding " + llvm::Twine(Index + 1) + ": fingerprint, check, file, function or message is missing" + Remedy);
    Known.Entries.push_back(std::move(Read));
  }
  return Known;
}

std::vector<BaselineEntry> corosafe::applyBaseline(const Baseline &Known, Report &R) {
  R.Baseline = Known.File;
  std::vector<bool> Used(Known.Entries.size());
  auto Hide = [&](bool SameFile) {
    std::multimap<llvm::StringRef, size_t> ByFingerprint;
    for (size_t I = 0; I < Known.Entries.size(); ++I)
      if (!Used[I])
        ByFingerprint.emplace(Known.Entries[I].Fingerprint, I);
    for (ReportedFinding &F : R.Findings) {
      if (F.Hidden)
        continue;
      auto [Begin, End] = ByFingerprint.equal_range(F.What.Fingerprint);
      auto It = std::find_if(Begin, End, [&](const auto &Entry) {
        return !SameFile || Known.Entries[Entry.second].What.File == portablePath(R, F.What.Where.File);
      });
      if (It == End)
        continue;
      Used[It->second] = true;
      F.Hidden = Suppression{Suppression::Baseline, ""};
      ByFingerprint.erase(It);
    }
  };
  // A file that was moved keeps its known findings, after those that stayed have theirs.
  Hide(/*SameFile=*/true);
  Hide(/*SameFile=*/false);

  std::set<std::string> Looked, Failed;
  for (const auto *List : {&R.Analysed, &R.WithFunctions})
    for (const std::string &File : *List)
      Looked.insert(portablePath(R, File));
  for (const Skipped &S : R.NotAnalysed)
    Failed.insert(portablePath(R, S.File));
  std::vector<BaselineEntry> NotLookedAt;
  for (size_t I = 0; I < Known.Entries.size(); ++I) {
    const StaleEntry &What = Known.Entries[I].What;
    if (Used[I])
      continue;
    llvm::StringRef Full = What.File;
    bool Gone = !llvm::sys::fs::exists(Full.starts_with("/") ? Full.str() : R.Root + "/" + Full.str());
    if (Gone || (Looked.count(What.File) && !Failed.count(What.File)))
      R.Stale.push_back(What);
    else
      NotLookedAt.push_back(Known.Entries[I]);
  }
  return NotLookedAt;
}

void corosafe::printBaseline(const Report &R, std::vector<BaselineEntry> Others, llvm::raw_ostream &OS) {
  for (const ReportedFinding &F : R.Findings)
    if (!F.Hidden || F.Hidden->By == Suppression::Baseline)
      Others.push_back({F.What.Fingerprint, {F.What.Check, portablePath(R, F.What.Where.File), F.What.Function, F.What.Message}});
  llvm::sort(Others, [](const BaselineEntry &A, const BaselineEntry &B) {
    auto Key = [](const BaselineEntry &E) { return std::tie(E.What.File, E.What.Check, E.What.Function, E.What.Message, E.Fingerprint); };
    return Key(A) < Key(B);
  });
  OS << "{\n  \"" << VersionKey << "\": 1,\n  \"findings\": [";
  llvm::StringRef Separator = "\n    ";
  for (const BaselineEntry &E : Others) {
    Json Entry = {{"fingerprint", E.Fingerprint},
                  {"check", "corosafe-" + E.What.Check},
                  {"file", E.What.File},
                  {"function", E.What.Function},
                  {"message", E.What.Message}};
    OS << Separator << Entry.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
    Separator = ",\n    ";
  }
  OS << (Others.empty() ? "]\n}\n" : "\n  ]\n}\n");
}
