// RUN: %corosafe %s -- -std=c++20 %verify

// A pointer that is copied from a member leads nowhere once others have deleted what the member pointed to. Where nobody but the
// destructor deletes it, or the member is merely set to something else, the copy is as good as before.

#include <boost/asio.hpp>
#include <utility>
namespace asio = boost::asio;
using asio::awaitable, asio::use_awaitable;

struct line {
  void send();
  int speed = 0;
};

class exchange {
public:
  awaitable<void> call_bad() {
    auto *mine = line_;
    if (!mine)
      co_return;
    co_await tone_.async_wait(use_awaitable);
    mine->send(); // expected-warning {{'mine' points into 'line_'}}
  }
  // A reference to what it leads to is no better.
  awaitable<void> refers_bad() {
    auto &mine = *line_;
    co_await tone_.async_wait(use_awaitable);
    mine.send(); // expected-warning {{'line_'}}
  }
  awaitable<void> refers_to_part_bad() {
    int &speed = line_->speed;
    co_await tone_.async_wait(use_awaitable);
    speed = 9600; // expected-warning {{'line_'}}
  }
  awaitable<void> refers_before_ok() {
    auto &mine = *line_;
    mine.send();
    co_await tone_.async_wait(use_awaitable);
  }
  awaitable<void> looks_again_ok() {
    line *mine = line_;
    co_await tone_.async_wait(use_awaitable);
    mine = line_;
    if (mine)
      mine->send();
  }
  awaitable<void> compares_ok() {
    line *mine = line_;
    co_await tone_.async_wait(use_awaitable);
    if (mine == line_)
      mine->send();
  }
  awaitable<void> before_ok() {
    line *mine = line_;
    mine->send();
    int speed = mine->speed;
    co_await tone_.async_wait(use_awaitable);
    dial(speed);
  }
  awaitable<void> takes_it_ok() {
    line *mine = std::exchange(line_, nullptr);
    co_await tone_.async_wait(use_awaitable);
    mine->send();
    delete mine;
  }
  void rewire(line *other) {
    delete line_;
    line_ = other;
  }
  void dial(int speed);

private:
  asio::steady_timer tone_;
  line *line_ = nullptr;
};

class leased {
public:
  ~leased() { delete owned_; }
  awaitable<void> call_ok() {
    auto *mine = lent_;
    co_await tone_.async_wait(use_awaitable);
    mine->send();
  }
  awaitable<void> refer_ok() {
    auto &mine = *lent_;
    co_await tone_.async_wait(use_awaitable);
    mine.send();
  }
  awaitable<void> call_owned_ok() {
    auto *mine = owned_;
    co_await tone_.async_wait(use_awaitable);
    mine->send();
  }
  void lend(line *other) { lent_ = other; }

private:
  asio::steady_timer tone_;
  line *lent_ = nullptr, *owned_ = new line;
};
