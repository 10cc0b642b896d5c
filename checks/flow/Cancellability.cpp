//===- Cancellability.cpp --------------------------------------------------===//

#include "Cancellability.h"
#include "Annotations.h"
#include "Iteration.h"
#include "Signals.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>
#include <map>
#include <set>

namespace corosafe {

const LibraryModel *libraryOf(const Program &P, FunctionId F) {
  const FunctionFacts &Fn = P.function(F);
  const LibraryModel *Returned = P.libraryOf(P.Facts.Entities[Fn.Entity].ReturnType);
  if (Returned && Returned->Name != "std")
    return Returned;
  if (const LibraryModel *L = P.stackfulLibrary(F))
    return L;
  // A task type of the program's own: cancellation arrives as what it awaits has it.
  llvm::ArrayRef<EventMark> Marks = P.marks(F);
  for (EventId Id = 0; Id < Marks.size(); ++Id) {
    if (Marks[Id].Kind != EventKind::Suspend)
      continue;
    const Event &E = Fn.Events[Id];
    if (E.Args.empty())
      continue;
    const LibraryModel *L = P.libraryOf(P.typeOf(Fn, E.Args[0]));
    if (!L && E.Args[0].K == Operand::OfValue)
      if (const FunctionModel *M = P.meaning(F, E.Args[0].V).Model)
        L = P.Models.libraryNamed(M->Library);
    if (L && L->Name != "std")
      return L;
  }
  return Returned;
}

Delivery deliveryOf(const Program &P, FunctionId F) {
  if (takesShield(P, P.function(F).Entity))
    return Delivery::None;
  if (const TypeModel *M = P.typeModel(P.Facts.Entities[P.function(F).Entity].ReturnType); M && M->Delivers)
    return *M->Delivers;
  const LibraryModel *L = libraryOf(P, F);
  return L ? L->Delivers : Delivery::Exception;
}

/// The only value that a local gets; null if it is not seen, or there are several.
static const Operand *onlyValueOf(const FunctionFacts &Fn, const Place &Local) {
  const Operand *Value = nullptr;
  for (const Event &E : Fn.Events)
    if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && E.Target == Local) {
      if (Value || E.Args.size() != 1)
        return nullptr;
      Value = &E.Args[0];
    }
  return Value;
}

/// Where the value of a token comes from: what made it, as far as that is seen.
static const Operand &originOf(const FunctionFacts &Fn, const Operand &O) {
  const Operand *Value = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? onlyValueOf(Fn, O.P) : nullptr;
  return Value ? *Value : O;
}

bool isToken(const Program &P, FunctionId F, const Operand &O) {
  const FunctionFacts &Fn = P.function(F);
  TypeId T = P.typeOf(Fn, O);
  const TypeModel *M = P.typeModel(P.isPointerLike(T) ? P.pointee(T) : T);
  if (!M || !M->Token || M->Token->Never)
    return false;
  const Operand &Made = originOf(Fn, O);
  bool Empty = Made.K == Operand::OfValue && Fn.Events[Made.V].Kind == EventKind::Construct && Fn.Events[Made.V].Args.empty();
  return !Empty || M->Token->IsSource;
}

bool isTokenMadeHere(const Program &P, FunctionId F, const Operand &O) {
  const FunctionFacts &Fn = P.function(F);
  const Operand &Made = originOf(Fn, O);
  const Operand &Of = Made.K == Operand::OfValue && Fn.Events[Made.V].Kind == EventKind::Call ? Fn.Events[Made.V].Receiver : Made;
  return isToken(P, F, O) && Of.K == Operand::InPlace && Of.P.Root == Place::Local;
}

bool asksForItsToken(const Program &P, FunctionId F, EventId Id) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  if (E.Kind != EventKind::Init || !E.HasTarget || E.Target.Root != Place::Local || !E.Target.Path.empty() || E.Args.empty() ||
      E.Args[0].K != Operand::OfValue || Fn.Events[E.Args[0].V].Kind != EventKind::Suspend)
    return false;
  const TypeModel *M = P.typeModel(Fn.Locals[E.Target.Index].Type);
  return M && M->Token && !M->Token->Never && !M->Token->IsSource;
}

namespace {

/// A coroutine type of the program's own that nobody can hold, as it keeps nothing of the coroutine, which starts and ends by itself
/// (a fire-and-forget): what it awaits may be cancelled, but not the coroutine.
bool heldByNobody(const Program &P, TypeId Returned) {
  const TypeFacts *T = P.type(P.strip(Returned));
  return T && T->Kind == TypeFacts::Record && T->HasPromise && !T->Awaitable && T->Fields.empty() && T->Bases.empty() &&
         T->InitialSuspend == SuspendPolicy::Never && T->FinalSuspend == SuspendPolicy::Never && !P.libraryOf(Returned);
}

class Spread {
public:
  Spread(const Program &P, const std::vector<Summary> &Known) : P(P), Known(Known), R(P.functionCount()) {}

