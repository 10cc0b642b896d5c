// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// when_any() gives all the futures back: what a loser takes later is lost if nobody has its future then.

#include "seastar.h"

using namespace std::chrono_literals;
namespace ss = seastar;
using ss::future;

void handle(int item);
void remark(const char *text);

struct worker {
  ss::queue<int> items{100};
  bool stopped = false;

  future<> dropped_bad() {
    while (!stopped) {
      auto r = co_await ss::when_any(items.pop_eventually(), ss::sleep(1s)); // expected-warning {{corosafe-unsafe-race-branch}} expected-note 2 {{}}
      if (r.index == 0)
        handle(co_await std::move(std::get<0>(r.futures)));
    }
  }

  future<> kept_ok() {
    auto next = items.pop_eventually();
    for (;;) {
      auto r = co_await ss::when_any(std::move(next), ss::sleep(1s));
      next = std::move(std::get<0>(r.futures));
      if (r.index == 1)
        continue;
      handle(next.get());
      next = items.pop_eventually();
    }
  }

  future<> awaited_after_all_ok() {
    for (;;) {
      auto [index, futures] = co_await ss::when_any(items.pop_eventually(), ss::sleep(1s));
      if (index == 1)
        remark("slow");
      auto &[item, time] = futures;
      handle(co_await std::move(item));
    }
  }

  future<> takes_nothing_ok() {
    for (;;) {
      auto r = co_await ss::when_any(items.not_empty(), ss::sleep(1s));
      if (r.index == 1)
        continue;
      handle(items.pop());
    }
  }

  future<> ends_it_ok() {
    for (;;) {
      auto r = co_await ss::when_any(items.pop_eventually(), ss::sleep(1s));
      if (r.index == 1) {
        items.abort(nullptr);
        co_return;
      }
      handle(std::get<0>(r.futures).get());
    }
  }
};
