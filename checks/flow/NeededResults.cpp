//===- NeededResults.cpp -----------------------------------------------------===//

#include "NeededResults.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

class Taking : public Domain {
public:
  Taking(const Program &P, FunctionId F, EventId Race, const AwaitNode &N)
      : P(P), Fn(P.function(F)), F(F), Race(Race), Told(N.Combines->Winner), First(N.Combines->FirstIndex), Count(N.Branches.size()) {
    for (const AwaitNode &B : N.Branches)
      Filled.push_back(filledBy(B));
    if (llvm::any_of(Filled, [](uint32_t L) { return L == None; }) || repeats())
      Filled.clear();
  }

  bool relevant() const {
    return !Filled.empty() || (Fn.Events[Race].Discarded == Discard::No && (Told == WinnerTold::VariantIndex || Told == WinnerTold::Optionals));
  }
  bool All = false;

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    const FunctionModel *M = E.Kind == EventKind::Call && E.Callee != None ? P.meaning(F, Id).Model : nullptr;
    Access = M && (M->Tests == ResultTest::GetAlternative || M->Tests == ResultTest::Value);
    if (Id == Race) {
      S.Items.clear();
      S.add({Open});
      return;
    }
    if (!S.has({Open}))
      return;
    if (E.Kind == EventKind::Call && isFilled(E.Receiver))
      return S.Items.clear(); // It may be asked what is in it.
    if (E.HasTarget && E.Kind != EventKind::Destroy && isFilled(E.Target))
      return S.Items.clear();
    if (E.Kind == EventKind::Suspend || E.Kind == EventKind::Destroy)
      return;
    dereferenced(E.Receiver, S);
    for (const Operand &A : E.Args)
      dereferenced(A, S);
    for (const Operand &A : E.Args)
      if (A.K == Operand::InPlace)
        for (uint32_t I = 0; I < Filled.size(); ++I)
          if (A.P.Root == Place::Local && A.P.Index == Filled[I]) {
            // An optional says by itself whether it was filled, and so does a flag.
            TypeId T = Fn.Locals[Filled[I]].Type;
            const TypeFacts *Ty = P.type(P.strip(T));
            bool SaysItself = A.P.Path.empty() && (P.isSoleOwner(T) || P.isPointerLike(T) || (Ty && P.str(Ty->Name) == "bool"));
            if (SaysItself || A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer)
              return S.Items.clear();
            take(I, S);
          }
  }

  bool learn(const Test &T, State &S) override {
    bool OfRace = T.Source == Race, Accesses = Access;
    Access = false;
    if (OfRace && Accesses && S.has({Open})) {
      if (T.K == Test::Index && Told == WinnerTold::VariantIndex && T.Part < 0)
        take(T.Number - First, S);
      if (T.K == Test::Value && Told == WinnerTold::Optionals && T.Part >= 0)
        take(T.Part, S);
      return true;
    }
    if (OfRace || (T.Where && isFilled(*T.Where)))
      S.Items.clear();
    return true;
  }
  void puzzled(EventId Id, State &S) override {
    if (Id == Race)
      S.Items.clear();
  }
  void thrown(EventId, State &S, llvm::SmallVectorImpl<State> &) override { S.Items.clear(); }

