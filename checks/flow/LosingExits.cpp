//===- LosingExits.cpp ------------------------------------------------------===//

#include "LosingExits.h"
#include "Lookups.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

using namespace race_items;

bool isErrorCode(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (P.str(Ty->Name).ends_with("error_code") || P.str(Ty->Name).ends_with("error_condition"));
}

std::optional<int64_t> constantGiven(const Program &P, const AwaitNode &N) {
  FunctionId G = !N.Then.empty() ? N.Then.back() : N.K == AwaitNode::Coroutine ? N.Callee : None;
  if (G == None)
    return std::nullopt;
  const std::map<EventId, RacePoint> NoRaces;
  ExitReader Reader(P, G, NoRaces);
  std::optional<int64_t> R;
  for (const Event &E : P.function(G).Events) {
    if (E.Kind != EventKind::Return)
      continue;
    std::optional<int64_t> V = Reader.constantGivenBy(E, State());
    if (!V || (R && *R != *V))
      return std::nullopt;
    R = V;
  }
  return R;
}

llvm::SmallVector<std::optional<int64_t>, 2> valuesOfBranches(const Program &P, const AwaitNode &Race) {
  llvm::SmallVector<std::optional<int64_t>, 2> R;
  bool ByValue = Race.Combines && Race.Combines->Kind == CombinatorKind::Race && Race.Combines->Winner == WinnerTold::NotTold;
  if (!ByValue || !Race.Then.empty())
    return R;
  for (const AwaitNode &B : Race.Branches)
    R.push_back(constantGiven(P, B));
  return R;
}

/// What the race gives where that branch lost, if all others give the same.
static std::optional<int64_t> valueOfOthers(const RacePoint &R, uint32_t Lost) {
  std::optional<int64_t> V;
  for (uint32_t K = 0; K < R.Values.size(); ++K)
    if (K != Lost) {
      if (!R.Values[K] || (V && *V != *R.Values[K]))
        return std::nullopt;
      V = R.Values[K];
    }
  return V;
}

bool contradicts(const Test &T, int64_t Value, bool IsCode) {
  switch (T.K) {
  case Test::Truth:
  case Test::Value: return T.Holds ? Value == 0 : Value != 0;
  case Test::Error: return IsCode ? (T.Holds ? Value == 0 : Value != 0) : (T.Holds ? false : Value == 0);
  case Test::Less: return (Value < T.Number) != T.Holds;
  case Test::Index:
  case Test::Equals: return T.Holds ? Value != T.Number : Value == T.Number;
  default: return false;
  }
}

bool ExitReader::tells(EventId Race, const Operand &O, const State &S, unsigned Depth) const {
  if (Depth > 5)
    return false;
  SourceValue V = sourceOf(P, F, O, S);
  if (V.Event == Race)
    return true;
  if (O.K == Operand::InPlace && O.P.Root == Place::Local)
    if (const Operand *Def = valueOf(P, F, O.P.Index, S))
      return tells(Race, *Def, S, Depth + 1);
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
    return false;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Suspend)
    return false;
  return (E.Receiver.K != Operand::Nothing && tells(Race, E.Receiver, S, Depth + 1)) ||
         llvm::any_of(E.Args, [&](const Operand &A) { return tells(Race, A, S, Depth + 1); });
}

std::optional<int64_t> ExitReader::returnedConstant(const State &S) const {
  if (S.Returned == None)
    return std::nullopt;
  return constantGivenBy(Fn.Events[S.Returned], S);
}

std::optional<int64_t> ExitReader::constantGivenBy(const Event &Return, const State &S, unsigned Depth) const {
  if (Return.Args.empty())
    return std::nullopt;
  // `co_return "too late";` from a task<optional<string>>: there is something in it, whatever that is.
  const TypeFacts *Task = Return.IsCoReturn ? P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType)) : nullptr;
  const TypeFacts *Gives = Task && !Task->Args.empty() && Task->Args[0].K == TemplateArg::Type ? P.type(P.strip(Task->Args[0].T)) : nullptr;
  if (Gives && (P.str(Gives->Name).ends_with("::optional") || P.str(Gives->Name).ends_with("::expected"))) {
    const TypeFacts *Of = P.type(P.typeOf(Fn, Return.Args[0]));
    llvm::StringRef Name = Of ? P.str(Of->Name) : llvm::StringRef();
    if (Of && Of->Kind != TypeFacts::Other && !Name.ends_with("nullopt_t") && !Name.ends_with("optional") && !Name.ends_with("expected"))
      return 1;
  }
  return constantOf(Return.Args[0], S, Depth);
}

