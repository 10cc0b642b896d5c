//===- Borrows.cpp ----------------------------------------------------------===//

#include "Borrows.h"
#include "Locks.h"
#include "Tasks.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"

namespace corosafe {

namespace {
constexpr unsigned MaxDepth = 10;

bool byReference(Passing Pass) {
  return Pass == Passing::ConstRef || Pass == Passing::MutableRef || Pass == Passing::RvalueRef;
}

bool isView(const Program &P, TypeId T) {
  const TypeModel *M = P.typeModel(T);
  return M && M->View;
}

bool isRawPointer(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  const TypeFacts *To = Ty && Ty->Kind == TypeFacts::Pointer ? P.type(Ty->Pointee) : nullptr;
  return To && To->Kind != TypeFacts::FunctionType;
}

/// A type that a coroutine may return, or that stands for work under way.
bool isTask(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && Ty->Kind == TypeFacts::Record && (Ty->HasPromise || Ty->Awaitable || taskInfo(P, T));
}

/// Marks the events that may run after the coroutine was suspended for the first time.
llvm::BitVector afterSuspend(const Program &P, FunctionId F) {
  const FunctionFacts &Fn = P.function(F);
  llvm::BitVector Late(Fn.Events.size()), Seen(Fn.Blocks.size());
  std::vector<BlockId> Work;
  auto Follow = [&](const Block &B) {
    for (const Edge &E : B.Succs)
      if (E.To != None && !Seen[E.To]) {
        Seen.set(E.To);
        Work.push_back(E.To);
      }
  };
  auto Handlers = [&](EventId Id) {
    for (RegionId R = Fn.Events[Id].Region; R != None; R = Fn.Regions[R].Parent)
      for (const Region::Handler &H : Fn.Regions[R].Handlers)
        if (H.To != None && !Seen[H.To]) {
          Seen.set(H.To);
          Work.push_back(H.To);
        }
  };
  for (const Block &B : Fn.Blocks) {
    bool Suspended = false;
    for (EventId Id : B.Events) {
      if (Suspended)
        Late.set(Id);
      if (Fn.Events[Id].Kind == EventKind::Suspend && !neverSuspends(P, F, Id)) {
        Suspended = true;
        Handlers(Id);
      }
    }
    if (Suspended)
      Follow(B);
  }
  while (!Work.empty()) {
    const Block &B = Fn.Blocks[Work.back()];
    Work.pop_back();
    for (EventId Id : B.Events) {
      Late.set(Id);
      Handlers(Id);
    }
    Follow(B);
  }
  return Late;
}

} // namespace

bool ownsItsClosure(const Program &P, FunctionId F) {
  const FunctionFacts &Fn = P.function(F);
  TypeId Closure = P.Facts.Entities[Fn.Entity].Class;
  return Fn.IsLambda && !Fn.Params.empty() && Closure != None && Fn.Params[0].Pass == Passing::ByValue &&
         P.strip(Fn.Params[0].Type) == Closure;
}

TypeId Borrows::classOf(FunctionId F) const {
  for (unsigned Depth = 0; Depth < 8 && F != None; ++Depth) {
    if (!P.function(F).IsLambda)
      return P.Facts.Entities[P.function(F).Entity].Class;
    F = P.lambdaSite(F).Caller;
  }
  return None;
}

bool Borrows::isCounted(TypeId Class) const {
  const TypeFacts *Ty = P.type(P.strip(Class));
  if (!Ty)
    return false;
  if (const TypeModel *M = P.typeModel(Class); M && M->Counted)
    return true;
  return llvm::any_of(Ty->Bases, [&](TypeId B) { return isCounted(B); });
}

/// Does a handle keep an object of the class alive?
bool Borrows::relates(TypeId Handle, TypeId Class) const {
  const TypeModel *M = P.typeModel(Handle);
  if (!M || !M->Owner)
    return false;
  const TypeFacts *To = P.type(P.pointee(Handle));
  if (!To)
    return true;
  if (Class == None || P.str(To->Name) == "void")
    return true;
  return P.typeIs(P.pointee(Handle), P.str(P.Facts.Types[Class].Name)) || P.typeIs(Class, P.str(To->Name));
}

/// The coroutine (or the closure) holds on to the object that it runs on.
bool Borrows::keepsItself(FunctionId F) const {
  const FunctionFacts &Fn = P.function(F);
  TypeId Class = classOf(F);
  auto Holds = [&](const std::vector<Variable> &Vars) {
    return llvm::any_of(Vars, [&](const Variable &V) { return V.Pass == Passing::ByValue && relates(V.Type, Class); });
  };
  if (Holds(Fn.Params) || Holds(Fn.Captures))
    return true;
  auto Keeps = [&](FunctionId In, EventId Id) {
    const FunctionModel *M = P.function(In).Events[Id].Kind == EventKind::Call ? P.meaning(In, Id).Model : nullptr;
    if (!M || !M->KeepsAlive)
      return false;
    for (const Operand *O : P.operands(P.function(In), P.function(In).Events[Id], *M->KeepsAlive))
      if (std::optional<Place> On = P.placeOf(In, *O); On && On->Root == Place::This)
        return true;
    return false;
  };
  if (Program::CallSite Site = Fn.IsLambda ? P.lambdaSite(F) : Program::CallSite{None, None}; Site.Caller != None)
    for (const Operand &A : P.function(Site.Caller).Events[Site.Call].Args) {
      const Operand *Def = A.K == Operand::InPlace && A.Pass == Passing::ByValue && A.P.Root == Place::Local && A.P.Path.empty()
                               ? P.soleValue(Site.Caller, A.P.Index) : &A;
      if (Def && Def->K == Operand::OfValue && Keeps(Site.Caller, Def->V))
        return true;
    }
  // `auto self = shared_from_this();` before anything else.
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend && !neverSuspends(P, F, Id))
      return false;
    if (E.Kind != EventKind::Init || E.Args.empty() || !E.HasTarget || E.Target.Root != Place::Local)
      continue;
    if ((E.Args[0].K == Operand::OfValue && Keeps(F, E.Args[0].V)) ||
        (Fn.Locals[E.Target.Index].Pass == Passing::ByValue && relates(Fn.Locals[E.Target.Index].Type, Class) && Class != None))
      return true;
  }
  return false;
}

