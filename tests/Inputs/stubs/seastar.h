// Declarations under Seastar's names, as much as the tests of seastar, redpanda and crimson need.
#ifndef COROSAFE_TESTS_STUBS_SEASTAR_H
#define COROSAFE_TESTS_STUBS_SEASTAR_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <tuple>
#include <vector>

namespace seastar {

template <class T = void> class future;

namespace internal {
template <class T> struct outcome { void return_value(T); };
template <> struct outcome<void> { void return_void(); };
} // namespace internal

class timed_out_error : public std::exception {};
class abort_requested_exception : public std::exception {};
class sleep_aborted : public abort_requested_exception {};

template <class T> class [[nodiscard]] future {
public:
  struct promise_type : internal::outcome<T> {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
  };
  bool available() const noexcept;
  bool failed() const noexcept;
  T get();
  template <class F> future<> then(F &&) { return {}; }
  template <class F> future finally(F &&) { return {}; }
  template <class F> future handle_exception(F &&) { return {}; }
  future<> discard_result();
  void ignore_ready_future() noexcept;
  future<> or_terminate();
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

future<> make_ready_future();
template <class T> future<T> make_ready_future(T);
future<> now();

template <class T = void> class promise {
public:
  future<T> get_future() noexcept { return made(this); }
  void set_value();

private:
  static future<T> made(promise *);
};

using clock = std::chrono::steady_clock;

template <class T> future<T> with_timeout(clock::time_point, future<T>);
template <class Sequence> struct when_any_result {
  std::size_t index;
  Sequence futures;
};
template <class... F> future<when_any_result<std::tuple<F...>>> when_any(F &&...);
template <class... F> future<std::tuple<F...>> when_all(F &&...);
template <class... F> future<> when_all_succeed(F &&...);

class abort_source {
public:
  void check();
  void request_abort();
  bool abort_requested() const;
};

future<> sleep(std::chrono::milliseconds);
future<> sleep_abortable(std::chrono::milliseconds, abort_source &);

template <class Factory, class Clock> class semaphore_units {
public:
  semaphore_units() noexcept;
  semaphore_units(semaphore_units &&) noexcept;
  semaphore_units &operator=(semaphore_units &&) noexcept;
  ~semaphore_units() noexcept;
  void return_all() noexcept;
  std::size_t release() noexcept;
};
struct semaphore_default_exception_factory {};
template <class Factory, class Clock = clock> class basic_semaphore {
public:
  explicit basic_semaphore(std::size_t);
  future<> wait(std::size_t = 1) noexcept;
  future<> wait(abort_source &, std::size_t = 1) noexcept;
  void signal(std::size_t = 1) noexcept;
  bool try_wait(std::size_t = 1) noexcept;
  void broken() noexcept;
};
using semaphore = basic_semaphore<semaphore_default_exception_factory>;
template <class F, class C> future<semaphore_units<F, C>> get_units(basic_semaphore<F, C> &, std::size_t) noexcept;
template <class F, class C, class Fn> future<> with_semaphore(basic_semaphore<F, C> &, std::size_t, Fn &&) noexcept {
  return {};
}

class shared_mutex {
public:
  future<> lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
template <class T> future<std::unique_lock<T>> get_unique_lock(T &);

template <class T> class queue {
public:
  explicit queue(std::size_t);
  bool push(T &&);
  T pop() noexcept;
  bool empty() const noexcept;
  future<> not_empty() noexcept;
  future<T> pop_eventually() noexcept;
  future<> push_eventually(T &&) noexcept;
  void abort(std::exception_ptr) noexcept;
};

template <class Char> class temporary_buffer {
public:
  temporary_buffer() noexcept;
  temporary_buffer(temporary_buffer &&) noexcept;
  temporary_buffer &operator=(temporary_buffer &&) noexcept;
  std::size_t size() const;
  const Char *get() const noexcept;
};
template <class Char> class input_stream final {
public:
  future<temporary_buffer<Char>> read() noexcept;
  future<temporary_buffer<Char>> read_exactly(std::size_t) noexcept;
  future<> close() noexcept;
};
template <class Char> class output_stream final {
public:
  future<> write(const Char *, std::size_t) noexcept;
  future<> flush() noexcept;
  future<> close() noexcept;
};

template <class T> class pipe_reader {
public:
  future<std::optional<T>> read();
};

class connected_socket {
public:
  input_stream<char> input();
  output_stream<char> output();
  void shutdown_input();
};
class server_socket {
public:
  future<connected_socket> accept();
  void abort_accept();
};

template <class Clock> class basic_rwlock {
public:
  using holder = semaphore_units<semaphore_default_exception_factory, Clock>;
  future<> write_lock();
  void write_unlock();
  future<holder> hold_read_lock();
};
using rwlock = basic_rwlock<clock>;

template <class F> future<> with_lock(shared_mutex &, F &&) noexcept { return {}; }

class broken_condition_variable : public std::exception {};
class condition_variable_timed_out : public std::exception {};
class condition_variable {
public:
  future<> wait() noexcept;
  template <class Rep, class Period> future<> wait(std::chrono::duration<Rep, Period>) noexcept;
  template <class Pred> future<> wait(Pred &&) noexcept { return {}; }
  void broken() noexcept;
  void signal() noexcept;
};

class gate {
public:
  class holder {
  public:
    holder(holder &&) noexcept;
    ~holder();
  };
  holder hold();
  future<> close() noexcept;
  void check() const;
};
template <class F> auto with_gate(gate &, F &&f) { return f(); }
template <class F> auto try_with_gate(gate &, F &&f) noexcept { return f(); }
template <class F> auto futurize_invoke(F &&f) noexcept { return f(); }

template <class F> future<> async(F &&) noexcept { return {}; }

template <class Range, class F> future<> parallel_for_each(Range &&, F &&) { return {}; }
template <class Range, class F> future<> max_concurrent_for_each(Range &, std::size_t, F &&) { return {}; }
template <class Range, class F> future<> do_for_each(Range &, F &&) { return {}; }

template <class T> class lw_shared_ptr {
public:
  lw_shared_ptr(const lw_shared_ptr &) noexcept;
  ~lw_shared_ptr();
  T *operator->() const noexcept;
  T &operator*() const noexcept;
};
template <class T> class enable_lw_shared_from_this {
public:
  lw_shared_ptr<T> shared_from_this() noexcept;
};
template <class T, class... A> lw_shared_ptr<T> make_lw_shared(A &&...);

namespace util {
class spinlock {
public:
  void lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
} // namespace util

namespace coroutine {
template <class... F> class [[nodiscard]] all {
public:
  explicit all(F &&...) {}
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
template <class... F> all(F &&...) -> all<F...>;
template <class F> class lambda {
public:
  explicit lambda(F &&f) : func_(&f) {}
  template <class... A> auto operator()(A &&...a) const { return (*func_)(static_cast<A &&>(a)...); }

private:
  F *func_;
};
template <class F> lambda(F &&) -> lambda<F>;
class [[nodiscard]] maybe_yield {
public:
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
template <class T> future<future<T>> as_future(future<T> &&);
template <class T> future<T> try_future(future<T> &&);
} // namespace coroutine

} // namespace seastar

#endif
