//===- Iteration.cpp --------------------------------------------------------===//

#include "Iteration.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include <array>

namespace corosafe {

Iteration::Iteration(const Program &P, FunctionId F) : P(P), Fn(P.function(F)), F(F), L(Fn) {
  for (const Loop &One : L.All)
    for (auto [From, To] : One.Exits) {
      std::vector<Place> Places;
      collect(Fn.Blocks[From].Condition, ExitValues, Places);
      for (Place &Pl : Places)
        if (isVisibleOutside(Pl))
          ExitPlaces.push_back(std::move(Pl));
    }
}

void Iteration::collect(const Operand &O, std::set<EventId> &Values, std::vector<Place> &Places, bool Takes, unsigned Depth) const {
  if (Depth > 8)
    return;
  if (O.K == Operand::InPlace) {
    Places.push_back(P.normalize(F, O.P));
    if (O.P.Root == Place::Local)
      if (const Operand *Def = P.soleValue(F, O.P.Index))
        collect(*Def, Values, Places, Takes, Depth + 1);
    return;
  }
  if (O.K != Operand::OfValue || !Values.insert(O.V).second)
    return;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Suspend || E.Kind == EventKind::Lambda)
    return;
  // What a call hands out (`in.next()`) is data; what it says (`in.empty()`) is a state that others change.
  const TypeFacts *T = P.type(P.strip(E.Type));
  bool Says = T && (T->Kind == TypeFacts::Builtin || T->Kind == TypeFacts::Enum);
  bool HandsOut = llvm::any_of(E.Args, [](const Operand &A) {
    return A.K == Operand::InPlace && A.P.Root == Place::Local && (A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer);
  });
  if (!Takes && works(O.V))
    return;
  if (E.Receiver.K != Operand::Nothing && Says && (Takes || !HandsOut))
    collect(E.Receiver, Values, Places, Takes, Depth + 1);
  for (const Operand &A : E.Args)
    collect(A, Values, Places, Takes, Depth + 1);
}

/// `while (relax(grid_))`: the call that is asked does the work itself, on what nobody else is to touch meanwhile.
bool Iteration::works(EventId Id) const {
  const Event &E = Fn.Events[Id];
  if (E.Kind != EventKind::Call || E.Callee == None || P.meaning(F, Id).Model || P.meaning(F, Id).InLibrary ||
      P.Facts.Entities[E.Callee].InSystemHeader || P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("operator"))
    return false;
  auto IsOurs = [](const Operand &O) { return O.K == Operand::InPlace && (O.P.Root == Place::This || isVisibleOutside(O.P)); };
  bool OnSelf = IsOurs(E.Receiver) && !P.Facts.Entities[E.Callee].IsConst;
  bool OnArgument = llvm::any_of(E.Args, [&](const Operand &A) {
    return IsOurs(A) && (A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer);
  });
  llvm::ArrayRef<FunctionId> Bodies = P.meaning(F, Id).Bodies;
  llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
  bool SaysState = llvm::any_of(std::array{"is", "has", "should", "can"}, [&](llvm::StringRef W) { return Leaf.starts_with(W); }) ||
                   llvm::any_of(std::array{"stop", "running", "cancel", "clos", "open", "active", "alive", "done", "finish", "empty"},
                                [&](llvm::StringRef W) { return Leaf.contains_insensitive(W); });
  if (Bodies.empty() && SaysState)
    return false;
  return (OnSelf || OnArgument) && llvm::all_of(Bodies, [&](FunctionId B) {
    return llvm::any_of(P.function(B).Events, [&](const Event &In) {
      auto IsTheirs = [](const Place &Pl) { return Pl.Root == Place::This || Pl.Root == Place::Parameter; };
      auto IsLent = [&](const Operand &A) { return A.K == Operand::InPlace && A.Pass == Passing::MutableRef && IsTheirs(A.P); };
      if ((In.HasTarget && In.Kind != EventKind::Destroy && IsTheirs(In.Target)) || (In.Kind == EventKind::Call && llvm::any_of(In.Args, IsLent)))
        return true;
      return In.Kind == EventKind::Call && In.Callee != None && In.Receiver.K == Operand::InPlace && IsTheirs(In.Receiver.P) &&
             !P.Facts.Entities[In.Callee].IsConst && !P.Facts.Entities[In.Callee].IsConversion;
    });
  });
}

