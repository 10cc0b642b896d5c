// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Loops that compute, and loops whose awaits cannot be cancelled, over libraries with tokens of their own.

#include "cppcoro.h"
#include "elio.h"
#include "folly.h"
#include "libcoro.h"
#include "seastar.h"

#include "winrt.h"

#include <algorithm>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>
using namespace std::chrono_literals;
struct row {
  int id;
};
struct cursor {
  bool fetch(row &r);
  bool done() const;
  void advance();
  row get() const;
};
void store(const row &r);
void grind(std::size_t i);
bool matches(const std::string &s);
double relax(double);
int parse(const char *);
bool poll_device();
std::size_t scan(std::size_t at);
void compress(std::vector<char> &block);
// ---- cppcoro: computing
cppcoro::task<> cursor_bad(cursor &c, cppcoro::cancellation_token stop) {
  row r;
  while (c.fetch(r)) // expected-warning {{never notices}}
    store(r);
  co_return;
}
cppcoro::task<> cursor_ok(cursor &c, cppcoro::cancellation_token stop) {
  row r;
  while (c.fetch(r) && !stop.is_cancellation_requested())
    store(r);
  co_return;
}
cppcoro::task<double> converge_bad(double x, cppcoro::cancellation_token stop) {
  double last;
  do {
    last = x; // expected-warning {{never notices}}
    x = relax(x);
  } while (last - x > 1e-9);
  co_return x;
}
cppcoro::task<double> converge_ok(double x, cppcoro::cancellation_token stop) {
  double last;
  int rounds = 0;
  do {
    if (++rounds % 64 == 0)
      stop.throw_if_cancellation_requested();
    last = x;
    x = relax(x);
  } while (last - x > 1e-9);
  co_return x;
}
cppcoro::task<> nested_bad(std::vector<std::vector<char>> blocks, cppcoro::cancellation_token stop) {
  for (auto &group : blocks) // expected-warning {{never notices}}
    for (std::size_t i = 0; i < group.size(); ++i)
      compress(group);
  co_return;
}
cppcoro::task<> nested_ok(std::vector<std::vector<char>> blocks, cppcoro::cancellation_token stop) {
  for (auto &group : blocks) {
    for (std::size_t i = 0; i < group.size(); ++i)
      compress(group);
    if (stop.is_cancellation_requested())
      co_return;
  }
}
cppcoro::task<bool> spin_wait_bad(cppcoro::cancellation_token stop) {
  while (!poll_device()) // expected-warning {{never notices}}
    std::this_thread::yield();
  co_return true;
}
cppcoro::task<> callback_ok(std::function<bool(cppcoro::cancellation_token)> next, cppcoro::cancellation_token stop) {
  while (next(stop)) {
  }
  co_return;
}
cppcoro::task<> shrink_ok(std::vector<int> v, cppcoro::cancellation_token stop) {
  while (!v.empty())
    v.pop_back();
  co_return;
}
cppcoro::task<> digits_ok(unsigned n, std::string &out, cppcoro::cancellation_token stop) {
  while (n) {
    out.push_back(char('0' + n % 10));
    n /= 10;
  }
  co_return;
}
// ---- awaits that cannot be cancelled
cppcoro::task<> mutex_loop_bad(cppcoro::async_mutex &m, std::vector<row> &rows, cppcoro::cancellation_token stop) {
  for (;;) {
    auto lock = co_await m.scoped_lock_async(); // expected-warning {{never notices}}
    if (rows.empty())
      continue;
    store(rows.back());
    rows.pop_back();
  }
}
cppcoro::task<> inner_task(cppcoro::async_auto_reset_event &e) { co_await e; }
cppcoro::task<> through_child_bad(cppcoro::async_auto_reset_event &e, cppcoro::cancellation_token stop) {
  while (true)
    co_await inner_task(e); // expected-warning {{never notices}}
}
cppcoro::task<> child_takes_it(cppcoro::async_auto_reset_event &e, cppcoro::cancellation_token stop) {
  co_await e;
  stop.throw_if_cancellation_requested();
}
cppcoro::task<> through_child_ok(cppcoro::async_auto_reset_event &e, cppcoro::cancellation_token stop) {
  while (true)
    co_await child_takes_it(e, stop);
}
cppcoro::task<> callback_registered_ok(cppcoro::async_auto_reset_event &e, cppcoro::cancellation_token stop,
                                       bool &quit) {
  while (!quit)
    co_await e;
}
// ---- libcoro with std tokens
coro::task<void> lib_sched_bad(coro::scheduler &s, std::stop_token stop) {
  for (;;) {
    grind(1);
    co_await s.yield(); // expected-warning {{never notices}}
  }
}
coro::task<void> lib_sched_ok(coro::scheduler &s, std::stop_token stop) {
  for (;;) {
    if (stop.stop_requested())
      co_return;
    grind(1);
    co_await s.yield();
  }
}
coro::task<void> lib_for_cond_ok(coro::scheduler &s, std::stop_token stop) {
  for (std::size_t at = 0; !stop.stop_requested(); at = scan(at))
    co_await s.yield();
}
coro::task<std::size_t> lib_read_bad(coro::net::tcp::client &c, std::string &buffer, std::stop_token stop) {
  std::size_t total = 0;
  while (true) {
    auto [status, n] = co_await c.read_some(buffer); // expected-warning {{never notices}}
    if (status.is_closed())
      co_return total;
    total += n;
  }
}
coro::task<std::size_t> lib_read_ok(coro::net::tcp::client &c, std::string &buffer, std::stop_token stop) {
  std::size_t total = 0;
  while (!stop.stop_requested()) {
    auto [status, n] = co_await c.read_some(buffer, 100ms);
    if (status.is_closed())
      break;
    total += n;
  }
  co_return total;
}
coro::task<void> lib_no_token_ok(coro::scheduler &s) {
  for (;;)
    co_await s.yield();
}
// ---- seastar
seastar::future<> sea_bad(seastar::condition_variable &cv, seastar::abort_source &as) {
  while (true) {
    co_await cv.wait(); // expected-warning {{never notices}}
    grind(2);
  }
}
seastar::future<> sea_check_ok(seastar::condition_variable &cv, seastar::abort_source &as) {
  while (true) {
    co_await cv.wait();
    as.check();
    grind(2);
  }
}
seastar::future<> sea_while_ok(seastar::condition_variable &cv, seastar::abort_source &as) {
  while (!as.abort_requested()) {
    co_await cv.wait();
    grind(2);
  }
}
seastar::future<> sea_sleep_ok(seastar::abort_source &as) {
  while (true) {
    co_await seastar::sleep_abortable(1s, as);
    grind(2);
  }
}
// ---- folly: raced
folly::coro::Task<void> crunch(std::vector<int> &v) {
  while (!std::is_sorted(v.begin(), v.end())) {
    grind(v.size());
  }
  co_return;
}
folly::coro::Task<void> crunch_timeout_bad(std::vector<int> &v) { co_await folly::coro::timeout(crunch(v), 1s); } // expected-warning {{'crunch' computes without a suspend point}}
folly::coro::Task<void> baton_loop(folly::coro::Baton &b) {
  while (true) {
    co_await b; // does not look at the token // expected-warning {{never notices}}
    grind(3);
  }
}
folly::coro::Task<void> baton_timeout_bad(folly::coro::Baton &b) { co_await folly::coro::timeout(baton_loop(b), 1s); } // expected-warning {{corosafe-ineffective-timeout}}
folly::coro::Task<void> token_param_bad(folly::coro::Baton &b, folly::CancellationToken token) {
  for (;;) {
    co_await b; // expected-warning {{never notices}}
    grind(3);
  }
}
folly::coro::Task<void> token_param_ok(folly::coro::Baton &b, folly::CancellationToken token) {
  for (;;) {
    co_await b;
    if (token.isCancellationRequested())
      co_return;
    grind(3);
  }
}
folly::coro::Task<void> sleep_ok(folly::CancellationToken token) {
  for (;;) {
    co_await folly::coro::co_withCancellation(token, folly::coro::sleep(1s));
    grind(3);
  }
}
// ---- elio
elio::coro::task<void> elio_bad(elio::sync::channel<int> &ch, elio::coro::cancel_token token) {
  for (;;) {
    auto v = co_await ch.recv(); // expected-warning {{corosafe-unforwarded-token}} expected-warning {{never notices}}
    if (!v)
      co_return;
    grind(*v);
  }
}
elio::coro::task<void> elio_ok(elio::sync::channel<int> &ch, elio::coro::cancel_token token) {
  while (!token.is_cancelled()) {
    auto v = co_await ch.recv(); // expected-warning {{corosafe-unforwarded-token}}
    if (!v)
      co_return;
    grind(*v);
  }
}
// ---- winrt: each await looks
winrt::Windows::Foundation::IAsyncAction win_ok() {
  for (;;)
    co_await winrt::resume_after(1s);
}
winrt::Windows::Foundation::IAsyncAction win_background_ok() {
  for (;;) {
    co_await winrt::resume_background();
    grind(1);
  }
}

