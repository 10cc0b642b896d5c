//===- Conditions.cpp -------------------------------------------------------===//

#include "Conditions.h"
#include "Lookups.h"
#include "Writers.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace corosafe {

static bool before(const Place &A, const Place &B) {
  if (A.Root != B.Root || A.Index != B.Index)
    return std::pair(A.Root, A.Index) < std::pair(B.Root, B.Index);
  return std::lexicographical_compare(A.Path.begin(), A.Path.end(), B.Path.begin(), B.Path.end());
}

Conditions::Conditions(const Program &P, FunctionId F, Domain &D) : P(P), Fn(P.function(F)), F(F), D(D) {}

void Conditions::look() {
  Looked = true;
  Tracked.resize(Fn.Events.size());
  Escaped.resize(Fn.Locals.size());
  for (const Event &E : Fn.Events) {
    if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget &&
        E.Target.Root == Place::Local && E.Target.Path.empty() && !E.Args.empty())
      track(E.Args[0], 0);
    if (E.Kind == EventKind::Choose && E.Args.size() == 3)
      track(E.Args[2], 0);
    if (E.Kind == EventKind::Assign && E.HasTarget && E.Target.Root != Place::Local && !E.Args.empty())
      track(E.Args[0], 0);
    // Where temporaries end behind the whole condition, its parts are branched on before it is.
    if (isShortCircuit(E))
      for (const Operand &A : E.Args)
        if (A.K == Operand::OfValue && A.V < Fn.Events.size())
          Tracked.set(A.V);
  }
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (Fn.Events[Id].Kind != EventKind::Call && Fn.Events[Id].Kind != EventKind::Construct)
      for (const Operand &A : Fn.Events[Id].Args)
        if (uint32_t L = writtenThrough(P, F, Id, A); L != None)
          Escaped.set(L);
  // Places that several branches look at are worth remembering.
  llvm::SmallVector<const Place *, 16> Places;
  auto Look = [&](const Operand &O) {
    if (O.K == Operand::InPlace)
      Places.push_back(&O.P);
  };
  for (const Block &B : Fn.Blocks) {
    Look(B.Condition);
    for (const Operand *O = &B.Condition; O->K == Operand::OfValue && Fn.Events[O->V].Kind == EventKind::Compute &&
                                          !Fn.Events[O->V].Args.empty();) {
      for (const Operand &A : Fn.Events[O->V].Args)
        Look(A);
      O = &Fn.Events[O->V].Args[0];
    }
  }
  llvm::sort(Places, [](const Place *A, const Place *B) { return before(*A, *B); });
  for (size_t I = 1; I < Places.size(); ++I)
    if (*Places[I] == *Places[I - 1] && (Remembered.empty() || !(*Remembered.back() == *Places[I])))
      Remembered.push_back(Places[I]);
}

bool Conditions::isShortCircuit(const Event &E) const {
  return E.Kind == EventKind::Compute && E.Args.size() == 2 && (P.str(E.Op) == "&&" || P.str(E.Op) == "||");
}

/// What a class's or enumeration's own `!` is asked of.
const Operand *Conditions::negatedBy(const Event &E) const {
  if (E.Kind != EventKind::Call || E.Callee == None || P.str(P.Facts.Entities[E.Callee].Leaf) != "operator!")
    return nullptr;
  return E.Receiver.K != Operand::Nothing ? &E.Receiver : E.Args.size() == 1 ? &E.Args[0] : nullptr;
}

void Conditions::track(const Operand &O, unsigned Depth) {
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size() || Depth > 4)
    return;
  const TypeFacts *T = P.type(P.strip(Fn.Events[O.V].Type));
  if (!T || (T->Kind != TypeFacts::Builtin && T->Kind != TypeFacts::Enum && T->Kind != TypeFacts::Pointer))
    return;
  Tracked.set(O.V);
  for (const Operand &A : Fn.Events[O.V].Args)
    track(A, Depth + 1);
}

