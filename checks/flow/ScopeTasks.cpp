//===- ScopeTasks.cpp ---------------------------------------------------------===//

#include "ScopeTasks.h"
#include "Contexts.h"
#include "Locks.h"
#include "Loops.h"
#include "Tasks.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

static constexpr unsigned MaxDepth = 3;

static llvm::StringRef leafOf(const Program &P, const Event &E) {
  return E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
}

const SharedObject *memberAt(const Program &P, FunctionId F, const Place &Pl, llvm::SmallVectorImpl<SharedObject> &Room) {
  Room = objectsOf(P, F, Pl);
  return Room.size() == 1 && Room[0].K == SharedObject::Member && Room[0].Below.empty() ? &Room[0] : nullptr;
}

const SharedObject *memberScope(const Program &P, FunctionId F, const Operand &O, llvm::SmallVectorImpl<SharedObject> &Room) {
  if (O.K != Operand::InPlace || !scopeOf(P, P.typeOf(P.function(F), O)))
    return nullptr;
  return memberAt(P, F, O.P, Room);
}

namespace {

class Collector {
public:
  explicit Collector(const Program &P) : P(P) {}

  void collect(FunctionId F) {
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      keptIn(F, Id, E);
      if (E.Kind != EventKind::Call || E.Callee == None)
        continue;
      added(F, Id, E);
      for (const Operand &A : E.Args)
        givenToken(F, Id, E, A);
      spawned(F, Id, E);
    }
  }

  std::vector<ScopeTask> Tasks;

private:
  const Program &P;

  struct Start {
    FunctionId By;
    EventId At;
    const SharedObject &Scope;
    const ScopeModel *Model;
  };

  /// The scope whose method a call is, if that starts what it is given.
  const ScopeModel *adding(const FunctionFacts &Fn, const Event &E) const {
    const ScopeModel *M = E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing ? scopeOf(P, P.typeOf(Fn, E.Receiver)) : nullptr;
    return M && llvm::is_contained(M->Adds, leafOf(P, E).str()) ? M : nullptr;
  }

  /// scope_.add(work())
  void added(FunctionId F, EventId Id, const Event &E) {
    const FunctionFacts &Fn = P.function(F);
    llvm::SmallVector<SharedObject, 2> Room;
    const ScopeModel *M = adding(Fn, E);
    const SharedObject *Scope = M ? memberScope(P, F, E.Receiver, Room) : nullptr;
    if (!Scope)
      return;
    size_t Before = Tasks.size();
    for (const Operand &A : E.Args)
      add({F, Id, *Scope, M}, A);
    // `auto hold = gate_.hold();`: this coroutine runs in it.
    if (Tasks.size() == Before && Fn.IsCoroutine && E.Args.empty())
      add({F, Id, *Scope, M}, F);
  }

  /// spawn(work(), scope_.get_token())
  void givenToken(FunctionId F, EventId Id, const Event &E, const Operand &A) {
    const FunctionFacts &Fn = P.function(F);
    if (A.K != Operand::OfValue)
      return;
    llvm::SmallVector<SharedObject, 2> Room;
    const ScopeModel *M = adding(Fn, Fn.Events[A.V]);
    if (const SharedObject *Scope = M ? memberScope(P, F, Fn.Events[A.V].Receiver, Room) : nullptr)
      for (const Operand &B : E.Args)
        add({F, Id, *Scope, M}, B);
  }

  /// A closure that is told when the task has ended: who waits for it waits for that.
  bool isHandlerOf(const FunctionFacts &Fn, const Event &E, const Operand &A, const FunctionModel *M) const {
    bool Closure = A.K == Operand::OfValue && Fn.Events[A.V].Kind == EventKind::Lambda && !Fn.Events[A.V].Args.empty();
    return Closure && M && llvm::none_of(M->Acts, [&](const Action &X) { return X.Does == Act::Spawns && llvm::is_contained(P.operands(Fn, E, X.On), &A); });
  }

