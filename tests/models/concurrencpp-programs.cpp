// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// concurrencpp in programs.

#include "concurrencpp.h"

#include <map>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using namespace concurrencpp;
void deliver(int);
result<int> compute(int);
lazy_result<int> compute_lazy(int);
null_result background(int);
using pool = std::shared_ptr<thread_pool_executor>;

result<void> dropped_eager_bad() {
  compute(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

result<void> dropped_lazy_bad() {
  compute_lazy(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

result<void> null_ok() {
  background(1);
  co_return;
}

result<void> awaited_ok() {
  deliver(co_await compute(1));
  deliver(co_await compute_lazy(1));
}

result<void> ran_ok() {
  auto r = compute_lazy(1).run();
  deliver(co_await r);
}

result<void> get_bad() {
  deliver(compute(1).get()); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

result<void> waits_bad() {
  auto r = compute(1);
  r.wait(); // expected-warning {{blocks the thread that this coroutine}}
  deliver(co_await r);
}

result<void> resolved_ok() {
  auto r = compute(1);
  auto done = co_await r.resolve();
  deliver(done.get());
}

result<void> status_ok() {
  auto r = compute(1);
  if (r.wait_for(0ms) == result_status::value)
    deliver(r.get());
  else
    deliver(co_await r);
}

result<void> any_ok(pool p) {
  auto a = compute(1), b = compute(2);
  auto any = co_await when_any(p, std::move(a), std::move(b));
  if (any.index == 0)
    deliver(co_await std::get<0>(any.results));
  else
    deliver(co_await std::get<1>(any.results));
}

result<void> all_ok(pool p) {
  auto all = co_await when_all(p, compute(1), compute(2));
  deliver(co_await std::get<0>(all));
  deliver(co_await std::get<1>(all));
}

struct table {
  std::mutex m;
  async_lock am;
  std::map<int, std::string> rows;

  result<void> thread_lock_bad(pool p) {
    std::lock_guard lk(m);
    co_await resume_on(p); // expected-warning {{is locked across a suspend point}}
  }

  result<void> thread_lock_ok(pool p) {
    { std::lock_guard lk(m); }
    co_await resume_on(p);
  }

  result<void> async_lock_ok(pool p) {
    auto g = co_await am.lock(p);
    co_await resume_on(p);
  }

  result<void> lock_not_awaited_bad(pool p) {
    auto g = am.lock(p); // expected-warning {{'concurrencpp::lazy_result<concurrencpp::scoped_async_lock>' in 'g' go}}
    co_await resume_on(p);
    rows.clear();
  }

  result<void> row_bad(pool p, int id) {
    auto it = rows.find(id);
    co_await resume_on(p);
    it->second += "x"; // expected-warning {{'it' points into 'rows', which 'table::lock_not_awaited_bad' may have}}
  }

  result<void> row_ok(pool p, int id) {
    co_await resume_on(p);
    if (auto it = rows.find(id); it != rows.end())
      it->second += "x";
  }

  void drop(int id) {
    rows.erase(id);
  }

  result<void> local_ref(int &n, pool p) {
    co_await resume_on(p);
    ++n;
  }

  void dangling_bad(pool p) {
    int n = 0;
    auto r = local_ref(n, p); // expected-warning {{'table::local_ref' uses 'n'}} expected-warning {{'concurrencpp::result<void>' in 'r' goes out of scope without being aw}}
  }

  void dangling_wait_ok(pool p) {
    int n = 0;
    auto r = local_ref(n, p);
    r.get();
  }
};

result<void> submit_lambda_ok(pool p) {
  int n = 0;
  co_await p->submit([&n] {
    ++n;
    return n;
  });
}

result<void> post_offloads_ok(pool p) {
  p->post([] {
    std::this_thread::sleep_for(1s);
  });
  co_return;
}

result<void> sleeps_bad() {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

result<void> hop_then_sleeps_ok(std::shared_ptr<thread_pool_executor> p) {
  co_await resume_on(p);
  deliver(1);
}

thread_local int counter;

result<void> thread_local_bad(pool p) {
  int &n = counter;
  co_await resume_on(p);
  ++n; // expected-warning {{'n' refers to the thread_local 'counter' of the thread before the susp}}
}

result<void> thread_local_ok(pool p) {
  co_await resume_on(p);
  int &n = counter;
  ++n;
}

//===-- coroutine lambdas and races on a pool ------------------------------------------------===//

class Board {
  pool pool_;
  int done_ = 0;

public:
  void posted_with_captures_bad(int n) {
    pool_->post([this, n]() -> result<void> { // expected-warning {{corosafe-dangling-task}}
      co_await compute(n);
      ++done_;
    });
  }
  void posted_with_parameters_ok(int n) {
    pool_->post([](Board *self, int n) -> result<void> {
      deliver(co_await compute(n));
    }, this, n);
  }
  void posted_plain_ok(int n) {
    pool_->post([this, n] { deliver(n); });
  }
};

result<int> fill(std::map<int, int> &rows) {
  rows[1] = co_await compute(1);
  co_return 1;
}

result<void> loser_goes_on_bad(pool p) {
  std::map<int, int> rows;
  auto first = co_await when_any(p, fill(rows), compute(2)); // expected-warning {{runs on when it has lost the race}}
  if (first.index == 1)
    deliver(2);
}

result<void> loser_is_awaited_if_it_lost_ok(pool p) {
  std::map<int, int> rows;
  auto first = co_await when_any(p, fill(rows), compute(2));
  if (first.index == 1)
    co_await std::get<0>(first.results);
}

result<void> loser_is_awaited_ok(pool p) {
  std::map<int, int> rows;
  auto first = co_await when_any(p, fill(rows), compute(2));
  if (first.index == 1)
    deliver(2);
  co_await std::get<0>(first.results);
}
