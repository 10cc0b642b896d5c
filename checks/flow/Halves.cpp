//===- Halves.cpp - What an event changes for a time ------------------------===//

#include "HelperHalves.h"
#include "Lookups.h"
#include "PairNames.h"
#include "Pairs.h"
#include "SharedObject.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static llvm::StringRef leafOf(const Program &P, EntityId E) { return E == None ? "" : P.str(P.Facts.Entities[E].Leaf); }

bool outlivesFrame(const Program &P, FunctionId F, const Place &Pl) {
  if (P.lifetime(F, Pl) == Lifetime::Frame)
    return false;
  // A coroutine lambda's references to locals of the coroutine that it stands in: they end together.
  Program::CallSite Site = Pl.Root == Place::Capture ? P.lambdaSite(F) : Program::CallSite{None, None};
  if (Site.Caller == None || !P.function(Site.Caller).IsCoroutine)
    return true;
  std::optional<Place> There = P.rebase(Site.Caller, Site.Call, F, Pl);
  return !There || P.lifetime(Site.Caller, *There) != Lifetime::Frame;
}

bool isRaw(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (Ty->Kind == TypeFacts::Pointer || Ty->Kind == TypeFacts::Builtin) && P.str(Ty->Name) != "void" &&
         P.str(Ty->Name) != "bool";
}

/// A handle or optional: moved out of, it has nothing, and what it had is the new owner's.
static bool mayBeEmpty(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && Ty->Kind == TypeFacts::Record && (P.isPointerLike(T) || P.str(Ty->Name).ends_with("::optional"));
}

/// The local that an event's value begins, directly or once awaited.
static uint32_t localFor(const Program &P, FunctionId F, EventId Value) {
  for (EventId E : P.takers(F, Value)) {
    const Event &Ev = P.function(F).Events[E];
    if ((Ev.Kind == EventKind::Init || Ev.Kind == EventKind::Assign) && Ev.HasTarget && Ev.Target.Root == Place::Local &&
        Ev.Target.Path.empty())
      return Ev.Target.Index;
    if (Ev.Kind == EventKind::Suspend)
      return localFor(P, F, E);
  }
  return None;
}

/// Where a call's effect is complete: at the co_await on what it returns, if there is one.
static EventId completes(const Program &P, FunctionId F, EventId Call) {
  for (EventId E : P.takers(F, Call))
    if (P.function(F).Events[E].Kind == EventKind::Suspend)
      return E;
  return Call;
}

static bool isThreadMutex(const Program &P, const FunctionFacts &Fn, const Event &E) {
  const TypeModel *M = E.Receiver.K == Operand::Nothing ? nullptr : P.typeModel(P.typeOf(Fn, E.Receiver));
  return M && ((M->Mutex && M->Mutex->Blocks == Blocking::Thread) || M->Guard);
}

/// The event right behind one that looks an element of Table up, if it assigns that element: of a class's value, operator= does.
static EventId assignedNext(const Program &P, const FunctionFacts &Fn, EventId LooksUp, const Place &Table) {
  if (LooksUp + 1 >= Fn.Events.size())
    return None;
  const Event &Next = Fn.Events[LooksUp + 1];
  if (Next.Kind == EventKind::Assign)
    return isWithin(Next.Target, Table) ? LooksUp + 1 : None;
  bool Assigns = Next.Kind == EventKind::Call && leafOf(P, Next.Callee) == "operator=" && Next.Receiver.K == Operand::InPlace;
  return Assigns && isWithin(Next.Receiver.P, Table) ? LooksUp + 1 : None;
}

