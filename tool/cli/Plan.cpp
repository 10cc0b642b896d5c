//===- Plan.cpp ------------------------------------------------------------===//

#include "Plan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <utility>

using namespace corosafe;

Plan::Plan(const std::vector<ScanResult> &Scans, std::vector<size_t> Missing, bool MayLeaveOut)
    : Scans(Scans), MayLeaveOut(MayLeaveOut), Waiting(std::move(Missing)) {
  for (size_t I = 0, Next = 0; I < Scans.size(); ++I) {
    if (Next < Waiting.size() && Waiting[Next] == I)
      ++Next;
    else
      read(I);
  }
}

/// A file, and all that its text depends on: with other macros around it, it may define something else.
static std::pair<std::pair<uint64_t, uint64_t>, uint64_t> asItIsIn(const ScanResult::UserFile &File) {
  auto Bytes = [](const auto &Values) {
    return llvm::StringRef(reinterpret_cast<const char *>(Values.data()), Values.size() * sizeof(Values[0]));
  };
  uint64_t Says = hashOf(Bytes(File.Directives)).Low;
  if (File.Context)
    Says = Says * 31 + hashOf(Bytes(*File.Context)).Low;
  return {File.Id, Says};
}

void Plan::read(size_t Job) {
  for (const ScanResult::UserFile &File : Scans[Job].UserFiles)
    Read.insert(asItIsIn(File));
}

/// The word that a definition's text must hold: `operator()` is written with operator.
static llvm::StringRef wordOf(llvm::StringRef Leaf) {
  return Leaf.take_while([](char C) { return llvm::isAlnum(C) || C == '_' || C == '~' || static_cast<unsigned char>(C) >= 0x80; });
}

void Plan::want(const TuFacts &Unit) {
  llvm::DenseSet<TypeId> Ended;
  for (const EntityFacts &E : Unit.Entities) {
    if (E.IsDestructor && E.HasBody)
      Ended.insert(E.Class);
    // Any override of a virtual function may be what is called.
    if (!E.InSystemHeader && (E.IsVirtual || !Defined.contains(Unit.str(E.Key))))
      Wanted.insert(wordOf(Unit.str(E.Leaf)));
  }
  // Destructors run without being named.
  for (const auto &[Id, T] : llvm::enumerate(Unit.Types))
    if (T.Kind == TypeFacts::Record && !T.InSystemHeader && !T.TrivialDestructor && !Ended.contains(TypeId(Id)))
      Wanted.insert(("~" + Unit.str(T.Name).rsplit("::").second).str());
  Wanted.erase("");
}

bool Plan::isNeeded(size_t Job) const {
  const ScanResult &Scan = Scans[Job];
  for (const ScanResult::UserFile &File : Scan.UserFiles) {
    if (Read.contains(asItIsIn(File)))
      continue;
    auto HasAnyOf = [&](const llvm::StringSet<> &Few) {
      return llvm::any_of(Few, [&](const auto &Word) { return File.Words->contains(Word.getKey()); });
    };
    if (HasAnyOf(Wanted) || HasAnyOf(Scan.Pasting))
      return true;
  }
  return false;
}

std::vector<size_t> Plan::next(llvm::ArrayRef<const TuFacts *> Done) {
  for (const TuFacts *Unit : Done)
    for (const EntityFacts &E : Unit->Entities)
      if (E.HasBody)
        Defined.insert(Unit->str(E.Key));
  for (const TuFacts *Unit : Done)
    want(*Unit);
  std::vector<size_t> Now;
  auto Choose = [&] {
    for (size_t Job : Waiting)
      if (!MayLeaveOut || (First ? !Scans[Job].Complete || Scans[Job].KnowsCoroutines : isNeeded(Job)))
        Now.push_back(Job);
  };
  Choose();
  // When all that know coroutines came from the cache, others may be needed that were not then.
  if (std::exchange(First, false) && Now.empty())
    Choose();
  llvm::erase_if(Waiting, [&](size_t Job) { return llvm::is_contained(Now, Job); });
  for (size_t Job : Now)
    read(Job);
  llvm::stable_sort(Now, [&](size_t A, size_t B) { return Scans[A].Bytes > Scans[B].Bytes; });
  return Now;
}

size_t Plan::leftOut() const { return Waiting.size(); }
