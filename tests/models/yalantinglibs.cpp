// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// yalantinglibs: Asio's operations as async_simple's Lazy.

#include "coro_io.h"

using async_simple::SignalType;
using async_simple::coro::collectAny;
using async_simple::coro::Lazy;

struct Socket {
  void close();
};
struct Acceptor {};
struct Executor;
void on_header(const char *);
void on_idle();

Lazy<void> read_bad(Socket &socket) {
  char header[8];
  for (;;) {
    auto result = co_await collectAny<SignalType::Terminate>(
        coro_io::async_read(socket, &header), // expected-warning {{not safe to lose}}
        coro_io::sleep_for(5));
    if (result.index() == 1)
      on_idle();
    else
      on_header(header);
  }
}

Lazy<void> close_the_socket_ok(Socket &socket) {
  char header[8];
  for (;;) {
    auto result =
        co_await collectAny<SignalType::Terminate>(coro_io::async_read(socket, &header), coro_io::sleep_for(5));
    if (result.index() == 1) {
      co_await coro_io::async_close(socket);
      co_return;
    }
    on_header(header);
  }
}

Lazy<void> write_bad(Socket &socket) {
  char record[8];
  for (;;)
    co_await collectAny<SignalType::Terminate>(
        coro_io::async_write(socket, &record), // expected-warning {{not safe to lose}}
        coro_io::sleep_for(5));
}

Lazy<void> read_until_into_a_kept_buffer_ok(Socket &socket, std::string &buffer) {
  for (;;)
    co_await collectAny<SignalType::Terminate>(coro_io::async_read_until(socket, buffer, "\n"),
                                               coro_io::sleep_for(5));
}

Lazy<void> accept_bad(Acceptor &acceptor, Socket &socket) {
  for (;;)
    co_await collectAny(coro_io::async_accept(acceptor, socket), // expected-warning {{not safe to lose}}
                        coro_io::sleep_for(5));
}

Lazy<void> connect_bad(Executor *executor, Socket &socket) {
  char header[8];
  co_await collectAny<SignalType::Terminate>(
      coro_io::async_connect(executor, socket, "host", "80"), // expected-warning {{not safe to lose}}
      coro_io::sleep_for(5));
  co_await coro_io::async_read(socket, &header);
}

Lazy<void> wait_only_ok(Socket &socket) {
  char header[8];
  co_await collectAny(coro_io::sleep_for(1), coro_io::sleep_for(5));
  co_await coro_io::async_read(socket, &header);
}

Lazy<void> dropped_bad(Socket &socket) {
  coro_io::async_close(socket); // expected-warning {{without being awaited}}
  co_await coro_io::sleep_for(1);
}
