//===- concurrencpp.h - Declarations under concurrencpp's names ------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_CONCURRENCPP_H
#define COROSAFE_TESTS_STUBS_CONCURRENCPP_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

namespace concurrencpp {

namespace details {
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
template <class T> struct result_of {
  void return_value(T value);
};
template <> struct result_of<void> {
  void return_void();
};
} // namespace details

enum class result_status { idle, value, exception };

template <class type> class result {
public:
  struct promise_type : details::result_of<type> {
    result get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  result() noexcept;
  result(result &&) noexcept;
  result &operator=(result &&) noexcept;
  ~result();
  explicit operator bool() const noexcept;
  result_status status() const;
  void wait() const;
  template <class R, class P> result_status wait_for(std::chrono::duration<R, P> d) const;
  type get();
  details::awaiter<type> operator co_await();
  details::awaiter<result> resolve();
};

template <class type> class lazy_result {
public:
  struct promise_type : details::result_of<type> {
    lazy_result get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  lazy_result(lazy_result &&) noexcept;
  ~lazy_result();
  details::awaiter<type> operator co_await();
  result<type> run();
};

template <class type> class shared_result {
public:
  shared_result(result<type> r);
  details::awaiter<type> operator co_await();
};

struct null_result {
  struct promise_type : details::result_of<void> {
    null_result get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
  };
};

struct executor_tag {};
class executor {
public:
  virtual ~executor() = default;
  template <class F, class... Args> void post(F &&f, Args &&...args) {}
  template <class F, class... Args> auto submit(F &&f, Args &&...args) -> result<int> { return {}; }
};
template <class concrete> class derivable_executor : public executor {
public:
  template <class F, class... Args> void post(F &&f, Args &&...args) {}
  template <class F, class... Args> auto submit(F &&f, Args &&...args) -> result<int> { return {}; }
};
class thread_pool_executor final : public derivable_executor<thread_pool_executor> {};

template <class E> details::awaiter<void> resume_on(std::shared_ptr<E> where);

template <class sequence> struct when_any_result {
  std::size_t index;
  sequence results;
};
template <class E, class... Rs>
lazy_result<when_any_result<std::tuple<Rs...>>> when_any(std::shared_ptr<E> where, Rs &&...results);
template <class E, class... Rs> lazy_result<std::tuple<Rs...>> when_all(std::shared_ptr<E> where, Rs &&...results);

class timer_queue {
public:
  lazy_result<void> make_delay_object(std::chrono::milliseconds due, std::shared_ptr<executor> where);
};

class scoped_async_lock;
class async_lock {
public:
  lazy_result<scoped_async_lock> lock(std::shared_ptr<executor> where);
  lazy_result<bool> try_lock();
  void unlock();
};
class scoped_async_lock {
public:
  scoped_async_lock() noexcept;
  scoped_async_lock(scoped_async_lock &&) noexcept;
  scoped_async_lock(async_lock &lock, std::defer_lock_t) noexcept;
  ~scoped_async_lock() noexcept;
  lazy_result<void> lock(std::shared_ptr<executor> where);
  void unlock();
  bool owns_lock() const noexcept;
};

} // namespace concurrencpp

#endif
