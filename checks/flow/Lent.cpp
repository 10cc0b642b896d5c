//===- Lent.cpp -------------------------------------------------------------===//

#include "Lent.h"
#include "Locks.h"
#include "Lookups.h"
#include "SharedObject.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 6;

class Finder {
public:
  Finder(const Program &P, FunctionId F, llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy)
      : P(P), Fn(P.function(F)), F(F), HeldBy(HeldBy) {}

  std::vector<Lent> Found;

  void awaited(const Operand &O, unsigned Depth = 0) {
    if (O.K != Operand::OfValue || Depth > MaxDepth || Fn.Events[O.V].Kind == EventKind::Suspend)
      return;
    const Event &E = Fn.Events[O.V];
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, O.V).Model : nullptr;
    if (M && M->Op && (M->Op->Does == Effect::Produce || M->Op->Does == Effect::ComposedProduce))
      for (const Operand &A : E.Args)
        view(A, false);
    if (M && M->Combines && M->Views)
      for (const Operand *Over : P.operands(Fn, E, *M->Views))
        view(*Over, true);
    awaited(E.Receiver, Depth + 1);
    for (const Operand &A : E.Args)
      awaited(A, Depth + 1);
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy;

  void view(const Operand &O, bool Walked, unsigned Depth = 0) {
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty()) {
      for (const Place &Pl : HeldBy(O.P.Index))
        Found.push_back({Pl, Walked});
      return;
    }
    if (std::optional<Place> Whole = O.K == Operand::InPlace && Walked ? P.placeOf(F, O) : std::nullopt) {
      Found.push_back({*Whole, Walked});
      return;
    }
    if (O.K != Operand::OfValue || Depth > MaxDepth)
      return;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Construct)
      for (const Operand &A : E.Args) {
        if (A.K == Operand::InPlace && P.typeModel(E.Type) && P.typeModel(E.Type)->View && !isNumber(P, P.typeOf(Fn, A)))
          Found.push_back({P.normalize(F, A.P), Walked});
        else
          view(A, Walked, Depth + 1);
      }
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, O.V).Model : nullptr;
    if (!M || !M->Views)
      return;
    for (const Operand *V : P.operands(Fn, E, *M->Views)) {
      if (std::optional<Place> Pl = P.placeOf(F, *V); Pl && Pl->Root != Place::Value)
        Found.push_back({*Pl, Walked});
      else
        view(*V, Walked, Depth + 1);
    }
  }
};

} // namespace

std::vector<Lent> lentTo(const Program &P, FunctionId F, EventId Suspend,
                         llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy) {
  Finder Over(P, F, HeldBy);
  for (const Operand &A : P.function(F).Events[Suspend].Args)
    Over.awaited(A);
  return std::move(Over.Found);
}

namespace {

/// A parameter of a coroutine, or the object that it runs on.
struct Root {
  Place::Kind Kind;
  uint32_t Index;
  bool of(const Place &Pl) const { return Pl.Root == Kind && (Kind == Place::This || Pl.Index == Index); }
};

bool names(const Event &E, Root R) {
  auto Names = [&](const Operand &A) { return A.K == Operand::InPlace && R.of(A.P); };
  return E.Kind != EventKind::Destroy && ((E.HasTarget && R.of(E.Target)) || Names(E.Receiver) || llvm::any_of(E.Args, Names));
}

/// The first event that names it in what may follow one; None if none does.
EventId firstUseAfter(const FunctionFacts &Fn, EventId From, Root R) {
  llvm::BitVector Seen(Fn.Blocks.size());
  std::vector<BlockId> Work;
  auto Leave = [&](const Block &B) {
    for (const Edge &E : B.Succs)
      if (E.To != None && !Seen.test(E.To)) {
        Seen.set(E.To);
        Work.push_back(E.To);
      }
  };
  for (const Block &B : Fn.Blocks)
    if (auto It = llvm::find(B.Events, From); It != B.Events.end()) {
      for (EventId Id : llvm::make_range(std::next(It), B.Events.end()))
        if (names(Fn.Events[Id], R))
          return Id;
      Leave(B);
    }
  while (!Work.empty()) {
    const Block &B = Fn.Blocks[Work.back()];
    Work.pop_back();
    for (EventId Id : B.Events)
      if (names(Fn.Events[Id], R))
        return Id;
    Leave(B);
  }
  return None;
}

class ElementFinder {
public:
  ElementFinder(const Program &P, FunctionId F, llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy,
                llvm::function_ref<std::optional<Place>(const Place &)> HandleOf, llvm::ArrayRef<BorrowSummary> Borrowed)
      : P(P), Fn(P.function(F)), F(F), HeldBy(HeldBy), HandleOf(HandleOf), Borrowed(Borrowed) {}

