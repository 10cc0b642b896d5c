//===- Silence.h - Work that is due when nothing has happened ---------------===//
//
//   idle_.expires_after(30s);                        again in each turn, and rightly so:
//   auto r = co_await (read(s) || idle_.async_wait());
//   if (r.index() == 1) co_await send_ping(s);       it is due after silence
//
// Known by names, by work on what the other branch waits for, and by a count of
// silent turns that every other turn sets back.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SILENCE_H
#define COROSAFE_FLOW_SILENCE_H

#include "Program.h"
#include <set>
#include <vector>

namespace corosafe {

/// True if one of the words stands in a text, in whatever case.
bool says(llvm::StringRef Text, std::initializer_list<llvm::StringRef> Words);

/// What is due after silence, and so rightly starts anew.
bool saysSilence(llvm::StringRef Name);

/// The name of a timer that waits for silence. `timeout` may be any.
bool namesSilence(llvm::StringRef Timer);

/// The other side is asked whether it is still there, or nothing happened on purpose. Raced: what the other branches work on.
bool isForSilence(const Program &P, FunctionId F, EventId Id, llvm::ArrayRef<Place> Raced);

/// A function only puts things into what it knows by that place: it waits for nothing there.
bool isOnlyFilled(const Program &P, FunctionId F, const Place &What);

/// `auto job = co_await jobs.receive();` in every turn, outside of its race: the timer bounds what is done with what came.
bool receivesFirst(const Program &P, FunctionId F, const std::set<EventId> &AfterTimer, const std::set<EventId> &AfterOther);

/// `++missed_` when the timer has fired, `missed_ = 0` when something else came first.
bool countsSilence(const Program &P, FunctionId F, llvm::ArrayRef<EventId> Work, const std::set<EventId> &Other);

/// `log(events); events = 0;` when the timer has fired, `++events` when something else came first: how many there were in that time.
/// The call that tells, or None.
EventId tellsCount(const Program &P, FunctionId F, llvm::ArrayRef<EventId> Work, const std::set<EventId> &Other);

/// Something is done when the timer has fired: no log and no remark, not merely the timer set again.
bool isDueWork(const Program &P, FunctionId F, EventId Id);

} // namespace corosafe

#endif
