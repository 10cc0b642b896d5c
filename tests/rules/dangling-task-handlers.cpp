// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Completion handlers that are no coroutines: they are called when what they refer to may be gone.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <future>
#include <memory>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using boost::system::error_code;
using namespace std::chrono_literals;

void show(const std::string &text);
awaitable<void> refresh();

void posted_bad(asio::any_io_executor ex) {
  std::string text = "hello";
  asio::post(ex, [&text] { show(text); }); // expected-warning {{a handler uses 'text', but it may be called after 'posted_bad' has ended}}
}
void posted_ok(asio::any_io_executor ex) {
  std::string text = "hello";
  asio::post(ex, [text] { show(text); });
}
struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
// A handler that is a coroutine refers to what it is given as any other does, before it is suspended, too.
void posted_coroutine_bad(asio::any_io_executor ex) {
  std::string text = "hello";
  asio::post(ex, [&text]() -> job { // expected-warning {{a handler uses 'text'}}
    show(text);
    co_await std::suspend_always{};
  });
}
void posted_coroutine_ok(asio::any_io_executor ex) {
  std::string text = "hello";
  asio::post(ex, [text]() -> job {
    show(text);
    co_await std::suspend_always{};
  });
}
awaitable<void> timer_bad(asio::steady_timer &t, std::string name) {
  t.expires_after(1s);
  t.async_wait([&](error_code) { show(name); }); // expected-warning {{a handler uses 'name'}}
  co_await refresh();
}
awaitable<void> timer_ok(asio::steady_timer &t, std::string name) {
  t.expires_after(1s);
  t.async_wait([name](error_code) { show(name); });
  co_await refresh();
}

// A handler that asks how it ended uses nothing once its timer is cancelled.
awaitable<void> asks_ok(std::string host) {
  auto ex = co_await asio::this_coro::executor;
  asio::ip::tcp::resolver resolver(ex);
  asio::steady_timer t(ex, 1s);
  t.async_wait([&](error_code ec) {
    if (!ec)
      resolver.cancel();
  });
  co_await resolver.async_resolve(host, "80", use_awaitable);
  t.cancel();
}

awaitable<void> serve(asio::ip::tcp::acceptor &a);
awaitable<void> ends_what_is_awaited_ok(asio::steady_timer &limit) {
  asio::ip::tcp::acceptor a(co_await asio::this_coro::executor, {asio::ip::tcp::v4(), 8081});
  limit.async_wait([&](error_code) { a.cancel(); });
  co_await serve(a);
}

// It has run by then: the context was run, the pool joined, the future waited for, the flag asked, the channel read.
void run_ok() {
  asio::io_context io;
  int count = 0;
  asio::post(io, [&] { ++count; });
  io.run();
}
void joined_ok() {
  asio::thread_pool pool(2);
  std::atomic<int> count{0};
  for (int i = 0; i < 4; ++i)
    asio::post(pool, [&] { ++count; });
  pool.join();
}
int promised_ok(asio::io_context &io) {
  std::promise<int> answer;
  auto f = answer.get_future();
  asio::post(io, [&] { answer.set_value(1); });
  return f.get();
}
awaitable<void> flag_ok(asio::any_io_executor ex) {
  bool done = false;
  asio::post(ex, [&] { done = true; });
  asio::steady_timer t(ex);
  while (!done) {
    t.expires_after(1ms);
    co_await t.async_wait(use_awaitable);
  }
}
awaitable<void> told_ok(asio::any_io_executor ex) {
  asio::experimental::channel<void(error_code)> done(ex, 1);
  std::string text;
  asio::post(ex, [&] {
    text = "x";
    done.try_send(error_code());
  });
  co_await done.async_receive(use_awaitable);
  show(text);
}
int main() {
  asio::io_context io;
  asio::signal_set signals(io, SIGINT);
  signals.async_wait([&](error_code, int) { io.stop(); });
  io.run();
}

