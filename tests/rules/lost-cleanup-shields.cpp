// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// What is only ever awaited under a shield is not cancelled there, whoever holds its caller.

#include "boost-asio.h"
#include "corral.h"
#include "folly.h"

namespace corral_device {
using corral::Task;
Task<> upload();
struct device {
  bool busy = false;
  Task<> in_place_ok() {
    co_await corral::noncancellable([&]() -> Task<> {
      busy = true;
      co_await upload();
      busy = false;
    }());
  }
  Task<> in_place_bad() {
    co_await [&]() -> Task<> {
      busy = true;
      co_await upload(); // expected-warning {{never set back}}
      busy = false;
    }();
  }
  Task<> steps_ok() {
    busy = true;
    co_await upload();
    busy = false;
  }
  Task<> all_steps_ok() { // Called by what is shielded.
    co_await steps_ok();
    co_await inner_ok();
  }
  Task<> inner_ok() {
    busy = true;
    co_await upload();
    busy = false;
  }
  Task<> shields_them_ok() {
    co_await corral::noncancellable(steps_ok());
    co_await corral::noncancellable(all_steps_ok());
  }
  Task<> once_without_bad() {
    busy = true;
    co_await upload(); // expected-warning {{never set back}}
    busy = false;
  }
  Task<> shields_once_ok() { co_await corral::noncancellable(once_without_bad()); }
  Task<> does_not_ok() { co_await once_without_bad(); }
};
} // namespace corral_device

namespace folly_device {
using folly::coro::Task;
Task<> upload();
struct device {
  bool busy = false;
  Task<> empty_token_ok() {
    co_await folly::coro::co_withCancellation(folly::CancellationToken{}, [&]() -> Task<> {
      busy = true;
      co_await upload();
      busy = false;
    }());
  }
  Task<> other_token_bad(const folly::CancellationSource &source) {
    co_await folly::coro::co_withCancellation(source.getToken(), [&]() -> Task<> {
      busy = true;
      co_await upload(); // expected-warning {{never set back}}
      busy = false;
    }());
  }
};
} // namespace folly_device

namespace boost::asio {
struct disable_cancellation {};
namespace this_coro {
detail::awaiter<void> reset_cancellation_state(disable_cancellation filter);
}
} // namespace boost::asio

namespace asio_device {
namespace asio = boost::asio;
struct device {
  bool busy = false;
  asio::steady_timer timer;
  asio::awaitable<void> steps_ok() {
    busy = true;
    co_await timer.async_wait(asio::use_awaitable);
    busy = false;
  }
  asio::awaitable<void> closes_ok() {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await steps_ok();
  }
};
} // namespace asio_device
