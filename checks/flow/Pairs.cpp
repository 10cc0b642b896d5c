//===- Pairs.cpp ------------------------------------------------------------===//

#include "Pairs.h"
#include "ElementLoops.h"
#include "Exclusion.h"
#include "HelperHalves.h"
#include "Lookups.h"
#include "PairArguments.h"
#include "PairNames.h"
#include "Words.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static llvm::StringRef leafOf(const Program &P, EntityId E) { return E == None ? "" : P.str(P.Facts.Entities[E].Leaf); }

//===-- what belongs together ------------------------------------------------===//

static std::optional<int64_t> setterValue(const Program &P, const Half &H) {
  const Event &E = P.function(H.In).Events[H.Where];
  size_t Value = E.Receiver.K == Operand::Nothing ? 1 : 0;
  if (E.Args.size() <= Value || E.Args[Value].K != Operand::Constant || !isFlag(P, E.Args[Value]))
    return std::nullopt;
  std::string Words = wordsOf(leafOf(P, E.Callee));
  const TypeFacts *T = P.type(P.strip(E.Args[Value].Type));
  if (!isSetter(Words) || (!behind(Words, "set") && !(T && P.str(T->Name) == "bool"))) // is_mode(1) asks.
    return std::nullopt;
  return E.Args[Value].C;
}

/// Two objects of one class, seen to be different: two pools.
static bool onDifferentObjects(const Program &P, const Half &Begin, const Half &End) {
  const FunctionFacts &B = P.function(Begin.In), &E = P.function(End.In);
  const Operand &First = B.Events[Begin.Where].Receiver, &Last = E.Events[End.Where].Receiver;
  if (Begin.In != End.In || First.K == Operand::Nothing || Last.K == Operand::Nothing || P.strip(P.typeOf(B, First)) != P.strip(P.typeOf(E, Last)))
    return false;
  std::optional<Place> X = P.placeOf(Begin.In, First), Y = P.placeOf(End.In, Last);
  return X && Y && *X != *Y;
}

/// `int id = free_.back(); free_.pop_back(); ...; free_.push_back(id);`: nothing else knows the number.
static bool putsElementBack(const Program &P, const Half &Begin, const Half &End) {
  if (Begin.In != End.In)
    return false;
  const FunctionFacts &Fn = P.function(End.In);
  return llvm::any_of(elementsReadBefore(P, Begin.In, Begin.Where, *Begin.On), [&](uint32_t L) {
    return isRaw(P, Fn.Locals[L].Type) && llvm::any_of(Fn.Events[End.Where].Args, [&](const Operand &A) {
             return A.K == Operand::InPlace && A.P.Root == Place::Local && A.P.Index == L && A.P.Path.empty();
           });
  });
}

/// `active_.add(1); ...; active_.add(-1);`
static bool countsBack(const Event &First, const Event &Last) {
  return First.Args.size() == 1 && Last.Args.size() == 1 && First.Args[0].K == Operand::Constant && Last.Args[0].K == Operand::Constant &&
         First.Args[0].C > 0 && First.Args[0].C == -Last.Args[0].C;
}

static bool callsBelongTogether(const Program &P, const Half &Begin, const Half &End, CallPair::Subject Of) {
  const Event &First = P.function(Begin.In).Events[Begin.Where], &Last = P.function(End.In).Events[End.Where];
  if (First.Callee == None || Last.Callee == None)
    return false;
  const EntityFacts &B = P.Facts.Entities[First.Callee];
  if (B.IsConst && Of == CallPair::Object && !P.isPointerLike(B.Class))
    return false;
  if (Of == CallPair::Object && First.Callee == Last.Callee) {
    if (countsBack(First, Last))
      return true;
    std::optional<int64_t> From = setterValue(P, Begin), To = setterValue(P, End);
    if (!From || !To || (*From != 0) == (*To != 0))
      return false;
    return *To == 0 || llvm::StringRef(wordsOf(leafOf(P, First.Callee))).contains("enable"); // button.setEnabled(false)
  }
  // What is moved back has an owner that ends it anyhow.
  if (llvm::any_of(Last.Args, [](const Operand &A) { return A.Moved; }))
    return false;
  if (!P.pairNames().belongTogether(First.Callee, Last.Callee, Of))
    return false;
  switch (Of) {
  case CallPair::Object: return argumentsAgree(P, Begin, End);
  case CallPair::Result: return !onDifferentObjects(P, Begin, End);
  case CallPair::Element: return putsElementBack(P, Begin, End);
  }
  return false;
}

