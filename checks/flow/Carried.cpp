//===- Carried.cpp ----------------------------------------------------------===//

#include "Carried.h"
#include "Summary.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

/// True if it was not among them.
static bool add(llvm::SmallBitVector &Set, uint32_t Which) {
  bool New = !Set[Which];
  Set.set(Which);
  return New;
}

Carried::Carried(const Program &P, FunctionId F, EventId Suspend)
    : P(P), Fn(P.function(F)), F(F), Suspend(Suspend), Sinks(Fn.Events.size()), Carriers(Fn.Events.size()), Locals(Fn.Locals.size()) {
  Carriers.set(Suspend);
  findBuffers();
  spread();
}

Carried::Carried(const Program &P, FunctionId F, EventId At, bool Given, llvm::ArrayRef<uint32_t> Into)
    : P(P), Fn(P.function(F)), F(F), Suspend(At), Sinks(Fn.Events.size()), Carriers(Fn.Events.size()), Locals(Fn.Locals.size()) {
  if (Given)
    Carriers.set(At);
  for (uint32_t L : Into)
    Locals.set(L);
  spread();
}

void Carried::spread() {
  bool Grew = true;
  for (unsigned Round = 0; Grew && Round < 8; ++Round) {
    Grew = false;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
      Grew |= flowThrough(Id);
  }
}

bool Carried::in(const Operand &O) const {
  if (O.K == Operand::OfValue)
    return O.V < Carriers.size() && Carriers[O.V];
  if (O.K != Operand::InPlace)
    return false;
  if (O.P.Root == Place::Value)
    return O.P.Index < Carriers.size() && Carriers[O.P.Index];
  return O.P.Root == Place::Local && Locals[O.P.Index];
}

bool Carried::isReturned() const {
  return llvm::any_of(Fn.Events, [&](const Event &E) { return E.Kind == EventKind::Return && !E.Args.empty() && in(E.Args[0]); });
}

bool Carried::isHandedOnFrom(EventId E) const {
  if (Sinks.none())
    return false;
  llvm::SmallBitVector Seen(Fn.Blocks.size());
  llvm::SmallVector<std::pair<BlockId, size_t>, 8> Work; // A block, and how many of its events come before.
  for (BlockId B = 0; B < Fn.Blocks.size() && Work.empty(); ++B)
    if (auto At = llvm::find(Fn.Blocks[B].Events, E); At != Fn.Blocks[B].Events.end())
      Work.push_back({B, static_cast<size_t>(At - Fn.Blocks[B].Events.begin())});
  for (bool First = true; !Work.empty(); First = false) {
    auto [B, Before] = Work.pop_back_val();
    bool Renewed = false;
    for (EventId Id : llvm::ArrayRef(Fn.Blocks[B].Events).drop_front(Before)) {
      Renewed = Id == Suspend && !(First && Id == E);
      if (Renewed)
        break;
      if (Sinks[Id])
        return true;
    }
    if (!Renewed)
      for (const Edge &Next : Fn.Blocks[B].Succs)
        if (Next.To != None && !Seen[Next.To]) {
          Seen.set(Next.To);
          Work.push_back({Next.To, 0});
        }
  }
  return false;
}

/// A raw buffer that an operation was given to write into: no object that it works on.
bool Carried::isFilled(const Event &E, const Operation &Op, const Operand &A) const {
  if (A.Pass != Passing::MutablePointer && A.Pass != Passing::MutableRef)
    return false;
  return llvm::none_of(Op.On, [&](ArgRef On) { return llvm::is_contained(P.operands(Fn, E, On), &A); });
}

/// Local buffers that were handed to the operation hold what it took.
void Carried::findBuffers() {
  std::vector<EventId> Work;
  if (!Fn.Events[Suspend].Args.empty() && Fn.Events[Suspend].Args[0].K == Operand::OfValue)
    Work.push_back(Fn.Events[Suspend].Args[0].V);
  std::set<EventId> Seen;
  while (!Work.empty()) {
    EventId V = Work.back();
    Work.pop_back();
    if (!Seen.insert(V).second)
      continue;
    const Event &E = Fn.Events[V];
    if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct)
      continue;
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, V).Model : nullptr;
    bool IsBuffer = E.Kind == EventKind::Construct || (M && M->PartOf);
    if (M && M->Op && M->Op->Into)
      for (const Operand *O : P.operands(Fn, E, *M->Op->Into))
        if (O->K == Operand::InPlace && O->P.Root == Place::Local)
          Locals.set(O->P.Index);
    for (const Operand &A : E.Args) {
      if (A.K == Operand::OfValue)
        Work.push_back(A.V);
      else if (A.K == Operand::InPlace && A.P.Root == Place::Local && (IsBuffer || (M && M->Op && isFilled(E, *M->Op, A))))
        Locals.set(A.P.Index);
    }
  }
}