  /// co_spawn(pool_, work(), detached)
  void spawned(FunctionId F, EventId Id, const Event &E) {
    const FunctionFacts &Fn = P.function(F);
    const FunctionModel *Model = P.meaning(F, Id).Model;
    bool Told = E.Discarded == Discard::No || llvm::any_of(E.Args, [&](const Operand &A) { return isHandlerOf(Fn, E, A, Model); });
    if (!Model || Told)
      return;
    llvm::SmallVector<const Operand *, 2> What;
    for (const Action &A : Model->Acts)
      if (A.Does == Act::Spawns)
        llvm::append_range(What, P.operands(Fn, E, A.On));
    if (What.empty())
      return;
    const Contexts In(P, F, None);
    auto From = [&](const Operand &O) {
      std::optional<Place> Pl = O.K == Operand::Nothing ? std::nullopt : In.scopeIn(O);
      llvm::SmallVector<SharedObject, 2> Room;
      const SharedObject *Scope = Pl ? memberAt(P, F, *Pl, Room) : nullptr;
      const TypeFacts::Field *Fd = Scope && Scope->Owner != None ? memberOf(P, Scope->Owner, Scope->Field) : nullptr;
      const ScopeModel *M = Fd && !Fd->Reference ? scopeOf(P, Fd->Type) : nullptr;
      if (M && M->Adds.empty())
        for (const Operand *O : What)
          add({F, Id, *Scope, M}, *O);
    };
    From(E.Receiver);
    for (const Operand &A : E.Args)
      From(A);
  }

  /// task_ = Async(work), where the handle waits when it is destroyed
  void keptIn(FunctionId F, EventId Id, const Event &E) {
    bool Assigns = (E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && E.Target.Root == Place::This;
    bool Calls = E.Kind == EventKind::Call && leafOf(P, E) == "operator=" && E.Receiver.K == Operand::InPlace;
    if ((!Assigns && !Calls) || E.Args.size() != 1)
      return;
    const Place &To = Assigns ? E.Target : E.Receiver.P;
    std::optional<TaskInfo> Info = taskInfo(P, typeAlong(P, F, To, To.Path.size()));
    llvm::SmallVector<SharedObject, 2> Room;
    const SharedObject *Handle = Info && (Info->OnDrop == TaskModel::Blocks || Info->OnDrop == TaskModel::Cancels) ? memberAt(P, F, To, Room) : nullptr;
    if (!Handle)
      return;
    size_t Before = Tasks.size();
    add({F, Id, *Handle, nullptr}, E.Args[0]);
    // Others than those that have a stack are destroyed with their handle, or go on without it.
    Tasks.erase(std::remove_if(Tasks.begin() + Before, Tasks.end(), [&](const ScopeTask &T) { return !P.isStackful(T.Body); }), Tasks.end());
  }

  void add(const Start &S, FunctionId Body) {
    if (llvm::none_of(Tasks, [&](const ScopeTask &T) { return T.Body == Body && sameObject(P, T.Scope, S.Scope); }))
      Tasks.push_back({S.Scope, S.Model, S.By, S.At, Body});
  }

  void add(const Start &S, const Operand &O) { add(S, S.By, O, 0); }

  void add(const Start &S, FunctionId In, const Operand &O, unsigned Depth) {
    if (O.K != Operand::OfValue || Depth > MaxDepth)
      return;
    const Event &E = P.function(In).Events[O.V];
    if (E.Kind == EventKind::Suspend)
      return;
    llvm::SmallVector<FunctionId, 2> Runs;
    if (E.Kind == EventKind::Lambda && P.bodyOf(E.Callee) != None)
      Runs.push_back(P.bodyOf(E.Callee));
    else if (E.Kind == EventKind::Call)
      llvm::append_range(Runs, P.meaning(In, O.V).Bodies);
    for (FunctionId B : Runs)
      if (P.function(B).IsCoroutine)
        add(S, B);
      else if (P.function(B).IsLambda) // `[this] { return work(); }`
        for (const Event &Made : P.function(B).Events)
          if (Made.Kind == EventKind::Return)
            for (const Operand &A : Made.Args)
              add(S, B, A, Depth + 1);
    add(S, In, E.Receiver, Depth + 1);
    for (const Operand &A : E.Args)
      add(S, In, A, Depth + 1);
  }
};

/// Uses of one member behind suspend points.
class Uses {
public:
  Uses(const Program &P, const SharedObject &State, UseOf What) : P(P), State(State), What(What) {}

