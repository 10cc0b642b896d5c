// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include %verify

// Names as libc++, Microsoft's library and later standards have them, with declarations of our own: libstdc++ 12 spells them otherwise.

#include "stub_promise.h"
#include <corosafe/annotations.h>

namespace std {
struct string_like {};
template <class T> struct shared_ptr {
  T *get() const;
  void reset();
};
template <class T> struct weak_ptr {
  void reset();
};
template <class T> struct __optional_destruct_base {
  void reset();
};
template <class T> struct optional : __optional_destruct_base<T> {
  T &operator*();
};
struct exception_ptr {
  explicit operator bool() const;
};
template <class T> struct future {
  T get();
  void wait() const;
  template <class D> int wait_for(D) const;
  template <class P> int wait_until(P) const;
};
template <class T> struct shared_future {
  void wait() const;
  template <class D> int wait_for(D) const;
  template <class P> int wait_until(P) const;
};
namespace chrono {
template <class R> struct duration {
  R n;
};
using seconds = duration<long>;
} // namespace chrono
struct atomic_flag;
void atomic_flag_wait(const atomic_flag *, bool);
template <class... A> string_like format(A &&...);
template <class... A> string_like format_to(A &&...);
template <class... A> string_like format_to_n(A &&...);
template <class... A> string_like vformat(A &&...);
template <class... A> void print(A &&...);
template <class... A> void println(A &&...);
template <class... A> void vprint_unicode(A &&...);
template <class T> struct generator {
  struct promise_type : stubs::promise<generator, void, suspend_always> {
    suspend_always yield_value(T);
  };
  generator(generator &&) noexcept;
  ~generator();
};
struct __ignore_t {
  template <class T> const __ignore_t &operator=(T &&) const;
};
struct __ignore_type {
  template <class T> const __ignore_type &operator=(T &&) const;
};
struct _Ignore {
  template <class T> const _Ignore &operator=(T &&) const;
};
struct inplace_stop_token {
  bool stop_requested() const;
};
struct inplace_stop_source {
  bool stop_requested() const;
};
struct never_stop_token {};
template <class> struct function_ref;
template <class R, class... A> struct function_ref<R(A...)> {
  template <class F> function_ref(F &&) {}
  R operator()(A...) const;
};
template <class T> struct vector {
  T *begin();
  T *end();
  void clear();
};
namespace ranges {
template <class> struct view_interface {
  int *begin();
  int *end();
};
struct some_view : view_interface<some_view> {};
template <class R> some_view operator|(R &&, int);
namespace _Pipe {
struct closure {};
template <class R> some_view operator|(R &&, closure);
} // namespace _Pipe
namespace views {
struct adaptor {
  template <class R> some_view operator()(R &&) const;
  template <class R> some_view operator()(R &&, int) const;
};
inline constexpr adaptor as_const, enumerate, stride, chunk, slide;
} // namespace views
} // namespace ranges
} // namespace std
namespace entries {
template <class T = void> struct COROSAFE_LAZY_TASK task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL task<int> take(COROSAFE_ON T &from);
template <class... A> COROSAFE_RACE task<unsigned long> first(A &&...branches);
COROSAFE_WAITS COROSAFE_CANCEL_SAFE task<> tick();
template <class R, class A> task<R> until(A &&work);
} // namespace entries
using entries::first, entries::tick, entries::take, entries::task;
struct source {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
  const char *name;
};
template <class T> void look_at(const T &);