  std::vector<Reached> run() {
    for (FunctionId F = 0; F < P.functionCount(); ++F) {
      if (P.isLibraryCode(F))
        continue;
      const FunctionFacts &Fn = P.function(F);
      own(F, Fn);
      // A single coroutine that races nothing of what it is given seeds nothing.
      bool Trees = P.has(F, Trait::AwaitsTree) || llvm::any_of(P.callees(F), [&](FunctionId B) { return !Known[B].Races.empty(); });
      if (!Trees && !P.has(F, Trait::Seeds) && !P.has(F, Trait::Scopes))
        continue;
      for (EventId E = 0; E < Fn.Events.size(); ++E) {
        const Event &Ev = Fn.Events[E];
        if (Ev.Kind == EventKind::Suspend && !Ev.Args.empty() && Trees)
          tree(F, resolveAwaited(P, F, Ev.Args[0]), {}, false);
        else if (Ev.Kind == EventKind::Call)
          call(F, E, Ev);
      }
    }
    follow();
    rise();
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      seal(F);
    return std::move(R);
  }

private:
  const Program &P;
  const std::vector<Summary> &Known;
  std::vector<Reached> R;
  std::deque<FunctionId> Work;
  std::vector<FunctionId> Stopped; ///< What it awaits is given a token that others hold.
  std::vector<bool> Sealed = std::vector<bool>(P.functionCount()); ///< By function: all who call it shield it.
  std::map<FunctionId, std::set<EventId>> Shields;                 ///< By caller: the calls whose tasks it awaits under a shield.

  /// A coroutine that is called under shields only is out of reach, and with it those that nobody else calls.
  void seal(FunctionId First) {
    llvm::SmallVector<FunctionId, 8> Work{First};
    while (!Work.empty()) {
      FunctionId F = Work.pop_back_val();
      if (R[F].Sure != Reached::Possible || !onlyShielded(F))
        continue;
      R[F].Sure = Reached::No;
      Sealed[F] = true;
      for (EventId E = 0; E < P.function(F).Events.size(); ++E)
        if (P.function(F).Events[E].Kind == EventKind::Call)
          llvm::append_range(Work, P.meaning(F, E).Bodies);
    }
  }

  /// `co_await noncancellable(close_all());`: whoever holds the caller cannot cancel that.
  bool onlyShielded(FunctionId F) {
    return !P.callers(F).empty() && llvm::all_of(P.callers(F), [&](const Program::CallSite &S) {
      return Sealed[S.Caller] || shieldedIn(S.Caller).count(S.Call);
    });
  }

  const std::set<EventId> &shieldedIn(FunctionId Caller) {
    auto [It, New] = Shields.try_emplace(Caller);
    const FunctionFacts &Fn = P.function(Caller);
    auto IsShield = [&](const Event &E) {
      const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(Caller, &E - Fn.Events.data()).Model : nullptr;
      return M && M->Shields;
    };
    bool Any = New && llvm::any_of(Fn.Events, IsShield);
    for (EventId Id = 0; New && Fn.IsCoroutine && Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Suspend || E.Args.empty())
        continue;
      // Where it has shielded itself, say.
      bool Never = !llvm::is_contained(Known[Caller].CancelPoints, Id);
      if (Never || Any)
        addShielded(resolveAwaited(P, Caller, E.Args[0]), Never, It->second, 0);
    }
    return It->second;
  }

  void addShielded(const AwaitNode &N, bool Above, std::set<EventId> &Out, unsigned Depth) const {
    Above |= N.Shielded;
    if (Above && N.K == AwaitNode::Coroutine && N.Path.size() == 1)
      Out.insert(N.Path[0].Call);
    for (const AwaitNode &B : N.Branches)
      if (Depth < 8)
        addShielded(B, Above, Out, Depth + 1);
  }

  void reach(FunctionId F, std::vector<Step> Why) {
    if (R[F].Sure == Reached::Evident || !P.function(F).IsCoroutine)
      return;
    R[F].Sure = Reached::Evident;
    R[F].Why = std::move(Why);
    Work.push_back(F);
  }

