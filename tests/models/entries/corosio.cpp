// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=corosio %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; corosio.cpp shows how the library is used.

#include "entries/corosio.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = boost::capy::task<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(boost::capy::delay(), tick());
    co_await first(boost::capy::read(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::corosio::connect(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_io_timer_ok(boost::corosio::io_timer &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_io_signal_set_ok(boost::corosio::io_signal_set &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_tcp_socket_bad(boost::corosio::tcp_socket &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.connect(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_tcp_acceptor_bad(boost::corosio::tcp_acceptor &o, stream &x, std::string &kept) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.accept(kept), tick());
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_udp_socket_bad(boost::corosio::udp_socket &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.recv(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.recv_from(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.send(), tick());
    co_await first(o.send_to(), tick());
  }
}

task<> raced_local_stream_socket_bad(boost::corosio::local_stream_socket &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.connect(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_local_stream_acceptor_bad(boost::corosio::local_stream_acceptor &o, stream &x, std::string &kept) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.accept(kept), tick());
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_local_datagram_socket_bad(boost::corosio::local_datagram_socket &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.recv(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.recv_from(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.send(), tick());
    co_await first(o.send_to(), tick());
  }
}

task<> raced_async_event_ok(boost::capy::async_event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_resolver_ok(boost::corosio::resolver &o, stream &x) {
  for (;;) {
    co_await first(o.resolve(), tick());
  }
}

task<> raced_io_read_stream_bad(boost::corosio::io_read_stream &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_io_write_stream_bad(boost::corosio::io_write_stream &o, stream &x) {
  for (;;) {
    co_await first(o.write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_tls_stream_ok(boost::corosio::tls_stream &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick());
    co_await first(o.write_some(), tick());
    co_await first(o.handshake(), tick());
    co_await first(o.shutdown(), tick());
  }
}

task<> raced_random_access_file_ok(boost::corosio::random_access_file &o, stream &x) {
  for (;;) {
    co_await first(o.read_some_at(), tick());
    co_await first(o.write_some_at(), tick());
  }
}

task<> raced_async_mutex_bad(boost::capy::async_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.scoped_lock(), tick());
  }
}

task<> looked_at_tcp_socket_ok(boost::corosio::tcp_socket &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_tcp_acceptor_ok(boost::corosio::tcp_acceptor &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_udp_socket_ok(boost::corosio::udp_socket &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_local_stream_socket_ok(boost::corosio::local_stream_socket &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_stream_file_ok(boost::corosio::stream_file &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_random_access_file_ok(boost::corosio::random_access_file &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_resolver_ok(boost::corosio::resolver &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_io_signal_set_ok(boost::corosio::io_signal_set &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_timer_ok(boost::corosio::timer &o) {
  co_await first(take(o), tick());
  o.cancel_one();
  o.expires_at();
  o.expires_after();
}

task<> closed_tcp_socket_ok(boost::corosio::tcp_socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_tcp_acceptor_ok(boost::corosio::tcp_acceptor &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_udp_socket_ok(boost::corosio::udp_socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_local_stream_socket_ok(boost::corosio::local_stream_socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_stream_file_ok(boost::corosio::stream_file &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_random_access_file_ok(boost::corosio::random_access_file &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_tls_stream_ok(boost::corosio::tls_stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> cancel_after_bad(stream &x) {
  for (;;)
    co_await boost::corosio::cancel_after(take(x)); // expected-warning {{not safe to lose}}
}

task<> cancel_at_bad(stream &x) {
  for (;;)
    co_await boost::corosio::cancel_at(take(x)); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await boost::capy::when_all(branches);
  }
}

task<> when_all_2_ok(stream &x) {
  for (;;)
    co_await boost::capy::when_all(take(x), tick());
}

task<> dropped_task_bad() {
  entries_of::make_boost_capy_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> async_mutex_across_ok(boost::capy::async_mutex &m) {
  std::lock_guard<boost::capy::async_mutex> guard(m);
  co_await tick();
}

task<> lock_guard_guards_ok(std::mutex &m) {
  boost::capy::async_mutex::lock_guard guard(m);
  co_await tick();
}

task<> canceled_only_bad(boost::corosio::io_read_stream &o) {
  for (;;) {
    auto [ec, n] = co_await o.read_some(); // expected-warning {{completes at once and this loop spins}}
    if (ec == boost::capy::cond::canceled)
      co_return;
    entries::use(n);
  }
}
task<> goes_on_after_eof_bad(boost::corosio::io_read_stream &o) {
  for (;;) {
    auto [ec, n] = co_await o.read_some(); // expected-warning {{completes at once and this loop spins}}
    if (ec == boost::capy::cond::eof)
      continue;
    if (ec)
      co_return;
  }
}
task<> ends_at_eof_ok(boost::corosio::io_read_stream &o) {
  for (;;) {
    auto [ec, n] = co_await o.read_some();
    if (ec == boost::capy::cond::eof)
      co_return;
    entries::use(n);
  }
}

task<> one_of_them_bad(stream &x) {
  for (;;)
    co_await boost::capy::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}
task<> stops_when_second_ok(stream &x) {
  for (;;)
    if (auto won = co_await boost::capy::when_any(take(x), tick()); won.index() != 1)
      co_return;
}
task<> one_of_many_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await boost::capy::when_any(branches);
  }
}
