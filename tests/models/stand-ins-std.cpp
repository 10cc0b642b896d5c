// RUN: %corosafe %s -- -std=c++20 -nostdinc++ -Wno-everything %verify

// The standard library, Qt's containers and a channel as somebody declares them in a few lines: a class under the name that is
// an alias, a view with a constructor of its own, and no header at all.

namespace std {
using size_t = decltype(sizeof 0);
template <class R, class...> struct coroutine_traits { using promise_type = typename R::promise_type; };
template <class P = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  static coroutine_handle from_address(void *) noexcept;
};
template <class P> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  operator coroutine_handle<>() const noexcept;
};
struct suspend_always {
  bool await_ready() const noexcept;
  void await_suspend(coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
struct mutex {
  void lock();
  void unlock();
};
template <class M> struct lock_guard {
  explicit lock_guard(M &);
};
struct string {
  string(const char *);
  ~string();
  const char *c_str() const;
};
struct string_view {
  string_view(const string &);
  const char *data() const;
};
template <class T> struct optional {
  explicit operator bool() const;
  T &operator*();
};
} // namespace std

template <class T> struct QVector {
  T *begin();
  T *end();
  void append(T);
  void clear();
};

namespace coro {
template <class T> struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct scheduler {
  bool spawn_detached(task<void> &&);
  task<void> yield();
};
template <class T> struct channel {
  struct receive_op {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    std::optional<T> await_resume();
  };
  receive_op receive();
  void close();
};
} // namespace coro

void use(int);
void print(const char *);

coro::task<void> show(std::string_view text, coro::scheduler &on) {
  co_await on.yield();
  print(text.data());
}
void shown_bad(coro::scheduler &on) {
  std::string text = "a";
  on.spawn_detached(show(text, on)); // expected-warning {{'show' uses 'text', but it runs on}}
}
coro::task<void> shown_ok(coro::scheduler &on) {
  std::string text = "a";
  co_await show(text, on);
}

struct numbers {
  std::mutex m;
  QVector<int> all;
  void add(int n) { all.append(n); }
  coro::task<void> locked_bad(coro::scheduler &on) {
    std::lock_guard<std::mutex> l(m);
    co_await on.yield(); // expected-warning {{is locked across}}
  }
  coro::task<void> each_bad(coro::scheduler &on) {
    for (int &n : all) { // expected-warning {{may change it meanwhile}}
      co_await on.yield();
      use(n);
    }
  }
  coro::task<void> each_ok(coro::scheduler &on) {
    QVector<int> copy = all;
    for (int &n : copy) {
      co_await on.yield();
      use(n);
    }
  }
};

void stop(coro::channel<int> &from) { from.close(); }
coro::task<void> drain_bad(coro::channel<int> &from) {
  for (;;) {
    auto n = co_await from.receive(); // expected-warning {{this loop spins}}
    if (!n)
      continue;
    use(*n);
  }
}
coro::task<void> drain_ok(coro::channel<int> &from) {
  while (auto n = co_await from.receive())
    use(*n);
}
