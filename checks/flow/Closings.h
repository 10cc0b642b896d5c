//===- Closings.h - Who ends what is received from -----------------*- C++ -*-===//
//
//   void server::stop() { acceptor_.close(); }     {server, acceptor_} ends
//   signals.async_wait([&](auto...) { acceptor.cancel(); });
//
// An acceptor, say, goes on for ever unless somebody of the program closes it.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CLOSINGS_H
#define COROSAFE_FLOW_CLOSINGS_H

#include "SharedObject.h"
#include <map>
#include <set>
#include <vector>

namespace corosafe {

class Closings {
public:
  explicit Closings(const Program &P) : P(P) {}

  /// True if some function closes or cancels the object, or one that is not seen could. The first question looks through the whole program.
  bool ends(FunctionId F, const Place &On) const;

  /// True if some function is seen to do so by what a model says: whoever waits for the object is woken (semaphore::broken).
  bool isBroken(FunctionId F, const Place &On) const;

  /// True if the object is given to a function that is not seen, or to a constructor, by reference.
  bool isLent(FunctionId F, const Place &On) const;

private:
  const Program &P;
  mutable bool Known = false;
  using Objects = std::map<std::pair<uint8_t, uint32_t>, std::vector<SharedObject>>;
  mutable Objects Ended;
  mutable Objects Broken; ///< Those of them that a model says so of.
  mutable Objects Lent;   ///< Given by reference to whom nothing is known of.
  mutable std::set<std::pair<FunctionId, uint32_t>> Parameters; ///< Those that their own function ends.

  void collect() const;
  void lend(FunctionId F, EventId Id) const;
  bool closesByModel(FunctionId F, EventId Call, unsigned Depth = 0) const;
  bool isAmong(const Objects &Of, FunctionId F, const Place &Pl) const;
  std::optional<std::pair<FunctionId, uint32_t>> parameterOf(FunctionId F, Place On) const;
};

} // namespace corosafe

#endif