struct handle {
  std::shared_ptr<int> o;
  void alter() { o.reset(); }
  task<> look_bad() {
    auto seen = o.get();
    co_await tick();
    look_at(*seen); // expected-warning {{may have changed}}
  }
};
struct ranges {
  std::vector<int> o;
  void alter() { o.clear(); }
  task<> look_bad() {
    using std::ranges::operator|;
    for (int &i : o | 1) {
      co_await tick();
      look_at(i); // expected-warning {{may change}}
    }
    for (int &i : o | std::ranges::_Pipe::closure()) {
      co_await tick();
      look_at(i); // expected-warning {{may change}}
    }
    for (int &i : std::ranges::views::as_const(o)) {
      co_await tick();
      look_at(i); // expected-warning {{may change}}
    }
    for (int &i : std::ranges::views::enumerate(o)) {
      co_await tick();
      look_at(i); // expected-warning {{may change}}
    }
    for (int &i : std::ranges::views::stride(o, 2)) {
      co_await tick();
      look_at(i); // expected-warning {{may change}}
    }
    for (int &i : std::ranges::views::chunk(o, 2)) {
      co_await tick();
      look_at(i); // expected-warning {{may change}}
    }
    for (int &i : std::ranges::views::slide(o, 2)) {
      co_await tick();
      look_at(i); // expected-warning {{may change}}
    }
  }
};
struct maybe {
  std::optional<int> o;
  void alter() { o.reset(); }
  task<> look_bad() {
    auto seen = &*o;
    co_await tick();
    look_at(*seen); // expected-warning {{may have changed}}
  }
};
task<> error_told_ok(source &s) {
  auto e = co_await entries::until<std::exception_ptr>(take(s));
  if (e)
    co_return;
  co_await s.next();
}
task<> weak_is_reset_ok(std::weak_ptr<int> &o) {
  co_await first(take(o), tick());
  o.reset();
}
task<> future_of_libcxx_bad(std::future<int> &f, std::future<int> &g, std::future<int> &h) {
  f.wait(); // expected-warning {{blocks the thread}}
  g.wait_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread}}
  h.wait_until(1); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> shared_future_of_libcxx_bad(std::shared_future<int> &f, std::shared_future<int> &g, std::shared_future<int> &h) {
  f.wait(); // expected-warning {{blocks the thread}}
  g.wait_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread}}
  h.wait_until(1); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> future_of_libcxx_asked_ok(std::future<int> &f, std::shared_future<int> &g) {
  f.wait_for(std::chrono::seconds(0));
  f.wait();
  g.wait_for(std::chrono::seconds(0));
  g.wait();
  co_await tick();
}
task<> atomic_flag_wait_bad(std::atomic_flag &f) {
  std::atomic_flag_wait(&f, true); // expected-warning {{blocks the thread}}
  co_await tick();
}
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define TOLD(call) \
  task<> CAT(told_, __LINE__)(source &o) { \
    co_await first(take(o), tick()); \
    call; \
  }
TOLD(std::format("{}", o))
TOLD(std::format_to(1, "{}", o))
TOLD(std::format_to_n(1, 2, "{}", o))
TOLD(std::vformat("{}", o))
TOLD(std::print("{}", o))
TOLD(std::println("{}", o))
TOLD(std::vprint_unicode("{}", o))
std::generator<int> numbers();
void dropped_bad() { numbers(); } // expected-warning {{is dropped}}
// Let go of on purpose, it is dropped all the same where nothing of it has run yet.
task<> let_go_bad(std::__ignore_t a, std::__ignore_type b, std::_Ignore c) {
  a = tick(); // expected-warning {{is dropped}}
  b = tick(); // expected-warning {{is dropped}}
  c = tick(); // expected-warning {{is dropped}}
  co_await tick();
}
task<> inplace_token_given_bad(source &x, std::inplace_stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}
task<> inplace_source_given_bad(source &x, std::inplace_stop_source token) {
  co_await x.next_until(token);
  co_await x.next();
}
task<> never_token_given_ok(source &x, std::never_stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}
task<> calls(std::function_ref<void()> f) {
  co_await tick();
  f();
}
task<> calls_later_bad() {
  auto t = calls([] {}); // expected-warning {{a temporary that dies}}
  co_await tick();
  co_await static_cast<task<> &&>(t);
}
extern "C" void *malloc(unsigned long);
extern "C" void free(void *);
std::generator<int> number_bad() {
  void *held = malloc(1);
  co_yield 1;
  free(held);
}