/// What an await gave, which may be nothing at all: `total += n` does not bring a loop nearer to its end then.
bool Iteration::isAwaited(const Operand &O, unsigned Depth) const {
  if (Depth > 4)
    return false;
  if (O.K == Operand::OfValue)
    return Fn.Events[O.V].Kind == EventKind::Suspend && Fn.Events[O.V].How == SuspendKind::Await;
  const Operand *Def = O.K == Operand::InPlace && O.P.Root == Place::Local ? P.soleValue(F, O.P.Index) : nullptr;
  return Def && isAwaited(*Def, Depth + 1);
}

/// A local, or a parameter or capture that is a copy, is counted, or advanced as an iterator, inside the loop.
Iteration::Steps Iteration::steps(const Place &Counter, const Loop &In) const {
  Steps R = Steps::No;
  for (unsigned B : In.Blocks.set_bits())
    for (EventId Id : Fn.Blocks[B].Events) {
      const Event &E = Fn.Events[Id];
      auto Is = [&](const Place &Pl) { return Pl == Counter; };
      if (E.Kind == EventKind::Compute && E.HasTarget && Is(E.Target)) {
        if (llvm::none_of(E.Args, [&](const Operand &A) { return isAwaited(A); }))
          return Steps::Yes;
        R = Steps::Received;
      }
      if (E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace && Is(E.Receiver.P)) {
        llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
        if (Leaf == "operator++" || Leaf == "operator--" || Leaf == "operator+=" || Leaf == "operator-=")
          return Steps::Yes;
      }
    }
  return R;
}

/// The head of a range-for: it has no condition in the facts, and what is behind it takes an element.
bool Iteration::isRange(BlockId Head, const Loop &Of) const {
  const Block &B = Fn.Blocks[Head];
  return B.Condition.K == Operand::Nothing && llvm::any_of(B.Succs, [&](const Edge &E) {
    if (!Of.contains(E.To) || Fn.Blocks[E.To].Events.empty())
      return false;
    const Event &First = Fn.Events[Fn.Blocks[E.To].Events.front()];
    auto IsElement = [&](const Place &Pl) { return !Pl.Path.empty() && P.str(Pl.Path.back()) == "[]"; };
    // `auto x` is a copy of the element, `auto &x` the element itself.
    return First.Kind == EventKind::Init && ((First.HasTarget && IsElement(First.Target)) ||
                                             (!First.Args.empty() && First.Args[0].K == Operand::InPlace && IsElement(First.Args[0].P)));
  });
}

/// `callback on_stop(token, [&] { stopped = true; });`
bool Iteration::isWrittenByClosure(const Place &Pl) const {
  if (Pl.Root != Place::Local)
    return false;
  return llvm::any_of(Fn.Events, [&](const Event &E) {
    FunctionId B = E.Kind == EventKind::Lambda ? P.bodyOf(E.Callee) : None;
    for (uint32_t I = 0; B != None && I < E.Args.size(); ++I) {
      auto Is = [&](const Place &There) { return There.Root == Place::Capture && There.Index == I; };
      bool Ours = E.Args[I].K == Operand::InPlace && E.Args[I].Pass == Passing::MutableRef && E.Args[I].P.Root == Place::Local && E.Args[I].P.Index == Pl.Index;
      if (Ours && llvm::any_of(P.function(B).Events, [&](const Event &In) {
            return ((In.Kind == EventKind::Assign || In.Kind == EventKind::Compute) && In.HasTarget && Is(In.Target)) ||
                   (In.Kind == EventKind::Call && In.Receiver.K == Operand::InPlace && Is(In.Receiver.P));
          }))
        return true;
    }
    return false;
  });
}

Ending Iteration::ending(const Loop &Of) const {
  Ending R;
  bool OnlyTakes = true, Otherwise = false;
  for (auto [From, To] : Of.Exits) {
    std::set<EventId> Values;
    std::vector<Place> Places;
    const Operand &Condition = Fn.Blocks[From].Condition;
    collect(Condition, Values, Places);
    bool Counts = false, Constant = Condition.K == Operand::OfValue &&
                                    llvm::any_of(Fn.Events[Condition.V].Args,
                                                 [](const Operand &A) { return A.K == Operand::Constant; });
    for (const Place &Pl : Places) {
      bool Own = Pl.Root == Place::Local || (Pl.Root == Place::Parameter && Fn.Params[Pl.Index].Pass == Passing::ByValue) ||
                 (Pl.Root == Place::Capture && Fn.Captures[Pl.Index].Pass == Passing::ByValue);
      Steps How = Own && Pl.Path.empty() ? steps(Pl, Of) : Steps::No;
      Counts |= How != Steps::No;
      Otherwise |= How == Steps::Yes;
      R.AsksOutside |= (isVisibleOutside(Pl) && P.lifetime(F, Pl) != Lifetime::Frame) || isWrittenByClosure(Pl);
    }
    Otherwise |= isRange(From, Of);
    R.Counts |= Counts || Otherwise;
    R.ConstantBound |= Counts && Constant;
    std::vector<Place> Asked;
    Values.clear();
    collect(Condition, Values, Asked, false);
    OnlyTakes &= llvm::none_of(Asked, [&](const Place &Pl) { return isVisibleOutside(Pl) && P.lifetime(F, Pl) != Lifetime::Frame; });
  }
  R.OnlyTakes = R.AsksOutside && OnlyTakes;
  R.OnlyReceived = R.Counts && !Otherwise;
  return R;
}

