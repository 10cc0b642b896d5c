// RUN: %corosafe %s -- -std=c++20 %verify

// Races and branches behind callbacks, class hierarchies, task tokens, and rollback by destructors.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Jobs = asio::experimental::channel<void(error_code, std::string)>;
using Record = std::array<char, 80>;

void handle(std::string_view text);
void count_timeout();
awaitable<void> store(std::string job);

// The race stands in a stored callback that owns nothing, and is called again and again.
class Poller {
public:
  explicit Poller(tcp::socket sock) : sock_(std::move(sock)), timer_(sock_.get_executor()) {
    poll_bad_ = [this]() -> awaitable<bool> {
      timer_.expires_after(1s);
      auto r = co_await (
          asio::async_read(sock_, asio::buffer(record_), use_awaitable) || // expected-warning {{not safe to lose}}
          timer_.async_wait(use_awaitable));
      co_return r.index() == 0;
    };
  }

  awaitable<void> run() {
    for (;;)
      if (co_await poll_bad_())
        handle({record_.data(), record_.size()});
  }

  awaitable<void> drain() {
    for (;;)
      co_await asio::async_read(sock_, asio::buffer(record_), use_awaitable);
  }

private:
  tcp::socket sock_;
  asio::steady_timer timer_;
  Record record_;
  std::function<awaitable<bool>()> poll_bad_;
};

// A callback that is told of the timeout, while the stream is closed by the one who calls it.
awaitable<void> on_timeout_called_ok(tcp::socket &sock, std::function<void()> on_timeout) {
  asio::steady_timer timer(sock.get_executor());
  Record record;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(sock, asio::buffer(record), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      sock.close();
      on_timeout();
      co_return;
    }
    handle({record.data(), record.size()});
  }
}

// The callback is all there is, and the loop goes on.
awaitable<void> on_timeout_called_bad(tcp::socket &sock, std::function<void()> on_timeout) {
  asio::steady_timer timer(sock.get_executor());
  Record record;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(record), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      on_timeout();
      continue;
    }
    handle({record.data(), record.size()});
  }
}

// The stream belongs to a base class, and so does closing it.
class Endpoint {
public:
  explicit Endpoint(tcp::socket sock) : sock_(std::move(sock)), timer_(sock_.get_executor()) {}
  virtual ~Endpoint() = default;

protected:
  void abort_connection() {
    error_code ignored;
    sock_.cancel(ignored);
    sock_.close(ignored);
  }
  tcp::socket sock_;
  asio::steady_timer timer_;
};

class Collector : public Endpoint {
public:
  using Endpoint::Endpoint;

  awaitable<void> collect_ok() {
    while (sock_.is_open()) {
      Record record;
      timer_.expires_after(1s);
      auto r =
          co_await (asio::async_read(sock_, asio::buffer(record), use_awaitable) || timer_.async_wait(use_awaitable));
      if (r.index() == 1)
        abort_connection();
      else
        handle({record.data(), record.size()});
    }
  }

  awaitable<void> collect_bad() {
    while (this->sock_.is_open()) {
      Record record;
      timer_.expires_after(1s);
      auto r = co_await (
          asio::async_read(this->sock_, asio::buffer(record), use_awaitable) || // expected-warning {{not safe to lose}}
          timer_.async_wait(use_awaitable));
      if (r.index() == 1)
        timer_.cancel();
      else
        handle({record.data(), record.size()});
    }
  }
};

// A job that is not done goes back into the queue when the frame dies.
class Lease {
public:
  Lease(Jobs &jobs, std::string job) : jobs_(jobs), job_(std::move(job)) {}
  Lease(const Lease &) = delete;
  ~Lease() {
    if (!job_.empty())
      jobs_.try_send(error_code(), std::move(job_));
  }
  const std::string &job() const { return job_; }
  void done() { job_.clear(); }

private:
  Jobs &jobs_;
  std::string job_;
};

// The job arrives before the lease exists, and store() is awaited under the lease. The first await is the only one left.
awaitable<void> work_leased(Jobs &jobs) {
  Lease lease(jobs, co_await jobs.async_receive(use_awaitable));
  co_await store(lease.job());
  lease.done();
}

awaitable<void> leased_once_ok(Jobs jobs, asio::steady_timer &stop) {
  co_await (work_leased(jobs) || stop.async_wait(use_awaitable));
}

awaitable<void> work_bare(Jobs &jobs) {
  std::string job = co_await jobs.async_receive(use_awaitable);
  co_await store(job);
}

awaitable<void> bare_bad(Jobs &jobs, asio::steady_timer &pause) {
  for (;;) {
    pause.expires_after(1s);
    auto r = co_await (
        work_bare(jobs) || // expected-warning {{not safe to lose}}
        pause.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
  }
}

// The job is taken outside the race, and what may time out is only its storing, which is asked for again.
awaitable<void> taken_outside_ok(Jobs &jobs, asio::steady_timer &pause) {
  for (;;) {
    std::string job = co_await jobs.async_receive(use_awaitable);
    for (;;) {
      pause.expires_after(1s);
      auto r = co_await (store(job) || pause.async_wait(use_awaitable));
      if (r.index() == 0)
        break;
      count_timeout();
    }
  }
}

// Spawned and raced as an awaitable: the closure closes what it worked on when it is cancelled.
awaitable<void> spawned_closure_ok(tcp::socket sock, tcp::endpoint where) {
  auto executor = sock.get_executor();
  asio::steady_timer timer(executor);
  for (;;) {
    if (!sock.is_open())
      co_await sock.async_connect(where, use_awaitable);
    timer.expires_after(1s);
    auto r = co_await (asio::co_spawn(
                           executor,
                           [&sock]() -> awaitable<void> {
                             try {
                               Record record;
                               co_await asio::async_read(sock, asio::buffer(record), use_awaitable);
                               handle({record.data(), record.size()});
                             } catch (...) {
                               sock.close();
                             }
                           },
                           use_awaitable) ||
                       timer.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
  }
}

// The same without the handler.
awaitable<void> spawned_closure_bad(tcp::socket sock) {
  auto executor = sock.get_executor();
  asio::steady_timer timer(executor);
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::co_spawn( // expected-warning {{not safe to lose}}
            executor,
            [&sock]() -> awaitable<void> {
              Record record;
              co_await asio::async_read(sock, asio::buffer(record), use_awaitable);
              handle({record.data(), record.size()});
            },
            use_awaitable) ||
        timer.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
  }
}

// The branch owns a connection of its own: it ends with the branch.
awaitable<std::string> fetch(tcp::endpoint where, std::string_view query) {
  tcp::socket sock(co_await asio::this_coro::executor);
  co_await sock.async_connect(where, use_awaitable);
  co_await asio::async_write(sock, asio::buffer(query), use_awaitable);
  std::string answer;
  co_await asio::async_read_until(sock, asio::dynamic_buffer(answer), '\n', use_awaitable);
  co_return answer;
}

awaitable<std::string> hedged_ok(std::vector<tcp::endpoint> replicas, std::string_view query) {
  for (;;) {
    auto r = co_await (fetch(replicas.at(0), query) || fetch(replicas.at(1), query));
    std::string answer = r.index() == 0 ? std::get<0>(r) : std::get<1>(r);
    if (!answer.empty())
      co_return answer;
  }
}