std::optional<int64_t> ExitReader::constantOf(const Operand &O, const State &S, unsigned Depth) const {
  if (Depth > 6)
    return std::nullopt;
  if (O.K == Operand::Constant)
    return O.C;
  if (O.K == Operand::InPlace) {
    if (const TypeFacts *T = P.type(P.typeOf(Fn, O)); T && P.str(T->Name).ends_with("nullopt_t"))
      return 0;
    if (O.P.Root == Place::Local && O.P.Path.empty())
      if (const Operand *Def = valueOf(P, F, O.P.Index, S))
        return constantOf(*Def, S, Depth + 1);
    return std::nullopt;
  }
  if (isPastTheEnd(P, Fn, O) || isEmptyText(P, Fn, O) == true)
    return 0;
  if (O.K != Operand::OfValue)
    return std::nullopt;
  const Event &E = Fn.Events[O.V];
  const TypeFacts *T = P.type(P.strip(E.Type));
  // `return refuse("too late");`, `co_return co_await failing(code);`: what always comes out the same.
  FunctionId Gives = None;
  if (E.Kind == EventKind::Suspend && !E.Args.empty()) {
    if (AwaitNode N = resolveAwaited(P, F, E.Args[0]); N.K == AwaitNode::Coroutine && N.Then.empty())
      Gives = N.Callee;
  } else if (E.Kind == EventKind::Call && !P.meaning(F, O.V).Model && P.meaning(F, O.V).Bodies.size() == 1 &&
             !P.function(P.meaning(F, O.V).Bodies[0]).IsCoroutine)
    Gives = P.meaning(F, O.V).Bodies[0];
  if (Gives != None && Gives != F)
    if (std::optional<int64_t> Always = alwaysGives(Gives, Depth + 1))
      return Always;
  if (E.Kind == EventKind::Choose && E.Args.size() == 3) {
    // Which arm it was is known from the race, if the condition asked about it.
    std::optional<int64_t> Cond = conditionOf(E.Args[2], S);
    // `e ? e : timed_out` is an error either way.
    const Event *Asked = E.Args[2].K == Operand::OfValue ? &Fn.Events[E.Args[2].V] : nullptr;
    if (!Cond && Asked && isErrorCode(P, E.Type) && E.Args[0].K == Operand::InPlace &&
        ((Asked->Receiver.K == Operand::InPlace && Asked->Receiver.P == E.Args[0].P) ||
         (Asked->Args.size() == 1 && Asked->Args[0].K == Operand::InPlace && Asked->Args[0].P == E.Args[0].P)))
      return constantOf(E.Args[1], S, Depth + 1);
    return Cond ? constantOf(E.Args[*Cond ? 0 : 1], S, Depth + 1) : std::nullopt;
  }
  if (E.Kind == EventKind::Call && E.Callee != None && E.Args.size() == 1 &&
      P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("make_error"))
    return constantOf(E.Args[0], S, Depth + 1);
  if (T && P.str(T->Name).ends_with("unexpected"))
    return 0;
  if (E.Kind == EventKind::Construct) {
    // std::variant(std::in_place_index<1>, ...): the alternative is what is told.
    if (!E.Args.empty())
      if (const TypeFacts *Tag = P.type(P.typeOf(Fn, E.Args[0]));
          Tag && P.str(Tag->Name).ends_with("in_place_index_t") && !Tag->Args.empty() && Tag->Args[0].K == TemplateArg::Integer)
        return Tag->Args[0].I;
    if (E.Args.empty())
      return T && P.isCallable(E.Type) ? std::nullopt : std::optional<int64_t>(0); // An empty optional, a null pointer.
    if (E.Args.size() == 1) {
      std::optional<int64_t> Inner = constantOf(E.Args[0], S, Depth + 1);
      // An optional with a value in it is not empty, whatever the value.
      bool Empty = P.type(P.typeOf(Fn, E.Args[0])) && P.str(P.type(P.typeOf(Fn, E.Args[0]))->Name).ends_with("nullopt_t");
      if (T && P.str(T->Name).ends_with("::optional"))
        return Empty || (Inner && E.Args[0].K == Operand::OfValue) ? Inner : std::optional<int64_t>(1);
      // A variant of what it is made from: which alternative that is.
      if (T && P.str(T->Name).ends_with("::variant")) {
        TypeId Given = P.typeOf(Fn, E.Args[0]);
        for (size_t I = 0; I < T->Args.size(); ++I)
          if (T->Args[I].K == TemplateArg::Type && Given != None && P.strip(T->Args[I].T) == Given)
            return static_cast<int64_t>(I);
        return Given == P.strip(E.Type) ? Inner : std::nullopt;
      }
      // A result class of the program's own, made from an error: it holds no value.
      if (T && T->Kind == TypeFacts::Record && !T->InSystemHeader && !isErrorCode(P, E.Type))
        return isErrorCode(P, P.typeOf(Fn, E.Args[0])) ? std::optional<int64_t>(0) : std::nullopt;
      return Inner;
    }
  }
  for (auto &[Event, Value] : S.Truth)
    if (Event == O.V)
      return Value;
  return std::nullopt;
}