bool undoes(const Program &P, const Half &Begin, const Half &End) {
  if (Begin.K == Half::Make && End.K == Half::Unmake) {
    if (Begin.Local != End.Local)
      return false;
    bool New = P.function(Begin.In).Events[Begin.Where].Kind == EventKind::Construct;
    bool Delete = P.function(End.In).Events[End.Where].Kind == EventKind::Destroy;
    return New || Delete ? New && Delete : callsBelongTogether(P, Begin, End, CallPair::Result);
  }
  if (Begin.On != End.On || (Begin.In == End.In && ofTwoElements(P, Begin.In, Begin.Where, End.Where)))
    return false;
  switch (Begin.K) {
  case Half::Step:
    return End.K == Half::Step && Begin.Value == -End.Value;
  case Half::Set:
    return End.K == Half::Set && Begin.Value != 0 && End.Value == 0;
  case Half::Assign:
    return Begin.Points && (End.K == Half::Set || (End.K == Half::Assign && !End.Points));
  case Half::Call:
    return End.K == Half::Call && (callsBelongTogether(P, Begin, End, CallPair::Object) || callsBelongTogether(P, Begin, End, CallPair::Element));
  default:
    return false;
  }
}

bool replaces(const Program &P, const Half &Begin, const Half &Later) {
  if (Begin.On != Later.On)
    return false;
  switch (Begin.K) {
  case Half::Set:
    return (Later.K == Half::Set && Later.Value != Begin.Value) || Later.K == Half::Assign;
  case Half::Assign:
    return Later.K == Half::Set || (Later.K == Half::Assign && !Later.Points);
  case Half::Call: {
    EventId First = Begin.Where, Last = Later.Where;
    if (Later.K != Half::Call || P.function(Begin.In).Events[First].Callee != P.function(Later.In).Events[Last].Callee)
      return false;
    std::optional<int64_t> From = setterValue(P, Begin);
    return From && setterValue(P, Later) != From;
  }
  default:
    return false;
  }
}

static bool hasWordOf(llvm::StringRef Name, llvm::ArrayRef<llvm::StringLiteral> Any) {
  std::string Words = " " + wordsOf(Name) + " ";
  return llvm::any_of(Any, [&](llvm::StringRef Word) { return llvm::StringRef(Words).contains((" " + Word + " ").str()); });
}

/// "dirty": what is so was left half-way.
static bool namesUnfinished(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Marks[] = {"dirty", "broken", "poisoned", "corrupt", "corrupted", "damaged", "tainted", "stale", "invalid",
                                                  "unclean", "unsaved", "unsynced", "incomplete", "unfinished", "inconsistent", "outdated", "unusable",
                                                  "failed", "faulty", "interrupted", "torn", "needs", "need", "must"};
  return hasWordOf(Name, Marks);
}

/// "usable": what is so was not left half-way.
static bool namesSound(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Marks[] = {"usable", "reusable", "valid", "healthy", "clean", "intact", "consistent", "complete", "synced", "saved", "good"};
  return hasWordOf(Name, Marks);
}

