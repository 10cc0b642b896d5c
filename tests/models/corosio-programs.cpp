// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Capy and Corosio in programs.

#include "corosio.h"

#include <map>
#include <memory>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
namespace capy = boost::capy;
namespace corosio = boost::corosio;
using capy::io_task;
using capy::task;
void deliver(std::size_t);
void log(std::error_code);

io_task<> read_frame(corosio::tcp_socket &s, capy::mutable_buffer b) {
  co_return co_await capy::read(s, b);
}

io_task<> rest() {
  co_return co_await capy::delay(5s);
}

task<> frames_bad(corosio::tcp_socket &s) {
  capy::mutable_buffer b;
  for (;;) {
    auto r = co_await capy::when_any(read_frame(s, b), rest()); // expected-warning {{not safe to lose}}
    if (r.index() == 2)
      continue;
    if (r.index() == 1)
      deliver(std::get<1>(r));
  }
}

task<> frames_ok(corosio::tcp_socket &s) {
  capy::mutable_buffer b;
  for (;;) {
    auto r = co_await capy::when_any(read_frame(s, b), rest());
    if (r.index() != 1) {
      s.close();
      co_return;
    }
    deliver(std::get<1>(r));
  }
}

task<> write_timeout_ok(corosio::tcp_socket &s, capy::const_buffer b) {
  for (;;) {
    auto r = co_await corosio::cancel_after(s.write_some(b), 1s);
    if (r.ec)
      continue;
    deliver(r.n);
  }
}

task<> accept_timeout_ok(corosio::tcp_acceptor &a, corosio::tcp_socket &peer) {
  for (;;) {
    auto r = co_await corosio::cancel_after(a.accept(peer), 1s);
    if (r.ec)
      continue;
    deliver(0);
    co_return;
  }
}

task<> read_timeout_closes_ok(corosio::tcp_socket &s, capy::mutable_buffer b) {
  for (;;) {
    auto r = co_await corosio::cancel_after(s.read_some(b), 1s);
    if (r.ec) {
      s.close();
      co_return;
    }
    deliver(r.n);
  }
}

task<> spin_bad(corosio::tcp_socket &s, capy::mutable_buffer b) {
  for (;;) {
    auto r = co_await s.read_some(b); // expected-warning {{once 's' has ended, 'boost::corosio::tcp_socket::read_some' comple}}
    if (r.ec)
      continue;
    deliver(r.n);
  }
}

task<> spin_ok(corosio::tcp_socket &s, capy::mutable_buffer b) {
  for (;;) {
    auto r = co_await s.read_some(b);
    if (r.ec)
      co_return;
    deliver(r.n);
  }
}

task<> dropped_bad(corosio::tcp_socket &s, capy::mutable_buffer b) {
  read_frame(s, b); // expected-warning {{is dropped without being awaited}}
  co_return;
}

task<> dropped_op_bad(corosio::tcp_socket &s, capy::mutable_buffer b) {
  s.read_some(b); // expected-warning {{is dropped without being awaited}}
  co_return;
}

struct pool {
  std::mutex m;
  capy::async_mutex am;
  std::map<int, std::unique_ptr<corosio::tcp_socket>> socks;
  std::unique_ptr<corosio::tcp_socket> main_;

  task<> thread_lock_bad() {
    std::scoped_lock lk(m);
    co_await capy::delay(1s); // expected-warning {{is locked across a suspend point}}
  }

  task<> async_lock_ok() {
    auto g = co_await am.scoped_lock();
    co_await capy::delay(1s);
  }

  task<> async_lock_by_hand_ok() {
    co_await am.lock();
    co_await capy::delay(1s);
    am.unlock();
  }

  task<> sock_bad(int id, capy::const_buffer b) {
    auto &s = *socks.at(id);
    co_await capy::delay(1s);
    co_await s.write_some(b); // expected-warning {{a reference into 'socks' is used after a suspend point, during which '}}
  }

  task<> sock_ok(int id, capy::const_buffer b) {
    co_await capy::delay(1s);
    co_await socks.at(id)->write_some(b);
  }

  task<> main_bad(capy::const_buffer b) {
    auto &s = *main_;
    co_await capy::delay(1s);
    co_await s.write_some(b); // expected-warning {{'main_' is followed after a suspend point without a new look, and 'poo}}
  }

  task<> main_ptr_bad(capy::const_buffer b) {
    auto *s = main_.get();
    co_await capy::delay(1s);
    co_await s->write_some(b); // expected-warning {{'s' points into 'main_', which 'pool::drop' may have changed while the}}
  }

  task<> main_ok(capy::const_buffer b) {
    co_await capy::delay(1s);
    if (main_)
      co_await main_->write_some(b);
  }

  void drop(int id) {
    socks.erase(id);
    main_.reset();
  }
};

task<> sleeps_bad() {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

task<> timer_ok(corosio::timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto r = co_await t.wait();
    if (r.ec)
      co_return;
    deliver(1);
  }
}

// Once cancelled, the wait fails at once, and the loop spins.
task<> errors_passed_over_bad(corosio::timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto r = co_await t.wait(); // expected-warning {{passed over}}
    if (r.ec)
      log(r.ec);
    deliver(1);
  }
}

task<> errors_end_it_ok(corosio::timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto r = co_await t.wait();
    if (r.ec) {
      log(r.ec);
      break;
    }
    deliver(1);
  }
}

bool isFatal(std::error_code);
task<> errors_asked_for_ok(corosio::timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto r = co_await t.wait();
    if (isFatal(r.ec))
      co_return;
    deliver(1);
  }
}

task<> all_ok(corosio::tcp_socket &a, corosio::tcp_socket &b, capy::mutable_buffer x) {
  co_await capy::when_all(read_frame(a, x), read_frame(b, x));
}
