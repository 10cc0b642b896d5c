//===- Exclusion.cpp ---------------------------------------------------------===//

#include "Exclusion.h"
#include "Locks.h"
#include "PairNames.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {
constexpr unsigned MaxDepth = 5, MaxSites = 8, MaxFlags = 8;

using Flag = Exclusion::Flag;
using Before = Exclusion::Before;
using FlagValue = Exclusion::Value;

/// What a flag, a state or a number of users may be kept in. An optional or pointer stands for whether it holds something.
enum class Kept : uint8_t { Nowhere, InNumber, InHolder };

Kept keptIn(const Program &P, FunctionId F, const Place &Pl) {
  TypeId T = typeAlong(P, F, Pl, Pl.Path.size());
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty)
    return Kept::Nowhere;
  if (isNumber(P, T) || P.str(Ty->Name).starts_with("std::atomic"))
    return Kept::InNumber;
  return P.str(Ty->Name).ends_with("::optional") || P.isPointerLike(T) || P.isSoleOwner(T) ? Kept::InHolder : Kept::Nowhere;
}

llvm::StringRef leafOf(const Program &P, const Event &E) {
  return E.Kind == EventKind::Call && E.Callee != None ? P.str(P.Facts.Entities[E.Callee].Leaf) : llvm::StringRef();
}

/// What an event gives a flag, and whether it tells what that was before.
struct Given {
  Place Where;
  FlagValue Value;
  bool TellsOld = false;   ///< exchange, test_and_set.
  bool OnSuccess = false;  ///< compare_exchange: only where its result is true.
};

FlagValue constant(const Operand &O) { return {O.K == Operand::Constant ? std::optional(O.C) : std::nullopt}; }

/// The same of what holds something or nothing.
std::optional<Given> filledBy(const Program &P, FunctionId F, const Event &E) {
  auto At = [&](const Place &Pl) { return keptIn(P, F, Pl) == Kept::InHolder; };
  if (E.Kind == EventKind::Assign && E.HasTarget && E.Args.size() == 1 && At(E.Target)) {
    bool Told = E.Args[0].K != Operand::InPlace || isNothing(P, P.function(F), E.Args[0]);
    return Given{E.Target, {Told ? std::optional<int64_t>(!isNothing(P, P.function(F), E.Args[0])) : std::nullopt}};
  }
  llvm::StringRef Leaf = leafOf(P, E);
  if ((Leaf == "reset" || Leaf == "emplace") && E.Receiver.K == Operand::InPlace && At(E.Receiver.P))
    return Given{E.Receiver.P, {Leaf == "emplace" || !E.Args.empty()}};
  for (const Operand &A : E.Args)
    if (A.Moved && A.K == Operand::InPlace && At(A.P))
      return Given{A.P, {0}};
  return std::nullopt;
}

