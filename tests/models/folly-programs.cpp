// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Helpers that bound what they are given, or what they work on, and hand back what came of it.

#include "folly.h"

#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using folly::coro::Task;
using Queue = folly::coro::UnboundedQueue<int>;

void handle(int);
void on_idle();
Task<int> load(int);

Task<folly::Try<int>> bounded(Task<int> work) {
  co_return co_await folly::coro::co_awaitTry(folly::coro::timeout(std::move(work), 10ms));
}

Task<void> dequeue_through_a_helper_bad(Queue &queue) {
  for (;;) {
    auto r = co_await bounded(queue.dequeue()); // expected-warning {{not safe to lose}}
    if (r.hasValue())
      handle(r.value());
    else
      on_idle();
  }
}

Task<void> load_through_a_helper_ok() {
  for (;;) {
    auto r = co_await bounded(load(1));
    if (r.hasValue())
      handle(r.value());
  }
}

Task<int> frame(folly::coro::Transport &t) {
  char b[4];
  std::size_t n = 0;
  while (n < 4)
    n += co_await t.read(b + n, 4 - n, 0ms);
  co_return b[0];
}

Task<folly::Try<int>> next_frame(folly::coro::Transport &t) {
  co_return co_await folly::coro::co_awaitTry(folly::coro::timeout(frame(t), 10ms)); // expected-warning {{not safe to lose}}
}

Task<void> frames_bad(folly::coro::Transport &t, int times) {
  while (times-- > 0) {
    auto r = co_await next_frame(t);
    if (r.hasException()) {
      on_idle();
      continue;
    }
    handle(r.value());
  }
}

Task<void> frames_until_the_first_loss_ok(folly::coro::Transport &t) {
  for (;;) {
    auto r = co_await next_frame(t);
    if (!r.hasValue()) {
      t.close();
      co_return;
    }
    handle(r.value());
  }
}

Task<void> frames_until_an_error_ok(folly::coro::Transport &t) {
  for (;;) {
    auto r = co_await next_frame(t);
    if (r.hasException()) {
      t.close();
      break;
    }
    handle(r.value());
  }
}

//===-- the end of a stream ---------------------------------------------------------===//

Task<void> echo_bad(folly::coro::Transport &t) {
  char b[16];
  for (;;) {
    auto n = co_await t.read(b, sizeof b, 0ms); // expected-warning {{this loop spins}}
    if (n > 0)
      handle(b[0]);
  }
}

Task<void> echo_ok(folly::coro::Transport &t) {
  char b[16];
  for (;;) {
    auto n = co_await t.read(b, sizeof b, 0ms);
    if (n == 0)
      break;
    handle(b[0]);
  }
}

//===-- what comes back of the losers ------------------------------------------------===//

Task<void> one_or_the_other_bad(Queue &messages, Queue &commands) {
  for (;;) {
    auto [message, command] = co_await folly::coro::collectAnyNoDiscard(messages.dequeue(), commands.dequeue()); // expected-warning {{not safe to lose}}
    if (message.hasValue())
      handle(*message);
    else if (command.hasValue())
      handle(-*command);
  }
}

Task<void> both_ok(Queue &messages, Queue &commands) {
  for (;;) {
    auto [message, command] = co_await folly::coro::collectAnyNoDiscard(messages.dequeue(), commands.dequeue());
    if (message.hasValue())
      handle(*message);
    if (command.hasValue())
      handle(-*command);
  }
}

Task<void> clock_first_bad(Queue &messages) {
  for (;;) {
    auto [message, tick] = co_await folly::coro::collectAnyNoDiscard(messages.dequeue(), folly::coro::sleep(1s)); // expected-warning {{not safe to lose}}
    if (tick.hasValue()) {
      on_idle();
      continue;
    }
    handle(message.value());
  }
}

Task<void> message_first_ok(Queue &messages) {
  for (;;) {
    auto [message, tick] = co_await folly::coro::collectAnyNoDiscard(messages.dequeue(), folly::coro::sleep(1s));
    if (message.hasException<folly::OperationCancelled>()) {
      on_idle();
      continue;
    }
    handle(message.value());
  }
}

Task<void> parts_by_number_bad(Queue &messages, Queue &commands) {
  for (;;) {
    auto results = co_await folly::coro::collectAnyNoDiscard(messages.dequeue(), commands.dequeue()); // expected-warning {{not safe to lose}}
    auto &message = std::get<0>(results);
    auto &command = std::get<1>(results);
    if (!message.hasException<folly::OperationCancelled>())
      handle(message.value());
    else if (!command.hasException<folly::OperationCancelled>())
      handle(-command.value());
  }
}

Task<void> parts_by_number_ok(Queue &messages, Queue &commands) {
  for (;;) {
    auto results = co_await folly::coro::collectAnyNoDiscard(messages.dequeue(), commands.dequeue());
    auto &message = std::get<0>(results);
    auto &command = std::get<1>(results);
    if (!message.hasException<folly::OperationCancelled>())
      handle(message.value());
    if (!command.hasException<folly::OperationCancelled>())
      handle(-command.value());
  }
}

void dispatch(std::tuple<folly::Try<int>, folly::Try<int>> &results);

Task<void> all_handed_on_ok(Queue &messages, Queue &commands) {
  for (;;) {
    auto results = co_await folly::coro::collectAnyNoDiscard(messages.dequeue(), commands.dequeue());
    dispatch(results);
  }
}

//===-- tasks that outlive what a handle owned ------------------------------------------===//

