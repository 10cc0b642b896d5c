//===- Scopes.cpp -----------------------------------------------------------===//

#include "Scopes.h"
#include "Cancellability.h"
#include "Contexts.h"
#include "OwnScopes.h"
#include "Throws.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>
#include <tuple>

namespace corosafe {

namespace {

enum ItemKind : uint32_t {
  Busy,  ///< A: the local scope; B: the event that added work.
  Threw, ///< A: the event that was left by an exception.
};

bool among(const std::vector<std::string> &Names, llvm::StringRef Leaf) { return llvm::is_contained(Names, Leaf); }

class ScopeDomain : public Domain {
public:
  ScopeDomain(const Program &P, FunctionId F, llvm::ArrayRef<EventId> CancelPoints)
      : P(P), Fn(P.function(F)), F(F), CancelPoints(CancelPoints) {}

  bool relevant() {
    Models.assign(Fn.Locals.size(), nullptr);
    bool Any = false;
    for (uint32_t L = 0; L < Fn.Locals.size(); ++L) {
      const Variable &V = Fn.Locals[L];
      const ScopeModel *M = V.Pass == Passing::ByValue && !V.Static ? Scopes.find(ownsScope(L) ? P.pointee(V.Type) : V.Type) : nullptr;
      if (!M || !mustBeJoined(*M, Fn.IsCoroutine) || handedOn(L) || (M != scopeOf(P, ownsScope(L) ? P.pointee(V.Type) : V.Type) && usedInside(L)))
        continue;
      Models[L] = M;
      Any = true;
    }
    if (!Any)
      return false;
    Delivery How = deliveryOf(P, F);
    Unwinds = How == Delivery::Unwind || How == Delivery::Destroy;
    return true;
  }

