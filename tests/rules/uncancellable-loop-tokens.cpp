// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Where nothing but a token tells: coroutines that are not seen and are not given it, and the token of the object.

#include "cppcoro.h"
#include "folly.h"
#include "seastar.h"

#include <chrono>
#include <coroutine>
#include <stop_token>
#include <string>
using namespace std::chrono_literals;

void sample();
struct report {
  std::string text;
  int level;
};
struct session {
  std::stop_token stop;
  int id;
};

// ---- seastar: what is called is not seen
seastar::future<> flush_all();
seastar::future<> publish(report r);
seastar::future<> publish_to(session &s);
seastar::future<> flush_all(seastar::abort_source &as);
seastar::future<> not_given_bad(seastar::abort_source &as) {
  for (;;) {
    co_await publish(report{"x", 1}); // expected-warning {{never notices}}
    co_await seastar::sleep(1s);
  }
}
seastar::future<> given_ok(seastar::abort_source &as) {
  for (;;) {
    co_await flush_all(as);
    co_await seastar::sleep(1s);
  }
}
seastar::future<> may_hold_it_ok(session &s, seastar::abort_source &as) { // Who knows what stops `s`.
  for (;;)
    co_await publish_to(s);
}
seastar::future<> counted_ok(seastar::abort_source &as) {
  for (int i = 0; i < 3; ++i)
    co_await publish(report{"x", i});
}

// ---- the object's token
class sampler {
  seastar::abort_source as_;
  seastar::gate gate_;
  seastar::condition_variable filled_;
  bool over_ = false;
  seastar::future<> flush_mine();

public:
  seastar::future<> sleeps_bad() {
    for (;;) {
      sample();
      co_await seastar::sleep(1s); // expected-warning {{never notices}}
    }
  }
  seastar::future<> calls_bad() {
    while (true) {
      co_await flush_all(); // expected-warning {{corosafe-unforwarded-token}} expected-warning {{never notices}}
      co_await seastar::sleep(1s);
    }
  }
  seastar::future<> asks_ok() {
    while (!as_.abort_requested()) {
      sample();
      co_await seastar::sleep(1s);
    }
  }
  seastar::future<> asks_below_ok() {
    for (;;) {
      check();
      co_await seastar::sleep(1s);
    }
  }
  void check() { as_.check(); }
  seastar::future<> flag_ok() {
    while (!over_) {
      sample();
      co_await seastar::sleep(1s);
    }
  }
  seastar::future<> gate_ok() {
    for (;;) {
      auto in = gate_.hold(); // Throws once the gate is closed.
      co_await seastar::sleep(1s);
    }
  }
  seastar::future<> broken_ok() {
    for (;;) {
      co_await filled_.wait(); // stop() breaks it.
      sample();
    }
  }
  seastar::future<> own_ok() {
    for (;;) {
      co_await flush_mine(); // May look at it.
      co_await seastar::sleep(1s);
    }
  }
  seastar::future<> waits_for_it_ok() {
    for (;;) {
      sample();
      co_await seastar::sleep_abortable(1s, as_);
    }
  }
  seastar::future<> stop() {
    over_ = true;
    as_.request_abort();
    filled_.broken();
    co_await gate_.close();
  }
};
class given { // Whoever made it may stop it, but nobody here does.
  seastar::abort_source &as_;

public:
  explicit given(seastar::abort_source &as) : as_(as) {}
  seastar::future<> beats_ok() {
    for (;;) {
      sample();
      co_await seastar::sleep(1s);
    }
  }
};

// ---- cppcoro
cppcoro::task<> poll_once();
cppcoro::task<> poll_bad(cppcoro::cancellation_token ct) {
  for (;;)
    co_await poll_once(); // expected-warning {{never notices}}
}
cppcoro::task<> poll_ok(cppcoro::cancellation_token ct) {
  for (;;) {
    ct.throw_if_cancellation_requested();
    co_await poll_once();
  }
}

// ---- folly hands the token on
folly::coro::Task<void> refresh();
folly::coro::Task<void> refreshes_ok(folly::CancellationToken token) {
  for (;;)
    co_await refresh();
}

// ---- a project's own coroutines: whether their promises hand the token on is not known
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
job step(int n);
job step(int n, std::stop_token stop);
job steps_bad(std::stop_token stop) {
  for (;;)
    co_await step(1); // expected-warning {{corosafe-unforwarded-token}} expected-warning {{never notices}}
}
job steps_ok(std::stop_token stop) {
  for (;;)
    co_await step(1, stop);
}

// Its promise gets the token, and hands it on.
struct told_job {
  struct promise_type {
    promise_type(std::stop_token stop);
    told_job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    template <class A> A &&await_transform(A &&);
    void return_void();
    void unhandled_exception();
  };
};
told_job told_ok(std::stop_token stop) {
  for (;;)
    co_await step(1); // expected-warning {{corosafe-unforwarded-token}}
}

// ---- a program's own awaiters: what is made of nothing is told nothing
namespace mine {
template <class T = void> struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct yield {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h);
  void await_resume() {}
};
struct pause {
  std::stop_token stop;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h);
  void await_resume() {}
};
struct turn {
  session &of;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h);
  void await_resume() {}
};
} // namespace mine
bool relax(int &sweeps);
mine::task<int> yields_bad(std::stop_token stop) {
  int sweeps = 0;
  while (relax(sweeps))
    co_await mine::yield{}; // expected-warning {{never notices}}
  co_return sweeps;
}
mine::task<int> pauses_with_it_ok(std::stop_token stop) {
  int sweeps = 0;
  while (relax(sweeps))
    co_await mine::pause{stop};
  co_return sweeps;
}
mine::task<int> waits_for_its_turn_ok(session &s, std::stop_token stop) { // Who knows what stops `s`.
  int sweeps = 0;
  while (relax(sweeps))
    co_await mine::turn{s};
  co_return sweeps;
}
mine::task<int> one_of_two(int);
mine::task<int> chosen_ok(session &s, std::stop_token stop, bool left) {
  int sweeps = 0;
  while (relax(sweeps) && !stop.stop_requested())
    sweeps += co_await (left ? one_of_two(1) : one_of_two(2));
  co_return sweeps;
}
