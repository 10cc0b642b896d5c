//===- Offload.cpp ----------------------------------------------------------===//

#include "Offload.h"
#include "Paths.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

/// Words that a pool of threads for blocking work has in its name.
static bool saysPool(llvm::StringRef Text) {
  for (llvm::StringRef Word : {"thread", "blocking", "background", "offload"})
    if (Text.contains_insensitive(Word))
      return !Text.contains_insensitive("non_blocking") && !Text.contains_insensitive("nonblocking") &&
             !Text.contains_insensitive("this_thread");
  return false;
}
/// The same where a call is a hop by its name.
static bool saysAnyPool(llvm::StringRef Text) { return saysPool(Text) || Text.contains_insensitive("pool"); }

static bool saysHop(llvm::StringRef Leaf) {
  for (llvm::StringRef Word : {"schedule", "switch", "resume", "post", "dispatch", "defer", "transfer", "hop", "move_to",
                               "moveto", "continue_on", "run_on", "enter", "yield_to"})
    if (Leaf.contains_insensitive(Word))
      return true;
  return false;
}

/// The name under which a call hops; of a function object (`schedule(pool)`) its model's, but for one that waits for a time.
static llvm::StringRef hopName(const Program &P, const Event &Made, const FunctionModel *M) {
  llvm::StringRef Leaf = P.str(P.Facts.Entities[Made.Callee].Leaf);
  return Leaf == "operator()" && M && !(M->Op && M->Op->Timer) ? llvm::StringRef(M->Name).rsplit("::").second : Leaf;
}

/// Where coroutines run, by the name of its type.
static bool saysContext(llvm::StringRef Leaf) {
  for (llvm::StringRef Word : {"context", "executor", "scheduler", "strand", "dispatcher"})
    if (Leaf.ends_with_insensitive(Word))
      return true;
  return false;
}

/// True if awaiting hands the coroutine to a thread: `await_suspend(h) { std::thread([h] { h.resume(); }).detach(); }`.
static bool startsElsewhere(const Program &P, const Event &Suspend) {
  if (Suspend.AwaiterType == None)
    return false;
  for (EntityId M : P.methods(P.strip(Suspend.AwaiterType), "await_suspend"))
    if (FunctionId B = P.bodyOf(M); B != None)
      for (EventId E = 0; E < P.function(B).Events.size(); ++E)
        if (P.function(B).Events[E].Callee != None)
          if (const FunctionModel *Model = P.meaning(B, E).Model)
            if (llvm::any_of(Model->Acts, [](const Action &A) { return A.Does == Act::Offloads; }))
              return true;
  return false;
}

/// True if what an operand names, is, or is made from has such a word.
static bool speaks(const Program &P, FunctionId F, const Operand &O, bool (*Says)(llvm::StringRef), unsigned Depth = 0) {
  const FunctionFacts &Fn = P.function(F);
  if (Depth > 4)
    return false;
  if (const TypeFacts *T = P.type(P.typeOf(Fn, O)); T && !T->IsLambda && (Says(P.str(T->Name)) || Says(P.str(T->Spelling))))
    return true;
  if (O.K == Operand::InPlace)
    return Says(P.spell(F, O.P));
  if (O.K != Operand::OfValue)
    return false;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Lambda || E.Kind == EventKind::Suspend)
    return false;
  if (E.Callee != None && Says(P.str(P.Facts.Entities[E.Callee].Leaf)))
    return true;
  return (E.Receiver.K != Operand::Nothing && speaks(P, F, E.Receiver, Says, Depth + 1)) ||
         llvm::any_of(E.Args, [&](const Operand &A) { return speaks(P, F, A, Says, Depth + 1); });
}

bool OffloadedCode::offloads(FunctionId F, EventId Call, const Operand &O) const {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Call];
  if (const FunctionModel *M = P.meaning(F, Call).Model) {
    for (const Action &A : M->Acts)
      if (A.Does == Act::Offloads && llvm::is_contained(P.operands(Fn, E, A.On), &O))
        return true;
    // `AsyncBackground`: a coroutine in the background of others, on their threads.
    if (M->Stackful)
      return false;
    // A branch of a race goes nowhere because another branch has a pool's name: stop_when(work(), schedule_after(thread, 5s)).
    if (M->Combines)
      return false;
  }
  // Given together with a pool, or to one.
  auto Pool = [&](const Operand &Other) {
    return &Other != &O && Other.K != Operand::Nothing && speaks(P, F, Other, saysPool);
  };
  if (Pool(E.Receiver) || llvm::any_of(E.Args, Pool))
    return true;
  return E.Callee != None && P.bodyOf(E.Callee) == None && saysPool(P.str(P.Facts.Entities[E.Callee].Leaf));
}

