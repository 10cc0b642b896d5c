// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// What a coroutine lambda has bound to a reference before it was suspended it does not ask its closure for again.

#include "minicoro.h"

struct bus {
  void send(int message);
};

struct fire {
  struct promise_type {
    fire get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

mini::task<> tick();

void bound_first_ok(bus &b) {
  [&b]() -> fire {
    auto &out = b;
    co_await tick();
    out.send(1);
  }();
}

void bound_late_bad(bus &b) {
  [&b]() -> fire { // expected-warning {{captures of a closure}}
    co_await tick();
    auto &out = b;
    out.send(1);
  }();
}

void bound_in_each_turn_bad(bus &b) {
  [&b]() -> fire { // expected-warning {{captures of a closure}}
    for (;;) {
      auto &out = b;
      co_await tick();
      out.send(1);
    }
  }();
}

void bound_to_a_copy_bad(bus b) {
  [b]() mutable -> fire { // expected-warning {{captures of a closure}}
    auto &out = b;
    co_await tick();
    out.send(1);
  }();
}

// It starts when the closure is gone.
void bound_by_a_lazy_one_bad(bus &b) {
  mini::spawn([&b]() -> mini::task<> { // expected-warning {{captures of a closure}}
    auto &out = b;
    co_await tick();
    out.send(1);
  }());
}

class hub {
  bus bus_;
  int sent_ = 0;

public:
  // The captures are not asked again, but the object may be gone.
  void member_bad() {
    [this]() -> fire { // expected-warning {{uses 'this'}}
      auto &out = bus_;
      co_await tick();
      out.send(1);
    }();
  }
  void member_as_well_bad() {
    [this]() -> fire { // expected-warning {{captures of a closure}}
      auto &out = bus_;
      co_await tick();
      out.send(++sent_);
    }();
  }
};