/// Carries it through one event. True if that taught something new.
bool Carried::flowThrough(EventId Id) {
  if (Id == Suspend)
    return false;
  const Event &E = Fn.Events[Id];
  auto Any = [&] { return llvm::any_of(E.Args, [&](const Operand &A) { return in(A); }); };
  switch (E.Kind) {
  case EventKind::Init:
  case EventKind::Assign: {
    if (!Any() || !E.HasTarget)
      return false;
    Place To = P.normalize(F, E.Target);
    // An object with a destructor of its own takes care of what it was given.
    bool Cares = E.Kind == EventKind::Init && To.Root == Place::Local && To.Path.empty() && P.destructorOf(Fn.Locals[To.Index].Type) != None;
    if (To.Root == Place::Local && P.lifetime(F, To) == Lifetime::Frame && !Cares)
      return add(Locals, To.Index);
    return add(Sinks, Id);
  }
  case EventKind::Compute:
    if (!Any())
      return false;
    if (E.HasTarget && isVisibleOutside(P.normalize(F, E.Target)))
      return add(Sinks, Id);
    if (E.HasTarget && E.Target.Root == Place::Local)
      return add(Locals, E.Target.Index);
    return add(Carriers, Id);
  case EventKind::Choose:
  case EventKind::Construct:
  case EventKind::Lambda:
    return Any() && add(Carriers, Id);
  case EventKind::Suspend:
    return Any() && add(Sinks, Id);
  case EventKind::Return:
    return Any() && add(Sinks, Id);
  case EventKind::Call:
    return call(Id, E);
  default:
    return false;
  }
}

bool Carried::call(EventId Id, const Event &E) {
  bool OnIt = in(E.Receiver);
  bool InArgs = llvm::any_of(E.Args, [&](const Operand &A) { return in(A); });
  if (!OnIt && !InArgs)
    return false;
  const Meaning &M = P.meaning(F, Id);
  const EntityFacts *Callee = E.Callee == None ? nullptr : &P.Facts.Entities[E.Callee];
  if (Callee && P.str(Callee->Leaf) == "operator=")
    return false; // The Assign behind it.
  const TypeFacts *T = P.type(P.strip(E.Type));
  bool Void = !T || P.str(T->Name) == "void";
  if (M.Model) {
    if (llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Logs; }))
      return false;
    if (M.Model->Op || M.Model->Combines || M.Model->Wraps || M.Model->PartOf ||
        M.Model->Tests != ResultTest::None)
      return add(Carriers, Id);
  }
  bool Awaitable = T && (T->Awaitable || taskInfo(P, E.Type));
  bool RunsLater = llvm::any_of(M.Bodies, [&](FunctionId B) { return P.function(B).IsCoroutine; }) || Awaitable;
  if (RunsLater && E.Discarded == Discard::No)
    return add(Carriers, Id);
  // A method of the thing itself that only looks.
  if (OnIt && !InArgs && Callee && Callee->IsConst)
    return !Void && add(Carriers, Id);
  // Put into a local: it is still only in a local.
  if (InArgs && E.Receiver.K == Operand::InPlace) {
    Place On = P.normalize(F, E.Receiver.P);
    if (On.Root == Place::Local && P.lifetime(F, On) == Lifetime::Frame) {
      bool Grew = add(Locals, On.Index);
      return (!Void && E.Discarded == Discard::No && add(Carriers, Id)) || Grew;
    }
    if (Callee && !Callee->IsConst)
      return add(Sinks, Id);
  }
  if (Void || E.Discarded != Discard::No)
    return add(Sinks, Id);
  return add(Carriers, Id);
}

} // namespace corosafe
