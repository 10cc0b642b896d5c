// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Batches that are moved out of members, and jobs that are popped, under folly's timeout.

#include "folly.h"
#include <deque>
#include <queue>
#include <string>
#include <vector>
#include <map>
using namespace std::chrono_literals;
using folly::coro::Task;
struct Job { int id; std::string payload; };
void handle(const Job &);
Task<void> persist(const Job &);
Task<void> upload(std::vector<Job>);
class Outbox {
  std::deque<Job> jobs_;
  std::vector<Job> pending_;
  std::map<int, Job> byId_;
  std::priority_queue<int> prio_;
  folly::coro::Baton ready_;
  folly::coro::Mutex m_;
public:
  Task<Job> next() {
    while (jobs_.empty()) co_await ready_;
    Job j = std::move(jobs_.front());
    jobs_.pop_front();
    co_await persist(j);
    co_return j;
  }
  Task<Job> nextSafe() {
    while (jobs_.empty()) co_await ready_;
    co_await persist(jobs_.front());
    Job j = std::move(jobs_.front());
    jobs_.pop_front();
    co_return j;
  }
  Task<void> flush() {
    std::vector<Job> batch = std::move(pending_);
    pending_.clear();
    co_await upload(std::move(batch));
  }
  Task<void> flushCopy() {
    std::vector<Job> batch = pending_;
    co_await upload(batch);
    pending_.clear();
  }
  Task<void> flushGuarded() {
    std::vector<Job> batch;
    {
      auto lock = co_await m_.co_scoped_lock();
      batch.swap(pending_);
    }
    co_await upload(std::move(batch));
  }
  Task<void> flushRestoring() {
    std::vector<Job> batch = std::exchange(pending_, {});
    try {
      co_await upload(batch);
    } catch (const std::exception &) {
      pending_.insert(pending_.begin(), batch.begin(), batch.end());
      throw;
    }
  }
  Task<void> byKey(int k) {
    auto node = byId_.extract(k);
    co_await persist(node.mapped());
  }
  Task<int> top() {
    int t = prio_.top();
    prio_.pop();
    co_await folly::coro::sleep(1ms);
    co_return t;
  }
  Task<void> persists_what_it_took_bad() {
    for (;;) {
      try {
        handle(co_await folly::coro::timeout(next(), 1s)); // expected-warning {{not safe to lose}}
      } catch (const folly::FutureTimeout &) {
      }
    }
  }
  Task<void> persists_before_it_takes_ok() {
    for (;;) {
      try {
        handle(co_await folly::coro::timeoutNoDiscard(nextSafe(), 1s));
      } catch (const folly::FutureTimeout &) {
      }
    }
  }
  Task<void> moved_batch_bad() {
    for (;;) {
      try {
        co_await folly::coro::timeout(flush(), 1s); // expected-warning {{not safe to lose}}
      } catch (const folly::FutureTimeout &) {
      }
      co_await ready_;
    }
  }
  Task<void> copied_batch_ok() {
    for (;;) {
      try {
        co_await folly::coro::timeout(flushCopy(), 1s);
      } catch (const folly::FutureTimeout &) {
      }
      co_await ready_;
    }
  }
  Task<void> batch_of_a_short_lock_bad() {
    for (;;) {
      try {
        co_await folly::coro::timeout(flushGuarded(), 1s); // expected-warning {{not safe to lose}}
      } catch (const folly::FutureTimeout &) {
      }
      co_await ready_;
    }
  }
  Task<void> batch_put_back_ok() {
    for (;;) {
      try {
        co_await folly::coro::timeout(flushRestoring(), 1s);
      } catch (const folly::FutureTimeout &) {
      }
      co_await ready_;
    }
  }
  Task<void> extracted_bad(int k) {
    for (;;) {
      try {
        co_await folly::coro::timeout(byKey(k++), 1s); // expected-warning {{not safe to lose}}
      } catch (const folly::FutureTimeout &) {
      }
      co_await ready_;
    }
  }
  Task<void> popped_number_bad() {
    for (;;) {
      try {
        handle(Job{co_await folly::coro::timeout(top(), 1s), ""}); // expected-warning {{not safe to lose}}
      } catch (const folly::FutureTimeout &) {
      }
    }
  }
  Task<void> nobody_misses_it_ok() {
    try {
      handle(co_await folly::coro::timeout(next(), 1s));
    } catch (const folly::FutureTimeout &) {
      jobs_.clear();
    }
  }
  // takes and hands to another queue before it waits
  Task<void> move_on() {
    while (jobs_.empty()) co_await ready_;
    pending_.push_back(std::move(jobs_.front()));
    jobs_.pop_front();
    co_await folly::coro::sleep(1ms);
  }
  Task<void> moved_to_the_next_queue_ok() {
    for (;;) {
      try {
        co_await folly::coro::timeout(move_on(), 1s);
      } catch (const folly::FutureTimeout &) {
      }
    }
  }
  Task<void> into_slot(Job &out) {
    while (jobs_.empty()) co_await ready_;
    out = std::move(jobs_.front());
    jobs_.pop_front();
    co_await folly::coro::sleep(1ms);
  }
  Task<void> kept_by_the_caller_ok() {
    Job current;
    for (;;) {
      try {
        co_await folly::coro::timeout(into_slot(current), 1s);
      } catch (const folly::FutureTimeout &) {
      }
      handle(current);
    }
  }
};
