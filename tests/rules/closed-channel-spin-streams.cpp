// RUN: %corosafe %s -- -std=c++20 -I%inputs -I%inputs/stubs %verify

// Streams and generators: the end is told as a number, an empty value, an error or a status.

#include "async_simple.h"
#include "cobalt.h"
#include "coro_io.h"
#include "corosio.h"
#include "cppcoro.h"
#include "folly.h"
#include "kj.h"
#include "libcoro.h"
#include "seastar.h"
#include "tinycoro.h"
#include "tmc.h"
#include <cstring>
#include <span>
void handle(int);
void handle(const char *, std::size_t);
void note(const char *);
// ---- folly
folly::coro::Task<void> gen_bad(folly::coro::AsyncGenerator<int> &g) {
  while (true) {
    auto v = co_await g.next(); // expected-warning {{this loop spins}}
    if (v)
      handle(*v);
  }
}
folly::coro::Task<void> gen_ok(folly::coro::AsyncGenerator<int> &g) {
  while (auto v = co_await g.next())
    handle(*v);
}
folly::coro::Task<void> gen_and_ok(folly::coro::AsyncGenerator<int> &g, int max) {
  for (int n = 0;;) {
    auto v = co_await g.next();
    if (!v || ++n > max)
      co_return;
    handle(*v);
  }
}
// ---- kj
kj::Promise<void> kj_bad(kj::AsyncInputStream &in) {
  char buf[256];
  for (;;) {
    size_t n = co_await in.tryRead(buf, 1, sizeof buf); // expected-warning {{this loop spins}}
    if (n == 0)
      continue;
    handle(buf, n);
  }
}
kj::Promise<void> kj_gt_bad(kj::AsyncInputStream &in) {
  char buf[256];
  for (;;) {
    size_t n = co_await in.tryRead(buf, 1, sizeof buf); // expected-warning {{this loop spins}}
    if (n > 0)
      handle(buf, n);
  }
}
kj::Promise<void> kj_ok(kj::AsyncInputStream &in) {
  char buf[256];
  for (;;) {
    size_t n = co_await in.tryRead(buf, 1, sizeof buf);
    if (n == 0)
      break;
    handle(buf, n);
  }
}
kj::Promise<void> kj_less_ok(kj::AsyncInputStream &in) {
  char buf[256];
  for (;;) {
    size_t n = co_await in.tryRead(buf, 4, sizeof buf);
    if (n < 4)
      co_return;
    handle(buf, n);
  }
}
kj::Promise<void> kj_while_ok(kj::AsyncInputStream &in) {
  char buf[256];
  while (size_t n = co_await in.tryRead(buf, 1, sizeof buf))
    handle(buf, n);
}
// ---- tmc
tmc::task<void> tmc_bad(tmc::chan_tok<int> tok) {
  while (true) {
    auto v = co_await tok.pull(); // expected-warning {{this loop spins}}
    if (!v.has_value()) {
      note("empty");
      continue;
    }
    handle(*v);
  }
}
tmc::task<void> tmc_ok(tmc::chan_tok<int> tok) {
  while (true) {
    auto v = co_await tok.pull();
    if (!v.has_value())
      co_return;
    handle(*v);
  }
}
// ---- tinycoro
tinycoro::Task<void> tiny_bad(tinycoro::BufferedChannel<int> &ch) {
  int v;
  while (true) {
    co_await ch.PopWait(v); // expected-warning {{this loop spins}}
    handle(v);
  }
}
tinycoro::Task<void> tiny_ok(tinycoro::BufferedChannel<int> &ch) {
  int v;
  while (tinycoro::EChannelOpStatus::CLOSED != co_await ch.PopWait(v))
    handle(v);
}
// ---- libcoro
coro::task<void> lib_bad(coro::queue<int> &q) {
  for (;;) {
    auto e = co_await q.pop(); // expected-warning {{this loop spins}}
    if (e.has_value())
      handle(*e);
  }
}
coro::task<void> lib_ok(coro::queue<int> &q) {
  for (;;) {
    auto e = co_await q.pop();
    if (!e)
      break;
    handle(*e);
  }
}
coro::task<void> lib_ring_bad(coro::ring_buffer<int, 16> &q) {
  do {
    auto e = co_await q.consume(); // expected-warning {{this loop spins}}
    if (!e)
      note("nothing");
    else
      handle(*e);
  } while (true);
}
// ---- cobalt
boost::cobalt::task<void> cob_bad(boost::cobalt::channel<int> &ch) {
  for (;;) {
    try {
      handle(co_await ch.read());
    } catch (const std::exception &e) { // expected-warning {{corosafe-swallowed-cancellation}}
      note(e.what());
    }
  }
}
boost::cobalt::task<void> cob_open_ok(boost::cobalt::channel<int> &ch) {
  while (ch.is_open())
    handle(co_await ch.read());
}
// ---- corosio
boost::capy::task<void> cor_bad(boost::corosio::tcp_socket &s, boost::capy::mutable_buffer b) {
  for (;;) {
    auto r = co_await s.read_some(b); // expected-warning {{this loop spins}}
    handle((int)r.n);
  }
}
boost::capy::task<void> cor_ec_bad(boost::corosio::tcp_socket &s, boost::capy::mutable_buffer b) {
  for (;;) {
    auto [ec, n] = co_await s.read_some(b); // expected-warning {{this loop spins}}
    if (!ec)
      handle((int)n);
  }
}
boost::capy::task<void> cor_ok(boost::corosio::tcp_socket &s, boost::capy::mutable_buffer b) {
  for (;;) {
    auto [ec, n] = co_await s.read_some(b);
    if (ec)
      co_return;
    handle((int)n);
  }
}
boost::capy::task<void> cor_member_ok(boost::corosio::tcp_socket &s, boost::capy::mutable_buffer b) {
  for (;;) {
    auto r = co_await s.read_some(b);
    if (r.ec)
      break;
    handle((int)r.n);
  }
}
boost::capy::task<void> cor_accept_bad(boost::corosio::tcp_acceptor &a) {
  for (;;) {
    boost::corosio::tcp_socket peer;
    auto r = co_await a.accept(peer); // expected-warning {{this loop spins}}
    if (r.ec) {
      note("accept");
      continue;
    }
    peer.close();
  }
}
// ---- coro_io
struct sock {};
struct buf {};
async_simple::coro::Lazy<void> ylt_bad(sock &s, buf b) {
  while (true) {
    auto [ec, n] = co_await coro_io::async_read_some(s, b); // expected-warning {{this loop spins}}
    if (ec) {
      note("err");
      continue;
    }
    handle((int)n);
  }
}
async_simple::coro::Lazy<void> ylt_ok(sock &s, buf b) {
  while (true) {
    auto [ec, n] = co_await coro_io::async_read_some(s, b);
    if (ec) {
      note("err");
      break;
    }
    handle((int)n);
  }
}
async_simple::coro::Lazy<void> ylt_pair_ok(sock &s, buf b) {
  while (true) {
    auto r = co_await coro_io::async_read_some(s, b);
    if (r.first)
      co_return;
    handle((int)r.second);
  }
}
async_simple::coro::Lazy<void> ylt_pair_bad(sock &s, buf b) {
  while (true) {
    auto r = co_await coro_io::async_read_some(s, b); // expected-warning {{this loop spins}}
    if (r.first)
      note("x");
    else
      handle((int)r.second);
  }
}
async_simple::coro::Lazy<void> ylt_sleep_ok(sock &s, buf b) {
  while (true) {
    auto r = co_await coro_io::async_read_some(s, b);
    if (r.first) {
      co_await coro_io::sleep_for(10);
      continue;
    }
    handle((int)r.second);
  }
}

