// The timeout that gives what came all the same, in the place of the one that drops it.
#include "stubs/folly.h"

using namespace std::chrono_literals;
using folly::coro::Task;
namespace coro = folly::coro;
using Queue = coro::UnboundedQueue<int>;

void handle(int message);

Task<void> asked(Queue &queue) {
  for (int left = 10; left > 0; --left) {
    auto message = co_await folly::coro::co_awaitTry(folly::coro::timeout(queue.dequeue(), 1s));
    if (message.hasValue())
      handle(*message);
  }
}
// The other one has no FutureTimeout to catch.
Task<void> caught_by_type_nofix(Queue &queue) {
  for (;;) {
    try {
      handle(co_await coro::timeout(queue.dequeue(), 1s));
    } catch (const folly::FutureTimeout &) {
    }
  }
}
namespace elsewhere {
using folly::coro::timeout;
Task<void> by_using_nofix(Queue &queue) {
  for (;;) {
    try {
      handle(co_await timeout(queue.dequeue(), 1s));
    } catch (...) {
    }
  }
}
} // namespace elsewhere
