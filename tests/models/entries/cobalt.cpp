// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=cobalt %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; cobalt.cpp shows how the library is used.

#include "entries/cobalt.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = boost::cobalt::task<T>;

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

task<> raced_wait_group_ok(boost::cobalt::wait_group &o, stream &x) {
  for (;;) {
    co_await first(o.wait_one(), tick());
    co_await first(o.wait(), tick());
    co_await first(o.await_exit(), tick());
  }
}

task<> raced_channel_ok(boost::cobalt::channel &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick());
    co_await first(o.write(), tick());
  }
}

task<> raced_steady_timer_ok(boost::cobalt::io::steady_timer &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_system_timer_ok(boost::cobalt::io::system_timer &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_signal_set_ok(boost::cobalt::io::signal_set &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_acceptor_ok(boost::cobalt::io::acceptor &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_socket_bad(boost::cobalt::io::socket &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.connect(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(boost::cobalt::io::sleep(), tick());
    co_await first(boost::cobalt::io::read_at(x), tick());
    co_await first(boost::cobalt::io::write_at(x), tick());
    co_await first(boost::cobalt::io::read(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::cobalt::io::write(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_resolver_bad(boost::cobalt::io::resolver &o, stream &x) {
  for (;;) {
    co_await first(o.resolve(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_stream_bad(boost::cobalt::io::ssl::stream &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.handshake(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.shutdown(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_read_stream_bad(boost::cobalt::io::read_stream &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_stream_socket_bad(boost::cobalt::io::stream_socket &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_stream_file_bad(boost::cobalt::io::stream_file &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_serial_port_bad(boost::cobalt::io::serial_port &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_readable_pipe_bad(boost::cobalt::io::readable_pipe &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_write_stream_bad(boost::cobalt::io::write_stream &o, stream &x) {
  for (;;) {
    co_await first(o.write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_writable_pipe_bad(boost::cobalt::io::writable_pipe &o, stream &x) {
  for (;;) {
    co_await first(o.write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_datagram_socket_bad(boost::cobalt::io::datagram_socket &o, stream &x) {
  for (;;) {
    co_await first(o.receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.send(), tick());
  }
}

task<> raced_seq_packet_socket_bad(boost::cobalt::io::seq_packet_socket &o, stream &x) {
  for (;;) {
    co_await first(o.receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.send(), tick());
  }
}

task<> raced_random_access_read_device_ok(boost::cobalt::io::random_access_read_device &o, stream &x) {
  for (;;) {
    co_await first(o.read_some_at(), tick());
  }
}

task<> raced_random_access_write_device_ok(boost::cobalt::io::random_access_write_device &o, stream &x) {
  for (;;) {
    co_await first(o.write_some_at(), tick());
  }
}

task<> blocking_calls_bad() {
  boost::cobalt::run(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_thread_bad(boost::cobalt::thread &o) {
  o.join(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_wait_group_ok(boost::cobalt::wait_group &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_promise_ok(boost::cobalt::promise &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_generator_ok(boost::cobalt::generator &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_thread_ok(boost::cobalt::thread &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_socket_ok(boost::cobalt::io::socket &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_readable_pipe_ok(boost::cobalt::io::readable_pipe &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_writable_pipe_ok(boost::cobalt::io::writable_pipe &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_file_ok(boost::cobalt::io::file &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_serial_port_ok(boost::cobalt::io::serial_port &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_steady_timer_ok(boost::cobalt::io::steady_timer &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.reset();
}

task<> looked_at_system_timer_ok(boost::cobalt::io::system_timer &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.reset();
}

task<> looked_at_resolver_ok(boost::cobalt::io::resolver &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_signal_set_ok(boost::cobalt::io::signal_set &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> closed_channel_ok(boost::cobalt::channel &o, int n) {
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

task<> closed_socket_ok(boost::cobalt::io::socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.shutdown();
    break;
  case 2:
    o.release();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_readable_pipe_ok(boost::cobalt::io::readable_pipe &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.release();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_writable_pipe_ok(boost::cobalt::io::writable_pipe &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.release();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_file_ok(boost::cobalt::io::file &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.release();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_serial_port_ok(boost::cobalt::io::serial_port &o, int n) {
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

task<> race_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await boost::cobalt::race(entries::any<std::mt19937>(), branches);
  }
}

task<> left_race_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await boost::cobalt::left_race(entries::any<std::mt19937>(), branches);
  }
}

task<> race_2_bad(stream &x) {
  for (;;)
    co_await boost::cobalt::race(entries::any<std::mt19937>(), take(x), take(x)); // expected-warning {{waits for the first of these}} expected-warning {{not safe to lose}} expected-warning {{not safe to lose}}
}

task<> left_race_2_bad(stream &x) {
  for (;;)
    co_await boost::cobalt::left_race(entries::any<std::mt19937>(), take(x), take(x)); // expected-warning {{waits for the first of these}} expected-warning {{not safe to lose}} expected-warning {{not safe to lose}}
}

task<> race_3_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await boost::cobalt::race(branches);
  }
}

task<> left_race_3_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await boost::cobalt::left_race(branches);
  }
}

task<> race_4_bad(stream &x) {
  for (;;)
    co_await boost::cobalt::race(take(x), tick(), 1); // expected-warning {{not safe to lose}}
}

task<> left_race_4_bad(stream &x) {
  for (;;)
    co_await boost::cobalt::left_race(take(x), tick(), 1); // expected-warning {{not safe to lose}}
}

task<> gather_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await boost::cobalt::gather(branches);
  }
}

task<> gather_2_ok(stream &x) {
  for (;;)
    co_await boost::cobalt::gather(take(x), tick());
}

task<> join_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await boost::cobalt::join(branches);
  }
}

task<> join_2_ok(stream &x) {
  for (;;)
    co_await boost::cobalt::join(take(x), tick());
}

task<> with_bad(stream &x) {
  for (;;)
    co_await first(boost::cobalt::with(1, [&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> as_tuple_bad(stream &x) {
  for (;;)
    co_await first(boost::cobalt::as_tuple(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> as_result_bad(stream &x) {
  for (;;)
    co_await first(boost::cobalt::as_result(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_bad(stream &x) {
  for (;;)
    co_await first(boost::cobalt::spawn<boost::cobalt::op>(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

void spawn_2_bad() {
  int n = 0;
  boost::cobalt::spawn<stubs::awaiter<int>>(1, count(n)); // expected-warning {{but it runs on after}}
}

task<> result_has_value_tells_ok(stream &x) {
  for (;;) {
    boost::system::result r = co_await entries::within<boost::system::result>(take(x));
    if (!r.has_value())
      co_return;
  }
}

task<> result_has_error_tells_ok(stream &x) {
  for (;;) {
    boost::system::result r = co_await entries::within<boost::system::result>(take(x));
    if (r.has_error())
      co_return;
  }
}

task<> result_value_tells_ok(stream &x) {
  for (;;) {
    boost::system::result r = co_await entries::within<boost::system::result>(take(x));
    r.value();
  }
}

void operator_ok() {
  int n = 0;
  auto work = counting<boost::cobalt::promise>(n);
  work.operator+();
}

void detach_ok() {
  int n = 0;
  auto work = counting<boost::cobalt::promise>(n);
  work.detach();
}

task<> dropped_promise_bad() {
  entries_of::make_boost_cobalt_promise(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_task_bad() {
  entries_of::make_boost_cobalt_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_thread_bad() {
  entries_of::make_boost_cobalt_thread(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_op_bad() {
  entries_of::make_boost_cobalt_op(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_race_variadic_impl_bad() {
  entries_of::make_boost_cobalt_detail_race_variadic_impl(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_race_ranged_impl_bad() {
  entries_of::make_boost_cobalt_detail_race_ranged_impl(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_gather_variadic_impl_bad() {
  entries_of::make_boost_cobalt_detail_gather_variadic_impl(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_gather_ranged_impl_bad() {
  entries_of::make_boost_cobalt_detail_gather_ranged_impl(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_join_variadic_impl_bad() {
  entries_of::make_boost_cobalt_detail_join_variadic_impl(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_join_ranged_impl_bad() {
  entries_of::make_boost_cobalt_detail_join_ranged_impl(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> generator_awaited_ok(boost::cobalt::generator &o) {
  for (;;)
    co_await first(o, tick());
}

task<> generator_alone_ok(boost::cobalt::generator &o) { co_await o; }

task<> channel_reader_awaited_ok(boost::cobalt::channel_reader &o) {
  for (;;)
    co_await first(o, tick());
}

task<> channel_reader_alone_ok(boost::cobalt::channel_reader &o) { co_await o; }

task<> lookup_awaited_bad(boost::cobalt::io::lookup &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> lookup_alone_ok(boost::cobalt::io::lookup &o) { co_await o; }

task<> wait_group_awaited_ok(boost::cobalt::wait_group &o) {
  for (;;)
    co_await first(o, tick());
}

task<> wait_group_alone_ok(boost::cobalt::wait_group &o) { co_await o; }

task<> cancelled_t_ok(std::mutex &m, boost::cobalt::this_coro::cancelled_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> allocator_t_ok(std::mutex &m, boost::cobalt::this_coro::allocator_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> reset_cancellation_source_t_ok(std::mutex &m, boost::cobalt::this_coro::reset_cancellation_source_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> wait_group_unjoined_bad() {
  boost::cobalt::wait_group scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.push_back(count(n));
  co_await tick();
}


//===-- what takes more than one call ------------------------------------------===//

using either = boost::variant2::variant<int, char>;

task<> index_tells_ok(stream &x) {
  for (;;) {
    either r = co_await entries::either<either>(take(x), tick());
    if (r.index() == 1)
      co_return;
  }
}

task<> index_of_the_base_tells_ok(stream &x) {
  for (;;) {
    either r = co_await entries::either<either>(take(x), tick());
    if (r.variant_base_impl::index() == 1)
      co_return;
  }
}

task<> alternative_tells_ok(stream &x) {
  for (;;) {
    either r = co_await entries::either<either>(take(x), tick());
    if (boost::variant2::holds_alternative<char>(r))
      co_return;
  }
}

task<> pointer_tells_ok(stream &x) {
  for (;;) {
    either r = co_await entries::either<either>(take(x), tick());
    if (boost::variant2::get_if<char>(&r))
      co_return;
  }
}

task<> value_tells_ok(stream &x) {
  for (;;) {
    either r = co_await entries::either<either>(take(x), tick());
    entries::use(boost::variant2::get<int>(r));
  }
}

task<> accepted_bad(boost::cobalt::io::acceptor &o, boost::cobalt::io::socket into) {
  for (;;) {
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.accept(into), tick());
  }
}

task<> slept_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}
task<> named_for_that_ok(boost::asio::basic_waitable_timer &o) { co_await o.async_wait(boost::cobalt::use_op); }

task<> stops_after_all_ok(stream &x) {
  bool failed = false;
  for (;;) {
    try {
      co_await x.next();
    } catch (...) {
      failed = true;
    }
    co_await entries::deaf_tick();
    if (failed)
      co_return;
  }
}
task<> stops_after_all_raced_ok(stream &x) { co_await first(stops_after_all_ok(x), tick()); }

task<> as_tuple_in_time_bad(stream &x, boost::cobalt::as_tuple_t token) {
  for (;;)
    co_await boost::cobalt::io::read(x, boost::asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> as_result_in_time_bad(stream &x, boost::cobalt::as_result_t token) {
  for (;;)
    co_await boost::cobalt::io::read(x, boost::asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}

task<> fails_at_once_ok(stream &x) {
  for (;;) {
    try {
      co_await x.next();
    } catch (...) {
    }
    co_await start();
  }
}
task<> fails_at_once_raced_ok(stream &x) { co_await first(fails_at_once_ok(x), tick()); }
