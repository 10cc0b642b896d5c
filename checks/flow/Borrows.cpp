//===- Borrows.cpp - What a task refers to where it is made ----------------===//

#include "Borrows.h"
#include "FreshTasks.h"
#include "HandedArguments.h"
#include "KeptClosures.h"
#include "Lookups.h"
#include "SharedObject.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static constexpr unsigned MaxDepth = 10;

bool byReference(Passing Pass) {
  return Pass == Passing::ConstRef || Pass == Passing::MutableRef || Pass == Passing::RvalueRef;
}

bool isView(const Program &P, TypeId T) {
  const TypeModel *M = P.typeModel(T);
  return M && M->View;
}

bool refersByMember(const Program &P, TypeId T, std::optional<Symbol> Member) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && Ty->Kind == TypeFacts::Record && !Ty->InSystemHeader && !P.typeModel(T) && llvm::any_of(Ty->Fields, [&](const TypeFacts::Field &Fd) {
           return (Fd.Reference || isView(P, Fd.Type)) && (!Member || *Member == Fd.Name);
         });
}

/// True if a constructor merely calls the callable that it is given.
bool callsOnly(const Program &P, const Meaning &M) {
  if (M.Bodies.size() != 1 || P.function(M.Bodies[0]).Params.size() != 1)
    return false;
  const FunctionFacts &Body = P.function(M.Bodies[0]);
  bool Calls = false;
  auto IsIt = [](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::Parameter && O.P.Index == 0; };
  for (const Event &E : Body.Events) {
    if (llvm::any_of(E.Args, IsIt))
      return false;
    Calls |= E.Kind == EventKind::Call && IsIt(E.Receiver);
  }
  return Calls;
}

bool isRawPointer(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  const TypeFacts *To = Ty && Ty->Kind == TypeFacts::Pointer ? P.type(Ty->Pointee) : nullptr;
  return To && To->Kind != TypeFacts::FunctionType;
}

bool isTask(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && Ty->Kind == TypeFacts::Record && (Ty->HasPromise || Ty->Awaitable || taskInfo(P, T));
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

/// The local that begins as a value.
static std::optional<uint32_t> holderOf(const FunctionFacts &Fn, EventId Value) {
  for (const Event &E : Fn.Events)
    if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() && !E.Args.empty() &&
        E.Args[0].K == Operand::OfValue && E.Args[0].V == Value)
      return E.Target.Index;
  return std::nullopt;
}