std::optional<int64_t> ExitReader::alwaysGives(FunctionId G, unsigned Depth) const {
  static const std::map<EventId, RacePoint> NoRaces;
  const ExitReader Inner(P, G, NoRaces);
  std::optional<int64_t> R;
  for (const Event &E : P.function(G).Events)
    if (E.Kind == EventKind::Return) {
      std::optional<int64_t> V = Inner.constantGivenBy(E, State(), Depth);
      if (!V || (R && *R != *V))
        return std::nullopt;
      R = V;
    }
  return R;
}

/// The value of a condition as far as the path knows it.
std::optional<int64_t> ExitReader::conditionOf(const Operand &O, const State &S) const {
  if (O.K == Operand::Constant)
    return O.C;
  if (O.K == Operand::OfValue)
    for (auto &[Event, Value] : S.Truth)
      if (Event == O.V)
        return Value;
  if (O.K == Operand::InPlace && O.P.Root == Place::Local)
    if (const Operand *Def = valueOf(P, F, O.P.Index, S))
      return conditionOf(*Def, S);
  return std::nullopt;
}

/// True if the operand is the number of the branch that won that race.
bool ExitReader::isWinnersNumber(const Operand &O, EventId Race, const State &S) const {
  auto It = Points.find(Race);
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  if (It == Points.end() || !It->second.Combines || !T || T->Kind != TypeFacts::Builtin)
    return false;
  SourceValue V = sourceOf(P, F, O, S);
  if (V.Event != Race)
    return false;
  switch (It->second.Combines->Winner) {
  case WinnerTold::Index: return V.Part < 0;
  case WinnerTold::OrderArray:
  case WinnerTold::PairFirst: return V.Part == 0;
  default: return false;
  }
}

/// The only branch that can have won where this one lost; none if there are several.
std::optional<int64_t> ExitReader::onlyWinner(const Item &Lost, const State &S) const {
  std::optional<int64_t> R;
  for (const Item &I : S.Items)
    if (I.Kind == MayWin && I.A == Lost.A && I.B != Lost.B) {
      if (R)
        return std::nullopt;
      R = I.B;
    }
  return R;
}

/// True if the operand carries something that the race gave, other than who won.
bool ExitReader::carriesResult(EventId Race, const Operand &O, const State &S, unsigned Depth) const {
  if (Depth > 6 || isWinnersNumber(O, Race, S))
    return false;
  SourceValue V = sourceOf(P, F, O, S);
  if (V.Event == Race)
    return true;
  if (O.K == Operand::InPlace && O.P.Root == Place::Local) {
    const Operand *Def = valueOf(P, F, O.P.Index, S);
    return !Def || carriesResult(Race, *Def, S, Depth + 1);
  }
  if (O.K != Operand::OfValue)
    return false;
  const Event &E = Fn.Events[O.V];
  return carriesResult(Race, E.Receiver, S, Depth + 1) ||
         llvm::any_of(E.Args, [&](const Operand &A) { return carriesResult(Race, A, S, Depth + 1); });
}

void ExitReader::describeReturn(const Item &Lost, const State &S, LosingExit &Exit) const {
  Exit.Returns = returnedConstant(S);
  if (S.Returned == None || Fn.Events[S.Returned].Args.empty()) {
    Exit.DropsResult = true;
    return;
  }
  const Operand &Value = Fn.Events[S.Returned].Args[0];
  Exit.DropsResult = !carriesResult(Lost.A, Value, S);
  if (!Exit.Returns && isWinnersNumber(Value, Lost.A, S))
    Exit.Returns = onlyWinner(Lost, S);
  SourceValue V = sourceOf(P, F, Value, S);
  if (V.Event == Lost.A && V.Part < 0) {
    Exit.ReturnsResult = true;
    if (auto It = Points.find(Lost.A); It != Points.end()) {
      Exit.Told = It->second.Winner;
      if (!Exit.Returns)
        Exit.Returns = valueOfOthers(It->second, Lost.B);
    }
  } else if (!Exit.Returns && tells(Lost.A, Value, S, 0))
    Exit.Opaque = true;
  const Operand *Whole = &Value;
  if (Whole->K == Operand::InPlace && Whole->P.Root == Place::Local && Whole->P.Path.empty())
    if (const Operand *Def = valueOf(P, F, Whole->P.Index, S))
      Whole = Def;
  const Event *Made = Whole->K == Operand::OfValue ? &Fn.Events[Whole->V] : nullptr;
  bool Aggregate = Made && Made->Kind == EventKind::Construct && Made->Callee == None;
  if (Made && Made->Args.size() > (Aggregate ? 0 : 1) && (Made->Kind == EventKind::Construct || Made->Kind == EventKind::Call)) {
    for (const Operand &A : Made->Args)
      Exit.Parts.push_back(constantOf(A, S, 0));
    if (llvm::any_of(Exit.Parts, [](const auto &X) { return X.has_value(); }))
      Exit.Opaque = false;
  }
}