  bool followsThrow(EventId Id) const override { return Throws.at(Id); }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Call) {
      if (std::optional<uint32_t> L = localOf(E.Receiver); L && E.Callee != None) {
        llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
        if (among(Models[*L]->Joins, Leaf))
          joinCalled(Id, E, *L, S);
        else if (among(Models[*L]->Adds, Leaf))
          S.add({Busy, *L, Id});
      }
      for (const Operand &A : E.Args)
        passed(Id, E, A, S);
    } else if (E.Kind == EventKind::Suspend || E.Kind == EventKind::Return) {
      joinedBy(E, S);
    } else if (E.Kind == EventKind::CatchEnter) {
      S.removeIf([](const Item &I) { return I.Kind == Threw; });
    } else if (E.Kind == EventKind::Destroy && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty()) {
      ended(E.Target.Index, S, E.Range);
    } else if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty()) {
      ended(E.Target.Index, S, E.Range);
    }
  }

  void thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend) {
      joinedBy(E, S);
      // No handler runs when the frame is unwound.
      if (Unwinds && llvm::is_contained(CancelPoints, Id) && !resolveAwaited(P, F, E.Args[0]).CountReturned)
        for (const Item &I : S.Items)
          if (I.Kind == Busy)
            report(I, UnjoinedScope::WhenStopped, E.Range, Id);
    }
    S.add({Threw, Id});
  }

  void unwound(llvm::ArrayRef<uint32_t> Locals, State &S) override {
    for (const Item &I : llvm::SmallVector<Item, 4>(S.Items))
      if (I.Kind == Busy && llvm::is_contained(Locals, I.A)) {
        stopped(I, S, false);
        S.remove(I);
      }
  }

  void left(State &S, bool ByException) override {
    for (const Item &I : S.Items) {
      if (I.Kind != Busy)
        continue;
      if (ByException)
        stopped(I, S, true);
      else
        report(I, UnjoinedScope::Ends, {}, None);
    }
  }

  ScopeResult Result;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  llvm::ArrayRef<EventId> CancelPoints;
  SeenThrows Throws{P, F};
  bool Unwinds = false;
  OwnScopes Scopes{P};
  std::vector<const ScopeModel *> Models; ///< By local.

  std::optional<uint32_t> localOf(const Operand &O) const {
    if (O.K != Operand::InPlace)
      return std::nullopt;
    Place Pl = P.normalize(F, O.P);
    if (Pl.Root != Place::Local || !isScope(Pl) || !Models[Pl.Index])
      return std::nullopt;
    return Pl.Index;
  }

  /// `auto scope = std::make_unique<async_scope>();`: the scope ends with its owner.
  bool ownsScope(uint32_t Local) const {
    TypeId T = Fn.Locals[Local].Type;
    return P.isPointerLike(T) && P.isSoleOwner(T) && P.soleValue(F, Local);
  }

  /// The local, or what it owns.
  bool isScope(const Place &OfLocal) const {
    return ownsScope(OfLocal.Index) ? OfLocal.Path.size() == 1 && P.str(OfLocal.Path[0]) == "*" : OfLocal.Path.empty();
  }

  /// An object of a class of the program's own whose parts are used, or which somebody is given.
  bool usedInside(uint32_t Local) const {
    auto Inside = [&](const Operand &O) {
      Place Pl = O.K == Operand::InPlace ? P.normalize(F, O.P) : Place();
      return O.K == Operand::InPlace && Pl.Root == Place::Local && Pl.Index == Local && !isScope(Pl);
    };
    auto Given = [&](const Operand &O) {
      Place Pl = O.K == Operand::InPlace ? P.normalize(F, O.P) : Place();
      return O.K == Operand::InPlace && Pl.Root == Place::Local && Pl.Index == Local;
    };
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      return E.Kind != EventKind::Destroy && E.Kind != EventKind::Suspend && (Inside(E.Receiver) || llvm::any_of(E.Args, Given));
    });
  }

  /// Joined or moved where this function does not show it: no longer ours to judge.
  bool handedOn(uint32_t Local) const {
    auto IsOwner = [&](const Operand &O) {
      return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == Local && O.P.Path.empty() && ownsScope(Local);
    };
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (IsOwner(E.Receiver) || llvm::any_of(E.Args, IsOwner))
        return true;
      for (uint32_t I = 0; I < E.Args.size(); ++I) {
        const Operand &A = E.Args[I];
        if (A.K != Operand::InPlace || P.normalize(F, A.P).Root != Place::Local || P.normalize(F, A.P).Index != Local ||
            !isScope(P.normalize(F, A.P)))
          continue;
        if (A.Moved || E.Kind == EventKind::Construct || (A.AddressOf && E.Kind != EventKind::Call))
          return true;
        if (E.Kind == EventKind::Lambda && (P.bodyOf(E.Callee) == None || joinsIn(P.bodyOf(E.Callee), Place::Capture, I, 0)))
          return true;
        if (E.Kind == EventKind::Call) {
          const Meaning &M = P.meaning(F, Id);
          if (M.Bodies.empty() && !M.Model && !M.InLibrary && E.Callee != None)
            return true;
          for (FunctionId B : M.Bodies)
            if (joinsIn(B, Place::Parameter, I, 0))
              return true;
        }
      }
    }
    return false;
  }

  /// Does a function join (or pass on to who knows whom) a scope that it was given?
  bool joinsIn(FunctionId G, Place::Kind Root, uint32_t Index, unsigned Depth) const {
    const FunctionFacts &Body = P.function(G);
    auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Root && O.P.Index == Index; };
    for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
      const Event &E = Body.Events[Id];
      if (E.Kind == EventKind::Call && Is(E.Receiver) && E.Callee != None)
        if (const ScopeModel *M = scopeOf(P, P.typeOf(Body, E.Receiver)); M && among(M->Joins, P.str(P.Facts.Entities[E.Callee].Leaf)))
          return true;
      for (uint32_t I = 0; I < E.Args.size(); ++I)
        if (Is(E.Args[I])) {
          if (E.Kind == EventKind::Suspend)
            return true;
          if (E.Kind != EventKind::Call && E.Kind != EventKind::Lambda)
            continue;
          FunctionId B = P.bodyOf(E.Callee);
          if (Depth > 4 || (B == None && !P.meaning(G, Id).InLibrary) ||
              (B != None && joinsIn(B, E.Kind == EventKind::Lambda ? Place::Capture : Place::Parameter, I, Depth + 1)))
            return true;
        }
    }
    return false;
  }

  /// Work is added by whoever is given the scope, or a token of it.
  void passed(EventId Id, const Event &E, const Operand &A, State &S) {
    std::optional<uint32_t> L = localOf(A);
    if (!L)
      return;
    const FunctionModel *M = P.meaning(F, Id).Model;
    bool Joins = M && llvm::any_of(M->Acts, [&](const Action &X) {
      return X.Does == Act::Joins && llvm::any_of(P.operands(Fn, E, X.On), [&](const Operand *O) { return O == &A; });
    });
    if (Joins)
      S.removeIf([&](const Item &I) { return I.Kind == Busy && I.A == *L; });
    else
      S.add({Busy, *L, Id});
  }

  void joinCalled(EventId Id, const Event &E, uint32_t L, State &S) {
    bool Dropped = Models[L]->JoinIsAwaited && E.Discarded != Discard::No;
    if (Dropped) {
      UnjoinedScope U;
      U.Manner = UnjoinedScope::NotAwaited;
      U.Name = P.str(Fn.Locals[L].Name).str();
      describe(U, *Models[L]);
      U.Where = E.Range;
      U.InMacro = E.InMacro;
      if (llvm::none_of(Result.Unjoined, [&](const UnjoinedScope &X) { return X.Where == U.Where; }))
        Result.Unjoined.push_back(std::move(U));
      S.removeIf([&](const Item &I) { return I.Kind == Busy && I.A == L; });
      return;
    }
    bool Awaited = !Models[L]->JoinIsAwaited || usedBesidesAwait(Id);
    if (Awaited)
      S.removeIf([&](const Item &I) { return I.Kind == Busy && I.A == L; });
  }

  /// The join's value goes into a call (sync_wait, an adapter, a container): that one waits.
  bool usedBesidesAwait(EventId Join) const {
    for (const Event &E : Fn.Events)
      if (E.Kind != EventKind::Suspend && E.Kind != EventKind::Destroy && E.Kind != EventKind::Init)
        for (const Operand &A : E.Args)
          if (A.K == Operand::OfValue && A.V == Join)
            return true;
    return false;
  }

  void named(const Operand &O, std::set<uint32_t> &Out, unsigned Depth = 0) const {
    if (Depth > 8)
      return;
    if (O.K == Operand::InPlace) {
      if (std::optional<uint32_t> L = localOf(O))
        Out.insert(*L);
      if (O.P.Root == Place::Local && O.P.Path.empty())
        if (const Operand *Def = P.soleValue(F, O.P.Index))
          named(*Def, Out, Depth + 1);
      return;
    }
    if (O.K != Operand::OfValue)
      return;
    const Event &E = Fn.Events[O.V];
    if (std::optional<uint32_t> L = localOf(E.Receiver)) {
      // Only what joins: `co_await scope.schedule(work())` adds.
      if (E.Callee != None && among(Models[*L]->Joins, P.str(P.Facts.Entities[E.Callee].Leaf)))
        Out.insert(*L);
      return;
    }
    named(E.Receiver, Out, Depth + 1);
    for (const Operand &A : E.Args)
      named(A, Out, Depth + 1);
  }

  /// Awaiting its join, or the scope itself, joins it; returning either hands it on.
  void joinedBy(const Event &E, State &S) {
    std::set<uint32_t> Joined;
    for (const Operand &A : E.Args)
      named(A, Joined);
    S.removeIf([&](const Item &I) { return I.Kind == Busy && Joined.count(I.A); });
  }

  void ended(uint32_t L, State &S, const SourceSpan &) {
    for (const Item &I : llvm::SmallVector<Item, 4>(S.Items))
      if (I.Kind == Busy && I.A == L) {
        report(I, UnjoinedScope::Ends, {}, None);
        S.remove(I);
      }
  }

  /// Left by an exception: said where it comes from a suspend point that can be cancelled, or from a throw.
  /// Outwards: past all handlers; those that there are will be for what is seen to be thrown.
  void stopped(const Item &I, const State &S, bool Outwards) {
    for (const Item &T : S.Items) {
      if (T.Kind != Threw)
        continue;
      const Event &E = Fn.Events[T.A];
      bool Fails = E.Kind == EventKind::Suspend && llvm::is_contained(CancelPoints, T.A) &&
                   !resolveAwaited(P, F, E.Args[0]).CountReturned;
      bool Handled = Outwards && E.Region != None && E.Kind != EventKind::Throw;
      if (Fails || (!Handled && Throws.at(T.A)))
        report(I, UnjoinedScope::WhenStopped, E.Range, T.A);
    }
  }

  static void describe(UnjoinedScope &U, const ScopeModel &M) {
    U.OnMissing = M.OnMissing;
    U.Join = M.Joins.empty() ? "" : M.Joins.front();
  }

  void report(const Item &I, UnjoinedScope::How Manner, SourceSpan Exit, EventId StoppedAt) {
    UnjoinedScope U;
    U.Manner = Manner;
    U.Name = P.str(Fn.Locals[I.A].Name).str();
    describe(U, *Models[I.A]);
    U.Where = Fn.Locals[I.A].Range;
    U.Added = Fn.Events[I.B].Range;
    U.Exit = Exit;
    U.StoppedAt = StoppedAt;
    U.Throws = StoppedAt != None && Throws.at(StoppedAt);
    for (UnjoinedScope &Have : Result.Unjoined)
      if (Have.Where == U.Where) {
        // What happens without any cancellation says more.
        if (Have.Manner == UnjoinedScope::WhenStopped &&
            (Manner == UnjoinedScope::Ends || (Manner == Have.Manner && U.StoppedAt < Have.StoppedAt)))
          Have = std::move(U);
        return;
      }
    Result.Unjoined.push_back(std::move(U));
  }
};

