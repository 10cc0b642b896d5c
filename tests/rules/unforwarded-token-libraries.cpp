// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Tokens of libraries that pass them by hand, and of one that does it by itself.

#include "cppcoro.h"
#include "elio.h"
#include "folly.h"
#include "seastar.h"
#include "userver.h"

#include <stop_token>

using namespace std::chrono_literals;

//===-- cppcoro --------------------------------------------------------------------===//

cppcoro::task<void> read_bad(cppcoro::net::socket &socket, cppcoro::cancellation_token token) {
  char data[16];
  co_await socket.recv(data, sizeof data); // expected-warning {{'token' is not passed on to 'cppcoro::net::socket::recv'}}
}

cppcoro::task<void> read_ok(cppcoro::net::socket &socket, cppcoro::cancellation_token token) {
  char data[16];
  co_await socket.recv(data, sizeof data, token);
}

// No overload of it takes one.
cppcoro::task<void> write_ok(cppcoro::net::socket &socket, cppcoro::cancellation_token token) {
  char data[16];
  co_await socket.send(data, sizeof data);
}

cppcoro::task<void> poll_bad(cppcoro::io_service &io, cppcoro::cancellation_token token) {
  while (!token.is_cancellation_requested())
    co_await io.schedule_after(1s); // expected-warning {{not passed on}}
}

cppcoro::task<void> poll_ok(cppcoro::io_service &io, cppcoro::cancellation_token token) {
  while (!token.is_cancellation_requested())
    co_await io.schedule_after(1s, token);
}

cppcoro::task<void> reads_both_bad(cppcoro::net::socket &a, cppcoro::net::socket &b, cppcoro::cancellation_token token) {
  char x[16], y[16];
  co_await cppcoro::when_all(a.recv(x, 16, token), b.recv(y, 16)); // expected-warning {{not passed on}}
}

struct connection {
  cppcoro::net::socket socket;
  cppcoro::cancellation_source stop;
  char data[16];

  cppcoro::task<void> header_ok() { co_await socket.recv(data, 4, stop.token()); }
  cppcoro::task<void> body_bad() {
    co_await socket.recv(data, 16); // expected-warning {{'stop' is not passed on}}
  }
  cppcoro::task<void> shutdown_ok() { co_await socket.recv(data, 1); }
};

cppcoro::task<int> part(int n, cppcoro::cancellation_token token = {});

cppcoro::task<void> parts_bad(cppcoro::cancellation_token token) {
  std::vector<cppcoro::task<int>> parts;
  for (int i = 0; i < 3; ++i)
    parts.push_back(part(i)); // expected-warning {{'token' is not passed on to 'part'}}
  co_await cppcoro::when_all(std::move(parts));
}

cppcoro::task<void> parts_ok(cppcoro::cancellation_token token) {
  std::vector<cppcoro::task<int>> parts;
  for (int i = 0; i < 3; ++i)
    parts.push_back(part(i, token));
  co_await cppcoro::when_all(std::move(parts));
}

//===-- Elio -------------------------------------------------------------------------===//

elio::coro::task<void> frames_bad(elio::net::tcp_stream &stream, elio::coro::cancel_token token) {
  char header[8];
  co_await stream.read_exactly(header, 8); // expected-warning {{not passed on}}
}

elio::coro::task<void> frames_ok(elio::net::tcp_stream &stream, elio::coro::cancel_token token) {
  char header[8];
  co_await stream.read_exactly(header, 8, token);
}

elio::coro::task<void> locks_bad(elio::sync::mutex &m, elio::coro::cancel_token token) {
  co_await m.lock(); // expected-warning {{not passed on}}
  m.unlock();
}

// What its own coroutines hold is free when they have been stopped.
class elio_writer {
public:
  elio::coro::task<void> write_ok() {
    co_await m_.lock();
    m_.unlock();
  }
  elio::coro::task<void> read_ok(elio::net::tcp_stream &stream) {
    char header[8];
    co_await stream.read_exactly(header, 8, token_);
  }

private:
  elio::sync::mutex m_;
  elio::coro::cancel_token token_;
};

//===-- Seastar ------------------------------------------------------------------------===//

seastar::future<int> load(int key, seastar::abort_source *as = nullptr);
seastar::future<> push(int value);
seastar::future<> push(int value, seastar::abort_source &as);

