//===- Signals.cpp ----------------------------------------------------------===//

#include "Signals.h"
#include "CompletionTokens.h"
#include "Iteration.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

bool arrivesAsException(Delivery D) { return D == Delivery::Exception || D == Delivery::ExceptionEveryAwait; }

using Names = std::vector<std::string> LibraryModel::*;

static bool isAmong(const Program &P, Names Of, llvm::StringRef Name) {
  if (Name.empty())
    return false;
  std::string Canonical = P.Models.canonical(Name);
  return llvm::any_of(P.Models.libraries(), [&](const auto &L) {
    return llvm::is_contained((*L).*Of, Name) || llvm::is_contained((*L).*Of, Canonical);
  });
}

static bool names(const Program &P, FunctionId F, const Operand &O, Names Of) {
  switch (O.K) {
  case Operand::Constant:
    return isAmong(P, Of, P.str(O.Enumerator));
  case Operand::InPlace:
    return O.P.Root == Place::Global && isAmong(P, Of, P.str(P.Facts.Globals[O.P.Index].Name));
  case Operand::OfValue: {
    const Event &E = P.function(F).Events[O.V];
    if (E.Kind == EventKind::Call && E.Callee != None && isAmong(P, Of, P.str(P.Facts.Entities[E.Callee].Name)))
      return true;
    bool Made = E.Kind == EventKind::Construct || E.Kind == EventKind::Call;
    return Made && llvm::any_of(E.Args, [&](const Operand &A) { return A.K == Operand::Constant && names(P, F, A, Of); });
  }
  default:
    return false;
  }
}

bool namesSignal(const Program &P, FunctionId F, const Operand &O) { return names(P, F, O, &LibraryModel::Signals); }
bool namesEnd(const Program &P, FunctionId F, const Operand &O) { return names(P, F, O, &LibraryModel::Ends); }

bool namesError(const Program &P, FunctionId F, const Operand &O) {
  if (O.K == Operand::OfValue) {
    const Event &E = P.function(F).Events[O.V];
    return (E.Kind == EventKind::Construct || E.Kind == EventKind::Call) && E.Receiver.K == Operand::Nothing && E.Args.size() == 1 &&
           E.Args[0].K != Operand::OfValue && namesError(P, F, E.Args[0]);
  }
  return (O.K == Operand::Constant && O.Enumerator) || (O.K == Operand::InPlace && O.P.Root == Place::Global && O.P.Path.empty());
}

bool isOfException(const Program &P, FunctionId F, const Operand &O, const Place &Exception) {
  const Operand *At = &O;
  for (unsigned Depth = 0; Depth < 5; ++Depth) {
    if (At->K == Operand::InPlace)
      return overlaps(At->P, Exception);
    if (At->K != Operand::OfValue || P.function(F).Events[At->V].Kind != EventKind::Call)
      return false;
    At = &P.function(F).Events[At->V].Receiver;
  }
  return false;
}

bool isOfCaught(const Program &P, FunctionId F, const Operand &O) {
  return llvm::any_of(P.function(F).Events, [&](const Event &C) {
    return C.Kind == EventKind::CatchEnter && C.HasTarget && isOfException(P, F, O, C.Target);
  });
}

std::optional<ErrorAsked> asksForError(const Program &P, FunctionId F, EventId Id) {
  const Event &E = P.function(F).Events[Id];
  if (E.Kind != EventKind::Call || E.Callee == None)
    return std::nullopt;
  llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
  if (Leaf != "operator==" && Leaf != "operator!=")
    return std::nullopt;
  llvm::SmallVector<const Operand *, 2> Sides;
  if (E.Receiver.K != Operand::Nothing)
    Sides.push_back(&E.Receiver);
  for (const Operand &A : E.Args)
    Sides.push_back(&A);
  if (Sides.size() != 2)
    return std::nullopt;
  for (unsigned I : {0, 1}) {
    bool Signal = namesSignal(P, F, *Sides[I]);
    if (Signal || namesError(P, F, *Sides[I]))
      return ErrorAsked{Sides[1 - I], (Leaf == "operator==") == Signal};
  }
  return std::nullopt;
}

void decideValue(EventId Id, bool Value, State &S) {
  llvm::erase_if(S.Truth, [&](const auto &X) { return X.first == Id; });
  S.Truth.push_back({Id, Value});
  llvm::sort(S.Truth);
}