bool Borrows::startsAtOnce(FunctionId F) const {
  const FunctionFacts &Fn = P.function(F);
  if (const TypeModel *M = P.typeModel(P.Facts.Entities[Fn.Entity].ReturnType); M && M->Task)
    if (M->Task->Starts != TaskModel::FromPromise)
      return M->Task->Starts == TaskModel::Eager;
  return Fn.InitialSuspend == SuspendPolicy::Never;
}

const Operand *Borrows::argument(FunctionId F, const Event &E, FunctionId Callee, uint32_t Index) const {
  const FunctionFacts &B = P.function(Callee);
  // An explicit object parameter is the receiver.
  bool Explicit = E.Receiver.K != Operand::Nothing && !B.Params.empty() && E.Args.size() + 1 == B.Params.size() &&
                  P.strip(B.Params[0].Type) == P.Facts.Entities[B.Entity].Class;
  (void)F;
  if (Explicit && Index == 0)
    return &E.Receiver;
  Index -= Explicit;
  return Index < E.Args.size() ? &E.Args[Index] : nullptr;
}

std::vector<Need> Borrows::usesOf(FunctionId F, bool AfterSuspendOnly) const {
  const FunctionFacts &Fn = P.function(F);
  std::vector<Need> R;
  llvm::BitVector Late;
  if (AfterSuspendOnly)
    Late = afterSuspend(P, F);
  bool OwnClosure = ownsItsClosure(P, F);
  auto Add = [&](Need::Kind K, uint32_t Index, const Variable *V, const SourceSpan &Used, bool Behind = false) {
    Need N;
    N.K = K;
    N.Behind = Behind;
    N.Index = Index;
    N.In = F;
    N.Bound = V ? V->Range : SourceSpan();
    N.Name = V ? P.str(V->Name).str() : K == Need::This ? "this" : "";
    N.Used = Used;
    if (llvm::none_of(R, [&](const Need &Have) { return Have.same(N); }))
      R.push_back(std::move(N));
  };
  auto Refers = [&](const Variable &V) { return V.Pass != Passing::ByValue || isView(P, V.Type); };
  // What a variable needs is told where it is met first.
  llvm::SmallBitVector ParamsSeen(Fn.Params.size()), CapturesSeen(Fn.Captures.size());
  bool ThisSeen = false;
  auto Look = [&](const Place &Pl, const SourceSpan &Used) {
    if (Pl.Root == Place::Parameter ? ParamsSeen.test(Pl.Index)
                                    : Pl.Root == Place::Capture ? CapturesSeen.test(Pl.Index) : Pl.Root == Place::This && ThisSeen)
      return;
    if (Pl.Root == Place::Parameter)
      ParamsSeen.set(Pl.Index);
    else if (Pl.Root == Place::Capture)
      CapturesSeen.set(Pl.Index);
    ThisSeen |= Pl.Root == Place::This;
    switch (Pl.Root) {
    case Place::Parameter:
      if (OwnClosure && Pl.Index == 0)
        return;
      if (Refers(Fn.Params[Pl.Index]) &&
          (byReference(Fn.Params[Pl.Index].Pass) || isView(P, Fn.Params[Pl.Index].Type) || isRawPointer(P, Fn.Params[Pl.Index].Type)))
        Add(Need::Parameter, Pl.Index, &Fn.Params[Pl.Index], Used);
      else if (Fn.Params[Pl.Index].Pass == Passing::ByValue && (isTask(P, Fn.Params[Pl.Index].Type) || P.isCallable(Fn.Params[Pl.Index].Type)))
        Add(Need::Parameter, Pl.Index, &Fn.Params[Pl.Index], Used, /*Behind=*/true);
      return;
    case Place::Capture:
      if (Refers(Fn.Captures[Pl.Index]) || isRawPointer(P, Fn.Captures[Pl.Index].Type))
        Add(Need::Capture, Pl.Index, &Fn.Captures[Pl.Index], Used);
      if (!OwnClosure)
        Add(Need::Closure, 0, &Fn.Captures[Pl.Index], Used);
      return;
    case Place::This:
      Add(Need::This, 0, nullptr, Used);
      if (Fn.IsLambda && !OwnClosure) {
        auto Captured = llvm::find_if(Fn.Captures, [&](const Variable &V) { return P.str(V.Name) == "this"; });
        Add(Need::Closure, 0, Captured == Fn.Captures.end() ? nullptr : &*Captured, Used);
      }
      return;
    default:
      return;
    }
  };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    // What is lent to an operation before the suspend point is in use during it.
    auto Lent = [&] { return E.Kind == EventKind::Suspend || (E.Kind == EventKind::Call && isTask(P, E.Type)); };
    if (AfterSuspendOnly && !Late[Id] && !Lent())
      continue;
    if (E.Kind == EventKind::Destroy)
      continue;
    if (E.Receiver.K == Operand::InPlace) {
      // A coroutine of the same object that keeps the object itself needs nothing of us.
      bool Itself = E.Receiver.P.Root == Place::This && E.Receiver.P.Path.empty() && E.Kind == EventKind::Call;
      const Meaning *M = Itself ? &P.meaning(F, Id) : nullptr;
      bool Harmless = M && !M->Bodies.empty() && llvm::all_of(M->Bodies, [&](FunctionId B) {
        return P.function(B).IsCoroutine && B != F &&
               llvm::none_of(Known[B].Result, [](const Need &N) { return N.K == Need::This; });
      });
      if (Harmless && Fn.IsLambda && !OwnClosure)
        Add(Need::Closure, 0, nullptr, E.Range);
      if (!Harmless)
        Look(E.Receiver.P, E.Range);
    }
    for (const Operand &A : E.Args)
      if (A.K == Operand::InPlace)
        Look(A.P, E.Range);
    if (E.HasTarget)
      Look(E.Target, E.Range);
  }
  for (const Block &B : Fn.Blocks)
    if (B.Condition.K == Operand::InPlace && (!AfterSuspendOnly || (!B.Events.empty() && Late[B.Events.back()])))
      Look(B.Condition.P, B.Events.empty() ? SourceSpan() : Fn.Events[B.Events.back()].Range);
  return R;
}

