// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost, gtest

// GoogleTest's macros put a statement behind conditions that always hold.

#include <boost/asio.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
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

// A test sets up, runs and takes down by itself: it is a program of its own.
struct device {
  asio::io_context io;
  std::unique_ptr<int> pending;

  awaitable<void> wait() {
    asio::steady_timer timer(io, std::chrono::seconds(1));
    co_await timer.async_wait(asio::use_awaitable);
  }
  awaitable<void> update_ok() {
    pending = std::make_unique<int>(1);
    co_await wait();
    *pending = 2;
  }
};

class devices : public testing::Test {
protected:
  void TearDown() override { clear(); }
  void clear() { of.pending.reset(); }
  device of;
};

TEST_F(devices, are_updated) {
  asio::co_spawn(of.io, of.update_ok(), asio::detached);
  of.io.run();
  EXPECT_EQ(*of.pending, 2);
  of.pending.reset();
}

TEST_F(devices, are_cleared) {
  clear();
  EXPECT_FALSE(of.pending);
}

// What a test starts runs beside the rest.
struct shared_device {
  asio::io_context io;
  std::unique_ptr<int> pending;

  awaitable<void> update_bad() {
    pending = std::make_unique<int>(1);
    asio::steady_timer timer(io, std::chrono::seconds(1));
    co_await timer.async_wait(asio::use_awaitable);
    *pending = 2; // expected-warning {{'shared_device::drop' may have reset it meanwhile}}
  }
  awaitable<void> drop() {
    pending.reset();
    co_return;
  }
};

TEST(shared_devices, are_dropped) {
  shared_device of;
  asio::co_spawn(of.io, of.update_bad(), asio::detached);
  asio::co_spawn(of.io, of.drop(), asio::detached);
  of.io.run();
}