/// Results that carry an error: a tuple, pair or expected whose first or second part is one.
static bool isErrorLike(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty)
    return false;
  llvm::StringRef N = P.str(Ty->Name);
  return N.ends_with("error_code") || N.ends_with("errc") || N.ends_with("exception_ptr");
}
static bool carriesError(const Program &P, TypeId T) {
  if (isErrorLike(P, T))
    return true;
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record)
    return false;
  // A library's own: io_result{ec, n}.
  if (P.libraryOf(T) && llvm::any_of(Ty->Fields, [&](const TypeFacts::Field &Fd) { return isErrorLike(P, Fd.Type); }))
    return true;
  llvm::StringRef N = P.str(Ty->Name);
  if (!N.ends_with("::tuple") && !N.ends_with("::pair") && !N.ends_with("::expected") && !N.ends_with("::result"))
    return false;
  return llvm::any_of(Ty->Args, [&](const TemplateArg &A) { return A.K == TemplateArg::Type && isErrorLike(P, A.T); });
}

bool staysCancelled(const Program &P, FunctionId F) {
  const LibraryModel *L = libraryOf(P, F);
  return L && L->StaysCancelled && llvm::none_of(P.function(F).Events, [&](const Event &E) {
           if (E.Kind != EventKind::Suspend || E.Args.empty() || E.Args[0].K != Operand::OfValue)
             return false;
           const FunctionModel *M = P.meaning(F, E.Args[0].V).Model;
           return M && M->StaysCancelled == false;
         });
}

SignalDomain::SignalDomain(const Program &P, FunctionId F, const ProgramFlow &Flow)
    : P(P), Fn(P.function(F)), F(F), Flow(Flow), Library(libraryOf(P, F)), Delivers(deliveryOf(P, F)), Stays(staysCancelled(P, F)) {
  if (arrivesAsException(Delivers) && hasThrowingCheck(P, F)) {
    Checks.resize(Fn.Events.size());
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
      if (throwsIfCancelled(P, F, Id))
        Checks.set(Id);
  }
  if (Fn.Regions.empty())
    return;
  if (Library)
    SignalTypes = P.signalTypes(*Library);
  BlockOf.assign(Fn.Events.size(), None);
  for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
    for (EventId E : Fn.Blocks[B].Events)
      BlockOf[E] = B;
}

bool hasOwnToken(const Program &P, FunctionId F, EventId Suspend) {
  const FunctionFacts &Fn = P.function(F);
  llvm::ArrayRef<Operand> Args = Fn.Events[Suspend].Args;
  if (Args.empty() || Args[0].K != Operand::OfValue || Fn.Events[Args[0].V].Kind != EventKind::Call)
    return false;
  const Event &Call = Fn.Events[Args[0].V];
  const FunctionModel *M = P.meaning(F, Args[0].V).Model;
  if (!M || !M->Shields || !M->Cancellable)
    return false;
  llvm::SmallVector<const Operand *, 4> Awaited = P.operands(Fn, Call, *M->Shields);
  return llvm::any_of(Call.Args, [&](const Operand &A) {
    if (llvm::is_contained(Awaited, &A))
      return false;
    const Operand *Given = &A;
    for (unsigned Depth = 0; Given && Given->K == Operand::InPlace && Given->P.Root == Place::Local && Depth < 4; ++Depth)
      Given = P.soleValue(F, Given->P.Index);
    if (!Given || Given->K != Operand::OfValue)
      return Given && Given->K == Operand::InPlace;
    // A token made of nothing, or of a source that nobody else knows.
    const Event &E = Fn.Events[Given->V];
    bool OfLocal = E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Local;
    return (E.Kind == EventKind::Call || E.Kind == EventKind::Suspend) && !OfLocal;
  });
}

bool SignalDomain::isCancelPoint(EventId E) const {
  return isThrowingCheck(E) || std::binary_search(Flow.Summaries[F].CancelPoints.begin(), Flow.Summaries[F].CancelPoints.end(), E);
}

const AwaitNode &SignalDomain::node(EventId Suspend) const {
  auto It = Nodes.find(Suspend);
  if (It == Nodes.end())
    It = Nodes.emplace(Suspend, resolveAwaited(P, F, Fn.Events[Suspend].Args[0])).first;
  return It->second;
}