std::vector<const Loop *> Iteration::around(EventId E) const {
  std::vector<const Loop *> R;
  for (const Loop *One = L.around(E); One; One = L.parent(*One))
    R.push_back(One);
  return R;
}

bool Iteration::endsBy(const Test &T) const {
  // `while (is_open())` asks for a field of the object that it is called on, where its body is seen.
  if (T.Where && llvm::any_of(ExitPlaces, [&, In = P.normalize(F, *T.Where)](const Place &Pl) { return isWithin(In, Pl); }))
    return true;
  if (T.Source == None || !ExitValues.count(T.Source))
    return false;
  const Event &E = Fn.Events[T.Source];
  return E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace &&
         isVisibleOutside(P.normalize(F, E.Receiver.P));
}

bool asksForCancellation(const Program &P, FunctionId F, EventId Id) {
  const Event &E = P.function(F).Events[Id];
  auto IsCheckOf = [&](const Operand &O, llvm::StringRef Name) {
    const TypeModel *T = P.typeModel(P.typeOf(P.function(F), O));
    return T && T->Token && llvm::is_contained(T->Token->Checks, Name.str());
  };
  if (E.Kind == EventKind::Suspend)
    return !E.Args.empty() && IsCheckOf(E.Args[0], "operator co_await");
  if (E.Kind != EventKind::Call || E.Callee == None)
    return false;
  if (const FunctionModel *M = P.meaning(F, Id).Model; M && M->ChecksCancellation)
    return true;
  return E.Receiver.K != Operand::Nothing && IsCheckOf(E.Receiver, P.str(P.Facts.Entities[E.Callee].Leaf));
}

bool throwsIfCancelled(const Program &P, FunctionId F, EventId Id, unsigned Depth) {
  const Event &E = P.function(F).Events[Id];
  if (E.Kind != EventKind::Call)
    return false;
  const TypeFacts *Gives = P.type(P.strip(E.Type));
  if (asksForCancellation(P, F, Id))
    return !Gives || P.str(Gives->Name) == "void";
  llvm::ArrayRef<FunctionId> Bodies = P.meaning(F, Id).Bodies;
  auto Throws = [&](FunctionId B) {
    const FunctionFacts &Body = P.function(B);
    if (Body.IsCoroutine || !Body.Regions.empty() || !P.has(B, Trait::Tokens))
      return false;
    return llvm::any_of(llvm::seq<EventId>(0, Body.Events.size()), [&](EventId Inner) { return throwsIfCancelled(P, B, Inner, Depth + 1); });
  };
  return !Bodies.empty() && Depth < 2 && llvm::all_of(Bodies, Throws);
}

bool hasThrowingCheck(const Program &P, FunctionId F) {
  for (EventId Id = 0; Id < P.function(F).Events.size(); ++Id)
    if (throwsIfCancelled(P, F, Id))
      return true;
  return false;
}

bool looksAtToken(const Program &P, FunctionId F, EventId Id, unsigned Depth) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  if (asksForCancellation(P, F, Id))
    return true;
  if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct && E.Kind != EventKind::Lambda)
    return false;
  if (llvm::any_of(E.Args, [&](const Operand &A) { return isToken(P, F, A); }))
    return true;
  if (E.Callee == None || Depth > 2 || E.Kind == EventKind::Lambda)
    return false;
  for (FunctionId B : P.meaning(F, Id).Bodies)
    for (EventId Inner = 0; Inner < P.function(B).Events.size(); ++Inner)
      if (looksAtToken(P, B, Inner, Depth + 1))
        return true;
  return false;
}

} // namespace corosafe
