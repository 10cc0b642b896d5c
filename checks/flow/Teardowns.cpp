//===- Teardowns.cpp ----------------------------------------------------------===//

#include "Teardowns.h"
#include "Contexts.h"
#include "ElementLoops.h"
#include "Locks.h"
#include "Loops.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

namespace {

class Finder {
public:
  explicit Finder(const Program &P) : P(P) {}

  std::vector<EarlyTeardown> run() {
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      if (P.has(F, Trait::Scopes) && !P.isLibraryCode(F) && !P.function(F).IsTemplatePattern)
        collectTasks(F);
    if (!Tasks.empty())
      for (FunctionId F = 0; F < P.functionCount(); ++F)
        if (P.has(F, Trait::Scopes) && !P.isLibraryCode(F) && !P.function(F).IsTemplatePattern)
          judge(F);
    return std::move(Found);
  }

private:
  struct Task {
    SharedObject Scope;
    FunctionId Body;
  };
  struct Use {
    FunctionId In = None;
    EventId At = None;
  };
  static constexpr unsigned MaxDepth = 3;
  const Program &P;
  std::vector<Task> Tasks;
  std::vector<EarlyTeardown> Found;

  llvm::StringRef leafOf(const Event &E) const { return E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf); }

  /// The member that is a scope of its own object.
  const SharedObject *memberScope(FunctionId F, const Operand &O, llvm::SmallVectorImpl<SharedObject> &Room) const {
    if (O.K != Operand::InPlace || !scopeOf(P, P.typeOf(P.function(F), O)))
      return nullptr;
    Room = objectsOf(P, F, O.P);
    return Room.size() == 1 && Room[0].K == SharedObject::Member && Room[0].Below.empty() ? &Room[0] : nullptr;
  }

  //===-- what runs in a scope -----------------------------------------------===//