/// `dirty_ = true; co_await save(); dirty_ = false;`: what a flag says is still so where that was cut short, and whoever comes
/// next is to know. It says so by its name, or by that of who tells it: `bool reusable() const { return !in_request_; }`.
static bool saysUnfinished(const Program &P, FunctionId F, const Half &Begin) {
  const Place &Flag = *Begin.On;
  if (Flag.Path.empty())
    return false;
  auto Says = [&](llvm::StringRef Name, bool Holds) { return Holds ? namesUnfinished(Name) : namesSound(Name); };
  bool Up = Begin.Value != 0;
  if (Says(P.str(Flag.Path.back()), Up))
    return true;
  auto Tells = [&](FunctionId G) {
    const FunctionFacts &Fn = P.function(G);
    for (const Event &E : Fn.Events)
      if (E.Kind == EventKind::Return && E.Args.size() == 1) {
        const Event *Not = E.Args[0].K == Operand::OfValue ? &Fn.Events[E.Args[0].V] : nullptr;
        bool Negated = Not && Not->Kind == EventKind::Compute && P.str(Not->Op) == "!" && Not->Args.size() == 1;
        const Operand &Of = Negated ? Not->Args[0] : E.Args[0];
        if (Of.K == Operand::InPlace && Of.P.Root == Place::This && Of.P.Path == Flag.Path)
          return Says(P.str(P.Facts.Entities[Fn.Entity].Leaf), Up != Negated);
      }
    return false;
  };
  TypeId Class = Flag.Root == Place::This ? P.classOf(F) : TypeId(None);
  return Class != None && llvm::any_of(P.membersOf(Class), [&](FunctionId G) { return !P.function(G).IsCoroutine && Tells(G); });
}

/// An object of a library that closes in its own destructor (a file, a socket) loses nothing.
static bool isSelfCleaning(const Program &P, FunctionId F, const Pair &Found) {
  if (Found.Begin.K == Half::Set && saysUnfinished(P, F, Found.Begin))
    return true;
  if (Found.Begin.K == Half::Set && !Found.Begin.Flag && Found.Ends.front().K == Half::Set)
    return true; // A number that is put to 0 again says nothing.
  if (Found.Begin.K != Half::Call)
    return false;
  const Event &Call = P.function(Found.Begin.In).Events[Found.Begin.Where];
  if (Call.Receiver.K == Operand::Nothing)
    return false;
  const TypeFacts *T = P.type(P.strip(P.typeOf(P.function(Found.Begin.In), Call.Receiver)));
  if (T && T->Kind == TypeFacts::Pointer)
    T = P.type(T->Pointee);
  std::string Words = wordsOf(leafOf(P, Call.Callee));
  bool OfItself = behind(Words, "open") || behind(Words, "connect") || behind(Words, "bind");
  return OfItself && T && (T->InSystemHeader || P.Models.libraryOf(P.str(T->Name)));
}

bool describePair(const Program &P, FunctionId F, Pair &Found) {
  if (isSelfCleaning(P, F, Found))
    return false;
  const FunctionFacts &Fn = P.function(F);
  const Half &Begin = Found.Begin, &End = Found.Ends.front();
  if (Begin.K == Half::Make) {
    Found.Kind = SkippedCleanup::Memory;
    Found.Object = P.str(Fn.Locals[Begin.Local].Name).str();
  } else if (Begin.K == Half::Call) {
    Found.Kind = SkippedCleanup::Call;
    const Event &Call = P.function(End.In).Events[End.Where];
    std::string On = Call.Receiver.K != Operand::Nothing && End.On ? P.spell(F, *End.On) : "";
    Found.Object = (On.empty() ? "" : On + (End.On->Path.empty() || P.str(End.On->Path.back()) != "*" ? "." : "->")) +
                   leafOf(P, Call.Callee).str() + "()";
  } else {
    Found.Object = P.spell(F, *Begin.On);
  }
  return true;
}

namespace {

class Finder {
public:
  Finder(const Program &P, FunctionId F) : P(P), Fn(P.function(F)), F(F) {}