  MemberUse in(FunctionId F, bool Suspended = false, unsigned Depth = 0) {
    const FunctionFacts &Fn = P.function(F);
    MemberUse R;
    if (Depth > MaxDepth || P.isLibraryCode(F) || !Seen.insert(F).second)
      return R;
    const Loops Blocks(Fn);
    llvm::SmallVector<EventId, 8> Suspends;
    for (EventId S = 0; S < Fn.Events.size() && !Suspended; ++S)
      if (Fn.Events[S].Kind == EventKind::Suspend && !neverSuspends(P, F, S))
        Suspends.push_back(S);
    auto Behind = [&](EventId Id) {
      if (Suspended || (!Suspends.empty() && Suspends.front() < Id))
        return true;
      const Loop *Around = Blocks.around(Id);
      return Around && llvm::any_of(Suspends, [&](EventId S) { return Around->contains(Blocks.blockOf(S)); });
    };
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      bool Follows = names(F, E, /*Through=*/true);
      bool Named = !Follows && E.Kind != EventKind::Destroy && names(F, E, false);
      if (What != UseOf::Itself && Named && leafOf(P, E) != "operator->" && leafOf(P, E) != "operator*")
        return {};
      bool Uses = Follows || (What == UseOf::Itself && (Named || (E.HasTarget && E.Kind == EventKind::Assign && isIt(F, E.Target, false))));
      if (R.At == None && Uses && (What == UseOf::Suspending ? suspendsIn(F, Id) : Behind(Id)))
        R = {F, Id};
      if (E.Kind != EventKind::Call || E.Receiver.K != Operand::InPlace || E.Receiver.P.Root != Place::This || !E.Receiver.P.Path.empty())
        continue;
      for (FunctionId B : P.meaning(F, Id).Bodies)
        if (R.At == None && B != F)
          R = in(B, Behind(Id), Depth + 1);
    }
    if (What != UseOf::Itself)
      for (const Block &B : Fn.Blocks)
        if (B.Condition.K == Operand::InPlace && isIt(F, B.Condition.P, false))
          return {};
    return R;
  }

private:
  const Program &P;
  const SharedObject &State;
  UseOf What;
  std::set<FunctionId> Seen;

  bool names(FunctionId F, const Event &E, bool Through) const {
    auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && isIt(F, O.P, Through); };
    return Is(E.Receiver) || llvm::any_of(E.Args, Is);
  }

  /// Whether a place is the state, or (Through) goes through it.
  bool isIt(FunctionId F, const Place &Pl, bool Through) const {
    for (size_t I = 0; I < Pl.Path.size(); ++I) {
      if (Pl.Path[I] != State.Field || Through != (I + 1 < Pl.Path.size()))
        continue;
      Place Member = Pl;
      Member.Path.erase(Member.Path.begin() + I + 1, Member.Path.end());
      if (llvm::any_of(objectsOf(P, F, Member), [&](const SharedObject &O) { return sameObject(P, O, State); }))
        return true;
    }
    return false;
  }

  /// `co_await conn_->read()`, of a class of the program's own: its coroutine works on the object when it goes on.
  bool suspendsIn(FunctionId F, EventId Call) const {
    const FunctionFacts &Fn = P.function(F);
    const Event &E = Fn.Events[Call];
    if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::InPlace || P.meaning(F, Call).Model)
      return false;
    TypeId Class = P.Facts.Entities[E.Callee].Class;
    if (Class == None || P.Facts.Types[Class].InSystemHeader || P.libraryOf(Class))
      return false;
    return llvm::any_of(P.takers(F, Call), [&](EventId T) { return Fn.Events[T].Kind == EventKind::Suspend; });
  }
};

} // namespace

std::vector<ScopeTask> findScopeTasks(const Program &P) {
  Collector C(P);
  for (FunctionId F = 0; F < P.functionCount(); ++F)
    if ((P.has(F, Trait::Scopes) || P.has(F, Trait::PutsTask)) && !P.isLibraryCode(F) && !P.function(F).IsTemplatePattern)
      C.collect(F);
  return std::move(C.Tasks);
}

MemberUse usedBy(const Program &P, FunctionId Task, const SharedObject &State, UseOf What) {
  return Uses(P, State, What).in(Task, /*Suspended=*/What == UseOf::Itself);
}

} // namespace corosafe