bool Borrows::isPlainPrvalue(const FunctionFacts &Fn, EventId Id) const {
  const Event &E = Fn.Events[Id];
  switch (E.Kind) {
  case EventKind::Construct:
    return !E.Heap;
  case EventKind::Lambda:
  case EventKind::Compute:
    return true;
  case EventKind::Call: {
    const TypeFacts *R = E.Callee == None ? nullptr : P.type(P.Facts.Entities[E.Callee].ReturnType);
    return R && R->Kind == TypeFacts::Record;
  }
  default:
    return false;
  }
}

void Borrows::refer(FunctionId F, const Operand &O, bool ByReference, std::vector<Borrow> &Out, unsigned Depth) const {
  if (Depth > MaxDepth)
    return;
  const FunctionFacts &Fn = P.function(F);
  auto Push = [&](Place On, bool Temporary, bool Last = false) {
    Borrow B;
    B.On = std::move(On);
    B.Temporary = Temporary;
    B.Last = Last;
    Out.push_back(std::move(B));
  };
  if (O.K == Operand::InPlace) {
    Place N = P.normalize(F, O.P);
    if (O.AddressOf || ByReference) {
      if (N.Root != Place::Value)
        return Push(std::move(N), false);
      if (!isPlainPrvalue(Fn, N.Index))
        return;
      bool Behind = llvm::any_of(N.Path, [&](Symbol S) { return P.str(S) == "*"; });
      const Event &Made = Fn.Events[N.Index];
      bool Only = Behind && Made.Callee != None && P.str(P.Facts.Entities[Made.Callee].Leaf).starts_with("make_");
      if (!Behind || Only)
        Push(std::move(N), true, Only);
      return;
    }
    // An array is passed as a pointer to its first element.
    if (const TypeFacts *Whole = N.Root == Place::Local && N.Path.empty() ? P.type(Fn.Locals[N.Index].Type) : nullptr; Whole && Whole->Kind == TypeFacts::Array)
      return Push(std::move(N), false);
    TypeId T = P.typeOf(Fn, O);
    bool Handle = isRawPointer(P, T) || P.str(P.type(T) ? P.type(T)->Name : 0).ends_with("::reference_wrapper");
    if (Handle || isView(P, T)) {
      if (N.Root == Place::Local && N.Path.empty())
        if (const Operand *Def = P.soleValue(F, N.Index))
          return refer(F, *Def, false, Out, Depth + 1);
      if ((N.Root == Place::Parameter || N.Root == Place::Capture) && P.symbol("*")) {
        N.Path.push_back(*P.symbol("*"));
        Push(std::move(N), false);
      }
      return;
    }
    if (!N.Path.empty() || !(P.isCallable(T) || isTask(P, T)))
      return;
    if (N.Root == Place::Local) {
      if (const Operand *Def = P.soleValue(F, N.Index))
        refer(F, *Def, false, Out, Depth + 1);
    } else if (N.Root == Place::Parameter && P.symbol("*")) {
      N.Path.push_back(*P.symbol("*"));
      Push(std::move(N), false);
    }
    return;
  }
  if (O.K != Operand::OfValue)
    return;
  const Event &E = Fn.Events[O.V];
  auto Through = [&](const Operand &A) { refer(F, A, !isView(P, P.typeOf(Fn, A)) && !isRawPointer(P, P.typeOf(Fn, A)), Out, Depth + 1); };
  if (ByReference && isPlainPrvalue(Fn, O.V)) {
    Place On;
    On.Root = Place::Value;
    On.Index = O.V;
    return Push(std::move(On), true);
  }
  switch (E.Kind) {
  case EventKind::Lambda:
    return ofClosure(F, O.V, Out);
  case EventKind::Choose:
    for (size_t I = 0; I < E.Args.size() && I < 2; ++I)
      refer(F, E.Args[I], ByReference, Out, Depth + 1);
    return;
  case EventKind::Construct: {
    if (isView(P, E.Type)) {
      for (const Operand &A : E.Args)
        Through(A);
      return;
    }
    if (E.Args.size() == 1 && P.isCallable(P.typeOf(Fn, E.Args[0])))
      return refer(F, E.Args[0], false, Out, Depth + 1);
    const TypeFacts *Ty = P.type(P.strip(E.Type));
    if (E.Callee == None && Ty)
      for (size_t I = 0; I < E.Args.size() && I < Ty->Fields.size(); ++I)
        refer(F, E.Args[I], Ty->Fields[I].Reference, Out, Depth + 1);
    return;
  }
  case EventKind::Call: {
    const FunctionModel *M = P.meaning(F, O.V).Model;
    const std::optional<ArgRef> *Of = !M ? nullptr : M->Views ? &M->Views : M->PartOf ? &M->PartOf : nullptr;
    if (Of && (ByReference || isView(P, E.Type) || isRawPointer(P, E.Type))) {
      for (const Operand *A : P.operands(Fn, E, **Of))
        Through(*A);
      return;
    }
    if (ByReference) {
      if (std::optional<Place> On = P.placeOf(F, O); On && On->Root != Place::Value)
        Push(std::move(*On), false);
      return;
    }
    if (isTask(P, E.Type) || P.isCallable(E.Type))
      ofTask(F, O, Out, Depth + 1);
    return;
  }
  default:
    return;
  }
}

