//===- Globs.cpp ------------------------------------------------------------===//

#include "Globs.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>

using namespace corosafe;

llvm::SmallVector<llvm::StringRef> corosafe::splitGlobs(llvm::StringRef Globs) {
  llvm::SmallVector<llvm::StringRef> Parts;
  while (!Globs.empty()) {
    llvm::StringRef Part = Globs.take_until([](char C) { return C == ',' || C == '\n'; });
    Globs = Globs.drop_front(std::min(Globs.size(), Part.size() + 1));
    if (Part = Part.trim(); !Part.empty())
      Parts.push_back(Part);
  }
  return Parts;
}

std::string corosafe::corosafeGlobs(llvm::StringRef FileGlobs) {
  std::string Negative = "corosafe-*";
  for (llvm::StringRef Glob : splitGlobs(FileGlobs)) {
    if (!Glob.contains("corosafe"))
      continue;
    if (!Glob.starts_with("-"))
      return FileGlobs.str();
    Negative += ("," + Glob).str();
  }
  return Negative;
}