// What hands out the next row is no flag by which others end the loop while it yields.
cppcoro::task<> yielding_bad(cursor &c, cppcoro::cancellation_token ct, cppcoro::static_thread_pool &tp) {
  row r;
  while (c.fetch(r)) {
    co_await tp.schedule(); // expected-warning {{never notices}}
    store(r);
  }
}

cppcoro::task<> yielding_ok(cursor &c, cppcoro::cancellation_token ct, cppcoro::static_thread_pool &tp) {
  row r;
  while (c.fetch(r)) {
    ct.throw_if_cancellation_requested();
    co_await tp.schedule();
    store(r);
  }
}

cppcoro::task<> flagged_ok(cursor &c, cppcoro::cancellation_token ct, cppcoro::static_thread_pool &tp) {
  while (!c.done()) {
    co_await tp.schedule();
    store(c.get());
  }
}

cppcoro::task<double> converge_bad(std::function<double(double)> f, cppcoro::cancellation_token ct) {
  double x = 1, last = 0;
  while (x != last) { // expected-warning {{never notices}}
    last = x;
    x = f(x);
  }
  co_return x;
}

// A token that nothing looks at, and a loop that gives way to others in each turn: however many turns it counts, and whatever the
// work says that it asks.
int tokenize(int document);
seastar::future<int> count_bad(std::vector<int> documents, seastar::abort_source &stop) {
  int n = 0;
  for (int d : documents) {
    n += tokenize(d);
    co_await seastar::coroutine::maybe_yield(); // expected-warning {{never notices}}
  }
  co_return n;
}
seastar::future<int> count_ok(std::vector<int> documents, seastar::abort_source &stop) {
  int n = 0;
  for (int d : documents) {
    stop.check();
    n += tokenize(d);
    co_await seastar::coroutine::maybe_yield();
  }
  co_return n;
}
seastar::future<int> count_three_ok(seastar::abort_source &stop) {
  int n = 0;
  for (int d = 0; d < 3; ++d) {
    n += tokenize(d);
    co_await seastar::coroutine::maybe_yield();
  }
  co_return n;
}

