// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Queues that are aborted or closed (Seastar, Elio).

#include "elio.h"
#include "seastar.h"
#include <memory>
#include <unistd.h>
#include <vector>
void handle(int);
void note(const char *);
seastar::future<> sea_bad(seastar::input_stream<char> &in) {
  while (true) {
    auto b = co_await in.read(); // expected-warning {{this loop spins}}
    handle(b.size());
  }
}
seastar::future<> sea_ok(seastar::input_stream<char> &in) {
  while (true) {
    auto b = co_await in.read();
    if (b.size() == 0)
      co_return;
    handle(b.size());
  }
}
seastar::future<> sea_q_bad(seastar::queue<int> &q) {
  while (true) {
    try {
      handle(co_await q.pop_eventually()); // expected-warning {{this loop spins}}
    } catch (...) {
      note("q");
    }
  }
}
seastar::future<> sea_q_ok(seastar::queue<int> &q) {
  try {
    while (true)
      handle(co_await q.pop_eventually());
  } catch (...) {
    note("q");
  }
}
seastar::future<> sea_q_abort_ok(seastar::queue<int> &q) {
  while (true) {
    try {
      handle(co_await q.pop_eventually());
    } catch (const seastar::abort_requested_exception &) {
      co_return;
    }
  }
}
elio::coro::task<void> elio_pipeline_bad(elio::sync::channel<int> &in, std::vector<int> &out) {
  for (;;) {
    if (auto v = co_await in.recv(); v && *v > 0) // expected-warning {{this loop spins}}
      out.push_back(*v);
  }
}
elio::coro::task<void> elio_else_ok(elio::sync::channel<int> &in, std::vector<int> &out) {
  for (;;) {
    if (auto v = co_await in.recv())
      out.push_back(*v);
    else
      co_return;
  }
}
elio::coro::task<void> elio_and_ok(elio::sync::channel<int> &in, std::vector<int> &out, bool &stop) {
  bool more = true;
  while (more) {
    auto v = co_await in.recv();
    more = v.has_value();
    if (more)
      out.push_back(*v);
  }
}
elio::coro::task<std::optional<int>> next(elio::sync::channel<int> &in) { co_return co_await in.recv(); }

elio::coro::task<void> elio_helper_bad(elio::sync::channel<int> &in) {
  for (;;) {
    auto v = co_await next(in); // expected-warning {{this loop spins}}
    if (!v)
      continue;
    handle(*v);
  }
}
elio::coro::task<void> elio_count_ok(elio::sync::channel<int> &a) {
  int failures = 0;
  for (;;) {
    auto v = co_await a.recv();
    if (!v) {
      if (++failures > 3)
        co_return;
      continue;
    }
    handle(*v);
  }
}
elio::coro::task<void> elio_throw_ok(elio::sync::channel<int> &a) {
  for (;;) {
    auto v = co_await a.recv();
    if (!v)
      throw 1;
    handle(*v);
  }
}
elio::coro::task<void> elio_goto_ok(elio::sync::channel<int> &a) {
again:
  auto v = co_await a.recv();
  if (v) {
    handle(*v);
    goto again;
  }
}
elio::coro::task<void> elio_exit_ok(elio::sync::channel<int> &a) {
  for (;;) {
    auto v = co_await a.recv();
    if (!v)
      _exit(1);
    handle(*v);
  }
}
