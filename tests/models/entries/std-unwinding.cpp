// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include %verify

// What does its work only while an exception unwinds the stack, in coroutines that are destroyed when they are cancelled.

#include "entries.h"

#include <exception>

using entries::tick;

namespace corral {
template <class T = void> struct Task {
  using promise_type = stubs::promise<Task, T, std::suspend_always>;
  Task(Task &&) noexcept;
  ~Task();
  stubs::awaiter<T> operator co_await();
};
} // namespace corral
template <class T = void> using task = corral::Task<T>;

namespace std::experimental {
template <class F> struct scope_fail {
  explicit scope_fail(F);
  ~scope_fail();
};
} // namespace std::experimental
namespace boost::scope {
template <class F> struct scope_fail {
  explicit scope_fail(F);
  ~scope_fail();
};
} // namespace boost::scope

bool unwinds();
template <class F> struct on_uncaught_exceptions {
  F f;
  int before = std::uncaught_exceptions();
  ~on_uncaught_exceptions() {
    if (std::uncaught_exceptions() > before)
      f();
  }
};

struct user {
  int n = 0;
  task<> std_scope_fail_bad() {
    ++n;
    std::experimental::scope_fail undo([this] { --n; });
    co_await tick(); // expected-warning {{is never set back}}
    --n;
  }
  task<> boost_scope_fail_bad() {
    ++n;
    boost::scope::scope_fail undo([this] { --n; });
    co_await tick(); // expected-warning {{is never set back}}
    --n;
  }
  task<> std_uncaught_exceptions_bad() {
    ++n;
    on_uncaught_exceptions undo{[this] { --n; }};
    co_await tick(); // expected-warning {{is never set back}}
    --n;
  }
  task<> std_uncaught_exception_bad() {
    struct undo {
      user &u;
      ~undo() {
        if (std::uncaught_exception())
          --u.n;
      }
    };
    ++n;
    undo u{*this};
    co_await tick(); // expected-warning {{is never set back}}
    --n;
  }
};
