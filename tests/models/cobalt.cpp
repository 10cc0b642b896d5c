// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Boost.Cobalt: a race interrupts the branches that were given as lvalues, and cancels the others and drops what they return.

#include "cobalt.h"

#include <mutex>
#include <thread>

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

cobalt::promise<void> read_some_then_close_ok(io::stream_socket &sock, io::endpoint ep) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(sock.read_some(view(bytes)), io::sleep(1s));
    if (r.index() == 1) {
      sock.close();
      co_await sock.connect(ep);
    }
  }
}

// Cancelling what is pending does not give back what was read.
cobalt::promise<void> read_some_then_cancel_bad(io::stream_socket &sock) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(sock.read_some(view(bytes)), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      sock.cancel();
  }
}

cobalt::promise<void> write_some_bad(io::stream_socket &sock) {
  for (;;) {
    auto r = co_await cobalt::race(sock.write_some(view("ping")), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
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

// A generator that is raced as an lvalue keeps its value; one that is made for the race loses it.
cobalt::generator<int> jobs_of(io::stream_socket &sock);
cobalt::promise<void> generator_ok(cobalt::generator<int> &jobs) {
  for (;;) {
    auto r = co_await cobalt::race(jobs, io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> reader_ok(cobalt::channel<int> &jobs) {
  cobalt::channel_reader<int> reader(jobs);
  for (;;) {
    auto r = co_await cobalt::race(reader, io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> tuple_of_read_bad(io::stream_socket &sock) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(cobalt::as_tuple(sock.read_some(view(bytes))), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::promise<void> tls_bad(io::ssl::stream &tls) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(tls.read_some(view(bytes)), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    auto h = co_await cobalt::race(tls.handshake(), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == h.index())
      on_idle();
  }
}

cobalt::promise<void> datagrams_bad(io::datagram_socket &sock) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await cobalt::race(sock.receive(view(bytes)), // expected-warning {{not safe to lose}}
                                   io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// A datagram is sent whole or not at all; a read at an offset can be repeated.
cobalt::promise<void> repeatable_ok(io::datagram_socket &sock, io::random_access_read_device &file) {
  std::string bytes(512, '\0');
  for (;;) {
    co_await cobalt::race(sock.send(view("ping")), io::sleep(1s));
    co_await cobalt::race(file.read_some_at(0, view(bytes)), io::sleep(1s));
  }
}

// It takes nothing, and cannot be cut short either.
cobalt::promise<void> look_up_bad(io::resolver &dns) {
  co_await cobalt::race(dns.resolve("localhost", "http"), io::sleep(1s)); // expected-warning {{cannot be cancelled}}
  co_await cobalt::race(io::lookup("localhost", "http"), io::sleep(1s));  // expected-warning {{cannot be cancelled}}
}

// An accepted connection is in the caller's socket.
cobalt::promise<void> accept_into_ok(io::acceptor &listener, io::stream_socket &sock) {
  for (;;) {
    auto r = co_await cobalt::race(listener.accept(sock), io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

cobalt::task<std::size_t> read_in_task(io::stream_socket &sock) {
  std::string bytes(512, '\0');
  co_return co_await io::read(sock, view(bytes));
}

// A spawned task is raced with the operation that stands for it.
cobalt::promise<void> spawned_branch_bad(io::stream_socket &sock, cobalt::executor ex) {
  for (;;) {
    auto r = co_await cobalt::race(
        cobalt::spawn(ex, read_in_task(sock), cobalt::use_op), // expected-warning {{not safe to lose}}
        io::sleep(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// A join that fails cancels its other branches, and leaves by the exception.
cobalt::promise<void> join_bad(io::stream_socket &left, io::stream_socket &right) {
  std::string bytes(512, '\0');
  for (;;) {
    try {
      co_await cobalt::join(io::read(left, view(bytes)),   // expected-warning {{not safe to lose}}
                            io::read(right, view(bytes))); // expected-warning {{not safe to lose}}
    } catch (const std::exception &) { // expected-warning {{swallows cancellation}}
      on_idle();
    }
  }
}

cobalt::promise<void> with_ok(io::stream_socket &sock) {
  co_await cobalt::with(
      sock, [](io::stream_socket &s) -> cobalt::promise<void> { co_await s.write_some(view("ping")); },
      [](io::stream_socket &s, std::exception_ptr) -> cobalt::promise<void> { co_await s.write_some(view("bye")); });
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
  group.push_back(eager());
  co_await group.wait_one();
  co_await group.wait();
  group.push_back(eager());
  co_await group;
}

cobalt::thread work();

cobalt::promise<void> thread_bad() {
  work(); // expected-warning {{without being awaited}}
  co_return;
}

cobalt::promise<void> thread_ok() {
  co_await work();
  auto running = work();
  running.join();
}

cobalt::promise<void> dropped_spawn_bad(cobalt::executor ex) {
  cobalt::spawn(ex, lazy(), cobalt::use_op); // expected-warning {{without being awaited}}
  co_return;
}

cobalt::promise<void> dropped_joins_bad() {
  cobalt::gather(lazy(), lazy()); // expected-warning {{without being awaited}}
  cobalt::join(lazy(), lazy());   // expected-warning {{without being awaited}}
  co_return;
}

//===-- scopes ----------------------------------------------------------------===//

cobalt::promise<void> group_left_bad() {
  cobalt::wait_group group; // expected-warning {{may end without having been joined}}
  group.push_back(eager());
  co_await lazy();
}

cobalt::promise<void> group_joined_ok() {
  cobalt::wait_group group;
  group.push_back(eager());
  co_await group.wait();
}

//===-- writers that close ------------------------------------------------------===//

cobalt::promise<void> writer(cobalt::channel<int> &out) {
  for (int i = 0; i < 4; ++i)
    co_await out.write(i);
  out.close();
}

// The channel is open until the writer has ended.
cobalt::promise<void> read_until_closed_ok() {
  cobalt::channel<int> results;
  +writer(results);
  while (results.is_open())
    handle(co_await results.read());
}

cobalt::promise<void> not_read_bad() {
  cobalt::channel<int> results;
  +writer(results); // expected-warning {{'writer' uses 'results'}}
  co_await lazy();
}

// A thread of its own may block.
cobalt::thread sleeper_ok() {
  std::this_thread::sleep_for(1s);
  co_return;
}
cobalt::promise<void> sleeper_bad() {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread}}
  co_return;
}

//===-- a handle that cancels ends a loop that serves, but not work that has an end --------===//

cobalt::promise<void> send_times(cobalt::channel<int> &to, int times) {
  while (times-- > 0)
    co_await to.write(times);
}
cobalt::promise<void> send_always(cobalt::channel<int> &to) {
  for (int n = 0;; ++n)
    co_await to.write(n);
}
cobalt::promise<void> sent_times_bad(cobalt::channel<int> &c) {
  auto sender = send_times(c, 3); // expected-warning {{dropping it cancels its work}}
  co_await c.read();
}
cobalt::promise<void> sent_always_ok(cobalt::channel<int> &c) {
  auto sender = send_always(c);
  co_await c.read();
}

//===-- BOOST_COBALT_FOR over what a writer closes ------------------------------------------------------===//

cobalt::promise<void> write_and_close(cobalt::channel<int> &to) {
  for (int i = 0; i < 3; ++i)
    co_await to.write(i);
  to.close();
}
cobalt::promise<int> for_until_closed_ok() {
  cobalt::channel<int> c;
  +write_and_close(c);
  int sum = 0;
  for (auto &&reader = cobalt::channel_reader<int>(c); reader;)
    if (int value = co_await reader; false) {
    } else
      sum += value;
  co_return sum;
}
cobalt::promise<void> count_up(int &n) {
  co_await io::sleep(1s);
  ++n;
}
cobalt::promise<int> another_channel_read_bad(cobalt::channel<int> &c) {
  int n = 0;
  +count_up(n); // expected-warning {{'count_up' uses 'n', but it runs on after}}
  for (auto &&reader = cobalt::channel_reader<int>(c); reader;)
    co_await reader;
  co_return n;
}
