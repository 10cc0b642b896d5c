// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A flag or enumerator that says where a loop stands, and is asked in each turn, is a state; one that the turn itself sets back is not.

#include <boost/asio.hpp>

#include <atomic>
#include <map>
#include <semaphore>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

struct parser {
  tcp::socket s;
  bool in_header = true, busy = false, up = false;
  enum class part { head, body, none } at = part::head;
  std::string head, body;
  char c[1];

  awaitable<void> switched_ok() {
    for (;;) {
      co_await asio::async_read(s, asio::buffer(c), use_awaitable);
      switch (at) {
      case part::head:
        if (c[0] == '\n')
          at = part::body;
        else
          head += c[0];
        break;
      case part::body:
        if (c[0] == '\0')
          at = part::head;
        else
          body += c[0];
        break;
      default:
        break;
      }
    }
  }
  awaitable<void> askedFirst_ok() {
    while (s.is_open()) {
      if (in_header) {
        co_await asio::async_read(s, asio::buffer(c), use_awaitable);
        if (c[0] == '\n')
          in_header = false;
        continue;
      }
      co_await asio::async_read(s, asio::buffer(c), use_awaitable);
      if (c[0] == '\0')
        in_header = true;
    }
  }
  awaitable<void> inTurn_ok() {
    for (;;) {
      if (at == part::head) {
        co_await asio::async_read(s, asio::buffer(c), use_awaitable);
        at = part::body;
      } else {
        co_await asio::async_write(s, asio::buffer(c), use_awaitable);
        at = part::head;
      }
    }
  }
  // What an earlier operation told was no cancellation: the connect behind it came to its end.
  awaitable<void> connected_ok(tcp::endpoint peer) {
    for (;;) {
      if (!up) {
        co_await s.async_connect(peer, use_awaitable);
        up = true;
      }
      auto [error, n] = co_await asio::async_read(s, asio::buffer(c), asio::as_tuple(use_awaitable));
      if (error) {
        up = false;
        s.close();
      }
    }
  }

  // Asked by others who wait, and set back in the same turn.
  awaitable<void> busyTurn_bad() {
    for (;;) {
      if (busy) {
        co_await asio::post(s.get_executor(), use_awaitable);
        continue;
      }
      busy = true;
      co_await asio::async_read(s, asio::buffer(c), use_awaitable); // expected-warning {{'busy' is never set back}}
      busy = false;
    }
  }
  awaitable<void> afterWait_bad() {
    for (;;) {
      while (busy)
        co_await asio::post(s.get_executor(), use_awaitable);
      busy = true;
      for (int i = 0; i < 3; ++i)
        co_await asio::async_read(s, asio::buffer(c), use_awaitable); // expected-warning {{'busy' is never set back}}
      busy = false;
    }
  }
};

//===-- shields ---------------------------------------------------------------------===//

struct table {
  tcp::socket s;
  bool busy = false;
  char data[4];

  awaitable<void> ownSlot_bad(asio::cancellation_signal &stop) {
    busy = true;
    co_await asio::async_read(s, asio::buffer(data), asio::bind_cancellation_slot(stop.slot(), use_awaitable)); // expected-warning {{'busy' is never set back}}
    busy = false;
  }
  awaitable<void> noSlot_ok() {
    busy = true;
    co_await asio::async_read(s, asio::buffer(data), asio::bind_cancellation_slot(asio::cancellation_slot(), use_awaitable));
    busy = false;
  }
  awaitable<void> noSlotInside_ok() {
    busy = true;
    auto [error, n] = co_await asio::async_read(
        s, asio::buffer(data), asio::as_tuple(asio::bind_cancellation_slot(asio::cancellation_slot(), use_awaitable)));
    if (error) {
      busy = false;
      co_return;
    }
    busy = false;
  }
};

// An element that is due some time, and whichever is the first then.
struct schedule {
  std::multimap<int, int> due;
  asio::steady_timer timer;
  int now();
  awaitable<void> run_ok() {
    for (;;) {
      due.emplace(now() + 30, 1);
      co_await timer.async_wait(use_awaitable);
      while (!due.empty() && due.begin()->first <= now())
        due.erase(due.begin());
    }
  }
  awaitable<void> run_one_bad(int at) {
    due.emplace(at, 1);
    co_await timer.async_wait(use_awaitable); // expected-warning {{'due.erase()' is never called}}
    due.erase(at);
  }
};

// Where the caller's object is shown for a time.
struct monitor {
  asio::steady_timer *current = nullptr;
  awaitable<void> watch_bad(asio::steady_timer &t) {
    current = &t;
    co_await t.async_wait(use_awaitable); // expected-warning {{'current' is never set back}}
    current = nullptr;
  }
};

// A mark that says that something is not whole stays up where that was cut short: whoever comes next repairs it.
struct journal {
  bool dirty = false, writing = false, needs_sync = false;
  void repair();
  awaitable<void> save_ok(asio::steady_timer &t) {
    if (dirty)
      repair();
    dirty = true;
    co_await t.async_wait(use_awaitable);
    dirty = false;
  }
  awaitable<void> sync_ok(asio::steady_timer &t) {
    needs_sync = true;
    co_await t.async_wait(use_awaitable);
    needs_sync = false;
  }
  awaitable<void> save_bad(asio::steady_timer &t) {
    if (writing)
      co_return;
    writing = true;
    co_await t.async_wait(use_awaitable); // expected-warning {{'writing' is never set back}}
    writing = false;
  }
};

// What was asked for and refused was not begun, and a pointer that something was begun through is not null.
struct admission {
  std::counting_semaphore<> *slots;
  std::atomic<bool> limited, stop;
  std::atomic<bool> *started;
  tcp::acceptor a;
  awaitable<void> refuse(tcp::socket &s);
  void hand(tcp::socket s);
  void log(const char *what);

  awaitable<void> refused_ok() {
    while (!stop) {
      auto s = co_await a.async_accept(use_awaitable);
      bool got = true;
      if (limited)
        got = slots->try_acquire();
      if (!got) {
        co_await refuse(s);
        continue;
      }
      hand(std::move(s));
      slots->release();
    }
  }
  awaitable<void> granted_bad() {
    auto s = co_await a.async_accept(use_awaitable);
    bool got = true;
    if (limited)
      got = slots->try_acquire();
    if (got) {
      co_await refuse(s); // expected-warning {{'slots->release()' is never called}}
      slots->release();
    }
  }
  awaitable<void> through_ok(asio::steady_timer &t) {
    started->store(true);
    while (!stop.load()) {
      try {
        co_await t.async_wait(use_awaitable);
      } catch (const std::exception &e) {
        log(e.what());
      }
    }
    if (started)
      started->store(false);
  }
  awaitable<void> through_bad(asio::steady_timer &t) {
    started->store(true);
    co_await t.async_wait(use_awaitable); // expected-warning {{'started' is never set back}}
    if (started)
      started->store(false);
  }
};
