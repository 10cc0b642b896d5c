// RUN: %corosafe %s -- -std=c++23 -I%inputs/stubs %verify

// A coroutine of the program tells by an error in the place of a value that there is no more.

#include "libcoro.h"
#include <expected>

enum class why { closed };
void use(int value);

struct mailbox {
  coro::queue<int> queue;
  coro::task<std::expected<int, why>> next() {
    auto r = co_await queue.pop();
    if (!r)
      co_return std::unexpected(why::closed);
    co_return *r;
  }
};

coro::task<> passes_over_it_bad(mailbox &in) {
  for (;;) {
    auto r = co_await in.next(); // expected-warning {{this loop spins}}
    if (!r)
      continue;
    use(*r);
  }
}

coro::task<> leaves_ok(mailbox &in) {
  while (auto r = co_await in.next())
    use(*r);
}

coro::task<> asks_for_the_error_ok(mailbox &in) {
  for (;;) {
    auto r = co_await in.next();
    if (r.has_value())
      use(*r);
    else if (r.error() == why::closed)
      co_return;
  }
}