// As many are waited for as were posted.
using numbers = asio::experimental::channel<void(error_code, int)>;
awaitable<void> counts_results_ok(int n) {
  auto ex = co_await asio::this_coro::executor;
  numbers results(ex, n);
  for (int i = 0; i < n; ++i)
    asio::post(ex, [&results, i] { results.try_send(error_code{}, i); });
  for (int left = n; left > 0; --left)
    co_await results.async_receive(use_awaitable);
}
awaitable<void> counts_others_bad(int n, numbers &others) {
  auto ex = co_await asio::this_coro::executor;
  numbers results(ex, n);
  for (int i = 0; i < n; ++i)
    asio::post(ex, [&results, i] { results.try_send(error_code{}, i); }); // expected-warning {{a handler uses 'results'}}
  for (int left = n; left > 0; --left)
    co_await others.async_receive(use_awaitable);
}

// It may be called at once.
void dispatched_ok(asio::io_context &context) {
  bool called = false;
  asio::dispatch(context, [&] { called = true; });
  show(called ? "at once" : "later");
}

//===-- what the token of a coroutine keeps ---------------------------------------===//

asio::io_context &the_context();
void look_at(std::shared_ptr<void> what);

class ticker : public std::enable_shared_from_this<ticker> {
public:
  void consigned_ok() { asio::co_spawn(the_context(), run(), asio::consign(asio::detached, shared_from_this())); }
  void consigned_under_a_slot_ok(asio::cancellation_signal &stop) {
    asio::co_spawn(the_context(), run(), asio::bind_cancellation_slot(stop.slot(), asio::consign(asio::detached, shared_from_this())));
  }
  void handler_under_a_slot_ok(asio::cancellation_signal &stop) {
    auto self = shared_from_this();
    asio::co_spawn(the_context(), run(), asio::bind_cancellation_slot(stop.slot(), [self](std::exception_ptr) {}));
  }
  void under_a_slot_bad(asio::cancellation_signal &stop) {
    auto self = shared_from_this();
    look_at(self);
    asio::co_spawn(the_context(), run(), asio::bind_cancellation_slot(stop.slot(), asio::detached)); // expected-warning {{uses 'this'}}
  }
  void by_reference_bad() {
    auto self = shared_from_this();
    asio::co_spawn(the_context(), run(), [&self](std::exception_ptr) { look_at(self); }); // expected-warning {{uses 'this'}}
  }

private:
  asio::steady_timer timer_;
  int ticks_ = 0;

  asio::awaitable<void> run() {
    for (;;) {
      co_await timer_.async_wait(asio::use_awaitable);
      ++ticks_;
    }
  }
};

//===-- the executor that runs a task tells nothing of it -------------------------------===//

asio::awaitable<void> greets_ten_bad(asio::ip::tcp::acceptor &door) {
  std::string seen;
  for (int i = 0; i < 10; ++i) {
    asio::ip::tcp::socket guest = co_await door.async_accept(asio::use_awaitable);
    asio::co_spawn(door.get_executor(), [guest = std::move(guest), &seen]() mutable -> asio::awaitable<void> { // expected-warning {{'seen'}}
      char c;
      co_await asio::async_read(guest, asio::buffer(&c, 1), asio::use_awaitable);
      seen += c;
    }, asio::detached);
  }
}

asio::awaitable<void> greets_all_ok(asio::ip::tcp::acceptor &door) {
  std::string seen;
  for (;;) {
    asio::ip::tcp::socket guest = co_await door.async_accept(asio::use_awaitable);
    asio::co_spawn(door.get_executor(), [guest = std::move(guest), &seen]() mutable -> asio::awaitable<void> {
      char c;
      co_await asio::async_read(guest, asio::buffer(&c, 1), asio::use_awaitable);
      seen += c;
    }, asio::detached);
  }
}

//===-- the handler that is told of a task's end ------------------------------------------===//