std::vector<Borrow> Borrows::referredTo(FunctionId F, const Operand &O, bool ByReference) const {
  std::vector<Borrow> Out;
  refer(F, O, ByReference, Out, 0);
  return Out;
}

void Borrows::bind(FunctionId F, EventId Call, FunctionId Callee, llvm::ArrayRef<Need> Needs, std::vector<Borrow> &Out) const {
  const FunctionFacts &Fn = P.function(F), &B = P.function(Callee);
  const Event &E = Fn.Events[Call];
  for (const Need &N : Needs) {
    size_t From = Out.size();
    switch (N.K) {
    case Need::Parameter:
      if (const Operand *A = E.Kind == EventKind::Lambda ? nullptr : argument(F, E, Callee, N.Index)) {
        // `f({1, 2})`: an initializer_list is a view of an array that the call makes.
        const TypeFacts *Given = A->K == Operand::OfValue ? P.type(Fn.Events[A->V].Type) : nullptr;
        bool List = Given && Given->Kind == TypeFacts::Array && isView(P, B.Params[N.Index].Type);
        refer(F, *A, List || (byReference(B.Params[N.Index].Pass) && !N.Behind), Out, 0);
      }
      break;
    case Need::This:
      if (E.Kind == EventKind::Lambda || B.IsLambda) {
        if (classOf(F) != None && classOf(F) == classOf(Callee)) {
          Borrow This;
          This.On.Root = Place::This;
          Out.push_back(std::move(This));
        }
      } else if (E.Receiver.K != Operand::Nothing) {
        refer(F, E.Receiver, true, Out, 0);
      }
      break;
    case Need::Closure:
      if (E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing)
        refer(F, E.Receiver, true, Out, 0);
      break;
    case Need::Capture: {
      Program::CallSite Site = P.lambdaSite(Callee);
      if (Site.Caller == F && N.Index < Fn.Events[Site.Call].Args.size())
        refer(F, Fn.Events[Site.Call].Args[N.Index], byReference(B.Captures[N.Index].Pass), Out, 0);
      break;
    }
    }
    for (size_t I = From; I < Out.size(); ++I)
      if (Out[I].Of.In == None && Out[I].Of.Name.empty())
        Out[I].Of = N;
  }
}

