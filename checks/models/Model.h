//===- Model.h - What names mean for cancellation --------------------------===//
//
// A model says what a function, type or variable of a library means. It is data:
// library models are JSON (libraries/*.json), annotations in code and computed
// summaries have the same shape.
//
//   {"name": "asio::async_read", "op": {"effect": "composed-consume", "safety": "partial", "on": [0]}}
//
// Names are qualified, without template arguments and inline namespaces. A
// method's model also holds for classes derived from the one it names. Where
// several entries fit, the first whose conditions hold wins: write the special
// ones first.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_MODELS_MODEL_H
#define COROSAFE_MODELS_MODEL_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

/// How cancellation reaches a suspended coroutine, which decides what cleanup
/// runs (semantics.md section 1).
enum class Delivery : uint8_t { Exception, ExceptionEveryAwait, Unwind, Destroy, Result, None };

/// Which argument of a call is meant.
struct ArgRef {
  enum Kind : uint8_t {
    Receiver,     ///< "receiver": the object of a member call.
    Index,        ///< 0, 1, ...; the receiver does not count.
    Last,         ///< "last".
    All,          ///< "all": every argument (not the receiver).
    ReceiverArgs, ///< "receiver-args": the arguments of the call that made the receiver (make_parallel_group(a, b).async_wait(...)).
    Result,       ///< "result": what the call returns.
    From,         ///< "from:2": argument N and every one after it.
  };
  Kind K = Index;
  unsigned N = 0;
  bool operator==(const ArgRef &) const = default;
};

/// Conditions under which an entry holds. All that are given must hold.
struct Match {
  std::optional<unsigned> MinArgs, MaxArgs;
  struct ArgIs {
    ArgRef Arg;
    std::vector<std::string> Types; ///< The argument's class, an alias or base of it, is one of these; "*callable*" stands for any lambda or class with a call operator; "*pointer*", "*integer*", "*lvalue*", "*rvalue*" for what they say; "*zero*" is a constant zero or a duration of zero, "*bits:64*" a constant with these bits set.
    bool Not = false;
  };
  std::vector<ArgIs> Args;
  struct TemplateArgIs {
    unsigned N = 0;
    std::vector<std::string> Names; ///< Qualified type or enumerator names, or integers spelt out.
  };
  std::vector<TemplateArgIs> TemplateArgs; ///< Of the function, else of the receiver's class.
  std::vector<std::string> ReturnTypes;    ///< The returned class, an alias or base of it, is one of these.
  bool AnyArgIs = false;                   ///< "anyArg": it is enough that one argument has a type of Args' entry with Arg All.
};

enum class CombinatorKind : uint8_t { Race, Timeout, Join };

/// What becomes of a branch that lost. cancelled-awaited | cancelled-detached | destroyed | interrupted | left-running | untouched.
enum class LoserFate : uint8_t { CancelledAwaited, CancelledDetached, Destroyed, Interrupted, LeftRunning, Untouched };

/// What becomes of a loser's result that was complete all the same.
enum class LoserResult : uint8_t { Discarded, Returned, Kept };

enum class WinsOn : uint8_t { FirstCompletion, FirstSuccess };

/// How the caller is told who won.
enum class WinnerTold : uint8_t {
  VariantIndex,     ///< "variant-index": std::variant whose index is the branch; get_if, holds_alternative, get, visit.
  Index,            ///< "index": an integer.
  PairFirst,        ///< "pair-first": the first member (or structured binding) of the result is the branch's index.
  OrderArray,       ///< "order-array": the first part of the result is an array, its element 0 the branch.
  Optionals,        ///< "optionals": a tuple of optionals (or nullable results), one a branch; those that completed hold a value.
  OptionalResult,   ///< "optional": empty (or false, nullptr, an error of std::expected) when the timeout won.
  BoolResult,       ///< "bool": true when the operation completed.
  ErrorCode,        ///< "error-code": the result (or a part of it) is an error that tests true when the operation lost.
  Throws,           ///< "throws": the await throws when the operation lost.
  NotTold,          ///< "not-told".
};