  std::vector<Given> Found;

  void awaited(const Operand &O) {
    if (O.K != Operand::OfValue || Fn.Events[O.V].Kind != EventKind::Call || Fn.Events[O.V].Callee == None)
      return;
    const Event &E = Fn.Events[O.V];
    const Meaning &M = P.meaning(F, O.V);
    if (M.Model || M.Bodies.size() != 1 || P.isLibraryCode(M.Bodies[0]) || !P.function(M.Bodies[0]).IsCoroutine)
      return;
    const EntityFacts &Callee = P.Facts.Entities[E.Callee];
    Given G;
    G.At = E.Range;
    G.Callee = M.Bodies[0];
    for (uint32_t I = 0; I < E.Args.size() && I < Callee.Params.size(); ++I)
      if (Callee.Params[I] != Passing::ByValue)
        given(E.Args[I], {Place::Parameter, I}, G);
    G.RunsOn = true;
    if (E.Receiver.K != Operand::Nothing && !P.function(G.Callee).IsLambda && needsItsObject(G.Callee))
      given(E.Receiver, {Place::This, 0}, G);
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy;
  llvm::function_ref<std::optional<Place>(const Place &)> HandleOf;
  llvm::ArrayRef<BorrowSummary> Borrowed;

  /// It does not keep its object, nor look whether that is still there.
  bool needsItsObject(FunctionId Callee) const {
    return llvm::any_of(Borrowed[Callee].Result, [](const Need &N) { return N.K == Need::This && !N.FirstPart; });
  }

  void given(const Operand &O, Root As, Given G) {
    llvm::SmallVector<Place, 2> Into = containersOf(O);
    std::optional<Place> Handle = G.RunsOn && Into.empty() && O.K == Operand::InPlace ? HandleOf(O.P) : std::nullopt;
    if ((Into.empty() && !Handle) || !usedLater(G, As))
      return;
    for (const Place &Pl : Into) {
      G.Into = Pl;
      G.BehindHandle = isBehindHandle(O, Pl);
      Found.push_back(G);
    }
    if (Handle) {
      G.Into = *Handle;
      G.Handle = true;
      Found.push_back(G);
    }
  }

  bool usedLater(Given &G, Root As) const {
    const FunctionFacts &Body = P.function(G.Callee);
    for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
      if (Body.Events[Id].Kind != EventKind::Suspend || neverSuspends(P, G.Callee, Id))
        continue;
      if (EventId Use = firstUseAfter(Body, Id, As); Use != None) {
        G.Suspended = Id;
        G.Used = Use;
        return true;
      }
    }
    return false;
  }

  /// `*sessions_[i]`, `*sessions_.at(i)`: the element is a handle, and the operand what that leads to.
  bool isBehindHandle(const Operand &O, const Place &Container) const {
    if (O.K != Operand::InPlace || O.P.Root == Place::Local)
      return false;
    size_t Element = O.P.Root == Place::Value ? 0 : Container.Path.size() + 1;
    if (Element >= O.P.Path.size() || P.str(O.P.Path[Element]) != "*")
      return false;
    EntityId Look = O.P.Root == Place::Value ? Fn.Events[O.P.Index].Callee : EntityId(None);
    return O.P.Root != Place::Value || (Look != None && P.type(P.Facts.Entities[Look].ReturnType)->Kind == TypeFacts::LvalueRef);
  }

