// RUN: %corosafe %s -- -std=c++20 %verify

// Task, lock and future types of one's own, and views: what their own code says of them.

#include <algorithm>
#include <atomic>
#include <coroutine>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

struct tick {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

template <class T> struct result {
  T value;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return value; }
};

template <class T, class Start = std::suspend_always> struct [[nodiscard]] task {
  struct promise_type {
    task get_return_object();
    Start initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  task(task &&) noexcept;
  ~task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

//===-- a lock that is taken by trying and waiting in turn ---------------------------------===//

class futex_lock {
  std::atomic<bool> held_ = false;

public:
  task<result<int>> lock() {
    while (held_.exchange(true))
      co_await tick();
    co_return result<int>{0};
  }
  void unlock() { held_ = false; }
};

class spin_lock {
  std::atomic<bool> held_ = false;

public:
  void lock() {
    while (held_.exchange(true)) {
    }
  }
  void unlock() { held_ = false; }
};

template <class Mutex> class guarded {
  Mutex mutex_;
  int value_ = 0;

public:
  task<int> add_ok(int n) {
    co_await co_await mutex_.lock();
    co_await tick();
    value_ += n;
    mutex_.unlock();
    co_return value_;
  }
};
template class guarded<futex_lock>;

task<int> spins_bad(spin_lock &l) {
  l.lock();
  co_await tick(); // expected-warning {{'l' is locked across}}
  l.unlock();
  co_return 1;
}

//===-- views: of what they are given by address, not of its length ---------------------------===//

class stream {
  char fixed_[64];
  std::vector<char> grown_;
  std::size_t at_ = 0;
  task<std::size_t> raw_read(std::span<char>);
  task<std::size_t> raw_write(std::span<const char>);

public:
  void put(char c) {
    grown_.push_back(c);
    ++at_;
  }
  void reset() { at_ = 0; }

  task<std::size_t> read_ok(void *to, std::size_t n) { return raw_read(std::span<char>(static_cast<char *>(to), n)); }

  task<int> flush_fixed_ok() {
    auto left = std::span<const char>(fixed_, at_);
    while (!left.empty())
      left = left.subspan(co_await raw_write(left));
    at_ = 0;
    co_return 0;
  }
  task<int> flush_grown_bad() {
    auto left = std::span<const char>(grown_.data(), at_);
    while (!left.empty())
      left = left.subspan(co_await raw_write(left)); // expected-warning {{'left' points into 'grown_'}}
    at_ = 0;
    co_return 0;
  }
};

//===-- a future that is made by calling what it is given -----------------------------------------===//

struct pledge {};

template <class T> struct later {
  struct promise_type {
    later get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  later() = default;
  later(later &&) = default;
  template <class F> requires requires(F f) { f(pledge()); }
  later(F &&f) { f(pledge()); }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();

  template <class F> void becomes(F &&f) {
    this->~later();
    new (this) later(f());
  }
};

/// Keeps what it is given, to call it when it is awaited.
struct deferred {
  struct promise_type {
    deferred get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  template <class F> requires requires(F f) { f(pledge()); }
  deferred(F &&f) : start_(std::forward<F>(f)) {}
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  std::function<void(pledge)> start_;
};

class alarms {
  void add(int id, int when, pledge);

public:
  later<int> at_once_ok(int id, int when) {
    return [&](pledge p) { add(id, when, p); };
  }
  deferred afterwards_bad(int id, int when) {
    return [&](pledge p) { add(id, when, p); }; // expected-warning 2{{but it is returned to run later}}
  }
};

void renewed_ok(later<int> &l) {
  l.becomes([] { return later<int>(); });
}

//===-- tasks that start by themselves, on another thread -----------------------------------------===//

struct on_a_pool {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) noexcept { post([h] { h.resume(); }); }
  void await_resume() const noexcept {}
  static void post(std::function<void()>);
};
struct noted {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) noexcept { self = h; }
  void await_resume() const noexcept {}
  std::coroutine_handle<> self;
};

task<int, on_a_pool> started(int n) { co_return n; }
task<int, noted> not_started(int n) { co_return n; }

task<int> dropped_bad() {
  (void)started(1);
  started(2); // expected-warning {{it runs on by itself}}
  not_started(3); // expected-warning {{it never runs}}
  co_return 0;
}

/// Templates that nothing instantiates, with loops over what they do not know yet.
template <class Session> struct hub {
  std::vector<Session> sessions;
  std::vector<std::pair<int, Session>> named;
  std::mutex m;

  task<int> greet_bad() {
    for (auto &s : sessions) {
      std::lock_guard guard(m);
      co_await s.greet(); // expected-warning {{corosafe-lock-across-suspend}}
    }
    co_return 1;
  }
  task<int> greet_named_bad() {
    std::unique_lock guard(m);
    for (auto &[name, s] : named)
      co_await s.greet(name); // expected-warning {{corosafe-lock-across-suspend}}
    co_return 1;
  }
  task<int> greet_ok() {
    for (auto s : sessions) {
      {
        std::lock_guard guard(m);
        s.touch();
      }
      co_await s.greet();
    }
    co_return 1;
  }
};

/// What goes wrong in two instantiations is told once.
template <class T> task<T> load();
template <class T> task<T> reload_bad(T old) {
  load<T>(); // expected-warning {{corosafe-unawaited-task}}
  co_return old;
}
task<int> reload_all_ok() {
  co_await reload_bad(1);
  co_await reload_bad('a');
  co_return 1;
}

//===-- channels that their own names tell of -----------------------------------------------------===//

struct message {};
void use(const message &);
template <class T> class channel {
public:
  task<std::optional<T>> receive();
  task<std::optional<T>> receive_for(int ms);
  void close();
  bool is_closed() const;
};
template <class T> class endless {
public:
  task<std::optional<T>> receive();
};

class reader {
  channel<message> in_;
  endless<message> on_;

public:
  void stop() { in_.close(); }
  task<int> reads_on_bad() {
    for (;;) {
      auto m = co_await in_.receive(); // expected-warning {{this loop spins}}
      if (m)
        use(*m);
    }
  }
  task<int> leaves_ok() {
    for (;;) {
      auto m = co_await in_.receive();
      if (!m)
        co_return 0;
      use(*m);
    }
  }
  task<int> asks_ok() {
    while (!in_.is_closed())
      if (auto m = co_await in_.receive())
        use(*m);
    co_return 0;
  }
  task<int> waits_ok() {
    for (;;) {
      if (auto m = co_await in_.receive())
        use(*m);
      else
        co_await tick();
    }
  }
  task<int> with_time_ok() {
    for (;;)
      if (auto m = co_await in_.receive_for(100))
        use(*m);
  }
  task<int> never_closed_ok() {
    for (;;)
      if (auto m = co_await on_.receive())
        use(*m);
  }
};

//===-- an awaiter that is made before it is known whether it is needed ---------------------===//

struct [[nodiscard]] alarm_awaiter {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>);
  bool await_resume();
};
alarm_awaiter alarm_after(int ms);
bool is_morning();
task<bool> count_sheep(int n);

task<bool> sleeps_if_needed_ok() {
  auto alarm = alarm_after(10);
  if (is_morning())
    co_return true;
  co_return co_await alarm;
}
task<bool> never_sleeps_bad() {
  auto alarm = alarm_after(10); // expected-warning {{goes out of scope without being awaited}}
  co_return is_morning();
}
task<bool> counts_if_needed_bad() {
  auto sheep = count_sheep(10); // expected-warning {{goes out of scope on some path without being awaited}}
  if (is_morning())
    co_return true;
  co_return co_await sheep;
}
