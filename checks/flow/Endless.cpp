//===- Endless.cpp ----------------------------------------------------------===//

#include "Endless.h"
#include "Awaited.h"
#include "AwaitedEffects.h"
#include "Iteration.h"
#include "Signals.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

class Finder {
public:
  Finder(const Program &P, FunctionId F, const ProgramFlow &Flow)
      : P(P), Fn(P.function(F)), F(F), Points(Flow.Summaries[F].CancelPoints), Loop(P, F), Library(libraryOf(P, F)), Cancelled(Flow.Cancellable[F].Sure), Evident(Cancelled == Reached::Evident),
        OnlyTokens(Library ? onlyTokensTell(*Library) : !promiseMayPassOn()) {}

  std::vector<EndlessLoop> run() {
    std::vector<EndlessLoop> R;
    if (stopsByCallback())
      return R;
    findToken();
    std::vector<const corosafe::Loop *> Reported;
    for (const corosafe::Loop &L : Loop.loops().All) {
      if (llvm::any_of(Reported, [&](const corosafe::Loop *Outer) { return Outer->contains(L.Head); }))
        continue;
      EndlessLoop E;
      if (!look(L, E) || (Cancelled == Reached::No && (!OfObject || E.Suspends.empty())))
        continue;
      // Whoever holds the coroutine can cancel it, though nobody here does: said where the loop computes, with nothing
      // or nothing but yields between, and cannot end otherwise.
      if (!Evident && (!L.Exits.empty() || (!OfObject && !llvm::all_of(E.Suspends, [&](EventId Id) { return merelyYields(Id); }))))
        continue;
      E.Sure = Evident && !OfObject ? Confidence::High : Confidence::Medium;
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
  Reached::Level Cancelled;
  bool Evident; ///< Somebody in the program cancels it.
  bool OnlyTokens; ///< Nothing but a token that it is given tells what is awaited.
  Symbol Token = 0;  ///< A token in the coroutine's scope that it never names.
  SourceSpan TokenRange;
  bool OfObject = false; ///< It is a member of the object, which others stop by it.

  /// Of a project's own coroutine type.
  bool promiseMayPassOn() const {
    const TypeFacts *T = P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType));
    return !T || !T->HasPromise || T->PromiseMayPassOn;
  }

  /// `std::stop_callback on_stop(token, [&] { socket_.shutdown(); });`: it ends by what the callback does.
  bool stopsByCallback() const {
    return P.has(F, Trait::Tokens) && llvm::any_of(Fn.Events, [&](const Event &E) {
      return (E.Kind == EventKind::Construct || E.Kind == EventKind::Call) && llvm::any_of(E.Args, [&](const Operand &A) { return isToken(P, F, A); }) &&
             llvm::any_of(E.Args, [&](const Operand &A) { return P.isCallable(P.typeOf(Fn, A)); });
    });
  }

  void setToken(const Variable &V) {
    Token = V.Name;
    TokenRange = V.Range;
  }