  void collectTasks(FunctionId F) {
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Call || E.Callee == None)
        continue;
      llvm::SmallVector<SharedObject, 2> Room;
      const ScopeModel *M = E.Receiver.K == Operand::Nothing ? nullptr : scopeOf(P, P.typeOf(Fn, E.Receiver));
      if (M && llvm::is_contained(M->Adds, leafOf(E).str()))
        if (const SharedObject *Scope = memberScope(F, E.Receiver, Room)) {
          size_t Before = Tasks.size();
          for (const Operand &A : E.Args)
            addTasks(F, A, *Scope);
          // `auto hold = gate_.hold();`: this coroutine runs in it.
          if (Tasks.size() == Before && Fn.IsCoroutine && E.Args.empty())
            Tasks.push_back({*Scope, F});
        }
      // spawn(work(), scope_.get_token())
      for (const Operand &A : E.Args)
        if (A.K == Operand::OfValue && Fn.Events[A.V].Kind == EventKind::Call && Fn.Events[A.V].Receiver.K != Operand::Nothing)
          if (const ScopeModel *Of = scopeOf(P, P.typeOf(Fn, Fn.Events[A.V].Receiver)); Of && llvm::is_contained(Of->Adds, leafOf(Fn.Events[A.V]).str()))
            if (const SharedObject *Scope = memberScope(F, Fn.Events[A.V].Receiver, Room))
              for (const Operand &B : E.Args)
                addTasks(F, B, *Scope);
    }
  }

  void addTasks(FunctionId F, const Operand &O, const SharedObject &Scope, unsigned Depth = 0) {
    if (O.K != Operand::OfValue || Depth > MaxDepth)
      return;
    const Event &E = P.function(F).Events[O.V];
    if (E.Kind == EventKind::Suspend)
      return;
    if (E.Kind == EventKind::Call)
      for (FunctionId B : P.meaning(F, O.V).Bodies)
        if (P.function(B).IsCoroutine && llvm::none_of(Tasks, [&](const Task &T) { return T.Body == B && sameObject(P, T.Scope, Scope); }))
          Tasks.push_back({Scope, B});
    addTasks(F, E.Receiver, Scope, Depth + 1);
    for (const Operand &A : E.Args)
      addTasks(F, A, Scope, Depth + 1);
  }

  //===-- what ends before that was waited for ----------------------------------===//

  void judge(FunctionId F) {
    const FunctionFacts &Fn = P.function(F);
    std::optional<Loops> Blocks;
    for (EventId Join = 0; Join < Fn.Events.size(); ++Join) {
      const Event &E = Fn.Events[Join];
      const ScopeModel *M = E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing ? scopeOf(P, P.typeOf(Fn, E.Receiver)) : nullptr;
      llvm::SmallVector<SharedObject, 2> Room;
      const SharedObject *Scope = M && llvm::is_contained(M->Joins, leafOf(E).str()) ? memberScope(F, E.Receiver, Room) : nullptr;
      if (!Scope)
        continue;
      if (!Blocks)
        Blocks.emplace(Fn);
      bool Stops = asksToStop(F, Join);
      for (EventId Id = 0; Id < Join; ++Id)
        if (std::optional<Place> State = endedAt(F, Id); State && leadsTo(Fn, *Blocks, Id, Join) && judge(F, Id, *State, Join, *Scope, M, Stops))
          break; // The join is too late for all that follows as well.
      return; // Behind the first nothing runs any more.
    }
  }

  bool judge(FunctionId F, EventId At, const Place &State, EventId Join, const SharedObject &Scope, const ScopeModel *M, bool Stops) {
    llvm::SmallVector<SharedObject, 2> Is = objectsOf(P, F, State);
    if (Is.size() != 1 || Is[0].K != SharedObject::Member || !Is[0].Below.empty())
      return false;
    for (const Task &T : Tasks) {
      if (T.Body == F || !sameObject(P, T.Scope, Scope) || isTold(F, At, T.Body))
        continue;
      Use U = usedBehindSuspension(T.Body, Is[0], /*Suspended=*/false, Stops);
      if (U.At == None && (!Stops || usedBehindSuspension(T.Body, Is[0], false, false).At == None))
        continue;
      Found.push_back({F, At, P.spell(F, State), P.spell(F, P.function(F).Events[Join].Receiver.P), M, Join, T.Body, U.In, U.At});
      return true;
    }
    return false;
  }

  /// The member that an event ends: `conn_.reset()`, `conn_ = nullptr`, `delete conn_`.
  std::optional<Place> endedAt(FunctionId F, EventId Id) const {
    const FunctionFacts &Fn = P.function(F);
    const Event &E = Fn.Events[Id];
    auto Handle = [&](const Place &Pl) -> std::optional<Place> {
      TypeId T = typeAlong(P, F, Pl, Pl.Path.size());
      const TypeFacts *Ty = P.type(P.strip(T));
      bool Owns = Ty && Ty->Kind == TypeFacts::Record && (P.isSoleOwner(P.strip(T)) || P.isPointerLike(T));
      return Owns && !Pl.Path.empty() && namesMember(P, Pl.Path.back()) ? std::optional(Pl) : std::nullopt;
    };
    if (E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace && E.Args.empty())
      if (const FunctionModel *M = P.meaning(F, Id).Model; M && !M->Invalidates.empty() && leafOf(E) == "reset")
        return Handle(P.normalize(F, E.Receiver.P));
    if (E.Kind == EventKind::Assign && E.HasTarget && !E.Args.empty() && isNothing(P, Fn, E.Args[0]))
      return Handle(P.normalize(F, E.Target));
    if (E.Kind == EventKind::Destroy && E.Heap && E.HasTarget && E.Target.Path.size() > 1 && P.str(E.Target.Path.back()) == "*") {
      Place Pointer = P.normalize(F, E.Target);
      Pointer.Path.pop_back();
      return namesMember(P, Pointer.Path.back()) ? std::optional(Pointer) : std::nullopt;
    }
    return std::nullopt;
  }

  static bool leadsTo(const FunctionFacts &Fn, const Loops &Blocks, EventId From, EventId To) {
    BlockId A = Blocks.blockOf(From), B = Blocks.blockOf(To);
    return A != None && B != None && (A == B ? From < To : reachesAround(Fn, A, B, None));
  }

  /// The tasks are stopped where the function gets to the join, or before.
  bool asksToStop(FunctionId F, EventId Join) const {
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id <= Join; ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Call || E.Callee == None)
        continue;
      std::string Words = leafOf(E).lower();
      const FunctionModel *M = P.meaning(F, Id).Model;
      if (llvm::StringRef(Words).contains("cancel") || llvm::StringRef(Words).contains("stop") || llvm::StringRef(Words).contains("abort") ||
          (M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Stops || A.Does == Act::Cancels; })))
        return true;
    }
    return false;
  }

  /// `stopping_ = true; conn_.reset();`: the task may look there first. Or it was closed, and the task learns of that.
  bool isTold(FunctionId F, EventId Before, FunctionId Body) const {
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Before; ++Id) {
      const Event &E = Fn.Events[Id];
      bool Writes = (E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && E.HasTarget && E.Target.Root != Place::Local;
      bool Calls = E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P.Root != Place::Local && E.Callee != None &&
                   !P.Facts.Entities[E.Callee].IsConst && leafOf(E) != "operator->" && leafOf(E) != "operator*" && !endedAt(F, Id);
      if (Writes || (Calls && !scopeOf(P, P.typeOf(Fn, E.Receiver)) && asks(Body)))
        return true;
    }
    return false;
  }
  /// Some condition in it may tell it to end.
  bool asks(FunctionId Body) const {
    return llvm::any_of(P.function(Body).Blocks, [](const Block &B) { return B.Succs.size() > 1; });
  }

  //===-- what a task does --------------------------------------------------------===//

  /// Whether a place is the state, or (Through) goes through it.
  bool isIt(FunctionId F, const Place &Pl, const SharedObject &State, bool Through) const {
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

  /// Where the function, or what it calls on the same object, goes through the member after it was suspended, and nobody looks whether
  /// that is still there. OnItOnly: where it is suspended in what the member does itself.
  Use usedBehindSuspension(FunctionId F, const SharedObject &State, bool Suspended, bool OnItOnly) const {
    std::set<FunctionId> Seen;
    return usedBehindSuspension(F, State, Suspended, OnItOnly, Seen, 0);
  }
  Use usedBehindSuspension(FunctionId F, const SharedObject &State, bool Suspended, bool OnItOnly, std::set<FunctionId> &Seen, unsigned Depth) const {
    const FunctionFacts &Fn = P.function(F);
    Use R;
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
      auto Is = [&](const Operand &O, bool Through) { return O.K == Operand::InPlace && isIt(F, O.P, State, Through); };
      bool Follows = Is(E.Receiver, true) || llvm::any_of(E.Args, [&](const Operand &A) { return Is(A, true); });
      bool Looks = !Follows && E.Kind != EventKind::Destroy && (Is(E.Receiver, false) || llvm::any_of(E.Args, [&](const Operand &A) { return Is(A, false); }));
      if (Looks && leafOf(E) != "operator->" && leafOf(E) != "operator*")
        return {};
      if (R.At == None && Follows && (OnItOnly ? suspendsIn(F, Id) : Behind(Id)))
        R = {F, Id};
      if (E.Kind != EventKind::Call || E.Receiver.K != Operand::InPlace || E.Receiver.P.Root != Place::This || !E.Receiver.P.Path.empty())
        continue;
      for (FunctionId B : P.meaning(F, Id).Bodies)
        if (R.At == None && B != F)
          R = usedBehindSuspension(B, State, Behind(Id), OnItOnly, Seen, Depth + 1);
    }
    for (const Block &B : Fn.Blocks)
      if (B.Condition.K == Operand::InPlace && isIt(F, B.Condition.P, State, false))
        return {};
    return R;
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

std::vector<EarlyTeardown> findEarlyTeardowns(const Program &P) { return Finder(P).run(); }

} // namespace corosafe