seastar::future<> copy_bad(int key, seastar::abort_source &as) {
  int value = co_await load(key); // expected-warning {{not passed on}}
  co_await push(value);           // expected-warning {{not passed on}}
}

seastar::future<> copy_ok(int key, seastar::abort_source &as) {
  int value = co_await load(key, &as);
  co_await push(value, as);
}

seastar::future<> null_bad(int key, seastar::abort_source &as) {
  co_await push(co_await load(key, nullptr), as); // expected-warning {{null pointer}}
}

seastar::future<> checks_then_works_bad(int key, seastar::abort_source &as) {
  as.check();
  co_await push(key); // expected-warning {{not passed on}}
}

//===-- folly hands a coroutine's own token on, and no other ------------------------------===//

folly::coro::Task<int> fetch(int key, folly::CancellationToken token = {});
folly::coro::Task<int> compute(int key, std::stop_token stop = {});

folly::coro::Task<int> explicit_bad(folly::CancellationToken token) {
  co_return co_await fetch(3); // expected-warning {{'token' is not passed on}}
}

folly::coro::Task<int> explicit_ok(folly::CancellationToken token) { co_return co_await fetch(3, token); }

folly::coro::Task<int> around_it_ok(folly::CancellationToken token) {
  co_return co_await folly::coro::co_withCancellation(token, fetch(3));
}

folly::coro::Task<int> implicit_ok() {
  auto token = co_await folly::coro::co_current_cancellation_token;
  if (token.isCancellationRequested())
    co_return 0;
  co_return co_await fetch(3);
}

folly::coro::Task<int> of_its_own_bad(std::stop_token stop) {
  co_return co_await compute(3); // expected-warning {{'stop' is not passed on}}
}

folly::coro::Task<int> of_its_own_ok(std::stop_token stop) { co_return co_await compute(3, stop); }

// The token does not stand last in the overload that takes one.
seastar::future<> acquires_bad(seastar::semaphore &limit, seastar::abort_source &as) {
  co_await limit.wait(4); // expected-warning {{'as' is not passed on}}
  limit.signal(4);
}

seastar::future<> acquires_one_bad(seastar::semaphore &limit, seastar::abort_source &as) {
  co_await limit.wait(); // expected-warning {{'as' is not passed on}}
}

seastar::future<> acquires_ok(seastar::semaphore &limit, seastar::abort_source &as) { co_await limit.wait(as, 4); }

seastar::future<> write(seastar::abort_source &as, int key, int value);
seastar::future<> write(int key, int value);
seastar::future<> write(int key, const char *text, int value);

seastar::future<> first_of_all_bad(int key, seastar::abort_source &as) {
  co_await write(key, 1); // expected-warning {{'as' is not passed on}}
}
seastar::future<> first_of_all_ok(int key, seastar::abort_source &as) { co_await write(as, key, 1); }
// What the other overload takes is no token.
seastar::future<> another_ok(int key, seastar::abort_source &as) {
  co_await write(key, "text", 1);
  as.check();
}

//===-- deadlines that are classes of their own -------------------------------------===//

using Numbers = userver::concurrent::Consumer<userver::concurrent::MpscQueue<int>>;
bool take_bad(Numbers &numbers, userver::engine::Deadline deadline, int &n) {
  int header;
  return numbers.Pop(header, deadline) && numbers.Pop(n); // expected-warning {{'deadline' is not passed on}}
}
bool take_ok(Numbers &numbers, userver::engine::Deadline deadline, int &n) {
  int header;
  return numbers.Pop(header, deadline) && numbers.Pop(n, deadline);
}
bool forever_ok(Numbers &numbers, int &n) { return numbers.Pop(n); }
// Its own, for one step.
bool greeted_ok(userver::engine::io::Socket &s, Numbers &numbers, int &n) {
  char hello[4];
  auto soon = userver::engine::Deadline::FromDuration(1s);
  return s.RecvAll(hello, sizeof hello, soon) == sizeof hello && numbers.Pop(n);
}

//===-- a token in what it was given, and behind handlers -----------------------------===//

struct given {
  int id;
  cppcoro::cancellation_token stop;
};
cppcoro::task<int> ask_for(int id, cppcoro::cancellation_token token = {});
cppcoro::task<int> serve(const given &r);
cppcoro::task<void> rollback(int id, cppcoro::cancellation_token token = {});

