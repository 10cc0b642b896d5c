// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "unifex.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using unifex::task;

using Pass = unifex::async_pass<int>;

void handle(int value);
void on_idle();
task<void> flush();
task<int> load();

//===-- races ---------------------------------------------------------------===//

task<void> accept_in_a_race_bad(Pass &pass, unifex::scheduler timer) {
  for (;;) {
    int value = co_await unifex::when_any(pass.async_accept(), // expected-warning {{not safe to lose}}
                                          unifex::schedule_after(timer, 1s));
    handle(value);
  }
}

task<void> accept_alone_ok(Pass &pass) {
  for (;;)
    handle(co_await pass.async_accept());
}

task<void> accept_in_a_race_that_ends_ok(unifex::scheduler timer) {
  Pass pass;
  handle(co_await unifex::when_any(pass.async_accept(), unifex::schedule_after(timer, 1s)));
}

task<void> shielded_accept_bad(Pass &pass, unifex::scheduler timer) {
  for (;;)
    handle(co_await unifex::when_any(unifex::unstoppable(pass.async_accept()), unifex::schedule_after(timer, 1s))); // expected-warning {{is shielded from cancellation}}
}

task<void> call_in_a_race_ok(Pass &pass, unifex::scheduler timer) {
  for (int i = 0;; ++i)
    co_await unifex::when_any(pass.async_call(i), unifex::schedule_after(timer, 1s));
}

// stop_when() delivers what the source gave, if it gave anything.
task<void> accept_stopped_by_a_timer_ok(Pass &pass, unifex::scheduler timer) {
  for (;;) {
    auto value =
        co_await unifex::done_as_optional(unifex::stop_when(pass.async_accept(), unifex::schedule_after(timer, 1s)));
    if (!value) {
      on_idle();
      continue;
    }
    handle(*value);
  }
}

/// Half-done between its two values.
task<int> accept_pair(Pass &pass) {
  int high = co_await pass.async_accept();
  int low = co_await pass.async_accept();
  co_return high * 256 + low;
}

task<void> pair_stopped_by_a_timer_bad(Pass &pass, unifex::scheduler timer) {
  for (;;) {
    auto value =
        co_await unifex::done_as_optional(unifex::stop_when(accept_pair(pass), // expected-warning {{not safe to lose}}
                                                            unifex::schedule_after(timer, 1s)));
    if (!value) {
      on_idle();
      continue;
    }
    handle(*value);
  }
}

task<void> pair_in_a_pipe_bad(Pass &pass, unifex::scheduler timer) {
  for (;;) {
    auto value = co_await (accept_pair(pass) // expected-warning {{not safe to lose}}
                           | unifex::stop_when(unifex::schedule_after(timer, 1s)) | unifex::done_as_optional());
    if (!value) {
      on_idle();
      continue;
    }
    handle(*value);
  }
}

// Stopped without done_as_optional(), the whole coroutine is unwound and the pass with it.
task<void> pair_that_unwinds_ok(unifex::scheduler timer) {
  Pass pass;
  for (;;)
    handle(co_await unifex::stop_when(accept_pair(pass), unifex::schedule_after(timer, 1s)));
}

task<void> event_in_a_race_bad(unifex::async_manual_reset_event &event, unifex::scheduler timer) {
  for (;;)
    handle(co_await unifex::when_any(event.async_wait(), unifex::schedule_after(timer, 1s))); // expected-warning {{cannot be cancelled}}
}

//===-- tasks ---------------------------------------------------------------===//

task<void> dropped_task_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await load();
}

task<void> awaited_ok(unifex::scheduler pool) {
  co_await flush();
  co_await unifex::when_all(load(), load());
  co_await unifex::schedule(pool);
}

task<void> scope_bad(unifex::async_scope &scope) {
  scope.detached_spawn(flush());
  scope.spawn(load()); // expected-warning {{without being awaited: dropping it cancels}}
  scope.cleanup();     // expected-warning {{without being awaited}}
  co_await flush();
}

task<void> scope_ok(unifex::async_scope &scope) {
  auto value = scope.spawn(load());
  handle(co_await value);
  co_await scope.cleanup();
}

void waited_ok() { unifex::sync_wait(flush()); }

//===-- locks ---------------------------------------------------------------===//

task<void> thread_lock_bad(std::mutex &mutex, unifex::scheduler pool) {
  std::lock_guard guard(mutex);
  co_await unifex::schedule(pool); // expected-warning {{locked across}}
}

task<void> async_lock_ok(unifex::async_mutex &mutex) {
  co_await mutex.async_lock();
  std::unique_lock<unifex::async_mutex> guard(mutex, std::adopt_lock);
  co_await flush();
}

task<void> dropped_lock_bad(unifex::async_mutex &mutex) {
  mutex.async_lock(); // expected-warning {{without being awaited}}
  co_await flush();
  mutex.unlock();
}

//===-- a trigger that is a clock ---------------------------------------------===//

task<void> event_until_a_clock_bad(unifex::async_manual_reset_event &event, unifex::scheduler timer) {
  co_await unifex::stop_when(event.async_wait(), unifex::schedule_after(timer, 1s)); // expected-warning {{cannot be cancelled}}
}

