// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "folly.h"

#include <memory>
#include <string>

using namespace std::chrono_literals;
using folly::coro::Task;

using Queue = folly::coro::UnboundedQueue<int>;

void handle(int message);
void on_idle();
Task<void> flush();
Task<int> read_config();

//===-- races ---------------------------------------------------------------===//

Task<void> dequeue_with_timeout_bad(Queue &queue) {
  for (;;) {
    try {
      handle(co_await folly::coro::timeout(queue.dequeue(), 1s)); // expected-warning {{not safe to lose}}
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

Task<void> dequeue_with_timeout_no_discard_ok(Queue &queue) {
  for (;;) {
    try {
      handle(co_await folly::coro::timeoutNoDiscard(queue.dequeue(), 1s));
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

Task<void> dequeue_with_its_own_timeout_ok(Queue &queue) {
  for (;;) {
    try {
      handle(co_await queue.co_try_dequeue_for(1s));
    } catch (const folly::OperationCancelled &) {
      on_idle();
    }
  }
}

Task<void> dequeue_in_a_race_bad(Queue &queue) {
  for (;;) {
    auto [index, result] = co_await folly::coro::collectAny(queue.dequeue(), // expected-warning {{not safe to lose}}
                                                            folly::coro::sleep(1s));
    if (index == 1) {
      on_idle();
      continue;
    }
    handle(result.value());
  }
}

Task<void> dequeue_in_a_race_that_ends_ok(Queue &queue) {
  Queue own;
  for (;;) {
    auto [index, result] = co_await folly::coro::collectAny(own.dequeue(), folly::coro::sleep(1s));
    if (index == 1)
      co_return;
    handle(result.value());
  }
}

Task<void> first_success_bad(Queue &left, Queue &right) {
  for (;;) {
    auto [index, result] =
        co_await folly::coro::collectAnyWithoutException(left.dequeue(),   // expected-warning {{not safe to lose}}
                                                         right.dequeue()); // expected-warning {{not safe to lose}}
    handle(result.value());
  }
}

Task<void> range_bad(Queue &left) {
  for (;;) {
    std::vector<Task<int>> branches;
    branches.push_back(left.dequeue()); // expected-warning {{not safe to lose}}
    branches.push_back(folly::coro::sleep(1s));
    auto result = co_await folly::coro::collectAnyRange(std::move(branches));
    if (result.first == 1)
      on_idle();
  }
}

Task<void> dequeue_in_a_race_that_returns_all_ok(Queue &queue) {
  for (;;) {
    auto [message, tick] = co_await folly::coro::collectAnyNoDiscard(queue.dequeue(), folly::coro::sleep(1s));
    if (message.hasValue())
      handle(*message);
    else
      on_idle();
  }
}

Task<void> dequeue_left_running_bad(Queue &queue) {
  for (;;) {
    auto message = co_await folly::coro::timed_wait(queue.dequeue(), 1s); // expected-warning {{not safe to lose}}
    if (!message) {
      on_idle();
      continue;
    }
    handle(*message);
  }
}

Task<void> enqueue_with_timeout_ok(folly::coro::BoundedQueue<int> &queue) {
  for (int i = 0;; ++i) {
    try {
      co_await folly::coro::timeout(queue.enqueue(int(i)), 1s);
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

Task<void> permit_with_timeout_bad(folly::fibers::Semaphore &permits) {
  for (;;) {
    try {
      co_await folly::coro::timeout(permits.co_wait(), 1s); // expected-warning {{not safe to lose}}
      permits.signal();
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

// Nobody gives it back: whoever else wants one misses it.
Task<void> permit_lost_for_good_bad(folly::fibers::Semaphore &permits) {
  auto [index, result] = co_await folly::coro::collectAny(permits.co_wait(), folly::coro::sleep(1s)); // expected-warning {{not safe to lose}}
  if (index == 1)
    co_return;
  permits.signal();
}

Task<void> guard_with_timeout_bad(folly::coro::Mutex &mutex) {
  for (;;) {
    try {
      auto guard = co_await folly::coro::timeout(mutex.co_scoped_lock(), 1s); // expected-warning {{cannot be cancelled}}
      on_idle();
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

Task<int> take(Queue &queue) { co_return co_await queue.dequeue(); }

Task<void> shielded_bad(Queue &queue) {
  for (;;) {
    try {
      handle(
          co_await folly::coro::timeout(folly::coro::co_withCancellation(folly::CancellationToken{}, take(queue)), 1s)); // expected-warning {{is shielded from cancellation}}
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

Task<void> through_executor_bad(Queue &queue, folly::Executor *pool) {
  for (;;) {
    auto [index, result] = co_await folly::coro::collectAny(
        folly::coro::co_withExecutor(pool, take(queue)), // expected-warning {{not safe to lose}}
        folly::coro::sleep(1s));
    if (index == 0)
      handle(result.value());
  }
}

// The error comes as a value here, on the path on which nothing is thrown.
Task<void> try_with_timeout_bad(Queue &queue) {
  for (;;) {
    auto message = co_await folly::coro::co_awaitTry(folly::coro::timeout(queue.dequeue(), 1s)); // expected-warning {{not safe to lose}} expected-warning {{passed over}}
    if (!message.hasValue()) {
      on_idle();
      continue;
    }
    handle(*message);
  }
}

Task<void> dequeue_in_a_join_ok(Queue &left, Queue &right) {
  auto [a, b] = co_await folly::coro::collectAll(left.dequeue(), right.dequeue());
  handle(a + b);
}

folly::coro::AsyncGenerator<int> lines();

Task<void> next_in_a_race_bad() {
  auto all = lines();
  for (;;) {
    auto [index, result] = co_await folly::coro::collectAny(all.next(), // expected-warning {{not safe to lose}}
                                                            folly::coro::sleep(1s));
    if (index == 0)
      handle(result.value());
  }
}

Task<int> take_ready(folly::coro::Baton &ready) {
  co_await ready;
  co_return 1;
}

Task<void> detached_on_cancel_ok(folly::coro::Baton &ready) {
  auto [index, result] = co_await folly::coro::collectAny(folly::coro::detachOnCancel(take_ready(ready)), folly::coro::sleep(1s));
  if (index == 0)
    on_idle();
}

Task<void> wait_in_a_race_bad(folly::coro::Baton &ready) {
  for (;;) {
    auto [index, result] = co_await folly::coro::collectAny(ready, folly::coro::sleep(1s)); // expected-warning {{cannot be cancelled}}
    if (index == 0)
      on_idle();
  }
}

Task<void> wrapped_bad(Queue &queue) {
  for (;;) {
    auto [index, result] = co_await folly::coro::collectAny(
        folly::coro::detachOnCancel(take(queue)),             // expected-warning {{not safe to lose}}
        folly::coro::co_nothrow(take(queue)),                 // expected-warning {{not safe to lose}}
        folly::coro::toTask(take(queue)),                     // expected-warning {{not safe to lose}}
        folly::coro::retryN(3, [&] { return take(queue); }),  // expected-warning {{not safe to lose}}
        folly::coro::co_invoke([&] { return take(queue); })); // expected-warning {{not safe to lose}}
    handle(result.value());
  }
}

Task<void> tried_after_a_lost_race_bad(Queue &queue) {
  auto [index, result] = co_await folly::coro::collectAny(queue.dequeue(), // expected-warning {{not safe to lose}}
                                                          folly::coro::sleep(1s));
  if (index == 1)
    queue.try_dequeue();
}

Task<void> write_with_timeout_ok(folly::coro::BoundedAsyncPipe<int> &pipe) {
  for (;;) {
    try {
      co_await folly::coro::timeout(pipe.write(1), 1s);
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

//===-- tasks ---------------------------------------------------------------===//

Task<void> dropped_task_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await folly::coro::sleep(1ms);
}

Task<void> dropped_join_bad(folly::coro::AsyncScope &scope) {
  scope.add(flush());
  scope.joinAsync(); // expected-warning {{without being awaited}}
  co_await folly::coro::sleep(1ms);
}

Task<void> joined_scope_ok(folly::coro::AsyncScope &scope, folly::Executor *pool) {
  scope.add(folly::coro::co_withExecutor(pool, flush()));
  co_await scope.joinAsync();
}

Task<void> dropped_with_executor_bad(folly::Executor *pool) {
  folly::coro::co_withExecutor(pool, flush()); // expected-warning {{without being awaited}}
  co_await folly::coro::sleep(1ms);
}

void started_ok(folly::Executor *pool) {
  folly::coro::co_withExecutor(pool, flush()).start();
  flush().scheduleOn(pool).start();
}

void dropped_semi_future_bad() {
  flush().semi(); // expected-warning {{without being awaited}}
}

void detached_semi_future_ok() { folly::futures::detachOnGlobalCPUExecutor(flush().semi()); }

void blocking_wait_ok() { folly::coro::blockingWait(flush()); }

folly::Future<folly::Unit> save();

void dropped_future_bad() {
  save(); // expected-warning {{without being awaited}}
}

void void_future_ok() { (void)save(); }
void ready_future_ok() { folly::makeFuture(); }
void got_future_ok() { save().get(); }

Task<void> collected_ok() { co_await folly::coro::collectAll(read_config(), read_config()); }
Task<void> tried_ok() { co_await folly::coro::collectAllTry(read_config(), read_config()); }

Task<void> cancellable_scope_ok(folly::coro::CancellableAsyncScope &scope) {
  scope.add(flush());
  co_await scope.co_schedule(flush());
  scope.requestCancellation();
  co_await scope.cancelAndJoinAsync();
}

Task<void> cancellable_scope_bad(folly::coro::CancellableAsyncScope &scope) {
  scope.co_schedule(flush()); // expected-warning {{without being awaited}}
  scope.cancelAndJoinAsync(); // expected-warning {{without being awaited}}
  co_await folly::coro::sleep(1ms);
}

void dropped_generator_ok() { lines(); }

void converted_bad(folly::Executor *pool) {
  folly::coro::toSemiFuture(read_config());   // expected-warning {{without being awaited}}
  folly::coro::toFuture(read_config(), pool); // expected-warning {{without being awaited}}
}

Task<void> invoked_ok() {
  co_await folly::coro::co_invoke([]() -> Task<void> { co_await flush(); });
}

//===-- locks ---------------------------------------------------------------===//

struct Table {
  int rows = 0;
};

Task<void> synchronized_bad(folly::Synchronized<Table> &table) {
  auto locked = table.wlock();
  co_await flush(); // expected-warning {{locked across}}
  locked->rows = 1;
}

Task<void> synchronized_unlocked_ok(folly::Synchronized<Table> &table) {
  auto locked = table.rlock();
  locked.unlock();
  co_await flush();
}

Task<void> synchronized_try_ok(folly::Synchronized<Table> &table) {
  auto locked = table.tryWLock();
  if (!locked)
    co_await flush();
}

Task<void> synchronized_callback_ok(folly::Synchronized<Table> &table) {
  int rows = table.withWLock([](Table &t) { return t.rows; });
  handle(rows);
  co_await flush();
}

Task<void> shared_mutex_bad(folly::SharedMutex &mutex) {
  std::shared_lock<folly::SharedMutex> guard(mutex);
  co_await flush(); // expected-warning {{locked across}}
}

Task<void> spin_lock_bad(folly::SpinLock &spin) {
  std::lock_guard<folly::SpinLock> guard(spin);
  co_await flush(); // expected-warning {{locked across}}
}

Task<void> upgrade_lock_bad(folly::SharedMutex &mutex) {
  folly::upgrade_lock<folly::SharedMutex> guard(mutex);
  co_await flush(); // expected-warning {{locked across}}
  guard.unlock();
  co_await flush();
}

Task<void> shared_lock_of_a_coro_mutex_ok(folly::coro::SharedMutexFair &mutex) {
  auto guard = co_await mutex.co_scoped_lock_shared();
  co_await flush();
}

Task<void> coro_mutex_ok(folly::coro::Mutex &mutex) {
  auto guard = co_await mutex.co_scoped_lock();
  co_await flush();
}

Task<void> coro_mutex_adopted_ok(folly::coro::Mutex &mutex) {
  co_await mutex.co_lock();
  std::unique_lock<folly::coro::Mutex> guard(mutex, std::adopt_lock);
  co_await flush();
}

/// A mutex of the program's own that says it is made for coroutines.
class Latch {
  using folly_coro_aware_mutex = std::true_type;

public:
  void lock();
  void unlock();
};

Task<void> marked_mutex_ok(Latch &latch) {
  std::unique_lock<Latch> guard(latch);
  co_await flush();
}

Task<void> dropped_lock_bad(folly::coro::Mutex &mutex) {
  mutex.co_scoped_lock(); // expected-warning {{without being awaited}}
  co_await flush();
}

void use(int);

/// The header is taken from the connection, and only in a local, when the body is waited for.
Task<int> read_frame(folly::coro::Transport &connection) {
  char header[4];
  co_await connection.read(header, sizeof header, {});
  char body[64];
  co_await connection.read(body, header[0], {});
  co_return body[0];
}

Task<void> frame_timeout_bad(folly::coro::Transport &connection) {
  for (;;) {
    try {
      use(co_await folly::coro::timeout(read_frame(connection), 5ms)); // expected-warning {{not safe to lose}}
    } catch (const folly::FutureTimeout &) {
    }
  }
}

Task<void> frame_timeout_ends_ok(folly::coro::Transport &connection) {
  try {
    use(co_await folly::coro::timeout(read_frame(connection), 5ms));
  } catch (const folly::FutureTimeout &) {
    connection.close();
  }
}

// The exception that tells of the loss is the timeout's own: its handler sees every loss.
class Peer {
public:
  Task<void> serve_ok() {
    for (;;) {
      try {
        use(co_await folly::coro::timeout(read_frame(connection), 5ms));
      } catch (const folly::FutureTimeout &) {
        connection.close();
        co_return;
      }
    }
  }
  Task<void> serve_bad() {
    for (;;) {
      try {
        use(co_await folly::coro::timeout(read_frame(connection), 5ms)); // expected-warning {{not safe to lose}}
      } catch (const std::bad_alloc &) {
        connection.close();
        co_return;
      } catch (const std::logic_error &) {
      }
    }
  }
  Task<void> other_reader() { use(co_await read_frame(connection)); }

  // A guard that is dropped unlocks: nothing that was taken is lost.
  Task<void> refresh() {
    auto guard = co_await mutex.co_scoped_lock();
    co_await flush();
    ++turns;
  }
  Task<void> refresh_ok() {
    for (;;) {
      try {
        co_await folly::coro::timeout(refresh(), 5ms);
      } catch (const folly::FutureTimeout &) {
      }
    }
  }

private:
  folly::coro::Transport connection;
  folly::coro::Mutex mutex;
  int turns = 0;
};

//===-- scopes ----------------------------------------------------------------===//

Task<void> scope_left_bad(folly::Executor *pool) {
  folly::coro::AsyncScope scope; // expected-warning {{may end without having been joined}}
  scope.add(folly::coro::co_withExecutor(pool, flush()));
  co_await flush();
}

Task<void> scope_left_by_exception_bad(folly::Executor *pool) {
  folly::coro::CancellableAsyncScope scope; // expected-warning {{not joined when 'scope_left_by_exception_bad' is left early}}
  scope.add(folly::coro::co_withExecutor(pool, flush()));
  co_await flush();
  co_await scope.cancelAndJoinAsync();
}

Task<void> local_scope_ok(folly::Executor *pool) {
  folly::coro::AsyncScope scope;
  scope.add(folly::coro::co_withExecutor(pool, flush()));
  co_await scope.joinAsync();
}

//===-- pools of threads wait for what runs on them -----------------------------------------===//

folly::coro::Task<void> adds_up(int &sum) {
  co_await folly::coro::sleep(std::chrono::seconds(1));
  ++sum;
}

void pool_joined_ok() {
  int sum = 0;
  folly::CPUThreadPoolExecutor pool(2);
  adds_up(sum).scheduleOn(&pool).start();
  pool.join();
}

void pool_ended_ok() {
  int sum = 0;
  folly::CPUThreadPoolExecutor pool(2);
  adds_up(sum).scheduleOn(&pool).start();
}

void pool_of_others_bad(folly::CPUThreadPoolExecutor &pool) {
  int sum = 0;
  adds_up(sum).scheduleOn(&pool).start(); // expected-warning {{uses 'sum'}}
}

// What is declared behind the pool ends first.
void pool_ended_too_late_bad() {
  folly::CPUThreadPoolExecutor pool(2);
  int sum = 0;
  adds_up(sum).scheduleOn(&pool).start(); // expected-warning {{uses 'sum'}}
}

// A function that starts what it is given, and gives its future.
auto launch(folly::Executor *ex, Task<void> work) { return std::move(work).scheduleOn(ex).start(); }

void launched_bad(folly::CPUThreadPoolExecutor &pool) {
  int sum = 0;
  launch(&pool, adds_up(sum)); // expected-warning {{uses 'sum'}}
}
void launched_and_joined_ok() {
  int sum = 0;
  folly::CPUThreadPoolExecutor pool(2);
  launch(&pool, adds_up(sum));
  pool.join();
}
Task<void> launched_and_awaited_ok(folly::CPUThreadPoolExecutor &pool) {
  int sum = 0;
  co_await launch(&pool, adds_up(sum));
}
Task<void> launched_and_awaited_later_ok(folly::CPUThreadPoolExecutor &pool) {
  int sum = 0;
  auto done = launch(&pool, adds_up(sum));
  co_await std::move(done);
}

Task<int> append(std::string &text) {
  co_await folly::coro::sleep(1s);
  text += "x";
  co_return 1;
}
Task<int> append_to(std::shared_ptr<std::string> text) {
  co_await folly::coro::sleep(1s);
  *text += "x";
  co_return 1;
}

/// Cancelled, it comes back at once, and the operation runs on.
Task<void> detached_with_a_local_bad() {
  std::string text;
  co_await folly::coro::detachOnCancel(append(text)); // expected-warning {{uses 'text', but it runs on when what awaits it is cancelled}}
}
Task<void> detached_with_its_own_ok() {
  auto text = std::make_shared<std::string>();
  co_await folly::coro::detachOnCancel(append_to(text));
}
Task<void> detached_with_its_callers_ok(std::string &text) { co_await folly::coro::detachOnCancel(append(text)); }
