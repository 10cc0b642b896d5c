//===- Report.cpp ------------------------------------------------------------===//

#include "Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace corosafe;

const CheckInfo &corosafe::infoOf(llvm::StringRef Check) {
  static const std::vector<CheckInfo> Rules = allRules();
  static const CheckInfo Nothing = {};
  auto It = llvm::find_if(Rules, [&](const CheckInfo &Rule) { return Rule.Id == Check; });
  return It == Rules.end() ? Nothing : *It;
}

std::vector<CheckInfo> corosafe::allRules() {
  std::vector<CheckInfo> Rules = allChecks().vec();
  CheckInfo Unused;
  Unused.Id = UnusedNoLint;
  Unused.Summary = "a NOLINT comment names a check of corosafe that finds nothing there";
  Unused.Doc = R"(# unused-nolint

A NOLINT comment names a check that finds nothing on the lines it covers, or a name that is no check. Reported with
`--warn-unused-nolint` only.

## Why

The code was mended and the comment stayed, or the name is mistyped. The next true finding there would be silenced.

## Limits

Comments that name no check of corosafe, checks that do not run on the file, and files that do not compile are left alone.
)";
  Rules.push_back(Unused);
  return Rules;
}

std::string corosafe::portablePath(const Report &R, llvm::StringRef File) {
  llvm::StringRef Rest = File;
  llvm::StringRef Root = llvm::StringRef(R.Root).rtrim('/');
  return (!R.Root.empty() && Rest.consume_front(Root) && Rest.consume_front("/") ? Rest : File).str();
}
