//===- HelperHalves.h - What small helpers begin and end ---------------------===//
//
// A half of a pair (Pairs.h) often stands in a helper of the program, and the
// coroutine calls that:
//
//   void started() { if (closed_) throw closed(); ++active_; }     started();
//   void finished() { if (--active_ == 0) idle_.cancel(); }        co_await run();
//   void busy(bool on) { busy_ = on; notify(); }                   finished();
//
// What a helper does on all of its ways counts, and what it is given as a constant.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_HELPERHALVES_H
#define COROSAFE_FLOW_HELPERHALVES_H

#include "Pairs.h"

namespace corosafe {

/// Adds to Out what the one body that Call reaches changes, in the caller's places, if it is a small function.
void halvesOfHelper(const Program &P, FunctionId F, EventId Call, unsigned Depth, std::vector<Half> &Out);

/// A flag or state, and no number that happens to be constant.
bool isFlag(const Program &P, const Operand &Value);

/// True of a pointer, handle or number: nothing cleans up after it by itself.
bool isRaw(const Program &P, TypeId T);

} // namespace corosafe

#endif