/// A call (or constructed object) that waits for several awaitables at once.
struct Combinator {
  CombinatorKind Kind = CombinatorKind::Race;
  std::vector<ArgRef> Branches{{ArgRef::All, 0}};
  bool Range = false;     ///< The branch argument is a range or container of awaitables.
  bool PipeForm = false;  ///< Also called with its first branch on the left of `|`.
  LoserFate Losers = LoserFate::CancelledAwaited;
  LoserResult Results = LoserResult::Discarded;
  WinsOn Wins = WinsOn::FirstCompletion;
  WinnerTold Winner = WinnerTold::NotTold;
  unsigned FirstIndex = 0; ///< The number by which the first branch is told: those before it say that none has won (a variant whose alternative 0 is an error).
  std::vector<std::string> Throws; ///< With WinnerTold::Throws: the class of that exception, then each base of it.
  bool CancelsOnError = false; ///< A join that cancels its other branches when one fails.
  std::optional<LoserFate> LvalueLosers;   ///< For branches given as lvalues.
  std::optional<LoserResult> LvalueResults;
  bool Flattens = false;  ///< A nested use of the same combinator adds its branches to this one's (a || b || c is one variant of three).
};

enum class Effect : uint8_t { Unknown, Wait, Consume, Produce, Acquire, ComposedConsume, ComposedProduce };
enum class CancelSafety : uint8_t { Unknown, Safe, Partial, Unsafe };

/// Who can end what an operation receives from.
enum class EndedBy : uint8_t {
  Peer,    ///< The other side, who is not seen: a stream.
  Owner,   ///< Only the program, where it is seen to close it: an acceptor.
  Holders, ///< Those who have the object, each of whom may close it: a channel.
};

/// An awaited operation.
struct Operation {
  Effect Does = Effect::Unknown;
  CancelSafety Safety = CancelSafety::Unknown;
  std::vector<ArgRef> On;       ///< The objects it works on (the stream, the channel).
  std::optional<ArgRef> Into;   ///< Where what it consumed so far is kept when it is cancelled or its result dropped (the external buffer of read_until); then nothing is lost while that lives.
  std::optional<bool> LostIfDiscarded; ///< Its completed result, dropped by a combinator, is a loss. Default: consume, composed-consume and acquire.
  bool Cancellable = true;      ///< It can be cancelled while suspended.
  bool Timer = false;           ///< It completes when a time has passed: a sleep, a timer's wait.
  std::optional<WinnerTold> ClosedTold; ///< How it says that its channel, queue or stream has ended: "optional", "bool", "error-code", "throws", "not-told". None: it has no such end, or that is not known.
  EndedBy Ended = EndedBy::Peer; ///< Who ends what it receives from.
  std::vector<std::string> UnsafeUnder; ///< Combinators under which it is unsafe though safe by itself.
  std::string SaferAlternative; ///< What to use instead; printed as help.
};

