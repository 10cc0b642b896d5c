// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// What holds something or nothing, and numbers of which one stands for nobody: where it was asked whether it is free, it
// is a mark, and is to be given back.

#include <boost/asio.hpp>

#include <memory>
#include <optional>
#include <stack>
#include <vector>

using boost::asio::awaitable;

struct call {
  int line = 0;
};
awaitable<void> talk(call c);
awaitable<std::shared_ptr<call>> dial(int line);

class operator_desk {
  std::optional<call> current_;
  std::shared_ptr<call> shared_;
  std::unique_ptr<call> sole_;
  call *raw_ = nullptr;
  int line_ = -1;
  int tries_ = 0;
  std::vector<call> nested_;
  std::stack<int> lines_;

public:
  awaitable<void> connect_bad(call c) {
    if (current_)
      co_return;
    current_ = c;
    co_await talk(c); // expected-warning {{'current_' is never set back}}
    current_.reset();
  }
  awaitable<void> connect_by_exception_bad(call c) {
    if (current_.has_value())
      throw c;
    current_.emplace(c);
    co_await talk(c); // expected-warning {{'current_' is never set back}}
    current_ = std::nullopt;
  }
  awaitable<void> shared_bad(call c) {
    if (shared_ != nullptr)
      co_return;
    shared_ = std::make_shared<call>(c);
    co_await talk(c); // expected-warning {{'shared_' is never set back}}
    shared_ = nullptr;
  }
  awaitable<void> sole_bad(call c) {
    if (sole_)
      co_return;
    sole_ = std::make_unique<call>(c);
    co_await talk(*sole_); // expected-warning {{'sole_' is never set back}}
    sole_.reset();
  }
  awaitable<void> raw_bad(call *c) {
    if (raw_ == nullptr) {
      raw_ = c;
      co_await talk(*c); // expected-warning {{'raw_' is never set back}}
      raw_ = nullptr;
    }
  }
  awaitable<void> numbered_bad(call c) {
    if (line_ != -1)
      co_return;
    line_ = c.line;
    co_await talk(c); // expected-warning {{'line_' is never set back}}
    line_ = -1;
  }

  awaitable<void> caught_ok(call c) {
    if (current_)
      co_return;
    current_ = c;
    try {
      co_await talk(c);
    } catch (...) {
      current_.reset();
      throw;
    }
    current_.reset();
  }
  awaitable<void> guarded_ok(call c) {
    if (current_)
      co_return;
    current_ = c;
    struct hang_up {
      std::optional<call> &of;
      ~hang_up() { of.reset(); }
    } at_end{current_};
    co_await talk(c);
  }
  // Nobody is turned away: what was there is ended first.
  awaitable<void> taken_over_ok(call c) {
    if (shared_)
      shared_->line = 0;
    shared_ = std::make_shared<call>(c);
    co_await talk(c);
    shared_.reset();
  }
  awaitable<void> opened_once_ok(int line) {
    if (!shared_)
      shared_ = co_await dial(line);
    co_await talk(*shared_);
  }
  awaitable<void> kept_ok(call c) {
    if (shared_)
      co_return;
    shared_ = std::make_shared<call>(c);
    co_await talk(*shared_);
  }
  awaitable<void> counted_down_ok(call c) {
    if (tries_ == 0)
      co_return;
    tries_ = c.line;
    co_await talk(c);
    tries_ = 0;
  }

  // What lies on top of a stack belongs to who put it there.
  awaitable<void> nested_bad(call c) {
    nested_.push_back(c);
    co_await talk(c); // expected-warning {{'nested_.pop_back()' is never called}}
    nested_.pop_back();
  }
  awaitable<void> on_a_stack_bad(call c) {
    lines_.push(c.line);
    co_await talk(c); // expected-warning {{'lines_.pop()' is never called}}
    lines_.pop();
  }
  awaitable<void> on_a_stack_ok(call c) {
    std::stack<int> mine;
    mine.push(c.line);
    co_await talk(c);
    mine.pop();
  }
};

// A flag that says of what was cut short that it is of no use any more is left as it is.
class session {
  bool usable_ = true, midway_ = false, in_request_ = false, running_ = false, closing_ = false;
  awaitable<void> reset();
  awaitable<void> exchange(call c);

public:
  awaitable<void> usable_ok(call c) {
    if (!usable_)
      throw c;
    usable_ = false;
    co_await exchange(c);
    usable_ = true;
  }
  awaitable<void> repaired_ok(call c) {
    if (midway_)
      co_await reset();
    midway_ = true;
    co_await exchange(c);
    midway_ = false;
  }
  // Who takes it back asks.
  bool is_reusable() const { return !in_request_; }
  awaitable<void> request_ok(call c) {
    in_request_ = true;
    co_await exchange(c);
    in_request_ = false;
  }
  bool is_idle() const { return !running_; }
  awaitable<void> run_bad(call c) {
    running_ = true;
    co_await exchange(c); // expected-warning {{'running_' is never set back}}
    running_ = false;
  }
  awaitable<void> closed_bad(call c) {
    if (closing_)
      co_return;
    closing_ = true;
    co_await exchange(c); // expected-warning {{'closing_' is never set back}}
    closing_ = false;
  }
};

// What is added is taken away again, by the same function or another one.
struct gauge {
  void add(int by);
  void record(int value);
};
class served {
  gauge active_, level_;

public:
  awaitable<void> counted_bad(call c) {
    active_.add(1);
    co_await talk(c); // expected-warning {{'active_.add()' is never called}}
    active_.add(-1);
  }
  awaitable<void> measured_ok(call c) {
    level_.record(1);
    co_await talk(c);
    level_.record(-1);
  }
  awaitable<void> added_twice_ok(call c) {
    active_.add(1);
    co_await talk(c);
    active_.add(1);
  }
};
