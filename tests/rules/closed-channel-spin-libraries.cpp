// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// The end is told by an empty optional (corral, Elio), an error (capy's streams) or an exception.

#include "corral.h"
#include "elio.h"

#include <optional>

void handle(int message);
void on_idle();

//===-- corral ----------------------------------------------------------------===//

corral::Task<void> continue_bad(corral::Channel<int> &ch) {
  for (;;) {
    auto message = co_await ch.receive(); // expected-warning {{once 'ch' has ended}}
    if (!message)
      continue;
    handle(*message);
  }
}

corral::Task<void> if_there_bad(corral::Channel<int> &ch) {
  while (true) {
    if (auto message = co_await ch.receive()) // expected-warning {{this loop spins}}
      handle(*message);
  }
}

corral::Task<void> idle_bad(corral::Channel<int> &ch) {
  while (true) {
    auto message = co_await ch.receive(); // expected-warning {{this loop spins}}
    if (message.has_value())
      handle(message.value());
    else
      on_idle();
  }
}

corral::Task<void> value_or_bad(corral::Channel<int> &ch) {
  while (true) {
    auto message = co_await ch.receive(); // expected-warning {{this loop spins}}
    handle(*message);
  }
}

corral::Task<void> condition_ok(corral::Channel<int> &ch) {
  while (auto message = co_await ch.receive())
    handle(*message);
}

corral::Task<void> break_ok(corral::Channel<int> &ch) {
  for (;;) {
    auto message = co_await ch.receive();
    if (!message.has_value())
      break;
    handle(*message);
  }
}

corral::Task<void> return_ok(corral::Channel<int> &ch) {
  for (;;) {
    auto message = co_await ch.receive();
    if (message == std::nullopt)
      co_return;
    handle(*message);
  }
}

corral::Task<void> value_throws_ok(corral::Channel<int> &ch) {
  for (;;) {
    auto message = co_await ch.receive();
    handle(message.value());
  }
}

corral::Task<void> waits_for_more_ok(corral::Channel<int> &ch, corral::Event &more) {
  for (;;) {
    auto message = co_await ch.receive();
    if (!message) {
      co_await more;
      continue;
    }
    handle(*message);
  }
}

corral::Task<void> event_ok(corral::Event &ready) {
  for (;;) {
    co_await ready;
    on_idle();
  }
}

//===-- Elio --------------------------------------------------------------------===//

elio::coro::task<void> elio_continue_bad(elio::sync::channel<int> &ch) {
  for (;;) {
    auto message = co_await ch.recv(); // expected-warning {{this loop spins}}
    if (!message)
      continue;
    handle(*message);
  }
}

elio::coro::task<void> elio_not_null_bad(elio::sync::channel<int> &ch) {
  for (;;) {
    auto message = co_await ch.recv(); // expected-warning {{this loop spins}}
    if (message != std::nullopt)
      handle(*message);
  }
}

elio::coro::task<void> elio_ok(elio::sync::channel<int> &ch) {
  while (true) {
    auto message = co_await ch.recv();
    if (!message)
      co_return;
    handle(*message);
  }
}

class consumer {
public:
  elio::coro::task<void> member_bad() {
    for (;;) {
      auto message = co_await ch_.recv(); // expected-warning {{once 'ch_' has ended}}
      if (message)
        last_ = *message;
    }
  }

  elio::coro::task<void> flag_ok() {
    while (!stopped_) {
      auto message = co_await ch_.recv();
      if (message)
        last_ = *message;
    }
  }

  elio::coro::task<void> first_ok() {
    bool done = false;
    while (!done) {
      auto message = co_await ch_.recv();
      if (!message || *message == 0)
        done = true;
    }
  }

private:
  elio::sync::channel<int> ch_;
  int last_ = 0;
  bool stopped_ = false;
};
