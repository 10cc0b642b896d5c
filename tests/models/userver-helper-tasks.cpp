// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Tasks whose handle cancels them and waits, and functions that know how far they are.

#include "userver.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

using namespace userver;

bool prepare();
void rest() { engine::SleepFor(std::chrono::seconds(1)); }

void promise_ok() {
  engine::Promise<void> promise;
  auto future = promise.get_future();
  auto helper = utils::Async("helper", [&promise] {
    rest();
    promise.set_value();
  });
  future.get();
}

void event_ok() {
  engine::SingleConsumerEvent ready;
  auto helper = utils::Async("helper", [&ready] {
    prepare();
    ready.Send();
  });
  (void)ready.WaitForEvent();
}

void condition_ok() {
  engine::Mutex mutex;
  engine::ConditionVariable changed;
  bool ready = false;
  auto helper = utils::Async("helper", [&] {
    rest();
    std::unique_lock<engine::Mutex> lock(mutex);
    ready = true;
    changed.NotifyAll();
  });
  std::unique_lock<engine::Mutex> lock(mutex);
  (void)changed.Wait(lock, [&ready] { return ready; });
}

void polled_ok() {
  std::atomic<bool> ready{false};
  auto helper = utils::Async("helper", [&ready] {
    rest();
    ready = true;
  });
  while (!ready)
    engine::Yield();
}

void told_to_end_ok() {
  std::atomic<bool> run{true};
  std::vector<engine::TaskWithResult<void>> helpers;
  for (int i = 0; i < 3; ++i)
    helpers.push_back(utils::Async("helper", [&run] {
      while (run) {
        prepare();
        engine::Yield();
      }
    }));
  rest();
  run = false;
}

void waited_for_before_bad() {
  std::atomic<bool> ready{false};
  while (!ready)
    engine::Yield();
  auto helper = utils::Async("helper", [&ready] { // expected-warning {{'userver::engine::TaskWithResult<void>' in 'helper' goes out of scope without being awaited}}
    rest();
    ready = true;
  });
}

void merely_uses_the_same_bad(std::string &text) {
  auto helper = utils::Async("helper", [&text] { // expected-warning {{'userver::engine::TaskWithResult<void>' in 'helper' goes out of scope without being awaited}}
    rest();
    text += "x";
  });
  text += "y";
}

void result_bad() {
  engine::SingleConsumerEvent ready;
  auto helper = utils::Async("helper", [&ready] { // expected-warning {{'userver::engine::TaskWithResult<bool>' in 'helper' goes out of scope without being awaited}}
    ready.Send();
    return prepare();
  });
  (void)ready.WaitForEvent();
}

// What has given its signal uses nothing any more.
void kept_longer_ok() {
  engine::TaskWithResult<void> sender;
  {
    engine::SingleConsumerEvent sent;
    sender = utils::Async("sender", [&sent] { sent.Send(); });
    if (!sent.WaitForEvent())
      sender.SyncCancel();
  }
  sender.Get();
}

void kept_longer_bad() {
  engine::TaskWithResult<void> sender;
  {
    std::string text;
    sender = utils::Async("sender", [&text] { // expected-warning {{a coroutine uses 'text', but it is kept, and awaited when that is gone}}
      rest();
      text = "x";
    });
    rest();
  }
  sender.Get();
}

// A function that suspends its caller's stack has ended when it returns.
struct transport {
  engine::Mutex mutex;
  std::size_t perform(void *buffer, std::size_t size) {
    std::lock_guard lock(mutex);
    rest();
    static_cast<char *>(buffer)[0] = 1;
    return size;
  }
};

class wrapper {
  std::unique_ptr<transport> transport_;

public:
  bool wait_readable_ok() {
    char buffer = 0;
    return transport_->perform(&buffer, 1);
  }
};

// What a test macro makes of a result, to return where it is false.
struct assertion_result {
  explicit assertion_result(bool holds);
  explicit operator bool() const;
};
struct failure {
  void operator=(const char *) const;
};
#define ASSERT_THAT_IT_IS(condition)                                                                                                      \
  if (const assertion_result result = assertion_result(condition))                                                                        \
    ;                                                                                                                                     \
  else                                                                                                                                    \
    return failure() = #condition

void asserted_ok(engine::SingleConsumerEvent &event) {
  auto waiter = utils::Async("waiter", [&event] {
    for (;;) {
      const bool received = event.WaitForEvent();
      ASSERT_THAT_IT_IS(received);
    }
  });
  waiter.RequestCancel();
  waiter.Wait();
}

void passed_over_bad(engine::SingleConsumerEvent &event) {
  auto waiter = utils::Async("waiter", [&event] {
    for (;;)
      (void)event.WaitForEvent(); // expected-warning {{an error that may be cancellation is passed over, and the loop goes on}}
  });
  waiter.RequestCancel();
  waiter.Wait();
}
