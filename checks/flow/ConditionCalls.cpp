//===- ConditionCalls.cpp - What calls in conditions ask -------------------===//

#include "Conditions.h"
#include "SharedObject.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

bool Conditions::learnFromCall(EventId Id, State &S) {
  const Event &E = Fn.Events[Id];
  if (E.Callee == None)
    return true;
  const FunctionModel *M = P.meaning(F, Id).Model;
  if (!M || (M->Tests != ResultTest::GetAlternative && M->Tests != ResultTest::Value))
    return true;
  for (const Operand *O : P.operands(Fn, E, M->TestOn)) {
    Test T;
    SourceValue V = sourceOf(P, F, *O, S);
    T.Source = V.Event;
    T.Part = V.Part;
    T.Where = V.Where;
    if (M->Tests == ResultTest::Value) {
      T.K = Test::Value;
      return D.learn(T, S);
    }
    T.K = Test::Index;
    std::optional<int64_t> Index = alternative(E, *O);
    const TypeFacts *Ty = P.type(P.typeOf(Fn, *O));
    if (!Index || !Ty || !P.str(Ty->Name).ends_with("variant"))
      return true;
    T.Number = *Index;
    return D.learn(T, S);
  }
  return true;
}

bool Conditions::mayCheck(EventId Id, const Meaning &M) const {
  const Event &E = Fn.Events[Id];
  if (M.Model || E.Args.empty() || E.Callee == None || M.Bodies.size() > 1)
    return false;
  const TypeFacts *Gives = P.type(P.Facts.Entities[E.Callee].ReturnType);
  if (Gives && P.str(Gives->Name) != "void")
    return false;
  if (M.Bodies.empty())
    return llvm::any_of(E.Args, [&](const Operand &A) { return isErrorLike(A); }) && saysCheck(P.str(P.Facts.Entities[E.Callee].Leaf));
  const FunctionFacts &Body = P.function(M.Bodies[0]);
  return !Body.IsCoroutine && Body.Blocks.size() > 2 &&
         llvm::any_of(Body.Events, [](const Event &X) { return X.Kind == EventKind::Throw; });
}

/// True if control that gets to a block leaves the function by an exception, or the program.
static bool endsInThrow(const Program &P, FunctionId G, BlockId B) {
  const FunctionFacts &Fn = P.function(G);
  for (unsigned Steps = 0; B != None && Steps < 8; ++Steps) {
    for (EventId Id : Fn.Blocks[B].Events)
      if (Fn.Events[Id].Kind == EventKind::Throw || (Fn.Events[Id].Kind == EventKind::Call && P.neverReturns(G, Id)))
        return true;
    if (Fn.Blocks[B].Succs.size() != 1)
      return false;
    B = Fn.Blocks[B].Succs[0].To;
  }
  return false;
}

bool Conditions::learnFromCheck(EventId Id, State &S) {
  const Event &E = Fn.Events[Id];
  const Meaning &M = P.meaning(F, Id);
  if (M.Bodies.empty()) {
    for (const Operand &A : E.Args)
      if (isErrorLike(A) && !learn(Test::Error, false, 0, A, S))
        return false;
    return true;
  }
  const FunctionFacts &Body = P.function(M.Bodies[0]);
  // Along what must be passed on the way to the end; where it may branch, nothing more is known.
  BlockId B = Body.Entry;
  for (unsigned Checks = 0; B != None && Checks < 8; ++Checks) {
    const Block &At = Body.Blocks[B];
    if (At.Succs.size() == 1) {
      B = At.Succs[0].To;
      continue;
    }
    if (At.Succs.size() != 2 || At.Condition.K == Operand::Nothing)
      return true;
    bool First = endsInThrow(P, M.Bodies[0], At.Succs[0].To), Second = endsInThrow(P, M.Bodies[0], At.Succs[1].To);
    if (First == Second)
      return true;
    const Edge &On = At.Succs[First ? 1 : 0];
    bool Understood = false;
    if ((On.When == Edge::True || On.When == Edge::False) &&
        !assumeIn(M.Bodies[0], At.Condition, On.When == Edge::True, E, S, 0, Understood))
      return false;
    B = On.To;
  }
  return true;
}

/// What a flag says of the result that it is a field of: `result.timed_out`.
ResultTest Conditions::toldByField(const Place &Pl) const {
  if (Pl.Path.empty() || !namesMember(P, Pl.Path.back()))
    return ResultTest::None;
  const TypeFacts *Of = P.type(typeAlong(P, F, Pl, Pl.Path.size() - 1));
  if (!Of || Of->Kind != TypeFacts::Record || !Of->Name)
    return ResultTest::None;
  for (const FunctionModel *M : P.Models.functions((P.str(Of->Name) + "::" + P.str(Pl.Path.back())).str()))
    if (M->Tests == ResultTest::HasError || M->Tests == ResultTest::HasValue)
      return M->Tests;
  return ResultTest::None;
}

