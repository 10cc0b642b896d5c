// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A timer in the loop of a race: right where it bounds one operation, wrong where work is due by the clock.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::steady_timer;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;
using inbox = asio::experimental::channel<void(boost::system::error_code, int)>;

void handle(int message);
void expire_entries();
void report(std::size_t count);
void log_line(const std::string &text);
awaitable<void> flush(std::vector<int> &batch);
awaitable<void> send_ping(tcp::socket &socket);

//===-- work by the clock --------------------------------------------------------===//

awaitable<void> batches_bad(inbox &in, steady_timer &timer) {
  std::vector<int> batch;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (in.async_receive(use_awaitable) || // expected-warning {{corosafe-unsafe-race-branch}}
                       timer.async_wait(use_awaitable)); // expected-warning {{this timer starts anew in each turn of the loop}}
    if (r.index() == 1)
      co_await flush(batch);
    else
      batch.push_back(std::get<0>(r));
  }
}

awaitable<void> batches_ok(inbox &in, steady_timer &timer) {
  std::vector<int> batch;
  timer.expires_after(5s);
  for (;;) {
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1) {
      co_await flush(batch);
      timer.expires_after(5s);
    } else {
      batch.push_back(std::get<0>(r));
    }
  }
}

awaitable<void> local_timer_bad(inbox &in) {
  for (;;) {
    steady_timer timer(co_await asio::this_coro::executor, 1min);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      expire_entries();
    else
      handle(std::get<0>(r));
  }
}

awaitable<void> other_order_bad(inbox &in, steady_timer &timer, std::chrono::seconds period) {
  std::size_t count = 0;
  while (in.is_open()) {
    timer.expires_after(period);
    auto r = co_await (timer.async_wait(use_awaitable) || in.async_receive(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    switch (r.index()) {
    case 0:
      report(count);
      break;
    case 1:
      ++count;
      break;
    }
  }
}

awaitable<void> expires_at_from_now_bad(inbox &in, steady_timer &timer) {
  for (;;) {
    timer.expires_at(clock_type::now() + 5s);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      expire_entries();
    else
      handle(std::get<0>(r));
  }
}

awaitable<void> absolute_ok(inbox &in, steady_timer &timer) {
  auto next = clock_type::now() + 5s;
  for (;;) {
    timer.expires_at(next);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1) {
      expire_entries();
      next += 5s;
    } else {
      handle(std::get<0>(r));
    }
  }
}

awaitable<void> what_is_left_ok(inbox &in, steady_timer &timer) {
  auto next = clock_type::now() + 5s;
  for (;;) {
    timer.expires_after(next - clock_type::now());
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1) {
      expire_entries();
      next = clock_type::now() + 5s;
    } else {
      handle(std::get<0>(r));
    }
  }
}

awaitable<void> every_turn_ok(inbox &in, steady_timer &timer) {
  for (;;) {
    timer.expires_after(100ms);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 0)
      handle(std::get<0>(r));
    expire_entries();
  }
}

//===-- limits of one operation ----------------------------------------------------===//

awaitable<void> idle_connection_ok(tcp::socket socket) {
  steady_timer timer(socket.get_executor());
  std::string data(512, 0);
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (socket.async_read_some(asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      log_line("idle");
      socket.close();
      co_return;
    }
    handle(data[0]);
  }
}

awaitable<void> idle_break_ok(inbox &in, steady_timer &timer) {
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      break;
    handle(std::get<0>(r));
  }
  expire_entries();
}

awaitable<void> idle_throws_ok(inbox &in, steady_timer &timer) {
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      throw std::runtime_error("too late");
    handle(std::get<0>(r));
  }
}

awaitable<void> keepalive_ok(tcp::socket &socket) {
  steady_timer timer(socket.get_executor());
  std::string data(512, 0);
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (socket.async_read_some(asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      co_await asio::async_write(socket, asio::buffer("PING", 4), use_awaitable);
    else
      handle(data[0]);
  }
}

awaitable<void> ping_ok(tcp::socket &socket) {
  steady_timer timer(socket.get_executor());
  std::string data(512, 0);
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (socket.async_read_some(asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      co_await send_ping(socket);
    else
      handle(data[0]);
  }
}

void on_idle();
awaitable<void> on_idle_ok(inbox &in, steady_timer &timer) {
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      on_idle();
    else
      handle(std::get<0>(r));
  }
}

awaitable<void> only_wakes_up_ok(inbox &in, steady_timer &timer, const bool &stopping) {
  while (!stopping) {
    timer.expires_after(1s);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      continue;
    handle(std::get<0>(r));
  }
}

awaitable<void> only_logs_ok(inbox &in, steady_timer &timer) {
  int misses = 0;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1) {
      ++misses;
      log_line("nothing yet");
      continue;
    }
    handle(std::get<0>(r));
  }
}

