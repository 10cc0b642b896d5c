//===- Lent.h - What an awaited operation is lent ----------------------------===//
//
//   co_await async_write(sock, buffer(out_));    reads out_ until it is done
//   co_await parallel_for_each(rooms_, f);       goes over rooms_ until it is done
//   co_await greet(sessions_.at(id));            uses the element after it was suspended itself
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LENT_H
#define COROSAFE_FLOW_LENT_H

#include "Program.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corosafe {

struct Lent {
  Place What;
  bool Walked; ///< The operation goes over its elements; else it sends its bytes.
};

/// An element of a container that an awaited coroutine is given by reference, and uses after it was suspended.
struct Given {
  Place Into;          ///< The container, in the caller's places.
  bool BehindHandle = false; ///< It is what an element leads to, and not that itself.
  SourceSpan At;       ///< Where it is given.
  FunctionId Callee = None;
  EventId Suspended = None, Used = None; ///< There.
};

/// Those that a suspend point waits for. `HeldBy` as below.
std::vector<Given> elementsGiven(const Program &P, FunctionId F, EventId Suspend,
                                 llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t Local)> HeldBy);

/// What the operations that a suspend point waits for are lent, in the function's places. `HeldBy` says what a local is a view of.
std::vector<Lent> lentTo(const Program &P, FunctionId F, EventId Suspend,
                         llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t Local)> HeldBy);

} // namespace corosafe

#endif