/// True if nothing but an assignment changes what a local of a class holds: no method, nobody who was given it.
bool Conditions::isOnlyAssigned(uint32_t Local) {
  Asked.resize(Fn.Locals.size());
  Assigned.resize(Fn.Locals.size());
  if (Asked[Local])
    return Assigned[Local];
  Asked.set(Local);
  auto Is = [&](const Operand &O) {
    return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == Local && O.P.Path.empty();
  };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Call && Is(E.Receiver)) {
      llvm::StringRef Leaf = E.Callee == None ? llvm::StringRef() : P.str(P.Facts.Entities[E.Callee].Leaf);
      bool Looks = E.Callee != None && (P.Facts.Entities[E.Callee].IsConst || Leaf == "operator*" || Leaf == "operator->" ||
                                        Leaf == "value" || Leaf == "get" || Leaf == "operator bool");
      if (!Looks && Leaf != "operator=")
        return false;
    }
    // What is moved on the way out is not asked again.
    bool Leaves = E.Kind == EventKind::Return || E.Kind == EventKind::Throw || (E.Kind == EventKind::Call && P.neverReturns(F, Id));
    for (const Operand &A : E.Args)
      if (Is(A) && !Leaves && (A.Moved || A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer))
        return false;
  }
  Assigned.set(Local);
  return true;
}

/// Whether an optional, a pointer or an exception holds anything on this path, by what it was given last: it begins empty.
std::optional<bool> Conditions::holdsSomething(const Operand &O, const State &S) {
  if (O.K != Operand::InPlace || O.P.Root != Place::Local || !O.P.Path.empty())
    return std::nullopt;
  const TypeFacts *T = P.type(P.strip(Fn.Locals[O.P.Index].Type));
  if (!T || T->Kind != TypeFacts::Record || Fn.Locals[O.P.Index].Static || !isOnlyAssigned(O.P.Index))
    return std::nullopt;
  llvm::StringRef Name = P.str(T->Name);
  bool Optional = Name.ends_with("::optional");
  if (!Optional && !Name.ends_with("_ptr") && !isErrorLike(O))
    return std::nullopt;
  const Operand *Def = valueOf(P, F, O.P.Index, S);
  if (!Def)
    return std::nullopt;
  auto IsNothing = [&](const Operand &X) {
    const TypeFacts *G = P.type(P.strip(P.typeOf(Fn, X)));
    return (G && P.str(G->Name).ends_with("::nullopt_t")) || (X.K == Operand::Constant && X.C == 0 && !Optional && !isErrorLike(O));
  };
  TypeId Own = P.strip(Fn.Locals[O.P.Index].Type), Given = P.strip(P.typeOf(Fn, *Def));
  if (Optional && !T->Args.empty() && T->Args[0].K == TemplateArg::Type && Given != None && Given == P.strip(T->Args[0].T))
    return true;
  if (IsNothing(*Def))
    return false;
  if (Def->K != Operand::OfValue)
    return std::nullopt;
  const Event &Made = Fn.Events[Def->V];
  if (Made.Kind == EventKind::Construct && P.strip(Made.Type) == Own && llvm::all_of(Made.Args, IsNothing))
    return false;
  llvm::StringRef Leaf = Made.Kind == EventKind::Call && Made.Callee != None ? P.str(P.Facts.Entities[Made.Callee].Leaf) : llvm::StringRef();
  return Leaf == "current_exception" || (Leaf.starts_with("make_") && !isErrorLike(O)) ? std::optional<bool>(true) : std::nullopt;
}

