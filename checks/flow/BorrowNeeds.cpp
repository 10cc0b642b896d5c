//===- BorrowNeeds.cpp - What a coroutine uses of what it was given --------===//

#include "Borrows.h"
#include "Contexts.h"
#include "ElementLoops.h"
#include "FreshTasks.h"
#include "Locks.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"

namespace corosafe {

/// Marks the events that may run after the coroutine was suspended for the first time.
static llvm::BitVector afterSuspend(const Program &P, FunctionId F) {
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

/// One of the handles is there, made on every path and not yet gone, wherever the coroutine uses its object: behind a suspend
/// point, or anywhere.
static bool holdAtUses(const Program &P, FunctionId F, llvm::ArrayRef<EventId> Handles, bool Anywhere) {
  const FunctionFacts &Fn = P.function(F);
  const Loops All(Fn);
  llvm::BitVector Late = afterSuspend(P, F);
  auto Holds = [&](EventId Lock, EventId Use) {
    BlockId At = All.blockOf(Lock), Here = All.blockOf(Use);
    if (At == None || Here == None || (At == Here ? Lock > Use : reachesAround(Fn, 0, Here, At)))
      return false;
    for (EventId Id = Lock; Id < Fn.Events.size(); ++Id)
      if (const Event &E = Fn.Events[Id]; E.Kind == EventKind::Destroy && E.HasTarget && E.Target == Fn.Events[Lock].Target)
        if (BlockId End = All.blockOf(Id); End != None && (End == Here ? Id < Use : reachesAround(Fn, End, Here, At)))
          return false;
    return true;
  };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    auto Is = [](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::This; };
    bool Uses = Is(E.Receiver) || llvm::any_of(E.Args, Is) || (E.HasTarget && E.Target.Root == Place::This);
    if (Uses && (Late[Id] || Anywhere) && llvm::none_of(Handles, [&](EventId L) { return Holds(L, Id); }))
      return false;
  }
  return llvm::none_of(Fn.Blocks, [&](const Block &B) {
    if (B.Condition.K != Operand::InPlace || B.Condition.P.Root != Place::This)
      return false;
    return B.Events.empty() ? Anywhere : Late[B.Events.back()] && llvm::none_of(Handles, [&](EventId L) { return Holds(L, B.Events.back()); });
  });
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
  // `auto self = shared_from_this();` before anything else, and for as long as the object is used.
  llvm::SmallVector<EventId, 2> Kept;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend && !neverSuspends(P, F, Id))
      break;
    if (E.Kind != EventKind::Init || E.Args.empty() || !E.HasTarget || E.Target.Root != Place::Local)
      continue;
    if ((E.Args[0].K == Operand::OfValue && Keeps(F, E.Args[0].V)) ||
        (Fn.Locals[E.Target.Index].Pass == Passing::ByValue && relates(Fn.Locals[E.Target.Index].Type, Class) && Class != None))
      Kept.push_back(Id);
  }
  return !Kept.empty() && holdAtUses(P, F, Kept, false);
}

/// `auto self = weak.lock(); if (!self) co_return;` stands before every use of the object behind a suspend point.
bool Borrows::locksItselfAgain(FunctionId F) const {
  const FunctionFacts &Fn = P.function(F);
  TypeId Class = classOf(F);
  llvm::SmallVector<EventId, 2> Locked;
  for (EventId Id = 0; Id < Fn.Events.size() && Class != None; ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Init || E.Args.size() != 1 || E.Args[0].K != Operand::OfValue || !E.HasTarget || E.Target.Root != Place::Local)
      continue;
    const Event &Made = Fn.Events[E.Args[0].V];
    if (Made.Kind == EventKind::Call && Made.Receiver.K == Operand::InPlace && Made.Receiver.P.Root != Place::This &&
        Fn.Locals[E.Target.Index].Pass == Passing::ByValue && relates(Fn.Locals[E.Target.Index].Type, Class))
      Locked.push_back(Id);
  }
  return !Locked.empty() && holdAtUses(P, F, Locked, !startsAtOnce(F));
}

