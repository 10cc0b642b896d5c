// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Races whose winner is told by nothing but the value, continuations, and tasks of several classes, as programs have them.

#include "stdexec.h"

#include <string>
#include <variant>
#include <vector>

using namespace std::chrono_literals;

void handle(int);
void on_idle();
int crunch(int);
exec::task<int> load(int);
exec::task<void> flush();

struct Conn {
  exec::task<int> part();
  exec::task<int> read_msg() {
    in_frame = true;
    int a = co_await part(); // expected-warning {{'in_frame' is never set back}}
    int b = co_await part();
    in_frame = false;
    co_return a + b;
  }
  void close();
  bool in_frame = false;
};

//===-- a value for each way in which it ends ------------------------------------===//

enum class Ended { Message, Tick };

exec::task<void> number_bad(Conn &c, stdexec::scheduler s) {
  for (;;) {
    int n = co_await exec::when_any(c.read_msg(), // expected-warning {{not safe to lose}}
                                    exec::schedule_after(s, 1s) | stdexec::then([](int) { return -1; }));
    if (n < 0) {
      on_idle();
      continue;
    }
    handle(n);
  }
}

exec::task<void> number_ok(Conn &c, stdexec::scheduler s) {
  for (;;) {
    int n = co_await exec::when_any(c.read_msg(), exec::schedule_after(s, 1s) | stdexec::then([](int) { return -1; }));
    if (n < 0) {
      c.close();
      co_return;
    }
    handle(n);
  }
}

exec::task<void> enumerator_bad(Conn &c, stdexec::scheduler s) {
  for (;;) {
    Ended e = co_await exec::when_any(c.read_msg() | stdexec::then([](int) { return Ended::Message; }), // expected-warning {{not safe to lose}}
                                      exec::schedule_after(s, 1s) | stdexec::then([](int) { return Ended::Tick; }));
    if (e == Ended::Tick)
      on_idle();
  }
}

exec::task<void> enumerator_ok(Conn &c, stdexec::scheduler s) {
  for (;;) {
    Ended e = co_await exec::when_any(c.read_msg() | stdexec::then([](int) { return Ended::Message; }),
                                      exec::schedule_after(s, 1s) | stdexec::then([](int) { return Ended::Tick; }));
    switch (e) {
    case Ended::Message:
      on_idle();
      break;
    case Ended::Tick:
      c.close();
      co_return;
    }
  }
}

struct Message {
  int value;
};
struct Tick {};
using Event = std::variant<Message, Tick>;

exec::task<void> variant_bad(Conn &c, stdexec::scheduler s) {
  for (;;) {
    Event e = co_await exec::when_any(c.read_msg() | stdexec::then([](int v) -> Event { return Message{v}; }), // expected-warning {{not safe to lose}}
                                      exec::schedule_after(s, 1s) | stdexec::then([](int) -> Event { return Tick{}; }));
    if (std::holds_alternative<Tick>(e))
      continue;
    handle(std::get<Message>(e).value);
  }
}

exec::task<void> variant_ok(Conn &c, stdexec::scheduler s) {
  for (;;) {
    Event e = co_await exec::when_any(c.read_msg() | stdexec::then([](int v) -> Event { return Message{v}; }),
                                      exec::schedule_after(s, 1s) | stdexec::then([](int) -> Event { return Tick{}; }));
    if (auto *m = std::get_if<Message>(&e)) {
      handle(m->value);
      continue;
    }
    c.close();
    co_return;
  }
}

exec::task<std::optional<int>> some(exec::task<int> t) { co_return co_await std::move(t); }
exec::task<std::optional<int>> none_after(stdexec::scheduler s) {
  co_await exec::schedule_after(s, 1s);
  co_return std::nullopt;
}

exec::task<void> coroutines_bad(Conn &c, stdexec::scheduler s) {
  for (;;) {
    auto m = co_await exec::when_any(some(c.read_msg()), none_after(s)); // expected-warning {{not safe to lose}}
    if (m)
      handle(*m);
  }
}

exec::task<void> coroutines_ok(Conn &c, stdexec::scheduler s) {
  for (;;) {
    auto m = co_await exec::when_any(some(c.read_msg()), none_after(s));
    if (!m) {
      c.close();
      co_return;
    }
    handle(*m);
  }
}

// What the other branch gives is not seen: it counts where the object is used again either way.
exec::task<int> expiry(stdexec::scheduler s);

exec::task<void> unseen_bad(Conn &c, stdexec::scheduler s) {
  for (;;) {
    int n = co_await exec::when_any(c.read_msg(), expiry(s)); // expected-warning {{not safe to lose}}
    if (n < 0)
      continue;
    handle(n);
  }
}

exec::task<void> unseen_ok(Conn &c, stdexec::scheduler s) {
  for (;;) {
    int n = co_await exec::when_any(c.read_msg(), expiry(s));
    if (n < 0) {
      c.close();
      co_return;
    }
    handle(n);
  }
}

