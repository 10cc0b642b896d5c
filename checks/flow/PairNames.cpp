//===- PairNames.cpp ---------------------------------------------------------===//

#include "PairNames.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

int stepOf(llvm::StringRef Op) {
  Op.consume_front("operator");
  if (llvm::is_contained({"++", "+=", "|=", "fetch_add", "fetch_or"}, Op))
    return 1;
  return llvm::is_contained({"--", "-=", "&=", "fetch_sub", "fetch_and"}, Op) ? -1 : 0;
}

bool writes(llvm::StringRef Leaf) {
  return Leaf == "store" || Leaf == "exchange" || Leaf.starts_with("compare_exchange");
}

bool isSetter(llvm::StringRef Words) {
  return llvm::any_of(std::initializer_list<llvm::StringRef>{"set", "is *", "enable", "mark", "block *"},
                      [&](llvm::StringRef Verb) { return behind(Words, Verb).has_value(); });
}

PairNames::PairNames(const TuFacts &Facts, const ModelStore &Models) : Facts(Facts), Models(Models), What(Facts.Entities.size(), 0) {
  for (const auto &L : Models.libraries()) {
    for (const CallPair &Pair : L->Pairs)
      Pairs.push_back(&Pair);
    for (const TypeModel &T : L->Types)
      if (T.Mutex && T.Mutex->Blocks == Blocking::Async) {
        CallPair &Own = OfMutexes.emplace_back();
        for (const auto &[From, To] : {std::pair(&T.Mutex->Acquire, &Own.Begin), std::pair(&T.Mutex->Release, &Own.End)})
          for (const std::string &Method : *From)
            To->push_back(T.Name + "::" + Method);
        Pairs.push_back(&Own);
      }
  }
  for (const CallPair *Pair : Pairs)
    for (const std::vector<std::string> *Side : {&Pair->Begin, &Pair->End})
      for (llvm::StringRef Said : *Side)
        (Pair->Words ? Firsts : Names).insert(Pair->Words ? Said.split(' ').first : Said);
}

const PairNames::Roles &PairNames::rolesOf(EntityId Callee) {
  static const Roles Nothing;
  if (Callee == None)
    return Nothing;
  if (What[Callee] & Asked)
    return What[Callee] & Says ? Known.find(Callee)->second : Nothing;
  What[Callee] |= Asked;
  Roles R = findRoles(Callee);
  if (R.Begins.empty() && R.Ends.empty() && !R.IsSetter)
    return Nothing;
  What[Callee] |= Says;
  return Known[Callee] = std::move(R);
}

PairNames::Roles PairNames::findRoles(EntityId Callee) const {
  Roles R;
  std::string Words = wordsOf(Facts.str(Facts.Entities[Callee].Leaf));
  std::string Name = Models.canonical(Facts.str(Facts.Entities[Callee].Name));
  R.IsSetter = isSetter(Words);
  llvm::StringRef Try = Words;
  Try.consume_front("try ");
  // Most names say nothing of the kind.
  auto MayBegin = [&](llvm::StringRef Said) { return Firsts.count(Said.split(' ').first) != 0; };
  if (!MayBegin(Words) && !MayBegin(Try) && !Names.count(Name))
    return R;
  for (const CallPair *Pair : Pairs) {
    if (!Pair->Words) {
      if (llvm::is_contained(Pair->Begin, Name))
        R.Begins.push_back({Pair, ""});
      if (llvm::is_contained(Pair->End, Name))
        R.Ends.push_back({Pair, ""});
      continue;
    }
    for (llvm::StringRef Verb : Pair->Begin)
      for (llvm::StringRef Said : {llvm::StringRef(Words), Try})
        if (std::optional<llvm::StringRef> What = behind(Said, Verb))
          R.Begins.push_back({Pair, What->str()});
    for (llvm::StringRef Verb : Pair->End)
      if (std::optional<llvm::StringRef> What = behind(Words, Verb)) {
        R.Ends.push_back({Pair, What->str()});
        R.EndsByWords |= !Words.empty();
      }
  }
  return R;
}

/// `add_into_read_set()` says where to, and `remove()` nothing of it.
static bool saysWhereTo(llvm::StringRef What) { return What.starts_with("into ") || What.starts_with("to ") || What.starts_with("in "); }

bool PairNames::belongTogether(EntityId First, EntityId Last, CallPair::Subject Of) {
  rolesOf(First);
  rolesOf(Last); // Both are there now, and stay where they are.
  const Roles &Begin = rolesOf(First), &End = rolesOf(Last);
  return llvm::any_of(Begin.Begins, [&](const Role &B) {
    return B.Of->Of == Of && !llvm::is_contained(B.Of->NotOf, B.What) && llvm::any_of(End.Ends, [&](const Role &E) {
             return B.Of == E.Of && (B.What == E.What || B.What.empty() || (E.What.empty() && !saysWhereTo(B.What)));
           });
  });
}

bool PairNames::speaks(EntityId Callee) {
  const Roles &R = rolesOf(Callee);
  return !R.Begins.empty() || !R.Ends.empty() || R.IsSetter;
}

bool PairNames::changes(EntityId Callee) {
  if (!(What[Callee] & AskedChanges)) {
    llvm::StringRef Leaf = Facts.str(Facts.Entities[Callee].Leaf);
    bool Yes = speaks(Callee) || stepOf(Leaf) || writes(Leaf) || Leaf == "operator[]" || Leaf == "reset";
    What[Callee] |= AskedChanges | (Yes ? Changes : 0);
  }
  return What[Callee] & Changes;
}

bool PairNames::isEnd(EntityId Callee) { return rolesOf(Callee).EndsByWords; }

} // namespace corosafe
