// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// expected-no-diagnostics

// A member of a class template that the unit holds no instantiation of: what a container's front() gives is copied all the same.

#include <boost/asio.hpp>

#include <deque>
#include <optional>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

template <class T> class async_queue {
public:
  awaitable<void> ready() { co_await wake_.async_wait(use_awaitable); }
  awaitable<T> pop_ok() {
    co_await ready();
    T item = std::move(items_.front());
    items_.pop_front();
    co_return item;
  }
  awaitable<T> pop_auto_ok() {
    co_await ready();
    auto item = items_.front();
    items_.pop_front();
    co_return item;
  }
  std::optional<T> try_pop() {
    if (items_.empty())
      return std::nullopt;
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

private:
  std::deque<T> items_;
  asio::steady_timer wake_;
};

awaitable<int> drain_ok(async_queue<int> &queue) {
  co_await queue.ready();
  int sum = 0;
  while (auto item = queue.try_pop())
    sum += *item;
  co_return sum;
}