std::optional<Given> givenBy(const Program &P, FunctionId F, const Event &E) {
  if (std::optional<Given> Filled = filledBy(P, F, E))
    return Filled;
  auto At = [&](const Place &Pl) { return keptIn(P, F, Pl) == Kept::InNumber; };
  if ((E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && E.HasTarget) {
    if (!At(E.Target))
      return std::nullopt;
    if (E.Kind == EventKind::Compute)
      return Given{E.Target, {std::nullopt, stepOf(P.str(E.Op))}};
    return Given{E.Target, E.Args.size() == 1 ? constant(E.Args[0]) : FlagValue()};
  }
  llvm::StringRef Leaf = leafOf(P, E);
  bool Own = E.Receiver.K == Operand::InPlace;
  if (Leaf == "exchange" && !Own && E.Args.size() == 2 && E.Args[0].K == Operand::InPlace && At(E.Args[0].P))
    return Given{E.Args[0].P, constant(E.Args[1]), true};
  if (!Own || !At(E.Receiver.P))
    return std::nullopt;
  if (Leaf == "store" && !E.Args.empty())
    return Given{E.Receiver.P, constant(E.Args[0])};
  if (Leaf == "exchange" && !E.Args.empty())
    return Given{E.Receiver.P, constant(E.Args[0]), true};
  if (Leaf == "test_and_set")
    return Given{E.Receiver.P, {1}, true};
  if (Leaf == "clear")
    return Given{E.Receiver.P, {0}};
  if (Leaf.starts_with("compare_exchange") && E.Args.size() > 1)
    return Given{E.Receiver.P, constant(E.Args[1]), false, true};
  return std::nullopt;
}

/// Code that runs before or after all coroutines of an object.
bool isBornOrDying(const Program &P, FunctionId F) {
  const EntityFacts &E = P.Facts.Entities[P.function(F).Entity];
  return E.IsConstructor || E.IsDestructor;
}

/// Follows one flag along the paths of one function.
class FlagDomain : public Domain {
public:
  enum : uint32_t { FreeAtEntry, Free, UnknownAtEntry, Unknown, Unasked, Pending };

  FlagDomain(const Program &P, FunctionId F, const Flag &Of, const FlagDomain *Caller = nullptr, EventId Call = None)
      : P(P), Fn(P.function(F)), F(F), Of(Of), Caller(Caller), Call(Call), Depth(Caller ? Caller->Depth + 1 : 0), At(Fn.Events.size()) {}

  static State start() {
    State S;
    for (uint32_t Kind : {FreeAtEntry, UnknownAtEntry, Unasked})
      S.add({Kind});
    return S;
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    note(Id, S);
    if (E.Kind == EventKind::Suspend && !neverSuspends(P, F, Id))
      return doubt(S);
    if (std::optional<Given> G = givenBy(P, F, E); G && isIt(G->Where)) {
      if ((G->TellsOld || G->OnSuccess) && E.Discarded == Discard::No)
        return S.add({Pending, Id}); // What it did is known when its result was looked at.
      Of.isHeldBy(G->Value) ? claim(S) : giveBack(S, G->Value.Constant.has_value());
    } else if (Depth < MaxDepth) {
      called(Id, S);
    }
  }

  bool learn(const Test &T, State &S) override {
    if (T.Where && isIt(*T.Where) && Of.isFreeBy(T)) {
      S.remove({UnknownAtEntry});
      S.remove({Unknown});
    }
    EventId Tried = None;
    for (const Item &I : S.Items)
      if (I.Kind == Pending && T.Part < 0 && (I.A == T.Source || (T.Where && isIt(*T.Where))))
        Tried = I.A;
    if (Tried == None)
      return true;
    S.remove({Pending, Tried});
    std::optional<Given> G = givenBy(P, F, Fn.Events[Tried]);
    bool Asked = G ? (G->OnSuccess ? T.K == Test::Truth && T.Holds : Of.isFreeBy(T)) : T.K == Test::Truth && outcome(Tried).Asked[T.Holds];
    bool Held = G ? Of.isHeldBy(G->Value) && Asked : T.K == Test::Truth && outcome(Tried).Held[T.Holds];
    if (Held) {
      claim(S);
      if (Asked)
        S.remove({Unasked});
    } else if (G && !Of.isHeldBy(G->Value)) {
      giveBack(S, G->Value.Constant.has_value());
    }
    return true;
  }

  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  Flag Of;
  const FlagDomain *Caller; ///< Of a function that another one calls, constructs an object with, or destroys it with: that one, and the event.
  EventId Call;
  unsigned Depth;
  std::vector<Before> At; ///< By event.

  /// What a function that claims the flag, or does not, says of it by what it returns: by that value.
  struct Outcome {
    bool Known = false;
    bool Held[2] = {false, false}, Asked[2] = {false, false};
  };

private:
  std::map<EventId, Outcome> Outcomes;

  bool isIt(const Place &Pl) const {
    if (llvm::any_of(objectsOf(P, F, Pl), [&](const SharedObject &O) { return keyOf(O) == keyOf(Of.Of) && sameObject(P, O, Of.Of); }))
      return true;
    // A guard's reference to the flag: `busy b(busy_);`
    const Event *By = Caller && Pl.Root == Place::This ? &Caller->Fn.Events[Call] : nullptr;
    if (!By || (By->Kind != EventKind::Construct && By->Kind != EventKind::Destroy))
      return false;
    Place In = By->Target;
    if (By->Kind == EventKind::Construct) {
      In.Root = Place::Value;
      In.Index = Call;
      In.Path.clear();
    }
    In.Path.insert(In.Path.end(), Pl.Path.begin(), Pl.Path.end());
    return Caller->isIt(In);
  }

  void note(EventId Id, const State &S) {
    Before &B = At[Id];
    B.Reached = true;
    for (const Item &I : S.Items) {
      B.FreeAtEntry |= I.Kind == FreeAtEntry;
      B.Free |= I.Kind == Free || (I.Kind == Pending && I.A != Id);
      B.UnknownAtEntry |= I.Kind == UnknownAtEntry;
      B.Unknown |= I.Kind == Unknown;
      B.Unasked |= I.Kind == Unasked;
    }
  }

  static void doubt(State &S) {
    S.remove({UnknownAtEntry});
    S.add({Unknown});
  }
  static void claim(State &S) {
    bool Asked = !S.has({Unknown}) && !S.has({UnknownAtEntry});
    S.remove({FreeAtEntry});
    S.remove({Free});
    Asked ? S.remove({Unasked}) : S.add({Unasked});
    doubt(S);
  }
  /// To a value that says that nobody holds it, or to one that is not known.
  static void giveBack(State &S, bool Known) {
    S.remove({FreeAtEntry});
    S.add({Free});
    doubt(S);
    if (Known)
      S.remove({Unknown});
  }

  /// A function of the program claims the flag, gives it back, or tries to and says whether it did.
  void called(EventId Id, State &S) {
    const Outcome &O = outcome(Id);
    if (!O.Known)
      return;
    if (O.Held[0] != O.Held[1])
      return S.add({Pending, Id});
    O.Held[0] ? claim(S) : giveBack(S, false);
    if (O.Held[0] && O.Asked[0] && O.Asked[1])
      S.remove({Unasked});
  }

  const Outcome &outcome(EventId Id) {
    auto [It, New] = Outcomes.try_emplace(Id);
    FunctionId Body = New ? bodyOf(Id) : None;
    if (Body == None || P.function(Body).IsCoroutine)
      return It->second;
    FlagDomain In(P, Body, Of, this, Id);
    if (!In.writes(0))
      return It->second;
    Outcome R{true, {true, true}, {true, true}};
    In.Ends = &R;
    if (walkPaths(P, Body, In, start()) != PathsResult::Done)
      R.Held[0] = R.Held[1] = false;
    return Outcomes[Id] = R;
  }

  FunctionId bodyOf(EventId Id) const {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Destroy)
      return E.HasTarget ? P.destructorOf(E.Type != None ? E.Type : typeAlong(P, F, E.Target, E.Target.Path.size())) : None;
    if ((E.Kind != EventKind::Call && E.Kind != EventKind::Construct) || E.Callee == None)
      return None;
    const Meaning &M = P.meaning(F, Id);
    return M.Model || M.Bodies.size() != 1 ? None : M.Bodies[0];
  }

  /// True if the function, or one that it calls, changes the flag.
  bool writes(unsigned Steps) const {
    for (const Event &E : Fn.Events)
      if (std::optional<Given> W = givenBy(P, F, E); W && isIt(W->Where))
        return true;
    return Steps < 2 && llvm::any_of(P.callees(F), [&](FunctionId H) {
             return H != F && !P.function(H).IsCoroutine && !P.function(H).IsLambda && FlagDomain(P, H, Of).writes(Steps + 1);
           });
  }

  Outcome *Ends = nullptr;

  bool splitsReturns() const override { return Ends; }
  void left(State &S, bool ByException) override {
    if (!Ends || ByException)
      return;
    bool Held = !S.has({FreeAtEntry}) && !S.has({Free}), Asked = !S.has({Unasked});
    const Operand *Value = S.Returned == None || Fn.Events[S.Returned].Args.empty() ? nullptr : &Fn.Events[S.Returned].Args[0];
    std::optional<int64_t> Is = Value ? constant(*Value).Constant : std::nullopt;
    for (int64_t V : {0, 1})
      if (!Is || (*Is != 0) == (V != 0)) {
        Ends->Held[V] &= Held;
        Ends->Asked[V] &= Asked;
      }
  }
};

} // namespace