/// What a call does to one of its arguments.
enum class Act : uint8_t {
  Closes,     ///< Ends its life for good: close, reset, destroy, clear; what was half-done on it no longer matters.
  Cancels,    ///< Cancels what is pending on it; says nothing about its state.
  Observes,   ///< Looks only.
  Uses,       ///< Works on it like an operation of unknown effect.
  Awaits,     ///< Awaits it (or its call's result, if callable) when the call's own result is awaited.
  Consumes,   ///< Takes a task over: awaits, spawns, joins, adopts or detaches it.
  Spawns,     ///< Starts it detached from the caller.
  Stores,     ///< Keeps it beyond the call.
  Invokes,    ///< Calls it before it returns (or before the awaited result is ready).
  Offloads,   ///< Runs it on another thread.
  Locks, TryLocks, Unlocks, ///< A mutex or guard.
  Releases,   ///< A guard gives its lock up without unlocking (unique_lock::release).
  Swaps,      ///< Exchanges it with the other argument that Swaps.
  Logs,       ///< Only for logging or metrics: not an effect.
  Owns,       ///< Keeps the callable (and what it captured) until the coroutine that it makes has ended.
  Handles,    ///< A handler: its coroutine may be cancelled or dropped by the framework (the client is gone).
  RunsAtExit, ///< A callable or awaitable that runs when the coroutine ends, cancelled or not.
  Joins,      ///< Waits for everything that a scope holds; where its result is awaitable, once that is awaited.
  Stops,      ///< Asks everything in a scope, or behind a stop source, to stop; waits for nothing.
  Arms,       ///< Gives a timer its time (expires_after), which starts it anew.
  Readies,    ///< After it, blocking calls on it return at once, or it was asked whether they would: a future that was waited for, a socket made non-blocking.
  Drops,      ///< Calls it and destroys it, with what it captured, before the coroutine that it makes has ended.
  Claims,     ///< Takes a flag unless somebody has it (test_and_set, an atomic exchange): asked in a loop, a spin lock.
  Takes,      ///< Removes an element from it at once, without waiting: what was read of it before, or what the call gives or fills, has no other place now.
};

struct Action {
  ArgRef On;
  Act Does = Act::Observes;
  bool operator==(const Action &) const = default;
};

/// What the result of a call tells about an earlier value. Read on branch conditions.
enum class ResultTest : uint8_t {
  None,
  Index,            ///< Returns the active index of the receiver or argument (variant::index).
  HoldsAlternative, ///< True (or not null) if the alternative named by the template argument is active (holds_alternative, get_if).
  GetAlternative,   ///< Throws unless the alternative named by the template argument is active (std::get).
  HasValue,         ///< True if the receiver or argument holds a value (optional, expected, Try, unique_ptr).
  HasError,         ///< True if it holds an error (hasException, error_code conversion, has_error).
  OwnsLock,         ///< True if the guard holds its lock.
  Value,            ///< Throws unless it holds a value (optional::value).
};

struct TaskModel {
  enum Start : uint8_t { FromPromise, Lazy, Eager };
  /// What dropping the handle does to the work.
  enum Drop : uint8_t { FromStart, NeverRuns, Detaches, Cancels, Blocks, Terminates, Harmless };
  Start Starts = FromPromise;
  Drop OnDrop = FromStart;
  bool VoidCastIsQuiet = false; ///< (void) is this library's own idiom for a wanted drop.
  bool Awaitable = true;        ///< co_await on it compiles.
  bool CallerMayLeave = false; ///< Who calls its coroutine, maybe from another module, need not keep the object, nor what the arguments refer to, until that has ended.
  std::vector<std::string> Observers; ///< Methods that do not consume it (valid, is_ready).
  std::vector<std::string> Consumers; ///< Methods that do, though const.
  std::string Dismiss;          ///< How the library lets one run that nobody waits for, as an expression: "+{0}".
  std::vector<std::string> DismissNeeds; ///< Names that the code must know for it to compile.
};

enum class Blocking : uint8_t { Thread, Async, NoOp, ByMutex };

struct MutexModel {
  Blocking Blocks = Blocking::Thread;
  std::vector<std::string> Acquire, TryAcquire, Release; ///< Method names.
};

struct GuardModel {
  Blocking Blocks = Blocking::ByMutex; ///< ByMutex: as the mutex of the template argument, else of the constructor's argument.
  std::vector<std::string> Acquire, TryAcquire, Release, Disown; ///< Method names: lock, try_lock, unlock, release.
  std::vector<std::string> DeferTags, AdoptTags, TryTags; ///< Types of constructor arguments that say how it begins.
  bool TryByDuration = false; ///< Constructing it with a duration or time point after the mutex tries.
  bool Reverse = false;       ///< Unlocks while it lives (boost::reverse_lock).
  bool AllArgs = false;       ///< Locks every mutex argument (std::scoped_lock).
  bool EmptyWithoutArgs = true; ///< Default-constructed, it holds nothing.
};

