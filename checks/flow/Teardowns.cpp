//===- Teardowns.cpp ----------------------------------------------------------===//

#include "Teardowns.h"
#include "Contexts.h"
#include "ElementLoops.h"
#include "Loops.h"
#include "ScopeTasks.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

class Finder {
public:
  Finder(const Program &P, llvm::ArrayRef<ScopeTask> Tasks) : P(P), Tasks(Tasks) {}

  std::vector<EarlyTeardown> run() {
    if (!Tasks.empty())
      for (FunctionId F = 0; F < P.functionCount(); ++F)
        if (P.has(F, Trait::Scopes) && !P.isLibraryCode(F) && !P.function(F).IsTemplatePattern)
          judge(F);
    return std::move(Found);
  }

private:
  const Program &P;
  llvm::ArrayRef<ScopeTask> Tasks;
  std::vector<EarlyTeardown> Found;

  llvm::StringRef leafOf(const Event &E) const { return E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf); }

  //===-- what ends before that was waited for ----------------------------------===//

  void judge(FunctionId F) {
    const FunctionFacts &Fn = P.function(F);
    std::optional<Loops> Blocks;
    for (EventId Join = 0; Join < Fn.Events.size(); ++Join) {
      const Event &E = Fn.Events[Join];
      const ScopeModel *M = E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing ? scopeOf(P, P.typeOf(Fn, E.Receiver)) : nullptr;
      llvm::SmallVector<SharedObject, 2> Room;
      const SharedObject *Scope = M && llvm::is_contained(M->Joins, leafOf(E).str()) ? memberScope(P, F, E.Receiver, Room) : nullptr;
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
    for (const ScopeTask &T : Tasks) {
      if (T.Body == F || !sameObject(P, T.Scope, Scope) || isTold(F, At, T.Body))
        continue;
      MemberUse U = usedBy(P, T.Body, Is[0], Stops ? UseOf::Suspending : UseOf::Pointee);
      if (U.At == None && (!Stops || usedBy(P, T.Body, Is[0], UseOf::Pointee).At == None))
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
};

} // namespace

std::vector<EarlyTeardown> findEarlyTeardowns(const Program &P, llvm::ArrayRef<ScopeTask> Tasks) { return Finder(P, Tasks).run(); }

} // namespace corosafe