// A checking macro that takes its condition apart compares by way of objects, and throws where that fails.
struct comparison {
  bool holds;
  explicit operator bool() const { return holds; }
};
template <class T> struct compared {
  T left;
  template <class U> comparison operator>(const U &right) const { return {left > right}; }
};
struct take_apart {
  template <class T> compared<T> operator<<(const T &left) const { return {left}; }
};
[[noreturn]] void fail(const char *);
void take_bytes(const char *, std::size_t);
#define CHECK_THAT(condition)                                                                                         \
  if (auto checked = take_apart() << condition) {                                                                    \
  } else                                                                                                              \
    fail(#condition)

kj::Promise<void> checked_by_macro_ok(kj::AsyncInputStream &in) {
  char buf[16];
  for (;;) {
    auto n = co_await in.tryRead(buf, 1, sizeof buf);
    CHECK_THAT(n > 0);
    take_bytes(buf, n);
  }
}
// ---- Seastar: the other side of a pipe is gone
seastar::future<> pipe_bad(seastar::pipe_reader<int> in) {
  for (;;) {
    auto v = co_await in.read(); // expected-warning {{this loop spins}}
    if (v)
      handle(*v);
  }
}
seastar::future<> pipe_ok(seastar::pipe_reader<int> in) {
  while (auto v = co_await in.read())
    handle(*v);
}
