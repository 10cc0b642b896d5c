// RUN: %corosafe --dump-facts %s -- -std=c++20 | FileCheck %s
// The awaitable tree, places, handlers and the ends of scopes.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <mutex>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;

// CHECK-LABEL: coroutine serve(
// CHECK: e0 Init local b
// CHECK: Call buffer(local b)
// CHECK-NEXT: Call async_read(param s, value e{{[0-9]+}}, global use_awaitable)
// CHECK-NEXT: Call async_wait(receiver param t; global use_awaitable)
// CHECK-NEXT: [[RACE:e[0-9]+]] Call operator||(value e{{[0-9]+}}, value e{{[0-9]+}})
// CHECK-NEXT: [[WAIT:e[0-9]+]] Suspend value [[RACE]]
// CHECK-NEXT: Init local r <- value [[WAIT]]
// CHECK: [[INDEX:e[0-9]+]] Call index(receiver local r)
// CHECK-NEXT: [[IS:e[0-9]+]] Compute == (value [[INDEX]], constant 1)
// CHECK-NEXT: condition: value [[IS]] edges: true -> {{[0-9]+}}, false -> {{[0-9]+}}
awaitable<void> serve(asio::ip::tcp::socket &s, asio::steady_timer t) {
  char b[16];
  auto r = co_await (asio::async_read(s, asio::buffer(b), use_awaitable) || t.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return;
  s.close();
}

struct session {
  std::mutex mutex_;
  asio::steady_timer timer_;

  // A reference is the place that it refers to, bound before; a guard ends at its scope's end.
  // CHECK-LABEL: coroutine session::run()
  // CHECK: Construct std::lock_guard<std::mutex>(this.mutex_)
  // CHECK-NEXT: Init local lock <- value
  // CHECK-NEXT: Destroy local lock
  // CHECK-NEXT: Call async_wait(receiver bound this.timer_; global use_awaitable)
  // CHECK-NEXT: Suspend value
  awaitable<void> run() {
    auto &timer = timer_;
    { std::lock_guard lock(mutex_); }
    co_await timer.async_wait(use_awaitable);
  }
};

// Of an index whose type a template does not know yet, the left side is what it goes into.
template <typename T>
struct buffer_of {
  T *data();
  // CHECK-LABEL: function buffer_of::at(
  // CHECK: Return &local items[]
  auto at(const T *pos) -> T * {
    const auto items = data();
    const auto index = pos - items;
    return &items[index];
  }
};