void Conditions::update(EventId Id, const Event &E, State &S) const {
  auto Drop = [&](auto Hit) {
    llvm::erase_if(S.Known, [&](const State::KnownPlace &K) { return Hit(K.Where); });
    llvm::erase_if(S.Written, [&](EventId W) { return Hit(Fn.Events[W].Target); });
  };
  auto Shared = [&](const Place &Pl) { return Pl.Root == Place::This || Pl.Root == Place::Global || Pl.Root == Place::Capture; };
  if (E.HasTarget && (E.Kind == EventKind::Assign || E.Kind == EventKind::Init || E.Kind == EventKind::Compute)) {
    Drop([&](const Place &Pl) { return overlaps(Pl, E.Target); });
    if (E.Kind == EventKind::Assign && E.Target.Root != Place::Local && E.Args.size() == 1 &&
        (E.Args[0].K == Operand::OfValue || E.Args[0].K == Operand::Constant)) {
      S.Written.push_back(Id);
      llvm::sort(S.Written);
    }
  }
  if (E.Kind == EventKind::Suspend)
    Drop([&](const Place &Pl) { return Shared(Pl); }); // Others run meanwhile.
  if (E.Kind == EventKind::Call || E.Kind == EventKind::Construct) {
    for (const Operand &A : E.Args)
      if (A.K == Operand::InPlace && (A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer))
        Drop([&](const Place &Pl) { return overlaps(Pl, A.P); });
    bool OnThis = E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::This && E.Receiver.P.Path.empty();
    if (OnThis && E.Callee != None && !P.Facts.Entities[E.Callee].IsConst)
      Drop([&](const Place &Pl) { return Pl.Root == Place::This; });
  }
}

/// What was last written to a member or global on this path.
const Operand *Conditions::writtenTo(const Place &Where, const State &S) const {
  for (EventId W : S.Written)
    if (Fn.Events[W].Target == Where)
      return &Fn.Events[W].Args[0];
  return nullptr;
}

std::optional<int64_t> Conditions::knownOf(const Place &Where, const State &S) const {
  for (const State::KnownPlace &K : S.Known)
    if (K.Where == Where)
      return K.Value;
  return std::nullopt;
}

bool Conditions::isTracked(EventId E) {
  if (!Looked)
    look();
  return Tracked[E];
}

bool Conditions::isRemembered(const Place &Pl) {
  if (!Looked)
    look();
  if (Pl.Root == Place::Local && Escaped[Pl.Index])
    return false;
  auto It = llvm::lower_bound(Remembered, &Pl, [](const Place *A, const Place *B) { return before(*A, *B); });
  return It != Remembered.end() && **It == Pl;
}

void Conditions::remember(const Operand &O, int64_t Value, State &S) {
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  if (!T || (T->Kind != TypeFacts::Builtin && T->Kind != TypeFacts::Enum && T->Kind != TypeFacts::Pointer) ||
      !isRemembered(O.P) || knownOf(O.P, S))
    return;
  S.Known.push_back({O.P, Value});
}

void Conditions::splitReturn(const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks) {
  if (E.Args.empty())
    return;
  const Operand *Split = &E.Args[0];
  auto IsOpenBool = [&](const Operand &O) {
    const TypeFacts *T = O.K == Operand::OfValue ? P.type(P.strip(Fn.Events[O.V].Type)) : nullptr;
    return T && P.str(T->Name) == "bool" && !evaluate(O, S, 0);
  };
  if (Split->K == Operand::OfValue && Fn.Events[Split->V].Kind == EventKind::Construct)
    if (auto Part = llvm::find_if(Fn.Events[Split->V].Args, IsOpenBool); Part != Fn.Events[Split->V].Args.end())
      Split = &*Part;
  if (!IsOpenBool(*Split))
    return;
  EventId Value = Split->V;
  State No = S;
  auto Take = [&](State &X, bool Holds) {
    if (!assume(*Split, Holds, X, 0))
      return false;
    if (llvm::none_of(X.Truth, [&](const auto &Y) { return Y.first == Value; })) {
      X.Truth.push_back({Value, Holds});
      llvm::sort(X.Truth);
    }
    return true;
  };
  bool MayNot = Take(No, false);
  State Yes = S;
  if (!Take(Yes, true)) {
    if (MayNot)
      S = std::move(No);
    return;
  }
  S = std::move(Yes);
  if (MayNot)
    Forks.push_back(std::move(No));
}

