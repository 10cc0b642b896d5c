//===- LastWords.h - Who waits for a coroutine's last signal ------------------===//
//
//   task<> pump::run()  { for (auto &i : items_) co_await send(i);  done_.close(); }
//   task<> pump::stop() { co_await done_.async_receive();           items_.clear(); }
//
// What stop() does behind its await, it does when run() has come past its loop.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LASTWORDS_H
#define COROSAFE_FLOW_LASTWORDS_H

#include "SharedObject.h"
#include <map>

namespace corosafe {

class LastWords {
public:
  explicit LastWords(const Program &P) : P(P) {}

  /// True if G gets to an event only behind an await of an object that nobody but F signals, and that not before it came past the
  /// suspend point for the last time.
  bool waitsFor(FunctionId F, EventId Suspended, FunctionId G, EventId Event) const;

private:
  /// A call that does something to an object other than wait for it.
  struct Signal {
    FunctionId In;
    EventId At;
    SharedObject To;
  };
  const Program &P;
  /// By kind, and field or index. Found when they are asked for.
  mutable std::optional<std::map<std::pair<uint8_t, uint32_t>, std::vector<Signal>>> Signals;

  void collect() const;
  bool saysItWaits(const Event &E) const;
  llvm::SmallVector<SharedObject, 2> awaitedBefore(FunctionId G, EventId Event) const;
};

} // namespace corosafe

#endif
