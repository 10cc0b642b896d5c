//===- Signals.h - Where the signal of cancellation goes --------------------===//
//
// Cancellation arrives at a suspend point: as an exception that a handler may
// take, as an error value, or by destroying the frame. This follows it along the
// paths of one coroutine, for analyses that ask what happens on its way:
//
//   try { co_await s.async_read_some(b, use_awaitable); }   cancelled(): thrown here
//   catch (const system_error &) { log(); }                  caught(): taken by this handler
//   co_await timer.async_wait(use_awaitable);                once cancelled, throws at once
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SIGNALS_H
#define COROSAFE_FLOW_SIGNALS_H

#include "Cancellability.h"
#include "llvm/ADT/BitVector.h"
#include <map>

namespace corosafe {

/// True if cancellation arrives in this library as an exception.
bool arrivesAsException(Delivery D);

/// True if an operand names the error by which cancellation is told, or is made of it.
bool namesSignal(const Program &P, FunctionId F, const Operand &O);
/// True if it names an error that says that what was read from has ended.
bool namesEnd(const Program &P, FunctionId F, const Operand &O);

/// True if an operand is a named error, whichever: an enumerator or constant, or what was made of one.
bool namesError(const Program &P, FunctionId F, const Operand &O);
/// True if a value comes out of an exception by calls: `e`, e.code(), e.code().value().
bool isOfException(const Program &P, FunctionId F, const Operand &O, const Place &Exception);

/// A comparison of an error with one that is named: `ec == eof`, `e.code() != operation_aborted`.
struct ErrorAsked {
  const Operand *Error = nullptr;
  bool IfSignal = false; ///< What it gives if the error is the one by which cancellation is told.
};
std::optional<ErrorAsked> asksForError(const Program &P, FunctionId F, EventId Id);
/// True if the error that is asked for is one that some handler of the function took.
bool isOfCaught(const Program &P, FunctionId F, const Operand &O);
/// From now on the value of an event is known on this path.
void decideValue(EventId Id, bool Value, State &S);

/// True if every co_await of the coroutine fails once it is cancelled, whatever it waits for.
bool staysCancelled(const Program &P, FunctionId F);

/// True if what is awaited there is out of reach of who cancels the coroutine, but has a token of its own instead, which somebody
/// else may have stopped: `co_await co_withCancellation(token, push())`.
bool hasOwnToken(const Program &P, FunctionId F, EventId Suspend);

/// A domain that follows the signal. What a subclass tracks of its own goes into
/// items of kind FirstOwn and up.
class SignalDomain : public Domain {
public:
  SignalDomain(const Program &P, FunctionId F, const ProgramFlow &Flow);

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) final;
  /// std::rethrow_exception and the like, and checks that throw, outside of try blocks as well.
  bool followsThrow(EventId Id) const override {
    const Event &E = Fn.Events[Id];
    return isThrowingCheck(Id) || (E.Kind == EventKind::Call && E.Callee != None && P.Facts.Entities[E.Callee].IsNoReturn);
  }
  void thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &) final;
  bool learn(const Test &T, State &S) final;
  void left(State &S, bool ByException) final;

protected:
  enum ItemKind : uint32_t {
    Flying, ///< A: Suspend event that threw the signal; B: block of the handler that will take it, or None.
    Caught, ///< A: Suspend event; B: CatchEnter event that took the signal.
    Told,   ///< A: Suspend event. Cancelled there, the coroutine got an error value and went on.
    Dead,   ///< Alone in its state: cancellation does not get here.
    FirstOwn,
  };

  /// The signal is thrown at this suspend point. Again: it had been caught on this path before.
  virtual void cancelled(EventId /*Suspend*/, State &, bool /*Again*/) {}
  /// The frame is destroyed at this suspend point, or may be (libraries that unwind).
  virtual void destroyed(EventId /*Suspend*/, State &) {}
  /// A handler takes the signal. Again: the same handler had taken it before on this path.
  virtual void caught(EventId /*Catch*/, EventId /*Suspend*/, State &, bool /*Again*/) {}
  /// The event has happened, cancellation apart.
  virtual void happened(EventId, State &) {}
  /// A condition says that this suspend point told of an error.
  virtual void toldError(EventId /*Suspend*/, State &) {}
  /// The coroutine comes here again although it may have been told of cancellation here before.
  virtual void toldAgain(EventId /*Suspend*/, State &) {}
  virtual bool learned(const Test &, State &) { return true; }
  /// The function ends: because the signal leaves it, or normally.
  virtual void ended(State &, bool /*Signalled*/) {}

  /// Cancellation may arrive there, as far as the subclass is interested.
  virtual bool isCancelPoint(EventId E) const;
  /// Errors of what is awaited come back as values, as far as the subclass is interested.
  virtual bool returnsErrors(EventId Suspend) const;
  /// What it awaits is wrapped so that no catch block runs when it fails: `co_await try_future(f)`.
  bool unwindsAt(EventId Suspend) const;
  /// No suspend point, but the signal is thrown there as well: `token.throw_if_cancellation_requested();`
  bool isThrowingCheck(EventId Id) const { return Id < Checks.size() && Checks.test(Id); }
  /// Once cancelled, this co_await does nothing but fail at once.
  bool failsAtOnce(EventId Suspend) const;
  /// The value of an event is known where the signal was caught.
  static void decide(EventId Id, bool Value, State &S) { decideValue(Id, Value, S); }
  static bool has(const State &S, uint32_t Kind);
  static bool isDead(const State &S);
  static void kill(State &S);

  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const ProgramFlow &Flow;
  const LibraryModel *Library;
  Delivery Delivers;
  bool Stays; ///< staysCancelled
  const AwaitNode &node(EventId Suspend) const;

private:
  BlockId takerOf(EventId From, TypeId Thrown) const;
  bool takesUnwinding(TypeId Handler) const;
  bool takes(TypeId Handler, TypeId Thrown) const;
  bool takesSignal(TypeId Handler) const;
  EventId askedOf(const Test &T, const State &S, bool &Error) const;
  bool isCaught(const Operand &O, const State &S) const;
  void asked(EventId Id, const Event &E, State &S) const;
  void throwOn(EventId From, EventId Suspend, TypeId Thrown, State &S);

  llvm::BitVector Checks;          ///< isThrowingCheck(), by event; empty if there is none.
  llvm::ArrayRef<TypeId> SignalTypes; ///< Of the coroutine's library, as far as the program names them.
  std::vector<BlockId> BlockOf;    ///< By event; of functions with handlers only.
  mutable std::map<EventId, AwaitNode> Nodes;
};

} // namespace corosafe

#endif
