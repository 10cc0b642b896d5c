//===- ToldWrites.cpp -------------------------------------------------------===//

#include "ToldWrites.h"
#include "ElementLoops.h"
#include "Loops.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

using namespace race_items;

/// A value by which somebody may be told how it went: a flag, a number, an error.
static bool isTelling(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (Ty->Kind == TypeFacts::Builtin || Ty->Kind == TypeFacts::Enum || isErrorCode(P, T));
}

/// A class of the program's own, of a few plain fields.
static const TypeFacts *plainClass(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && Ty->Kind == TypeFacts::Record && !Ty->InSystemHeader && !Ty->Fields.empty() ? Ty : nullptr;
}

static bool branches(const FunctionFacts &Body) {
  return llvm::any_of(Body.Blocks, [](const Block &B) { return B.Succs.size() > 1; });
}

ToldWrites::ToldWrites(const Program &P, FunctionId F, const ExitReader &Reader) : P(P), Fn(P.function(F)), F(F), Reader(Reader) {
  for (const Event &E : Fn.Events)
    if (E.Kind == EventKind::Return && !E.Args.empty() && E.Args[0].K == Operand::InPlace && E.Args[0].P.Root == Place::Local &&
        E.Args[0].P.Path.empty() && plainClass(P, Fn.Locals[E.Args[0].P.Index].Type) && !llvm::is_contained(Returned, E.Args[0].P.Index))
      Returned.push_back(E.Args[0].P.Index);
}

bool ToldWrites::isReturned(const Place &Pl) const { return Pl.Root == Place::Local && llvm::is_contained(Returned, Pl.Index); }

void ToldWrites::forget(const Place &Pl, State &S) const {
  S.removeIf([&](const Item &I) { return I.Kind == Wrote && Facts[I.A].What.Of == None && overlaps(Facts[I.A].What.On, Pl); });
}

void ToldWrites::put(Fact What, State &S) {
  if (What.What.Of == None)
    forget(What.What.On, S);
  auto It = llvm::find(Facts, What);
  uint32_t Number = It - Facts.begin();
  if (It == Facts.end())
    Facts.push_back(std::move(What));
  S.add({Wrote, Number});
}

void ToldWrites::note(EventId Id, bool AnyLost, State &S) {
  const Event &E = Fn.Events[Id];
  if (E.HasTarget && (E.Kind == EventKind::Init || E.Kind == EventKind::Assign || E.Kind == EventKind::Compute)) {
    forget(E.Target, S);
    bool Field = E.Kind == EventKind::Assign && E.Args.size() == 1 && E.Target.Path.size() == 1 && isReturned(E.Target);
    if (Field && isTelling(P, E.Type != None ? E.Type : P.typeOf(Fn, E.Args[0])))
      put({{E.Target, Reader.constantOf(E.Args[0], S), false}, Id}, S);
    return;
  }
  if (E.Kind != EventKind::Call)
    return;
  auto Lent = [&](const Operand &A) {
    return A.K == Operand::InPlace && isReturned(A.P) &&
           (A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer);
  };
  if (!AnyLost && llvm::none_of(E.Args, Lent))
    return;
  const Meaning &M = P.meaning(F, Id);
  if (M.Model || M.InLibrary)
    return;
  llvm::SmallVector<Fact, 4> New;
  for (const Operand &A : E.Args)
    if (Lent(A))
      New.push_back({{A.P, std::nullopt, false}, Id});
  if (M.Bodies.size() == 1 && !P.function(M.Bodies[0]).IsCoroutine && !P.isLibraryCode(M.Bodies[0])) {
    New.clear();
    called(Id, M.Bodies[0], S, New);
  }
  for (Fact &N : New)
    put(std::move(N), S);
}

void ToldWrites::learned(const Test &T, State &S) {
  if (!T.Where || T.Where->Path.size() != 1 || !isReturned(*T.Where) || (T.K != Test::Error && T.K != Test::Truth))
    return;
  const TypeFacts *Ty = P.type(P.strip(typeAlong(P, F, *T.Where, 1)));
  if (Ty && (isErrorCode(P, typeAlong(P, F, *T.Where, 1)) || P.str(Ty->Name) == "bool"))
    put({{*T.Where, T.Holds, false}, None}, S);
}

