//===- Guards.cpp ------------------------------------------------------------===//

#include "Guards.h"
#include "llvm/ADT/STLExtras.h"
#include <array>
#include <map>

namespace corosafe {

namespace {

class Finder {
public:
  Finder(const Program &P, FunctionId F) : P(P), Fn(P.function(F)), F(F) {}

  std::vector<CleanupGuard> run() {
    std::vector<CleanupGuard> R;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      llvm::SmallVector<EventId, 2> Closures;
      CleanupGuard G;
      G.Made = Id;
      if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() &&
          !E.Args.empty() && Fn.Locals[E.Target.Index].HasDestructor) {
        G.Local = E.Target.Index;
        closuresBehind(E.Args[0], Closures);
        FunctionId D = P.destructorOf(Fn.Locals[G.Local].Type);
        if (D != None)
          addBody(G, D, std::nullopt);
        else
          G.Trusted = &E.Args[0];
      } else if (E.Kind == EventKind::Call && E.Callee != None) {
        if (const FunctionModel *M = P.meaning(F, Id).Model)
          for (const Action &A : M->Acts)
            if (A.Does == Act::RunsAtExit)
              for (const Operand *O : P.operands(Fn, E, A.On))
                closuresBehind(*O, Closures);
      }
      for (EventId Lambda : Closures)
        if (FunctionId B = P.bodyOf(Fn.Events[Lambda].Callee); B != None)
          addBody(G, B, Lambda);
      if (!Closures.empty() && E.Args.size() == 1 && E.Args[0].K == Operand::OfValue && asksIfUnwinding(P.meaning(F, E.Args[0].V)))
        G.IfUnwinding = true;
      if (!G.Does.empty() || !G.GivesBack.empty() || G.Trusted)
        R.push_back(std::move(G));
    }
    return R;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;

  void addBody(CleanupGuard &G, FunctionId Body, std::optional<EventId> Lambda) {
    const FunctionFacts &B = P.function(Body);
    G.IfUnwinding |= worksIfUnwinding(Body);
    for (EventId E = 0; E < B.Events.size(); ++E)
      for (Half &H : halvesOf(P, Body, E)) {
        if (H.On) {
          if (Lambda)
            H.On = P.rebase(F, *Lambda, Body, *H.On);
          else if (H.On->Root == Place::This) {
            H.On->Root = Place::Local;
            H.On->Index = G.Local;
            H.On = P.normalize(F, *H.On);
          }
        }
        if (H.Local != None && Lambda)
          H.Local = None;
        G.Does.push_back(std::move(H));
      }
    // What it gives back of the locals that it captured.
    if (Lambda)
      for (EventId E = 0; E < B.Events.size(); ++E)
        givesBack(G, Body, E, *Lambda);
  }

  void givesBack(CleanupGuard &G, FunctionId Body, EventId Where, EventId Lambda) const {
    const Event &E = P.function(Body).Events[Where];
    auto Add = [&](const Place &Pl) {
      if (Pl.Root != Place::Capture || Pl.Index >= Fn.Events[Lambda].Args.size())
        return;
      const Operand &A = Fn.Events[Lambda].Args[Pl.Index];
      if (A.K != Operand::InPlace || A.P.Root != Place::Local)
        return;
      Half H;
      H.K = Half::Unmake;
      H.Local = A.P.Index;
      H.In = Body;
      H.Where = H.At = Where;
      G.GivesBack.push_back(std::move(H));
    };
    if (E.Kind == EventKind::Destroy && E.HasTarget)
      Add(E.Target);
    if (E.Kind == EventKind::Call)
      for (const Operand &A : E.Args)
        if (A.K == Operand::InPlace)
          Add(A.P);
  }

  static bool asksIfUnwinding(const Meaning &M) { return M.Model && M.Model->IfUnwinding; }

  /// `if (std::uncaught_exceptions() > before) undo();`: it asks, and there is a way through it on which it does nothing.
  bool worksIfUnwinding(FunctionId Body) const {
    const FunctionFacts &B = P.function(Body);
    auto Asks = [&](EventId E) { return B.Events[E].Kind == EventKind::Call && asksIfUnwinding(P.meaning(Body, E)); };
    auto Does = [&](EventId E) {
      const Event &Ev = B.Events[E];
      return Ev.Kind == EventKind::Assign || (Ev.Kind == EventKind::Compute && Ev.HasTarget) || (Ev.Kind == EventKind::Call && !Asks(E));
    };
    bool Any = false;
    for (EventId E = 0; E < B.Events.size() && !Any; ++E)
      Any = Asks(E);
    std::vector<bool> Seen(B.Blocks.size());
    llvm::SmallVector<BlockId, 8> Work;
    if (Any)
      Work.push_back(B.Entry);
    while (!Work.empty()) {
      BlockId Id = Work.pop_back_val();
      if (Seen[Id] || llvm::any_of(B.Blocks[Id].Events, Does))
        continue;
      if (Id == B.Exit)
        return true;
      Seen[Id] = true;
      for (const Edge &E : B.Blocks[Id].Succs)
        Work.push_back(E.To);
    }
    return false;
  }

