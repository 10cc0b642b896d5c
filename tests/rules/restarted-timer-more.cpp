// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// The same in the shapes of real programs: members, helpers, groups, tuples of errors, adapters.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <chrono>
#include <deque>
#include <map>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::steady_timer;
using asio::use_awaitable;
using asio::ip::tcp;
using asio::ip::udp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using boost::system::error_code;
constexpr auto nothrow = asio::as_tuple(use_awaitable);

struct statistics {
  void publish();
  void add(std::size_t bytes);
  std::size_t total() const;
};
struct session_table {
  void drop_expired();
  void touch(const udp::endpoint &peer);
};
awaitable<void> sleep_for(std::chrono::milliseconds time) {
  steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(use_awaitable);
}

class udp_server {
public:
  awaitable<void> serve_bad() {
    for (;;) {
      timer_.expires_after(std::chrono::minutes(1));
      auto got = co_await (socket_.async_receive_from(asio::buffer(data_), peer_, nothrow) || // expected-warning {{corosafe-unsafe-race-branch}}
                           timer_.async_wait(nothrow)); // expected-warning {{starts anew}}
      if (got.index() == 1) {
        sessions_.drop_expired();
        continue;
      }
      sessions_.touch(peer_);
    }
  }

  awaitable<void> serve_by_get_if_bad() {
    while (true) {
      timer_.expires_after(period_);
      auto got = co_await (socket_.async_receive_from(asio::buffer(data_), peer_, nothrow) || // expected-warning {{corosafe-unsafe-race-branch}}
                           timer_.async_wait(nothrow)); // expected-warning {{starts anew}}
      if (auto *received = std::get_if<0>(&got))
        stats_.add(std::get<1>(*received));
      else
        stats_.publish();
    }
  }

  awaitable<void> serve_by_holds_bad() {
    bool running = true;
    do {
      timer_.expires_from_now(period_);
      auto got = co_await (timer_.async_wait(nothrow) || // expected-warning {{starts anew}}
                           socket_.async_receive_from(asio::buffer(data_), peer_, nothrow)); // expected-warning {{corosafe-unsafe-race-branch}}
      bool due = got.index() == 0;
      if (due)
        sessions_.drop_expired();
      else
        sessions_.touch(peer_);
    } while (running);
  }

  awaitable<void> serve_ok() {
    timer_.expires_after(period_);
    while (true) {
      auto got = co_await (socket_.async_receive_from(asio::buffer(data_), peer_, nothrow) || timer_.async_wait(nothrow)); // expected-warning {{corosafe-unsafe-race-branch}}
      if (got.index() == 1) {
        sessions_.drop_expired();
        timer_.expires_at(timer_.expiry() + period_);
      } else {
        sessions_.touch(peer_);
      }
    }
  }

  awaitable<void> replies_ok() {
    for (;;) {
      timer_.expires_after(period_);
      auto got = co_await (socket_.async_receive_from(asio::buffer(data_), peer_, nothrow) || timer_.async_wait(nothrow)); // expected-warning {{corosafe-unsafe-race-branch}}
      if (got.index() == 1)
        announce();
      else
        sessions_.touch(peer_);
    }
  }

  awaitable<void> rearms_when_due_ok() {
    bool armed = false;
    for (;;) {
      if (!armed) {
        timer_.expires_after(period_);
        armed = true;
      }
      auto got = co_await (socket_.async_receive_from(asio::buffer(data_), peer_, nothrow) || timer_.async_wait(nothrow)); // expected-warning {{corosafe-unsafe-race-branch}}
      if (got.index() == 1) {
        sessions_.drop_expired();
        armed = false;
      } else {
        sessions_.touch(peer_);
      }
    }
  }

private:
  // Writes to the socket that is read.
  void announce() { socket_.send_to(asio::buffer("here", 4), peer_); }
  udp::socket socket_;
  udp::endpoint peer_;
  char data_[1500];
  steady_timer timer_;
  std::chrono::seconds period_{10};
  session_table sessions_;
  statistics stats_;
};

awaitable<void> group_bad(udp::socket &socket, steady_timer &timer, statistics &stats) {
  char data[1500];
  for (;;) {
    timer.expires_after(10s);
    auto [order, e1, n, e2] =
        co_await asio::experimental::make_parallel_group(
            socket.async_receive(asio::buffer(data), asio::deferred),
            timer.async_wait(asio::deferred)) // expected-warning {{starts anew}}
            .async_wait(asio::experimental::wait_for_one(), use_awaitable);
    if (order[0] == 1)
      stats.publish();
    else
      stats.add(n);
  }
}

