//===- TaskWaits.cpp ---------------------------------------------------------===//

#include "TaskWaits.h"
#include "Awaited.h"
#include "Contexts.h"
#include "ElementLoops.h"
#include "FreshTasks.h"
#include "Locks.h"
#include "PairNames.h"
#include "SharedObject.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include <array>

namespace corosafe {

const Loops &TaskWaits::loops() {
  if (!All)
    All.emplace(Fn);
  return *All;
}

//===-- what a call or co_await waits for ---------------------------------------===//

/// By its name, where there is no more to go by: `wait_for_all()`, `loop.run()`.
bool TaskWaits::saysItWaits(const Event &E) const {
  if (E.Callee == None || taskInfo(P, E.Type))
    return false;
  std::string Words = wordsOf(P.str(P.Facts.Entities[E.Callee].Leaf));
  return Words == "run" || behind(Words, "run until") || behind(Words, "run all") ||
         llvm::any_of(std::array{"wait", "join", "drain", "block"}, [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
}

/// A coroutine of the program's own waits for tasks if its name says so: `co_await group.join()`.
bool TaskWaits::saysItWaitsForTasks(FunctionId Coroutine) const { return namesWaitingForTasks(P.function(Coroutine).Entity); }

bool TaskWaits::namesWaitingForTasks(EntityId Coroutine) const {
  std::string Words = wordsOf(P.str(P.Facts.Entities[Coroutine].Leaf));
  return llvm::any_of(std::array{"wait", "join", "drain", "finish", "complete", "stop", "close", "shutdown", "done", "all"},
                      [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
}

bool TaskWaits::blocks(EventId Call) const {
  const Meaning &M = P.meaning(F, Call);
  if (M.Model)
    return M.Model->Blocks >= BlockingStrength::Medium;
  if (M.Bodies.empty() && !M.InLibrary)
    return saysItWaits(Fn.Events[Call]);
  return llvm::any_of(M.Bodies, [&](FunctionId G) { return !P.function(G).IsCoroutine && Known[G].Blocks; });
}

bool TaskWaits::asksInTime(EventId Call) const {
  const Event &E = Fn.Events[Call];
  const TypeFacts *T = E.Kind == EventKind::Call ? P.type(P.strip(E.Type)) : nullptr;
  if (!T || P.str(T->Name) != "std::future_status" || E.Receiver.K != Operand::InPlace || E.Receiver.P.Root != Place::Local || !E.Receiver.P.Path.empty())
    return false;
  return llvm::any_of(Fn.Events, [&](const Event &Asks) {
    bool Keeps = Asks.Kind == EventKind::Init && Asks.HasTarget && Asks.Target.Root == Place::Local;
    return (Keeps || Asks.Kind == EventKind::Compute) && llvm::any_of(Asks.Args, [&](const Operand &A) { return A.K == Operand::OfValue && A.V == Call; });
  });
}

bool TaskWaits::isOver(const Test &T) const {
  // std::future_status::ready is 0.
  return T.Source != None && T.K == Test::Equals && asksInTime(T.Source) && (T.Number == 0) == T.Holds;
}

/// `future<> start() { (void)loop(); return make_ready_future<>(); }`: to wait for that is to wait for nothing.
bool TaskWaits::isReady(const Operand &Awaited, FunctionId In, unsigned Depth) const {
  if (Awaited.K != Operand::OfValue || P.function(In).Events[Awaited.V].Kind != EventKind::Call)
    return false;
  const Meaning &M = P.meaning(In, Awaited.V);
  if (M.Model)
    return M.Model->ResultIsDroppable && M.Model->Acts.empty() && !M.Model->Op && !M.Model->Wraps;
  auto Gives = [&](FunctionId G) {
    bool Any = false;
    for (const Event &E : P.function(G).Events)
      if (E.Kind == EventKind::Return) {
        if (E.Args.empty() || !isReady(E.Args[0], G, Depth + 1))
          return false;
        Any = true;
      }
    return Any && !P.function(G).IsCoroutine;
  };
  return Depth < 4 && !M.Bodies.empty() && llvm::all_of(M.Bodies, Gives);
}

bool TaskWaits::isForSignal(const Operand &Awaited) const {
  if (isReady(Awaited, F, 0))
    return false;
  return isForSignal(resolveAwaited(P, F, Awaited));
}

/// A method that only waits until another one of its object tells it: `awaitable<void> get() { if (!set_) co_await
/// async_initiate<...>([this](auto h) { handler_ = std::move(h); }, use_awaitable); }`.
bool TaskWaits::isOwnSignal(FunctionId Method) const {
  const FunctionFacts &Body = P.function(Method);
  if (P.Facts.Entities[Body.Entity].Class == None || Body.IsLambda)
    return false;
  bool Any = false;
  for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
    const Event &E = Body.Events[Id];
    if (E.Kind != EventKind::Suspend || E.Args.empty() || neverSuspends(P, Method, Id))
      continue;
    if (!keepsItsHandler(E.Args[0], Method) && !isToldOf(Id, Method))
      return false;
    Any = true;
  }
  return Any;
}

/// What is awaited is a call that is given a closure over the object, `async_initiate([this](auto handler) ...)`.
bool TaskWaits::keepsItsHandler(const Operand &Awaited, FunctionId In) const {
  const FunctionFacts &Body = P.function(In);
  if (Awaited.K != Operand::OfValue || Body.Events[Awaited.V].Kind != EventKind::Call)
    return false;
  return llvm::any_of(Body.Events[Awaited.V].Args, [&](const Operand &A) {
    return A.K == Operand::OfValue && Body.Events[A.V].Kind == EventKind::Lambda &&
           llvm::any_of(Body.Events[A.V].Args, [](const Operand &Captured) { return Captured.K == Operand::InPlace && Captured.P.Root == Place::This; });
  });
}

/// `co_await timer_.async_wait(...)`, `co_return co_await results_.async_receive(...)`, of a member that the method does nothing else with.
bool TaskWaits::isToldOf(EventId Suspend, FunctionId In) const {
  const FunctionFacts &Body = P.function(In);
  AwaitNode N = resolveAwaited(P, In, Body.Events[Suspend].Args[0]);
  if (N.K != AwaitNode::Operation || !N.Op || N.On.empty() || !isForSignal(N))
    return false;
  return llvm::all_of(N.On, [&](const Place &On) {
    return On.Root == Place::This && !On.Path.empty() && llvm::count_if(Body.Events, [&](const Event &E) {
      return E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P == On;
    }) == 1;
  });
}

bool TaskWaits::isForSignal(const AwaitNode &N) const {
  // Who waits for several waits for each.
  if (N.K == AwaitNode::Combinator)
    return N.Combines->Kind == CombinatorKind::Join && llvm::any_of(N.Branches, [&](const AwaitNode &B) { return isForSignal(B); });
  if (N.K == AwaitNode::Coroutine)
    return saysItWaitsForTasks(N.Callee) || isOwnSignal(N.Callee);
  return N.K != AwaitNode::Operation || !N.Op || N.Op->Does == Effect::Wait || N.Op->Does == Effect::Acquire ||
         N.Op->Does == Effect::Unknown || (N.Op->Does == Effect::Consume && N.Op->ClosedTold);
}

bool TaskWaits::isWaitedOn(const Operand &Awaited, const Place &Named) const {
  AwaitNode N = resolveAwaited(P, F, Awaited);
  bool Receives = N.K == AwaitNode::Operation && N.Op && N.Op->Does == Effect::Consume && !N.OnLost && !N.On.empty();
  return !Receives || llvm::any_of(N.On, [&](const Place &On) {
    Place Of = P.normalize(F, On);
    return Of.Root == Named.Root && Of.Index == Named.Index;
  });
}

bool TaskWaits::isTriedFirst(const Event &Suspend) const {
  AwaitNode N = resolveAwaited(P, F, Suspend.Args[0]);
  if (N.K != AwaitNode::Combinator || N.Combines->Kind == CombinatorKind::Join ||
      llvm::none_of(N.Branches, [&](const AwaitNode &B) { return isForSignal(B); }))
    return false;
  llvm::SmallVector<Place, 8> Named, Later;
  mentioned(Suspend.Args[0], Named);
  for (const Event &E : llvm::ArrayRef(Fn.Events).drop_front(&Suspend - Fn.Events.data() + 1))
    if (E.Kind == EventKind::Suspend && !E.Args.empty() && isForSignal(E.Args[0]))
      mentioned(E.Args[0], Later);
  return llvm::any_of(Named, [&](const Place &Pl) { return Pl.Root == Place::Local && llvm::is_contained(Later, Pl); });
}

bool TaskWaits::isOurTurn(const Operand &Awaited, const Place &Context) const {
  AwaitNode N = resolveAwaited(P, F, Awaited);
  TypeId Type = typeOfRoot(P, F, Context); // Or a pointer to it: contexts are shared.
  if (P.isPointerLike(Type))
    Type = P.pointee(Type);
  const ScopeModel *M = N.K == AwaitNode::Operation && N.Model && N.Op && Context.Path.size() < 2 ? scopeOf(P, Type) : nullptr;
  return M && M->Adds.empty() && !llvm::is_contained(M->Joins, llvm::StringRef(N.Model->Name).rsplit("::").second.str());
}

/// True if a method, or another of the object's that it calls, joins the scope in that member.
bool TaskWaits::joins(FunctionId Method, const Place &Member, const ScopeModel &M, unsigned Depth) const {
  const FunctionFacts &Body = P.function(Method);
  auto Calls = [&](EventId Id) {
    const Event &E = Body.Events[Id];
    if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::InPlace || E.Receiver.P.Root != Place::This)
      return false;
    if (E.Receiver.P == Member)
      return llvm::is_contained(M.Joins, P.str(P.Facts.Entities[E.Callee].Leaf).str());
    if (!E.Receiver.P.Path.empty() || Depth > 3)
      return false;
    const Meaning &Called = P.meaning(Method, Id);
    return Called.Bodies.empty() ? namesWaitingForTasks(E.Callee)
                                 : llvm::any_of(Called.Bodies, [&](FunctionId B) { return joins(B, Member, M, Depth + 1); });
  };
  return llvm::any_of(llvm::seq<EventId>(0, Body.Events.size()), Calls);
}

bool TaskWaits::mayJoin(const Operand &Awaited, const Place &Named, const Place &Scope) const {
  const ScopeModel *M = scopeOf(P, typeAlong(P, F, Scope, Scope.Path.size()));
  const Event *Made = Awaited.K == Operand::OfValue ? &Fn.Events[Awaited.V] : nullptr;
  bool OfWhole = Made && Made->Kind == EventKind::Call && Made->Callee != None && Made->Receiver.K == Operand::InPlace &&
                 P.normalize(F, Made->Receiver.P) == Named && Scope.Path.size() > Named.Path.size();
  const Meaning *Called = M && OfWhole ? &P.meaning(F, Awaited.V) : nullptr;
  if (!Called || Called->Model)
    return true;
  Place Member;
  Member.Root = Place::This;
  for (size_t Step = Named.Path.size(); Step < Scope.Path.size(); ++Step)
    Member.Path.push_back(Scope.Path[Step]);
  return namesWaitingForTasks(Made->Callee) || llvm::any_of(Called->Bodies, [&](FunctionId B) { return joins(B, Member, *M, 0); });
}

/// `channel_reader in(results);`, which is awaited for what it was made of.
bool TaskWaits::isAwaiter(const Event &Made) const {
  const TypeModel *M = Made.Kind == EventKind::Construct ? P.typeModel(Made.Type) : nullptr;
  return M && M->Awaited;
}

void TaskWaits::mentioned(const Operand &O, llvm::SmallVectorImpl<Place> &Out, unsigned Depth) const {
  if (Depth > 8)
    return;
  if (O.K == Operand::InPlace) {
    Out.push_back(P.normalize(F, O.P));
    if (O.P.Root == Place::Local && O.P.Path.empty())
      if (const Operand *Def = P.soleValue(F, O.P.Index);
          Def && Def->K == Operand::OfValue && (taskInfo(P, Fn.Events[Def->V].Type) || isAwaiter(Fn.Events[Def->V])))
        mentioned(*Def, Out, Depth + 1);
    return;
  }
  if (O.K != Operand::OfValue)
    return;
  const Event &E = Fn.Events[O.V];
  if (E.Receiver.K != Operand::Nothing)
    mentioned(E.Receiver, Out, Depth + 1);
  for (const Operand &A : E.Args)
    mentioned(A, Out, Depth + 1);
}

const Place *TaskWaits::chainedOn(const Event &Call) const {
  const Operand *On = &Call.Receiver;
  for (unsigned Depth = 0; On->K == Operand::OfValue && Fn.Events[On->V].Kind == EventKind::Call && Depth < 8; ++Depth)
    On = &Fn.Events[On->V].Receiver;
  return On->K == Operand::InPlace ? &On->P : nullptr;
}

bool TaskWaits::isAmong(llvm::ArrayRef<Place> Given, const Place &Pl) {
  return Pl.Root != Place::This && llvm::any_of(Given, [&](const Place &G) { return G.Root == Pl.Root && G.Index == Pl.Index; });
}

/// A closure, or a coroutine of the program, that does the same each time, and counts nothing.
bool TaskWaits::sendsAlways(const Operand &Task) const {
  if (Task.K != Operand::OfValue)
    return true;
  const Event &E = Fn.Events[Task.V];
  llvm::SmallVector<FunctionId, 2> Bodies;
  if (E.Kind == EventKind::Lambda)
    Bodies.push_back(P.bodyOf(E.Callee));
  else if (E.Kind == EventKind::Call && P.meaning(F, Task.V).Model == nullptr)
    Bodies.append(P.meaning(F, Task.V).Bodies.begin(), P.meaning(F, Task.V).Bodies.end());
  else
    return true;
  return !Bodies.empty() && llvm::all_of(Bodies, [&](FunctionId B) {
    return B != None && llvm::all_of(P.function(B).Blocks, [](const Block &Bl) { return Bl.Succs.size() < 2; }) &&
           llvm::none_of(P.function(B).Events, [&](const Event &In) { return In.Kind == EventKind::Compute && stepOf(P.str(In.Op)) != 0; });
  });
}

bool TaskWaits::isOneOfMany(EventId Launch, EventId Suspend) {
  const Loop *Around = loops().around(Launch);
  if (!Around || loops().around(Suspend) || Fn.Events[Suspend].Args.empty())
    return false;
  AwaitNode N = resolveAwaited(P, F, Fn.Events[Suspend].Args[0]);
  return N.K == AwaitNode::Operation && N.Op->Does == Effect::Consume && N.Op->Ended == EndedBy::Holders &&
         llvm::all_of(Fn.Events[Launch].Args, [&](const Operand &A) { return sendsAlways(A); });
}

bool TaskWaits::runsLater(EventId From, const Place &Context) const {
  const ScopeModel *M = scopeOf(P, typeAlong(P, F, Context, Context.Path.size()));
  auto Runs = [&](FunctionId In, EventId Id) {
    const Event &E = P.function(In).Events[Id];
    return M && E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace &&
           scopeOf(P, P.typeOf(P.function(In), E.Receiver)) == M && llvm::is_contained(M->Joins, P.str(P.Facts.Entities[E.Callee].Leaf).str());
  };
  for (EventId Id = 0; Id < From; ++Id) // `std::thread t([&] { io.run(); });`
    if (FunctionId B = Fn.Events[Id].Kind == EventKind::Lambda ? P.bodyOf(Fn.Events[Id].Callee) : FunctionId(None);
        B != None && llvm::any_of(llvm::seq<EventId>(0, P.function(B).Events.size()), [&](EventId In) { return Runs(B, In); }))
      return false;
  return llvm::any_of(llvm::seq<EventId>(From, Fn.Events.size()),
                      [&](EventId Id) { return Runs(F, Id) && P.normalize(F, Fn.Events[Id].Receiver.P) == Context; });
}

//===-- loops ----------------------------------------------------------------------===//

const Loop *TaskWaits::endedBy(EventId Id) {
  const Loop *L = loops().around(Id);
  return L && decides(*L, loops().blockOf(Id)) ? L : nullptr;
}

/// True if a block is a part of the condition on which a loop ends: `!a || !b` is two of them.
bool TaskWaits::decides(const Loop &L, BlockId B) const {
  for (unsigned Parts = 0; Parts < 16 && B != None && Fn.Blocks[B].Succs.size() == 2; ++Parts) {
    if (llvm::any_of(L.Exits, [&](const auto &Exit) { return Exit.first == B; }))
      return true;
    // One way is to the next part, the other into the loop's body.
    BlockId First = Fn.Blocks[B].Succs[0].To, Second = Fn.Blocks[B].Succs[1].To;
    if (First == None || Second == None)
      return false;
    B = Fn.Blocks[Second].Succs.size() == 2 ? Second : First;
  }
  return false;
}

bool TaskWaits::polls(const Loop &L, EventId Id, const Place &Asked) {
  Place Pl = P.normalize(F, Asked);
  const TypeFacts *T = P.type(typeAlong(P, F, Pl, Pl.Path.size()));
  bool Number = T && (T->Kind == TypeFacts::Builtin || P.str(T->Name).starts_with("std::atomic"));
  return Number ? !countsItself(L, Pl) : endsWhenOver(L, Id);
}

bool TaskWaits::isOwnCount(const Place &Member) const {
  if (Member.Root != Place::This || Member.Path.empty() || P.classOf(F) == None)
    return false;
  auto Counts = [&](FunctionId G, bool Up) {
    return llvm::any_of(P.function(G).Events, [&](const Event &E) {
      int By = E.Kind == EventKind::Compute && E.HasTarget && E.Target == Member ? stepOf(P.str(E.Op)) : 0;
      return Up ? By > 0 : By < 0;
    });
  };
  return Counts(F, true) && llvm::any_of(P.membersOf(P.classOf(F)), [&](FunctionId G) { return G != F && P.function(G).IsCoroutine && Counts(G, false); });
}

/// True if the loop changes the number that it asks.
bool TaskWaits::countsItself(const Loop &L, const Place &Number) {
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (const Event &E = Fn.Events[Id]; (E.Kind == EventKind::Compute || E.Kind == EventKind::Assign) && E.HasTarget &&
                                        P.normalize(F, E.Target) == Number && L.contains(loops().blockOf(Id)))
      return true;
  return false;
}

/// `while (!sessions.empty())`: each task takes itself out. `while (results.is_open())`: the task closes it in the end.
bool TaskWaits::endsWhenOver(const Loop &L, EventId Id) {
  const Event &E = Fn.Events[Id];
  BlockId In = loops().blockOf(Id);
  if (E.Callee == None || In == None || Fn.Blocks[In].Succs.size() != 2)
    return false;
  llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
  bool AsksIfOpen = Leaf == "is_open" || Leaf == "isOpen";
  if (Leaf != "empty" && !AsksIfOpen)
    return false;
  const Operand *C = &Fn.Blocks[In].Condition;
  bool Negated = C->K == Operand::OfValue && Fn.Events[C->V].Kind == EventKind::Compute && P.str(Fn.Events[C->V].Op) == "!";
  if (Negated)
    C = &Fn.Events[C->V].Args[0];
  BlockId WhenOver = Fn.Blocks[In].Succs[Negated != AsksIfOpen].To;
  return C->K == Operand::OfValue && C->V == Id && WhenOver != None && !L.contains(WhenOver);
}

bool TaskWaits::signalledIn(const Loop &L, llvm::ArrayRef<Place> Given) {
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Suspend || E.Args.empty() || !L.contains(loops().blockOf(Id)) || !isForSignal(E.Args[0]))
      continue;
    llvm::SmallVector<Place, 8> Named;
    mentioned(E.Args[0], Named);
    if (llvm::any_of(Named, [&](const Place &Pl) { return isAmong(Given, Pl) && isWaitedOn(E.Args[0], Pl); }))
      return true;
  }
  return false;
}

bool TaskWaits::joinsEach(const Loop &L) {
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (const Event &E = Fn.Events[Id]; E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing && L.contains(loops().blockOf(Id)) && blocks(Id))
      return true;
  return false;
}

bool TaskWaits::joinedBetween(EventId From, BlockId To) {
  BlockId Here = loops().blockOf(From);
  return llvm::any_of(loops().All, [&](const Loop &L) {
    return !L.contains(Here) && (To == None || !L.contains(To)) && joinsEach(L) && !reachesAround(Fn, Here, To, L.Head);
  });
}

} // namespace corosafe
