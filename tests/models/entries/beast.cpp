// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=beast %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; beast.cpp shows how the library is used.

#include "entries/beast.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = boost::asio::awaitable<T>;

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
    co_await first(boost::beast::http::async_read(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::beast::http::async_read_header(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::beast::http::async_read_some(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::beast::http::async_write(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::beast::http::async_write_header(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::beast::http::async_write_some(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_calls_2_bad(stream &x, std::string &kept) {
  for (;;) {
    co_await first(boost::beast::async_write(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(boost::beast::async_detect_ssl(x, kept), tick());
  }
}

task<> raced_stream_bad(boost::beast::websocket::stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_ping(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_pong(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_stream_2_bad(boost::beast::websocket::stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_close(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_handshake(), tick());
    co_await first(o.async_accept(), tick());
  }
}

task<> raced_basic_stream_bad(boost::beast::basic_stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_connect(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_buffered_read_stream_bad(boost::beast::buffered_read_stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_flat_stream_bad(boost::beast::flat_stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_ssl_stream_bad(boost::beast::ssl_stream &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write_some(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_handshake(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_ssl_stream_shut_down_bad(boost::beast::ssl_stream &o) {
  co_await first(o.async_shutdown(), tick()); // expected-warning {{not safe to lose}}
  co_await o.async_handshake();
}

// It is how a session ends, whatever was lost before.
task<> raced_ssl_stream_shut_down_ok(boost::beast::ssl_stream &o) {
  co_await first(o.async_read_some(), tick());
  co_await first(o.async_shutdown(), tick());
}

task<> blocking_stream_bad(boost::beast::websocket::stream &o) {
  o.close(); // expected-warning {{blocks the thread that this coroutine}}
  o.read(); // expected-warning {{blocks the thread that this coroutine}}
  o.write(); // expected-warning {{blocks the thread that this coroutine}}
  o.ping(); // expected-warning {{blocks the thread that this coroutine}}
  o.pong(); // expected-warning {{blocks the thread that this coroutine}}
  o.accept(); // expected-warning {{blocks the thread that this coroutine}}
  o.handshake(); // expected-warning {{blocks the thread that this coroutine}}
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_ssl_stream_bad(boost::beast::ssl_stream &o) {
  o.handshake(); // expected-warning {{blocks the thread that this coroutine}}
  o.shutdown(); // expected-warning {{blocks the thread that this coroutine}}
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_basic_stream_bad(boost::beast::basic_stream &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.connect(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_flat_stream_bad(boost::beast::flat_stream &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_buffered_read_stream_bad(boost::beast::buffered_read_stream &o) {
  o.read_some(); // expected-warning {{blocks the thread that this coroutine}}
  o.write_some(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_calls_bad() {
  boost::beast::http::read_some(); // expected-warning {{blocks the thread that this coroutine}}
  boost::beast::http::write_some(); // expected-warning {{blocks the thread that this coroutine}}
  boost::beast::http::read(); // expected-warning {{blocks the thread that this coroutine}}
  boost::beast::http::read_header(); // expected-warning {{blocks the thread that this coroutine}}
  boost::beast::http::write(); // expected-warning {{blocks the thread that this coroutine}}
  boost::beast::write(); // expected-warning {{blocks the thread that this coroutine}}
  boost::beast::http::write_header(); // expected-warning {{blocks the thread that this coroutine}}
  boost::beast::detect_ssl(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_basic_stream_ok(boost::beast::basic_stream &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.expires_after();
  o.expires_at();
  o.expires_never();
}

task<> closed_stream_ok(boost::beast::websocket::stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    co_await o.async_close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_basic_stream_ok(boost::beast::basic_stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.release_socket();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> part_get_lowest_layer_bad(stream &o) {
  auto &part = boost::beast::get_lowest_layer(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_data_bad(stream &x) {
  for (;;) {
    boost::beast::basic_flat_buffer kept;
    co_await first(entries::fill(x, kept.data()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> part_cdata_bad(stream &x) {
  for (;;) {
    boost::beast::basic_flat_buffer kept;
    co_await first(entries::fill(x, kept.cdata()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> part_prepare_bad(stream &x) {
  for (;;) {
    boost::beast::basic_flat_buffer kept;
    co_await first(entries::fill(x, kept.prepare()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> part_data_2_bad(stream &x) {
  for (;;) {
    boost::beast::basic_multi_buffer kept;
    co_await first(entries::fill(x, kept.data()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> part_cdata_2_bad(stream &x) {
  for (;;) {
    boost::beast::basic_multi_buffer kept;
    co_await first(entries::fill(x, kept.cdata()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> part_prepare_2_bad(stream &x) {
  for (;;) {
    boost::beast::basic_multi_buffer kept;
    co_await first(entries::fill(x, kept.prepare()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> close_socket_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  boost::beast::close_socket(o);
  co_await take(o);
}

task<> timeout_asked_ok(stream &x, boost::asio::cancellation_slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const boost::system::system_error &e) {
      if (e.code() == boost::beast::error::timeout)
        co_return;
    }
  }
}

task<> goes_on_after_error_end_of_stream_bad(boost::beast::websocket::stream &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(boost::asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == boost::beast::http::error::end_of_stream)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_partial_message_bad(boost::beast::websocket::stream &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(boost::asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == boost::beast::http::error::partial_message)
      continue;
    if (ec)
      co_return;
  }
}

task<> goes_on_after_error_closed_bad(boost::beast::websocket::stream &o) {
  for (;;) {
    std::error_code ec;
    co_await o.async_read_some(boost::asio::redirect_error(ec)); // expected-warning {{completes at once and this loop spins}}
    if (ec == boost::beast::websocket::error::closed)
      continue;
    if (ec)
      co_return;
  }
}