void ToldWrites::called(EventId Id, FunctionId Body, const State &S, llvm::SmallVectorImpl<Fact> &Out) const {
  const FunctionFacts &B = P.function(Body);
  const Event &Call = Fn.Events[Id];
  const Loops All(B);
  for (EventId By = 0; By < B.Events.size(); ++By) {
    const Event &E = B.Events[By];
    if (E.Kind != EventKind::Assign || !E.HasTarget || E.Args.size() != 1 ||
        (E.Target.Root != Place::Parameter && E.Target.Root != Place::Capture) ||
        !isTelling(P, E.Type != None ? E.Type : P.typeOf(B, E.Args[0])))
      continue;
    Fact New;
    New.By = Id;
    New.What.On = E.Target;
    const Operand &Given = E.Args[0];
    bool OfCaller = Given.K == Operand::InPlace && Given.P.Root == Place::Parameter && Given.P.Path.empty() && Given.P.Index < Call.Args.size();
    static const std::map<EventId, RacePoint> NoRaces;
    std::optional<int64_t> Value = OfCaller ? Reader.constantOf(Call.Args[Given.P.Index], S)
                                            : ExitReader(P, Body, NoRaces).constantOf(Given, State());
    Program::CallSite Made = B.IsLambda ? P.lambdaSite(Body) : Program::CallSite{None, None};
    if (E.Target.Root == Place::Capture && Made.Caller != F) {
      if (Made.Caller == None || B.Captures[E.Target.Index].Pass == Passing::ByValue)
        continue;
      New.What.Of = Body; // Whoever made it can say where that is.
    } else if (std::optional<Place> On = P.rebase(F, E.Target.Root == Place::Capture ? Made.Call : Id, Body, E.Target))
      New.What.On = *On;
    else
      continue;
    if (New.What.Of == None && !isReturned(New.What.On) && !isVisibleOutside(New.What.On))
      continue;
    auto Same = llvm::find_if(Out, [&](const Fact &O) { return O.What.On == New.What.On && O.What.Of == New.What.Of; });
    bool Always = !branches(B) || (All.blockOf(By) != None && !reachesAround(B, B.Entry, None, All.blockOf(By)));
    if (Always && (Same == Out.end() || Same->What.Value == Value))
      New.What.Value = Value;
    if (Same != Out.end())
      *Same = std::move(New);
    else
      Out.push_back(std::move(New));
  }
}

void ToldWrites::describeWrites(const State &S, LosingExit &Exit) const {
  for (const Item &I : S.Items) {
    if (I.Kind != Wrote)
      continue;
    const LosingExit::Write &W = Facts[I.A].What;
    if (Facts[I.A].By == None || Fn.Events[Facts[I.A].By].Kind != EventKind::Call || (W.Of == None && !isVisibleOutside(W.On)))
      continue;
    auto Same = llvm::find_if(Exit.Writes, [&](const LosingExit::Write &O) { return O.On == W.On && O.Of == W.Of; });
    if (Same != Exit.Writes.end())
      *Same = W;
    else
      Exit.Writes.push_back(W);
  }
}

void ToldWrites::describeParts(const State &S, LosingExit &Exit) const {
  if (S.Returned == None || Fn.Events[S.Returned].Args.empty())
    return;
  const Operand &Value = Fn.Events[S.Returned].Args[0];
  if (Value.K == Operand::OfValue && Fn.Events[Value.V].Kind == EventKind::Call) {
    partsOfCall(Fn.Events[Value.V], Value.V, S, Exit);
    return;
  }
  if (Value.K != Operand::InPlace || !Value.P.Path.empty() || !isReturned(Value.P))
    return;
  const TypeFacts *T = plainClass(P, Fn.Locals[Value.P.Index].Type);
  Exit.Parts.resize(T->Fields.size());
  Exit.Vague.resize(T->Fields.size());
  for (size_t N = 0; N < T->Fields.size(); ++N) {
    Place Field = Value.P;
    Field.Path.push_back(T->Fields[N].Name);
    unsigned Count = 0;
    for (const Item &I : S.Items)
      if (I.Kind == Wrote && Facts[I.A].What.Of == None && overlaps(Facts[I.A].What.On, Field)) {
        Exit.Parts[N] = ++Count == 1 ? Facts[I.A].What.Value : std::nullopt;
        Exit.Vague[N] = !Exit.Parts[N];
      }
    if (Count || Exit.ReturnsResult || !isTelling(P, T->Fields[N].Type) || isErrorCode(P, T->Fields[N].Type) || Exit.Parts[N])
      continue;
    // Written on other ways only: where that is always the same, it begins as something else.
    std::optional<int64_t> Other;
    bool Several = false;
    for (const Event &E : Fn.Events)
      if (E.Kind == EventKind::Assign && E.HasTarget && E.Target == Field && E.Args.size() == 1) {
        std::optional<int64_t> V = E.Args[0].K == Operand::Constant ? std::optional<int64_t>(E.Args[0].C) : std::nullopt;
        Several |= !V || (Other && *Other != *V);
        Other = V;
        Exit.Vague[N] = true;
      }
    const TypeFacts *Of = P.type(P.strip(T->Fields[N].Type));
    if (Exit.Vague[N] && !Several && Other && P.str(Of->Name) == "bool") {
      Exit.Parts[N] = !*Other;
      Exit.Vague[N] = false;
    }
  }
}