std::optional<bool> Conditions::givenAlways(EventId Id) const {
  const FunctionModel *M = Fn.Events[Id].Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
  return M ? M->Gives : std::nullopt;
}

std::optional<int64_t> Conditions::evaluate(const Operand &O, const State &S, unsigned Depth) const {
  if (Depth > MaxDepth)
    return std::nullopt;
  if (O.K == Operand::Constant)
    return O.C;
  if (O.K == Operand::InPlace) {
    if (std::optional<int64_t> Known = knownOf(O.P, S))
      return Known;
    if (const Operand *Value = writtenTo(O.P, S))
      return evaluate(*Value, S, Depth + 1);
    if (O.P.Root != Place::Local || !O.P.Path.empty())
      return std::nullopt;
    const Operand *Def = valueOf(P, F, O.P.Index, S);
    if (!Def || Def->K == Operand::InPlace)
      return std::nullopt;
    return evaluate(*Def, S, Depth + 1);
  }
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
    return std::nullopt;
  for (auto &[E, Value] : S.Truth)
    if (E == O.V)
      return Value;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Choose && E.Args.size() == 3) {
    std::optional<int64_t> Cond = evaluate(E.Args[2], S, Depth + 1);
    return Cond ? evaluate(E.Args[*Cond ? 0 : 1], S, Depth + 1) : std::nullopt;
  }
  // `failed != nullptr`, where that is made of it first.
  if (E.Kind == EventKind::Construct && E.Args.size() == 1 && E.Args[0].K == Operand::Constant && E.Args[0].C == 0 && P.isPointerLike(E.Type))
    return 0;
  if (const Operand *Negated = negatedBy(E)) {
    std::optional<int64_t> A = evaluate(*Negated, S, Depth + 1);
    return A ? std::optional<int64_t>(*A == 0) : std::nullopt;
  }
  if (std::optional<bool> Gives = givenAlways(O.V))
    return *Gives;
  if (E.Kind != EventKind::Compute)
    return std::nullopt;
  llvm::StringRef Op = P.str(E.Op);
  if (E.Args.size() == 1) {
    std::optional<int64_t> A = evaluate(E.Args[0], S, Depth + 1);
    if (A && Op == "!")
      return *A == 0;
    return A && (Op == "bool" || Op == "+") ? A : std::nullopt;
  }
  if (E.Args.size() != 2)
    return std::nullopt;
  std::optional<int64_t> A = evaluate(E.Args[0], S, Depth + 1);
  if (A && isShortCircuit(E) && (*A != 0) == (Op == "||"))
    return *A != 0; // The other side was not looked at.
  std::optional<int64_t> B = evaluate(E.Args[1], S, Depth + 1);
  if (!A || !B)
    return std::nullopt;
  if (Op == "==") return *A == *B;
  if (Op == "!=") return *A != *B;
  if (Op == "<") return *A < *B;
  if (Op == ">") return *A > *B;
  if (Op == "<=") return *A <= *B;
  if (Op == ">=") return *A >= *B;
  if (Op == "&&") return *A && *B;
  if (Op == "||") return *A || *B;
  return std::nullopt;
}

bool Conditions::learn(Test::Kind K, bool Holds, int64_t Number, const Operand &O, State &S) {
  Test T;
  T.K = K;
  T.Holds = Holds;
  T.Number = Number;
  SourceValue V = sourceOf(P, F, O, S);
  T.Source = V.Event;
  T.Part = V.Part;
  T.Where = V.Where;
  return D.learn(T, S);
}