void Borrows::ofClosure(FunctionId F, EventId Lambda, std::vector<Borrow> &Out) const {
  FunctionId B = P.bodyOf(P.function(F).Events[Lambda].Callee);
  if (B != None)
    bind(F, Lambda, B, Known[B].Mentions, Out);
}

/// A coroutine, as it seems, that is only declared: it uses all that it is given.
void Borrows::ofDeclared(FunctionId F, EventId Id, std::vector<Borrow> &Out) const {
  const Event &E = P.function(F).Events[Id];
  const EntityFacts &C = P.Facts.Entities[E.Callee];
  const TypeFacts *R = P.type(P.strip(C.ReturnType));
  std::optional<TaskInfo> Info = taskInfo(P, C.ReturnType);
  if (!R || !R->HasPromise || C.InSystemHeader || P.meaning(F, Id).InLibrary || E.Indirect ||
      (Info && Info->OnDrop != TaskModel::NeverRuns))
    return;
  auto Needed = [&](Need::Kind K, uint32_t Index, llvm::StringRef Name, size_t From) {
    for (size_t I = From; I < Out.size(); ++I)
      if (Out[I].Of.Name.empty()) {
        Out[I].Of.K = K;
        Out[I].Of.Index = Index;
        Out[I].Of.Name = Name.empty() ? "its parameter" : Name.str();
        Out[I].Of.Sure = Confidence::Medium;
      }
  };
  for (uint32_t I = 0; I < E.Args.size() && I < C.Params.size(); ++I) {
    bool Refers = byReference(C.Params[I]) || isView(P, C.ParamTypes[I]) || isRawPointer(P, C.ParamTypes[I]);
    size_t From = Out.size();
    if (Refers)
      refer(F, E.Args[I], byReference(C.Params[I]), Out, 0);
    Needed(Need::Parameter, I, I < C.ParamNames.size() ? P.str(C.ParamNames[I]) : "", From);
  }
  // Its body may well begin by holding on to its object.
  if (E.Receiver.K != Operand::Nothing && !C.IsStatic && !isCounted(C.Class)) {
    size_t From = Out.size();
    refer(F, E.Receiver, true, Out, 0);
    Needed(Need::This, 0, "this", From);
  }
}

