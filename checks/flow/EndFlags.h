//===- EndFlags.h - Flags that end a loop, and what they know of the end ------===//
//
//   void stop() { running_ = false; }
//
//   while (running_) {                                   nobody sets it when the peer has gone:
//     auto [ec, n] = co_await sock_.async_read_some();   the loop spins
//     total_ += n;
//   }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_ENDFLAGS_H
#define COROSAFE_FLOW_ENDFLAGS_H

#include "Loops.h"
#include "Program.h"

namespace corosafe {

/// True if a member that a loop asks is seen to be set by nobody who learns that what the loop receives from has ended: not
/// in the loop nor in what that calls, and nowhere along with closing `Closed`, which is what it receives from if the program
/// ends that itself. False where not everybody is seen, or nobody sets it.
bool knowsNothingOfEnd(const Program &P, FunctionId F, const Loop &Outermost, const Loops &All, const Place &Flag,
                       llvm::ArrayRef<Place> Closed);

/// True if a call of a member function of the same object does not name a member of it; if its body is not seen, by its name and
/// by what it is given.
bool leavesAlone(const Program &P, FunctionId F, EventId Call, const Place &Member);

} // namespace corosafe

#endif
