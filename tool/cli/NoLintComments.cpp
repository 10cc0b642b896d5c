//===- NoLintComments.cpp ----------------------------------------------------===//

#include "NoLintComments.h"
#include "Options.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

using namespace corosafe;

namespace {

bool matches(llvm::StringRef Globs, llvm::StringRef Check) {
  return clang::tidy::GlobList(Globs).contains(("corosafe-" + Check).str());
}

/// ": one thread only */" is "one thread only".
llvm::StringRef reasonIn(llvm::StringRef Rest) {
  Rest = Rest.take_until([](char C) { return C == '\n' || C == '\r'; });
  Rest = Rest.take_front(Rest.find("*/"));
  // Words that go on where the directive ends are not about it.
  if (!Rest.empty() && !llvm::StringRef(" \t:-,").contains(Rest.front()))
    return {};
  return Rest.ltrim(" \t:-,").rtrim();
}

struct CommentsOf {
  std::vector<NoLintComment> All;

  const NoLintComment *silencing(const Finding &F) const {
    for (const NoLintComment &C : llvm::reverse(All))
      if (C.FirstLine <= F.Where.Line && F.Where.Line <= C.LastLine && matches(C.Globs.value_or("*"), F.Check))
        return &C;
    return nullptr;
  }
};

Location placeOf(llvm::StringRef File, uint32_t Offset, uint32_t End, SourceTexts &Sources) {
  Location Where;
  Where.File = File.str();
  Where.Offset = Offset;
  Where.EndOffset = End;
  std::tie(Where.Line, Where.Column) = Sources.placeOf(File, Offset);
  std::tie(Where.EndLine, Where.EndColumn) = Sources.placeOf(File, End);
  return Where;
}

std::string prefixed(llvm::StringRef Id) { return ("corosafe-" + Id).str(); }

/// What is wrong with a name that silences nothing; empty if nothing is.
std::string complaintOf(llvm::StringRef Name, const FileConfig &Config) {
  bool IsCheck = false;
  for (const CheckInfo &Check : allChecks()) {
    if (!matches(Name, Check.Id))
      continue;
    IsCheck = true;
    if (!llvm::is_contained(Config.Checks, Check.Id.str()))
      return "";
  }
  if (IsCheck)
    return ("NOLINT for '" + Name + "' silences nothing").str();
  std::vector<std::string> Names;
  for (const CheckInfo &Check : allChecks())
    Names.push_back(prefixed(Check.Id));
  llvm::StringRef Meant = nearest(Name, llvm::SmallVector<llvm::StringRef>(Names.begin(), Names.end()));
  return ("NOLINT names '" + Name + "', which is no check" + (Meant.empty() ? "" : "; did you mean '" + Meant.str() + "'?")).str();
}

} // namespace

std::vector<NoLintComment> corosafe::commentsIn(llvm::StringRef Text) {
  constexpr llvm::StringLiteral Word = "NOLINT";
  std::vector<NoLintComment> Found;
  std::vector<NoLintComment> Open; // Blocks that have begun.
  uint32_t Line = 1;
  size_t Counted = 0;
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + Word.size())) {
    Line += static_cast<uint32_t>(Text.slice(Counted, At).count('\n'));
    Counted = At;
    llvm::StringRef Rest = Text.drop_front(At + Word.size());
    llvm::StringRef Kind = Rest.take_while([](char C) { return C >= 'A' && C <= 'Z'; });
    Rest = Rest.drop_front(Kind.size());
    NoLintComment C;
    C.Offset = static_cast<uint32_t>(At);
    if (Rest.starts_with("(")) {
      llvm::StringRef Inside = Rest.drop_front().take_until([](char Ch) { return Ch == ')' || Ch == '\n'; });
      C.Globs = Inside;
      Rest = Rest.drop_front(std::min(Rest.size(), Inside.size() + 2));
    }
    C.Reason = reasonIn(Rest);
    C.FirstLine = C.LastLine = Line;
    if (Kind.empty()) {
      Found.push_back(C);
    } else if (Kind == "NEXTLINE") {
      C.FirstLine = C.LastLine = Line + 1;
      Found.push_back(C);
    } else if (Kind == "BEGIN") {
      Open.push_back(C);
    } else if (Kind == "END" && !Open.empty()) {
      NoLintComment Begun = Open.back();
      Open.pop_back();
      if (Begun.Globs == C.Globs) {
        Begun.LastLine = Line;
        Found.push_back(Begun);
      }
    }
  }
  llvm::sort(Found, [](const NoLintComment &A, const NoLintComment &B) { return A.Offset < B.Offset; });
  return Found;
}

void corosafe::addReasons(std::vector<ReportedFinding> &Findings, SourceTexts &Sources) {
  std::map<std::string, CommentsOf> Files;
  for (ReportedFinding &F : Findings) {
    if (!F.Hidden || F.Hidden->By != Suppression::NoLint)
      continue;
    auto [It, New] = Files.try_emplace(F.What.Where.File);
    if (New)
      It->second.All = commentsIn(Sources.text(F.What.Where.File));
    if (const NoLintComment *C = It->second.silencing(F.What))
      F.Hidden->Reason = C->Reason.str();
  }
}

std::vector<ReportedFinding> corosafe::unusedComments(llvm::ArrayRef<std::string> Files, llvm::ArrayRef<ReportedFinding> Findings,
                                                      SourceTexts &Sources, FileConfigs &Configs) {
  std::map<std::string, std::vector<const Finding *>> Silenced;
  for (const ReportedFinding &F : Findings)
    if (F.Hidden && F.Hidden->By == Suppression::NoLint)
      Silenced[F.What.Where.File].push_back(&F.What);
  std::vector<ReportedFinding> Unused;
  for (const std::string &File : Files) {
    llvm::StringRef Text = Sources.text(llvm::StringRef(File));
    std::optional<FileConfig> Config; // Read when the first comment is there.
    for (const NoLintComment &C : commentsIn(Text)) {
      if (!C.Globs || !C.Globs->contains("corosafe"))
        continue;
      if (!Config)
        Config = Configs.configOf(File);
      llvm::SmallVector<llvm::StringRef> Names;
      C.Globs->split(Names, ',');
      for (llvm::StringRef Name : Names) {
        Name = Name.trim();
        if (!Name.starts_with("corosafe") || llvm::any_of(Silenced[File], [&](const Finding *F) {
              return C.FirstLine <= F->Where.Line && F->Where.Line <= C.LastLine && matches(Name, F->Check);
            }))
          continue;
        ReportedFinding Reported;
        Finding &F = Reported.What;
        F.Message = complaintOf(Name, *Config);
        if (F.Message.empty())
          continue;
        F.Check = UnusedNoLint;
        auto Offset = static_cast<uint32_t>(Name.data() - Text.data());
        F.Where = placeOf(File, Offset, Offset + static_cast<uint32_t>(Name.size()), Sources);
        F.Help = "take it out";
        Unused.push_back(std::move(Reported));
      }
    }
  }
  return Unused;
}
