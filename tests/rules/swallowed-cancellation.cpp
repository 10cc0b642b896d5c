// RUN: %corosafe %s -- -std=c++20 %verify

// In Asio cancellation is a system_error at the awaited operation, and once cancelled every later co_await throws it again.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;
using boost::system::system_error;
using namespace std::chrono_literals;

void log(const char *what);
void serve(tcp::socket s);
bool is_cancelled(const std::exception &e);
awaitable<void> step();

awaitable<void> catch_all_bad(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (...) { // expected-warning {{this handler swallows cancellation, and the loop goes on}}
      log("accept failed");
    }
  }
}

awaitable<void> catch_exception_bad(tcp::acceptor &a) {
  while (true) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const std::exception &e) { // expected-warning {{swallows cancellation}}
      std::cerr << e.what() << '\n';
    }
  }
}

awaitable<void> catch_system_error_continue_bad(tcp::socket &s) {
  char data[64];
  for (;;) {
    try {
      co_await s.async_read_some(asio::buffer(data), use_awaitable);
    } catch (const system_error &e) { // expected-warning {{swallows cancellation}}
      continue;
    }
    log(data);
  }
}

awaitable<void> child_coroutine_bad() {
  for (;;) {
    try {
      co_await step();
      co_await step();
    } catch (const std::exception &) { // expected-warning {{swallows cancellation}}
    }
  }
}

// What only their names say.
void rethrow_unless_retryable();
void throwIfFatal();
void throttle();

awaitable<void> rethrown_elsewhere_ok() {
  for (;;) {
    try {
      co_await step();
    } catch (const std::exception &) {
      rethrow_unless_retryable();
    }
  }
}

awaitable<void> thrown_elsewhere_ok() {
  for (;;) {
    try {
      co_await step();
    } catch (...) {
      throwIfFatal();
    }
  }
}

awaitable<void> throttled_bad() {
  for (;;) {
    try {
      co_await step();
    } catch (...) { // expected-warning {{swallows cancellation}}
      throttle();
    }
  }
}

awaitable<void> asks_for_another_error_bad(tcp::socket &s) {
  char data[64];
  for (;;) {
    try {
      co_await s.async_read_some(asio::buffer(data), use_awaitable);
    } catch (const system_error &e) { // expected-warning {{swallows cancellation}}
      if (e.code() == asio::error::eof)
        co_return;
      log(e.what());
    }
  }
}

awaitable<void> flag_that_nobody_reads_bad(tcp::socket &s) {
  char data[64];
  bool failed = false;
  for (;;) {
    try {
      co_await s.async_read_some(asio::buffer(data), use_awaitable);
    } catch (...) { // expected-warning {{swallows cancellation}}
      failed = true;
    }
    if (failed)
      log("again");
  }
}

awaitable<void> nested_bad(tcp::socket &s) {
  char data[64];
  for (;;) {
    try {
      try {
        co_await s.async_read_some(asio::buffer(data), use_awaitable);
      } catch (const std::invalid_argument &) {
        co_return;
      }
    } catch (...) { // expected-warning {{swallows cancellation}}
    }
  }
}

awaitable<void> rethrown_into_the_next_bad(tcp::socket &s) {
  char data[64];
  for (;;) {
    try {
      try {
        co_await s.async_read_some(asio::buffer(data), use_awaitable);
      } catch (const system_error &) {
        log("read");
        throw;
      }
    } catch (const std::exception &) { // expected-warning {{swallows cancellation}}
    }
  }
}

// The delay is inside the try block as well.
awaitable<void> delay_inside_bad(asio::steady_timer &t) {
  for (;;) {
    try {
      co_await step();
      t.expires_after(1s);
      co_await t.async_wait(use_awaitable);
    } catch (const std::exception &e) { // expected-warning {{swallows cancellation}}
      log(e.what());
    }
  }
}

awaitable<void> two_loops_bad(tcp::acceptor &a) {
  for (;;) {
    for (;;) {
      try {
        serve(co_await a.async_accept(use_awaitable));
      } catch (...) { // expected-warning {{swallows cancellation}}
        break;
      }
    }
  }
}

//===-- right -----------------------------------------------------------------===//

awaitable<void> rethrow_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const std::exception &e) {
      log(e.what());
      throw;
    }
  }
}

awaitable<void> return_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (...) {
      co_return;
    }
  }
}

awaitable<void> break_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (...) {
      break;
    }
  }
  log("closed");
}

awaitable<void> around_the_loop_ok(tcp::acceptor &a) {
  try {
    for (;;)
      serve(co_await a.async_accept(use_awaitable));
  } catch (const std::exception &e) {
    log(e.what());
  }
}

awaitable<void> asks_for_the_error_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const system_error &e) {
      if (e.code() == asio::error::operation_aborted)
        co_return;
      log(e.what());
    }
  }
}