static void halvesOfCall(const Program &P, FunctionId F, EventId Id, std::vector<Half> &Out) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  const EntityFacts &Callee = P.Facts.Entities[E.Callee];
  Half H;
  H.In = F;
  H.Where = Id;
  const Operand *Object = E.Receiver.K != Operand::Nothing ? &E.Receiver : nullptr;
  llvm::StringRef Leaf = P.str(Callee.Leaf);
  // Atomics count by operators and calls.
  if (int By = stepOf(Leaf); By && Object) {
    H.K = Half::Step;
    H.Value = By;
    H.On = P.placeOf(F, *Object);
    H.At = completes(P, F, Id);
    if (H.On)
      Out.push_back(std::move(H));
    return;
  }
  // table_[key] = value: that puts it in.
  if (Leaf == "operator[]" && Object && Object->K == Operand::InPlace) {
    if (EventId Put = assignedNext(P, Fn, Id, Object->P); Put != None) {
      H.K = Half::Call;
      H.At = Put;
      H.On = P.placeOf(F, *Object);
      if (H.On)
        Out.push_back(std::move(H));
    }
    return;
  }
  if (Leaf.starts_with("operator"))
    return;
  // `current_.emplace(job)`, `current_.reset()`: what may be empty holds something, or nothing.
  if ((Leaf == "reset" || Leaf == "emplace") && Object && mayBeEmpty(P, P.typeOf(Fn, *Object))) {
    H.Flag = Leaf == "reset" && E.Args.empty();
    H.K = H.Flag ? Half::Set : Half::Assign;
    H.At = Id;
    H.On = P.placeOf(F, *Object);
    if (H.On)
      Out.push_back(std::move(H));
    return;
  }
  // An atomic's store, and std::exchange.
  const Operand *Written = writes(Leaf) ? Object || E.Args.empty() ? Object : &E.Args[0] : nullptr;
  if (Written) {
    size_t Value = (Object ? 0 : 1) + (Leaf.starts_with("compare_exchange") ? 1 : 0);
    H.On = P.placeOf(F, *Written);
    H.At = completes(P, F, Id);
    H.K = Half::Assign;
    if (Value < E.Args.size() && E.Args[Value].K == Operand::Constant) {
      H.K = Half::Set;
      H.Value = E.Args[Value].C;
      H.Flag = isFlag(P, E.Args[Value]);
    }
    if (H.On)
      Out.push_back(std::move(H));
    return;
  }
  // What no name says to belong to anything is half of nothing.
  if (!P.pairNames().speaks(E.Callee))
    return;
  H.At = completes(P, F, Id);
  // What a raw resource is given back with.
  for (const Operand &A : E.Args)
    if (A.K == Operand::InPlace && A.P.Root == Place::Local && A.P.Path.empty() && isRaw(P, P.typeOf(Fn, A))) {
      Half Unmake = H;
      Unmake.K = Half::Unmake;
      Unmake.Local = A.P.Index;
      Out.push_back(std::move(Unmake));
    }
  if (uint32_t L = localFor(P, F, Id); L != None && isRaw(P, Fn.Locals[L].Type)) {
    Half Make = H;
    Make.K = Half::Make;
    Make.Local = L;
    Out.push_back(std::move(Make));
  }
  if (isThreadMutex(P, Fn, E))
    return; // lock-across-suspend says it.
  // What is made here and awaited elsewhere (an operand of a race) has not happened yet.
  const TypeFacts *Made = P.type(P.strip(E.Type));
  if (Made && (Made->Awaitable || Made->HasPromise) && H.At == Id)
    return;
  if (!Object && !E.Args.empty() && E.Args[0].K == Operand::InPlace)
    Object = &E.Args[0]; // std::erase(v, x), leave(room).
  H.K = Half::Call;
  if (Object) {
    H.On = P.placeOf(F, *Object);
    if (!H.On)
      return;
    if (Object->AddressOf && !H.On->Path.empty() && P.str(H.On->Path.back()) == "*")
      H.On->Path.pop_back();
  }
  Out.push_back(std::move(H));
}

std::vector<Half> halvesOf(const Program &P, FunctionId F, EventId Id, unsigned Depth) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  std::vector<Half> Out;
  Half H;
  H.At = Id;
  H.In = F;
  H.Where = Id;
  switch (E.Kind) {
  case EventKind::Compute:
    if (int By = stepOf(P.str(E.Op)); By && E.HasTarget) {
      H.K = Half::Step;
      H.Value = By;
      H.On = P.normalize(F, E.Target);
      Out.push_back(std::move(H));
    }
    break;
  case EventKind::Assign: {
    if (!E.HasTarget || E.Args.size() != 1)
      break;
    const Operand &Value = E.Args[0];
    H.On = P.normalize(F, E.Target);
    H.K = Half::Assign;
    if (Value.K == Operand::Constant) {
      H.K = Half::Set;
      H.Value = Value.C;
      H.Flag = isFlag(P, Value);
    } else if (mayBeEmpty(P, typeAlong(P, F, E.Target, E.Target.Path.size())) && isNothing(P, Fn, Value)) {
      H.K = Half::Set;
      H.Flag = true;
    } else if (Value.AddressOf) {
      std::optional<Place> To = P.placeOf(F, Value);
      H.Points = To && (To->Root == Place::Parameter || (To->Root == Place::Local && P.lifetime(F, *To) == Lifetime::Frame));
    } else if (Value.K == Operand::InPlace && Value.P.Root == Place::Local && Value.P.Path.empty() &&
               !(Value.Moved && mayBeEmpty(P, Value.Type))) { // What was taken out of a handle was the coroutine's own meanwhile.
      H.Restores = Value.P.Index;
    }
    Out.push_back(std::move(H));
    break;
  }
  case EventKind::Construct:
    if (uint32_t L = E.Heap ? localFor(P, F, Id) : None; L != None && isRaw(P, Fn.Locals[L].Type)) {
      H.K = Half::Make;
      H.Local = L;
      Out.push_back(std::move(H));
    }
    break;
  case EventKind::Destroy:
    if (E.Heap && E.HasTarget && E.Target.Root == Place::Local) {
      H.K = Half::Unmake;
      H.Local = E.Target.Index;
      Out.push_back(std::move(H));
    }
    break;
  case EventKind::Call: {
    if (E.Callee == None)
      break;
    halvesOfCall(P, F, Id, Out);
    halvesOfHelper(P, F, Id, Depth, Out);
    break;
  }
  default:
    break;
  }
  return Out;
}

} // namespace corosafe