void Borrows::ofEvent(FunctionId F, EventId Id, std::vector<Borrow> &Out, unsigned Depth) const {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  switch (E.Kind) {
  case EventKind::Lambda:
    return ofClosure(F, Id, Out);
  case EventKind::Choose:
    for (size_t I = 0; I < E.Args.size() && I < 2; ++I)
      ofTask(F, E.Args[I], Out, Depth + 1);
    return;
  case EventKind::Construct: {
    if (const TypeModel *M = P.typeModel(E.Type); M && M->Combines) {
      for (ArgRef Ref : M->Combines->Branches)
        for (const Operand *A : P.operands(Fn, E, Ref))
          ofTask(F, *A, Out, Depth + 1);
      return;
    }
    if (E.Args.size() == 1)
      ofTask(F, E.Args[0], Out, Depth + 1);
    return;
  }
  case EventKind::Call:
    break;
  default:
    return;
  }
  const Meaning &M = P.meaning(F, Id);
  if (M.Model) {
    const FunctionModel &Fm = *M.Model;
    llvm::SmallVector<ArgRef, 4> Inner;
    for (const std::optional<ArgRef> *Ref : {&Fm.Wraps, &Fm.Shields, &Fm.PartOf})
      if (*Ref)
        Inner.push_back(**Ref);
    if (Fm.Combines)
      Inner.append(Fm.Combines->Branches.begin(), Fm.Combines->Branches.end());
    for (const Action &A : Fm.Acts)
      if (A.Does == Act::Consumes || A.Does == Act::Owns)
        Inner.push_back(A.On);
    for (ArgRef Ref : Inner)
      for (const Operand *A : P.operands(Fn, E, Ref))
        ofTask(F, *A, Out, Depth + 1);
    if (!Inner.empty())
      return;
  }
  if (!M.Bodies.empty()) {
    size_t Before = Out.size();
    for (FunctionId B : M.Bodies)
      bind(F, Id, B, Known[B].Result, Out);
    // Of a library's body nothing may be known: it hands the callable to its scheduler.
    if (Out.size() != Before || !M.InLibrary)
      return;
  }
  if (E.Callee == None)
    return;
  if (M.InLibrary && isTask(P, E.Type)) {
    // A library's own way to make a task out of a callable.
    for (const Operand &A : E.Args)
      if (P.isCallable(P.typeOf(Fn, A)))
        refer(F, A, false, Out, 0);
    return;
  }
  if (M.Bodies.empty())
    ofDeclared(F, Id, Out);
}

