// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Boost.Cobalt: a race interrupts the branches that were given as lvalues, and cancels the others and drops what they return.

#include "cobalt.h"

#include <mutex>

namespace cobalt = boost::cobalt;
namespace io = boost::cobalt::io;
using namespace std::chrono_literals;

void handle(std::size_t n);
void on_idle();

io::mutable_buffer_sequence view(std::string &bytes);
io::const_buffer_sequence view(const char *bytes);

//===-- races ---------------------------------------------------------------===//

cobalt::promise<void> read_some_bad(io::stream_socket &sock) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(sock.read_some(view(bytes)), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> read_some_then_close_ok(io::stream_socket &sock) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(sock.read_some(view(bytes)), io::sleep(1s));
    if (r.index() == 1) {
      sock.close();
      co_return;
    }
  }
}

cobalt::promise<void> read_exactly_bad(io::stream_socket &sock) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::left_race(io::read(sock, view(bytes)), // expected-warning {{not safe to lose}}
                                        io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> write_all_bad(io::stream_socket &sock) {
  for (;;) {
    auto r = co_await cobalt::race(io::write(sock, view("ping")), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> accept_bad(io::acceptor &listener) {
  for (;;) {
    auto r = co_await cobalt::race(listener.accept(), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> connect_again_bad(io::stream_socket &sock, io::endpoint ep) {
  for (int attempt = 0; attempt != 3; ++attempt) {
    auto r = co_await cobalt::race(sock.connect(ep), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 0)
      co_return;
  }
}

// The random generator that picks the order is no branch.
cobalt::promise<void> with_generator_bad(io::stream_socket &sock, std::default_random_engine &rng) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(rng, io::sleep(1s),
                                   sock.read_some(view(bytes))); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      on_idle();
  }
}

cobalt::promise<void> with_generator_ok(io::stream_socket &sock, std::default_random_engine &rng) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(rng, io::sleep(1s), sock.read_some(view(bytes)));
    if (r.index() == 0) {
      sock.close();
      co_return;
    }
  }
}

cobalt::promise<std::size_t> read_message(io::stream_socket &sock) {
  std::string bytes(512, '\0');
  co_return co_await io::read(sock, view(bytes));
}

// An lvalue promise is interrupted: it reads on, and is awaited again.
cobalt::promise<void> lvalue_promise_ok(io::stream_socket &sock) {
  auto message = read_message(sock);
  for (;;) {
    auto r = co_await cobalt::race(message, io::sleep(1s));
    if (r.index() == 1) {
      on_idle();
      continue;
    }
    message = read_message(sock);
  }
}

// An rvalue promise is cancelled.
cobalt::promise<void> rvalue_promise_bad(io::stream_socket &sock) {
  for (;;) {
    auto r = co_await cobalt::race(read_message(sock), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// Cobalt's channels are made for races.
cobalt::promise<void> channel_ok(cobalt::channel<int> &jobs) {
  for (;;) {
    auto r = co_await cobalt::race(jobs.read(), io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> channel_write_ok(cobalt::channel<int> &jobs) {
  for (;;) {
    auto r = co_await cobalt::race(jobs.write(1), io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// What a coroutine has taken out of the channel is lost when the coroutine is cancelled before it hands it on.
cobalt::promise<void> forward(cobalt::channel<int> &from, cobalt::channel<int> &to) {
  int job = co_await from.read();
  co_await to.write(std::move(job));
}
cobalt::promise<void> forward_bad(cobalt::channel<int> &from, cobalt::channel<int> &to) {
  for (;;) {
    auto r = co_await cobalt::race(forward(from, to), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> timer_ok(io::steady_timer &tick, io::acceptor &listener) {
  for (;;) {
    auto r = co_await cobalt::race(tick.wait(), listener.wait());
    if (r.index() == 1)
      on_idle();
  }
}

// Waiting for all cancels nothing.
cobalt::promise<void> gather_ok(io::stream_socket &left, io::stream_socket &right) {
  std::string bytes(512, '\0');
  for (;;)
    co_await cobalt::gather(left.read_some(view(bytes)), right.read_some(view(bytes)));
}

//===-- locks ---------------------------------------------------------------===//

cobalt::task<void> thread_lock_bad(std::mutex &m) {
  std::lock_guard<std::mutex> lock(m);
  co_await io::sleep(1s); // expected-warning {{locked across}}
}

// Asking whether it was cancelled does not suspend.
cobalt::task<bool> no_suspend_ok(std::mutex &m) {
  std::lock_guard<std::mutex> lock(m);
  co_return co_await cobalt::this_coro::cancelled;
}

//===-- tasks ---------------------------------------------------------------===//

cobalt::task<void> lazy();
cobalt::promise<void> eager();
cobalt::detached background();

cobalt::promise<void> dropped_bad() {
  lazy();  // expected-warning {{without being awaited}}
  eager(); // expected-warning {{without being awaited}}
  co_return;
}

cobalt::promise<void> dropped_operation_bad(io::stream_socket &sock) {
  sock.write_some(view("ping")); // expected-warning {{without being awaited}}
  co_return;
}

cobalt::promise<void> dropped_race_bad(cobalt::channel<int> &a, cobalt::channel<int> &b) {
  cobalt::race(a.read(), b.read()); // expected-warning {{without being awaited}}
  co_return;
}

cobalt::promise<void> forgotten_bad() {
  auto running = eager(); // expected-warning {{without being awaited}}
  if (running.ready())
    co_await running;
}

cobalt::promise<void> awaited_ok() {
  co_await lazy();
  auto running = eager();
  co_await running;
  co_await cobalt::join(lazy(), eager());
}

// Cobalt's own ways to let one go.
cobalt::promise<void> let_go_ok() {
  +eager();
  auto running = eager();
  running.detach();
  background();
  co_return;
}

void spawned_ok(cobalt::executor ex) { cobalt::spawn(ex, lazy(), boost::asio::detached); }

void run_ok() { cobalt::run(lazy()); }

cobalt::promise<void> grouped_ok() {
  cobalt::wait_group group;
  group.push_back(eager());
  co_await group.wait();
}
