//===- Abandoned.h - Who works on what a lost race left behind --------------===//
//
//   task<optional<string>> client::ask() {
//     auto r = co_await (async_read_until(socket_, ...) || timer.async_wait(...));
//     if (r.index() == 1) co_return nullopt;   socket_ outlives ask(), and nobody
//   }                                          in sight calls that
//
// Then it counts who else works on it: other functions of the class (or of a global
// variable), or ask() itself when its time was over and its caller goes on, unless the
// class can close it. Of a channel that is given by reference, what was sent is gone
// whoever receives next.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_ABANDONED_H
#define COROSAFE_FLOW_ABANDONED_H

namespace corosafe {

class Program;
struct ProgramFlow;

/// Adds to the races of each function those after which an object outlives it, without anybody seen to use it.
void judgeAbandoned(const Program &P, ProgramFlow &Flow);

} // namespace corosafe

#endif