  void closuresBehind(const Operand &O, llvm::SmallVectorImpl<EventId> &Out, unsigned Depth = 0) const {
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty()) {
      const Operand *Def = P.soleValue(F, O.P.Index);
      if (Def && Depth < 4)
        closuresBehind(*Def, Out, Depth + 1);
      return;
    }
    if (O.K != Operand::OfValue || Depth > 4)
      return;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Lambda)
      Out.push_back(O.V);
    if (E.Kind == EventKind::Call || E.Kind == EventKind::Construct)
      for (const Operand &A : E.Args)
        closuresBehind(A, Out, Depth + 1);
  }
};

/// True if an object's closure or destructor runs at the end of its scope, and not when somebody calls it.
bool endsWithScope(const Program &P, const FunctionFacts &Fn, const CleanupGuard &G) {
  if (G.Local == None)
    return true;
  TypeId T = Fn.Locals[G.Local].Type;
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || P.isCallable(T) || Ty->Awaitable || Ty->HasPromise)
    return false;
  if (const TypeModel *M = P.typeModel(T); M && (M->Task || M->Scope))
    return false;
  if (P.isPointerLike(T) || P.destructorOf(T) != None)
    return true;
  return llvm::any_of(std::array{"guard", "scope", "defer", "clean", "final", "exit"},
                      [&](llvm::StringRef Word) { return P.str(Ty->Name).contains_insensitive(Word); });
}

/// True if making the guard does what it undoes: it is a pair of its own.
bool beginsItself(const Program &P, const FunctionFacts &Fn, const CleanupGuard &G, const Half &End) {
  const Event &Made = Fn.Events[G.Made];
  if (Made.Kind != EventKind::Init || Made.Args[0].K != Operand::OfValue)
    return false;
  FunctionId Body = P.bodyOf(Fn.Events[Made.Args[0].V].Callee);
  if (Body == None)
    return false;
  for (EventId E = 0; E < P.function(Body).Events.size(); ++E)
    for (Half &H : halvesOf(P, Body, E)) {
      H.On = End.On;
      if (undoes(P, H, End))
        return true;
    }
  return false;
}

} // namespace

std::vector<CleanupGuard> cleanupGuardsIn(const Program &P, FunctionId F) { return Finder(P, F).run(); }

std::vector<Pair> pairsEndedByGuards(const Program &P, FunctionId F, llvm::ArrayRef<Pair> Plain, llvm::ArrayRef<CleanupGuard> Guards) {
  const FunctionFacts &Fn = P.function(F);
  std::vector<Half> Begins;
  llvm::ArrayRef<EventMark> Marks = P.marks(F);
  for (EventId E = 0; E < Marks.size(); ++E)
    if (Marks[E].Half && !Guards.empty())
      for (Half &H : halvesOf(P, F, E))
        if (H.K == Half::Make || (H.On && outlivesFrame(P, F, *H.On)))
          Begins.push_back(std::move(H));
  std::map<EventId, Pair> Found;
  for (const CleanupGuard &G : Guards) {
    if ((G.Does.empty() && G.GivesBack.empty()) || !endsWithScope(P, Fn, G))
      continue;
    auto Take = [&](const Half &End) {
      // Of several, it is the last that it undoes: `seen.insert(a); co_await ...; seen.insert(b); finally erase(b)`.
      auto Last = std::find_if(Begins.rbegin(), Begins.rend(), [&](const Half &Begin) { return Begin.At < G.Made && undoes(P, Begin, End); });
      if (Last == Begins.rend() || beginsItself(P, Fn, G, End) ||
          llvm::any_of(Plain, [&](const Pair &X) { return X.Begin.At == Last->At; }))
        return;
      Pair &X = Found[Last->At];
      if (!X.Ends.empty() && X.Begin.K != Last->K)
        return;
      X.Begin = *Last;
      X.Ends.push_back(End);
      X.Ends.back().At = G.Made;
    };
    llvm::for_each(G.Does, Take);
    llvm::for_each(G.GivesBack, Take);
  }
  std::vector<Pair> R;
  for (auto &[At, X] : Found)
    if (describePair(P, F, X))
      R.push_back(std::move(X));
  return R;
}

} // namespace corosafe
