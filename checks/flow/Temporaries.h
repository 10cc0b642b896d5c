//===- Temporaries.h - What a temporary handle led to ------------------------===//
//
// A handle that a call gives by value ends with the full expression. What it alone
// kept ends with it, and a shared object may end while the coroutine is suspended:
//
//   auto &table = find_table(id)->rows();    the shared pointer is gone at the semicolon
//   co_await flush();                        others may drop the last one
//   table.clear();
//
// In a range-for the whole range expression is evaluated so, up to C++20.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TEMPORARIES_H
#define COROSAFE_FLOW_TEMPORARIES_H

#include "Stale.h"

namespace corosafe {

/// Adds the uses, after a suspend point, of what a temporary handle led to.
void addTemporaryUses(const Program &P, FunctionId F, const Invalidations &Changes, StaleResult &Out);

} // namespace corosafe

#endif
