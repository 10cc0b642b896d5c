// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Asio's `||` cancels what lost and waits for it: what cannot be cancelled makes the timer useless.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::steady_timer;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

int heavy(const std::string &text);
void use(int value);

awaitable<void> resolve_bad(tcp::resolver &resolver, steady_timer &timer) {
  timer.expires_after(2s);
  auto r = co_await (resolver.async_resolve("host", "80", use_awaitable) || // expected-warning {{cannot be cancelled, so this timeout cannot cut it short}}
                     timer.async_wait(use_awaitable));
  if (r.index() == 1)
    use(-1);
}

awaitable<void> connect_ok(tcp::socket &socket, tcp::endpoint peer, steady_timer &timer) {
  timer.expires_after(2s);
  auto r = co_await (socket.async_connect(peer, use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    socket.close();
}

awaitable<tcp::resolver::results_type> look_up(tcp::resolver &resolver) {
  co_return co_await resolver.async_resolve("host", "80", use_awaitable);
}

awaitable<void> resolve_in_coroutine_bad(tcp::resolver &resolver, steady_timer &timer) {
  timer.expires_after(2s);
  auto r = co_await (look_up(resolver) || timer.async_wait(use_awaitable)); // expected-warning {{'look_up' has no point at which it can be cancelled}}
  use(int(r.index()));
}

awaitable<tcp::socket> look_up_and_connect(tcp::resolver &resolver, tcp::socket socket) {
  auto found = co_await resolver.async_resolve("host", "80", use_awaitable);
  co_await asio::async_connect(socket, found, use_awaitable);
  co_return socket;
}

// It can be cancelled from the second await on.
awaitable<void> partly_ok(tcp::resolver &resolver, tcp::socket socket, steady_timer &timer) {
  auto r = co_await (look_up_and_connect(resolver, std::move(socket)) || timer.async_wait(use_awaitable));
  use(int(r.index()));
}

awaitable<int> compute_on_pool(std::string text) { co_return heavy(text); }

awaitable<void> pool_job_bad(asio::thread_pool &pool, steady_timer &timer, std::string text) {
  auto r = co_await (asio::co_spawn(pool, compute_on_pool(text), use_awaitable) || // expected-warning {{runs on another thread and never looks whether to stop}}
                     timer.async_wait(use_awaitable));
  use(int(r.index()));
}

awaitable<int> work_in_steps(std::string text) {
  steady_timer pause(co_await asio::this_coro::executor);
  for (int i = 0; i < 100; ++i) {
    use(heavy(text));
    pause.expires_after(0s);
    co_await pause.async_wait(use_awaitable);
  }
  co_return 1;
}

awaitable<void> pool_job_in_steps_ok(asio::thread_pool &pool, steady_timer &timer, std::string text) {
  auto r = co_await (asio::co_spawn(pool, work_in_steps(text), use_awaitable) || timer.async_wait(use_awaitable));
  use(int(r.index()));
}

// What is ready at once needs no cutting.
awaitable<int> constant() { co_return 3; }
awaitable<void> ready_ok(steady_timer &timer) {
  auto r = co_await (constant() || timer.async_wait(use_awaitable));
  use(int(r.index()));
}

// Resolved without a limit.
awaitable<void> no_race_ok(tcp::resolver &resolver) {
  auto found = co_await resolver.async_resolve("host", "80", use_awaitable);
  use(int(found.size()));
}

// A join has nobody to cut short.
awaitable<void> join_ok(tcp::resolver &resolver, steady_timer &timer) {
  co_await (resolver.async_resolve("host", "80", use_awaitable) && timer.async_wait(use_awaitable));
}

awaitable<void> joined_inside_bad(tcp::resolver &a, tcp::resolver &b, steady_timer &timer) {
  auto r = co_await ((a.async_resolve("x", "80", use_awaitable) && // expected-warning {{cannot cut it short}}
                      b.async_resolve("y", "80", use_awaitable)) ||
                     timer.async_wait(use_awaitable));
  use(int(r.index()));
}

awaitable<void> read_ok(tcp::socket &socket, steady_timer &timer) {
  char data[8];
  auto r = co_await (socket.async_read_some(asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    socket.close();
}

awaitable<void> sleeper_ok(steady_timer &a, steady_timer &b) {
  co_await (a.async_wait(use_awaitable) || b.async_wait(use_awaitable));
}

// Goes on by itself; only its result is raced.
awaitable<void> detached_ok(tcp::resolver &resolver, steady_timer &done, steady_timer &timer) {
  resolver.async_resolve("host", "80", [&](auto, auto) { done.cancel(); });
  co_await (done.async_wait(use_awaitable) || timer.async_wait(use_awaitable));
}

awaitable<void> write_shielded(tcp::socket &socket, std::string data) {
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await asio::async_write(socket, asio::buffer(data), use_awaitable);
}

awaitable<void> shielded_inside_bad(tcp::socket &socket, steady_timer &timer, std::string data) {
  co_await (write_shielded(socket, data) || // expected-warning {{'write_shielded' has no point at which it can be cancelled}}
            timer.async_wait(use_awaitable));
}

awaitable<int> twice_constant() { co_return co_await constant() + co_await constant(); }
awaitable<void> nothing_to_wait_for_ok(steady_timer &timer) {
  auto r = co_await (twice_constant() || timer.async_wait(use_awaitable));
  use(int(r.index()));
}

awaitable<void> resolve_within_bad(tcp::resolver &resolver) {
  auto look = [&]() -> awaitable<void> {
    auto found = co_await resolver.async_resolve("host", "80", use_awaitable);
    use(int(found.size()));
  };
  steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await (look() || timer.async_wait(use_awaitable)); // expected-warning {{cannot cut it short}}
}

// A loop of its own with a token: it is told.
awaitable<int> search(asio::cancellation_slot slot) {
  while (!slot.is_connected())
    use(heavy("x"));
  co_return 1;
}
awaitable<void> looks_at_token_ok(asio::thread_pool &pool, asio::cancellation_slot slot, steady_timer &timer) {
  auto r = co_await (asio::co_spawn(pool, search(slot), use_awaitable) || timer.async_wait(use_awaitable));
  use(int(r.index()));
}

// The closure of the job does not stop it.
int crunch(const std::string &text);
awaitable<void> pool_closure_bad(asio::thread_pool &pool, steady_timer &timer, std::string text) {
  auto r = co_await (asio::co_spawn(pool, [text]() -> awaitable<int> { co_return crunch(text); }, use_awaitable) || // expected-warning {{runs on another thread and never looks whether to stop}}
                     timer.async_wait(use_awaitable));
  (void)r;
}
awaitable<void> pool_closure_waits_ok(asio::thread_pool &pool, steady_timer &timer, steady_timer &ready, std::string text) {
  auto r = co_await (asio::co_spawn(
                         pool,
                         [&]() -> awaitable<int> {
                           co_await ready.async_wait(use_awaitable);
                           co_return crunch(text);
                         },
                         use_awaitable) ||
                     timer.async_wait(use_awaitable));
  (void)r;
}

// A timeout that ends by throwing only, by way of a helper that waits.
awaitable<void> pass(std::chrono::milliseconds time) {
  steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(use_awaitable);
}

awaitable<void> late() {
  co_await pass(1s);
  throw std::runtime_error("late");
}

awaitable<void> late_unless_told() {
  try {
    co_await pass(1s);
  } catch (const boost::system::system_error &e) {
    if (e.code() == asio::error::operation_aborted)
      co_return;
    throw;
  }
  throw std::runtime_error("late");
}

awaitable<void> late_or_told(steady_timer &told) {
  co_await pass(1s);
  co_await told.async_wait(use_awaitable);
}

awaitable<void> header_of(tcp::socket &socket) {
  char bytes[4];
  co_await asio::async_read(socket, asio::buffer(bytes), use_awaitable);
}

awaitable<void> thrown_through_a_helper_bad(tcp::socket socket) {
  co_await (header_of(socket) || late()); // expected-warning {{only throws, and only what returns wins this race}}
}

awaitable<void> thrown_unless_told_bad(tcp::socket socket) {
  co_await (header_of(socket) || late_unless_told()); // expected-warning {{only throws, and only what returns wins this race}}
}

awaitable<void> returned_through_a_helper_ok(tcp::socket socket, steady_timer &told) {
  co_await (header_of(socket) || late_or_told(told));
}

awaitable<int> sum_up(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += i;
  co_return sum;
}

// No call in it, but a loop.
awaitable<void> loop_on_a_pool_bad(asio::thread_pool &pool, steady_timer &timer) {
  auto r = co_await (asio::co_spawn(pool, sum_up(1 << 30), use_awaitable) || // expected-warning {{runs on another thread and never looks whether to stop}}
                     timer.async_wait(use_awaitable));
  if (r.index() == 1)
    use(-1);
}

awaitable<int> count_down(int n) {
  while (n > 0)
    --n;
  co_return n;
}

// On the thread of the race itself, which comes to look at the time when all is done.
awaitable<void> loop_in_place_bad(steady_timer &timer) {
  auto r = co_await (count_down(1 << 30) || timer.async_wait(use_awaitable)); // expected-warning {{'count_down' computes without a suspend point until it is done, so this timeout cannot cut it short}}
  if (r.index() == 1)
    use(-1);
}

awaitable<int> sum_up_in_turns(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += i;
    if (i % 1000 == 0)
      co_await asio::post(use_awaitable);
  }
  co_return sum;
}

awaitable<void> loop_in_turns_ok(steady_timer &timer) {
  auto r = co_await (sum_up_in_turns(1 << 30) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    use(-1);
}

// Whichever is done first: there is no time in it.
awaitable<void> loops_without_a_time_ok(tcp::socket &socket) {
  auto r = co_await (count_down(1 << 30) || header_of(socket));
  if (r.index() == 0)
    use(0);
}

awaitable<void> rest(std::chrono::seconds time) {
  steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(use_awaitable);
}

awaitable<void> commit_shielded() {
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await rest(10s);
}

// What it awaits could be cancelled, elsewhere.
awaitable<void> shielded_coroutine_bad(steady_timer &timer) {
  auto r = co_await (commit_shielded() || timer.async_wait(use_awaitable)); // expected-warning {{has no point at which it can be cancelled}}
  if (r.index() == 1)
    use(-1);
}

awaitable<void> coroutine_ok(steady_timer &timer) {
  auto r = co_await (rest(10s) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    use(-1);
}

// A race that a helper makes of what it is given, as a coroutine and as a plain function.
template <class T> awaitable<bool> within(awaitable<T> work, std::chrono::seconds time) {
  steady_timer timer(co_await asio::this_coro::executor, time);
  auto r = co_await (std::move(work) || timer.async_wait(use_awaitable));
  co_return r.index() == 0;
}
template <class A, class B> auto first_of(A a, B b) { return std::move(a) || std::move(b); }

awaitable<void> given_to_a_helper_bad(tcp::resolver &resolver) {
  auto look_up = [&resolver](std::string host) { return resolver.async_resolve(host, "443", use_awaitable); };
  if (!co_await within(look_up("example.org"), 2s)) // expected-warning {{cannot be cancelled}}
    use(-1);
}
awaitable<void> given_to_a_helper_ok() {
  if (!co_await within(rest(10s), 2s))
    use(-1);
}
awaitable<void> given_to_a_function_bad(tcp::resolver &resolver, steady_timer &timer) {
  auto r = co_await first_of(resolver.async_resolve("example.org", "443", use_awaitable), // expected-warning {{cannot be cancelled}}
                             timer.async_wait(use_awaitable));
  if (r.index() == 1)
    use(-1);
}
