// RUN: %corosafe %s -- -std=c++20 -I%inputs -I%source_dir/checks/include %verify
// What the code's own annotations say counts as a model.
#include "minicoro.h"
#include <corosafe/annotations.h>
#include <optional>
#include <string>
#include <variant>

struct connection {
  COROSAFE_CONSUMES_MUCH mini::task<std::string> read_frame();
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE mini::task<std::string> next();
  COROSAFE_WAITS mini::task<> readable();
  COROSAFE_CLOSES void abort();
  COROSAFE_OBSERVES void touch_statistics();
};

void retire(COROSAFE_CLOSED connection &c);
void handle(const std::string &);

template <class A, class B>
COROSAFE_RACE mini::task<std::variant<A, B>> first_of(mini::task<A> a, mini::task<B> b);
template <class A, class B>
COROSAFE_RACE COROSAFE_KEEPS_RESULTS mini::task<std::pair<std::optional<A>, std::optional<B>>>
both_of(mini::task<A> a, mini::task<B> b);
template <class A> COROSAFE_SHIELD mini::task<A> protect(mini::task<A> a);
COROSAFE_WAITS mini::task<int> deadline();

mini::task<> frames_bad(connection &c) {
  for (;;) {
    auto r = co_await first_of(c.read_frame(), deadline()); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      handle(std::get<0>(r));
  }
}

mini::task<> frames_then_retired_ok(connection &c) {
  for (;;) {
    auto r = co_await first_of(c.read_frame(), deadline());
    if (r.index() == 1) {
      retire(c);
      co_return;
    }
    handle(std::get<0>(r));
  }
}

mini::task<> frames_then_aborted_ok(connection &c) {
  for (;;) {
    auto r = co_await first_of(c.read_frame(), deadline());
    if (r.index() == 1) {
      c.touch_statistics();
      c.abort();
      co_return;
    }
    handle(std::get<0>(r));
  }
}

mini::task<> shielded_ok(connection &c) {
  for (;;) {
    auto r = co_await first_of(protect(c.read_frame()), deadline());
    if (r.index() == 0)
      handle(std::get<0>(r));
  }
}

mini::task<> messages_bad(connection &c) {
  for (;;) {
    auto r = co_await first_of(c.next(), deadline()); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      handle(std::get<0>(r));
  }
}

mini::task<> messages_kept_ok(connection &c) {
  for (;;) {
    auto [message, late] = co_await both_of(c.next(), deadline());
    if (message)
      handle(*message);
  }
}

struct COROSAFE_BLOCKING_MUTEX spin_mutex {
  void lock();
  void unlock();
};
struct COROSAFE_ASYNC_MUTEX fiber_mutex {
  void lock();
  void unlock();
};

mini::task<> spin_bad(spin_mutex &m) {
  m.lock();
  co_await mini::sleep_for(std::chrono::seconds(1)); // expected-warning {{locked across}}
  m.unlock();
}

mini::task<> fiber_ok(fiber_mutex &m) {
  m.lock();
  co_await mini::sleep_for(std::chrono::seconds(1));
  m.unlock();
}

struct COROSAFE_NO_TASK handle_of_something {
  using promise_type = mini::task<>::promise_type;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
handle_of_something start();

mini::task<> annotated_type_ok() {
  start();
  co_return;
}
