// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Nothing can be awaited in a handler: an optional, a pointer or an exception that is set there, or is not, says behind
// it what has happened.

#include "seastar.h"

#include <memory>
#include <optional>

using namespace std::chrono_literals;
using seastar::future;
using bytes = seastar::temporary_buffer<char>;

void handle(const bytes &data);
void on_idle();


future<> exception_ok(seastar::input_stream<char> &in) {
  for (;;) {
    bytes data;
    std::exception_ptr failed;
    try {
      data = co_await seastar::with_timeout(seastar::clock::now() + 1s, in.read_exactly(8));
    } catch (const seastar::timed_out_error &) {
      failed = std::current_exception();
    }
    if (failed) {
      co_await in.close();
      std::rethrow_exception(failed);
    }
    handle(data);
  }
}

future<> exception_compared_ok(seastar::input_stream<char> &in) {
  for (;;) {
    bytes data;
    std::exception_ptr failed = nullptr;
    try {
      data = co_await seastar::with_timeout(seastar::clock::now() + 1s, in.read_exactly(8));
    } catch (const seastar::timed_out_error &) {
      failed = std::current_exception();
    }
    if (failed != nullptr) {
      co_await in.close();
      co_return;
    }
    handle(data);
  }
}

future<> exception_bad(seastar::input_stream<char> &in) {
  for (;;) {
    bytes data;
    std::exception_ptr failed;
    try {
      data = co_await seastar::with_timeout(seastar::clock::now() + 1s, in.read_exactly(8)); // expected-warning {{not safe to lose}}
    } catch (const seastar::timed_out_error &) {
      failed = std::current_exception();
    }
    if (!failed)
      handle(data);
  }
}

future<> optional_ok(seastar::input_stream<char> &in) {
  for (;;) {
    std::optional<bytes> data;
    try {
      data = co_await seastar::with_timeout(seastar::clock::now() + 1s, in.read_exactly(8));
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
    if (!data) {
      co_await in.close();
      co_return;
    }
    handle(*data);
  }
}

future<> optional_has_value_ok(seastar::input_stream<char> &in) {
  for (;;) {
    std::optional<bytes> data = std::nullopt;
    try {
      data = co_await seastar::with_timeout(seastar::clock::now() + 1s, in.read_exactly(8));
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
    if (!data.has_value())
      break;
    handle(data.value());
  }
  co_await in.close();
}

future<> optional_bad(seastar::input_stream<char> &in) {
  for (;;) {
    std::optional<bytes> data;
    try {
      data = co_await seastar::with_timeout(seastar::clock::now() + 1s, in.read_exactly(8)); // expected-warning {{not safe to lose}}
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
    if (data)
      handle(*data);
  }
}

// A method may have filled it as well.
future<> emplaced_bad(seastar::input_stream<char> &in) {
  for (;;) {
    std::optional<bytes> data;
    try {
      data = co_await seastar::with_timeout(seastar::clock::now() + 1s, in.read_exactly(8)); // expected-warning {{not safe to lose}}
    } catch (const seastar::timed_out_error &) {
      data.emplace();
    }
    if (!data) {
      co_await in.close();
      co_return;
    }
    handle(*data);
  }
}