awaitable<void> goes_on_unless_aborted_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const system_error &e) {
      if (e.code() != asio::error::operation_aborted) {
        log(e.what());
        continue;
      }
      throw;
    }
  }
}

awaitable<void> predicate_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const std::exception &e) {
      if (is_cancelled(e))
        throw;
      log(e.what());
    }
  }
}

awaitable<void> handler_ahead_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const system_error &) {
      throw;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}

awaitable<void> other_type_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const std::invalid_argument &e) {
      log(e.what());
    }
  }
}

// Once cancelled, the delay throws at once, and it stands outside.
awaitable<void> delay_outside_ok(asio::steady_timer &t) {
  for (;;) {
    try {
      co_await step();
    } catch (const std::exception &e) {
      log(e.what());
    }
    t.expires_after(1s);
    co_await t.async_wait(use_awaitable);
  }
}

awaitable<void> attempts_ok() {
  for (int i = 0; i < 3; ++i) {
    try {
      co_await step();
      co_return;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}

awaitable<void> flag_ok() {
  bool failed = false;
  while (!failed) {
    try {
      co_await step();
    } catch (...) {
      failed = true;
    }
  }
}

// Best effort, and then the end.
awaitable<void> not_in_a_loop_ok(tcp::socket &s) {
  try {
    co_await step();
  } catch (...) {
    log("ignored");
  }
  s.close();
}

awaitable<void> parse_only_ok(tcp::socket &s) {
  std::string line;
  for (;;) {
    co_await asio::async_read_until(s, asio::dynamic_buffer(line), '\n', use_awaitable);
    try {
      log(std::to_string(std::stoi(line)).c_str());
    } catch (const std::exception &) {
      log("no number");
    }
  }
}

// The error comes as a value, and the next co_await throws.
awaitable<void> errors_as_values_ok(asio::steady_timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto [ec] = co_await t.async_wait(as_tuple(use_awaitable));
    if (!ec)
      log("tick");
  }
}

class listener {
public:
  awaitable<void> run_ok() {
    while (running_) {
      try {
        serve(co_await acceptor_.async_accept(use_awaitable));
      } catch (const std::exception &e) {
        log(e.what());
      }
    }
  }

  awaitable<void> open_ok() {
    while (acceptor_.is_open()) {
      try {
        serve(co_await acceptor_.async_accept(use_awaitable));
      } catch (const std::exception &e) {
        log(e.what());
      }
    }
  }

  // The timer is cancelled to wake the loop.
  awaitable<void> woken_ok() {
    for (;;) {
      try {
        co_await timer_.async_wait(use_awaitable);
      } catch (const system_error &e) {
        if (e.code() != asio::error::operation_aborted)
          throw;
      }
      log("changed");
    }
  }

  awaitable<void> reset_ok() {
    for (;;) {
      try {
        serve(co_await acceptor_.async_accept(use_awaitable));
      } catch (const system_error &e) {
        log(e.what());
      }
      auto state = co_await asio::this_coro::cancellation_state;
      if (state.cancelled() != asio::cancellation_type::none)
        co_return;
    }
  }

private:
  tcp::acceptor acceptor_;
  asio::steady_timer timer_;
  bool running_ = true;
};

//===-- errors that have a name -----------------------------------------------------===//

// Another error goes on; the signal is thrown again.
awaitable<void> one_error_goes_on_ok(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const system_error &e) {
      if (e.code() == asio::error::connection_aborted)
        continue;
      throw;
    }
  }
}

awaitable<void> one_error_ends_bad(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const system_error &e) { // expected-warning {{swallows cancellation}}
      if (e.code() != asio::error::bad_descriptor)
        continue;
      throw;
    }
  }
}

//===-- what comes after the handler ------------------------------------------------===//

// The timer's error would come as a value, but the co_await itself throws once the coroutine was cancelled.
awaitable<void> waits_behind_the_handler_ok(tcp::socket &s, tcp::endpoint peer) {
  asio::steady_timer pause(s.get_executor());
  for (;;) {
    try {
      co_await s.async_connect(peer, use_awaitable);
      co_return;
    } catch (const std::exception &e) {
      log(e.what());
    }
    pause.expires_after(1s);
    auto [ec] = co_await pause.async_wait(asio::as_tuple(use_awaitable));
  }
}

// The type of cancellation has a `!` of its own.
awaitable<void> asks_with_not_ok(tcp::acceptor &a) {
  while (!(co_await asio::this_coro::cancellation_state).cancelled()) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}

// Once round the elements, and it is over.
struct peer {
  awaitable<void> send(const char *text);
};
awaitable<void> each_once_ok(std::vector<peer> &all) {
  for (auto &p : all) {
    try {
      co_await p.send("hello");
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
awaitable<void> some_numbers_ok(peer &p) {
  for (;;) {
    try {
      co_await p.send("hello");
    } catch (const boost::system::system_error &e) {
      switch (e.code().value()) {
      case 104:
        log("reset");
        break;
      default:
        throw;
      }
    }
  }
}