enum class BlockingStrength : uint8_t { NotBlocking, Weak, Medium, Strong };

/// What one name means. An entry may say several things; most say one.
struct FunctionModel {
  std::string Name;
  std::string Library;
  Match When;
  std::optional<Combinator> Combines;
  std::optional<Operation> Op;
  std::vector<Action> Acts;
  std::optional<ArgRef> Wraps;      ///< Its result, awaited, is that argument awaited (an adapter, a completion-token object, co_spawn with use_awaitable).
  std::optional<ArgRef> Continues;  ///< With Wraps: that callable runs with what is awaited gives, and its result is what is given on (then, map).
  bool ContinuationAwaited = false; ///< With Continues: what the callable returns is awaited as well (let_value, a promise's then).
  bool ErrorsReturned = false;      ///< What it awaits comes back as a value or an error: it never throws, nor ends the coroutine (co_awaitTry, done_as_optional).
  bool UnwindsOnFailure = false;    ///< Where what it awaits fails, the coroutine ends at once, and none of its catch blocks runs (Seastar's try_future).
  bool LeavesRunning = false;       ///< Cancelled, it comes back at once, and what it awaits runs on (detachOnCancel).
  std::optional<ArgRef> Shields;    ///< The same, out of cancellation's reach.
  std::optional<ArgRef> Cancellable; ///< The awaitable that its token, slot or deadline argument can cancel (co_withCancellation(token, task)); "receiver" for a member, "result" for what the call returns.
  std::optional<ArgRef> Views;      ///< Its result is an iterator, pointer, reference or view into that argument, which a change of it may invalidate.
  std::vector<ArgRef> Invalidates;  ///< It may invalidate iterators, pointers and references into these arguments.
  std::optional<ArgRef> KeepsAlive; ///< While its result lives, that argument does not end: a handle to the object itself (shared_from_this), or a hold on the scope that waits for it.
  bool IteratorsOnly = false;       ///< With Invalidates: iterators only; pointers and references to elements stay good.
  bool AddsElement = false;         ///< With Invalidates: only where the element that it gives gets a value or is added to. It may not have been there (operator[] of a map).
  bool ElementOnly = false;         ///< With Invalidates: the elements that it takes out only (erase of a list or map); others stay good.
  bool ChecksCancellation = false;  ///< It looks whether cancellation was requested, as a result or by throwing (throw_if_cancellation_requested, co_safe_point).
  bool Handler = false;             ///< Overriders of this virtual function are run by the framework, which may cancel or drop them.
  bool Main = false;                ///< Overriders of this virtual function are what main() is: each sets up, runs and takes down by itself (tests).
  std::optional<ArgRef> PartOf;     ///< Its result is that argument or a part of it (get_lowest_layer, std::ref, next_layer).
  std::optional<ArgRef> GuardOn;    ///< It returns a guard that holds that mutex.
  bool GuardMayBeEmpty = false;     ///< The returned guard may hold nothing (try_lock).
  ResultTest Tests = ResultTest::None;
  ArgRef TestOn{ArgRef::Receiver, 0};
  BlockingStrength Blocks = BlockingStrength::NotBlocking;
  std::string BlockingAlternative;
  std::string SaferName;            ///< A function beside it that takes and returns the same, and does not have what is said against this one.
  std::optional<ArgRef> SleepsFor;  ///< It blocks for that duration, and does nothing else.
  std::optional<bool> StaysCancelled; ///< Awaited, it says for the rest of the coroutine whether every co_await fails once that is cancelled (LibraryModel::StaysCancelled).
  std::optional<bool> ShieldsRest;  ///< Awaited, it puts the rest of the coroutine out of cancellation's reach, or (false) back into it.
  bool NeverSuspends = false;       ///< Awaiting its result does not suspend (this_coro::executor).
  bool Stackful = false;            ///< Called without co_await, it suspends the coroutine that calls it, as an await of its result would (with Blocks: only one that has a stack). It runs the callable that it Stores on a stack.
  bool IfUnwinding = false;         ///< It tells whether an exception is unwinding the stack; of a constructor: what it makes does its work only then (scope_fail).
  std::optional<bool> Gives;        ///< It always returns that (AlwaysTrue() of a checking macro).
  bool ResultIsTask = false;        ///< Its result is a task though its type is not (a join handle in an int).
  bool ResultIsDroppable = false;   ///< Dropping its result is fine, whatever its type.
  std::string Source;               ///< Where the fact comes from.
};