awaitable<void> group_ok(udp::socket &socket, steady_timer &timer, statistics &stats) {
  char data[1500];
  timer.expires_after(10s);
  for (;;) {
    auto [order, e1, n, e2] = co_await asio::experimental::make_parallel_group(
                                  socket.async_receive(asio::buffer(data), asio::deferred),
                                  timer.async_wait(asio::deferred))
                                  .async_wait(asio::experimental::wait_for_one(), use_awaitable);
    if (order[0] == 1) {
      stats.publish();
      timer.expires_after(10s);
    } else {
      stats.add(n);
    }
  }
}

using jobs = asio::experimental::channel<void(error_code, std::string)>;
awaitable<void> write_file(const std::deque<std::string> &lines);
void rotate();

awaitable<void> logger_bad(jobs &in) {
  std::deque<std::string> lines;
  steady_timer flush_timer(in.get_executor());
  while (in.is_open()) {
    flush_timer.expires_after(1s);
    auto r = co_await (in.async_receive(use_awaitable) || flush_timer.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 0) {
      lines.push_back(std::get<0>(std::move(r)));
      continue;
    }
    co_await write_file(lines);
    lines.clear();
  }
}

awaitable<void> logger_with_count_bad(jobs &in) {
  std::deque<std::string> lines;
  for (;;) {
    steady_timer flush_timer{in.get_executor(), std::chrono::milliseconds(500)};
    auto r = co_await (in.async_receive(use_awaitable) || flush_timer.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    switch (r.index()) {
    case 0:
      lines.push_back(std::get<0>(std::move(r)));
      break;
    case 1:
      rotate();
      break;
    }
  }
}

awaitable<void> two_sources_bad(jobs &a, jobs &b, steady_timer &timer) {
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (a.async_receive(use_awaitable) || b.async_receive(use_awaitable) || // expected-warning 2 {{corosafe-unsafe-race-branch}}
                       timer.async_wait(use_awaitable)); // expected-warning {{starts anew}}
    if (r.index() == 2)
      rotate();
  }
}

awaitable<void> nested_loops_bad(jobs &in, steady_timer &timer, const bool &paused) {
  for (;;) {
    while (!paused) {
      timer.expires_after(1s);
      auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
      if (r.index() == 1)
        rotate();
    }
    co_await sleep_for(10ms);
  }
}

awaitable<void> computed_period_bad(jobs &in, steady_timer &timer, int per_minute) {
  for (;;) {
    timer.expires_after(std::chrono::seconds(60 / per_minute));
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      rotate();
  }
}

awaitable<void> remaining_ok(jobs &in, steady_timer &timer) {
  auto last = std::chrono::steady_clock::now();
  for (;;) {
    auto spent = std::chrono::steady_clock::now() - last;
    timer.expires_after(std::max<std::chrono::steady_clock::duration>(0s, 1s - spent));
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1) {
      rotate();
      last = std::chrono::steady_clock::now();
    }
  }
}

awaitable<void> backoff_ok(jobs &in, steady_timer &timer) {
  auto delay = 10ms;
  for (;;) {
    timer.expires_after(delay);
    auto r = co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1) {
      rotate();
      delay *= 2;
    } else {
      delay = 10ms;
    }
  }
}

awaitable<void> entire_transfer_bad(tcp::socket &socket, std::chrono::seconds transfer_budget) {
  char data[512];
  steady_timer timer(socket.get_executor());
  for (;;) {
    timer.expires_after(transfer_budget);
    auto r = co_await (socket.async_read_some(asio::buffer(data), nothrow) ||
                       timer.async_wait(nothrow)); // expected-warning {{'transfer_budget' bounds every turn}}
    if (r.index() == 1)
      co_return socket.close();
  }
}

awaitable<void> per_read_ok(tcp::socket &socket, std::chrono::seconds read_timeout) {
  char data[512];
  steady_timer timer(socket.get_executor());
  for (;;) {
    timer.expires_after(read_timeout);
    auto r = co_await (socket.async_read_some(asio::buffer(data), nothrow) || timer.async_wait(nothrow));
    if (r.index() == 1)
      co_return socket.close();
  }
}

//===-- coroutines that only wait ------------------------------------------------------------------===//

awaitable<void> every_second() {
  steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(use_awaitable);
}
awaitable<void> until(steady_timer::time_point when) {
  steady_timer timer(co_await asio::this_coro::executor, when);
  co_await timer.async_wait(use_awaitable);
}
awaitable<int> changed();
awaitable<void> write_all_down();
void apply(int change);

awaitable<void> helper_bad() {
  for (;;) {
    auto r = co_await (changed() || sleep_for(500ms)); // expected-warning {{starts anew}}
    if (r.index() == 1)
      co_await write_all_down();
    else
      apply(std::get<0>(r));
  }
}

awaitable<void> helper_of_its_own_time_bad() {
  for (;;) {
    auto r = co_await (every_second() || changed()); // expected-warning {{starts anew}}
    if (r.index() == 0)
      co_await write_all_down();
    else
      apply(std::get<1>(r));
  }
}