  /// What the function's own declaration says.
  void own(FunctionId F, const FunctionFacts &Fn) {
    if (!Fn.IsCoroutine)
      return;
    const LibraryModel *L = libraryOf(P, F);
    if (L && L->ReachesEvery && deliveryOf(P, F) != Delivery::None && R[F].Sure == Reached::No &&
        !heldByNobody(P, P.Facts.Entities[Fn.Entity].ReturnType))
      R[F].Sure = Reached::Possible;
    if (std::optional<FunctionModel> M = annotatedModel(P.Facts, P.Facts.Entities[Fn.Entity]); M && M->Cancellable)
      reach(F, {{Fn.Name, "'" + P.functionName(F) + "' is declared cancellable"}});
    for (const Variable &V : Fn.Params)
      if (const TypeModel *M = P.typeModel(V.Type); M && M->Token && !M->Token->Never && !M->Token->IsSource)
        reach(F, {{V.Range.valid() ? V.Range : Fn.Name, "'" + P.functionName(F) + "' takes a token that can stop it"}});
    if (P.has(F, Trait::Tokens) && deliveryOf(P, F) != Delivery::None)
      for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
        if (asksForItsToken(P, F, Id))
          reach(F, {{Fn.Events[Id].Range, "'" + P.functionName(F) + "' asks for the token that can stop it"}});
    if (P.has(F, Trait::Tokens))
      for (EventId Id : Known[F].CancelPoints)
        if (givenToken(F, Fn.Events[Id].Args[0], 0)) {
          Stopped.push_back(F);
          reach(F, {{Fn.Events[Id].Range, "'" + P.functionName(F) + "' awaits what it gives a token that can stop it"}});
        }
    if (P.has(F, Trait::Tokens) && arrivesAsException(deliveryOf(P, F)))
      for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
        if (throwsIfCancelled(P, F, Id) && isOfOthers(Fn.Events[Id].Receiver)) {
          Stopped.push_back(F);
          reach(F, {{Fn.Events[Id].Range, "'" + P.functionName(F) + "' asks a token that can stop it, which throws then"}});
        }
    if (P.overridesModelled(Fn.Entity, &FunctionModel::Handler))
      reach(F, {{Fn.Name, "'" + P.functionName(F) + "' is a handler, which its framework may cancel"}});
  }

  /// A member, a capture or something global.
  static bool isOfOthers(const Operand &A) {
    return A.K == Operand::InPlace && (A.P.Root == Place::This || A.P.Root == Place::Global || A.P.Root == Place::Capture);
  }