task<void> event_until_an_event_ok(unifex::async_manual_reset_event &event, unifex::async_pass<int> &pass) {
  co_await unifex::stop_when(event.async_wait(), pass.async_accept());
}

//===-- scopes ----------------------------------------------------------------===//

task<void> scope_left_bad() {
  unifex::async_scope scope; // expected-warning {{may end without having been joined}}
  scope.detached_spawn(flush());
  co_await flush();
}

task<void> local_scope_ok() {
  unifex::async_scope scope;
  scope.detached_spawn(flush());
  co_await scope.cleanup();
}

//===-- what the continuation of a loser does with what was taken ---------------===//

class Exchange {
public:
  task<void> handed_on_ok() {
    int request = 0;
    for (;;) {
      auto next = unifex::then(requests_.async_accept(), [&request](int taken) {
        if (const int previous = std::exchange(request, std::move(taken)))
          std::printf("%d is not wanted any more\n", previous);
      });
      if (request == 0)
        co_await std::move(next);
      else
        co_await unifex::when_any(std::move(next), unifex::then(answers_.async_call(request), [&request] { request = 0; }));
    }
  }

  task<void> only_looked_at_bad() {
    for (;;)
      co_await unifex::when_any(unifex::then(requests_.async_accept(), // expected-warning {{not safe to lose}}
                                             [](int taken) { return std::max(taken, 1); }),
                                unifex::schedule_after(timer_, 1s));
  }

private:
  Pass requests_, answers_;
  unifex::scheduler timer_;
};

//===-- a trigger that starts anew in each turn -----------------------------------//

task<void> write_batch();
task<void> log_idle();
void add(int value);

task<void> batch_bad(Pass &pass, unifex::scheduler timer) {
  for (;;) {
    auto value = co_await unifex::done_as_optional(unifex::stop_when(pass.async_accept(), unifex::schedule_after(timer, 10s))); // expected-warning {{starts anew}}
    if (value)
      add(*value);
    else
      co_await write_batch();
  }
}

task<void> batch_in_a_pipe_bad(Pass &pass, unifex::scheduler timer) {
  for (;;) {
    auto value = co_await (pass.async_accept() | unifex::stop_when(unifex::schedule_after(timer, 10s)) | unifex::done_as_optional()); // expected-warning {{starts anew}}
    if (value)
      add(*value);
    else
      co_await write_batch();
  }
}

task<void> idle_is_only_logged_ok(Pass &pass, unifex::scheduler timer) {
  for (;;) {
    auto value = co_await unifex::done_as_optional(unifex::stop_when(pass.async_accept(), unifex::schedule_after(timer, 10s)));
    if (value)
      add(*value);
    else
      co_await log_idle();
  }
}

task<void> batch_until_an_event_ok(Pass &pass, Pass &flush_now) {
  for (;;) {
    auto value = co_await unifex::done_as_optional(unifex::stop_when(pass.async_accept(), flush_now.async_accept()));
    if (value)
      add(*value);
    else
      co_await write_batch();
  }
}

//===-- a task goes on where it was scheduled ----------------------------------------//

class Worker {
public:
  task<void> on_a_pool_ok() {
    co_await unifex::schedule(pool_);
    std::this_thread::sleep_for(1s);
  }
  task<void> after_a_delay_on_a_pool_ok() {
    co_await unifex::schedule(pool_);
    co_await unifex::schedule_after(timer_, 1s);
    std::this_thread::sleep_for(1s);
  }
  task<void> on_the_loop_bad() {
    co_await unifex::schedule(pool_);
    co_await unifex::schedule(loop_);
    std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
  }

private:
  unifex::scheduler pool_, loop_, timer_;
};

//===-- awaiting another method is not joining the object's scope ---------------------//

class Recorder {
public:
  task<void> records_a_local_bad() {
    int channel = 1;
    scope_.detached_spawn(record(channel)); // expected-warning {{uses 'channel'}}
    co_await settle();
  }
  task<void> records_an_argument_bad(int channel) {
    scope_.detached_spawn(record(channel)); // expected-warning {{uses 'channel'}}
    co_await unseen();
  }
  task<void> stops_by_name_ok(int channel) {
    scope_.detached_spawn(record(channel));
    co_await stop();
  }
  task<void> joins_further_down_ok(int channel) {
    scope_.detached_spawn(record(channel));
    co_await flush_all();
  }
  task<void> wait_for_all();
  task<void> waits_by_name_ok(int channel) {
    scope_.detached_spawn(record(channel));
    co_await wait_for_all();
  }

private:
  task<void> record(const int &channel) {
    co_await unifex::schedule_after(timer_, 1s);
    handle(channel);
  }
  task<void> settle() { co_await unifex::schedule_after(timer_, 1s); }
  task<void> unseen();
  task<void> stop() { co_await scope_.cleanup(); }
  task<void> flush_all() {
    co_await settle();
    co_await stop();
  }
  unifex::async_scope scope_;
  unifex::scheduler timer_;
};
