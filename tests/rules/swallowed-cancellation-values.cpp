// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Cancellation that comes as a value, and is passed over like any other error.

#include "folly.h"

#include <chrono>

using namespace std::chrono_literals;
using folly::coro::co_awaitTry;
using folly::coro::Task;

void log(const char *text);
void handle(int message);

class consumer {
public:
  Task<void> logs_errors_bad() {
    for (;;) {
      auto message = co_await co_awaitTry(queue.dequeue()); // expected-warning {{an error that may be cancellation is passed over, and the loop goes on}}
      if (message.hasException()) {
        log("no message");
        continue;
      }
      handle(*message);
    }
  }
  Task<void> takes_values_only_bad() {
    while (true) {
      auto message = co_await co_awaitTry(queue.dequeue()); // expected-warning {{passed over}}
      if (message.hasValue())
        handle(*message);
    }
  }
  Task<void> asks_for_it_ok() {
    for (;;) {
      auto message = co_await co_awaitTry(queue.dequeue());
      if (message.hasException<folly::OperationCancelled>())
        co_return;
      if (message.hasException())
        continue;
      handle(*message);
    }
  }
  Task<void> asks_the_exception_ok() {
    for (;;) {
      auto message = co_await co_awaitTry(queue.dequeue());
      if (message.hasException()) {
        if (message.exception().is_compatible_with<folly::OperationCancelled>())
          co_return;
        log("no message");
        continue;
      }
      handle(*message);
    }
  }
  Task<void> ends_on_any_error_ok() {
    for (;;) {
      auto message = co_await co_awaitTry(queue.dequeue());
      if (!message.hasValue())
        break;
      handle(*message);
    }
  }
  Task<void> throws_it_ok() {
    for (;;) {
      auto message = co_await co_awaitTry(queue.dequeue());
      handle(message.value());
    }
  }
  Task<void> asks_the_token_ok(folly::CancellationToken token) {
    while (!token.isCancellationRequested()) {
      auto message = co_await co_awaitTry(queue.dequeue());
      if (message.hasValue())
        handle(*message);
    }
  }
  Task<void> three_tries_ok() {
    for (int tries = 0; tries < 3; ++tries) {
      auto message = co_await co_awaitTry(queue.dequeue());
      if (message.hasValue())
        handle(*message);
    }
  }
  // The pause throws when it is cancelled.
  Task<void> pauses_ok() {
    for (;;) {
      auto message = co_await co_awaitTry(queue.dequeue());
      if (message.hasException()) {
        co_await folly::coro::sleep(100ms);
        continue;
      }
      handle(*message);
    }
  }

private:
  folly::coro::UnboundedQueue<int> queue;
};
