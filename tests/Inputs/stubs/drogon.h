// Declarations under drogon's names, as much as tests/models/drogon.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_DROGON_H
#define COROSAFE_TESTS_STUBS_DROGON_H

#include <chrono>
#include <coroutine>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace drogon {

template <class T> struct outcome { void return_value(T); };
template <> struct outcome<void> { void return_void(); };

template <class T = void> struct [[nodiscard]] Task {
  struct promise_type : outcome<T> {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

namespace internal {
template <class T> struct awaiter {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct [[nodiscard]] TimerAwaiter : awaiter<void> {};
struct SqlAwaiter : awaiter<int> {};
} // namespace internal

internal::TimerAwaiter sleepCoro(void *loop, std::chrono::milliseconds) noexcept;
template <class... Tasks> internal::awaiter<void> when_all(Tasks... tasks);
template <class T> internal::awaiter<std::vector<T>> when_all(std::vector<Task<T>> tasks);
template <class Coro> void async_run(Coro &&coro) { coro(); }
template <class Coro> std::function<void()> async_func(Coro &&coro) {
  return [coro] { async_run(coro); };
}
template <class Await> std::future<int> co_future(Await &&);
template <class T> T sync_wait(Task<T> &&);

class Mutex {
public:
  bool try_lock() noexcept;
  [[nodiscard]] internal::awaiter<void> lock() noexcept;
  [[nodiscard]] internal::awaiter<std::unique_lock<Mutex>> scoped_lock() noexcept;
  void unlock() noexcept;
};

namespace orm {
class DbClient {
public:
  internal::SqlAwaiter execSqlCoro(const std::string &);
};
template <class T> class Mapper {
public:
  explicit Mapper(DbClient *client);
  T findOne(int key);
  void findOne(int key, std::function<void(T)> found, std::function<void()> failed);
};
template <class T> class CoroMapper : public Mapper<T> {
public:
  explicit CoroMapper(DbClient *client);
  internal::awaiter<T> findOne(int key);
};
} // namespace orm

} // namespace drogon

#endif