awaitable<void> helper_counted_from_now_bad() {
  for (;;) {
    auto r = co_await (changed() || until(steady_timer::clock_type::now() + 1s)); // expected-warning {{starts anew}}
    if (r.index() == 1)
      co_await write_all_down();
    else
      apply(std::get<0>(r));
  }
}

awaitable<void> helper_until_a_deadline_ok() {
  auto next = steady_timer::clock_type::now() + 1s;
  for (;;) {
    auto r = co_await (changed() || until(next));
    if (r.index() == 1) {
      co_await write_all_down();
      next += 1s;
    } else {
      apply(std::get<0>(r));
    }
  }
}

awaitable<void> helper_that_ends_it_ok() {
  for (;;) {
    auto r = co_await (changed() || sleep_for(500ms));
    if (r.index() == 1)
      co_return;
    apply(std::get<0>(r));
  }
}

awaitable<void> helper_after_silence_ok(std::chrono::milliseconds idle_time) {
  for (;;) {
    auto r = co_await (changed() || sleep_for(idle_time));
    if (r.index() == 1)
      co_await write_all_down();
    else
      apply(std::get<0>(r));
  }
}

//===-- after silence, by the timer's name, what is sent, or a count of silent turns ---------===//

struct peer {
  tcp::socket s;
  steady_timer idle, every;
  int missed = 0, sent = 0;
  std::string ping, numbers;
  awaitable<void> send(std::string text);
  awaitable<void> take();

  awaitable<void> byItsName_ok() {
    for (;;) {
      idle.expires_after(30s);
      auto r = co_await (s.async_wait(tcp::socket::wait_read, use_awaitable) || idle.async_wait(use_awaitable));
      if (r.index() == 0)
        co_await take();
      else
        co_await send("still here");
    }
  }
  awaitable<void> whatIsSent_ok() {
    for (;;) {
      every.expires_after(30s);
      auto r = co_await (s.async_wait(tcp::socket::wait_read, use_awaitable) || every.async_wait(use_awaitable));
      if (r.index() == 0)
        co_await take();
      else
        co_await send(ping);
    }
  }
  awaitable<void> silentTurns_ok() {
    while (missed < 3) {
      every.expires_after(10s);
      auto r = co_await (s.async_wait(tcp::socket::wait_read, use_awaitable) || every.async_wait(use_awaitable));
      if (r.index() == 0) {
        missed = 0;
        co_await take();
      } else {
        ++missed;
        co_await send("hello?");
      }
    }
  }
  awaitable<void> countsReports_bad() {
    for (;;) {
      every.expires_after(10s);
      auto r = co_await (s.async_wait(tcp::socket::wait_read, use_awaitable) || every.async_wait(use_awaitable)); // expected-warning {{starts anew}}
      if (r.index() == 0) {
        co_await take();
      } else {
        ++sent;
        co_await send(numbers);
      }
    }
  }
};

void say(const char *text);
void flush(const char *what);

/// A fixed text for whoever reads along is no work that is due.
awaitable<void> remark_ok(asio::experimental::channel<void(error_code, int)> &inbox, statistics &s) {
  for (;;) {
    steady_timer pause(co_await asio::this_coro::executor, 5s);
    auto r = co_await (inbox.async_receive(use_awaitable) || pause.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      say("nothing for a while");
    else
      s.add(1);
  }
}
awaitable<void> text_and_work_bad(asio::experimental::channel<void(error_code, int)> &inbox, statistics &s) {
  for (;;) {
    steady_timer pause(co_await asio::this_coro::executor, 5s);
    auto r = co_await (inbox.async_receive(use_awaitable) || pause.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      flush("statistics");
    else
      s.add(1);
  }
}

awaitable<void> publish(const std::string &job);

/// The turn begins when a job comes, and its timer bounds what is done with that.
awaitable<void> late_jobs_ok(asio::experimental::channel<void(error_code, std::string)> &jobs, statistics &s) {
  steady_timer limit(co_await asio::this_coro::executor);
  for (;;) {
    std::string job = co_await jobs.async_receive(use_awaitable);
    limit.expires_after(1s);
    auto r = co_await (publish(job) || limit.async_wait(use_awaitable));
    if (r.index() == 1)
      s.publish();
  }
}
awaitable<void> late_jobs_bad(asio::experimental::channel<void(error_code, std::string)> &jobs, statistics &s) {
  steady_timer limit(co_await asio::this_coro::executor);
  for (;;) {
    limit.expires_after(1s);
    auto r = co_await (jobs.async_receive(use_awaitable) || limit.async_wait(use_awaitable)); // expected-warning {{starts anew}} expected-warning {{corosafe-unsafe-race-branch}}
    if (r.index() == 1)
      s.publish();
    else
      co_await publish(std::get<0>(r));
  }
}
