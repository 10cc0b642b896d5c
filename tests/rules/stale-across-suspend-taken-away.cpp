// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Members that the coroutine gives a value itself, and that others take away again while it is suspended.

#include <boost/asio.hpp>
#include <memory>
#include <optional>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

class Uplink {
  std::shared_ptr<tcp::socket> link_;
  asio::any_io_executor ex_;
  tcp::endpoint to_;

public:
  // The member function that resets it belongs to a base of shared_ptr.
  void drop() { link_.reset(); }

  awaitable<void> connect_bad() {
    link_ = std::make_shared<tcp::socket>(ex_);
    co_await link_->async_connect(to_, use_awaitable);
    link_->set_option(tcp::no_delay(true)); // expected-warning {{'link_' is followed after a suspend point without a new look, and 'Uplink::drop' may have reset it}}
  }
  awaitable<void> adopt_bad(std::shared_ptr<tcp::socket> s) {
    link_ = std::move(s);
    co_await link_->async_connect(to_, use_awaitable);
    link_->set_option(tcp::no_delay(true)); // expected-warning {{'link_' is followed after a suspend point}}
  }
  awaitable<void> own_handle_ok() {
    auto s = link_ = std::make_shared<tcp::socket>(ex_);
    co_await s->async_connect(to_, use_awaitable);
    s->set_option(tcp::no_delay(true));
  }
  awaitable<void> asked_again_ok() {
    link_ = std::make_shared<tcp::socket>(ex_);
    co_await link_->async_connect(to_, use_awaitable);
    if (link_)
      link_->set_option(tcp::no_delay(true));
  }
  awaitable<void> compared_ok(std::shared_ptr<tcp::socket> s) {
    link_ = s;
    co_await s->async_connect(to_, use_awaitable);
    if (link_ == s)
      link_->set_option(tcp::no_delay(true));
  }
};

class Worker {
  std::optional<std::string> current_;
  std::optional<int> rate_;
  std::optional<std::string> last_;
  asio::steady_timer tick_;

public:
  void abort() { current_.reset(); }
  void idle() { rate_ = std::nullopt; }
  void remember(std::string s) { last_ = std::move(s); }

  awaitable<std::size_t> run_bad(std::string job) {
    current_ = std::move(job);
    co_await tick_.async_wait(use_awaitable);
    co_return current_->size(); // expected-warning {{'current_' is followed after a suspend point}}
  }
  awaitable<std::size_t> emplaced_bad(std::string job) {
    current_.emplace(std::move(job));
    co_await tick_.async_wait(use_awaitable);
    co_return current_->size(); // expected-warning {{'current_' is followed after a suspend point}}
  }
  awaitable<int> number_bad() {
    rate_ = 7;
    co_await tick_.async_wait(use_awaitable);
    co_return *rate_; // expected-warning {{'rate_' is followed after a suspend point}}
  }
  awaitable<int> throws_when_empty_ok() {
    rate_ = 7;
    co_await tick_.async_wait(use_awaitable);
    co_return rate_.value_or(1);
  }
  awaitable<int> given_again_ok() {
    rate_ = 7;
    co_await tick_.async_wait(use_awaitable);
    rate_ = 8;
    co_return *rate_;
  }
  // It may be another by then, and is there all the same.
  awaitable<std::size_t> only_replaced_ok(std::string s) {
    last_ = std::move(s);
    co_await tick_.async_wait(use_awaitable);
    co_return last_->size();
  }
};

struct Feed {
  awaitable<std::string> read();
  awaitable<void> send(std::string);
  void close();
};
awaitable<std::shared_ptr<Feed>> dial(std::string host);

// What is set along with the reset tells of it.
class Player {
  std::shared_ptr<Feed> feed_;
  bool running_ = true;
  void drop() { feed_.reset(); }

public:
  void stop() {
    running_ = false;
    drop();
  }
  awaitable<void> asked_each_time_ok() {
    feed_ = co_await dial("here");
    while (running_) {
      auto line = co_await feed_->read();
      if (!running_)
        break;
      co_await feed_->send(line);
    }
  }
  awaitable<void> asked_each_turn_only_bad() {
    feed_ = co_await dial("here");
    while (running_) {
      auto line = co_await feed_->read();
      co_await feed_->send(line); // expected-warning {{'feed_' is followed after a suspend point}}
    }
  }
};

// Who waits for it is told that it was closed.
class Follower {
  std::shared_ptr<Feed> feed_;

public:
  void stop() {
    if (feed_) {
      feed_->close();
      feed_.reset();
    }
  }
  awaitable<void> run_ok() {
    feed_ = co_await dial("here");
    for (;;) {
      auto line = co_await feed_->read();
      co_await feed_->send(line);
    }
  }
};
