//===- Endless.cpp ----------------------------------------------------------===//

#include "Endless.h"
#include "Awaited.h"
#include "Iteration.h"
#include "Signals.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

class Finder {
public:
  Finder(const Program &P, FunctionId F, const ProgramFlow &Flow, bool Evident)
      : P(P), Fn(P.function(F)), F(F), Points(Flow.Summaries[F].CancelPoints), Loop(P, F), Library(libraryOf(P, F)), Evident(Evident) {}

  std::vector<EndlessLoop> run() {
    std::vector<EndlessLoop> R;
    findToken();
    std::vector<const corosafe::Loop *> Reported;
    for (const corosafe::Loop &L : Loop.loops().All) {
      if (llvm::any_of(Reported, [&](const corosafe::Loop *Outer) { return Outer->contains(L.Head); }))
        continue;
      EndlessLoop E;
      if (!look(L, E))
        continue;
      // Whoever holds the coroutine can cancel it, though nobody here does: said where the loop computes, with nothing
      // or nothing but yields between, and cannot end otherwise.
      if (!Evident && (!L.Exits.empty() || !llvm::all_of(E.Suspends, [&](EventId Id) { return merelyYields(Id); })))
        continue;
      E.Sure = Evident ? Confidence::High : Confidence::Medium;
      Reported.push_back(&L);
      R.push_back(std::move(E));
    }
    return R;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  llvm::ArrayRef<EventId> Points;
  Iteration Loop;
  const LibraryModel *Library;
  bool Evident; ///< Somebody in the program cancels it.
  const Variable *Token = nullptr; ///< A token of the coroutine that it never names.

  bool names(Place::Kind Root, uint32_t I) const {
    auto Names = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Root && O.P.Index == I; };
    return llvm::any_of(Fn.Events, [&](const Event &E) { return Names(E.Receiver) || llvm::any_of(E.Args, Names); });
  }

  /// A parameter, or what the coroutine was told when it asked for its own token.
  void findToken() {
    for (uint32_t I = 0; I < Fn.Params.size() && !Token; ++I) {
      const TypeModel *M = P.typeModel(Fn.Params[I].Type);
      if (M && M->Token && !M->Token->Never && !M->Token->IsSource && !names(Place::Parameter, I))
        Token = &Fn.Params[I];
    }
    if (P.has(F, Trait::Tokens))
      for (EventId Id = 0; Id < Fn.Events.size() && !Token; ++Id)
        if (asksForItsToken(P, F, Id) && !names(Place::Local, Fn.Events[Id].Target.Index))
          Token = &Fn.Locals[Fn.Events[Id].Target.Index];
  }

  /// It lets others run, and waits for nothing but time.
  bool merelyYields(EventId Suspend) const {
    const Event &E = Fn.Events[Suspend];
    AwaitNode N = E.Args.empty() ? AwaitNode() : resolveAwaited(P, F, E.Args[0]);
    return N.K == AwaitNode::Operation && N.Op->Does == Effect::Wait && !N.Op->Cancellable &&
           llvm::all_of(N.On, [](const Place &On) { return On.Root == Place::Global; });
  }

  /// Every co_await fails once the coroutine is cancelled, whatever it waits for.
  bool everyAwaitFails() const {
    bool Shields = llvm::any_of(Fn.Events, [&](const Event &E) {
      if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local)
        if (const TypeModel *M = P.typeModel(Fn.Locals[E.Target.Index].Type); M && M->Shield)
          return true;
      return E.Kind == EventKind::Suspend && !E.Args.empty() && E.Args[0].K == Operand::OfValue &&
             P.meaning(F, E.Args[0].V).Model && P.meaning(F, E.Args[0].V).Model->ShieldsRest.value_or(false);
    });
    return Library && (staysCancelled(P, F) || Library->Delivers == Delivery::ExceptionEveryAwait) && !Shields;
  }

  /// True if cancellation does not get into the loop.
  bool look(const corosafe::Loop &L, EndlessLoop &Out) {
    Ending End = Loop.ending(L);
    bool Works = false, AwaitFails = everyAwaitFails();
    for (unsigned B : L.Blocks.set_bits())
      for (EventId Id : Fn.Blocks[B].Events) {
        const Event &E = Fn.Events[Id];
        if (looksAtToken(P, F, Id))
          return false;
        if (E.Kind == EventKind::Suspend && !neverSuspends(P, F, Id)) {
          if (E.How != SuspendKind::Await || AwaitFails || std::binary_search(Points.begin(), Points.end(), Id) || hasOwnToken(P, F, Id))
            return false;
          Out.Suspends.push_back(Id);
        }
        Works |= E.Kind == EventKind::Call && E.Callee != None && !P.Facts.Entities[E.Callee].InSystemHeader &&
                 !P.meaning(F, Id).InLibrary && !P.Facts.Entities[E.Callee].IsConversion &&
                 !P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("operator");
        // What a std::function does is the program's.
        Works |= E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing && P.isCallable(P.typeOf(Fn, E.Receiver));
        if (Out.First == None || before(Id, Out.First))
          Out.First = Id;
      }
    if (Out.First == None)
      return false;
    Out.Token = Token;
    if (!Out.Suspends.empty()) {
      Out.First = *llvm::min_element(Out.Suspends, [&](EventId A, EventId B) { return before(A, B); });
      // `while (source.next(block)) { ...; co_await yield(); }`: nobody stops it by what it asks.
      bool Yields = Token && End.OnlyTakes && llvm::all_of(Out.Suspends, [&](EventId Id) { return merelyYields(Id); });
      return !End.Counts && (!End.AsksOutside || Yields);
    }
    // It only computes. Short loops of unknown length are everywhere: what tells is a token that nobody looks at,
    // and calls of the program's functions, or no way out.
    if (L.Exits.empty() ? !Token && !Works : !Token || !Works)
      return false;
    return !(End.Counts && End.ConstantBound);
  }

  bool before(EventId A, EventId B) const {
    return std::pair(Fn.Events[A].Range.Begin, A) < std::pair(Fn.Events[B].Range.Begin, B);
  }
};

} // namespace

/// True if control may come to where it never leaves the function from: asked before loops are looked for.
static bool mayStayFor(const FunctionFacts &Fn) {
  llvm::BitVector Leaves(Fn.Blocks.size());
  Leaves.set(Fn.Exit);
  for (bool Again = true; Again;) {
    Again = false;
    for (BlockId B = Fn.Blocks.size(); B-- > 0;)
      if (!Leaves[B] && llvm::any_of(Fn.Blocks[B].Succs, [&](const Edge &E) { return Leaves[E.To]; })) {
        Leaves.set(B);
        Again = true;
      }
  }
  return !Leaves.all();
}

std::vector<EndlessLoop> findEndless(const Program &P, FunctionId F, const ProgramFlow &Flow) {
  Reached::Level Sure = Flow.Cancellable[F].Sure;
  if (Sure == Reached::No || !P.mayLoop(F))
    return {};
  bool Evident = Sure == Reached::Evident;
  if (!Evident && !mayStayFor(P.function(F)))
    return {};
  return Finder(P, F, Flow, Evident).run();
}

} // namespace corosafe