/// The class among C and its bases that has that member.
TypeId declaring(const Program &P, TypeId C, Symbol Field, unsigned Depth = 0) {
  const TypeFacts *Ty = P.type(P.strip(C));
  if (!Ty || Depth > 8)
    return None;
  if (llvm::any_of(Ty->Fields, [&](const TypeFacts::Field &Fd) { return Fd.Name == Field; }))
    return P.strip(C);
  for (TypeId B : Ty->Bases)
    if (TypeId R = declaring(P, B, Field, Depth + 1); R != None)
      return R;
  return None;
}

/// The class whose member a place is, the Last element of its path, by its name (all instantiations are one); 0 if that is not known.
Symbol classOfMember(const Program &P, FunctionId F, const Place &Pl, size_t Last) {
  TypeId C = Pl.Root == Place::This ? P.classOf(F) : typeOfRoot(P, F, Pl);
  for (size_t I = 0; I < Last && C != None; ++I) {
    if (P.str(Pl.Path[I]) == "*") {
      TypeId To = P.pointee(C);
      C = To == None ? C : To;
      continue;
    }
    TypeId In = declaring(P, C, Pl.Path[I]);
    C = None;
    if (const TypeFacts *Ty = P.type(In))
      for (const TypeFacts::Field &Fd : Ty->Fields)
        if (Fd.Name == Pl.Path[I])
          C = Fd.Type;
  }
  const TypeFacts *Of = C == None ? nullptr : P.type(declaring(P, C, Pl.Path[Last]));
  return Of ? Of->Name : 0;
}

