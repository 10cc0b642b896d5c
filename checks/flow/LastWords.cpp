//===- LastWords.cpp ----------------------------------------------------------===//

#include "LastWords.h"
#include "Awaited.h"
#include "ElementLoops.h"
#include "Loops.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// `done_.wait()` of a class that no model knows.
bool LastWords::saysItWaits(const corosafe::Event &E) const {
  return E.Kind == EventKind::Call && E.Callee != None && saysVerb(wordsOf(P.str(P.Facts.Entities[E.Callee].Leaf)), "wait");
}

/// The members and globals that a function awaits before it can get to an event.
llvm::SmallVector<SharedObject, 2> LastWords::awaitedBefore(FunctionId G, EventId Event) const {
  const FunctionFacts &Fn = P.function(G);
  llvm::SmallVector<SharedObject, 2> Found;
  Loops Blocks(Fn);
  for (EventId Id = 0; Id < Event; ++Id) {
    const auto &E = Fn.Events[Id];
    if (E.Kind != EventKind::Suspend || E.Args.empty())
      continue;
    BlockId At = Blocks.blockOf(Id), To = Blocks.blockOf(Event);
    if (At == None || (At != To && reachesAround(Fn, Fn.Entry, To, At)))
      continue;
    auto Add = [&](const Place &On) {
      for (SharedObject &O : objectsOf(P, G, On))
        if (O.K != SharedObject::Local)
          Found.push_back(std::move(O));
    };
    AwaitNode N = resolveAwaited(P, G, E.Args[0]);
    const auto *Made = E.Args[0].K == Operand::OfValue ? &Fn.Events[E.Args[0].V] : nullptr;
    if (N.K == AwaitNode::Operation && N.Op && !N.OnLost && !N.Op->Timer)
      llvm::for_each(N.On, Add);
    else if (N.K == AwaitNode::Unknown && E.Args[0].K == Operand::InPlace) // `co_await done_;`
      Add(E.Args[0].P);
    else if (N.K != AwaitNode::Operation && Made && saysItWaits(*Made) && Made->Receiver.K == Operand::InPlace)
      Add(Made->Receiver.P);
  }
  return Found;
}

void LastWords::collect() const {
  Signals.emplace();
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    const FunctionFacts &Fn = P.function(F);
    const EntityFacts &Own = P.Facts.Entities[Fn.Entity];
    if (Own.IsConstructor || Own.IsDestructor || P.isLibraryCode(F))
      continue;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Call || E.Callee == None)
        continue;
      const FunctionModel *M = P.meaning(F, Id).Model;
      bool Waits = M && M->Op && (M->Op->Does == Effect::Wait || M->Op->Does == Effect::Consume || M->Op->Does == Effect::Acquire);
      if (Waits || saysItWaits(E) || P.Facts.Entities[E.Callee].IsConst)
        continue;
      auto Note = [&](const Operand &O) {
        if (O.K == Operand::InPlace)
          for (SharedObject &To : objectsOf(P, F, O.P))
            if (To.K != SharedObject::Local)
              (*Signals)[keyOf(To)].push_back({F, Id, std::move(To)});
      };
      Note(E.Receiver);
      if (E.Receiver.K == Operand::Nothing)
        llvm::for_each(E.Args, Note);
    }
  }
}

bool LastWords::waitsFor(FunctionId F, EventId Suspended, FunctionId G, EventId Event) const {
  if (F == G || !P.function(G).IsCoroutine)
    return false;
  llvm::SmallVector<SharedObject, 2> Awaited = awaitedBefore(G, Event);
  if (Awaited.empty())
    return false;
  if (!Signals)
    collect();
  Loops Ours(P.function(F));
  return llvm::any_of(Awaited, [&](const SharedObject &O) {
    bool Any = false;
    for (const Signal &S : (*Signals)[keyOf(O)]) {
      if (!sameObject(P, S.To, O))
        continue;
      BlockId At = Ours.blockOf(S.At), Before = Ours.blockOf(Suspended);
      if (S.In != F || At == Before || reachesAround(P.function(F), At, Before, None))
        return false;
      Any = true;
    }
    return Any;
  });
}

} // namespace corosafe
