// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "userver.h"
#include <thread>

#include <coroutine>
#include <vector>

namespace engine = userver::engine;

int load();
void use(int value);

//===-- tasks: their destructor cancels the work and waits for it ------------===//

void dropped_task_bad() {
  engine::AsyncNoSpan(load); // expected-warning {{without being awaited}}
}

void dropped_span_bad() {
  userver::utils::Async("load", load); // expected-warning {{without being awaited}}
}

void void_cast_bad() {
  (void)engine::AsyncNoSpan(load); // expected-warning {{without being awaited}}
}

void looked_at_bad() {
  auto task = engine::AsyncNoSpan(load); // expected-warning {{without being awaited}}
  use(task.IsFinished());
}

void got_ok() { use(engine::AsyncNoSpan(load).Get()); }

void waited_ok() {
  auto task = engine::AsyncNoSpan(load);
  task.Wait();
}

void cancelled_ok() {
  auto task = engine::AsyncNoSpan(load);
  task.SyncCancel();
}

void detached_ok(userver::concurrent::BackgroundTaskStorage &storage) {
  engine::AsyncNoSpan(load).Detach();
  storage.Detach(engine::AsyncNoSpan(load));
  storage.AsyncDetach("load", load);
}

void waited_for_one_ok() {
  auto left = engine::AsyncNoSpan(load);
  auto right = engine::AsyncNoSpan(load);
  engine::WaitAny(left, right);
}

void waited_for_all_ok() {
  auto left = engine::AsyncNoSpan(load);
  auto right = engine::AsyncNoSpan(load);
  engine::WaitAllChecked(left, right);
}

void got_all_ok() {
  std::vector<engine::TaskWithResult<int>> tasks;
  for (int i = 0; i < 3; ++i)
    tasks.push_back(engine::AsyncNoSpan(load));
  use(engine::GetAll(tasks));
}

void vector_dropped_bad() {
  std::vector<engine::TaskWithResult<int>> tasks;
  for (int i = 0; i < 3; ++i)
    tasks.push_back(engine::AsyncNoSpan(load)); // expected-warning {{without being awaited}}
}

void blocking_wait_ok() {
  auto task = engine::AsyncNoSpan(load);
  task.BlockingWait();
}

/// Full duplex: the handle ends the loop that sends, and waits for it, when there is nothing more to receive.
class Duplex {
public:
  void both_ways_ok() {
    auto sender = engine::AsyncNoSpan([this] {
      while (!closed_)
        send(queue_.pop());
    });
    receive();
  }

  void sent_once_bad() {
    auto sender = engine::AsyncNoSpan([this] { send(1); }); // expected-warning {{dropping it cancels its work}}
    receive();
  }

  void three_times_bad() {
    auto sender = engine::AsyncNoSpan([this] { // expected-warning {{dropping it cancels its work}}
      for (int i = 0; i < 3; ++i)
        send(i);
    });
    receive();
  }

  void some_times_bad(int times) {
    auto sender = engine::AsyncNoSpan([this, times]() mutable { // expected-warning {{dropping it cancels its work}}
      while (times-- > 0)
        send(times);
    });
    receive();
  }

  void nothing_runs_meanwhile_bad() {
    auto sender = engine::AsyncNoSpan([this] { // expected-warning {{dropping it cancels its work}}
      while (!closed_)
        send(queue_.pop());
    });
  }

private:
  struct Queue {
    int pop();
  };
  void send(int) { engine::InterruptibleSleepFor(std::chrono::milliseconds(1)); }
  void receive() { engine::InterruptibleSleepFor(std::chrono::seconds(1)); }
  Queue queue_;
  bool closed_ = false;
};

/// It waits with the thread on purpose, and what it then gets is there: no coroutine calls it.
template <class Function> auto run_from_a_thread_ok(Function &&function) {
  auto task = engine::AsyncNoSpan(function);
  task.BlockingWait();
  return task.Get();
}

int started_before_any_coroutine_ok() { return run_from_a_thread_ok(load); }

void blocks_in_a_coroutine_bad() {
  auto task = engine::AsyncNoSpan(load);
  task.BlockingWait(); // expected-warning {{blocks the thread}}
  use(task.Get());
  engine::SleepFor(std::chrono::seconds(1));
}