/// `QPointer<Window> self(this);`, and behind every suspend point it is asked before the object is used.
bool Borrows::asksForItselfAgain(FunctionId F) const {
  const FunctionFacts &Fn = P.function(F);
  auto IsThis = [](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::This; };
  std::optional<Place> Self;
  for (EventId Id = 0; Id < Fn.Events.size() && !Self && startsAtOnce(F); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Init || E.Args.size() != 1 || !E.HasTarget || E.Target.Root != Place::Local || !E.Target.Path.empty())
      continue;
    const TypeModel *M = P.typeModel(Fn.Locals[E.Target.Index].Type);
    auto OfSelf = [&](const Operand &O) { return IsThis(O) && O.P.Path.empty(); };
    if (M && M->SelfNulling && (OfSelf(E.Args[0]) || (E.Args[0].K == Operand::OfValue && llvm::any_of(Fn.Events[E.Args[0].V].Args, OfSelf))))
      Self = E.Target;
  }
  if (!Self)
    return false;
  auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && O.P == *Self; };
  auto Uses = [&](const Event &E) {
    return E.Kind != EventKind::Destroy && (IsThis(E.Receiver) || llvm::any_of(E.Args, IsThis) || (E.HasTarget && E.Target.Root == Place::This));
  };
  // Where it is not asked any more, the object may be gone.
  llvm::BitVector Entered(Fn.Blocks.size());
  llvm::SmallVector<BlockId, 8> Work;
  auto Follow = [&](BlockId To) {
    if (To != None && !Entered[To]) {
      Entered.set(To);
      Work.push_back(To);
    }
  };
  auto Walk = [&](const Block &B, bool Unasked) {
    for (EventId Id : B.Events) {
      const Event &E = Fn.Events[Id];
      if (E.Kind == EventKind::Call && (Is(E.Receiver) || llvm::any_of(E.Args, Is)))
        Unasked = false;
      if (Unasked && Uses(E))
        return false;
      // Another coroutine of the object has to ask for itself.
      if (E.Kind == EventKind::Call && IsThis(E.Receiver) && E.Receiver.P.Path.empty() && llvm::any_of(P.meaning(F, Id).Bodies, [&](FunctionId C) {
            return llvm::any_of(Known[C].Result, [](const Need &N) { return N.K == Need::This; });
          }))
        return false;
      if (E.Kind != EventKind::Suspend || neverSuspends(P, F, Id))
        continue;
      Unasked = true;
      for (RegionId R = E.Region; R != None; R = Fn.Regions[R].Parent)
        for (const Region::Handler &H : Fn.Regions[R].Handlers)
          Follow(H.To);
    }
    if (Is(B.Condition))
      Unasked = false;
    if (Unasked)
      for (const Edge &E : B.Succs)
        Follow(E.To);
    return !Unasked || !IsThis(B.Condition);
  };
  if (!llvm::all_of(Fn.Blocks, [&](const Block &B) { return Walk(B, false); }))
    return false;
  while (!Work.empty())
    if (!Walk(Fn.Blocks[Work.pop_back_val()], true))
      return false;
  return true;
}

/// A call of a closure that is no coroutine, and whose task does not refer to the closure.
bool Borrows::makesOnly(FunctionId F, EventId Call) const {
  const Meaning &M = P.meaning(F, Call);
  return !M.Bodies.empty() && llvm::all_of(M.Bodies, [&](FunctionId B) {
    return P.function(B).IsLambda && !P.function(B).IsCoroutine &&
           llvm::none_of(Known[B].Result, [](const Need &N) { return N.K == Need::Closure || N.K == Need::Capture || N.K == Need::This; });
  });
}

/// A callback with a weak pointer or a shared flag looks at that before it touches its object.
bool Borrows::asksWhetherAlive(const FunctionFacts &Fn) const {
  return llvm::any_of(Fn.Captures, [&](const Variable &V) {
    const TypeFacts *Ty = V.Pass == Passing::ByValue ? P.type(P.strip(V.Type)) : nullptr;
    if (!Ty)
      return false;
    if (P.str(Ty->Name).ends_with("weak_ptr"))
      return true;
    const TypeModel *M = P.typeModel(V.Type);
    const TypeFacts *To = M && M->Owner ? P.type(P.strip(P.pointee(V.Type))) : nullptr;
    return To && (P.str(To->Spelling) == "bool" || P.str(To->Name) == "std::atomic");
  });
}

/// `result<void> index(executor_tag, ...)`: not even its first part runs in the call.
bool Borrows::startsElsewhere(FunctionId F) const {
  return llvm::any_of(P.function(F).Params, [&](const Variable &V) {
    const TypeModel *M = P.typeModel(V.Type);
    return M && M->Offloads && !M->Task;
  });
}

bool Borrows::startsAtOnce(FunctionId F) const {
  const FunctionFacts &Fn = P.function(F);
  if (startsElsewhere(F))
    return false;
  if (const TypeModel *M = P.typeModel(P.Facts.Entities[Fn.Entity].ReturnType); M && M->Task)
    if (M->Task->Starts != TaskModel::FromPromise)
      return M->Task->Starts == TaskModel::Eager;
  return Fn.InitialSuspend == SuspendPolicy::Never;
}

