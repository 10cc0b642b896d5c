// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Timeouts that are tokens. What an operation of several steps had done is in the count that comes back with the error:
// the path on which it was cut short has to look at it.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <tuple>

// Of a later version than Debian's.
namespace boost::asio {
template <class Token> struct cancel_after_t { Token token; };
template <class Token> cancel_after_t<Token> cancel_after(std::chrono::steady_clock::duration, Token token) { return {token}; }
template <class Token, class Signature> struct async_result<cancel_after_t<Token>, Signature> {
  using return_type = typename async_result<Token, Signature>::return_type;
  template <class Initiation, class... Args>
  static auto initiate(Initiation initiation, cancel_after_t<Token> timed, Args &&...args) {
    return async_result<Token, Signature>::initiate(std::move(initiation), timed.token, std::forward<Args>(args)...);
  }
};
} // namespace boost::asio

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

constexpr auto nothrow = asio::as_tuple(use_awaitable);
void handle(std::string_view bytes);
void on_silence();

awaitable<void> count_of_success_only_bad(tcp::socket &s) {
  char header[8];
  for (;;) {
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), asio::cancel_after(5s, nothrow)); // expected-warning {{already read}}
    if (ec == asio::error::operation_aborted) {
      on_silence();
      continue;
    }
    if (ec)
      co_return;
    handle({header, n});
  }
}

awaitable<void> every_error_ends_it_ok(tcp::socket &s) {
  char header[8];
  for (;;) {
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), asio::cancel_after(5s, nothrow));
    if (ec)
      co_return;
    handle({header, n});
  }
}

awaitable<void> goes_on_from_there_ok(tcp::socket &s) {
  char header[8];
  std::size_t have = 0;
  for (;;) {
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header + have, 8 - have), asio::cancel_after(5s, nothrow));
    if (ec == asio::error::operation_aborted) {
      have += n;
      continue;
    }
    if (ec)
      co_return;
    handle({header, 8});
    have = 0;
  }
}

// Not a byte had come.
awaitable<void> nothing_yet_ok(tcp::socket &s) {
  char header[8];
  for (;;) {
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), asio::cancel_after(5s, nothrow));
    if (ec == asio::error::operation_aborted && n == 0) {
      on_silence();
      continue;
    }
    if (ec)
      co_return;
    handle({header, 8});
  }
}

awaitable<void> nothing_yet_bare_ok(tcp::socket &s) {
  char header[8];
  for (;;) {
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), asio::cancel_after(5s, nothrow));
    if (ec == asio::error::operation_aborted) {
      if (n)
        co_return;
      on_silence();
      continue;
    }
    if (ec)
      co_return;
    handle({header, 8});
  }
}

using read_result = std::tuple<error_code, std::size_t>;

awaitable<read_result> read_for(tcp::socket &s, char *to, std::size_t size) {
  co_return co_await asio::async_read(s, asio::buffer(to, size), asio::cancel_after(5s, nothrow)); // expected-warning {{already read}}
}

awaitable<void> helper_bad(tcp::socket &s) {
  char header[8];
  for (;;) {
    auto [ec, n] = co_await read_for(s, header, 8);
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    handle({header, 8});
  }
}

awaitable<read_result> read_on_for(tcp::socket &s, char *to, std::size_t size) {
  co_return co_await asio::async_read(s, asio::buffer(to, size), asio::cancel_after(5s, nothrow));
}

awaitable<void> helper_ok(tcp::socket &s) {
  char header[8];
  std::size_t have = 0;
  for (;;) {
    auto [ec, n] = co_await read_on_for(s, header + have, 8 - have);
    have += n;
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    handle({header, 8});
    have = 0;
  }
}

// What was read is in the buffer: as long as there is one.
awaitable<void> buffer_per_turn_bad(tcp::socket &s) {
  for (;;) {
    std::string line;
    auto [ec, n] = co_await asio::async_read_until(s, asio::dynamic_buffer(line), '\n', asio::cancel_after(5s, nothrow)); // expected-warning {{already read}}
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    handle(line);
  }
}

awaitable<void> buffer_of_all_turns_ok(tcp::socket &s) {
  std::string line;
  for (;;) {
    auto [ec, n] = co_await asio::async_read_until(s, asio::dynamic_buffer(line), '\n', asio::cancel_after(5s, nothrow));
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    handle(line.substr(0, n));
    line.erase(0, n);
  }
}

// --- a coroutine that is spawned with such a token

awaitable<std::string> frame(tcp::socket &s) {
  char size;
  co_await asio::async_read(s, asio::buffer(&size, 1), use_awaitable);
  std::string body(size, '\0');
  co_await asio::async_read(s, asio::buffer(body), use_awaitable);
  co_return body;
}

awaitable<void> spawned_bad(tcp::socket &s) {
  for (;;) {
    auto [failed, body] = co_await asio::co_spawn(s.get_executor(), frame(s), asio::cancel_after(3s, nothrow)); // expected-warning {{not safe to lose}}
    if (failed)
      on_silence();
    else
      handle(body);
  }
}

awaitable<void> spawned_ok(tcp::socket &s) {
  for (;;) {
    auto [failed, body] = co_await asio::co_spawn(s.get_executor(), frame(s), asio::cancel_after(3s, nothrow));
    if (failed)
      std::rethrow_exception(failed);
    handle(body);
  }
}

// The token is kept, or made by a helper.
auto within(std::chrono::milliseconds limit) { return asio::cancel_after(limit, nothrow); }
awaitable<void> kept_token_bad(tcp::socket &s) {
  auto limit = asio::cancel_after(5s, nothrow);
  for (;;) {
    char header[8];
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), limit); // expected-warning {{already read}}
    if (ec == asio::error::operation_aborted) {
      on_silence();
      continue;
    }
    if (ec)
      co_return;
    handle({header, n});
  }
}
awaitable<void> helpers_token_bad(tcp::socket &s) {
  for (;;) {
    char header[8];
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), within(5s)); // expected-warning {{already read}}
    if (ec == asio::error::operation_aborted) {
      on_silence();
      continue;
    }
    if (ec)
      co_return;
    handle({header, n});
  }
}
awaitable<void> helpers_token_ok(tcp::socket &s) {
  for (;;) {
    char header[8];
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), within(5s));
    if (ec)
      co_return;
    handle({header, n});
  }
}

// An error that is asked for by its name: the time is over only if it is the cancellation's.
awaitable<void> other_error_goes_on_ok(tcp::socket &s) {
  for (;;) {
    char header[8];
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(header), asio::cancel_after(5s, nothrow));
    if (ec == asio::error::not_found)
      continue;
    if (ec)
      co_return;
    handle({header, n});
  }
}
awaitable<void> caught_and_thrown_again_ok(tcp::socket s) {
  for (;;) {
    char header[8];
    try {
      co_await asio::async_read(s, asio::buffer(header), asio::cancel_after(5s, use_awaitable));
    } catch (const boost::system::system_error &e) {
      if (e.code() == asio::error::operation_aborted)
        throw;
      on_silence();
    }
    handle(header);
  }
}
awaitable<void> caught_and_passed_over_bad(tcp::socket s) {
  for (;;) {
    char header[8];
    try {
      co_await asio::async_read(s, asio::buffer(header), asio::cancel_after(5s, use_awaitable)); // expected-warning {{already read}}
    } catch (const boost::system::system_error &e) { // That the time is over comes as the signal, too.
      if (e.code() != asio::error::operation_aborted)
        throw;
      on_silence();
    }
    handle(header);
  }
}