/// True if a local, as a whole, is copied, moved or given to anybody.
static bool isHandedOn(const FunctionFacts &Fn, uint32_t Local) {
  return llvm::any_of(Fn.Events, [&](const Event &E) {
    return E.Kind != EventKind::Read && llvm::any_of(E.Args, [&](const Operand &A) {
      return A.K == Operand::InPlace && A.P.Root == Place::Local && A.P.Index == Local && A.P.Path.empty();
    });
  });
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
      bool Behind = llvm::any_of(N.Path, [&](Symbol S) { return P.str(S) == "*"; });
      const Event &Made = Fn.Events[N.Index];
      bool Only = Behind && Made.Callee != None && P.str(P.Facts.Entities[Made.Callee].Leaf).starts_with("make_");
      if (std::optional<uint32_t> Holder = Behind ? holderOf(Fn, N.Index) : std::nullopt) {
        Place Held = N;
        Held.Root = Place::Local;
        Held.Index = *Holder;
        // A handle that nobody else can have, or that nobody else has.
        if (Only || P.lifetime(F, Held) == Lifetime::Frame) {
          if (isHandedOn(Fn, *Holder))
            return; // Whoever has the handle too keeps the object.
          return Push(std::move(Held), false, true);
        }
      }
      if (!isPlainPrvalue(Fn, N.Index))
        return;
      if (!Behind || Only)
        Push(std::move(N), true, Only);
      return;
    }
    // An array is passed as a pointer to its first element.
    if (const TypeFacts *Whole = N.Root == Place::Local && N.Path.empty() ? P.type(Fn.Locals[N.Index].Type) : nullptr; Whole && Whole->Kind == TypeFacts::Array)
      return Push(std::move(N), false);
    TypeId T = P.typeOf(Fn, O);
    bool Handle = isRawPointer(P, T) || P.str(P.type(T) ? P.type(T)->Name : 0).ends_with("::reference_wrapper");
    if (Handle || isView(P, T) || (N.Path.empty() && refersByMember(P, T))) {
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
        if (!isNumber(P, P.typeOf(Fn, A))) // span(p, n) points to p's, and not to n.
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
    const std::optional<ArgRef> *Of = viewOf(P, F, O.V);
    if (Of && (ByReference || isView(P, E.Type) || isRawPointer(P, E.Type))) {
      for (const Operand *A : P.operands(Fn, E, **Of)) {
        // `p.get()` points to what p owns.
        Operand Behind = *A;
        if (isRawPointer(P, E.Type) && A->K == Operand::InPlace && P.isPointerLike(P.typeOf(Fn, *A)) && P.symbol("*"))
          Behind.P.Path.push_back(*P.symbol("*"));
        Through(A->K == Operand::InPlace && Behind.P.Path.size() > A->P.Path.size() ? Behind : *A);
      }
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
  const bool Refers = E.Receiver.K != Operand::Nothing && !keepsItsCallable(P, F, E.Receiver);
  // The object that the coroutine runs on, if that is one of ours.
  std::optional<Place> Object;
  if (E.Kind == EventKind::Lambda || B.IsLambda) {
    if (classOf(F) != None && classOf(F) == classOf(Callee))
      Object.emplace().Root = Place::This;
  } else if (E.Receiver.K != Operand::Nothing) {
    Object = P.placeOf(F, E.Receiver);
  }
  for (const Need &N : Needs) {
    size_t From = Out.size();
    switch (N.K) {
    case Need::Parameter:
      if (const Operand *A = E.Kind == EventKind::Lambda ? nullptr : argument(F, E, Callee, N.Index)) {
        // `f({1, 2})`: an initializer_list is a view of an array that the call makes.
        const TypeFacts *Given = A->K == Operand::OfValue ? P.type(Fn.Events[A->V].Type) : nullptr;
        if (N.Called) {
          ofCalled(F, *A, Out, 0);
          break;
        }
        bool List = Given && Given->Kind == TypeFacts::Array && isView(P, B.Params[N.Index].Type);
        refer(F, *A, List || (byReference(B.Params[N.Index].Pass) && !N.Behind), Out, 0);
      }
      break;
    case Need::This:
      if (E.Kind == EventKind::Lambda || B.IsLambda) {
        if (Object) {
          Borrow This;
          This.On = *Object;
          Out.push_back(std::move(This));
        }
      } else if (Refers) {
        refer(F, E.Receiver, true, Out, 0);
      }
      break;
    case Need::Closure:
      if (E.Kind == EventKind::Call && Refers)
        refer(F, E.Receiver, true, Out, 0);
      break;
    case Need::Capture: {
      Program::CallSite Site = P.lambdaSite(Callee);
      if (Site.Caller == F && N.Index < Fn.Events[Site.Call].Args.size()) {
        Operand Of = Fn.Events[Site.Call].Args[N.Index];
        if (N.Called) {
          ofCalled(F, Of, Out, 0);
          break;
        }
        if (N.Behind && Of.K == Operand::InPlace && byReference(B.Captures[N.Index].Pass))
          if (std::optional<Symbol> Deref = P.symbol("*"))
            Of.P.Path.push_back(*Deref);
        refer(F, Of, byReference(B.Captures[N.Index].Pass), Out, 0);
      } else if (E.Kind == EventKind::Call && Site.Caller != F && E.Receiver.K == Operand::InPlace && E.Receiver.P.Path.empty() &&
                 (E.Receiver.P.Root == Place::Parameter || E.Receiver.P.Root == Place::Capture)) {
        // `return f(*stream_);`: it is behind the closure, which whoever has made that knows.
        Borrow &Behind = Out.emplace_back();
        Behind.On = E.Receiver.P;
        Behind.Called = true;
      }
      break;
    }
    }
    if (N.HoldsObject && Object)
      Out.erase(std::remove_if(Out.begin() + From, Out.end(), [&](const Borrow &X) { return isWithin(X.On, *Object); }), Out.end());
    for (size_t I = From; I < Out.size(); ++I)
      if (Out[I].Of.In == None && Out[I].Of.Name.empty()) {
        Out[I].Of = N;
        Out[I].Of.HoldsObject = N.HoldsObject && Object && Object->Root == Place::This && Object->Path.empty();
      }
  }
}

void Borrows::ofClosure(FunctionId F, EventId Lambda, std::vector<Borrow> &Out) const {
  FunctionId B = P.bodyOf(P.function(F).Events[Lambda].Callee);
  if (B != None)
    bind(F, Lambda, B, Known[B].Mentions, Out);
}

/// A coroutine, as it seems, that is only declared: it uses all that it is given. What it may only look at, one that starts
/// at once may have done with before it is first suspended; what it is to work on it has not.
void Borrows::ofDeclared(FunctionId F, EventId Id, std::vector<Borrow> &Out) const {
  const Event &E = P.function(F).Events[Id];
  const EntityFacts &C = P.Facts.Entities[E.Callee];
  const TypeFacts *R = P.type(C.ReturnType); // `jobs[i] = run();` gives a reference: that is no coroutine.
  std::optional<TaskInfo> Info = taskInfo(P, C.ReturnType);
  if (!R || R->Kind != TypeFacts::Record || !R->HasPromise || C.InSystemHeader || P.meaning(F, Id).InLibrary || E.Indirect)
    return;
  bool Eager = Info && Info->OnDrop != TaskModel::NeverRuns;
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
    if (Eager ? C.Params[I] == Passing::MutableRef : Refers)
      refer(F, E.Args[I], byReference(C.Params[I]), Out, 0);
    Needed(Need::Parameter, I, I < C.ParamNames.size() ? P.str(C.ParamNames[I]) : "", From);
  }
  // Its body may well begin by holding on to its object.
  if (!Eager && E.Receiver.K != Operand::Nothing && !C.IsStatic && !isCounted(C.Class)) {
    size_t From = Out.size();
    refer(F, E.Receiver, true, Out, 0);
    Needed(Need::This, 0, "this", From);
  }
}

