// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// tinycoro: a loser is cut only where it asks for that, and results of losers are returned.

#include "tinycoro.h"

#include <mutex>

using tinycoro::Task;

void on_message(int);
void on_idle();
Task<void> upload(int);
Task<int> measure(int);

//===-- races ---------------------------------------------------------------===//

struct Events {
  tinycoro::TaskGroup<int> &group;
  tinycoro::SoftClock clock;
  Task<int> next();
  Task<int> next_pausing();
  Task<void> serve_bad(tinycoro::Scheduler &scheduler);
  Task<void> serve_pausing_bad(tinycoro::Scheduler &scheduler);
};

Task<int> Events::next() {
  std::optional<int> event = co_await group.Next();
  co_return *event;
}

// A stop request destroys this coroutine in its sleep, and the event with it.
Task<int> Events::next_pausing() {
  std::optional<int> event = co_await group.Next();
  co_await tinycoro::SleepForCancellable(clock, 1);
  co_return *event;
}

// A plain wait is not cut short, and what it gives is returned whoever won.
Task<void> Events::serve_bad(tinycoro::Scheduler &scheduler) {
  for (;;) {
    auto [event, idle] = co_await tinycoro::AnyOfAwait(scheduler, next(), measure(1)); // expected-warning {{so this race waits for it}}
    if (event)
      on_message(*event);
  }
}

Task<void> Events::serve_pausing_bad(tinycoro::Scheduler &scheduler) {
  for (;;) {
    auto [event, idle] = co_await tinycoro::AnyOfAwait(scheduler,
                                                       next_pausing(), // expected-warning {{not safe to lose}}
                                                       measure(1));
    if (event)
      on_message(*event);
  }
}

// What is popped stands in a local that the operation was given, and that does not count as taken.
struct Messages {
  tinycoro::BufferedChannel<int> &channel;
  tinycoro::SoftClock clock;
  Task<int> next();
  Task<void> serve_bad(tinycoro::Scheduler &scheduler);
};

Task<int> Messages::next() {
  int message = 0;
  co_await channel.PopWait(message);
  co_await tinycoro::SleepForCancellable(clock, 1);
  co_return message;
}

Task<void> Messages::serve_bad(tinycoro::Scheduler &scheduler) {
  for (;;) {
    auto [message, idle] = co_await tinycoro::AnyOfAwait(scheduler, next(), measure(1)); // expected-warning {{not safe to lose}}
    if (message)
      on_message(*message);
  }
}

//===-- tasks ---------------------------------------------------------------===//

Task<void> dropped_bad() {
  upload(1); // expected-warning {{without being awaited}}
  co_await upload(2);
}

Task<void> awaited_ok(tinycoro::Scheduler &scheduler) {
  auto running = upload(1);
  co_await running;
  co_await tinycoro::AllOfAwait(scheduler, measure(1), measure(2));
}

Task<void> early_return_bad(bool cached) {
  auto running = upload(1); // expected-warning {{without being awaited}}
  if (cached)
    co_return;
  co_await running;
}

void group_ok(tinycoro::Scheduler &scheduler, tinycoro::TaskGroup<int> &group) {
  group.Spawn(scheduler, measure(1));
}

void detached_ok(tinycoro::Scheduler &scheduler) {
  tinycoro::AllOf(scheduler, tinycoro::Detach{upload(1)});
}

std::optional<int> enqueued_ok(tinycoro::Scheduler &scheduler) { return scheduler.Enqueue(measure(1)).get(); }

//===-- locks ---------------------------------------------------------------===//

Task<void> async_mutex_ok(tinycoro::Mutex &mutex) {
  auto lock = co_await mutex;
  co_await upload(1);
}

Task<void> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  co_await upload(1); // expected-warning {{locked across}}
}
