//===- TimerArms.h - Helpers that give a timer its time ----------------------===//
//
//   void arm() { flush_.expires_after(interval_); }        for (;;) {
//   void arm(seconds s) { flush_.expires_after(s); }          arm();
//                                                             co_await (inbox.receive() || flush_.async_wait());
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TIMERARMS_H
#define COROSAFE_FLOW_TIMERARMS_H

#include "Awaited.h"
#include "Summary.h"

namespace corosafe {

/// True if the one small body that Call reaches gives a timer among On a time that counts from now. Time gets the argument of Call
/// that is that time, if one is.
bool armsInHelper(const Program &P, FunctionId F, EventId Call, llvm::ArrayRef<Place> On, const Operand *&Time);

/// The name of a type that is a duration or a point in time.
bool isTime(llvm::StringRef Name);

/// True of a coroutine that does nothing but wait for a time to pass.
bool onlyWaits(const Program &P, FunctionId G, unsigned Depth = 0);

/// True if a function gives its timer a constant, or an argument of the call, which Time gets then.
bool delayOf(const Program &P, FunctionId G, const Event &Call, const Operand *&Time);

/// `co_await within(inbox.receive(), 5s)`: a coroutine of the program's own races what it is given with a clock.
struct HelperTimeout {
  AwaitNode Race;               ///< As its caller has it, made by the call that is the only frame of its path.
  uint32_t Timer = 1;           ///< Which branch is the clock; for a timeout, the one after its operation.
  bool Throws = false;          ///< It throws when the time is over,
  std::optional<int64_t> Gives; ///< or gives this.
};
std::optional<HelperTimeout> timeoutInHelper(const Program &P, const AwaitNode &N, const std::vector<Summary> &Known);

} // namespace corosafe

#endif
