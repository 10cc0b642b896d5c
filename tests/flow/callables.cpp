// RUN: %corosafe %s -- -std=c++20 %verify
// Calls through std::function, function pointers and closures lead to what was assigned, where that is visible.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <functional>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

struct note { char text[64]; };
void handle(const note &);

static awaitable<void> read_note(tcp::socket &sock, note &n) {
  co_await asio::async_read(sock, asio::buffer(n.text), use_awaitable);
}
static awaitable<void> wait_for_note(tcp::socket &sock, note &) {
  co_await sock.async_wait(tcp::socket::wait_read, use_awaitable);
}

awaitable<void> local_pointer_bad(tcp::socket sock, asio::steady_timer timer) {
  note n;
  auto *next = &read_note;
  for (;;) {
    auto r = co_await (next(sock, n) || // expected-warning {{'read_note' is not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}
awaitable<void> local_pointer_ok(tcp::socket sock, asio::steady_timer timer) {
  note n;
  auto *next = &wait_for_note;
  for (;;) {
    auto r = co_await (next(sock, n) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}
awaitable<void> local_function_bad(tcp::socket sock, asio::steady_timer timer) {
  note n;
  std::function<awaitable<void>(tcp::socket &, note &)> next = read_note;
  for (;;) {
    auto r = co_await (next(sock, n) || // expected-warning {{'read_note' is not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}

// Nobody says what it is: nothing is known.
awaitable<void> given_ok(tcp::socket sock, asio::steady_timer timer, awaitable<void> (*next)(tcp::socket &, note &)) {
  note n;
  for (;;) {
    auto r = co_await (next(sock, n) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}
void choose(std::function<awaitable<void>(tcp::socket &, note &)> &);
awaitable<void> chosen_elsewhere_ok(tcp::socket sock, asio::steady_timer timer) {
  note n;
  std::function<awaitable<void>(tcp::socket &, note &)> next = read_note;
  choose(next);
  for (;;) {
    auto r = co_await (next(sock, n) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}

// Kept in a member by the constructor, called in another member function.
class Session {
public:
  explicit Session(tcp::socket sock)
      : sock_(std::move(sock)), timer_(sock_.get_executor()),
        read_([this]() -> awaitable<void> {
          co_await asio::async_read(sock_, asio::buffer(note_.text), use_awaitable);
        }),
        poll_([this]() -> awaitable<void> { co_await sock_.async_wait(tcp::socket::wait_read, use_awaitable); }) {}

  awaitable<void> run_bad() {
    for (;;) {
      auto r = co_await (read_() || // expected-warning {{not safe to lose}}
                         timer_.async_wait(use_awaitable));
      if (r.index() == 0)
        handle(note_);
    }
  }
  awaitable<void> run_ok() {
    for (;;) {
      auto r = co_await (poll_() || timer_.async_wait(use_awaitable));
      if (r.index() == 0)
        handle(note_);
    }
  }

private:
  tcp::socket sock_;
  asio::steady_timer timer_;
  note note_;
  std::function<awaitable<void>()> read_, poll_;
};

// What closes a socket closes it through a pointer as well.
static void shut(tcp::socket &sock) { sock.close(); }
awaitable<void> closed_through_pointer_ok(tcp::socket sock, asio::steady_timer timer) {
  note n;
  void (*on_timeout)(tcp::socket &) = shut;
  for (;;) {
    auto r = co_await (read_note(sock, n) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      on_timeout(sock);
      co_return;
    }
    handle(n);
  }
}