bool SignalDomain::returnsErrors(EventId Suspend) const {
  if (Fn.Events[Suspend].Args.empty() || isThrowingCheck(Suspend))
    return false;
  const AwaitNode &N = node(Suspend);
  if (N.CountReturned)
    return true;
  // A token argument may hide behind another (as_tuple(cancel_after(1s))): the type of the result says it as well.
  return N.K == AwaitNode::Operation && carriesError(P, Fn.Events[Suspend].Type);
}

bool SignalDomain::unwindsAt(EventId Suspend) const {
  llvm::ArrayRef<Operand> Args = Fn.Events[Suspend].Args;
  if (Fn.Events[Suspend].Kind != EventKind::Suspend || Args.empty() || Args[0].K != Operand::OfValue)
    return false;
  const FunctionModel *M = P.meaning(F, Args[0].V).Model;
  return M && M->UnwindsOnFailure;
}

bool SignalDomain::failsAtOnce(EventId Suspend) const {
  if (!isCancelPoint(Suspend) || isThrowingCheck(Suspend))
    return false;
  if (Stays || Delivers == Delivery::ExceptionEveryAwait)
    return true;
  if (node(Suspend).K != AwaitNode::Unknown && node(Suspend).K != AwaitNode::Parameter)
    return true;
  // Of an operation that nobody knows, as much as that it is given the token.
  const Operand &O = Fn.Events[Suspend].Args[0];
  return O.K == Operand::OfValue &&
         llvm::any_of(Fn.Events[O.V].Args, [&](const Operand &A) { return isToken(P, F, A) && !isTokenMadeHere(P, F, A); });
}

bool SignalDomain::has(const State &S, uint32_t Kind) {
  return llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == Kind; });
}
bool SignalDomain::isDead(const State &S) { return S.Items.size() == 1 && S.Items[0].Kind == Dead; }
void SignalDomain::kill(State &S) { S.Items.assign(1, Item{Dead}); }

/// Of a library of the program's own, exceptions say by their names that they are the signal: `cancelled_error`. Where there is none,
/// it may be any.
static bool takesOwnSignal(const Program &P, llvm::StringRef Handler) {
  bool Known = false;
  for (TypeId T = 0; T < P.Facts.Types.size(); ++T) {
    const TypeFacts &Ty = P.Facts.Types[T];
    llvm::StringRef Name = P.str(Ty.Name), Leaf = Name.substr(Name.rfind(':') + 1);
    bool Says = Ty.Kind == TypeFacts::Record && !Ty.InSystemHeader && !P.Models.libraryOf(Name) && !Ty.Awaitable &&
                (Leaf.contains_insensitive("cancelled") || Leaf.contains_insensitive("canceled") || Leaf.contains_insensitive("aborted") ||
                 Leaf.contains_insensitive("interrupted"));
    if (!Says || (Ty.Bases.empty() && Ty.Fields.size() > 2))
      continue;
    if (P.typeIs(T, Handler))
      return true;
    Known = true;
  }
  return !Known;
}

bool SignalDomain::takesSignal(TypeId Handler) const {
  if (Handler == None)
    return true;
  if (const TypeModel *M = P.typeModel(Handler); M && M->CancelSignal)
    return true;
  const TypeFacts *T = P.type(P.strip(Handler));
  if (!T)
    return true; // Nobody says what the signal is.
  llvm::StringRef Name = P.str(T->Name);
  if (!Library)
    return Name == "std::exception" || takesOwnSignal(P, Name);
  bool Known = false;
  for (TypeId Signal : SignalTypes) {
    if (P.typeIs(Signal, Name))
      return true;
    Known |= !P.type(Signal)->Bases.empty();
  }
  // The program need not name what it catches by its base.
  for (const TypeModel &M : Library->Types)
    if (llvm::ArrayRef<std::string> Bases = M.CancelSignal ? P.Models.classesBehind(M.Name) : llvm::ArrayRef<std::string>(); !Bases.empty()) {
      if (llvm::is_contained(Bases, P.Models.canonical(Name)))
        return true;
      Known = true;
    }
  return Name == "std::exception" && !Known;
}

bool SignalDomain::takes(TypeId Handler, TypeId Thrown) const {
  if (Thrown == None || Handler == None)
    return takesSignal(Handler);
  const TypeFacts *T = P.type(P.strip(Handler));
  return T && P.typeIs(Thrown, P.str(T->Name));
}

/// A coroutine with a stack is unwound from a check by an exception that is no std::exception: `catch (...)` takes it.
bool SignalDomain::takesUnwinding(TypeId Handler) const {
  const TypeModel *M = Handler == None ? nullptr : P.typeModel(Handler);
  return Handler == None || (M && M->CancelSignal);
}

