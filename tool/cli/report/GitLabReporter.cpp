//===- GitLabReporter.cpp - GitLab's Code Quality report ----------------------===//

#include "Report.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"
#include <nlohmann/json.hpp>

using namespace corosafe;
using Json = nlohmann::ordered_json;

static llvm::StringRef severityOf(const ReportedFinding &F) {
  if (F.IsError)
    return "critical";
  return F.What.Sure == Confidence::High ? "major" : F.What.Sure == Confidence::Medium ? "minor" : "info";
}

void corosafe::printGitLab(const Report &R, SourceTexts &, llvm::raw_ostream &OS) {
  Json Issues = Json::array();
  for (const ReportedFinding &Reported : R.Findings) {
    const Finding &F = Reported.What;
    std::string Path = portablePath(R, F.Where.File);
    // Here they must differ between files of one name.
    std::string Unique = llvm::utohexstr(llvm::xxh3_64bits(llvm::StringRef(Path + '\0' + F.Fingerprint)), /*LowerCase=*/true, 16);
    Issues.push_back({{"description", F.Message},
                      {"check_name", "corosafe-" + F.Check},
                      {"fingerprint", std::move(Unique)},
                      {"severity", severityOf(Reported).str()},
                      {"location",
                       {{"path", std::move(Path)}, {"lines", {{"begin", F.Where.Line}, {"end", F.Where.EndLine}}}}}});
  }
  OS << Issues.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) << '\n';
}
