// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Boost.Beast: a cancelled operation leaves its stream in a state in which only closing it is sure to work.

#include "beast.h"

#include <mutex>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::awaitable;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using WebSocket = websocket::stream<beast::tcp_stream>;

void handle(const http::request &message);
void on_idle();
asio::const_buffer ping();

//===-- races ---------------------------------------------------------------===//

awaitable<void> serve_http_bad(beast::tcp_stream &stream, asio::steady_timer &idle) {
  beast::flat_buffer buffer;
  for (;;) {
    http::request message;
    auto r = co_await (
        http::async_read(stream, buffer, message, use_awaitable) || // expected-warning {{not safe to lose}}
        idle.async_wait(use_awaitable));
    if (r.index() == 1) {
      on_idle();
      continue;
    }
    handle(message);
  }
}

awaitable<void> serve_http_ok(beast::tcp_stream &stream, asio::steady_timer &idle) {
  beast::flat_buffer buffer;
  for (;;) {
    http::request message;
    auto r = co_await (http::async_read(stream, buffer, message, use_awaitable) || idle.async_wait(use_awaitable));
    if (r.index() == 1) {
      beast::get_lowest_layer(stream).close();
      co_return;
    }
    handle(message);
  }
}

// Beast's own deadline needs no race.
awaitable<void> serve_http_with_deadline_ok(beast::tcp_stream &stream) {
  beast::flat_buffer buffer;
  for (;;) {
    http::request message;
    stream.expires_after(30s);
    co_await http::async_read(stream, buffer, message, use_awaitable);
    handle(message);
  }
}

awaitable<void> write_response_bad(beast::tcp_stream &stream, asio::steady_timer &idle) {
  for (;;) {
    auto r = co_await (
        http::async_write(stream, http::response{}, use_awaitable) || // expected-warning {{not safe to lose}}
        idle.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

awaitable<void> websocket_read_bad(WebSocket &ws, asio::steady_timer &idle) {
  beast::flat_buffer buffer;
  for (;;) {
    auto r = co_await (ws.async_read(buffer, use_awaitable) || // expected-warning {{not safe to lose}}
                       idle.async_wait(use_awaitable));
    if (r.index() == 1)
      co_await ws.async_write(ping(), use_awaitable);
  }
}

awaitable<void> websocket_read_ok(WebSocket &ws, asio::steady_timer &idle) {
  beast::flat_buffer buffer;
  for (;;) {
    auto r = co_await (ws.async_read(buffer, use_awaitable) || idle.async_wait(use_awaitable));
    if (r.index() == 1) {
      beast::get_lowest_layer(ws).socket().close();
      co_await ws.async_accept(use_awaitable);
    }
  }
}

awaitable<void> websocket_write_bad(WebSocket &ws, asio::steady_timer &idle) {
  for (;;) {
    auto r = co_await (ws.async_write(ping(), use_awaitable) || // expected-warning {{not safe to lose}}
                       idle.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

// Its closing handshake is the end of it, whoever wins.
awaitable<void> websocket_close_ok(WebSocket &ws, asio::steady_timer &idle) {
  co_await (ws.async_close({}, use_awaitable) || idle.async_wait(use_awaitable));
}

awaitable<void> raw_read_bad(beast::tcp_stream &stream, asio::steady_timer &idle) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await (
        stream.async_read_some(asio::buffer(bytes), use_awaitable) || // expected-warning {{not safe to lose}}
        idle.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

awaitable<void> raw_write_bad(beast::tcp_stream &stream, asio::steady_timer &idle) {
  for (;;) {
    auto r = co_await (stream.async_write_some(ping(), use_awaitable) || // expected-warning {{not safe to lose}}
                       idle.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

awaitable<void> connect_again_bad(beast::tcp_stream &stream, asio::steady_timer &idle, asio::ip::tcp::endpoint ep) {
  for (int attempt = 0; attempt != 3; ++attempt) {
    auto r = co_await (stream.async_connect(ep, use_awaitable) || // expected-warning {{not safe to lose}}
                       idle.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return;
  }
}

awaitable<void> connect_again_ok(beast::tcp_stream &stream, asio::steady_timer &idle, asio::ip::tcp::endpoint ep) {
  for (int attempt = 0; attempt != 3; ++attempt) {
    auto r = co_await (stream.async_connect(ep, use_awaitable) || idle.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return;
    stream.close();
  }
}

awaitable<void> tls_bad(beast::ssl_stream<beast::tcp_stream> &tls, asio::steady_timer &idle) {
  std::string bytes(512, '\0');
  for (;;) {
    auto r = co_await (tls.async_read_some(asio::buffer(bytes), use_awaitable) || // expected-warning {{not safe to lose}}
                       idle.async_wait(use_awaitable));
    auto w = co_await (tls.async_write_some(ping(), use_awaitable) || // expected-warning {{not safe to lose}}
                       idle.async_wait(use_awaitable));
    auto h = co_await (tls.async_handshake(1, use_awaitable) || // expected-warning {{not safe to lose}}
                       idle.async_wait(use_awaitable));
    if (r.index() + w.index() + h.index() == 3)
      on_idle();
  }
}

awaitable<void> tls_ok(beast::ssl_stream<beast::tcp_stream> &tls, asio::steady_timer &idle) {
  for (;;) {
    auto h = co_await (tls.async_handshake(1, use_awaitable) || idle.async_wait(use_awaitable));
    if (h.index() == 0)
      co_return;
    beast::close_socket(tls.next_layer());
  }
}

// What was read to tell TLS from plain text is in the buffer.
awaitable<bool> detect_ok(beast::tcp_stream &stream, beast::flat_buffer &buffer, asio::steady_timer &idle) {
  for (;;) {
    auto r = co_await (beast::async_detect_ssl(stream, buffer, use_awaitable) || idle.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return true;
  }
}

//===-- locks and tasks -----------------------------------------------------===//

awaitable<void> thread_lock_bad(std::mutex &m, WebSocket &ws) {
  std::lock_guard<std::mutex> lock(m);
  co_await ws.async_accept(use_awaitable); // expected-warning {{locked across}}
}

awaitable<void> dropped_bad(WebSocket &ws) {
  ws.async_write(ping(), use_awaitable); // expected-warning {{without being awaited}}
  co_return;
}

awaitable<void> accept(WebSocket &ws) { co_await ws.async_accept(use_awaitable); }

void spawned_ok(asio::io_context &io, WebSocket &ws) { asio::co_spawn(io.get_executor(), accept(ws), asio::detached); }
