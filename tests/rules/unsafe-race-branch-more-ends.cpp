// RUN: %corosafe %s -- -std=c++20 %verify

// The many ways a lost connection ends, and a few that only look like an end.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Reading = std::array<char, 20>;

void record(const Reading &reading);
void count_timeout();
awaitable<tcp::socket> dial(tcp::endpoint meter);

template <class F>
class ScopeExit {
public:
  explicit ScopeExit(F f) : f_(std::move(f)) {}
  ScopeExit(const ScopeExit &) = delete;
  ~ScopeExit() {
    if (armed_)
      f_();
  }
  void release() { armed_ = false; }

private:
  F f_;
  bool armed_ = true;
};

class Closer {
public:
  explicit Closer(tcp::socket &sock) : sock_(sock) {}
  ~Closer() {
    error_code ignored;
    sock_.close(ignored);
  }

private:
  tcp::socket &sock_;
};

// A guard closes whatever happens, and its caller dials anew each time.
awaitable<bool> sample_once_ok(tcp::socket &meter) {
  Closer closer(meter);
  asio::steady_timer timer(meter.get_executor(), 1s);
  Reading reading;
  auto r = co_await (asio::async_read(meter, asio::buffer(reading), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return false;
  record(reading);
  co_return true;
}

awaitable<void> sample_forever(tcp::endpoint where) {
  tcp::socket meter(co_await asio::this_coro::executor);
  for (;;) {
    co_await meter.async_connect(where, use_awaitable);
    if (!co_await sample_once_ok(meter))
      count_timeout();
  }
}

// A scope guard that is dismissed when a reading came.
awaitable<bool> sample_guarded_ok(tcp::socket &meter, Reading &reading) {
  ScopeExit hang_up([&meter] { meter.close(); });
  asio::steady_timer timer(meter.get_executor(), 1s);
  auto r = co_await (asio::async_read(meter, asio::buffer(reading), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return false;
  hang_up.release();
  co_return true;
}

awaitable<void> sample_until_closed(tcp::socket meter) {
  Reading reading;
  while (meter.is_open())
    if (co_await sample_guarded_ok(meter, reading))
      record(reading);
}

// This guard only stops the clock.
awaitable<bool> sample_timer_guard_bad(tcp::socket &meter, Reading &reading) {
  asio::steady_timer timer(meter.get_executor(), 1s);
  ScopeExit stop_clock([&timer] { timer.cancel(); });
  auto r = co_await (
      asio::async_read(meter, asio::buffer(reading), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  co_return r.index() == 0;
}

awaitable<void> sample_with_timer_guard(tcp::socket meter) {
  Reading reading;
  while (meter.is_open())
    if (co_await sample_timer_guard_bad(meter, reading))
      record(reading);
}

struct Meter {
  explicit Meter(tcp::socket s) : sock(std::move(s)) {}
  tcp::socket sock;
  int missed = 0;
};

class Fleet {
public:
  // Out of the map, and dead with its node.
  awaitable<void> poll_erased_ok(int id) {
    auto it = meters_.find(id);
    asio::steady_timer timer(it->second.sock.get_executor(), 1s);
    Reading reading;
    auto r = co_await (asio::async_read(it->second.sock, asio::buffer(reading), use_awaitable) ||
                       timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      meters_.erase(it);
      co_return;
    }
    record(reading);
  }

  // Counted, and polled again.
  awaitable<void> poll_counted_bad(int id) {
    Meter &meter = meters_.at(id);
    asio::steady_timer timer(meter.sock.get_executor());
    while (meter.missed < 5) {
      timer.expires_after(1s);
      Reading reading;
      auto r = co_await (
          asio::async_read(meter.sock, asio::buffer(reading), use_awaitable) || // expected-warning {{not safe to lose}}
          timer.async_wait(use_awaitable));
      if (r.index() == 1)
        ++meter.missed;
      else
        record(reading);
    }
  }

  // A helper throws it out.
  awaitable<void> poll_evicted_ok(int id) {
    Meter &meter = meters_.at(id);
    asio::steady_timer timer(meter.sock.get_executor());
    for (;;) {
      timer.expires_after(1s);
      Reading reading;
      auto r = co_await (asio::async_read(meter.sock, asio::buffer(reading), use_awaitable) ||
                         timer.async_wait(use_awaitable));
      if (r.index() == 1) {
        evict(id);
        co_return;
      }
      record(reading);
    }
  }

private:
  void evict(int id) {
    if (auto it = meters_.find(id); it != meters_.end()) {
      it->second.sock.close();
      meters_.erase(it);
    }
  }

  std::map<int, Meter> meters_;
};

class Uplink {
public:
  // Taken out of the member, closed when the local dies, and dialled anew at the top.
  awaitable<void> run_exchanged_ok() {
    for (;;) {
      if (!meter_)
        meter_ = std::make_unique<Meter>(co_await dial(where_));
      asio::steady_timer timer(meter_->sock.get_executor(), 1s);
      Reading reading;
      auto r = co_await (asio::async_read(meter_->sock, asio::buffer(reading), use_awaitable) ||
                         timer.async_wait(use_awaitable));
      if (r.index() == 1) {
        std::unique_ptr<Meter> dead = std::exchange(meter_, nullptr);
        count_timeout();
        continue;
      }
      record(reading);
    }
  }

  // A new connection is emplaced over the old one.
  awaitable<void> run_emplaced_ok() {
    spare_.emplace(co_await dial(where_));
    for (;;) {
      asio::steady_timer timer(spare_->get_executor(), 1s);
      Reading reading;
      auto r =
          co_await (asio::async_read(*spare_, asio::buffer(reading), use_awaitable) || timer.async_wait(use_awaitable));
      if (r.index() == 1) {
        spare_.emplace(co_await dial(where_));
        continue;
      }
      record(reading);
    }
  }

  // The new connection goes into the spare, but the broken one is read again.
  awaitable<void> run_wrong_one_bad() {
    for (;;) {
      asio::steady_timer timer(meter_->sock.get_executor(), 1s);
      Reading reading;
      auto r = co_await (
          asio::async_read(meter_->sock, asio::buffer(reading), use_awaitable) || // expected-warning {{not safe to lose}}
          timer.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
      if (r.index() == 1) {
        spare_.emplace(co_await dial(where_));
        continue;
      }
      record(reading);
    }
  }

private:
  tcp::endpoint where_;
  std::unique_ptr<Meter> meter_;
  std::optional<tcp::socket> spare_;
};

awaitable<void> swapped_ok(tcp::socket meter, tcp::endpoint where) {
  for (;;) {
    asio::steady_timer timer(meter.get_executor(), 1s);
    Reading reading;
    auto r = co_await (asio::async_read(meter, asio::buffer(reading), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      tcp::socket fresh = co_await dial(where);
      std::swap(meter, fresh);
      continue;
    }
    record(reading);
  }
}

// An empty socket in its place, connected at the top of the loop.
awaitable<void> assigned_empty_ok(tcp::endpoint where) {
  auto executor = co_await asio::this_coro::executor;
  tcp::socket meter(executor);
  for (;;) {
    if (!meter.is_open())
      co_await meter.async_connect(where, use_awaitable);
    asio::steady_timer timer(executor, 1s);
    Reading reading;
    auto r = co_await (asio::async_read(meter, asio::buffer(reading), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      meter = tcp::socket(executor);
      continue;
    }
    record(reading);
  }
}

// `put_back` keeps only what is healthy.
class Meters {
public:
  tcp::socket take() {
    tcp::socket meter = std::move(idle_.front());
    idle_.pop_front();
    return meter;
  }
  void put_back(tcp::socket meter, bool healthy) {
    if (healthy)
      idle_.push_back(std::move(meter));
  }

private:
  std::deque<tcp::socket> idle_;
};

awaitable<bool> put_back_healthy_ok(Meters &meters) {
  tcp::socket meter = meters.take();
  asio::steady_timer timer(meter.get_executor(), 1s);
  Reading reading;
  auto r = co_await (asio::async_read(meter, asio::buffer(reading), use_awaitable) || timer.async_wait(use_awaitable));
  const bool healthy = r.index() == 0;
  if (healthy)
    record(reading);
  meters.put_back(std::move(meter), healthy);
  co_return healthy;
}

// Shut down for sending only, and read again: half of a reading is still gone.
awaitable<void> half_closed_bad(tcp::socket meter) {
  asio::steady_timer timer(meter.get_executor(), 1s);
  Reading reading;
  auto r = co_await (
      asio::async_read(meter, asio::buffer(reading), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1)
    meter.shutdown(tcp::socket::shutdown_send);
  co_await asio::async_read(meter, asio::buffer(reading), use_awaitable);
  record(reading);
}