bool Borrows::keptByContinuation(FunctionId F, const Event &E, const Borrow &B) const {
  const FunctionFacts &Fn = P.function(F);
  auto Keeps = [&](const Operand &O) {
    const Operand *C = &O;
    if (C->K == Operand::OfValue && Fn.Events[C->V].Kind == EventKind::Construct && Fn.Events[C->V].Args.size() == 1)
      C = &Fn.Events[C->V].Args[0];
    // `[h = std::move(h)]`: what h was made as.
    if (C->K == Operand::InPlace && C->P.Root == Place::Local && C->P.Path.empty())
      if (const Operand *Def = P.soleValue(F, C->P.Index); Def && Def->K == Operand::OfValue && Fn.Events[Def->V].Kind == EventKind::Call)
        if (const FunctionModel *M = P.meaning(F, Def->V).Model; M && M->KeepsAlive)
          C = Def;
    if (C->K == Operand::OfValue && Fn.Events[C->V].Kind == EventKind::Call) {
      const FunctionModel *M = P.meaning(F, C->V).Model;
      if (M && M->KeepsAlive)
        for (const Operand *Of : P.operands(Fn, Fn.Events[C->V], *M->KeepsAlive))
          if (std::optional<Place> On = P.placeOf(F, *Of); On && (isWithin(B.On, *On) || (On->Root == Place::This && B.On.Root == Place::This)))
            return true;
      if (!M || !M->PartOf || isRawPointer(P, Fn.Events[C->V].Type)) // `[p = h.get()]` keeps nothing.
        return false;
    } else if (C->K != Operand::InPlace || C->AddressOf) {
      return false;
    }
    // What is behind a handle stays where it is when the handle is copied or moved.
    std::optional<Place> Handle = C->K == Operand::InPlace ? C->P : P.placeOf(F, *C);
    if (!Handle)
      return false;
    Place Held = P.normalize(F, *Handle);
    // `auto s = mv(given);`
    if (Held.Root == Place::Local && Held.Path.empty() && B.On.Root == Place::Parameter)
      if (const Operand *Def = P.soleValue(F, Held.Index))
        if (std::optional<Place> From = P.placeOf(F, *Def))
          Held = P.normalize(F, *From);
    if (Held.Root == Place::Local && B.On.Root == Place::Value)
      if (const Operand *Def = P.soleValue(F, Held.Index); Def && Def->K == Operand::OfValue) {
        Held.Root = Place::Value;
        Held.Index = Def->V;
      }
    if (C->K == Operand::InPlace && C->Moved && B.On == Held && isViewOfBuffer(F, B))
      return true;
    return isWithin(B.On, Held) && B.On.Path.size() > Held.Path.size() && P.str(B.On.Path[Held.Path.size()]) == "*";
  };
  for (const Operand &A : E.Args)
    if (A.K == Operand::OfValue && Fn.Events[A.V].Kind == EventKind::Lambda)
      for (const Operand &C : Fn.Events[A.V].Args)
        if (C.Pass == Passing::ByValue && Keeps(C))
          return true;
  // `s->run().attach(mv(s))`
  const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, static_cast<EventId>(&E - Fn.Events.data())).Model : nullptr;
  for (const Action &A : M && M->Wraps ? llvm::ArrayRef<Action>(M->Acts) : llvm::ArrayRef<Action>())
    if (A.Does == Act::Stores)
      for (const Operand *O : P.operands(Fn, E, A.On)) {
        // A view of its buffer, which moves along.
        std::optional<Place> Whole = isViewOfBuffer(F, B) ? P.placeOf(F, *O) : std::nullopt;
        if (Keeps(*O) || (Whole && P.normalize(F, *Whole) == B.On))
          return true;
      }
  return false;
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
    // `future(F &&f) { f(promise(*this)); }`: the closure has run when the task is there.
    if (E.Args.size() == 1 && !(P.isCallable(P.typeOf(Fn, E.Args[0])) && callsOnly(P, P.meaning(F, Id))))
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
    // What is there when it returns is a result: it has waited for the task.
    if (Fm.Blocks == BlockingStrength::Strong && !isTask(P, E.Type))
      return;
    llvm::SmallVector<ArgRef, 4> Inner;
    for (const std::optional<ArgRef> *Ref : {&Fm.Wraps, &Fm.Shields, &Fm.PartOf})
      if (*Ref)
        Inner.push_back(**Ref);
    if (Fm.Combines)
      Inner.append(Fm.Combines->Branches.begin(), Fm.Combines->Branches.end());
    for (const Action &A : Fm.Acts)
      // What starts a task and gives a handle to it borrows what the task does.
      if (A.Does == Act::Consumes || A.Does == Act::Owns || (A.Does == Act::Spawns && isTask(P, E.Type)))
        Inner.push_back(A.On);
    size_t Before = Out.size();
    for (ArgRef Ref : Inner)
      for (const Operand *A : P.operands(Fn, E, Ref))
        if (!ofCalledAtOnce(F, Id, *A, Out, Depth)) {
          ofTask(F, *A, Out, Depth + 1);
          addHandedArguments(P, *this, Known, F, Id, *A, Out);
        }
    if (Fm.Continues)
      for (const Operand *A : P.operands(Fn, E, *Fm.Continues))
        if (P.isCallable(P.typeOf(Fn, *A)))
          refer(F, *A, false, Out, 0);
    if (!Inner.empty()) {
      Out.erase(std::remove_if(Out.begin() + Before, Out.end(), [&](const Borrow &B) { return keptByContinuation(F, E, B); }), Out.end());
      return;
    }
    // What completes by itself does not look at what it was taken from: a promise's future.
    if (M.InLibrary && Fm.Op && (Fm.Op->On.empty() || addLentBuffers(P, *this, F, Id, Fm, Out)))
      return;
  }
  if (!M.Bodies.empty()) {
    size_t Before = Out.size();
    for (FunctionId B : M.Bodies)
      if (!P.isStackful(B) || isTask(P, E.Type)) // It has ended when it returns.
        bind(F, Id, B, Known[B].Result, Out);
    // Of a library's body nothing may be known: it hands the callable to its scheduler.
    if (Out.size() != Before || !M.InLibrary)
      return;
  }
  if (E.Callee == None)
    return;
  // `bind(pump, std::ref(socket))`
  if (M.InLibrary && E.Args.size() > 1 && !isTask(P, E.Type))
    addHandedArguments(P, *this, Known, F, Id, E.Args[0], Out);
  // A library's own way to make a task out of a callable, and a pipe of such: `task | then(f)`, `on(s, task | then(f))`.
  auto TakesCallable = [&](const Operand &A) {
    return A.K == Operand::OfValue && Fn.Events[A.V].Kind == EventKind::Call && P.meaning(F, A.V).InLibrary &&
           llvm::any_of(Fn.Events[A.V].Args, [&](const Operand &X) { return P.isCallable(P.typeOf(Fn, X)); });
  };
  const TypeFacts *Gives = P.type(P.Facts.Entities[E.Callee].ReturnType); // `auto &e = map.findOrCreate(id, [&] {...});` has called it.
  bool OfPipe = Depth > 1 && !isTask(P, E.Type) && Gives && Gives->Kind == TypeFacts::Record && llvm::any_of(E.Args, [&](const Operand &A) { return P.isCallable(P.typeOf(Fn, A)); });
  bool Pipe = P.str(P.Facts.Entities[E.Callee].Leaf) == "operator|";
  if (M.InLibrary && (isTask(P, E.Type) || OfPipe)) {
    for (const Operand &A : E.Args)
      if (ofCalledAtOnce(F, Id, A, Out, Depth))
        continue; // `std::visit([&](auto &s) { return s.send(p); }, stream)`
      else if (addHandedArguments(P, *this, Known, F, Id, A, Out); P.isCallable(P.typeOf(Fn, A)))
        refer(F, A, false, Out, 0);
      else if (Pipe && A.K == Operand::OfValue && (isTask(P, P.typeOf(Fn, A)) || TakesCallable(A)))
        ofTask(F, A, Out, Depth + 1);
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

std::vector<Borrow> Borrows::ofTask(FunctionId F, const Operand &O, EventId TakenBy) const {
  std::vector<Borrow> Found, R;
  if (TakenBy != None && callsAtOnce(F, TakenBy, O))
    ofCalled(F, O, Found, 0);
  else
    ofTask(F, O, Found, 0);
  for (Borrow &B : Found) {
    auto Have = llvm::find_if(R, [&](const Borrow &Other) { return Other.On == B.On && Other.Called == B.Called; });
    if (Have == R.end())
      R.push_back(std::move(B));
    else if (Have->Of.FirstPart && !B.Of.FirstPart)
      *Have = std::move(B);
  }
  return R;
}

} // namespace corosafe