bool Conditions::assume(const Operand &O, bool Holds, State &S, unsigned Depth) {
  if (Depth > MaxDepth)
    return true;
  if (O.K == Operand::Constant)
    return (O.C != 0) == Holds;
  if (O.K == Operand::InPlace) {
    if (O.P.Root == Place::Local && O.P.Path.empty())
      if (const Operand *Def = valueOf(P, F, O.P.Index, S); Def && Def->K == Operand::OfValue)
        return assume(*Def, Holds, S, Depth + 1);
    if (std::optional<int64_t> Known = knownOf(O.P, S))
      return (*Known != 0) == Holds;
    if (const Operand *Value = writtenTo(O.P, S))
      return assume(*Value, Holds, S, Depth + 1);
    if (isBool(O) || !Holds)
      remember(O, Holds, S);
    if (ResultTest Tells = toldByField(O.P); Tells != ResultTest::None) {
      Operand Whole = O;
      Whole.P.Path.pop_back();
      Whole.Type = None;
      return learn(Tells == ResultTest::HasError ? Test::Error : Test::Value, Holds, 0, Whole, S);
    }
    return learn(Test::Truth, Holds, 0, O, S);
  }
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
    return true;
  for (auto &[E, Value] : S.Truth)
    if (E == O.V)
      return (Value != 0) == Holds;
  const Event &E = Fn.Events[O.V];
  if (std::optional<bool> Gives = givenAlways(O.V))
    return *Gives == Holds;
  if (isTracked(O.V)) {
    S.Truth.push_back({O.V, Holds});
    llvm::sort(S.Truth);
  }
  if (E.Kind == EventKind::Compute) {
    llvm::StringRef Op = P.str(E.Op);
    if (E.Args.size() == 1) {
      if (Op == "!")
        return assume(E.Args[0], !Holds, S, Depth + 1);
      if (Op == "bool")
        return assume(E.Args[0], Holds, S, Depth + 1);
    }
    if (E.Args.size() == 2) {
      if (Op == "==" || Op == "!=")
        return compare(E.Args[0], E.Args[1], Holds == (Op == "=="), S, Depth);
      if ((Op == "&&" && Holds) || (Op == "||" && !Holds))
        return assume(E.Args[0], Holds, S, Depth + 1) && assume(E.Args[1], Holds, S, Depth + 1);
      // Where one side is known and does not decide it, the other does.
      if (Op == "&&" || Op == "||")
        for (unsigned I : {0, 1})
          if (std::optional<int64_t> Known = evaluate(E.Args[I], S))
            return (*Known != 0) != Holds ? assume(E.Args[1 - I], Holds, S, Depth + 1) : true;
      // `index > 0` is `index != 0` for what counts from 0.
      if (Op == ">" && E.Args[1].K == Operand::Constant && E.Args[1].C == 0 && !learn(Test::Less, !Holds, 1, E.Args[0], S))
        return false;
      if (Op == ">" && E.Args[1].K == Operand::Constant && E.Args[1].C == 0)
        return assumeEquals(E.Args[0], 0, !Holds, S, Depth + 1);
      if (E.Args[1].K == Operand::Constant) {
        int64_t C = E.Args[1].C;
        if (Op == "<") return learn(Test::Less, Holds, C, E.Args[0], S);
        if (Op == ">=") return learn(Test::Less, !Holds, C, E.Args[0], S);
        if (Op == "<=") return learn(Test::Less, Holds, C + 1, E.Args[0], S);
        if (Op == ">") return learn(Test::Less, !Holds, C + 1, E.Args[0], S);
      }
    }
    return true;
  }
  if (E.Kind == EventKind::Call && E.Callee != None) {
    llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
    if (Leaf == "operator==" || Leaf == "operator!=") {
      bool Equal = Holds == (Leaf == "operator==");
      if (E.Args.size() == 2)
        return compare(E.Args[0], E.Args[1], Equal, S, Depth);
      if (E.Args.size() == 1)
        return compare(E.Receiver, E.Args[0], Equal, S, Depth);
    }
    if (const Operand *Negated = negatedBy(E))
      return assume(*Negated, !Holds, S, Depth + 1);
    const FunctionModel *M = P.meaning(F, O.V).Model;
    // `bool has_value() const { return !error; }` of a class of the program's own.
    auto AsksFields = [&] {
      bool Understood = false;
      return assumeCall(O.V, Holds, S, Depth, Understood);
    };
    if (M && M->Tests != ResultTest::None)
      for (const Operand *On : P.operands(Fn, E, M->TestOn)) {
        bool AsksIfFilled = M->Tests == ResultTest::HasValue || M->Tests == ResultTest::HasError;
        if (std::optional<bool> Is = AsksIfFilled ? holdsSomething(*On, S) : std::nullopt; Is && *Is != Holds)
          return false;
        switch (M->Tests) {
        case ResultTest::Index: return learn(Test::Index, !Holds, 0, *On, S);
        case ResultTest::HasValue:
        case ResultTest::Value: return learn(Test::Value, Holds, 0, *On, S) && AsksFields();
        case ResultTest::HasError: return learn(Test::Error, Holds, 0, *On, S) && AsksFields();
        case ResultTest::OwnsLock: return learn(Test::Owns, Holds, 0, *On, S);
        case ResultTest::HoldsAlternative:
          if (std::optional<int64_t> I = alternative(E, *On))
            return learn(Test::Index, Holds, *I, *On, S);
          return true;
        case ResultTest::GetAlternative:
        case ResultTest::None: break;
        }
      }
    // A conversion to bool of a class that no model knows speaks of the object.
    if (P.Facts.Entities[E.Callee].IsConversion && E.Receiver.K != Operand::Nothing) {
      std::optional<bool> Is = holdsSomething(E.Receiver, S);
      return (!Is || *Is == Holds) && learn(Test::Truth, Holds, 0, E.Receiver, S) && AsksFields();
    }
    bool Understood = false;
    bool Possible = assumeCall(O.V, Holds, S, Depth, Understood);
    if (Understood)
      return Possible;
    D.puzzled(O.V, S);
  }
  return learn(Test::Truth, Holds, 0, O, S);
}