/// The names of all that is called for a value.
void addCallees(const Program &P, const FunctionFacts &Fn, const Operand &O, llvm::SmallVectorImpl<Symbol> &Out, unsigned Depth = 0) {
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size() || Depth > 4)
    return;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Call && E.Callee != None)
    Out.push_back(P.Facts.Entities[E.Callee].Leaf);
  addCallees(P, Fn, E.Receiver, Out, Depth + 1);
  for (const Operand &A : E.Args)
    addCallees(P, Fn, A, Out, Depth + 1);
}

/// True if the class of a member function shows how its objects end: `stop()`, `shutdown()`, `close()`.
bool showsItsEnd(const Program &P, FunctionId F) {
  for (unsigned Depth = 0; Depth < 8 && P.function(F).IsLambda && P.lambdaSite(F).Caller != None; ++Depth)
    F = P.lambdaSite(F).Caller;
  TypeId Class = P.Facts.Entities[P.function(F).Entity].Class;
  const TypeFacts *Ty = P.type(Class);
  return Ty && llvm::any_of(Ty->Methods, [&](Symbol Method) {
    llvm::StringRef Words = P.str(Method);
    return llvm::any_of(std::initializer_list<llvm::StringRef>{"stop", "shutdown", "shut_down", "close", "drain"},
                        [&](llvm::StringRef W) { return Words == W; }) &&
           llvm::any_of(P.methods(Class, Words), [&](EntityId M) { return P.bodyOf(M) != None; });
  });
}

} // namespace

ScopeResult analyzeScopes(const Program &P, FunctionId F, llvm::ArrayRef<EventId> CancelPoints) {
  ScopeDomain D(P, F, CancelPoints);
  if (D.relevant())
    D.Result.Walked = walkPaths(P, F, D);
  return std::move(D.Result);
}