//===-- locks, in a C++20 coroutine that runs beside userver -----------------===//

struct Job {
  struct promise_type {
    Job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Job step();

Job engine_mutex_ok(engine::Mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await step();
}

Job engine_shared_mutex_ok(engine::SharedMutex &mutex) {
  std::shared_lock guard(mutex);
  co_await step();
}

Job thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await step(); // expected-warning {{locked across}}
}

struct Table {
  int rows = 0;
};

Job variable_ok(userver::concurrent::Variable<Table> &table) {
  auto locked = table.UniqueLock();
  co_await step();
  locked->rows = 1;
}

Job variable_of_a_thread_mutex_bad(userver::concurrent::Variable<Table, std::mutex> &table) {
  auto locked = table.UniqueLock();
  co_await step(); // expected-warning {{locked across}}
  locked->rows = 1;
}

// A thread's mutex held while the stackful coroutine sleeps.
void thread_mutex_in_a_stackful_coroutine_bad(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  engine::InterruptibleSleepFor(std::chrono::seconds(1)); // expected-warning {{locked across}}
}

//===-- a task that is let go of runs on with what its closure refers to ---------===//

void detached_local_bad() {
  int ticks = 0;
  auto t = userver::utils::Async("count", [&ticks] {
    userver::engine::InterruptibleSleepFor(std::chrono::milliseconds(10));
    ++ticks;
  });
  std::move(t).Detach(); // expected-warning {{a coroutine uses 'ticks'}}
}
void detached_copy_ok() {
  int ticks = 0;
  auto t = userver::utils::Async("count", [ticks]() mutable {
    userver::engine::InterruptibleSleepFor(std::chrono::milliseconds(10));
    ++ticks;
  });
  std::move(t).Detach();
}

//===-- a task runs on the threads of all others, unless it is given other ones ---===//

using namespace std::chrono_literals;

int sleeps_in_a_task_bad() {
  auto task = userver::utils::Async("load", [] {
    std::this_thread::sleep_for(5ms); // expected-warning {{blocks the thread}}
    return 1;
  });
  return task.Get();
}
int sleeps_on_file_threads_ok(userver::engine::TaskProcessor &fs) {
  auto task = userver::utils::Async(fs, "load", [] {
    std::this_thread::sleep_for(5ms);
    return 1;
  });
  return task.Get();
}
void sleeps_in_a_detached_task_bad(userver::concurrent::BackgroundTaskStorage &tasks) {
  tasks.AsyncDetach("load", [] {
    std::this_thread::sleep_for(5ms); // expected-warning {{blocks the thread}}
  });
}
int adds_in_a_task_ok(const int *from, int n) {
  auto task = userver::utils::Async("sum", [=] {
    int sum = 0;
    for (int i = 0; i < n; ++i)
      sum += from[i];
    return sum;
  });
  return task.Get();
}
void base_of_the_signal_bad(userver::engine::io::Socket &s) {
  char b[8];
  for (;;) {
    try {
      if (s.RecvSome(b, 8, {}) == 0)
        break;
    } catch (const userver::engine::io::IoException &) { // expected-warning {{swallows cancellation}}
    }
  }
}
void base_of_the_signal_ends_ok(userver::engine::io::Socket &s) {
  char b[8];
  try {
    while (s.RecvSome(b, 8, {}) > 0)
      continue;
  } catch (const userver::engine::io::IoException &) {
  }
}

//===-- deadlines -----------------------------------------------------------------------===//

struct order {
  int number = 0;
};
void note(const order &o);
using orders = userver::concurrent::Consumer<userver::concurrent::MpscQueue<order>>;

bool next_order_bad(orders &from, engine::Deadline deadline) {
  order o;
  if (!from.Pop(o)) // expected-warning {{'deadline' is not passed on}}
    return false;
  note(o);
  return true;
}

bool next_order_ok(orders &from, engine::Deadline deadline) {
  order o;
  if (!from.Pop(o, deadline))
    return false;
  note(o);
  return true;
}

bool next_order_however_long_ok(orders &from, engine::Deadline deadline) {
  order o;
  return !deadline.IsReached() && from.Pop(o, {});
}