bool Conditions::isBool(const Operand &O) const {
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  return T && P.str(T->Name) == "bool";
}

/// The event that gave a local the value of a place, if nothing else gives it one.
EventId Conditions::copied(const Operand &Local, const Operand &Of) const {
  if (Local.K != Operand::InPlace || Local.P.Root != Place::Local || !Local.P.Path.empty() || Of.K != Operand::InPlace || Of.P.Root == Place::Local)
    return None;
  const Operand *Value = P.soleValue(F, Local.P.Index);
  auto Copies = [&](const Operand &O) {
    if (O.K == Operand::InPlace)
      return O.P == Of.P;
    // `auto mine = ++generation_;`
    const Event *Made = O.K == Operand::OfValue ? &Fn.Events[O.V] : nullptr;
    return Made && Made->Kind == EventKind::Compute && Made->HasTarget && Made->Target == Of.P;
  };
  if (!Value || !Copies(*Value))
    return None;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (const Event &E = Fn.Events[Id]; E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Index == Local.P.Index)
      return Id;
  return None;
}

bool Conditions::compare(const Operand &A, const Operand &B, bool Equal, State &S, unsigned Depth) {
  if (std::optional<int64_t> K = evaluate(B, S, Depth + 1))
    return assumeEquals(A, *K, Equal, S, Depth + 1);
  if (std::optional<int64_t> K = evaluate(A, S, Depth + 1))
    return assumeEquals(B, *K, Equal, S, Depth + 1);
  // `mine == generation_`, where mine is what that was before.
  for (auto [Copy, Of] : {std::pair(&A, &B), std::pair(&B, &A)})
    if (EventId Since = copied(*Copy, *Of); Since != None) {
      Test T;
      T.K = Test::Same;
      T.Holds = Equal;
      T.Where = Of->P;
      T.Since = Since;
      return D.learn(T, S);
    }
  // An iterator that a function gives: the end stands for none.
  if (isPastTheEnd(P, Fn, B))
    return learn(Test::Value, !Equal, 0, A, S);
  // An error code compared with a named error: equal means that there is one.
  if (std::optional<int64_t> K = namedError(B))
    return (!Equal || learn(Test::Error, true, 0, A, S)) && learn(Test::Equals, Equal, *K, A, S);
  if (std::optional<int64_t> K = namedError(A))
    return (!Equal || learn(Test::Error, true, 0, B, S)) && learn(Test::Equals, Equal, *K, B, S);
  if (Equal && isErrorLike(B))
    return learn(Test::Error, true, 0, A, S);
  if (Equal && isErrorLike(A))
    return learn(Test::Error, true, 0, B, S);
  return true;
}