  /// True if what is awaited was given a token that others hold, too: a member, a capture, or one of a source there.
  bool givenToken(FunctionId F, const Operand &O, unsigned Depth) const {
    if (O.K != Operand::OfValue || Depth > 4)
      return false;
    const FunctionFacts &Fn = P.function(F);
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Suspend)
      return false;
    for (const Operand &A : E.Args) {
      const Operand &From = A.K == Operand::OfValue ? Fn.Events[A.V].Receiver : A;
      if ((isToken(P, F, A) && isOfOthers(From)) || givenToken(F, A, Depth + 1))
        return true;
    }
    return givenToken(F, E.Receiver, Depth + 1);
  }

  static bool cancels(const Combinator &C) {
    bool Ends = C.Losers != LoserFate::LeftRunning && C.Losers != LoserFate::Untouched;
    return Ends && (C.Kind != CombinatorKind::Join || C.CancelsOnError);
  }

  /// Seeds the coroutines below a node that something above cancels.
  void tree(FunctionId F, const AwaitNode &N, const std::vector<Step> &Why, bool Cancelled, unsigned Depth = 0) {
    if (N.Shielded || Depth > 8)
      return;
    if (N.K == AwaitNode::Combinator) {
      std::vector<Step> Here = Why;
      bool Cancels = N.Combines && cancels(*N.Combines);
      if (Cancels && Here.empty())
        Here.push_back({N.Range, (N.Combines->Kind == CombinatorKind::Timeout ? "bounded by '" : "raced by '") +
                                     (N.Name.empty() ? "this" : N.Name.str()) + "' in '" + P.functionName(F) + "'"});
      for (const AwaitNode &B : N.Branches)
        tree(F, B, Here, Cancelled || Cancels, Depth + 1);
    } else if (N.K == AwaitNode::Coroutine) {
      if (Cancelled)
        reach(N.Callee, Why);
      // What it races of what it was given.
      for (const ParameterRace &Race : Known[N.Callee].Races)
        if (Race.Combines && cancels(*Race.Combines))
          tree(F, resolveArgument(P, N.Path, Race.Index, Race.Callable),
               {{Race.RaceRange, "raced by '" + P.functionName(N.Callee) + "'"}}, true, Depth + 1);
    }
  }

  void seedOperand(FunctionId F, const Operand &O, Step Why) { tree(F, resolveAwaited(P, F, O), {std::move(Why)}, true); }

  void call(FunctionId F, EventId Id, const Event &E) {
    if (const TypeModel *T = E.Receiver.K == Operand::Nothing ? nullptr : P.typeModel(P.typeOf(P.function(F), E.Receiver));
        T && T->Scope && E.Callee != None) {
      llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
      bool Stops = !T->Scope->Stops.empty() || T->Scope->OnMissing == ScopeModel::SelfJoins ||
                   T->Scope->OnMissing == ScopeModel::Cancels || T->Scope->OnMissing == ScopeModel::Destroys;
      if (Stops && llvm::is_contained(T->Scope->Adds, Leaf.str()))
        for (const Operand &A : E.Args)
          seedOperand(F, A, {E.Range, "started in a scope that can be stopped"});
    }
    const FunctionModel *M = P.meaning(F, Id).Model;
    if (!M)
      return;
    const FunctionFacts &Fn = P.function(F);
    if (M->Cancellable)
      for (const Operand *O : P.operands(Fn, E, *M->Cancellable))
        seedOperand(F, *O, {E.Range, "can be cancelled by what '" + P.calleeName(F, Id) + "' is given"});
    for (const Action &A : M->Acts)
      if (A.Does == Act::Handles)
        for (const Operand *O : P.operands(Fn, E, A.On))
          seedOperand(F, *O, {E.Range, "a handler, which the framework may cancel"});
  }

  /// What a cancelled coroutine waits for is cancelled with it.
  void follow() {
    while (!Work.empty()) {
      FunctionId F = Work.front();
      Work.pop_front();
      const FunctionFacts &Fn = P.function(F);
      for (EventId Id : Known[F].CancelPoints)
        awaited(F, resolveAwaited(P, F, Fn.Events[Id].Args[0]), Fn.Events[Id].Range);
      deafBelow(F);
    }
  }

  /// The exception by which a coroutine ends that gives what it awaits a token of others arrives in who awaits it, too.
  void rise() {
    while (!Stopped.empty()) {
      FunctionId F = Stopped.back();
      Stopped.pop_back();
      for (const Program::CallSite &S : P.callers(F)) {
        if (R[S.Caller].Sure != Reached::No || !P.function(S.Caller).IsCoroutine || !arrivesAsException(deliveryOf(P, S.Caller)) ||
            !awaitsAtPoint(S.Caller, F))
          continue;
        R[S.Caller].Sure = Reached::Possible;
        Stopped.push_back(S.Caller);
      }
    }
  }

  bool awaitsAtPoint(FunctionId Caller, FunctionId F) const {
    return llvm::any_of(Known[Caller].CancelPoints, [&](EventId Id) {
      AwaitNode N = resolveAwaited(P, Caller, P.function(Caller).Events[Id].Args[0]);
      return N.K == AwaitNode::Coroutine && N.Callee == F && !N.Shielded && !N.CountReturned;
    });
  }

  /// A coroutine that can be cut short nowhere is asked to end as well: `co_await tick_forever();`
  void deafBelow(FunctionId F) {
    const FunctionFacts &Fn = P.function(F);
    if (shieldsItself(F))
      return;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Suspend || E.Args.empty() || llvm::is_contained(Known[F].CancelPoints, Id))
        continue;
      AwaitNode N = resolveAwaited(P, F, E.Args[0]);
      if (N.K == AwaitNode::Coroutine && !N.Shielded && Known[N.Callee].CancelPoints.empty())
        awaited(F, N, E.Range);
    }
  }

  bool shieldsItself(FunctionId F) const {
    const FunctionFacts &Fn = P.function(F);
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local)
        if (const TypeModel *M = P.typeModel(Fn.Locals[E.Target.Index].Type); M && M->Shield)
          return true;
      const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, &E - Fn.Events.data()).Model : nullptr;
      return M && (M->Shields || M->ShieldsRest.value_or(false));
    });
  }

  void awaited(FunctionId F, const AwaitNode &N, const SourceSpan &Where, unsigned Depth = 0) {
    if (N.Shielded || Depth > 8)
      return;
    for (const AwaitNode &B : N.Branches)
      awaited(F, B, Where, Depth + 1);
    if (N.K != AwaitNode::Coroutine)
      return;
    std::vector<Step> Why = R[F].Why;
    if (Why.size() < 16)
      Why.push_back({Where, "awaited in '" + P.functionName(F) + "'"});
    reach(N.Callee, std::move(Why));
  }
};

} // namespace

std::vector<Reached> inferCancellability(const Program &P, const std::vector<Summary> &Known) {
  return Spread(P, Known).run();
}

} // namespace corosafe