bool isAskedBefore(const Program &P, FunctionId F, EventId Change, const Place &Mark, int64_t Free) {
  return llvm::any_of(objectsOf(P, F, Mark), [&](const SharedObject &O) {
    FlagDomain D(P, F, {O, Free, true});
    bool Done = walkPaths(P, F, D, FlagDomain::start()) == PathsResult::Done;
    const Before &B = D.At[Change];
    return Done && B.Reached && !B.UnknownAtEntry && !B.Unknown;
  });
}

bool Exclusion::Flag::isFreeBy(const Test &T) const {
  if (!IsFree)
    return T.excludes(Value);
  if (T.K == Test::Less)
    return T.Holds && T.Number <= 1 && Value == 0; // Nobody counts below nothing.
  return (T.K == Test::Equals && T.Holds && T.Number == Value) || ((T.K == Test::Truth || T.K == Test::Value) && !T.Holds && Value == 0);
}

//===-- the program's flags --------------------------------------------------------===//

void Exclusion::collect() const {
  Writes.emplace();
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    if (P.isLibraryCode(F))
      continue;
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
      if (std::optional<Given> G = givenBy(P, F, Fn.Events[Id]); G && G->Where.Root != Place::Value)
        for (SharedObject &O : objectsOf(P, F, G->Where))
          if (O.K != SharedObject::Local) {
            Writes->Of[keyOf(O)].push_back({F, Id, O, G->Value});
            Writes->In[F].push_back({F, Id, O, G->Value});
          }
  }
}