bool Conditions::assumeEquals(const Operand &O, int64_t K, bool Equal, State &S, unsigned Depth) {
  if (Depth > MaxDepth)
    return true;
  if (O.K == Operand::Constant)
    return (O.C == K) == Equal;
  if (std::optional<bool> Is = K == 0 ? holdsSomething(O, S) : std::nullopt)
    return *Is != Equal;
  if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty())
    if (const Operand *Def = valueOf(P, F, O.P.Index, S);
        Def && (Def->K == Operand::OfValue || Def->K == Operand::Constant))
      return assumeEquals(*Def, K, Equal, S, Depth + 1);
  if (O.K == Operand::OfValue && O.V < Fn.Events.size()) {
    for (auto &[E, Value] : S.Truth)
      if (E == O.V)
        return (Value == K) == Equal;
    const Event &E = Fn.Events[O.V];
    if (Equal && isTracked(O.V)) {
      S.Truth.push_back({O.V, K});
      llvm::sort(S.Truth);
    }
    const TypeFacts *T = P.type(P.strip(E.Type));
    bool IsBool = T && P.str(T->Name) == "bool";
    if (IsBool && (K == 0 || K == 1))
      return assume(O, Equal == (K == 1), S, Depth + 1);
    if (K == 0 && T && T->Kind == TypeFacts::Pointer)
      return assume(O, !Equal, S, Depth + 1);
    if (E.Kind == EventKind::Call && E.Callee != None) {
      const FunctionModel *M = P.meaning(F, O.V).Model;
      if (M && M->Tests == ResultTest::Index)
        for (const Operand *On : P.operands(Fn, E, M->TestOn))
          return learn(Test::Index, Equal, K, *On, S);
    }
    if (E.Kind == EventKind::Compute && E.Args.size() == 1)
      return assumeEquals(E.Args[0], K, Equal, S, Depth + 1);
    // `opt.value_or(0) != 0`: there is a value.
    if (!Equal && E.Kind == EventKind::Call && E.Callee != None && E.Args.size() == 1 &&
        P.str(P.Facts.Entities[E.Callee].Leaf) == "value_or" && E.Args[0].K == Operand::Constant && E.Args[0].C == K)
      return learn(Test::Value, true, 0, E.Receiver, S);
    if (E.Kind == EventKind::Call && !P.meaning(F, O.V).Model)
      D.puzzled(O.V, S);
  }
  if (O.K == Operand::InPlace) {
    if (std::optional<int64_t> Known = knownOf(O.P, S))
      return (*Known == K) == Equal;
    if (const Operand *Value = writtenTo(O.P, S))
      return assumeEquals(*Value, K, Equal, S, Depth + 1);
    if (Equal || (K == 0 && isBool(O)))
      remember(O, Equal ? K : 1, S);
  }
  if (const TypeFacts *T = P.type(P.typeOf(Fn, O)); T && K == 0 && P.isPointerLike(P.typeOf(Fn, O)))
    return learn(Test::Value, !Equal, 0, O, S);
  return learn(Test::Equals, Equal, K, O, S);
}

} // namespace corosafe
