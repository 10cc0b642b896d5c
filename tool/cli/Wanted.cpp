//===- Wanted.cpp -----------------------------------------------------------===//

#include "Wanted.h"

using namespace corosafe;

Wanted::Wanted(const Options &Request, clang::SourceManager &Sources) : Request(Request), Silenced(Sources) {
  if (Request.HeaderFilter)
    Headers.emplace(*Request.HeaderFilter);
}

bool Wanted::is(const Finding &F, bool InMainFile) {
  if (F.Sure < Request.MinConfidence)
    return false;
  if (Headers && !InMainFile && !Headers->match(F.Where.File))
    return false;
  return !Silenced.covers(F);
}
