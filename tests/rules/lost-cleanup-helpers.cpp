// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// What is begun and ended stands in small helpers of the program: with a question or two in them, or with what they are to
// write as an argument.

#include <boost/asio.hpp>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

struct request {
  int id = 0;
};

struct service {
  awaitable<void> send(const request &r);
  asio::steady_timer idle_;
  std::vector<std::function<void(bool)>> listeners_;
  int active_ = 0, waiting_ = 0;
  bool busy_ = false, closed_ = false;
};

//===-- counters -----------------------------------------------------------===//

struct counted : service {
  void started() {
    if (closed_)
      throw std::runtime_error("closed");
    ++active_;
  }
  void finished() {
    if (--active_ == 0)
      idle_.cancel();
  }
  void left() {
    --active_;
    for (int i = 0; i < waiting_; ++i)
      idle_.cancel_one();
  }
  awaitable<void> last_one_tells_bad() {
    started();
    co_await send({}); // expected-warning {{'active_' is never set back when the coroutine is cancelled at this suspend point}}
    finished();
  }
  awaitable<void> wakes_others_bad() {
    started();
    co_await send({}); // expected-warning {{'active_' is never set back when the coroutine is cancelled at this suspend point}}
    left();
  }
  awaitable<void> in_handler_ok() {
    started();
    try {
      co_await send({});
    } catch (...) {
      finished();
      throw;
    }
    finished();
  }
  void count_failure(bool failed) {
    if (failed)
      ++waiting_;
  }
  void forget_failure() {
    if (waiting_ > 0)
      --waiting_;
  }
  awaitable<void> not_on_all_ways_ok(bool failed) {
    count_failure(failed);
    co_await send({});
    forget_failure();
  }
};

struct adjusted : service {
  void adjust(int by) { active_ += by; }
  awaitable<void> by_sign_bad() {
    adjust(1);
    co_await send({}); // expected-warning {{'active_' is never set back when the coroutine is cancelled at this suspend point}}
    adjust(-1);
  }
  awaitable<void> twice_ok() {
    adjust(1);
    co_await send({});
    adjust(1);
  }
};

//===-- flags and states ---------------------------------------------------===//

struct flagged : service {
  void busy(bool on) {
    busy_ = on;
    for (auto &l : listeners_)
      l(on);
  }
  awaitable<void> told_bad() {
    busy(true);
    co_await send({}); // expected-warning {{'busy_' is never set back when the coroutine is cancelled at this suspend point}}
    busy(false);
  }
  awaitable<void> told_ok() {
    busy(true);
    std::shared_ptr<void> off(nullptr, [this](void *) { busy(false); });
    co_await send({});
  }
  awaitable<void> goes_on_ok() {
    busy(false);
    co_await send({});
    busy(true);
  }
};

struct stateful : service {
  enum class state { idle, sending, sent } state_ = state::idle;
  void change(state to) {
    if (state_ == to)
      return;
    state_ = to;
  }
  awaitable<void> back_to_idle_bad() {
    change(state::sending);
    co_await send({}); // expected-warning {{'state_' is never set back when the coroutine is cancelled at this suspend point}}
    change(state::idle);
  }
  awaitable<void> forward_ok() {
    change(state::sending);
    co_await send({});
    change(state::sent);
  }
};

//===-- properties that are only declared ----------------------------------===//

struct widget {
  void IsActive(bool on);
  void setEnabled(bool on);
  bool is_mode(int which);
};
struct page : service {
  widget spinner_, button_;
  awaitable<void> active_bad() {
    spinner_.IsActive(true);
    co_await send({}); // expected-warning {{'spinner_.IsActive()' is never called when the coroutine is cancelled at this suspend point}}
    spinner_.IsActive(false);
  }
  awaitable<void> disabled_meanwhile_bad() {
    button_.setEnabled(false);
    co_await send({}); // expected-warning {{'button_.setEnabled()' is never called when the coroutine is cancelled at this suspend point}}
    button_.setEnabled(true);
  }
  awaitable<void> now_there_ok() {
    spinner_.IsActive(false);
    co_await send({});
    spinner_.IsActive(true);
  }
  awaitable<void> asks_ok() {
    bool first = spinner_.is_mode(1);
    co_await send({});
    closed_ = first && spinner_.is_mode(0);
  }
};

//===-- what is published --------------------------------------------------===//

struct published : service {
  request *current_ = nullptr;
  awaitable<void> parameter_bad(request r) {
    current_ = &r;
    co_await send(r); // expected-warning {{'current_' is never set back when the coroutine is cancelled at this suspend point}}
    current_ = nullptr;
  }
};