void findUnjoinedMembers(const Program &P, llvm::function_ref<ScopeResult &(FunctionId)> Into) {
  struct Seen {
    FunctionId In = None;
    EventId Added = None;
    const ScopeModel *Model = nullptr;
    bool Joined = false;
    llvm::SmallVector<Symbol, 2> Runs; ///< Names of functions that are called for what is added.
    void addedBy(const FunctionFacts &Fn, FunctionId F, EventId By, const Operand &Scope) {
      if (In != None || Scope.P.Root != Place::This || Scope.P.Path.size() != 1 || Fn.IsTemplatePattern)
        return;
      In = F;
      Added = By;
    }
  };
  // Members are told apart by their class, name and type: whoever's object it is.
  std::map<std::tuple<Symbol, TypeId, Symbol>, Seen> Members;
  auto MemberOf = [&](FunctionId F, const Operand &O) -> Seen * {
    const FunctionFacts &Fn = P.function(F);
    if (O.K != Operand::InPlace || O.P.Path.empty() || P.str(O.P.Path.back()) == "[]")
      return nullptr;
    TypeId T = P.typeOf(Fn, O);
    const ScopeModel *M = scopeOf(P, T);
    if (!M || !mustBeJoined(*M, false))
      return nullptr;
    size_t Last = O.P.Path.size() - 1;
    bool Behind = P.str(O.P.Path[Last]) == "*"; // A pointer to a scope is somebody else's.
    if (Behind && Last == 0)
      return nullptr;
    size_t At = Behind ? Last - 1 : Last;
    Seen &S = Members[{O.P.Path[At], P.strip(T), classOfMember(P, F, O.P, At)}];
    S.Model = M;
    S.Joined |= Behind;
    return &S;
  };
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    if (!P.has(F, Trait::Scopes))
      continue;
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind == EventKind::Call && E.Callee != None)
        if (Seen *S = MemberOf(F, E.Receiver)) {
          llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
          bool Adds = among(S->Model->Adds, Leaf);
          S->Joined |= among(S->Model->Joins, Leaf);
          for (const Operand &A : E.Args)
            if (Adds)
              addCallees(P, Fn, A, S->Runs);
          if (Adds)
            S->addedBy(Fn, F, Id, E.Receiver);
        }
      for (const Operand &A : E.Args)
        if (Seen *S = MemberOf(F, A)) {
          const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
          // `with_gate(gate_, work)` adds.
          if (M && addsTo(P, Fn, E, *M, A)) {
            if (showsItsEnd(P, F))
              S->addedBy(Fn, F, Id, A);
          } else // Passed on, returned, awaited, moved: who knows.
            S->Joined |= E.Kind == EventKind::Suspend || A.Pass != Passing::ByValue || A.AddressOf || A.Moved || E.Kind == EventKind::Return;
        }
    }
  }
  for (const auto &[Key, S] : Members) {
    const auto &[Name, Type, Of] = Key;
    // Joined in an object of who knows what class.
    auto Other = Members.find({Name, Type, 0});
    if (S.Joined || S.In == None || (Other != Members.end() && Other->second.Joined))
      continue;
    // A class whose other functions are defined elsewhere may join it there.
    FunctionId F = S.In;
    for (unsigned Depth = 0; Depth < 8 && F != None && P.function(F).IsLambda; ++Depth)
      F = P.lambdaSite(F).Caller;
    TypeId Class = F == None ? None : P.Facts.Entities[P.function(F).Entity].Class;
    const TypeFacts *Ty = P.type(Class);
    if (!Ty || llvm::any_of(Ty->Methods, [&](Symbol Method) {
          llvm::StringRef Leaf = P.str(Method);
          // What runs in the scope does not wait for its end.
          if (llvm::is_contained(S.Runs, Method) || Leaf.starts_with("~") || Leaf.starts_with("operator") || P.str(Ty->Name).ends_with(Leaf))
            return false;
          return llvm::none_of(P.methods(Class, Leaf), [&](EntityId M) { return P.bodyOf(M) != None; });
        }))
      continue;
    const FunctionFacts &Fn = P.function(S.In);
    UnjoinedScope U;
    U.Manner = UnjoinedScope::Member;
    U.Name = P.str(Name).str();
    U.OnMissing = S.Model->OnMissing;
    U.Join = S.Model->Joins.empty() ? "" : S.Model->Joins.front();
    U.Where = Fn.Events[S.Added].Range;
    Into(S.In).Unjoined.push_back(std::move(U));
  }
}

} // namespace corosafe
