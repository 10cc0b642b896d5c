//===- Wanted.cpp -----------------------------------------------------------===//

#include "Wanted.h"

using namespace corosafe;

Wanted::Wanted(const Options &Request, clang::SourceManager &Sources) : Request(Request), Silenced(Sources) {
  if (Request.HeaderFilter)
    Headers.emplace(*Request.HeaderFilter);
}

std::optional<ReportedFinding> Wanted::judge(Finding F, bool InMainFile, const FileConfig &Config) {
  if (Headers && !InMainFile && !Headers->match(F.Where.File))
    return std::nullopt;
  bool IsError = Config.Errors.count(F.Check) != 0;
  if (Silenced.covers(F))
    return ReportedFinding{std::move(F), IsError, Suppression{Suppression::NoLint, ""}};
  if (F.Sure < Request.MinConfidence)
    return std::nullopt;
  return ReportedFinding{std::move(F), IsError};
}