awaitable<void> counts_down_bad(asio::any_io_executor ex) {
  int left = 3;
  for (int i = 0; i < 3; ++i)
    asio::co_spawn(ex, refresh(), [&left](std::exception_ptr) { --left; }); // expected-warning {{a handler uses 'left', but it may be called after}}
  co_await refresh();
}
awaitable<void> counts_down_shared_ok(asio::any_io_executor ex) {
  auto left = std::make_shared<int>(3);
  for (int i = 0; i < 3; ++i)
    asio::co_spawn(ex, refresh(), [left](std::exception_ptr) { --*left; });
  co_await refresh();
}
int runs_to_the_end_ok() {
  int code = 0;
  asio::io_context io;
  asio::co_spawn(io, refresh(), [&](std::exception_ptr) { code = 1; });
  io.run();
  return code;
}
awaitable<void> waits_for_all_ok(asio::any_io_executor ex) {
  int left = 3;
  asio::steady_timer done(ex, asio::steady_timer::time_point::max());
  for (int i = 0; i < 3; ++i)
    asio::co_spawn(ex, refresh(), [&](std::exception_ptr) {
      if (--left == 0)
        done.cancel();
    });
  error_code ec;
  while (left > 0)
    co_await done.async_wait(asio::redirect_error(use_awaitable, ec));
}

//===-- what the operation itself was lent ------------------------------------------------===//

awaitable<void> written_bad(asio::ip::tcp::socket &to, int n) {
  std::string text(n, 'x');
  asio::async_write(to, asio::buffer(text), asio::detached); // expected-warning {{an operation uses 'text', but it goes on after 'written_bad' has ended}}
  co_return;
}
awaitable<void> read_bad(asio::ip::tcp::socket &from, asio::steady_timer &t) {
  std::string text(64, ' ');
  from.async_read_some(asio::buffer(text), [](error_code, std::size_t n) { std::printf("%zu", n); }); // expected-warning {{an operation uses 'text', but it goes on after 'read_bad' has ended}}
  t.expires_after(1s);
  co_await t.async_wait(use_awaitable);
}
awaitable<void> told_of_the_end_ok(asio::ip::tcp::socket &to, std::string text) {
  asio::experimental::channel<void(error_code)> done(to.get_executor(), 1);
  asio::async_write(to, asio::buffer(text), [&](error_code ec, std::size_t) { done.try_send(ec); });
  co_await done.async_receive(use_awaitable);
}
void from_whom_bad(asio::ip::udp::socket &from, std::shared_ptr<std::string> text) {
  asio::ip::udp::endpoint sender;
  from.async_receive_from(asio::buffer(*text), sender, [text](error_code, std::size_t) {}); // expected-warning {{an operation uses 'sender'}}
}
void kept_by_the_handler_ok(asio::ip::tcp::socket &to) {
  auto text = std::make_shared<std::string>("hello");
  asio::async_write(to, asio::buffer(*text), [text](error_code, std::size_t) {});
}
void moved_into_the_handler_ok(asio::ip::tcp::socket &to) {
  auto text = std::make_unique<std::string>("hello");
  auto bytes = asio::buffer(*text);
  asio::async_write(to, bytes, [text = std::move(text)](error_code, std::size_t) {});
}
void run_here_ok(asio::io_context &io, asio::ip::tcp::socket &to) {
  std::string text = "hello";
  asio::async_write(to, asio::buffer(text), asio::detached);
  io.run();
}
void for_ever_ok(asio::ip::tcp::socket &to) {
  static const std::string text = "hello";
  asio::async_write(to, asio::buffer(text), asio::detached);
}
class letter {
  asio::ip::tcp::socket to_;
  std::string text_;

public:
  void write_ok() { asio::async_write(to_, asio::buffer(text_), asio::detached); }
  void write_signed_bad() {
    std::string text = text_ + ", yours";
    asio::async_write(to_, asio::buffer(text), [this](error_code, std::size_t) { text_.clear(); }); // expected-warning {{an operation uses 'text'}}
  }
};

// What fills the same buffer next waits for itself, and not for who still sends it.
awaitable<void> echo_to_bad(asio::ip::tcp::socket &to, asio::ip::tcp::socket &from) {
  char block[64];
  for (;;) {
    auto [error, n] = co_await from.async_read_some(asio::buffer(block), asio::as_tuple(use_awaitable));
    if (error)
      break;
    asio::async_write(to, asio::buffer(block, n), asio::detached); // expected-warning {{an operation uses 'block'}}
  }
}
awaitable<void> answered_ok(asio::ip::tcp::socket &to, asio::experimental::channel<void(error_code)> &done) {
  char block[64] = "hello";
  asio::async_write(to, asio::buffer(block), [&done](error_code, std::size_t) { done.try_send(error_code()); });
  co_await done.async_receive(use_awaitable);
}