BlockId SignalDomain::takerOf(EventId From, TypeId Thrown) const {
  bool Unwinds = isThrowingCheck(From) && P.isStackful(F);
  for (RegionId R = Fn.Events[From].Region; R != None; R = Fn.Regions[R].Parent)
    for (const Region::Handler &H : Fn.Regions[R].Handlers)
      if (Unwinds ? takesUnwinding(H.Type) : takes(H.Type, Thrown))
        return H.To;
  return None;
}

void SignalDomain::throwOn(EventId From, EventId Suspend, TypeId Thrown, State &S) {
  S.removeIf([](const Item &I) { return I.Kind == Flying; });
  S.add({Flying, Suspend, takerOf(From, Thrown)});
}

void SignalDomain::thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &) {
  const Event &E = Fn.Events[Id];
  if (E.Kind == EventKind::Throw) {
    // It is the handler around this event that throws; what outer ones took earlier stays taken.
    const Item *Inner = nullptr;
    for (const Item &I : S.Items)
      if (I.Kind == Caught && (!Inner || (I.B < Id) > (Inner->B < Id) || ((I.B < Id) == (Inner->B < Id) && I.B > Inner->B)))
        Inner = &I;
    if (!Inner)
      return kill(S);
    Item From = *Inner;
    S.remove(From);
    return throwOn(Id, From.A, E.Args.empty() ? None : P.typeOf(Fn, E.Args[0]), S);
  }
  if (E.Kind == EventKind::Call && E.Callee != None && P.Facts.Entities[E.Callee].IsNoReturn && has(S, Caught)) {
    // std::rethrow_exception and the like.
    EventId Suspend = llvm::find_if(S.Items, [](const Item &I) { return I.Kind == Caught; })->A;
    return throwOn(Id, Suspend, None, S);
  }
  if ((E.Kind != EventKind::Suspend && !isThrowingCheck(Id)) || !isCancelPoint(Id) || !arrivesAsException(Delivers) || isDead(S) || unwindsAt(Id))
    return kill(S); // Some other exception, or none.
  bool Again = has(S, Caught);
  if (isThrowingCheck(Id))
    S.removeIf([](const Item &I) { return I.Kind == Told; }); // This looks, whatever was told before.
  // An error that comes back as a value throws only at the next co_await, where the library is so.
  if (returnsErrors(Id) && !(Stays && (Again || has(S, Told))))
    return kill(S);
  cancelled(Id, S, Again);
  throwOn(Id, Id, None, S);
}

void SignalDomain::after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) {
  const Event &E = Fn.Events[Id];
  if (E.Kind == EventKind::CatchEnter && has(S, Flying)) {
    Item Flown = *llvm::find_if(S.Items, [](const Item &I) { return I.Kind == Flying; });
    if (Flown.B != BlockOf[Id])
      return kill(S); // Not the handler that takes it.
    S.remove(Flown);
    bool Again = llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == Caught && I.B == Id; });
    caught(Id, Flown.A, S, Again);
    S.removeIf([&](const Item &I) { return I.Kind == Caught && I.B == Id; });
    S.add({Caught, Flown.A, Id});
    return;
  }
  if (isDead(S))
    return;
  if (E.Kind == EventKind::Suspend) {
    if (!E.Args.empty() && E.Args[0].K == Operand::OfValue)
      if (const FunctionModel *M = P.meaning(F, E.Args[0].V).Model; M && M->ShieldsRest)
        S.removeIf([](const Item &I) { return I.Kind == Caught || I.Kind == Told; });
    if (isCancelPoint(Id)) {
      // It was cancelled before: this does not complete. Where the library itself throws at the co_await, what the
      // operation would have returned does not matter.
      if (has(S, Caught) && failsAtOnce(Id) && (!returnsErrors(Id) || Stays))
        return kill(S);
      // It would have thrown: what an operation before it told was some other error.
      if (Stays && !returnsErrors(Id) && failsAtOnce(Id))
        S.removeIf([](const Item &I) { return I.Kind == Told; });
      if (returnsErrors(Id)) {
        if (S.has({Told, Id}))
          toldAgain(Id, S);
        S.add({Told, Id});
      } else if (Delivers == Delivery::Unwind || Delivers == Delivery::Destroy || unwindsAt(Id))
        destroyed(Id, S);
    }
  }
  if (E.Kind == EventKind::Call && E.Callee != None && has(S, Caught))
    asked(Id, E, S);
  happened(Id, S);
}