/// `co_return failure(ec);`: what a helper of the program's own puts into what it returns.
bool ToldWrites::partsOfCall(const Event &E, EventId Id, const State &S, LosingExit &Exit) const {
  const Meaning &M = P.meaning(F, Id);
  const TypeFacts *T = plainClass(P, E.Type);
  if (M.Model || M.Bodies.size() != 1 || !T || P.function(M.Bodies[0]).IsCoroutine)
    return false;
  const FunctionFacts &B = P.function(M.Bodies[0]);
  const Operand *Gives = nullptr;
  for (const Event &R : B.Events)
    if (R.Kind == EventKind::Return && !R.Args.empty()) {
      if (Gives)
        return false;
      Gives = &R.Args[0];
    }
  if (!Gives)
    return false;
  if (Gives->K == Operand::OfValue)
    return partsGiven(M.Bodies[0], B.Events[Gives->V], E, *T, S, Exit);
  if (Gives->K != Operand::InPlace || Gives->P.Root != Place::Local || !Gives->P.Path.empty())
    return false;
  static const std::map<EventId, RacePoint> NoRaces;
  ExitReader Inner(P, M.Bodies[0], NoRaces);
  Exit.Parts.assign(T->Fields.size(), std::nullopt);
  Exit.Vague.assign(T->Fields.size(), false);
  for (size_t N = 0; N < T->Fields.size(); ++N)
    for (const Event &W : B.Events) {
      if (W.Kind != EventKind::Assign || !W.HasTarget || W.Target.Root != Place::Local || W.Target.Index != Gives->P.Index ||
          W.Target.Path.size() != 1 || W.Target.Path[0] != T->Fields[N].Name || W.Args.size() != 1)
        continue;
      const Operand &A = W.Args[0];
      bool OfCaller = A.K == Operand::InPlace && A.P.Root == Place::Parameter && A.P.Path.empty() && A.P.Index < E.Args.size();
      bool Again = Exit.Parts[N] || Exit.Vague[N] || branches(B);
      if (!Again)
        Exit.Parts[N] = OfCaller ? Reader.constantOf(E.Args[A.P.Index], S) : Inner.constantOf(A, State());
      else
        Exit.Parts[N].reset();
      Exit.Vague[N] = !Exit.Parts[N];
    }
  return true;
}

/// `return {.ok = false, .code = code};`: a value for each field.
bool ToldWrites::partsGiven(FunctionId By, const Event &Made, const Event &Call, const TypeFacts &T, const State &S, LosingExit &Exit) const {
  if (Made.Kind != EventKind::Construct || Made.Args.size() != T.Fields.size() || T.Fields.size() < 2 || branches(P.function(By)))
    return false;
  static const std::map<EventId, RacePoint> NoRaces;
  const ExitReader Inner(P, By, NoRaces);
  Exit.Parts.clear();
  for (const Operand &A : Made.Args) {
    bool OfCaller = A.K == Operand::InPlace && A.P.Root == Place::Parameter && A.P.Path.empty() && A.P.Index < Call.Args.size();
    Exit.Parts.push_back(OfCaller ? Reader.constantOf(Call.Args[A.P.Index], S) : Inner.constantOf(A, State()));
  }
  Exit.Vague.assign(T.Fields.size(), false);
  return true;
}

} // namespace corosafe
