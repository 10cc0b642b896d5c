// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Asio: synchronous and asynchronous operations stand side by side on the same objects.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <future>
#include <string>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

int digest(const std::string &text);
void use(int value);

awaitable<void> retry_bad(tcp::socket &socket, tcp::endpoint peer) {
  for (int i = 0; i < 3; ++i) {
    co_await socket.async_connect(peer, use_awaitable);
    std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread}}
  }
}

awaitable<void> retry_ok(tcp::socket &socket, tcp::endpoint peer) {
  asio::steady_timer timer(socket.get_executor());
  for (int i = 0; i < 3; ++i) {
    co_await socket.async_connect(peer, use_awaitable);
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
  }
}

awaitable<void> timer_bad(asio::steady_timer &timer) {
  timer.expires_after(1s);
  timer.wait(); // expected-warning {{blocks}}
  co_return;
}

awaitable<std::size_t> read_bad(tcp::socket &socket) {
  char data[16];
  co_return asio::read(socket, asio::buffer(data)); // expected-warning {{'boost::asio::read' blocks}}
}

awaitable<std::size_t> write_after_read_bad(tcp::socket &socket) {
  char data[16];
  std::size_t n = co_await socket.async_read_some(asio::buffer(data), use_awaitable);
  co_return asio::write(socket, asio::buffer(data, n)); // expected-warning {{blocks}}
}

awaitable<std::size_t> read_some_bad(tcp::socket &socket) {
  char data[16];
  co_return socket.read_some(asio::buffer(data)); // expected-warning {{blocks}}
}

awaitable<std::size_t> read_some_when_ready_ok(tcp::socket &socket) {
  char data[16];
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
  co_return socket.read_some(asio::buffer(data));
}

awaitable<std::size_t> read_some_non_blocking_ok(tcp::socket &socket) {
  char data[16];
  boost::system::error_code error;
  socket.non_blocking(true);
  co_return socket.read_some(asio::buffer(data), error);
}

awaitable<std::size_t> read_what_is_there_ok(tcp::socket &socket) {
  char data[16];
  if (socket.available() == 0)
    co_return 0;
  co_return socket.read_some(asio::buffer(data));
}

awaitable<void> resolve_bad(tcp::resolver &resolver) {
  auto found = resolver.resolve("host", "80"); // expected-warning {{blocks}}
  use(int(found.size()));
  co_return;
}

awaitable<void> accept_bad(tcp::acceptor &acceptor) {
  tcp::socket client = acceptor.accept(); // expected-warning {{blocks}}
  co_return;
}

awaitable<void> runs_the_loop_bad(asio::io_context &io) {
  io.run(); // expected-warning {{blocks}}
  co_return;
}

awaitable<void> polls_the_loop_ok(asio::io_context &io) {
  io.poll();
  co_return;
}

awaitable<int> waits_for_spawned_bad(asio::io_context &io) {
  auto result = asio::co_spawn(io, []() -> awaitable<int> { co_return 3; }, asio::use_future);
  co_return result.get(); // expected-warning {{blocks}}
}

//===-- offloaded ----------------------------------------------------------------===//

awaitable<void> posts_ok(asio::thread_pool &pool) {
  asio::post(pool, [] { std::this_thread::sleep_for(1s); });
  co_return;
}

awaitable<int> spawns_on_pool_ok(asio::thread_pool &pool, std::string text) {
  co_return co_await asio::co_spawn(
      pool,
      [text]() -> awaitable<int> {
        std::this_thread::sleep_for(1s);
        co_return digest(text);
      },
      use_awaitable);
}

awaitable<int> heavy_ok(std::string text) {
  std::this_thread::sleep_for(1s);
  co_return digest(text);
}
awaitable<int> spawns_function_on_pool_ok(asio::thread_pool &pool, std::string text) {
  co_return co_await asio::co_spawn(pool.get_executor(), heavy_ok(text), use_awaitable);
}

awaitable<int> heavy_bad(std::string text) {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
  co_return digest(text);
}
awaitable<int> spawns_function_on_loop_bad(asio::io_context &io, asio::thread_pool &pool, std::string text) {
  int first = co_await asio::co_spawn(io, heavy_bad(text), use_awaitable);
  int second = co_await asio::co_spawn(pool, heavy_bad(text), use_awaitable);
  co_return first + second;
}

awaitable<void> hops_by_post_ok(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, use_awaitable));
  std::this_thread::sleep_for(1s);
}

awaitable<void> hops_by_post_to_pool_ok(asio::thread_pool &pool) {
  co_await asio::post(pool, use_awaitable);
  std::this_thread::sleep_for(1s);
}

awaitable<void> hops_back_bad(asio::thread_pool &pool) {
  auto ex = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(pool, use_awaitable));
  std::this_thread::sleep_for(1s);
  co_await asio::post(ex, use_awaitable);
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
}

awaitable<void> posting_to_own_executor_bad(tcp::socket &socket) {
  co_await asio::post(socket.get_executor(), use_awaitable);
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
}

template <class F> awaitable<std::invoke_result_t<F>> on_pool(asio::thread_pool &pool, F work) {
  co_return co_await asio::co_spawn(
      pool, [work = std::move(work)]() -> awaitable<std::invoke_result_t<F>> { co_return work(); }, use_awaitable);
}
awaitable<int> through_wrapper_ok(asio::thread_pool &pool) {
  co_return co_await on_pool(pool, [] {
    std::this_thread::sleep_for(1s);
    return 3;
  });
}

awaitable<void> joins_pool_bad(asio::thread_pool &pool) {
  pool.join(); // expected-warning {{blocks}}
  co_return;
}

//===-- who calls ------------------------------------------------------------------===//

struct client {
  tcp::socket socket;
  std::string buffer;

  void send_hello() { asio::write(socket, asio::buffer(buffer)); }
  awaitable<void> handshake_bad() {
    send_hello(); // expected-warning {{'client::send_hello' blocks the thread that this coroutine runs on: it reaches 'boost::asio::write'}}
    co_await asio::async_read(socket, asio::dynamic_buffer(buffer), asio::transfer_at_least(1), use_awaitable);
  }
};

int main() {
  asio::io_context io;
  asio::thread_pool pool(2);
  asio::co_spawn(io, posts_ok(pool), detached);
  std::thread other([&] { io.run(); });
  std::this_thread::sleep_for(10ms);
  io.run();
  other.join();
  pool.join();
}

// A datagram socket only notes whom it talks to.
awaitable<asio::ip::address> local_address_ok() {
  asio::ip::udp::socket socket(co_await asio::this_coro::executor);
  socket.connect({asio::ip::make_address("192.0.2.1"), 53});
  co_return socket.local_endpoint().address();
}