  bool names(Place::Kind Root, uint32_t I) const {
    auto Names = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Root && O.P.Index == I; };
    return llvm::any_of(Fn.Events, [&](const Event &E) { return Names(E.Receiver) || llvm::any_of(E.Args, Names); });
  }

  /// A parameter, what the coroutine was told when it asked for its own token, or a member.
  void findToken() {
    for (uint32_t I = 0; I < Fn.Params.size() && !Token; ++I) {
      const TypeModel *M = P.typeModel(Fn.Params[I].Type);
      if (M && M->Token && !M->Token->Never && !M->Token->IsSource && !names(Place::Parameter, I))
        setToken(Fn.Params[I]);
    }
    if (P.has(F, Trait::Tokens))
      for (EventId Id = 0; Id < Fn.Events.size() && !Token; ++Id)
        if (asksForItsToken(P, F, Id) && !names(Place::Local, Fn.Events[Id].Target.Index))
          setToken(Fn.Locals[Fn.Events[Id].Target.Index]);
    if (!Token && !Evident && Library && OnlyTokens)
      findMember();
  }

  /// `abort_source as_;`, by which other functions of the class stop what its coroutines do.
  void findMember() {
    TypeId Class = P.Facts.Entities[Fn.Entity].Class;
    const TypeFacts *T = Fn.IsLambda ? nullptr : P.type(Class);
    for (const TypeFacts::Field &Fd : T ? llvm::ArrayRef<TypeFacts::Field>(T->Fields) : llvm::ArrayRef<TypeFacts::Field>()) {
      const TypeModel *M = P.typeModel(Fd.Type);
      if (!M || !M->Token || M->Token->Never || usesMember(F, Fd.Name) ||
          llvm::none_of(P.membersOf(Class), [&](FunctionId G) { return G != F && stops(G, Fd.Name); }))
        continue;
      Token = Fd.Name;
      OfObject = true;
      return;
    }
  }
  bool isMember(const Operand &O, Symbol Field) const {
    return O.K == Operand::InPlace && O.P.Root == Place::This && !O.P.Path.empty() && O.P.Path[0] == Field;
  }
  bool usesMember(FunctionId G, Symbol Field) const {
    return llvm::any_of(P.function(G).Events, [&](const Event &E) {
      return isMember(E.Receiver, Field) || llvm::any_of(E.Args, [&](const Operand &A) { return isMember(A, Field); });
    });
  }
  bool stops(FunctionId G, Symbol Field) const {
    return llvm::any_of(P.function(G).Events, [&](const Event &E) {
      return E.Kind == EventKind::Call && E.Callee != None && isMember(E.Receiver, Field) &&
             P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("request");
    });
  }

  /// `gate_.hold()` throws once the object's gate is closed.
  bool asksScope(const Event &E) const {
    auto IsScope = [&](const Operand &O) {
      const TypeModel *M = O.K == Operand::InPlace && O.P.Root == Place::This ? P.typeModel(P.typeOf(Fn, O)) : nullptr;
      return M && M->Scope;
    };
    return E.Kind == EventKind::Call && (IsScope(E.Receiver) || llvm::any_of(E.Args, IsScope));
  }

  /// A value through which nobody is told anything: numbers, strings, and what is made of them.
  bool isPlain(TypeId Type, unsigned Depth = 0) const {
    const TypeFacts *T = P.type(P.strip(Type));
    if (!T || P.typeModel(Type) || Depth > 4)
      return false;
    if (T->Kind != TypeFacts::Record)
      return T->Kind == TypeFacts::Builtin || T->Kind == TypeFacts::Enum;
    if (P.str(T->Name).starts_with("std::"))
      return llvm::all_of(T->Args, [&](const TemplateArg &A) { return A.K != TemplateArg::Type || isPlain(A.T, Depth + 1); });
    return T->Bases.empty() && llvm::all_of(T->Fields, [&](const TypeFacts::Field &Fd) { return !Fd.Reference && isPlain(Fd.Type, Depth + 1); });
  }

  /// What is not seen is given nothing that could stop it: `co_await flush_once(3);`
  bool isGivenNothing(EventId Suspend) const {
    const Event &E = Fn.Events[Suspend];
    if (!OnlyTokens || E.Args.empty() || E.Args[0].K != Operand::OfValue)
      return false;
    const Event &Call = Fn.Events[E.Args[0].V];
    if (Call.Kind == EventKind::Construct) // `co_await yield{};`
      return !P.type(P.strip(Call.Type))->HasPromise && isPlain(Call.Type) && llvm::all_of(Call.Args, [&](const Operand &A) { return A.K == Operand::Constant || isPlain(P.typeOf(Fn, A)); });
    return Call.Kind == EventKind::Call && Call.Callee != None && Call.Receiver.K == Operand::Nothing &&
           P.Facts.Entities[Call.Callee].Class == None &&
           llvm::all_of(Call.Args, [&](const Operand &A) { return A.K == Operand::Constant || isPlain(P.typeOf(Fn, A)); }) &&
           resolveAwaited(P, F, E.Args[0]).K == AwaitNode::Unknown;
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
        if (looksAtToken(P, F, Id) || (OfObject && asksScope(E)))
          return false;
        if (E.Kind == EventKind::Suspend && !neverSuspends(P, F, Id)) {
          bool Reaches = std::binary_search(Points.begin(), Points.end(), Id) && !(Token && isGivenNothing(Id));
          if (E.How != SuspendKind::Await || AwaitFails || Reaches || hasOwnToken(P, F, Id))
            return false;
          if (OfObject && !merelyYields(Id) && !isGivenNothing(Id))
            return false; // What else stops with the object ends it, too.
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
    Out.TokenRange = TokenRange;
    if (!Out.Suspends.empty()) {
      Out.First = *llvm::min_element(Out.Suspends, [&](EventId A, EventId B) { return before(A, B); });
      // `while (source.next(block)) { ...; co_await yield(); }`: nobody stops it by what it asks.
      bool Implicit = Evident && Library && Library->TokenImplicit;
      bool Yields = (Token || Implicit) && llvm::all_of(Out.Suspends, [&](EventId Id) { return merelyYields(Id); });
      // What gives way to others now and then takes long, however many turns it counts.
      bool Counts = End.Counts && (End.ConstantBound || !Yields || !Works);
      return !Counts && (!End.AsksOutside || (Yields && End.OnlyTakes));
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
  if (!P.function(F).IsCoroutine || !P.mayLoop(F) || (Flow.Cancellable[F].Sure != Reached::Evident && !mayStayFor(P.function(F))))
    return {};
  return Finder(P, F, Flow).run();
}

} // namespace corosafe