void Borrows::ofTask(FunctionId F, const Operand &O, std::vector<Borrow> &Out, unsigned Depth) const {
  if (Depth > MaxDepth)
    return;
  if (O.K == Operand::OfValue)
    return ofEvent(F, O.V, Out, Depth + 1);
  if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty()) {
    if (const Operand *Def = P.soleValue(F, O.P.Index))
      ofTask(F, *Def, Out, Depth + 1);
  } else {
    refer(F, O, false, Out, Depth + 1);
  }
}

std::vector<Borrow> Borrows::ofTask(FunctionId F, const Operand &O) const {
  std::vector<Borrow> Found, R;
  ofTask(F, O, Found, 0);
  for (Borrow &B : Found)
    if (llvm::none_of(R, [&](const Borrow &Have) { return Have.On == B.On; }))
      R.push_back(std::move(B));
  return R;
}

BorrowSummary Borrows::infer(FunctionId F) const {
  const FunctionFacts &Fn = P.function(F);
  BorrowSummary R;
  bool Keeps = Fn.IsLambda || Fn.IsCoroutine ? keepsItself(F) : false;
  auto Without = [](std::vector<Need> &Needs, Need::Kind K) { llvm::erase_if(Needs, [&](const Need &N) { return N.K == K; }); };
  if (Fn.IsLambda) {
    R.Mentions = usesOf(F, false);
    Without(R.Mentions, Need::Closure);
    if (Keeps)
      Without(R.Mentions, Need::This);
  }
  if (Fn.IsCoroutine) {
    R.Result = usesOf(F, startsAtOnce(F));
    if (Keeps)
      Without(R.Result, Need::This);
  } else if (isTask(P, P.Facts.Entities[Fn.Entity].ReturnType)) {
    for (const Event &E : Fn.Events) {
      if (E.Kind != EventKind::Return || E.Args.empty())
        continue;
      for (const Borrow &B : ofTask(F, E.Args[0])) {
        Need N = B.Of;
        N.Index = B.On.Index;
        N.Behind = B.On.Root == Place::Parameter && !B.On.Path.empty() && P.str(B.On.Path[0]) == "*";
        bool Own = false;
        switch (B.On.Root) {
        case Place::Parameter:
          N.K = Need::Parameter;
          Own = Fn.Params[B.On.Index].Pass == Passing::ByValue && B.On.Path.empty();
          break;
        case Place::Capture:
          N.K = Fn.Captures[B.On.Index].Pass == Passing::ByValue && B.On.Path.empty() ? Need::Closure : Need::Capture;
          break;
        case Place::This:
          N.K = Need::This;
          N.Index = 0;
          break;
        default:
          Own = true;
        }
        if (!Own && llvm::none_of(R.Result, [&](const Need &Have) { return Have.same(N); }))
          R.Result.push_back(std::move(N));
      }
    }
  }
  for (EventId Id = 0; P.has(F, Trait::Blocks) && Id < Fn.Events.size() && !R.Blocks; ++Id) {
    if (Fn.Events[Id].Kind != EventKind::Call)
      continue;
    const Meaning &M = P.meaning(F, Id);
    R.Blocks = (M.Model && M.Model->Blocks >= BlockingStrength::Medium) ||
               llvm::any_of(M.Bodies, [&](FunctionId B) { return !P.function(B).IsCoroutine && Known[B].Blocks; });
  }
  return R;
}

} // namespace corosafe