/// A stop token, cancellation slot or abort source: what is passed on to make work stop.
struct TokenModel {
  std::vector<std::string> Checks; ///< Methods that look at it, or throw, when stop was requested (stop_requested, check).
  bool IsSource = false; ///< It is the side that requests the stop.
  bool Never = false;    ///< It never stops anything: an explicit "no token".
  bool Single = false;   ///< One operation at a time listens to it: what is given to the next is taken from the last.
};

/// An object that owns running work and must outlive it: a scope, nursery, gate, task group.
struct ScopeModel {
  /// What its destructor does when it was not joined.
  enum Missing : uint8_t {
    Dangles,    ///< Nothing, or a debug assertion: the work goes on with what is gone.
    Terminates, ///< Aborts the program.
    Throws,     ///< Throws.
    Blocks,     ///< Waits, blocking its thread.
    SelfJoins,  ///< Cancels and waits as it should: only the order of declarations matters.
    Cancels,    ///< Asks for a stop and waits for nothing.
    Destroys,   ///< Destroys what still waits in it: nothing of it runs on.
  };
  Missing OnMissing = Dangles;
  std::vector<std::string> Adds;  ///< Methods that start work in it (their arguments are then held by it).
  std::vector<std::string> Joins; ///< Methods that wait for all of it.
  std::vector<std::string> Stops; ///< Methods that request a stop, and wait for nothing.
  bool JoinIsAwaited = true;      ///< What a join method returns must be awaited (or else it blocks, and is done on return).
};

struct TypeModel {
  std::string Name;
  std::string Declares; ///< In place of a name: holds for every class that declares a member type of this name (sender_concept).
  std::string Library;
  std::optional<Delivery> Delivers; ///< How cancellation reaches a coroutine that returns it, where that is not as the library says (none: whoever started one that runs detached cannot cancel it).
  std::optional<TaskModel> Task;
  std::optional<MutexModel> Mutex;
  std::optional<GuardModel> Guard;
  std::optional<Operation> Awaited;   ///< co_await on an object of this type does this, on the object.
  std::optional<Combinator> Combines; ///< Constructing it combines (seastar::coroutine::all).
  bool CountReturned = false; ///< As a completion-token argument: errors and counts come back as values (as_tuple, redirect_error).
  bool NeverSuspends = false; ///< Awaiting it does not suspend.
  bool Droppable = false;     ///< Assigning a task to an object of this type drops it on purpose (std::ignore).
  bool CancelSignal = false;  ///< An exception type by which cancellation arrives.
  bool Stackful = false;      ///< An operation that is given one suspends the coroutine that calls it until it is done (Asio's yield_context).
  bool Offloads = false;      ///< A coroutine that takes one as a parameter runs on a thread of its pool (executor_tag); one that returns one, on a thread of its own.
  bool Shield = false;        ///< While an object of it lives, its coroutine is out of cancellation's reach.
  bool View = false;          ///< It points into what it was made from, and owns nothing (string_view, span).
  bool Owner = false;         ///< It keeps what it points to alive, together with its copies (shared_ptr).
  bool SoleOwner = false;     ///< A handle that alone keeps what it points to alive, and is moved (kj::Own). What is called unique_ptr needs no model.
  bool SelfNulling = false;   ///< It does not keep what it points to alive, and becomes null when that ends (QPointer). One that must be locked first is none.
  bool Counted = false;       ///< Objects of classes derived from it live as long as some handle to them (enable_shared_from_this).
  std::optional<TokenModel> Token;
  bool Deadline = false; ///< A point in time until which what it is given to may wait.
  std::string Binds;     ///< A completion token, to which tokens of this type can be bound for the operation that gets it (bind_cancellation_slot).
  std::optional<ScopeModel> Scope;
  std::string Source;
};

