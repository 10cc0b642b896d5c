// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=asio %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; asio.cpp shows how the library is used.

#include "entries/asio.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = asio::awaitable<T>;

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

task<> append(std::string &n) {
  co_await tick();
  n += 'x';
}

task<> raced_basic_waitable_timer_ok(asio::basic_waitable_timer &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_basic_deadline_timer_ok(asio::basic_deadline_timer &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_basic_socket_bad(asio::basic_socket &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
    co_await first(o.async_connect(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_socket_acceptor_bad(asio::basic_socket_acceptor &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
    co_await first(o.async_accept(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_descriptor_ok(asio::posix::basic_descriptor &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_basic_object_handle_ok(asio::windows::basic_object_handle &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_basic_signal_set_ok(asio::basic_signal_set &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_promise_ok(asio::experimental::promise &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_basic_resolver_bad(asio::ip::basic_resolver &o, stream &x) {
  for (;;) {
    co_await first(o.async_resolve(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_basic_stream_socket_bad(asio::basic_stream_socket &o, stream &x) {
  for (;;) {
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_send(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_stream_file_bad(asio::basic_stream_file &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_readable_pipe_bad(asio::basic_readable_pipe &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_serial_port_bad(asio::basic_serial_port &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_stream_descriptor_bad(asio::posix::basic_stream_descriptor &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_stream_handle_bad(asio::windows::basic_stream_handle &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_buffered_read_stream_bad(asio::buffered_read_stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_fill(), tick());
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_buffered_write_stream_bad(asio::buffered_write_stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_flush(), tick());
  }
}

task<> raced_buffered_stream_bad(asio::buffered_stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_fill(), tick());
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_flush(), tick());
  }
}

task<> raced_basic_datagram_socket_bad(asio::basic_datagram_socket &o, stream &x) {
  for (;;) {
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_receive_from(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_send(), tick());
    co_await first(o.async_send_to(), tick());
  }
}

task<> raced_basic_raw_socket_bad(asio::basic_raw_socket &o, stream &x) {
  for (;;) {
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_receive_from(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_send(), tick());
    co_await first(o.async_send_to(), tick());
  }
}

task<> raced_basic_seq_packet_socket_bad(asio::basic_seq_packet_socket &o, stream &x) {
  for (;;) {
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_send(), tick());
  }
}

task<> raced_basic_channel_bad(asio::experimental::basic_channel &o, stream &x) {
  for (;;) {
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_send(), tick());
  }
}

task<> raced_basic_concurrent_channel_bad(asio::experimental::basic_concurrent_channel &o, stream &x) {
  for (;;) {
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_send(), tick());
  }
}

task<> raced_stream_bad(asio::ssl::stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_handshake(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_stream_shut_down_bad(asio::ssl::stream &o) {
  co_await first(o.async_shutdown(), tick()); // expected-warning {{not safe to lose}}
  co_await o.async_handshake();
}

// It is how a session ends, whatever was lost before.
task<> raced_stream_shut_down_ok(asio::ssl::stream &o) {
  co_await first(o.async_read_some(), tick());
  co_await first(o.async_shutdown(), tick());
}

task<> raced_basic_random_access_file_ok(asio::basic_random_access_file &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some_at(), tick());
    co_await first(o.async_write_some_at(), tick());
  }
}

task<> raced_basic_random_access_handle_ok(asio::windows::basic_random_access_handle &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some_at(), tick());
    co_await first(o.async_write_some_at(), tick());
  }
}

task<> raced_calls_bad(stream &x, std::string &kept) {
  for (;;) {
    co_await first(asio::async_read_at(x), tick());
    co_await first(asio::async_write_at(x), tick());
    co_await first(asio::async_read_until(x, kept), tick());
    co_await first(asio::async_connect(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(asio::post<asio::awaitable<int>>(), tick());
    co_await first(asio::dispatch<asio::awaitable<int>>(), tick());
  }
}

task<> raced_calls_2_ok(stream &x) {
  for (;;) {
    co_await first(asio::defer<asio::awaitable<int>>(), tick());
    co_await first(asio::post<stubs::awaiter<int>>(), tick());
    co_await first(asio::dispatch<stubs::awaiter<int>>(), tick());
    co_await first(asio::defer<stubs::awaiter<int>>(), tick());
  }
}

task<> raced_coro_bad(asio::experimental::coro &o, stream &x) {
  for (;;) {
    co_await first(o.async_resume(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_coro_with_arg_bad(asio::experimental::detail::coro_with_arg &o, stream &x) {
  for (;;) {
    co_await first(o.async_resume(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_writable_pipe_bad(asio::basic_writable_pipe &o, stream &x) {
  for (;;) {
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_channel_send_functions_ok(asio::experimental::detail::channel_send_functions &o, stream &x) {
  for (;;) {
    co_await first(o.async_send(), tick());
  }
}

task<> blocking_calls_bad() {
  asio::read(); // expected-warning {{blocks the thread that this coroutine}}
  asio::read_at(); // expected-warning {{blocks the thread that this coroutine}}
  asio::read_until(); // expected-warning {{blocks the thread that this coroutine}}
  asio::write(); // expected-warning {{blocks the thread that this coroutine}}
  asio::write_at(); // expected-warning {{blocks the thread that this coroutine}}
  asio::connect(); // expected-warning {{blocks the thread that this coroutine}}
  asio::system_context::join(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_stream_socket_bad(asio::basic_stream_socket &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.receive(); // expected-warning {{blocks the thread that this coroutine}}
  o.send(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_serial_port_bad(asio::basic_serial_port &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_stream_descriptor_bad(asio::posix::basic_stream_descriptor &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_stream_handle_bad(asio::windows::basic_stream_handle &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_stream_bad(asio::ssl::stream &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.handshake(); // expected-warning {{blocks the thread that this coroutine}}
  o.shutdown(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_readable_pipe_bad(asio::basic_readable_pipe &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_stream_file_bad(asio::basic_stream_file &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_buffered_read_stream_bad(asio::buffered_read_stream &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.fill(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_buffered_write_stream_bad(asio::buffered_write_stream &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.flush(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_buffered_stream_bad(asio::buffered_stream &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.fill(); // expected-warning {{blocks the thread that this coroutine}}
  o.flush(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_writable_pipe_bad(asio::basic_writable_pipe &o) {
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_datagram_socket_bad(asio::basic_datagram_socket &o) {
  o.receive(); // expected-warning {{blocks the thread that this coroutine}}
  o.send(); // expected-warning {{blocks the thread that this coroutine}}
  o.receive_from(); // expected-warning {{blocks the thread that this coroutine}}
  o.send_to(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_raw_socket_bad(asio::basic_raw_socket &o) {
  o.receive(); // expected-warning {{blocks the thread that this coroutine}}
  o.send(); // expected-warning {{blocks the thread that this coroutine}}
  o.receive_from(); // expected-warning {{blocks the thread that this coroutine}}
  o.send_to(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_seq_packet_socket_bad(asio::basic_seq_packet_socket &o) {
  o.receive(); // expected-warning {{blocks the thread that this coroutine}}
  o.send(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_random_access_file_bad(asio::basic_random_access_file &o) {
  o.read_some_at(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some_at(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

namespace asio::ip {
struct udp {};
} // namespace asio::ip
task<> blocking_basic_socket_ok(asio::basic_socket &o) {
  o.connect(asio::ip::udp());
  co_await tick();
}

task<> blocking_basic_socket_bad(asio::basic_socket &o) {
  o.connect(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_socket_acceptor_bad(asio::basic_socket_acceptor &o) {
  o.accept(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_waitable_timer_bad(asio::basic_waitable_timer &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_deadline_timer_bad(asio::basic_deadline_timer &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_descriptor_bad(asio::posix::basic_descriptor &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_object_handle_bad(asio::windows::basic_object_handle &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_resolver_bad(asio::ip::basic_resolver &o) {
  o.resolve(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_socket_iostream_bad(asio::basic_socket_iostream &o) {
  o.connect(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_socket_streambuf_bad(asio::basic_socket_streambuf &o) {
  o.connect(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_io_context_bad(asio::io_context &o) {
  o.run(); // expected-warning {{blocks the thread that this coroutine}}
  o.run_one(); // expected-warning {{blocks the thread that this coroutine}}
  o.run_for(); // expected-warning {{blocks the thread that this coroutine}}
  o.run_until(); // expected-warning {{blocks the thread that this coroutine}}
  o.run_one_for(); // expected-warning {{blocks the thread that this coroutine}}
  o.run_one_until(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_thread_pool_bad(asio::thread_pool &o) {
  o.join(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_file_bad(asio::basic_file &o) {
  o.sync_all(); // expected-warning {{blocks the thread that this coroutine}}
  o.sync_data(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_basic_socket_ok(asio::basic_socket &o) {
  co_await first(take(o), tick());
  o.shutdown();
  o.cancel();
  o.non_blocking(1);
  o.native_non_blocking(1);
  o.available();
  o.get_executor();
  o.is_open();
  o.native_handle();
  o.at_mark();
  o.local_endpoint();
  o.remote_endpoint();
  o.get_option();
  o.set_option();
  o.io_control();
  o.non_blocking();
  o.native_non_blocking();
}

task<> looked_at_basic_socket_acceptor_ok(asio::basic_socket_acceptor &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.non_blocking(1);
  o.native_non_blocking(1);
  o.get_executor();
  o.is_open();
  o.native_handle();
  o.local_endpoint();
  o.get_option();
  o.set_option();
  o.io_control();
  o.non_blocking();
  o.native_non_blocking();
}

task<> looked_at_basic_serial_port_ok(asio::basic_serial_port &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
  o.is_open();
  o.native_handle();
  o.get_option();
  o.set_option();
}

task<> looked_at_basic_readable_pipe_ok(asio::basic_readable_pipe &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
  o.is_open();
  o.native_handle();
}

task<> looked_at_basic_writable_pipe_ok(asio::basic_writable_pipe &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
  o.is_open();
  o.native_handle();
}

task<> looked_at_basic_file_ok(asio::basic_file &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
  o.is_open();
  o.native_handle();
  o.size();
}

task<> looked_at_basic_descriptor_ok(asio::posix::basic_descriptor &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.non_blocking(1);
  o.native_non_blocking(1);
  o.get_executor();
  o.is_open();
  o.native_handle();
  o.io_control();
  o.non_blocking();
  o.native_non_blocking();
}

task<> looked_at_basic_overlapped_handle_ok(asio::windows::basic_overlapped_handle &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
  o.is_open();
  o.native_handle();
}

task<> looked_at_basic_object_handle_ok(asio::windows::basic_object_handle &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_basic_channel_ok(asio::experimental::basic_channel &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
  o.is_open();
  o.ready();
  o.capacity();
}

task<> looked_at_basic_concurrent_channel_ok(asio::experimental::basic_concurrent_channel &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
  o.is_open();
  o.ready();
  o.capacity();
}

task<> looked_at_basic_waitable_timer_ok(asio::basic_waitable_timer &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.cancel_one();
  o.expires_at();
  o.expires_from_now();
  o.expires_at(1);
  o.expires_from_now(1);
  o.expires_after();
  o.expiry();
  o.get_executor();
}

task<> looked_at_basic_deadline_timer_ok(asio::basic_deadline_timer &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.cancel_one();
  o.expires_at();
  o.expires_from_now();
  o.expires_at(1);
  o.expires_from_now(1);
  o.get_executor();
}

task<> looked_at_basic_signal_set_ok(asio::basic_signal_set &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
}

task<> looked_at_basic_resolver_ok(asio::ip::basic_resolver &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.get_executor();
}

task<> looked_at_promise_ok(asio::experimental::promise &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.completed();
  o.get_executor();
}

task<> looked_at_cancellation_signal_ok(asio::cancellation_signal &o) {
  co_await first(take(o), tick());
  o.emit();
}

task<> looked_at_io_context_ok(asio::io_context &o) {
  co_await first(take(o), tick());
  o.stop();
  o.get_executor();
  o.stopped();
}

task<> looked_at_thread_pool_ok(asio::thread_pool &o) {
  co_await first(take(o), tick());
  o.stop();
  o.get_executor();
}

task<> looked_at_stream_ok(asio::ssl::stream &o) {
  co_await first(take(o), tick());
  o.get_executor();
  o.native_handle();
  o.set_verify_callback();
  o.set_verify_depth();
  o.set_verify_mode();
}

task<> looked_at_buffered_read_stream_ok(asio::buffered_read_stream &o) {
  co_await first(take(o), tick());
  o.get_executor();
  o.in_avail();
}

task<> looked_at_buffered_write_stream_ok(asio::buffered_write_stream &o) {
  co_await first(take(o), tick());
  o.get_executor();
  o.in_avail();
}

task<> looked_at_buffered_stream_ok(asio::buffered_stream &o) {
  co_await first(take(o), tick());
  o.get_executor();
  o.in_avail();
}

task<> looked_at_coro_ok(asio::experimental::coro &o) {
  co_await first(take(o), tick());
  o.is_open();
  o.get_executor();
}

task<> looked_at_cancellation_state_ok(asio::cancellation_state &o) {
  co_await first(take(o), tick());
  o.cancelled();
}

task<> looked_at_cancellation_slot_ok(asio::cancellation_slot &o) {
  co_await first(take(o), tick());
  o.is_connected();
  o.has_handler();
}

task<> looked_at_basic_streambuf_ok(asio::basic_streambuf &o) {
  co_await first(take(o), tick());
  o.size();
  o.max_size();
  o.capacity();
}

task<> closed_basic_socket_ok(asio::basic_socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.release();
    break;
  case 7:
    o.shutdown(2);
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_basic_socket_acceptor_ok(asio::basic_socket_acceptor &o, int n) {
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

task<> closed_basic_serial_port_ok(asio::basic_serial_port &o, int n) {
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

task<> closed_basic_readable_pipe_ok(asio::basic_readable_pipe &o, int n) {
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

task<> closed_basic_writable_pipe_ok(asio::basic_writable_pipe &o, int n) {
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

task<> closed_basic_file_ok(asio::basic_file &o, int n) {
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

task<> closed_basic_descriptor_ok(asio::posix::basic_descriptor &o, int n) {
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

task<> closed_basic_overlapped_handle_ok(asio::windows::basic_overlapped_handle &o, int n) {
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

task<> closed_basic_object_handle_ok(asio::windows::basic_object_handle &o, int n) {
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

task<> closed_buffered_read_stream_ok(asio::buffered_read_stream &o, int n) {
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

task<> closed_buffered_write_stream_ok(asio::buffered_write_stream &o, int n) {
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

task<> closed_buffered_stream_ok(asio::buffered_stream &o, int n) {
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

task<> closed_basic_channel_ok(asio::experimental::basic_channel &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_basic_concurrent_channel_ok(asio::experimental::basic_concurrent_channel &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_basic_socket_iostream_ok(asio::basic_socket_iostream &o, int n) {
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

task<> closed_basic_socket_streambuf_ok(asio::basic_socket_streambuf &o, int n) {
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

task<> part_buffer_bad(stream &o) {
  auto &part = asio::buffer(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_dynamic_buffer_bad(stream &o) {
  auto &part = asio::dynamic_buffer(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_slot_bad(stream &x) {
  for (;;) {
    asio::cancellation_signal kept;
    co_await first(entries::fill(x, kept.slot()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> part_slot_2_bad(stream &x) {
  for (;;) {
    asio::cancellation_state kept;
    co_await first(entries::fill(x, kept.slot()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> reset_cancellation_state_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await asio::this_coro::reset_cancellation_state(entries::any<asio::disable_cancellation>());
}

task<> reset_cancellation_state_2_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await asio::this_coro::reset_cancellation_state();
}

task<> throw_if_cancelled_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await asio::this_coro::throw_if_cancelled(false);
}

task<> race_bad(stream &x, asio::experimental::promise &o) {
  for (;;)
    co_await o.race(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> all_ok(stream &x, asio::experimental::promise &o) {
  for (;;)
    co_await o.all(take(x), tick());
}

task<> post_bad() {
  int n = 0;
  asio::post<stubs::awaiter<int>>(1, [&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dispatch_bad() {
  int n = 0;
  asio::dispatch<stubs::awaiter<int>>(1, [&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> defer_bad() {
  int n = 0;
  asio::defer<stubs::awaiter<int>>(1, [&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> post_2_bad() {
  int n = 0;
  asio::post<stubs::awaiter<int>>(1, [&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dispatch_2_bad() {
  int n = 0;
  asio::dispatch<stubs::awaiter<int>>(1, [&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> defer_2_bad() {
  int n = 0;
  asio::defer<stubs::awaiter<int>>(1, [&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> post_3_bad() {
  int n = 0;
  asio::post<stubs::awaiter<int>>([&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dispatch_3_bad() {
  int n = 0;
  asio::dispatch<stubs::awaiter<int>>([&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> defer_3_bad() {
  int n = 0;
  asio::defer<stubs::awaiter<int>>([&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> post_4_ok() {
  int n = 0;
  asio::strand::post([&n] { entries::block(); n++; });
  co_await tick();
}

task<> dispatch_4_ok() {
  int n = 0;
  asio::strand::dispatch([&n] { entries::block(); n++; });
  co_await tick();
}

task<> defer_4_ok() {
  int n = 0;
  asio::strand::defer([&n] { entries::block(); n++; });
  co_await tick();
}

task<> execute_ok() {
  int n = 0;
  asio::strand::execute([&n] { entries::block(); n++; });
  co_await tick();
}

void post_5_bad(asio::io_context &o) {
  int n = 0;
  o.post(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void dispatch_5_bad(asio::io_context &o) {
  int n = 0;
  o.dispatch(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void post_6_bad(asio::io_context::strand &o) {
  int n = 0;
  o.post(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void dispatch_6_bad(asio::io_context::strand &o) {
  int n = 0;
  o.dispatch(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void defer_5_bad(asio::io_context::strand &o) {
  int n = 0;
  o.defer(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> co_spawn_ok(stream &x) {
  for (;;)
    co_await first(asio::co_spawn<asio::awaitable<int>>(1, take(x), entries::any<asio::cancellation_slot_binder>()), tick());
}

task<> co_spawn_2_bad(stream &x) {
  for (;;)
    co_await first(asio::co_spawn<asio::awaitable<int>>(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

void co_spawn_3_ok(int n) {
  asio::co_spawn<stubs::awaiter<int>>(1, [n]() -> task<> {
    co_await tick();
    entries::use(n);
  }, entries::any<asio::cancellation_slot_binder>());
}

void co_spawn_4_bad() {
  int n = 0;
  asio::co_spawn<stubs::awaiter<int>>(1, count(n), entries::any<asio::cancellation_slot_binder>()); // expected-warning {{but it runs on after}}
}

void co_spawn_5_ok(int n) {
  asio::co_spawn<stubs::awaiter<int>>(1, [n]() -> task<> {
    co_await tick();
    entries::use(n);
  });
}

void co_spawn_6_bad() {
  int n = 0;
  asio::co_spawn<stubs::awaiter<int>>(1, count(n)); // expected-warning {{but it runs on after}}
}

task<> co_spawn_7_bad(stream &x) {
  for (;;)
    co_await first(asio::experimental::co_spawn<asio::awaitable<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

void co_spawn_8_ok(int n) {
  asio::experimental::co_spawn<stubs::awaiter<int>>([n]() -> task<> {
    co_await tick();
    entries::use(n);
  });
}

void co_spawn_9_bad() {
  int n = 0;
  asio::experimental::co_spawn<stubs::awaiter<int>>(count(n)); // expected-warning {{but it runs on after}}
}

task<> async_compose_ok() {
  int n = 0;
  asio::async_compose([&n] { entries::block(); n++; });
  co_await tick();
}

task<> try_receive_bad(asio::experimental::basic_channel &o) {
  int n = 0;
  o.try_receive([&n] { entries::block(); n++; }); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> try_receive_2_bad(asio::experimental::basic_concurrent_channel &o) {
  int n = 0;
  o.try_receive([&n] { entries::block(); n++; }); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> error_code_has_error_tells_ok(stream &x) {
  for (;;) {
    boost::system::error_code r = co_await entries::within<boost::system::error_code>(take(x));
    if (r)
      co_return;
  }
}

task<> error_code_has_error_tells_2_ok(stream &x) {
  for (;;) {
    boost::system::error_code r = co_await entries::within<boost::system::error_code>(take(x));
    if (r.failed())
      co_return;
  }
}

task<> dropped_awaitable_bad() {
  entries_of::make_asio_awaitable(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_deferred_async_operation_bad() {
  entries_of::make_asio_deferred_async_operation(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_deferred_sequence_bad() {
  entries_of::make_asio_deferred_sequence(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_deferred_async_operation_2_bad() {
  entries_of::make_asio_experimental_deferred_async_operation(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_deferred_sequence_2_bad() {
  entries_of::make_asio_experimental_deferred_sequence(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_deferred_conditional_bad() {
  entries_of::make_asio_deferred_conditional(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_deferred_conditional_2_bad() {
  entries_of::make_asio_experimental_deferred_conditional(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_parallel_group_bad() {
  entries_of::make_asio_experimental_parallel_group(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_ranged_parallel_group_bad() {
  entries_of::make_asio_experimental_ranged_parallel_group(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_promise_bad() {
  entries_of::make_asio_experimental_promise(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_coro_bad() {
  entries_of::make_asio_experimental_coro(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> executor_t_ok(std::mutex &m, asio::this_coro::executor_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> cancellation_state_t_ok(std::mutex &m, asio::this_coro::cancellation_state_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> reset_cancellation_state_0_t_ok(std::mutex &m, asio::this_coro::reset_cancellation_state_0_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> reset_cancellation_state_1_t_ok(std::mutex &m, asio::this_coro::reset_cancellation_state_1_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> reset_cancellation_state_2_t_ok(std::mutex &m, asio::this_coro::reset_cancellation_state_2_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> throw_if_cancelled_0_t_ok(std::mutex &m, asio::this_coro::throw_if_cancelled_0_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> throw_if_cancelled_1_t_ok(std::mutex &m, asio::this_coro::throw_if_cancelled_1_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> cancellation_slot_given_ok(stream &x, asio::cancellation_slot token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellation_signal_given_ok(stream &x, asio::cancellation_signal token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellation_state_given_ok(stream &x, asio::cancellation_state token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> system_error_swallowed_bad(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const asio::system_error &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> system_error_swallowed_raced_ok(stream &x, asio::cancellation_slot token) { co_await first(system_error_swallowed_bad(x, token), tick()); }

task<> system_error_swallowed_2_bad(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const boost::system::system_error &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> system_error_swallowed_2_raced_ok(stream &x, asio::cancellation_slot token) { co_await first(system_error_swallowed_2_bad(x, token), tick()); }

task<> multiple_exceptions_swallowed_bad(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const asio::multiple_exceptions &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> multiple_exceptions_swallowed_raced_ok(stream &x, asio::cancellation_slot token) { co_await first(multiple_exceptions_swallowed_bad(x, token), tick()); }

task<> const_buffer_seen_bad(asio::const_buffer seen) {
  co_await tick();
  entries::use(seen.front());
}

void const_buffer_seen_spawned_bad() {
  std::string text;
  entries::spawn(const_buffer_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> mutable_buffer_seen_bad(asio::mutable_buffer seen) {
  co_await tick();
  entries::use(seen.front());
}

void mutable_buffer_seen_spawned_bad() {
  std::string text;
  entries::spawn(mutable_buffer_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> const_buffers_1_seen_bad(asio::const_buffers_1 seen) {
  co_await tick();
  entries::use(seen.front());
}

void const_buffers_1_seen_spawned_bad() {
  std::string text;
  entries::spawn(const_buffers_1_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> mutable_buffers_1_seen_bad(asio::mutable_buffers_1 seen) {
  co_await tick();
  entries::use(seen.front());
}

void mutable_buffers_1_seen_spawned_bad() {
  std::string text;
  entries::spawn(mutable_buffers_1_seen_bad(text)); // expected-warning {{but it runs on after}}
}

struct basic_streambuf_viewed {
  asio::basic_streambuf o;
  void change() { o = entries::any<asio::basic_streambuf>(); }
  task<> basic_streambuf_prepare_bad() {
    auto &seen = o.prepare();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_streambuf_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_streambuf_ref_viewed {
  asio::basic_streambuf_ref o;
  void change() { o = entries::any<asio::basic_streambuf_ref>(); }
  task<> basic_streambuf_ref_prepare_bad() {
    auto &seen = o.prepare();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_streambuf_ref_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};


//===-- what takes more than one call ------------------------------------------===//

using namespace asio::experimental::awaitable_operators;
namespace ex = asio::experimental;

task<> either_bad(stream &x) {
  for (;;)
    co_await (taken<task<int>>(x) || taken<task<int>>(x)); // expected-warning {{waits for the first of these}} expected-warning {{not safe to lose}} expected-warning {{not safe to lose}}
}

task<> both_ok(stream &x) { co_await (taken<task<int>>(x) && taken<task<int>>(x)); }

task<> first_done_bad(stream &x) {
  for (;;)
    co_await ex::make_parallel_group(take(x), tick()).async_wait(ex::wait_for_one()); // expected-warning {{not safe to lose}}
}

task<> first_success_bad(stream &x) {
  for (;;)
    co_await ex::make_parallel_group(take(x), tick()).async_wait(ex::wait_for_one_success()); // expected-warning {{not safe to lose}}
}

task<> first_error_ok(stream &x) {
  co_await ex::make_parallel_group(take(x), tick()).async_wait(ex::wait_for_one_error());
}

task<> all_of_them_ok(stream &x) {
  co_await ex::make_parallel_group(take(x), tick()).async_wait(ex::wait_for_all());
}

task<> first_done_of_many_ok(std::vector<entries::task<int>> work) {
  co_await ex::make_parallel_group(std::move(work)).async_wait(ex::wait_for_one());
}

task<> first_success_of_many_ok(std::vector<entries::task<int>> work) {
  co_await ex::make_parallel_group(std::move(work)).async_wait(ex::wait_for_one_success());
}

task<> first_error_of_many_ok(std::vector<entries::task<int>> work) {
  co_await ex::make_parallel_group(std::move(work)).async_wait(ex::wait_for_one_error());
}

task<> all_of_many_ok(std::vector<entries::task<int>> work) {
  co_await ex::make_parallel_group(std::move(work)).async_wait(ex::wait_for_all());
}

task<> exactly_bad(stream &x) {
  for (;;) {
    co_await first(asio::async_read(x, 1), tick()); // expected-warning {{not safe to lose}}
    co_await first(asio::async_write(x, 1), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> kept_in_a_buffer_ok(stream &x, asio::dynamic_string_buffer kept) {
  for (;;) {
    co_await first(asio::async_read(x, kept), tick());
    co_await first(asio::async_write(x, kept), tick());
  }
}

void run_here_ok() {
  int n = 0;
  asio::io_context io;
  asio::co_spawn<int>(io, count(n), 1);
  io.run();
}

void run_in_a_pool_ok() {
  int n = 0;
  asio::thread_pool pool;
  asio::co_spawn<int>(pool, count(n), 1);
  pool.join();
}

void run_in_a_static_pool_ok() {
  int n = 0;
  asio::static_thread_pool pool;
  asio::co_spawn<int>(pool, count(n), 1);
  pool.join();
}

task<> in_time_ok(stream &x) {
  for (;;) {
    co_await asio::async_read(x, 1, asio::cancel_after(1, 1));
    co_await asio::async_read(x, 1, asio::cancel_at(1, 1));
  }
}

void group_of_own_bad() {
  int n = 0;
  auto group = ex::make_parallel_group(count(n));
  entries::spawn(group); // expected-warning {{but it runs on after}}
}

task<> blocks_in_system_ok() {
  entries::block();
  co_await tick();
}
void posted_to_system_ok() {
  asio::post<void>(asio::system_executor(), [] { entries::spawn(blocks_in_system_ok()); });
}
task<> blocks_in_system_2_ok() {
  entries::block();
  co_await tick();
}
void dispatched_to_system_ok() {
  asio::dispatch<void>(asio::system_executor(), [] { entries::spawn(blocks_in_system_2_ok()); });
}
task<> blocks_in_system_3_ok() {
  entries::block();
  co_await tick();
}
void deferred_to_system_ok() {
  asio::defer<void>(asio::system_executor(), [] { entries::spawn(blocks_in_system_3_ok()); });
}
task<> blocks_in_a_strand_bad() {
  entries::block(); // expected-warning {{blocks the thread}}
  co_await tick();
}
void posted_to_a_strand_bad(asio::io_context &io) {
  asio::post<void>(io, [] { entries::spawn(blocks_in_a_strand_bad()); });
}

task<> thrown_in_time_ok(stream &x, int token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token));
}
task<> as_tuple_of_a_stand_in_bad(stream &x) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, asio::as_tuple(1))); // expected-warning {{not safe to lose}}
}
task<> experimental_as_tuple_of_a_stand_in_bad(stream &x) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, asio::experimental::as_tuple(1))); // expected-warning {{not safe to lose}}
}
task<> as_single_of_a_stand_in_bad(stream &x) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, asio::experimental::as_single(1))); // expected-warning {{not safe to lose}}
}
task<> redirect_error_of_a_stand_in_bad(stream &x, int &error) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, asio::redirect_error(1, error))); // expected-warning {{not safe to lose}}
}
task<> redirect_disposition_of_a_stand_in_bad(stream &x, int &error) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, asio::redirect_disposition(1, error))); // expected-warning {{not safe to lose}}
}
task<> as_tuple_in_time_bad(stream &x, asio::as_tuple_t token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> partial_as_tuple_in_time_bad(stream &x, asio::partial_as_tuple token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> old_as_tuple_in_time_bad(stream &x, asio::experimental::as_tuple_t token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> as_single_in_time_bad(stream &x, asio::experimental::as_single_t token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> redirect_error_in_time_bad(stream &x, asio::redirect_error_t token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> partial_redirect_error_in_time_bad(stream &x, asio::partial_redirect_error token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> redirect_disposition_in_time_bad(stream &x, asio::redirect_disposition_t token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}
task<> partial_redirect_disposition_in_time_bad(stream &x, asio::partial_redirect_disposition token) {
  for (;;)
    co_await asio::async_read(x, 1, asio::cancel_after(1, token)); // expected-warning {{not safe to lose}}
}

task<> std_system_error_swallowed_bad(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const std::system_error &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}
task<> aborted_asked_ok(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const asio::system_error &e) {
      if (e.code() == asio::error::operation_aborted)
        co_return;
    }
  }
}
task<> channel_cancelled_asked_ok(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const asio::system_error &e) {
      if (e.code() == asio::experimental::error::channel_cancelled)
        co_return;
    }
  }
}
task<> canceled_asked_ok(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const asio::system_error &e) {
      if (e.code() == boost::system::errc::operation_canceled)
        co_return;
    }
  }
}
task<> other_asked_bad(stream &x, asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const asio::system_error &e) { // expected-warning {{this handler swallows cancellation, and the}}
      if (e.code() == asio::error::eof)
        co_return;
    }
  }
}

struct other_context : asio::execution_context {};
void never_run_in_another_context_ok() {
  other_context io;
  std::string n;
  asio::co_spawn<int>(io, append(n), 1);
}
void never_run_ok() {
  asio::io_context io;
  std::string n;
  asio::co_spawn<int>(io, append(n), 1);
}
void run_when_gone_bad() {
  asio::io_context io;
  {
    std::string n;
    asio::co_spawn<int>(io, append(n), 1); // expected-warning {{its scope is not joined while that lives}}
  }
  io.run();
}
void pool_ends_last_bad() {
  asio::thread_pool pool;
  int n = 0;
  asio::co_spawn<int>(pool, count(n), 1); // expected-warning {{its scope is not joined while that lives}}
}
void pool_ends_first_ok() {
  int n = 0;
  asio::thread_pool pool;
  asio::co_spawn<int>(pool, count(n), 1);
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

task<> slept_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}
task<> named_for_that_ok(asio::basic_waitable_timer &o) { co_await o.async_wait(asio::use_awaitable); }

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

task<> goes_on_after_error_eof_bad(asio::basic_stream_socket &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == asio::error::eof)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_shut_down_bad(asio::basic_stream_socket &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == asio::error::shut_down)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_connection_reset_bad(asio::basic_stream_socket &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == asio::error::connection_reset)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_broken_pipe_bad(asio::basic_stream_socket &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == asio::error::broken_pipe)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_bad_descriptor_bad(asio::basic_stream_socket &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == asio::error::bad_descriptor)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_channel_closed_bad(asio::basic_stream_socket &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == asio::experimental::error::channel_closed)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_stream_truncated_bad(asio::basic_stream_socket &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == asio::ssl::error::stream_truncated)
      continue;
    if (ec)
      co_return;
  }
}

void spawned_here_bad(asio::yield_context yield, std::mutex &m, asio::basic_stream_socket &o) {
  std::lock_guard<std::mutex> guard(m);
  o.async_read_some(yield); // expected-warning {{locked across}}
}
void spawned_there_bad(asio::basic_yield_context<int> yield, std::mutex &m, asio::basic_stream_socket &o) {
  std::lock_guard<std::mutex> guard(m);
  o.async_read_some(yield); // expected-warning {{locked across}}
}

// What takes a token without waiting.
void spawns_ok(asio::yield_context yield, std::mutex &m, asio::any_io_executor ex) {
  std::lock_guard<std::mutex> guard(m);
  asio::spawn(yield, [](asio::yield_context) {}, 0);
  asio::spawn([](asio::yield_context) {}, yield);
  asio::get_associated_executor(yield);
  asio::get_associated_allocator(yield);
  asio::get_associated_cancellation_slot(yield);
}
void spawned_with_local_bad(asio::any_io_executor ex) {
  int n = 0;
  asio::spawn(ex, [&n](asio::yield_context yield) { // expected-warning {{uses 'n'}}
    asio::basic_stream_socket s;
    s.async_read_some(yield);
    ++n;
  }, 0);
}
void spawned_without_executor_bad(int) {
  int n = 0;
  asio::spawn([&n](asio::yield_context yield) { // expected-warning {{uses 'n'}}
    asio::basic_stream_socket s;
    s.async_read_some(yield);
    ++n;
  });
}
void spawned_cancellably_bad(asio::any_io_executor ex, asio::cancellation_slot_binder slot, std::mutex &m) {
  asio::spawn(ex, [](asio::yield_context yield) {
    asio::basic_stream_socket s;
    for (;;) {
      try {
        s.async_read_some(yield);
      } catch (...) { // expected-warning {{swallows cancellation}}
      }
    }
  }, slot);
}
void errors_as_values_ok(asio::yield_context yield, bool &busy) {
  std::error_code ec;
  asio::basic_stream_socket s;
  busy = true;
  s.async_read_some(yield[ec]);
  busy = false;
}

task<> use_awaitable_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::use_awaitable_t()); // expected-warning {{whose completion token could carry it}}
}
task<> deferred_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::deferred_t()); // expected-warning {{whose completion token could carry it}}
}
task<> as_tuple_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::as_tuple_t()); // expected-warning {{whose completion token could carry it}}
}
task<> partial_as_tuple_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::partial_as_tuple()); // expected-warning {{whose completion token could carry it}}
}
task<> redirect_error_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::redirect_error_t()); // expected-warning {{whose completion token could carry it}}
}
task<> partial_redirect_error_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::partial_redirect_error()); // expected-warning {{whose completion token could carry it}}
}
task<> experimental_deferred_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::experimental::deferred_t()); // expected-warning {{whose completion token could carry it}}
}
task<> experimental_as_tuple_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::experimental::as_tuple_t()); // expected-warning {{whose completion token could carry it}}
}
task<> experimental_as_single_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::experimental::as_single_t()); // expected-warning {{whose completion token could carry it}}
}
task<> experimental_use_coro_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::experimental::use_coro_t()); // expected-warning {{whose completion token could carry it}}
}
task<> experimental_use_promise_t_unbound_bad(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  co_await o.async_read_some(asio::experimental::use_promise_t()); // expected-warning {{whose completion token could carry it}}
}
template <class T> void keeps(T);
task<> slot_given_away_ok(asio::basic_stream_socket &o, asio::cancellation_slot slot) {
  keeps(slot);
  co_await o.async_read_some(asio::use_awaitable);
}

struct table {
  bool busy;
  task<> bind_cancellation_slot_ok(stream &x) {
    busy = true;
    co_await asio::async_read(x, 1, asio::bind_cancellation_slot(asio::cancellation_slot(), 1));
    busy = false;
  }
};
task<> bind_cancellation_slot_raced_bad(table &t, stream &x) {
  co_await first(t.bind_cancellation_slot_ok(x), tick()); // expected-warning {{no point at which it can be cancelled}}
}
