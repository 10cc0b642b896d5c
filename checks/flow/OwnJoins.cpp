//===- OwnJoins.cpp ---------------------------------------------------------===//

#include "OwnJoins.h"
#include "Contexts.h"
#include "Loops.h"
#include "SharedObject.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/SmallVector.h"

namespace corosafe {

/// The member of the function's own object that an operand is, or that it was asked of: done_, done_.wait().
static std::optional<Symbol> memberOf(const FunctionFacts &Fn, const Operand &O, unsigned Depth = 0) {
  if (O.K == Operand::InPlace)
    return O.P.Root == Place::This && !O.P.Path.empty() ? std::optional(O.P.Path[0]) : std::nullopt;
  if (O.K != Operand::OfValue || Depth > 3)
    return std::nullopt;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing)
    return memberOf(Fn, E.Receiver, Depth + 1);
  return std::nullopt;
}

/// What the coroutine tells with its last words: outside of its loops, or in a guard that runs when it ends.
static void toldAtTheEnd(const Program &P, FunctionId F, bool Guard, llvm::SmallVectorImpl<Symbol> &Out) {
  const FunctionFacts &Fn = P.function(F);
  std::optional<Loops> In;
  if (!Guard)
    In.emplace(Fn);
  llvm::ArrayRef<EventMark> Marks = P.marks(F);
  for (EventId Id = 0; Id < Marks.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Call || E.Callee == None || P.Facts.Entities[E.Callee].IsConst || E.Receiver.K != Operand::InPlace ||
        (In && In->around(Id)))
      continue;
    if (std::optional<Symbol> M = memberOf(Fn, E.Receiver))
      Out.push_back(*M);
  }
}

/// True if a function waits for that member: a co_await on it, or a call that blocks until it is told.
static bool waits(const Program &P, FunctionId F, Symbol Member) {
  const FunctionFacts &Fn = P.function(F);
  auto Is = [&](const Operand &O) { return memberOf(Fn, O) == Member; };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend && llvm::any_of(E.Args, Is))
      return true;
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
    if (M && M->Blocks != BlockingStrength::NotBlocking && (Is(E.Receiver) || llvm::any_of(E.Args, Is)))
      return true;
  }
  return false;
}

/// Who makes the object end its work, and not who waits for a first result.
static bool endsObject(const Program &P, FunctionId F) {
  const EntityFacts &E = P.Facts.Entities[P.function(F).Entity];
  std::string Words = wordsOf(P.str(E.Leaf));
  return E.IsDestructor || llvm::any_of(std::initializer_list<llvm::StringRef>{"stop", "join", "close", "shutdown", "shut", "drain", "finish",
                                                                               "terminate", "disconnect", "cancel", "quit", "cleanup", "destroy"},
                                        [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
}

bool objectWaitsFor(const Program &P, FunctionId Coroutine) {
  if (Coroutine == None)
    return false;
  TypeId Class = P.Facts.Entities[P.function(Coroutine).Entity].Class;
  if (Class == None || P.function(Coroutine).IsLambda)
    return false;
  llvm::SmallVector<Symbol, 4> Told;
  toldAtTheEnd(P, Coroutine, /*Guard=*/false, Told);
  for (const Event &E : P.function(Coroutine).Events)
    if (E.Kind == EventKind::Lambda)
      if (FunctionId B = P.bodyOf(E.Callee); B != None && !P.function(B).IsCoroutine)
        toldAtTheEnd(P, B, /*Guard=*/true, Told);
  if (Told.empty())
    return false;
  for (FunctionId F = 0; F < P.functionCount(); ++F)
    if (F != Coroutine && P.Facts.Entities[P.function(F).Entity].Class == Class && !P.function(F).IsLambda && endsObject(P, F) &&
        llvm::any_of(Told, [&](Symbol M) { return waits(P, F, M); }))
      return true;
  return false;
}

bool isJoinedWithObject(const Program &P, FunctionId F, TypeId Class, EventId Call) {
  const Event &E = P.function(F).Events[Call];
  std::optional<Symbol> Group = E.Kind == EventKind::Call ? memberOf(P.function(F), E.Receiver) : std::nullopt;
  if (!Group)
    return false;
  for (FunctionId G = 0; G < P.functionCount(); ++G)
    if (P.Facts.Entities[P.function(G).Entity].Class == Class && !P.function(G).IsLambda && endsObject(P, G) && waits(P, G, *Group))
      return true;
  return false;
}

static bool blocksInside(const Program &P, FunctionId F, unsigned Depth = 0) {
  const FunctionFacts &Fn = P.function(F);
  for (EventId Id = 0; P.has(F, Trait::Blocks) && Id < Fn.Events.size(); ++Id) {
    if (Fn.Events[Id].Kind != EventKind::Call)
      continue;
    const Meaning &M = P.meaning(F, Id);
    if (M.Model && M.Model->Blocks >= BlockingStrength::Medium)
      return true;
    if (Depth < 4 && llvm::any_of(M.Bodies, [&](FunctionId B) { return !P.function(B).IsCoroutine && blocksInside(P, B, Depth + 1); }))
      return true;
  }
  return false;
}

static bool waitsWhenDestroyed(const Program &P, TypeId Class, unsigned Depth) {
  const TypeFacts *T = P.type(Class = P.strip(Class));
  if (!T || T->Kind != TypeFacts::Record || Depth > 4)
    return false;
  if (const TypeModel *M = P.typeModel(Class); M && M->Scope)
    return Depth && M->Scope->Adds.empty();
  if (FunctionId D = P.destructorOf(Class); D != None && blocksInside(P, D))
    return true;
  // What it holds by value; in containers and alone as well.
  if (P.isSoleOwner(Class) && waitsWhenDestroyed(P, P.pointee(Class), Depth + 1))
    return true;
  auto Waits = [&](TypeId Part) { return waitsWhenDestroyed(P, Part, Depth + 1); };
  return llvm::any_of(T->Fields, [&](const TypeFacts::Field &Fd) { return !Fd.Reference && Waits(Fd.Type); }) || llvm::any_of(T->Bases, Waits);
}

bool waitsWhenDestroyed(const Program &P, TypeId Class) { return waitsWhenDestroyed(P, Class, 0); }

bool endsWithItsObject(const Program &P, FunctionId F, const Borrow &Used) {
  return Used.Of.K == Need::This && (Used.Temporary || diesWith(P, F, Used.On)) && llvm::any_of(llvm::seq(Used.On.Path.size() + 1), [&](size_t Steps) {
    return waitsWhenDestroyed(P, typeAlong(P, F, Used.On, Steps));
  });
}

} // namespace corosafe