/// `text.asBytes()`, given to a coroutine or lent to an operation: the memory that an object owns, and not the object.
bool Borrows::isViewOfBuffer(FunctionId F, const Borrow &B) const {
  TypeId Of = B.On.Path.empty() ? P.strip(typeOfRoot(P, F, B.On)) : TypeId(None);
  const TypeFacts *T = P.type(Of);
  if (!T || T->Kind != TypeFacts::Record || P.str(T->Name) == "std::basic_string") // Short strings are in the object.
    return B.Of.Bound && isView(P, B.Of.Bound->Type);
  if (B.Of.Bound)
    return isView(P, B.Of.Bound->Type) || (isRawPointer(P, B.Of.Bound->Type) && P.strip(P.pointee(B.Of.Bound->Type)) != Of);
  return B.Of.In == None && B.Of.K == Need::Parameter;
}

/// What is awaited runs on without its handle, and what waits for it refers to the handle no more.
static bool hasAwaiterOfItsOwn(const Program &P, const Event &E) {
  if (E.Kind != EventKind::Suspend || E.AwaiterType == None || E.Args.empty())
    return false;
  TypeId Handle = P.strip(E.Args[0].Type);
  std::optional<TaskInfo> Info = taskInfo(P, Handle);
  const TypeFacts *Awaiter = P.type(P.strip(E.AwaiterType));
  if (!Info || Info->OnDrop != TaskModel::Detaches || !Awaiter || Awaiter->Kind != TypeFacts::Record || P.strip(E.AwaiterType) == Handle)
    return false;
  auto Refers = [&](const TypeFacts &T) {
    return llvm::any_of(T.Fields, [&](const TypeFacts::Field &Field) { return (Field.Reference ? P.strip(Field.Type) : P.strip(P.pointee(Field.Type))) == Handle; });
  };
  return !Refers(*Awaiter) && llvm::none_of(Awaiter->Bases, [&](TypeId B) { return P.type(B) && Refers(*P.type(B)); });
}