  std::vector<Pair> run() {
    if (!P.has(F, Trait::Ends))
      return {};
    llvm::ArrayRef<EventMark> Marks = P.marks(F);
    for (EventId E = 0; E < Marks.size(); ++E) {
      if (!Marks[E].Half)
        continue;
      for (Half &H : halvesOf(P, F, E))
        if (H.K == Half::Make || H.K == Half::Unmake || !H.On || outlivesFrame(P, F, *H.On))
          Halves.push_back(std::move(H));
    }
    // What belongs together is about one object, or one local.
    auto About = [](const Half &H) {
      uint64_t Key = H.On ? uint64_t(H.On->Root) << 32 | H.On->Index : uint64_t(H.Local) << 32;
      return H.On ? llvm::hash_combine(Key, llvm::hash_combine_range(H.On->Path.begin(), H.On->Path.end())) : llvm::hash_value(Key);
    };
    llvm::DenseMap<uint64_t, std::vector<const Half *>> Same;
    for (const Half &H : Halves)
      Same[uint64_t(About(H)) >> 1].push_back(&H);
    std::vector<Pair> R;
    llvm::DenseSet<EventId> Begun;
    for (const Half &Begin : Halves) {
      if (Begin.K == Half::Unmake)
        continue;
      llvm::ArrayRef<const Half *> Others = Same[uint64_t(About(Begin)) >> 1];
      if (Others.size() > MaxChanges) {
        TooMany = true;
        continue;
      }
      Pair Found;
      Found.Begin = Begin;
      std::optional<bool> Asked;
      for (const Half *End : Others)
        if (End != &Begin && End->At != Begin.At &&
            (undoes(P, Begin, *End) || restores(Begin, *End) || wasBefore(Begin, *End, Asked) || wasFree(Begin, *End)))
          Found.Ends.push_back(*End);
      if (Found.Ends.empty() || Begun.count(Begin.At) || isRepairedFirst(Begin))
        continue;
      for (const Half *Other : Others)
        if (Other->At != Begin.At && replaces(P, Begin, *Other))
          Found.Replaced.push_back(*Other);
      if (describePair(P, F, Found)) {
        Begun.insert(Begin.At);
        R.push_back(std::move(Found));
      }
    }
    return R;
  }

  bool TooMany = false; ///< One object changes more often than is looked at.

private:
  static constexpr size_t MaxChanges = 512;
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  std::vector<Half> Halves;
  mutable std::vector<EventId> Inits; ///< By local: where it begins. Made when it is asked for.

  /// `auto old = x_; x_ = y; ...; x_ = old;`
  bool restores(const Half &Begin, const Half &End) const {
    if (End.K != Half::Assign || End.Restores == None || Begin.On != End.On || Begin.K == Half::Call)
      return false;
    const Operand *Old = P.soleValue(F, End.Restores);
    if (!Old)
      return false;
    if (Old->K == Operand::InPlace)
      return P.normalize(F, Old->P) == *End.On && initOf(End.Restores) < Begin.At;
    // auto old = std::exchange(x_, y);
    return Old->K == Operand::OfValue && Old->V == Begin.Where && Begin.In == F;
  }
  EventId initOf(uint32_t Local) const {
    if (Inits.empty()) {
      Inits.assign(Fn.Locals.size(), None);
      for (EventId E = 0; E < Fn.Events.size(); ++E)
        if (const Event &Ev = Fn.Events[E]; Ev.Kind == EventKind::Init && Ev.HasTarget && Ev.Target.Root == Place::Local &&
                                            Ev.Target.Path.empty() && Inits[Ev.Target.Index] == None)
          Inits[Ev.Target.Index] = E;
    }
    return Inits[Local];
  }

