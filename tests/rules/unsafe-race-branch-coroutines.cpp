// RUN: %corosafe %s -- -std=c++20 %verify

// User coroutines as branches: what they have done by each suspend point is inferred from their bodies.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Channel = asio::experimental::channel<void(error_code, std::string)>;

void count_timeout();
awaitable<void> store(std::string job);

// A header consumed, its body awaited: between the two only a local knows the length.
awaitable<std::string> read_frame(tcp::socket &sock) {
  std::array<unsigned char, 2> header;
  co_await asio::async_read(sock, asio::buffer(header), use_awaitable);
  std::string body(header[0] * 256u + header[1], '\0');
  co_await asio::async_read(sock, asio::buffer(body), use_awaitable);
  co_return body;
}

awaitable<void> frames_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (read_frame(sock) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      co_await store(std::get<0>(std::move(r)));
    else
      count_timeout();
  }
}

awaitable<void> frames_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (read_frame(sock) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      count_timeout();
      co_return;
    }
    co_await store(std::get<0>(std::move(r)));
  }
}

// A job popped, its storing awaited.
awaitable<void> work_once(Channel &jobs) {
  std::string job = co_await jobs.async_receive(use_awaitable);
  co_await store(std::move(job));
}

awaitable<void> worker_bad(Channel &jobs) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (work_once(jobs) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 1)
      count_timeout();
  }
}

// Writing the job to the log does not save it.
awaitable<void> work_once_logged(Channel &jobs) {
  std::string job = co_await jobs.async_receive(use_awaitable);
  std::clog << "got " << job << '\n';
  co_await store(std::move(job));
}

awaitable<void> logging_worker_bad(Channel &jobs) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        work_once_logged(jobs) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
  }
}

// Its last await consumes and its value is returned: as safe as the receive alone, and `||` discards that.
awaitable<std::string> next_job(Channel &jobs) { co_return co_await jobs.async_receive(use_awaitable); }

awaitable<void> next_job_bad(Channel &jobs) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (next_job(jobs) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      co_await store(std::get<0>(std::move(r)));
  }
}

// Each job is in the caller's list before the next suspend point.
awaitable<void> collect(Channel &jobs, std::vector<std::string> &batch) {
  for (;;) {
    std::string job = co_await jobs.async_receive(use_awaitable);
    batch.push_back(std::move(job));
  }
}

awaitable<void> batches_ok(Channel &jobs) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  std::vector<std::string> batch;
  for (;;) {
    timer.expires_after(100ms);
    co_await (collect(jobs, batch) || timer.async_wait(use_awaitable));
    for (std::string &job : batch)
      co_await store(std::move(job));
    batch.clear();
  }
}

// Bytes reach the caller's string before the next suspend point.
awaitable<void> fill(tcp::socket &sock, std::string &received) {
  std::array<char, 512> chunk;
  while (received.size() < 65536) {
    std::size_t size = co_await sock.async_read_some(asio::buffer(chunk), use_awaitable);
    received.append(chunk.data(), size);
  }
}

awaitable<void> fill_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::string received;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (fill(sock, received) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
    co_await store(std::exchange(received, {}));
  }
}

// The line is gathered in a local of the coroutine that is lost.
awaitable<std::string> read_line(tcp::socket &sock) {
  std::string line;
  co_await asio::async_read_until(sock, asio::dynamic_buffer(line), '\n', use_awaitable);
  co_return line;
}

awaitable<void> lines_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (read_line(sock) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      co_await store(std::get<0>(std::move(r)));
  }
}

// The same line gathered in the caller's buffer, and a session that ends with its first timeout.
awaitable<std::string> read_line(tcp::socket &sock, std::string &pending) {
  std::size_t size = co_await asio::async_read_until(sock, asio::dynamic_buffer(pending), '\n', use_awaitable);
  std::string line = pending.substr(0, size);
  pending.erase(0, size);
  co_return line;
}

awaitable<void> lines_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::string pending;
  for (;;) {
    timer.expires_after(60s);
    auto r = co_await (read_line(sock, pending) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return;
    co_await store(std::get<0>(std::move(r)));
  }
}

// Nothing but waiting.
awaitable<void> backoff(asio::steady_timer &timer, int attempts) {
  for (int attempt = 0; attempt < attempts; ++attempt) {
    timer.expires_after(100ms * (1 << attempt));
    co_await timer.async_wait(use_awaitable);
  }
}

awaitable<void> backoff_ok(asio::steady_timer &timer, asio::steady_timer &wake_up) {
  for (;;) {
    auto r = co_await (backoff(timer, 5) || wake_up.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
  }
}
