//===- Fingerprints.cpp ------------------------------------------------------===//

#include "Fingerprints.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <map>

using namespace corosafe;

void corosafe::addFingerprints(std::vector<ReportedFinding> &Findings, SourceTexts &Sources) {
  // Counted for each file: what else is analysed in the same run does not matter.
  std::map<std::string, unsigned> Seen;
  for (ReportedFinding &Reported : Findings) {
    Finding &F = Reported.What;
    std::string Code;
    llvm::copy_if(Sources.text(F.Where), std::back_inserter(Code), [](char C) { return !llvm::isSpace(C); });
    std::string Key = F.Check + '\0' + llvm::sys::path::filename(F.Where.File).str() + '\0' + F.Function + '\0' + Code;
    unsigned Nth = Seen[F.Where.File + '\0' + Key]++;
    Key += '\0' + std::to_string(Nth);
    F.Fingerprint = llvm::utohexstr(llvm::xxh3_64bits(llvm::StringRef(Key)), /*LowerCase=*/true, 16);
  }
}
