//===- TimerArms.h - Helpers that give a timer its time ----------------------===//
//
//   void arm() { flush_.expires_after(interval_); }        for (;;) {
//   void arm(seconds s) { flush_.expires_after(s); }          arm();
//                                                             co_await (inbox.receive() || flush_.async_wait());
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TIMERARMS_H
#define COROSAFE_FLOW_TIMERARMS_H

#include "Program.h"

namespace corosafe {

/// True if the one small body that Call reaches gives a timer among On a time that counts from now. Time gets the argument of Call
/// that is that time, if one is.
bool armsInHelper(const Program &P, FunctionId F, EventId Call, llvm::ArrayRef<Place> On, const Operand *&Time);

} // namespace corosafe

#endif