// Through a helper that hands the value on.
exec::task<std::optional<int>> receive(Conn &c, stdexec::scheduler s) {
  co_return co_await exec::when_any(c.read_msg() | stdexec::then([](int v) -> std::optional<int> { return v; }), // expected-warning {{not safe to lose}}
                                    exec::schedule_after(s, 5s) | stdexec::then([](int) -> std::optional<int> { return {}; }));
}

exec::task<void> session_bad(Conn &c, stdexec::scheduler s) {
  for (;;)
    if (auto m = co_await receive(c, s))
      handle(*m);
}

exec::task<void> session_ok(Conn &c, stdexec::scheduler s) {
  while (auto m = co_await receive(c, s))
    handle(*m);
  c.close();
}

//===-- other checks that ask who won, or look into continuations ----------------===//

exec::task<int> next();
exec::task<void> save_state();

exec::task<void> restarted_bad(stdexec::scheduler s) {
  for (;;) {
    int v = co_await exec::when_any(next(), exec::schedule_after(s, 60s) | stdexec::then([](int) { return -1; })); // expected-warning {{starts anew}}
    if (v < 0)
      co_await save_state();
    else
      handle(v);
  }
}

exec::task<void> due_ok(stdexec::scheduler s) {
  auto due = std::chrono::steady_clock::now() + 60s;
  for (;;) {
    int v = co_await exec::when_any(next(), exec::schedule_at(s, due) | stdexec::then([](int) { return -1; }));
    if (v < 0) {
      co_await save_state();
      due += 60s;
    } else {
      handle(v);
    }
  }
}

exec::task<void> computes_bad(stdexec::scheduler pool, stdexec::scheduler s) {
  co_await exec::when_any(stdexec::starts_on(pool, stdexec::just(1) | stdexec::then([](int n) { return crunch(n); })), // expected-warning {{never looks whether to stop}}
                          exec::schedule_after(s, 1s));
}

exec::task<void> loads_ok(stdexec::scheduler s) {
  co_await exec::when_any(load(1) | stdexec::then([](int n) { return crunch(n); }), exec::schedule_after(s, 1s));
}

class Flags {
  bool busy_ = false;

public:
  exec::task<void> stopped_comes_as_value_ok() {
    busy_ = true;
    co_await (flush() | stdexec::upon_stopped([] {}) | stdexec::upon_error([](std::exception_ptr) {}));
    busy_ = false;
  }
};

//===-- members of one name in several classes ------------------------------------===//

class Joined {
  exec::async_scope scope_;

public:
  void start_ok() { scope_.spawn(flush()); }
  exec::task<void> stop() {
    scope_.request_stop();
    co_await scope_.on_empty();
  }
};

class OnlyStopped {
  exec::async_scope scope_;

public:
  void start_bad() { scope_.spawn(flush()); } // expected-warning {{'scope_'}}
  ~OnlyStopped() { scope_.request_stop(); }
};

//===-- being stopped, as a value -------------------------------------------------------===//

exec::task<void> stopped_again_and_again_bad(int key) {
  for (;;) {
    auto value = co_await (load(key) | stdexec::stopped_as_optional()); // expected-warning {{passed over}}
    if (!value) {
      on_idle();
      continue;
    }
    handle(*value);
  }
}

exec::task<void> stopped_once_ok(int key) {
  for (;;) {
    auto value = co_await (load(key) | stdexec::stopped_as_optional());
    if (!value)
      co_return;
    handle(*value);
  }
}

exec::task<void> stops_are_eaten_bad() {
  while (true)
    co_await (flush() | stdexec::upon_stopped([] { on_idle(); })); // expected-warning {{passed over}}
}

exec::task<void> stops_are_handed_on_ok() {
  while (true)
    co_await (flush() | stdexec::let_stopped([] {
                on_idle();
                return stdexec::just_stopped();
              }));
}

exec::task<void> errors_are_eaten_ok() {
  while (true)
    co_await (flush() | stdexec::upon_error([](std::exception_ptr) { on_idle(); }));
}

exec::task<void> bounded_by_a_clock_ok(stdexec::scheduler clock) {
  for (;;) {
    auto value = co_await (exec::when_any(load(1), exec::schedule_after(clock, 1s)) | stdexec::stopped_as_optional());
    if (!value)
      on_idle();
  }
}

exec::task<void> joined_after_what_cannot_stop_it_ok(stdexec::scheduler pool) {
  stdexec::counting_scope scope;
  stdexec::spawn(stdexec::starts_on(pool, flush()), scope.get_token());
  co_await (flush() | stdexec::upon_stopped([] {}) | stdexec::upon_error([](std::exception_ptr) {}));
  co_await scope.join();
}