  /// `if (!idle_) co_return; idle_ = false; ...; idle_ = true;`: what it was is known.
  bool wasBefore(const Half &Begin, const Half &End, std::optional<bool> &Asked) const {
    if (Begin.K != Half::Set || End.K != Half::Set || Begin.On != End.On || Begin.Value != 0 || End.Value == 0)
      return false;
    if (!Asked) // The same for all of its ends.
      Asked = llvm::any_of(llvm::ArrayRef(Fn.Blocks).take_front(blockOf(Begin.At)), [&](const Block &B) {
        return (B.Events.empty() || B.Events.back() < Begin.At) && asks(B.Condition, *Begin.On);
      });
    return *Asked;
  }
  /// `if (current_) co_return; current_ = job; ...; current_.reset();`: who comes next finds it taken.
  bool wasFree(const Half &Begin, const Half &End) const {
    return Begin.K == Half::Assign && Begin.In == F && !Begin.Points && End.K == Half::Set && Begin.On == End.On &&
           turnsAway(*Begin.On, End.At) && isAskedBefore(P, F, Begin.At, *Begin.On, End.Value);
  }
  /// Who finds it otherwise does not come to the end: `if (!socket_) socket_ = open();` lets him go on with it.
  bool turnsAway(const Place &Mark, EventId End) const {
    BlockId Last = blockOf(End);
    for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
      if (Fn.Blocks[B].Succs.size() == 2 && asks(Fn.Blocks[B].Condition, Mark) && llvm::any_of(Fn.Blocks[B].Succs, [&](const Edge &E) {
            return E.To == None || (E.To != Last && !reachesAround(Fn, E.To, Last, B));
          }))
        return true;
    return false;
  }
  /// `if (midway_) co_await reset(); midway_ = true;`: that it is still so says where it was cut short.
  bool isRepairedFirst(const Half &Begin) const {
    if (Begin.K != Half::Set || !Begin.Flag || Begin.In != F)
      return false;
    auto Repairs = [&](EventId Id) {
      static constexpr llvm::StringLiteral Verbs[] = {"reset", "recover", "repair", "rollback", "roll back", "resync", "reconnect", "reopen", "rebuild", "restart"};
      std::string Words = Fn.Events[Id].Kind == EventKind::Call ? wordsOf(leafOf(P, Fn.Events[Id].Callee)) : "";
      return llvm::any_of(Verbs, [&](llvm::StringRef Verb) { return behind(Words, Verb).has_value(); });
    };
    BlockId Last = blockOf(Begin.At);
    for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
      if (Fn.Blocks[B].Succs.size() == 2 && asks(Fn.Blocks[B].Condition, *Begin.On))
        for (const Edge &E : Fn.Blocks[B].Succs)
          if (E.To != None && llvm::any_of(Fn.Blocks[E.To].Events, Repairs) && reachesAround(Fn, E.To, Last, B))
            return true;
    return false;
  }
  size_t blockOf(EventId E) const {
    auto In = llvm::find_if(Fn.Blocks, [&](const Block &B) { return llvm::is_contained(B.Events, E); });
    return In == Fn.Blocks.end() ? 0 : In - Fn.Blocks.begin();
  }
  bool asks(const Operand &O, const Place &Of, unsigned Depth = 0) const {
    if (O.K == Operand::InPlace)
      return P.normalize(F, O.P) == Of;
    if (O.K != Operand::OfValue || Depth > 3)
      return false;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Call && asks(E.Receiver, Of, Depth + 1)) // of what may be empty
      return true;
    bool Compares = E.Kind == EventKind::Compute || (E.Kind == EventKind::Call && leafOf(P, E.Callee).starts_with("operator"));
    return Compares && llvm::any_of(E.Args, [&](const Operand &A) { return asks(A, Of, Depth + 1); });
  }
};

} // namespace

std::vector<Pair> pairsIn(const Program &P, FunctionId F, bool &TooMany) {
  Finder Find(P, F);
  std::vector<Pair> R = Find.run();
  TooMany |= Find.TooMany;
  return R;
}

} // namespace corosafe