struct Job {
  Task<void> run();
  std::string name;
};
Task<void> poll(Job *job);
Task<void> work(Job &job);

Task<void> reset_too_early_bad(folly::Executor *pool) {
  auto job = std::make_unique<Job>();
  folly::coro::AsyncScope scope;
  scope.add(folly::coro::co_withExecutor(pool, job->run())); // expected-warning {{joined while that lives}}
  job.reset();
  co_await scope.joinAsync();
}

Task<void> reset_when_joined_ok(folly::Executor *pool) {
  auto job = std::make_unique<Job>();
  folly::coro::AsyncScope scope;
  scope.add(folly::coro::co_withExecutor(pool, job->run()));
  co_await scope.joinAsync();
  job.reset();
}

Task<void> replaced_too_early_bad(folly::Executor *pool) {
  auto job = std::make_unique<Job>();
  auto running = folly::coro::co_withExecutor(pool, poll(job.get())).start(); // expected-warning {{has ended}}
  job = nullptr;
  co_await std::move(running);
}

Task<void> replaced_when_done_ok(folly::Executor *pool) {
  auto job = std::make_unique<Job>();
  auto running = folly::coro::co_withExecutor(pool, poll(job.get())).start();
  co_await std::move(running);
  job = nullptr;
}

Task<void> cleared_too_early_bad(folly::Executor *pool) {
  std::vector<Job> jobs(3);
  folly::coro::AsyncScope scope;
  for (auto &job : jobs)
    scope.add(folly::coro::co_withExecutor(pool, job.run())); // expected-warning {{joined while that lives}}
  jobs.clear();
  co_await scope.joinAsync();
}

Task<void> cleared_when_joined_ok(folly::Executor *pool) {
  std::vector<Job> jobs(3);
  folly::coro::AsyncScope scope;
  for (auto &job : jobs)
    scope.add(folly::coro::co_withExecutor(pool, job.run()));
  co_await scope.joinAsync();
  jobs.clear();
}

Task<void> started_in_a_block_bad(folly::Executor *pool) {
  std::optional<folly::SemiFuture<folly::Unit>> running;
  {
    Job job;
    running = folly::coro::co_withExecutor(pool, work(job)).start(); // expected-warning {{has ended}}
  }
  co_await std::move(*running);
}

Task<void> started_for_each_bad(folly::Executor *pool, std::vector<std::string> names) {
  std::vector<folly::SemiFuture<folly::Unit>> running;
  for (auto &name : names) {
    Job job{name};
    running.push_back(folly::coro::co_withExecutor(pool, work(job)).start()); // expected-warning {{awaited when that is gone}}
  }
  for (auto &one : running)
    co_await std::move(one);
}

Task<void> started_for_each_ok(folly::Executor *pool, std::vector<Job> jobs) {
  std::vector<folly::SemiFuture<folly::Unit>> running;
  for (auto &job : jobs)
    running.push_back(folly::coro::co_withExecutor(pool, work(job)).start());
  for (auto &one : running)
    co_await std::move(one);
}

//===-- loops without an end ------------------------------------------------------------------------===//

Task<void> merely_yields_bad(std::vector<int> jobs) {
  while (true) {
    for (int job : jobs)
      handle(job);
    co_await folly::coro::co_reschedule_on_current_executor; // expected-warning {{never notices}}
  }
}

Task<void> yields_and_ends_ok(std::vector<int> jobs) {
  while (true) {
    for (int job : jobs)
      if (job == 0)
        co_return;
    co_await folly::coro::co_reschedule_on_current_executor;
  }
}

Task<void> waits_for_its_turn_ok(folly::coro::Mutex &mutex) {
  while (true) {
    auto lock = co_await mutex.co_scoped_lock();
    on_idle();
  }
}

Task<void> cancelled_while_it_sleeps_ok(folly::coro::Mutex &mutex) {
  while (true) {
    auto lock = co_await mutex.co_scoped_lock();
    on_idle();
    co_await folly::coro::sleep(1s);
  }
}

Task<void> ends_by_itself_ok(folly::coro::Mutex &mutex) {
  while (true) {
    auto lock = co_await mutex.co_scoped_lock();
    if (co_await load(1) == 0)
      co_return;
  }
}

struct gauge { void sample(); };
// It returns early when it is cancelled, and says nothing: the loop goes round without a rest from then on.
Task<void> sample_all_the_time_bad(gauge &g) {
  while (true) {
    co_await folly::coro::sleepReturnEarlyOnCancel(1s); // expected-warning {{may be cancellation is passed over, and the loop goes on}}
    g.sample();
  }
}
Task<void> sample_while_wanted_ok(gauge &g) {
  auto token = co_await folly::coro::co_current_cancellation_token;
  while (!token.isCancellationRequested()) {
    co_await folly::coro::sleepReturnEarlyOnCancel(1s);
    g.sample();
  }
}

// What comes back as a value does not cut the coroutine short: it sets right what it has changed.
Task<void> weigh();
class scales {
public:
  Task<void> use_ok() {
    ++loads_;
    auto done = co_await folly::coro::co_awaitTry(weigh());
    --loads_;
    done.value();
  }
  Task<void> use_bad() {
    ++loads_;
    co_await weigh(); // expected-warning {{'loads_' is never set back when the coroutine is cancelled at this suspend point}}
    --loads_;
  }
  Task<void> use_in_time_ok() {
    co_await folly::coro::timeout(use_ok(), 1s);
    co_await folly::coro::timeout(use_bad(), 1s);
  }

private:
  int loads_ = 0;
};