/// The value of std::current_exception(), kept for later.
bool SignalDomain::isCaught(const Operand &O, const State &S) const {
  if (O.K == Operand::Nothing)
    return false;
  EventId Of = sourceOf(P, F, O, S).Event;
  return Of != None && Fn.Events[Of].Kind == EventKind::Call && Fn.Events[Of].Callee != None &&
         P.str(P.Facts.Entities[Fn.Events[Of].Callee].Name) == "std::current_exception";
}

/// `if (failure)`: was anything caught? It was.
void SignalDomain::asked(EventId Id, const Event &E, State &S) const {
  llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
  bool Compares = Leaf == "operator==" || Leaf == "operator!=";
  if ((Leaf == "operator bool" || Compares) && (isCaught(E.Receiver, S) || llvm::any_of(E.Args, [&](const Operand &A) { return isCaught(A, S); })))
    decide(Id, Leaf != "operator==", S);
}

/// The suspend point whose error a condition asks for, in a variable of its own or by the name of the signal, and the answer:
/// `if (ec)` behind redirect_error(use_awaitable, ec), `if (ec == operation_aborted)`.
EventId SignalDomain::askedOf(const Test &T, const State &S, bool &Error) const {
  Error = T.Holds;
  EventId Asks = T.K == Test::Truth && T.Source != None && Fn.Events[T.Source].Kind == EventKind::Call ? T.Source : None;
  std::optional<ErrorAsked> Asked = Asks == None ? std::nullopt : asksForError(P, F, Asks);
  std::optional<Place> Where;
  if (Asked && Asked->Error) {
    auto IsSignal = [&](const Operand &O) { return namesSignal(P, F, O); };
    if (!IsSignal(Fn.Events[Asks].Receiver) && llvm::none_of(Fn.Events[Asks].Args, IsSignal))
      return None;
    Error = T.Holds == Asked->IfSignal;
    if (EventId Of = sourceOf(P, F, *Asked->Error, S).Event; Of != None && S.has({Told, Of}))
      return Of;
    Where = P.placeOf(F, *Asked->Error);
  } else if (T.Where && (T.K == Test::Error || T.K == Test::Truth)) {
    Where = P.normalize(F, *T.Where);
  }
  // The last of those that write their error there.
  EventId By = None;
  for (const Item &I : S.Items)
    if (Where && I.Kind == Told && (By == None || I.A > By))
      if (std::optional<Place> At = errorVariable(P, F, Fn.Events[I.A].Args[0]); At && overlaps(P.normalize(F, *At), *Where))
        By = I.A;
  return By;
}

bool SignalDomain::learn(const Test &T, State &S) {
  if (isDead(S))
    return true;
  EventId Suspend = T.Source;
  bool IsSuspend = Suspend != None && Fn.Events[Suspend].Kind == EventKind::Suspend;
  bool HasError = false;
  if (EventId By = askedOf(T, S, HasError); By != None) {
    if (HasError)
      toldError(By, S);
    else
      S.removeIf([&](const Item &I) { return I.Kind == Told && I.A == By; });
  }
  bool SaysError = T.K == Test::Error || (T.K == Test::Truth && T.Part >= 0) || T.K == Test::Value;
  if (IsSuspend && SaysError && returnsErrors(Suspend)) {
    bool Error = T.K == Test::Value ? !T.Holds : T.Holds;
    if (Error)
      toldError(Suspend, S);
    else
      S.removeIf([&](const Item &I) { return I.Kind == Told && I.A == Suspend; });
  }
  // A wait that is told to have succeeded, or whose status is asked for.
  bool Succeeded = T.K == Test::Truth && T.Holds && T.Part < 0;
  if (IsSuspend && (Succeeded || T.K == Test::Equals) && has(S, Told) && returnsErrors(Suspend))
    S.removeIf([&](const Item &I) { return I.Kind == Told && I.A == Suspend; });
  return learned(T, S);
}

void SignalDomain::left(State &S, bool ByException) {
  if (isDead(S))
    return;
  for (const Item &I : S.Items)
    if (I.Kind == Flying) {
      if (ByException && I.B == None)
        ended(S, true);
      return;
    }
  if (!ByException)
    ended(S, false);
}

} // namespace corosafe