  /// The containers of which an operand names an element. What a handle in one leads to may be kept by somebody else.
  llvm::SmallVector<Place, 2> containersOf(const Operand &O) const {
    llvm::SmallVector<Place, 2> R;
    if (O.K == Operand::InPlace && O.P.Root == Place::Local) {
      // `it->second`, `*it`, `auto &row = rows_[id]`
      bool Behind = !O.P.Path.empty() && P.str(O.P.Path[0]) == "*";
      bool Reference = Fn.Locals[O.P.Index].Pass != Passing::ByValue;
      if ((Behind || Reference) && llvm::count_if(O.P.Path, [&](Symbol Step) { return P.str(Step) == "*"; }) <= (Behind ? 1 : 0))
        R = HeldBy(O.P.Index);
      return R;
    }
    bool Named = O.K == Operand::InPlace && O.P.Root == Place::Value;
    EventId Look = O.K == Operand::OfValue ? O.V : Named ? O.P.Index : EventId(None);
    if (Look == None) {
      std::optional<Place> C = O.K == Operand::InPlace ? containerOf(P, F, O.P) : std::nullopt;
      bool Owned = C && llvm::all_of(llvm::seq(C->Path.size() + 1, O.P.Path.size()), [&](size_t I) {
        return P.str(O.P.Path[I]) != "*" || P.isSoleOwner(typeAlong(P, F, O.P, I));
      });
      if (Owned)
        R.push_back(*C);
      return R;
    }
    const Event &E = Fn.Events[Look];
    const FunctionModel *M = E.Kind == EventKind::Call && E.Callee != None ? P.meaning(F, Look).Model : nullptr;
    const TypeFacts *Gives = M && M->Views ? P.type(P.Facts.Entities[E.Callee].ReturnType) : nullptr;
    if (!Gives)
      return R;
    // `*find(k)`, `at(k)`, `*at(k)` of what it alone owns.
    bool Reference = Gives->Kind == TypeFacts::LvalueRef;
    auto Behind = O.K == Operand::OfValue ? 0 : llvm::count_if(O.P.Path, [&](Symbol Step) { return P.str(Step) == "*"; });
    if (Behind > 1 || (Behind == 0 && !Reference) || (Behind == 1 && Reference && !P.isSoleOwner(P.strip(P.Facts.Entities[E.Callee].ReturnType))))
      return R;
    for (const Operand *Of : P.operands(Fn, E, *M->Views))
      if (std::optional<Place> Pl = Of->K == Operand::InPlace ? P.placeOf(F, *Of) : std::nullopt;
          Pl && Pl->Root != Place::Value && !P.isPointerLike(P.typeOf(Fn, *Of)))
        R.push_back(*Pl);
    return R;
  }
};

} // namespace

std::vector<Given> elementsGiven(const Program &P, FunctionId F, EventId Suspend,
                                 llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy,
                                 llvm::function_ref<std::optional<Place>(const Place &)> HandleOf, llvm::ArrayRef<BorrowSummary> Borrowed) {
  ElementFinder Over(P, F, HeldBy, HandleOf, Borrowed);
  for (const Operand &A : P.function(F).Events[Suspend].Args)
    Over.awaited(A);
  return std::move(Over.Found);
}

StaleUse staleGiven(const Program &P, FunctionId F, const Given &G, const Invalidations::Change &C) {
  StaleUse U;
  U.Manner = G.RunsOn ? StaleUse::RunsOn : StaleUse::Given;
  U.Object = P.spell(F, G.Into);
  U.Holder = P.functionName(G.Callee);
  U.Looked = P.function(G.Callee).Events[G.Used].Range;
  U.Suspended = P.function(G.Callee).Events[G.Suspended].Range;
  U.Used = G.At;
  U.Changed = P.function(C.In).Events[C.At].Range;
  U.ChangedIn = C.In;
  U.Sure = G.Handle ? Confidence::Medium : Confidence::High;
  return U;
}

} // namespace corosafe
