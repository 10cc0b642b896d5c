// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost, gtest

// GoogleTest's macros put a statement behind conditions that always hold.

#include <boost/asio.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> fails(awaitable<int> with);
awaitable<int> number();

struct permits {
  awaitable<int> acquire();
  void release(int permit);
};

awaitable<void> handed_on_ok() {
  auto with = number();
  EXPECT_THROW(co_await fails(std::move(with)), std::runtime_error);
}

awaitable<void> awaited_ok() {
  auto with = number();
  EXPECT_NO_THROW(co_await std::move(with));
}

awaitable<void> awaited_or_else_bad(bool wanted) {
  auto with = number();
  if (wanted)
    EXPECT_NO_THROW(co_await std::move(with));
} // expected-warning@-3 {{corosafe-unawaited-task}}

awaitable<void> given_back_ok(permits &from) {
  int permit = co_await from.acquire();
  EXPECT_NO_THROW(from.release(permit));
}
