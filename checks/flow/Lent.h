//===- Lent.h - What an awaited operation is lent ----------------------------===//
//
//   co_await async_write(sock, buffer(out_));    reads out_ until it is done
//   co_await parallel_for_each(rooms_, f);       goes over rooms_ until it is done
//   co_await greet(sessions_.at(id));            uses the element after it was suspended itself
//   co_await sessions_.at(id).greet();           likewise, and
//   co_await conn_->run();                       what conn_ leads to
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LENT_H
#define COROSAFE_FLOW_LENT_H

#include "Stale.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corosafe {

struct Lent {
  Place What;
  bool Walked; ///< The operation goes over its elements; else it sends its bytes.
};

/// An element of a container that an awaited coroutine is given by reference or runs on, and uses after it was suspended.
struct Given {
  Place Into;          ///< The container, or the handle, in the caller's places.
  bool RunsOn = false;
  bool Handle = false; ///< Into is a member handle, and no container.
  bool BehindHandle = false; ///< It is what an element leads to, and not that itself.
  SourceSpan At;       ///< Where it is given.
  FunctionId Callee = None;
  EventId Suspended = None, Used = None; ///< There.
};

/// Those that a suspend point waits for. `HeldBy` as below; `HandleOf` gives the member handle that alone leads to what a place
/// names; Borrowed says whether a coroutine keeps the object that it runs on itself.
std::vector<Given> elementsGiven(const Program &P, FunctionId F, EventId Suspend,
                                 llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t Local)> HeldBy,
                                 llvm::function_ref<std::optional<Place>(const Place &)> HandleOf, llvm::ArrayRef<BorrowSummary> Borrowed);

/// What is wrong with one of them when a change is made meanwhile.
StaleUse staleGiven(const Program &P, FunctionId F, const Given &G, const Invalidations::Change &C);

/// What the operations that a suspend point waits for are lent, in the function's places. `HeldBy` says what a local is a view of.
std::vector<Lent> lentTo(const Program &P, FunctionId F, EventId Suspend,
                         llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t Local)> HeldBy);

} // namespace corosafe

#endif