awaitable<void> debounce_ok(inbox &in, steady_timer &timer, std::vector<int> &pending, std::chrono::milliseconds quiet_time) {
  for (;;) {
    timer.expires_after(quiet_time);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      co_await flush(pending);
    else
      pending.push_back(std::get<0>(r));
  }
}

// Once: no loop.
awaitable<void> once_ok(inbox &in, steady_timer &timer) {
  timer.expires_after(1s);
  auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    expire_entries();
}

// The loop ends when anything arrives.
awaitable<int> polls_until_one_arrives_ok(inbox &in, steady_timer &timer) {
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 0)
      co_return std::get<0>(r);
    expire_entries();
  }
}

//===-- budgets -----------------------------------------------------------------------===//

awaitable<void> budget_bad(tcp::socket &socket, std::string &answer, std::chrono::seconds total_time) {
  steady_timer timer(socket.get_executor());
  char data[64];
  while (answer.size() < 1000) {
    timer.expires_after(total_time);
    auto r = co_await (socket.async_read_some(asio::buffer(data), use_awaitable) ||
                       timer.async_wait(use_awaitable)); // expected-warning {{'total_time' bounds every turn, and not all of them together}}
    if (r.index() == 1) {
      socket.close();
      co_return;
    }
    answer.append(data, std::get<0>(r));
  }
}

awaitable<void> budget_ok(tcp::socket &socket, std::string &answer, std::chrono::seconds total_time) {
  steady_timer timer(socket.get_executor());
  timer.expires_after(total_time);
  char data[64];
  while (answer.size() < 1000) {
    auto r = co_await (socket.async_read_some(asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      socket.close();
      co_return;
    }
    answer.append(data, std::get<0>(r));
  }
}

//===-- in a class ----------------------------------------------------------------------===//

class cache {
public:
  awaitable<void> run_bad() {
    for (;;) {
      timer_.expires_after(interval_);
      auto r = co_await (updates_.async_receive(use_awaitable) || timer_.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
      if (r.index() == 1)
        sweep();
      else
        entries_.push_back(std::get<0>(r));
    }
  }
  awaitable<void> run_ok() {
    timer_.expires_after(interval_);
    for (;;) {
      auto r = co_await (updates_.async_receive(use_awaitable) || timer_.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
      if (r.index() == 0) {
        entries_.push_back(std::get<0>(r));
        continue;
      }
      sweep();
      timer_.expires_after(interval_);
    }
  }

private:
  void sweep();
  inbox updates_;
  steady_timer timer_;
  std::chrono::seconds interval_{60};
  std::vector<int> entries_;
};

//===-- a helper gives the timer its time ------------------------------------===//

class sampler {
public:
  awaitable<void> armed_each_turn_bad() {
    for (;;) {
      arm();
      auto r = co_await (next() || timer_.async_wait(use_awaitable)); // expected-warning {{starts anew}}
      if (r.index() == 0)
        last_ = std::get<0>(r);
      else
        write();
    }
  }
  awaitable<void> armed_for_bad() {
    for (;;) {
      arm_for(interval_);
      auto r = co_await (next() || timer_.async_wait(use_awaitable)); // expected-warning {{starts anew}}
      if (r.index() == 1)
        write();
    }
  }
  awaitable<void> armed_when_due_ok() {
    arm();
    for (;;) {
      auto r = co_await (next() || timer_.async_wait(use_awaitable));
      if (r.index() == 1) {
        write();
        arm();
      }
    }
  }
  awaitable<void> armed_for_what_is_left_ok() {
    for (;;) {
      arm_for_rest();
      auto r = co_await (next() || timer_.async_wait(use_awaitable));
      if (r.index() == 1)
        write();
    }
  }
  awaitable<void> tells_a_count_bad() {
    int seen = 0;
    for (;;) {
      timer_.expires_after(1s);
      auto r = co_await (next() || timer_.async_wait(use_awaitable)); // expected-warning {{starts anew}}
      if (r.index() == 0) {
        ++seen;
      } else {
        log_info(std::to_string(seen));
        seen = 0;
      }
    }
  }
  awaitable<void> tells_silence_ok() {
    int silent = 0;
    for (;;) {
      timer_.expires_after(1s);
      auto r = co_await (next() || timer_.async_wait(use_awaitable));
      if (r.index() == 0) {
        silent = 0;
      } else {
        ++silent;
        log_info(std::to_string(silent));
      }
    }
  }

private:
  void arm() { timer_.expires_after(interval_); }
  void arm_for(std::chrono::seconds s) { timer_.expires_after(s); }
  void arm_for_rest() { timer_.expires_after(due_ - clock_type::now()); }
  awaitable<int> next();
  void write();
  static void log_info(const std::string &);
  steady_timer timer_;
  std::chrono::seconds interval_{5};
  clock_type::time_point due_;
  int last_ = 0;
};