private:
  enum ItemKind : uint32_t {
    Open,  ///< The race is behind, and nobody asked who won.
    Taken, ///< A: branch whose result was taken.
  };
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  EventId Race;
  WinnerTold Told;
  int64_t First;
  size_t Count;
  std::vector<uint32_t> Filled; ///< By branch: the local that it fills. Empty unless each fills its own.
  bool Access = false;          ///< What is told next is by an access that takes it for granted.

  void take(int64_t Branch, State &S) {
    if (Branch < 0 || Branch >= static_cast<int64_t>(Count))
      return;
    S.add({Taken, static_cast<uint32_t>(Branch)});
    All |= llvm::count_if(S.Items, [](const Item &I) { return I.Kind == Taken; }) == static_cast<long>(Count);
  }

  /// `*first` of `auto [first, second] = co_await any_of(a(), b());`
  void dereferenced(const Operand &O, State &S) {
    if (Told != WinnerTold::Optionals || O.K != Operand::InPlace || O.P.Path.size() < 2 || P.str(O.P.Path[1]) != "*")
      return;
    Operand Element = O;
    Element.P.Path.clear();
    Element.P.Path.push_back(O.P.Path[0]);
    if (SourceValue V = sourceOf(P, F, Element, S); V.Event == Race && V.Part >= 0)
      take(V.Part, S);
  }

  bool isFilled(const Place &Pl) const { return Pl.Root == Place::Local && llvm::is_contained(Filled, Pl.Index); }
  bool isFilled(const Operand &O) const { return O.K == Operand::InPlace && isFilled(O.P); }
  bool repeats() const {
    return llvm::any_of(Filled, [&](uint32_t L) { return llvm::count(Filled, L) > 1; });
  }

  /// The local that a coroutine is given to write its result to, and that nothing else was put into before.
  uint32_t filledBy(const AwaitNode &B) const {
    EventId Call = B.K == AwaitNode::Coroutine && B.Path.size() == 1 && B.Path[0].Caller == F ? B.Path[0].Call
                   : B.K == AwaitNode::Unknown && B.Path.empty()                              ? callAt(B.Range)
                                                                                              : None;
    if (Call == None || B.Shielded)
      return None;
    uint32_t Local = None;
    for (const Operand &A : Fn.Events[Call].Args) {
      bool Writes = A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer;
      if (A.K != Operand::InPlace || !Writes || A.P.Root != Place::Local || !A.P.Path.empty() || !isMadeForIt(A.P.Index, Call))
        continue;
      if (Local != None)
        return None;
      Local = A.P.Index;
    }
    return Local == None && B.K == AwaitNode::Coroutine ? filledByClosure(B.Callee) : Local;
  }

  /// `[&]() -> task<> { first = co_await ask(a); }`: likewise, the one that it captured.
  uint32_t filledByClosure(FunctionId Body) const {
    Program::CallSite Made = P.function(Body).IsLambda ? P.lambdaSite(Body) : Program::CallSite();
    if (Made.Caller != F)
      return None;
    uint32_t Local = None;
    for (const Event &E : P.function(Body).Events) {
      if (E.Kind != EventKind::Assign || !E.HasTarget || E.Target.Root != Place::Capture)
        continue;
      std::optional<Place> Pl = P.rebase(F, Made.Call, Body, E.Target);
      if (!Pl || Pl->Root != Place::Local || !Pl->Path.empty() || !isMadeForIt(Pl->Index, Made.Call) || (Local != None && Local != Pl->Index))
        return None;
      Local = Pl->Index;
    }
    return Local;
  }

  EventId callAt(const SourceSpan &Where) const {
    for (EventId Id = 0; Id < Race; ++Id)
      if (const Event &E = Fn.Events[Id]; E.Kind == EventKind::Call && E.Range.valid() && E.Range.File == Where.File &&
                                          E.Range.Begin == Where.Begin && E.Range.End == Where.End)
        return Id;
    return None;
  }

  /// Nothing is in it before the call, and nothing was done with it.
  bool isMadeForIt(uint32_t Local, EventId Call) const {
    const TypeFacts *T = P.type(P.strip(Fn.Locals[Local].Type));
    if (!T || T->Awaitable || P.typeModel(Fn.Locals[Local].Type))
      return false;
    auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == Local; };
    for (EventId Id = 0; Id < Call; ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Index == Local) {
        const Event *Made = !E.Args.empty() && E.Args[0].K == Operand::OfValue ? &Fn.Events[E.Args[0].V] : nullptr;
        bool Zero = !E.Args.empty() && E.Args[0].K == Operand::Constant && E.Args[0].C == 0;
        if (!E.Args.empty() && !Zero && !(Made && Made->Kind == EventKind::Construct && Made->Args.empty()))
          return false;
        continue;
      }
      if (Is(E.Receiver) || llvm::any_of(E.Args, Is) || (E.HasTarget && E.Target.Root == Place::Local && E.Target.Index == Local))
        return false;
    }
    return true;
  }
};

} // namespace

bool allResultsNeeded(const Program &P, FunctionId F, EventId Race, const AwaitNode &N) {
  Taking Domain(P, F, Race, N);
  return Domain.relevant() && walkPaths(P, F, Domain) == PathsResult::Done && Domain.All;
}

} // namespace corosafe