const std::vector<Exclusion::Write> &Exclusion::writesOf(const SharedObject &O) const {
  if (!Writes)
    collect();
  return Writes->Of[keyOf(O)];
}

/// The flags that a function, or who starts or awaits it, gives a value.
std::vector<Flag> Exclusion::claimedFor(FunctionId F) const {
  if (!Writes)
    collect();
  std::vector<FunctionId> From{F};
  for (size_t I = 0; I < From.size() && From.size() < 16; ++I) {
    llvm::ArrayRef<Program::CallSite> Callers = P.callers(From[I]);
    for (const Program::CallSite &S : Callers.take_front(MaxSites))
      if (!llvm::is_contained(From, S.Caller))
        From.push_back(S.Caller);
    if (Program::CallSite S = P.function(From[I]).IsLambda ? P.lambdaSite(From[I]) : Program::CallSite{None, None}; S.Caller != None && !llvm::is_contained(From, S.Caller))
      From.push_back(S.Caller);
    for (FunctionId G : P.callees(From[I]))
      if (!P.function(G).IsCoroutine && !P.function(G).IsLambda && From.size() < 16 && !llvm::is_contained(From, G))
        From.push_back(G);
  }
  std::vector<Flag> Found;
  auto Add = [&](const SharedObject &O, FlagValue To) {
    int64_t Value = To.Constant.value_or(0);
    for (bool IsFree : {false, true})
      if (Found.size() < MaxFlags && (To.Constant || IsFree) && llvm::none_of(Found, [&](const Flag &Fl) { return Fl.Value == Value && Fl.IsFree == IsFree && sameObject(P, Fl.Of, O); }))
        Found.push_back({O, Value, IsFree});
  };
  for (FunctionId G : From)
    if (auto It = Writes->In.find(G); It != Writes->In.end())
      for (const Write &W : It->second)
        if (W.To.Constant || W.To.Step > 0)
          Add(W.Of, W.To);
  // `busy b(busy_);` sets it by a reference of its own.
  for (FunctionId G : From)
    for (EventId Id = 0; Id < P.function(G).Events.size(); ++Id) {
      const Event &E = P.function(G).Events[Id];
      const Meaning *M = E.Kind == EventKind::Construct && E.Callee != None && !E.Args.empty() ? &P.meaning(G, Id) : nullptr;
      if (!M || M->Model || M->Bodies.size() != 1)
        continue;
      for (const Operand &A : E.Args)
        if (A.K == Operand::InPlace && keptIn(P, G, A.P) == Kept::InNumber)
          for (const Event &In : P.function(M->Bodies[0]).Events)
            if (std::optional<Given> W = givenBy(P, M->Bodies[0], In); W && (W->Value.Constant || W->Value.Step > 0))
              for (const SharedObject &O : objectsOf(P, G, A.P))
                Add(O, W->Value);
    }
  return Found;
}

//===-- who holds one ----------------------------------------------------------------===//