bool OffloadedCode::isOffloaded(FunctionId F, EventId Made, unsigned Depth) const {
  const FunctionFacts &Fn = P.function(F);
  if (Depth > 6)
    return false;
  bool Any = false;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    auto Takes = [&](const Operand &O) { return O.K == Operand::OfValue && O.V == Made; };
    for (const Operand &A : E.Args) {
      if (!Takes(A))
        continue;
      if (E.Kind == EventKind::Call || E.Kind == EventKind::Construct) {
        if (!offloads(F, Id, A) && !isOffloaded(F, Id, Depth + 1))
          return false;
        Any = true;
      } else if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty()) {
        for (EventId Use = 0; Use < Fn.Events.size(); ++Use)
          for (const Operand &B : Fn.Events[Use].Args)
            if (B.K == Operand::InPlace && B.P == E.Target) {
              if (!offloads(F, Use, B))
                return false;
              Any = true;
            }
      } else {
        return false;
      }
    }
    if (E.Receiver.K == Operand::OfValue && E.Receiver.V == Made && E.Kind == EventKind::Call) {
      // `task().scheduleOn(pool)`, or the closure called on the spot.
      bool Given = llvm::any_of(E.Args, [&](const Operand &A) { return speaks(P, F, A, saysPool); });
      if (!Given && !isOffloaded(F, Id, Depth + 1))
        return false;
      Any = true;
    }
  }
  return Any;
}

bool OffloadedCode::runsElsewhere(FunctionId F, unsigned Depth) {
  auto [It, New] = Known.try_emplace(F, false);
  if (!New || Depth > 16)
    return It->second;
  bool Any = false, All = true;
  const FunctionFacts &Fn = P.function(F);
  for (const Variable &V : Fn.Params)
    if (const TypeModel *M = P.typeModel(V.Type); M && M->Offloads && !M->Task)
      return Known[F] = true;
  // A coroutine that gives a task of such a type is itself what runs on a thread of its own.
  if (const TypeModel *M = P.typeModel(P.Facts.Entities[Fn.Entity].ReturnType); M && M->Offloads && M->Task && Fn.IsCoroutine)
    return Known[F] = true;
  // A closure that somebody calls who was given it together with a pool.
  auto HandedOver = [&](FunctionId Caller, EventId E) {
    const FunctionFacts &From = P.function(Caller);
    return llvm::any_of(From.Events[E].Args, [&](const Operand &A) {
      return A.K == Operand::OfValue && From.Events[A.V].Kind == EventKind::Lambda && P.bodyOf(From.Events[A.V].Callee) == F &&
             offloads(Caller, E, A);
    });
  };
  auto Site = [&](FunctionId Caller, EventId E) {
    Any = true;
    All = All && (isOffloaded(Caller, E, 0) || HandedOver(Caller, E) || (!P.callers(Caller).empty() || P.function(Caller).IsLambda
                                                    ? runsElsewhere(Caller, Depth + 1)
                                                    : false));
  };
  if (Fn.IsLambda && P.callers(F).empty()) {
    if (Program::CallSite S = P.lambdaSite(F); S.Caller != None)
      Site(S.Caller, S.Call);
  }
  for (const Program::CallSite &C : P.callers(F))
    Site(C.Caller, C.Call);
  return Known[F] = Any && All;
}

namespace {

/// Which events happen before the coroutine has moved.
class Hops : public Domain {
public:
  std::map<EventId, bool> Moves; ///< By Suspend: onto a thread that may block, or off it.
  std::set<EventId> Of, Here;

  void after(EventId E, State &S, llvm::SmallVectorImpl<State> &) override {
    if (auto It = Moves.find(E); It != Moves.end()) {
      S.Items.clear();
      if (It->second)
        S.add(Item{1});
    }
    note(E, S);
  }
  void thrown(EventId E, State &S, llvm::SmallVectorImpl<State> &) override { note(E, S); }

private:
  void note(EventId E, const State &S) {
    if (S.Items.empty() && Of.count(E))
      Here.insert(E);
  }
};

} // namespace

std::vector<EventId> OffloadedCode::onOwnThread(FunctionId F, const std::vector<EventId> &Of) const {
  const FunctionFacts &Fn = P.function(F);
  Hops H;
  bool Any = false;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Suspend || E.How != SuspendKind::Await || E.Args.empty())
      continue;
    const Operand &O = E.Args[0];
    const Event *Made = O.K == Operand::OfValue ? &Fn.Events[O.V] : nullptr;
    const FunctionModel *M = Made && Made->Callee != None ? P.meaning(F, O.V).Model : nullptr;
    if (M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Offloads && A.On.K == ArgRef::Result; })) {
      Any = H.Moves[Id] = true;
      continue;
    }
    // A hop brings nothing back, or whether it was made.
    const TypeFacts *Gives = P.type(P.strip(E.Type));
    bool Waits = M && M->Op && M->Op->Does == Effect::Wait && !M->Op->Timer;
    if (Gives && P.str(Gives->Name) != "void" && !(Waits && P.str(Gives->Name) == "bool"))
      continue;
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    llvm::StringRef Leaf = Made && Made->Callee != None && Made->Kind == EventKind::Call ? hopName(P, *Made, M)
                           : T ? P.str(T->Name).rsplit("::").second
                               : llvm::StringRef();
    // A context that is awaited itself takes the coroutine back to where it was kept.
    bool Hop = saysHop(Leaf) || (!Made && saysContext(Leaf));
    bool ToPool = Hop ? speaks(P, F, O, saysAnyPool)
                      : saysPool(Leaf) || (T && !T->IsLambda && saysPool(P.str(T->Name))) || startsElsewhere(P, E);
    if (!Hop && !ToPool)
      continue;
    H.Moves[Id] = ToPool;
    Any |= ToPool;
  }
  if (!Any)
    return Of;
  H.Of.insert(Of.begin(), Of.end());
  if (walkPaths(P, F, H) != PathsResult::Done)
    return {};
  return {H.Here.begin(), H.Here.end()};
}

} // namespace corosafe
