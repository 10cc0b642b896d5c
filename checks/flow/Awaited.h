//===- Awaited.h - The tree of what a co_await waits for -------------------===//
//
//   co_await (read_frame(s) || t.async_wait(use_awaitable))
//
//   Combinator ||
//   ├── Coroutine read_frame      places: parameter 0 -> s
//   └── Operation async_wait      on: t
//
// Locals that hold an awaitable, adapters, completion tokens, and ordinary
// functions that return one are seen through. Places are those of the function
// that the co_await stands in.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_AWAITED_H
#define COROSAFE_FLOW_AWAITED_H

#include "../Finding.h"
#include "Paths.h"
#include "Witness.h"
#include <string>
#include <vector>

namespace corosafe {

/// Another function that could stand in the place of one that is called.
struct Renaming {
  EventId Call = None; ///< None: there is none.
  llvm::StringRef To;  ///< A model's text.
};

/// A call that was entered on the way from the co_await to a node.
struct Frame {
  FunctionId Caller = None;
  EventId Call = None;
};

struct AwaitNode {
  enum Kind : uint8_t {
    Unknown,
    Operation,  ///< A modelled operation.
    Combinator, ///< A race, timeout or join of Branches.
    Coroutine,  ///< A coroutine of the program: Callee, entered through Path.
    Parameter,  ///< An awaitable (or a callable that makes one) that the function was given: Index.
  };
  Kind K = Unknown;
  SharedText Name;            ///< For messages.
  SourceSpan Range;           ///< Where it is written.
  llvm::SmallVector<Frame, 2> Path; ///< From the root function to where the node's event stands; for a Coroutine the last frame is its call.

  const corosafe::Operation *Op = nullptr;
  Places On;                  ///< Objects that the operation works on, in the root function's places.
  std::optional<Place> Into;
  bool OnLost = false;        ///< Some object could not be said in the root function's places.

  const corosafe::Combinator *Combines = nullptr;
  const FunctionModel *Model = nullptr;
  EventId Made = None;        ///< Combinator, Operation of a model: the event in its own function.
  std::vector<AwaitNode> Branches;

  FunctionId Callee = None;   ///< Coroutine.
  uint32_t Index = 0;         ///< Parameter.
  bool Callable = false;      ///< Parameter: it is called first.

  bool Shielded = false;
  bool MadeCancellable = false; ///< What it is wrapped in can cancel it, even if it cannot be cancelled by itself.
  bool Lvalue = false;        ///< Written as an lvalue (some combinators leave such a loser running).
  bool CarriesNothing = false; ///< Operation: its result is void (a notification).
  llvm::SmallVector<FunctionId, 1> Then; ///< Bodies of the continuations that its result goes through, the last of which makes what is given.
  bool CountReturned = false; ///< Errors and counts come back as values.
};

/// What is known of an operand that is awaited: by its type, or by the name of the variable of namespace scope that it is
/// (this_coro::executor, whatever its type is called).
const TypeModel *awaitedModel(const Program &P, FunctionId F, const Operand &O);

/// True if a node that is an operation can be cancelled where it stands.
inline bool canBeCancelled(const AwaitNode &N) { return N.Op && (N.Op->Cancellable || N.MadeCancellable); }

/// True if one of a coroutine's own parameters puts it out of cancellation's reach, however it is awaited or let go.
bool takesShield(const Program &P, EntityId Coroutine);

/// The tree behind an operand of F. S says which values locals have; the default
/// state knows only locals with one value.
AwaitNode resolveAwaited(const Program &P, FunctionId F, const Operand &O, const State &S = {});

/// What a coroutine was given as an argument: the tree behind argument Index of the
/// last call in Path, called first if Callable.
AwaitNode resolveArgument(const Program &P, llvm::ArrayRef<Frame> Path, uint32_t Index, bool Callable);

/// A callee's place in the places of the root function, through the frames that
/// were entered; none if it is the callee's own.
std::optional<Place> toRoot(const Program &P, FunctionId In, const Place &Pl, llvm::ArrayRef<Frame> Path);

} // namespace corosafe

#endif