/// `if (timed_out(r))`: what a small predicate of the program's own asks about its argument.
bool Conditions::assumeIn(FunctionId G, const Operand &O, bool Holds, const Event &Call, State &S, unsigned Depth, bool &Understood) {
  const FunctionFacts &Body = P.function(G);
  Operand Member;
  auto Argument = [&](const Operand &X) -> const Operand * {
    if (X.K != Operand::InPlace)
      return nullptr;
    if (X.P.Root == Place::Parameter)
      return X.P.Path.empty() && X.P.Index < Call.Args.size() ? &Call.Args[X.P.Index] : nullptr;
    // `reply.ok()` asks about a field of the reply.
    if (X.P.Root != Place::This || X.P.Path.empty() || Call.Receiver.K != Operand::InPlace)
      return nullptr;
    Member = Call.Receiver;
    Member.Type = X.Type;
    Member.P.Path.insert(Member.P.Path.end(), X.P.Path.begin(), X.P.Path.end());
    return &Member;
  };
  if (Depth > MaxDepth)
    return true;
  if (const Operand *A = Argument(O)) {
    Understood = true;
    return assume(*A, Holds, S, Depth + 1);
  }
  if (O.K != Operand::OfValue)
    return true;
  const Event &E = Body.Events[O.V];
  if (E.Kind == EventKind::Compute && E.Args.size() == 1 && (P.str(E.Op) == "!" || P.str(E.Op) == "bool"))
    return assumeIn(G, E.Args[0], P.str(E.Op) == "!" ? !Holds : Holds, Call, S, Depth + 1, Understood);
  bool Equality = E.Kind == EventKind::Compute && (P.str(E.Op) == "==" || P.str(E.Op) == "!=") && E.Args.size() == 2;
  if (Equality) {
    const Operand *Left = &E.Args[0], *Right = &E.Args[1];
    if (Left->K == Operand::Constant)
      std::swap(Left, Right);
    if (Right->K != Operand::Constant)
      return true;
    bool Equal = Holds == (P.str(E.Op) == "==");
    if (const Operand *A = Argument(*Left)) {
      Understood = true;
      return assumeEquals(*A, Right->C, Equal, S, Depth + 1);
    }
    if (Left->K == Operand::OfValue && Body.Events[Left->V].Kind == EventKind::Call) {
      const FunctionModel *M = P.meaning(G, Left->V).Model;
      if (M && M->Tests == ResultTest::Index)
        for (const Operand *On : P.operands(Body, Body.Events[Left->V], M->TestOn))
          if (const Operand *A = Argument(*On)) {
            Understood = true;
            return learn(Test::Index, Equal, Right->C, *A, S);
          }
    }
    return true;
  }
  if (E.Kind == EventKind::Call && E.Callee != None) {
    const FunctionModel *M = P.meaning(G, O.V).Model;
    if (M && M->Tests != ResultTest::None)
      for (const Operand *On : P.operands(Body, E, M->TestOn))
        if (const Operand *A = Argument(*On)) {
          Understood = true;
          switch (M->Tests) {
          case ResultTest::HasValue:
          case ResultTest::Value: return learn(Test::Value, Holds, 0, *A, S);
          case ResultTest::HasError: return learn(Test::Error, Holds, 0, *A, S);
          case ResultTest::HoldsAlternative:
            if (std::optional<int64_t> I = alternative(E, *A))
              return learn(Test::Index, Holds, *I, *A, S);
            return true;
          default: return true;
          }
        }
  }
  return true;
}

bool Conditions::assumeCall(EventId Id, bool Holds, State &S, unsigned Depth, bool &Understood) {
  const Event &Call = Fn.Events[Id];
  const Meaning &M = P.meaning(F, Id);
  // What `sock.is_open()` or an error code as a bool says is the library's matter, whatever body a stand-in gives it.
  if (M.InLibrary && (M.Model || P.Facts.Entities[Call.Callee].IsConversion))
    return true;
  if (M.Bodies.size() != 1 || P.function(M.Bodies[0]).IsCoroutine || Depth > 4)
    return true;
  const FunctionFacts &Body = P.function(M.Bodies[0]);
  const Event *Only = nullptr;
  for (const Event &E : Body.Events)
    if (E.Kind == EventKind::Return) {
      if (Only)
        return true;
      Only = &E;
    }
  if (!Only || Only->Args.empty())
    return true;
  return assumeIn(M.Bodies[0], Only->Args[0], Holds, Call, S, Depth + 1, Understood);
}

/// The number of the enumerator that an error code was made from.
std::optional<int64_t> Conditions::namedError(const Operand &O) const {
  if (O.K != Operand::OfValue || !isErrorLike(O))
    return std::nullopt;
  const Event &E = Fn.Events[O.V];
  bool Made = (E.Kind == EventKind::Construct || E.Kind == EventKind::Call) && E.Args.size() == 1;
  return Made && E.Args[0].K == Operand::Constant && E.Args[0].Enumerator ? std::optional<int64_t>(E.Args[0].C) : std::nullopt;
}

bool Conditions::isErrorLike(const Operand &O) const {
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  if (!T)
    return false;
  llvm::StringRef N = P.str(T->Name);
  return N.ends_with("error_code") || N.ends_with("error_condition") || N.ends_with("errc") || N.ends_with("_errors");
}

/// Which alternative get<1>, get_if<T>, holds_alternative<T> names.
std::optional<int64_t> Conditions::alternative(const Event &E, const Operand &On) const {
  const auto &TArgs = P.Facts.Entities[E.Callee].TemplateArgs;
  if (TArgs.empty())
    return std::nullopt;
  if (TArgs[0].K == TemplateArg::Integer)
    return TArgs[0].I;
  if (TArgs[0].K != TemplateArg::Type)
    return std::nullopt;
  TypeId V = P.typeOf(Fn, On);
  const TypeFacts *Ty = P.type(V);
  if (Ty && Ty->Kind == TypeFacts::Pointer)
    Ty = P.type(Ty->Pointee);
  if (!Ty)
    return std::nullopt;
  std::optional<int64_t> Found;
  for (size_t I = 0; I < Ty->Args.size(); ++I)
    if (Ty->Args[I].K == TemplateArg::Type && Ty->Args[I].T == TArgs[0].T) {
      if (Found)
        return std::nullopt;
      Found = I;
    }
  return Found;
}

} // namespace corosafe