bool relax(std::vector<double> &grid);
struct solver {
  std::vector<double> grid;
  bool done = false;
  bool step() { return relax(grid); }
  bool is_done() { return done; }
  cppcoro::task<> solve_bad(cppcoro::static_thread_pool &tp, cppcoro::cancellation_token ct) {
    while (!relax(grid))
      co_await tp.schedule(); // expected-warning {{never notices}}
  }
  cppcoro::task<> steps_bad(cppcoro::static_thread_pool &tp, cppcoro::cancellation_token ct) {
    while (step())
      co_await tp.schedule(); // expected-warning {{never notices}}
  }
  cppcoro::task<> told_ok(cppcoro::static_thread_pool &tp, cppcoro::cancellation_token ct) {
    while (!is_done()) {
      relax(grid);
      co_await tp.schedule();
    }
  }
};

// A callback on the token ends what the loop waits for.
coro::task<void> shut_down_ok(coro::net::tcp::client &c, std::stop_token stop) {
  std::stop_callback on_stop(stop, [&] { c.socket().shutdown(); });
  std::string text;
  for (;;) {
    auto [status, n] = co_await c.read_some(text);
    if (!status)
      co_return;
  }
}

// Where the token goes on by itself, a coroutine that is cancelled is asked as well.
folly::coro::Task<void> index_all(std::vector<int> documents) {
  for (int d : documents) {
    tokenize(d);
    co_await folly::coro::co_reschedule_on_current_executor; // expected-warning {{never notices}}
  }
}
folly::coro::Task<void> index_all_safely(std::vector<int> documents) {
  for (int d : documents) {
    tokenize(d);
    co_await folly::coro::co_safe_point;
    co_await folly::coro::co_reschedule_on_current_executor;
  }
}
folly::coro::Task<void> index_in_time_bad(std::vector<int> documents) {
  co_await folly::coro::timeout(index_all(documents), 1s); // expected-warning {{corosafe-ineffective-timeout}}
}
folly::coro::Task<void> index_in_time_ok(std::vector<int> documents) { co_await folly::coro::timeout(index_all_safely(documents), 1s); }
