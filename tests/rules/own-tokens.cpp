// RUN: %corosafe %s -- -std=c++20 %verify

// Tokens of the program's own, known by their names and by what can be asked of them.

#include <coroutine>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

template <class T = void> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
  Task(Task &&) noexcept;
  ~Task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <> struct Task<void> {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  Task(Task &&) noexcept;
  ~Task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

namespace app {

class CancelToken {
public:
  bool isCancelled() const;
  void throwIfCancelled() const;
};
class CancelSource {
public:
  CancelToken token() const;
  void cancel();
  bool isCancelled() const;
};
/// Only its name is like it.
class StopToken {
public:
  std::string text() const;
};

class Socket {
public:
  Task<std::size_t> read(char *to, std::size_t n);
  Task<std::size_t> read(char *to, std::size_t n, CancelToken token);
  Task<std::size_t> parse(char *to);
  Task<std::size_t> parse(char *to, StopToken end);
};
void crunch(int);

Task<> echo_bad(Socket &s, CancelToken token) {
  char b[16];
  while (!token.isCancelled())
    if (co_await s.read(b, 16) == 0) // expected-warning {{corosafe-unforwarded-token}}
      break;
}
Task<> echo_ok(Socket &s, CancelToken token) {
  char b[16];
  while (!token.isCancelled())
    if (co_await s.read(b, 16, token) == 0)
      break;
}
Task<> other_ok(Socket &s, StopToken end) {
  char b[16];
  co_await s.parse(b);
}

Task<> all_bad(std::vector<int> in, CancelToken token) {
  for (std::size_t i = 0; i < in.size(); ++i) // expected-warning {{corosafe-uncancellable-loop}}
    crunch(in[i]);
  co_return;
}
Task<> all_ok(std::vector<int> in, CancelToken token) {
  for (std::size_t i = 0; i < in.size(); ++i) {
    token.throwIfCancelled();
    crunch(in[i]);
  }
  co_return;
}
Task<> given_on_ok(Socket &s, std::vector<int> in, CancelToken token) {
  char b[16];
  for (int i : in) {
    crunch(i);
    co_await s.read(b, 16, token);
  }
}

Task<> counted_bad(Socket &s, int &active, CancelToken token) {
  char b[16];
  ++active;
  co_await s.read(b, 16, token); // expected-warning {{corosafe-lost-cleanup}}
  --active;
}
Task<> counted_ok(Socket &s, int &active, CancelToken token) {
  struct Leave {
    int &n;
    ~Leave() { --n; }
  };
  char b[16];
  ++active;
  Leave leave{active};
  co_await s.read(b, 16, token);
}

/// What the sockets throw when they are stopped, and what has nothing to do with it.
struct CancelledError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct ParseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void note(const char *);
Task<> ends_ok(Socket &s, CancelToken token) {
  char b[16];
  for (;;) {
    try {
      co_await s.read(b, 16, token);
    } catch (const CancelledError &) {
      co_return;
    }
  }
}
Task<> parses_again_ok(Socket &s, CancelToken token) {
  char b[16];
  for (;;) {
    try {
      co_await s.read(b, 16, token);
    } catch (const ParseError &) {
      note("again");
    }
  }
}
/// What comes behind the handler is given the token, and ends the loop.
struct Sleep {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Sleep sleep_for(int seconds, CancelToken token);
Task<> connects_again_ok(Socket &s, CancelToken token) {
  char b[16];
  for (;;) {
    try {
      co_await s.read(b, 16, token);
    } catch (const std::exception &) {
      note("again");
    }
    co_await sleep_for(1, token);
  }
}
Task<> connects_and_sleeps_on_bad(Socket &s, CancelToken token) {
  char b[16];
  for (;;) {
    try {
      co_await s.read(b, 16, token);
    } catch (const std::exception &) { // expected-warning {{this handler swallows cancellation}}
      note("again");
    }
    co_await sleep_for(1, CancelToken{});
  }
}
Task<> connects_and_sleeps_bad(Socket &s, CancelToken token) {
  char b[16];
  for (;;) {
    try {
      co_await s.read(b, 16, token);
      co_await sleep_for(1, token);
    } catch (const std::exception &) { // expected-warning {{this handler swallows cancellation}}
      note("again");
    }
  }
}
Task<> reads_again_bad(Socket &s, CancelToken token) {
  char b[16];
  for (;;) {
    try {
      co_await s.read(b, 16, token);
    } catch (const std::runtime_error &) { // expected-warning {{this handler swallows cancellation}}
      note("again");
    }
  }
}

} // namespace app