/// The value of `r.index() == 1` where that branch lost.
std::optional<int64_t> ExitReader::whetherWon(const Operand &O, const Item &Lost, const State &S, unsigned Depth) const {
  if (O.K != Operand::OfValue || Fn.Events[O.V].Kind != EventKind::Compute || Depth > 3)
    return std::nullopt;
  const Event &E = Fn.Events[O.V];
  llvm::StringRef Op = P.str(E.Op);
  if (Op == "!" && E.Args.size() == 1) {
    std::optional<int64_t> Inner = whetherWon(E.Args[0], Lost, S, Depth + 1);
    return Inner ? std::optional<int64_t>(*Inner == 0) : std::nullopt;
  }
  if ((Op != "==" && Op != "!=") || E.Args.size() != 2 || E.Args[1].K != Operand::Constant || !asksWinner(E.Args[0], Lost.A, S))
    return std::nullopt;
  auto It = Points.find(Lost.A);
  int64_t Asked = E.Args[1].C - It->second.Combines->FirstIndex;
  std::optional<int64_t> Won = onlyWinner(Lost, S);
  if (!Won && Asked != static_cast<int64_t>(Lost.B))
    return std::nullopt;
  return (Won && *Won == Asked) == (Op == "==");
}
bool ExitReader::asksWinner(const Operand &O, EventId Race, const State &S) const {
  if (isWinnersNumber(O, Race, S))
    return true;
  if (O.K != Operand::OfValue || Fn.Events[O.V].Kind != EventKind::Call || !Points.count(Race) || !Points.at(Race).Combines)
    return false;
  const FunctionModel *M = P.meaning(F, O.V).Model;
  return M && M->Tests == ResultTest::Index && llvm::any_of(P.operands(Fn, Fn.Events[O.V], M->TestOn), [&](const Operand *On) {
           SourceValue V = sourceOf(P, F, *On, S);
           return V.Event == Race && V.Part < 0;
         });
}

void ExitReader::describeWrites(const Candidate &C, const Item &Lost, const State &S, LosingExit &Exit) const {
  auto Add = [&](const Place &On) -> LosingExit::Write & {
    for (LosingExit::Write &W : Exit.Writes)
      if (W.On == On)
        return W;
    return Exit.Writes.emplace_back(LosingExit::Write{On, std::nullopt, true});
  };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Assign || E.Args.empty() || !isVisibleOutside(E.Target))
      continue;
    const TypeFacts *T = P.type(P.strip(E.Type != None ? E.Type : P.typeOf(Fn, E.Args[0])));
    bool Flag = T && (T->Kind == TypeFacts::Builtin || T->Kind == TypeFacts::Enum || isErrorCode(P, E.Type) ||
                      isErrorCode(P, P.typeOf(Fn, E.Args[0])));
    if (!Flag || !(constantOf(E.Args[0], S, 0) || tells(Lost.A, E.Args[0], S, 0)))
      continue;
    LosingExit::Write &W = Add(P.normalize(F, E.Target));
    if (!llvm::is_contained(S.Written, Id)) {
      // Others may have written a member since, where it was written before a suspend point.
      W.Kept &= E.Target.Root == Place::Parameter;
      continue;
    }
    W.Value = constantOf(E.Args[0], S, 0);
    if (!W.Value)
      W.Value = whetherWon(E.Args[0], Lost, S, 0);
    W.Kept = false;
  }
  for (const LosingExit::Write &W : C.Writes) {
    if (W.Of == None && !isVisibleOutside(W.On))
      continue;
    auto Have = llvm::find_if(Exit.Writes, [&](const LosingExit::Write &X) { return X.On == W.On && X.Of == W.Of; });
    if (Have == Exit.Writes.end())
      Exit.Writes.push_back(W);
    else if (Have->Kept) // It is written here on other ways only; on this one the callee did.
      *Have = W;
  }
}

} // namespace corosafe