NeedList Borrows::usesOf(FunctionId F, bool AfterSuspendOnly) const {
  const FunctionFacts &Fn = P.function(F);
  NeedList R;
  llvm::BitVector Late;
  if (AfterSuspendOnly)
    Late = afterSuspend(P, F);
  bool OwnClosure = ownsItsClosure(P, F);
  auto Add = [&](Need::Kind K, uint32_t Index, const Variable *V, const SourceSpan *Used, bool Behind = false) {
    Need N;
    N.K = K;
    N.Behind = Behind;
    N.Index = Index;
    N.In = F;
    static const SharedText Self = SharedText::constant("this");
    N.Bound = V;
    if (V)
      N.Name = SharedText::borrowed(P.Facts.Strings[V->Name]);
    else if (K == Need::This)
      N.Name = Self;
    N.Used = Used;
    if (llvm::none_of(R, [&](const Need &Have) { return Have.same(N); }))
      R.push_back(std::move(N));
  };
  auto Refers = [&](const Variable &V) { return V.Pass != Passing::ByValue || isView(P, V.Type); };
  // What a variable needs is told where it is met first.
  llvm::SmallBitVector ParamsSeen(Fn.Params.size()), CapturesSeen(Fn.Captures.size());
  bool ThisSeen = false;
  // What is only lent before the suspend point was found by then: the reference to it, or 'this', is not read again. Nor is it
  // for what is named by a reference that was bound: that is an event of its own.
  auto Look = [&](const Place &Pl, const SourceSpan *Used, bool OnlyLent) {
    if (Pl.Root == Place::Parameter ? ParamsSeen.test(Pl.Index)
                                    : Pl.Root == Place::Capture ? CapturesSeen.test(Pl.Index) : Pl.Root == Place::This && ThisSeen)
      return;
    const Variable *Param = Pl.Root == Place::Parameter ? &Fn.Params[Pl.Index] : nullptr;
    bool ByMember = Param && Param->Pass == Passing::ByValue && refersByMember(P, Param->Type);
    if (ByMember && !Pl.Path.empty() && !refersByMember(P, Param->Type, Pl.Path[0]))
      return; // Its other members are its own.
    if (Param)
      ParamsSeen.set(Pl.Index);
    else if (Pl.Root == Place::Capture && !OnlyLent)
      CapturesSeen.set(Pl.Index);
    ThisSeen |= Pl.Root == Place::This && !OnlyLent;
    switch (Pl.Root) {
    case Place::Parameter:
      if (OwnClosure && Pl.Index == 0)
        return;
      if (ByMember || (Refers(Fn.Params[Pl.Index]) &&
          (byReference(Fn.Params[Pl.Index].Pass) || isView(P, Fn.Params[Pl.Index].Type) || isRawPointer(P, Fn.Params[Pl.Index].Type))))
        Add(Need::Parameter, Pl.Index, &Fn.Params[Pl.Index], Used);
      else if (Fn.Params[Pl.Index].Pass == Passing::ByValue && (isTask(P, Fn.Params[Pl.Index].Type) || P.isCallable(Fn.Params[Pl.Index].Type)))
        Add(Need::Parameter, Pl.Index, &Fn.Params[Pl.Index], Used, /*Behind=*/true);
      return;
    case Place::Capture:
      if (Refers(Fn.Captures[Pl.Index]) || isRawPointer(P, Fn.Captures[Pl.Index].Type))
        Add(Need::Capture, Pl.Index, &Fn.Captures[Pl.Index], Used);
      if (!OwnClosure && !(OnlyLent && Fn.Captures[Pl.Index].Pass != Passing::ByValue))
        Add(Need::Closure, 0, &Fn.Captures[Pl.Index], Used);
      return;
    case Place::This:
      Add(Need::This, 0, nullptr, Used);
      if (Fn.IsLambda && !OwnClosure && !OnlyLent) {
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
    bool Early = AfterSuspendOnly && !Late[Id];
    if (Early && !Lent())
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
      if (Harmless && Fn.IsLambda && !OwnClosure && !Early)
        Add(Need::Closure, 0, nullptr, &E.Range);
      // A closure that merely makes a task has done so before the suspend point.
      bool Called = Early && E.Kind == EventKind::Call && E.Receiver.P.Path.empty() &&
                    (E.Receiver.P.Root == Place::Parameter || E.Receiver.P.Root == Place::Capture) && makesOnly(F, Id);
      if (!Harmless && !Called)
        Look(E.Receiver.P, &E.Range, Early || E.Receiver.ThroughReference);
    }
    if (Early && hasAwaiterOfItsOwn(P, E))
      continue;
    for (const Operand &A : E.Args)
      if (A.K == Operand::InPlace)
        Look(A.P, &E.Range, Early || A.ThroughReference);
    if (E.HasTarget)
      Look(E.Target, &E.Range, Early || E.TargetThroughReference);
  }
  for (const Block &B : Fn.Blocks)
    if (B.Condition.K == Operand::InPlace && (!AfterSuspendOnly || (!B.Events.empty() && Late[B.Events.back()])))
      Look(B.Condition.P, B.Events.empty() ? nullptr : &Fn.Events[B.Events.back()].Range, false);
  return R;
}

BorrowSummary Borrows::infer(FunctionId F) const {
  const FunctionFacts &Fn = P.function(F);
  BorrowSummary R;
  bool Keeps = Fn.IsLambda || Fn.IsCoroutine ? keepsItself(F) : false;
  auto Without = [](NeedList &Needs, Need::Kind K) { llvm::erase_if(Needs, [&](const Need &N) { return N.K == K; }); };
  NeedList Later = Fn.IsCoroutine ? usesOf(F, true) : NeedList();
  auto TellFirstPart = [&](NeedList &Needs) {
    for (Need &N : Needs)
      N.FirstPart = Fn.IsCoroutine && llvm::none_of(Later, [&](const Need &L) { return L.same(N); });
  };
  if (Fn.IsLambda) {
    R.Mentions = usesOf(F, false);
    TellFirstPart(R.Mentions);
    Without(R.Mentions, Need::Closure);
    if (Keeps || (!Fn.IsCoroutine && asksWhetherAlive(Fn)))
      Without(R.Mentions, Need::This);
    for (Need &N : R.Mentions)
      N.HoldsObject = Keeps;
  }
  const TypeModel *Gives = P.typeModel(P.Facts.Entities[Fn.Entity].ReturnType);
  if (Fn.IsCoroutine && Gives && Gives->NeverSuspends) {
    // It has ended when it returns.
  } else if (Fn.IsCoroutine) {
    R.Result = startsAtOnce(F) ? std::move(Later) : usesOf(F, false);
    if (!startsAtOnce(F) && !startsElsewhere(F))
      TellFirstPart(R.Result);
    if (Keeps || locksItselfAgain(F) || asksForItselfAgain(F))
      Without(R.Result, Need::This);
    for (Need &N : R.Result)
      N.HoldsObject = Keeps;
  } else if (isTask(P, P.Facts.Entities[Fn.Entity].ReturnType)) {
    for (const Event &E : Fn.Events) {
      if (E.Kind != EventKind::Return || E.Args.empty())
        continue;
      for (const Borrow &B : ofTask(F, E.Args[0])) {
        Need N = B.Of;
        N.Index = B.On.Index;
        N.Called = B.Called;
        N.Behind = (B.On.Root == Place::Parameter || B.On.Root == Place::Capture) && !B.On.Path.empty() && P.str(B.On.Path[0]) == "*";
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
        if (Own)
          continue;
        auto Have = llvm::find_if(R.Result, [&](const Need &Other) { return Other.same(N); });
        if (Have == R.Result.end())
          R.Result.push_back(std::move(N));
        else
          Have->FirstPart &= N.FirstPart;
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