cppcoro::task<int> part_bad(given &r) {
  if (r.stop.is_cancellation_requested())
    co_return 0;
  co_return co_await ask_for(r.id); // expected-warning {{'r.stop' is not passed on}}
}
cppcoro::task<int> behindPointer_bad(const given *r) {
  r->stop.throw_if_cancellation_requested();
  co_return co_await ask_for(r->id); // expected-warning {{'r->stop' is not passed on}}
}
cppcoro::task<int> part_ok(given &r) {
  if (r.stop.is_cancellation_requested())
    co_return 0;
  co_return co_await ask_for(r.id, r.stop);
}
cppcoro::task<int> whole_ok(given &r) {
  r.stop.throw_if_cancellation_requested();
  co_return co_await serve(r);
}
// It has nothing to do with it.
cppcoro::task<int> notNamed_ok(given &r) { co_return co_await ask_for(r.id); }

struct refused : std::exception {};
cppcoro::task<int> retry_bad(cppcoro::io_service &io, int id, cppcoro::cancellation_token token) {
  for (int i = 0; i < 3; ++i) {
    try {
      co_return co_await ask_for(id, token);
    } catch (const refused &) {
    }
    co_await io.schedule_after(1s); // expected-warning {{'token' is not passed on}}
  }
  co_return -1;
}
cppcoro::task<int> retry_ok(cppcoro::io_service &io, int id, cppcoro::cancellation_token token) {
  for (int i = 0; i < 3; ++i) {
    try {
      co_return co_await ask_for(id, token);
    } catch (const refused &) {
    }
    co_await io.schedule_after(1s, token);
  }
  co_return -1;
}
// By whatever it was ended: it may have been the stop.
cppcoro::task<int> afterAll_ok(cppcoro::io_service &io, int id, cppcoro::cancellation_token token) {
  std::exception_ptr failure;
  try {
    co_return co_await ask_for(id, token);
  } catch (...) {
    failure = std::current_exception();
  }
  co_await io.schedule_after(1s);
  std::rethrow_exception(failure);
}
cppcoro::task<int> undone_ok(int id, cppcoro::cancellation_token token) {
  bool failed = false;
  try {
    co_return co_await ask_for(id, token);
  } catch (const refused &) {
    failed = true;
  }
  if (failed)
    co_await rollback(id);
  co_return -1;
}

//===-- what is to be done whether or not it was stopped --------------------------//

namespace both_ways {
void log(const char *);
cppcoro::task<> step(int id, cppcoro::cancellation_token token = {});

cppcoro::task<> last_step_ok(cppcoro::cancellation_token token) {
  try {
    co_await step(1, token);
  } catch (const cppcoro::operation_cancelled &) {
    log("stopped");
  }
  co_await step(2);
}

// It awaits something that fails at once: no clean-up.
cppcoro::task<> goes_on_bad(cppcoro::cancellation_token token) {
  try {
    co_await step(1, token);
  } catch (const cppcoro::operation_cancelled &) {
    log("stopped");
  }
  co_await step(2); // expected-warning {{'token' is not passed on}}
  co_await step(3, token);
}

cppcoro::task<> other_errors_bad(cppcoro::cancellation_token token) {
  try {
    co_await step(1, token);
  } catch (const std::exception &) {
    log("failed");
  }
  co_await step(2); // expected-warning {{'token' is not passed on}}
}
} // namespace both_ways

// A member that the coroutine itself asks, and keeps from what it awaits.
struct replayer {
  seastar::abort_source stop_;
  seastar::future<> apply(int segment, seastar::abort_source *stop = nullptr);
  void abort() { stop_.request_abort(); }
  seastar::future<> replay_bad(std::vector<int> segments) {
    for (int s : segments) {
      stop_.check();
      co_await apply(s); // expected-warning {{'stop_' is not passed on}}
    }
  }
};
struct replayer_that_passes_it_on {
  seastar::abort_source stop_;
  seastar::future<> apply(int segment, seastar::abort_source *stop = nullptr);
  void abort() { stop_.request_abort(); }
  seastar::future<> replay_ok(std::vector<int> segments) {
    for (int s : segments) {
      stop_.check();
      co_await apply(s, &stop_);
    }
  }
};
