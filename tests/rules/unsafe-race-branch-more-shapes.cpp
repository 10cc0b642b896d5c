// RUN: %corosafe %s -- -std=c++20 %verify

// Where a race may stand: conditions, return expressions, lambdas of all kinds, templates, functors, labels.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Cell = std::array<char, 53>;

void switch_cell(const Cell &cell);
void note_idle();

awaitable<void> if_initialiser_bad(tcp::socket link) {
  asio::steady_timer timer(link.get_executor());
  Cell cell;
  bool open = true;
  while (open) {
    timer.expires_after(1s);
    if (auto r = co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
                           timer.async_wait(use_awaitable));
        r.index() == 1)
      note_idle();
    else
      open = cell[0] != 0;
  }
}

awaitable<void> if_initialiser_ok(tcp::socket link) {
  asio::steady_timer timer(link.get_executor());
  Cell cell;
  for (;;) {
    timer.expires_after(1s);
    if (auto r = co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || timer.async_wait(use_awaitable));
        r.index() == 0)
      switch_cell(cell);
    else
      break;
  }
  note_idle();
}

// Again until something came: every turn but the last lost.
awaitable<void> do_while_bad(tcp::socket link) {
  asio::steady_timer timer(link.get_executor());
  Cell cell;
  std::size_t winner;
  do {
    timer.expires_after(1s);
    winner = (co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
                        timer.async_wait(use_awaitable)))
                 .index();
  } while (winner == 1);
  switch_cell(cell);
}

// As long as something comes.
awaitable<void> do_while_ok(tcp::socket link) {
  asio::steady_timer timer(link.get_executor());
  Cell cell;
  std::size_t winner;
  do {
    timer.expires_after(1s);
    winner = (co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || timer.async_wait(use_awaitable)))
                 .index();
    if (winner == 0)
      switch_cell(cell);
  } while (winner == 0);
}

awaitable<void> label_bad(tcp::socket link) {
  asio::steady_timer timer(link.get_executor());
  Cell cell;
again:
  timer.expires_after(1s);
  auto r = co_await (
      asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    note_idle();
    goto again;
  }
  switch_cell(cell);
}

awaitable<void> label_ok(tcp::socket &link) {
  asio::steady_timer timer(link.get_executor(), 1s);
  Cell cell;
  {
    auto r = co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      goto hang_up;
  }
  switch_cell(cell);
  co_await asio::async_read(link, asio::buffer(cell), use_awaitable);
  switch_cell(cell);
  co_return;
hang_up:
  error_code ignored;
  link.close(ignored);
}

// One diagnostic, however many instantiations.
template <class Stream>
awaitable<void> template_bad(Stream &link) {
  asio::steady_timer timer(link.get_executor());
  Cell cell;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      switch_cell(cell);
  }
}
template awaitable<void> template_bad(tcp::socket &);
template awaitable<void> template_bad(asio::local::stream_protocol::socket &);

template <class Stream>
awaitable<void> template_ok(Stream &link) {
  asio::steady_timer timer(link.get_executor());
  Cell cell;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      break;
    switch_cell(cell);
  }
  link.close();
}
template awaitable<void> template_ok(tcp::socket &);
template awaitable<void> template_ok(asio::local::stream_protocol::socket &);

// Spawned closures that own the socket.
void spawn_bad(tcp::socket link) {
  auto executor = link.get_executor();
  asio::co_spawn(
      executor,
      [link = std::move(link)]() mutable -> awaitable<void> {
        asio::steady_timer timer(link.get_executor());
        Cell cell;
        for (;;) {
          timer.expires_after(1s);
          auto r = co_await (
              asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
              timer.async_wait(use_awaitable));
          if (r.index() == 0)
            switch_cell(cell);
        }
      },
      asio::detached);
}

void spawn_ok(tcp::socket link) {
  auto executor = link.get_executor();
  asio::co_spawn(
      executor,
      [link = std::move(link)]() mutable -> awaitable<void> {
        asio::steady_timer timer(link.get_executor());
        Cell cell;
        for (;;) {
          timer.expires_after(1s);
          auto r =
              co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || timer.async_wait(use_awaitable));
          if (r.index() == 1)
            co_return;
          switch_cell(cell);
        }
      },
      asio::detached);
}

// A functor that is a coroutine, and is called until it says stop.
struct ReceiveCell_bad {
  tcp::socket &link;
  Cell &cell;
  awaitable<bool> operator()(std::chrono::milliseconds limit) {
    asio::steady_timer timer(link.get_executor(), limit);
    auto r = co_await (
        asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    co_return r.index() == 0;
  }
};

awaitable<void> functor_user(tcp::socket link) {
  Cell cell;
  ReceiveCell_bad receive{link, cell};
  for (;;)
    if (co_await receive(500ms))
      switch_cell(cell);
}

// A local lambda is the helper.
awaitable<void> local_lambda_bad(tcp::socket link) {
  Cell cell;
  auto receive = [&](std::chrono::milliseconds limit) -> awaitable<bool> {
    asio::steady_timer timer(link.get_executor(), limit);
    auto r = co_await (
        asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    co_return r.index() == 0;
  };
  for (;;)
    if (co_await receive(500ms))
      switch_cell(cell);
}

awaitable<void> local_lambda_ok(tcp::socket link) {
  Cell cell;
  auto receive = [&](std::chrono::milliseconds limit) -> awaitable<bool> {
    asio::steady_timer timer(link.get_executor(), limit);
    auto r = co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || timer.async_wait(use_awaitable));
    co_return r.index() == 0;
  };
  while (co_await receive(500ms))
    switch_cell(cell);
}

namespace atm {
namespace {

struct Port {
  static awaitable<void> poll_bad(tcp::socket &link, asio::steady_timer &timer) {
    Cell cell;
    while (timer.expires_after(1s),
           (co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || // expected-warning {{not safe to lose}}
                      timer.async_wait(use_awaitable)))
                       .index() == 0 ||
               link.is_open())
      note_idle();
  }
};

} // namespace
} // namespace atm

// Each socket of the list is asked once.
awaitable<int> each_once_ok(std::vector<tcp::socket> links) {
  int silent = 0;
  for (tcp::socket &link : links) {
    asio::steady_timer timer(link.get_executor(), 1s);
    Cell cell;
    auto r = co_await (asio::async_read(link, asio::buffer(cell), use_awaitable) || timer.async_wait(use_awaitable));
    silent += r.index() == 1;
  }
  co_return silent;
}