/// Calls that belong together: what one begins, the other ends.
struct CallPair {
  /// Qualified names; or, where Words, the verbs by which people name such functions: begin_transaction and commit.
  std::vector<std::string> Begin, End;
  bool Words = false;
  std::vector<std::string> NotOf; ///< Words: nouns behind the verb with which nothing is held (open_array of a JSON writer).
  /// What both are about.
  enum Subject : uint8_t {
    Object,  ///< The object that they are called on.
    Result,  ///< What the first returns, which the second is given: malloc and free.
    Element, ///< What was read of the object before the first removes it there, which the second puts back: pop_back and push_back.
  } Of = Object;
};

/// A public name that is an alias in the library itself. Where a declaration makes a class of it (another version, a
/// stand-in for tests), what is known of the classes behind it holds for that class.
struct AliasModel {
  std::string Name;
  std::vector<std::string> Classes; ///< The class behind it, then those whose methods it inherits.
};

/// A library as it stands in one JSON file.
struct LibraryModel {
  std::string Name;
  std::vector<std::string> Namespaces; ///< Equivalent roots: the first is the one the entries are written with.
  Delivery Delivers = Delivery::Exception;
  bool Stackful = false;        ///< Its operations and combinators suspend the coroutine that calls them, without co_await (userver's engine).
  bool StaysCancelled = false;  ///< Once cancelled, every later co_await of the coroutine fails at once as well, until a call with shieldsRest (Asio's awaitable).
  bool TokenImplicit = false;   ///< Tokens pass from a coroutine to what it awaits by themselves (folly, corral, unifex).
  bool ReachesEvery = false;    ///< Any of its coroutines may be cancelled by who awaits or spawned it, without a sign in its own code.
  std::vector<std::string> Signals; ///< Enumerators, constants and functions of errors by which cancellation is told (asio::error::operation_aborted, ECANCELED).
  std::vector<std::string> Ends; ///< The same of errors that say that what was read from has ended (asio::error::eof).
  std::vector<std::string> PresentIf; ///< For a library in the global namespace: it counts only where the code names one of these types.
  bool Migrates = false;        ///< A coroutine may be resumed on another thread than the one it was suspended on.
  std::vector<std::string> MigratesWith; ///< The same where the code names one of these types (asio::thread_pool).
  std::string Sleep;            ///< What awaits a duration, as an expression: "co_await folly::coro::sleep({0})".
  std::vector<std::string> SleepNeeds; ///< Names that the code must know for it to compile.
  bool HeadersAreLibrary = true; ///< Functions defined in these namespaces outside the main file are library code, not the user's.
  std::vector<std::string> ProgramScopes; ///< Namespaces below the roots in which programs write their own code (winrt::App::implementation).
  std::vector<FunctionModel> Functions;
  std::vector<TypeModel> Types;
  std::vector<CallPair> Pairs;
  std::vector<AliasModel> Aliases;
  std::vector<std::string> Closers; ///< Verbs by which people name functions that end the life of what they are called on, or given.
  std::vector<std::string> Launchers; ///< Verbs by which people name functions that start the task that they are given, and do not wait for it.
};

} // namespace corosafe

#endif