/// Who claimed a flag, and whether each of them asked first.
struct Exclusion::Holding {
  llvm::SmallVector<FunctionId, 4> By;
  bool Asked = true;
};

/// Questions about one flag.
class Exclusion::Inquiry {
public:
  Inquiry(const Program &P, const Flag &Of) : P(P), Of(Of) {}

  /// True if it is held wherever an event happens.
  bool held(FunctionId F, EventId At, Holding &H, unsigned Depth = 0) {
    const Before &B = before(F, At);
    if (!B.Reached || B.Free || Depth > MaxDepth)
      return false;
    if (!B.FreeAtEntry) {
      H.By.push_back(F);
      H.Asked &= !B.Unasked;
      return true;
    }
    return everySite(F, /*Closures=*/true, [&](Program::CallSite S) { return held(S.Caller, S.Call, H, Depth + 1); });
  }

  /// True if somebody has looked and seen that nobody holds it, and nothing can have happened since.
  bool seenFree(FunctionId F, EventId At, unsigned Depth = 0) {
    const Before &B = before(F, At);
    if (!B.Reached || B.Unknown || Depth > MaxDepth)
      return false;
    if (!B.UnknownAtEntry)
      return true;
    return !P.function(F).IsCoroutine && everySite(F, /*Closures=*/false, [&](Program::CallSite S) { return seenFree(S.Caller, S.Call, Depth + 1); });
  }

private:
  const Program &P;
  Flag Of;
  std::map<FunctionId, std::vector<Before>> Known;

  const Before &before(FunctionId F, EventId At) {
    auto [It, New] = Known.try_emplace(F);
    if (New) {
      FlagDomain D(P, F, Of);
      bool Done = walkPaths(P, F, D, FlagDomain::start()) == PathsResult::Done;
      It->second = Done ? std::move(D.At) : std::vector<Before>(P.function(F).Events.size());
    }
    return It->second[At];
  }

  template <class Pred> bool everySite(FunctionId F, bool Closures, Pred Holds) {
    llvm::ArrayRef<Program::CallSite> Callers = P.callers(F);
    if (Closures && P.function(F).IsLambda)
      if (Program::CallSite S = P.lambdaSite(F); S.Caller != None && Holds(S))
        return true;
    return !Callers.empty() && Callers.size() <= MaxSites && llvm::all_of(Callers, Holds);
  }
};

bool Exclusion::keepsOut(FunctionId F, EventId Suspended, EventId Used, FunctionId G, EventId Event) const {
  const std::vector<Flag> Flags = claimedFor(F);
  for (const Flag &Of : Flags) {
    Inquiry I(P, Of);
    Holding Ours, Theirs;
    if (!I.held(F, Suspended, Ours) || (Used != None && !I.held(F, Used, Ours)))
      continue;
    if (llvm::any_of(writesOf(Of.Of), [&](const Write &W) { return isFoul(W, Of, I, Flags); }))
      continue;
    if (I.seenFree(G, Event))
      return true;
    // What one claim lets run, runs side by side; another claim waits for it.
    auto IsOurs = [&](FunctionId By) { return llvm::is_contained(Ours.By, By); };
    if (I.held(G, Event, Theirs) && Ours.Asked && Theirs.Asked && (Runs.roots(F) == Runs.roots(G) || llvm::none_of(Theirs.By, IsOurs)))
      return true;
  }
  return false;
}

/// True if a flag is given back by somebody who does not hold it.
bool Exclusion::isFoul(const Write &W, const Flag &Of, Inquiry &I, llvm::ArrayRef<Flag> Flags) const {
  Holding By;
  if (!sameObject(P, W.Of, Of.Of) || Of.isHeldBy(W.To) || isBornOrDying(P, W.In) || I.held(W.In, W.At, By) || I.seenFree(W.In, W.At))
    return false;
  // A state has several values by which it is held: who got there by another one does not hold this one.
  return llvm::none_of(Flags, [&](const Flag &Wider) {
    Holding Other;
    return Wider.IsFree && sameObject(P, Wider.Of, Of.Of) && Wider.isHeldBy({Of.Value}) && Inquiry(P, Wider).held(W.In, W.At, Other) && Other.Asked;
  });
}

} // namespace corosafe
