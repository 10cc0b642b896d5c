//===- Unstopped.cpp ---------------------------------------------------------===//

#include "Unstopped.h"
#include "Cancellability.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

void Unstopped::after(EventId E, State &S, llvm::SmallVectorImpl<State> &) {
  if (Fn.Events[E].Kind == EventKind::CatchEnter) {
    if (namesStop(E))
      S.add(Item{Told});
    if (takesStop(E))
      S.add(Item{Stopped});
  }
  note(E, S);
}

bool Unstopped::learn(const Test &T, State &S) {
  if (T.K == Test::Truth && T.Holds && T.Source != None && asks(T.Source))
    S.add(Item{Stopped});
  return true;
}

void Unstopped::note(EventId E, const State &S) {
  if (S.Items.empty() && Of.count(E))
    Here.insert(E);
  if (!S.has({Told}))
    return;
  AfterToo.insert(E);
  GoesOn |= Given.count(E) != 0;
}

/// `catch (const operation_cancelled &)`
bool Unstopped::namesStop(EventId Catch) const {
  for (const Region &R : Fn.Regions)
    for (const Region::Handler &H : R.Handlers)
      if (const Block &B = Fn.Blocks[H.To]; H.Type != None && !B.Events.empty() && B.Events.front() == Catch) {
        const TypeModel *M = P.typeModel(P.strip(H.Type));
        return M && M->CancelSignal;
      }
  return false;
}

/// It may be by the stop that a handler is entered: not by one for some other exception, or behind one that takes the stop.
bool Unstopped::takesStop(EventId Catch) const {
  for (const Region &R : Fn.Regions)
    for (const Region::Handler &H : R.Handlers) {
      const Block &B = Fn.Blocks[H.To];
      if (!B.Events.empty() && B.Events.front() == Catch)
        return mayBeStop(H.Type);
      if (H.Type != None && mayBeStop(H.Type) && !B.Events.empty() && llvm::any_of(R.Handlers, [&](const Region::Handler &Other) {
            return !Fn.Blocks[Other.To].Events.empty() && Fn.Blocks[Other.To].Events.front() == Catch;
          }))
        return false;
    }
  return true;
}

bool Unstopped::mayBeStop(TypeId Handler) const {
  const TypeFacts *T = P.type(P.strip(Handler));
  const LibraryModel *Library = libraryOf(P, F);
  if (Handler == None || !T || !Library)
    return true;
  llvm::StringRef Name = P.str(T->Name);
  const TypeModel *M = P.typeModel(Handler);
  return (M && M->CancelSignal) || Name == "std::exception" ||
         llvm::any_of(P.signalTypes(*Library), [&](TypeId Signal) { return P.typeIs(Signal, Name); }) ||
         llvm::any_of(Library->Types, [&](const TypeModel &X) {
           return X.CancelSignal && llvm::is_contained(P.Models.classesBehind(X.Name), P.Models.canonical(Name));
         });
}

bool Unstopped::asks(EventId Id) const {
  const Event &E = Fn.Events[Id];
  if (E.Kind != EventKind::Call || E.Callee == None)
    return false;
  if (const FunctionModel *M = P.meaning(F, Id).Model; M && M->ChecksCancellation)
    return true;
  const TypeModel *T = E.Receiver.K == Operand::Nothing ? nullptr : P.typeModel(P.typeOf(Fn, E.Receiver));
  return T && T->Token && llvm::is_contained(T->Token->Checks, P.str(P.Facts.Entities[E.Callee].Leaf).str());
}

} // namespace corosafe
