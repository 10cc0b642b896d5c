// RUN: %corosafe %s -- -std=c++20 %verify

// What a lock's function gives out is a guard, also where the class of it is not the one that the library has today.

#include <coroutine>
#include <map>
#include <shared_mutex>
#include <string>

namespace folly {
template <class T, class Mutex = std::shared_mutex> class Synchronized {
public:
  struct Locked {
    T *operator->() const;
    T &operator*() const;
    void unlock();
    ~Locked();
  };
  Locked wlock();
};
namespace coro {
template <class T = void> struct [[nodiscard]] Task {
  struct promise_type {
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() noexcept;
    Task get_return_object();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
} // namespace coro
} // namespace folly

namespace userver {
namespace engine {
class Mutex {
public:
  void lock();
  void unlock();
};
void SleepFor(int);
} // namespace engine
namespace concurrent {
template <class T, class M = engine::Mutex> class Variable {
public:
  struct Locked {
    T *operator->() const;
    ~Locked();
  };
  Locked Lock();
};
} // namespace concurrent
} // namespace userver

folly::coro::Task<> persist(std::string line);

struct Ledger {
  folly::Synchronized<std::map<std::string, int>> accounts;
  folly::coro::Task<> close_ok(std::string who) {
    auto all = accounts.wlock();
    all->erase(who);
    all.unlock();
    co_await persist(who);
  }
  folly::coro::Task<> close_bad(std::string who) {
    auto all = accounts.wlock();
    all->erase(who);
    co_await persist(who); // expected-warning {{'accounts' is locked across a suspend point}}
    all.unlock();
  }
};

struct Counts {
  userver::concurrent::Variable<std::map<std::string, int>> counts;
  userver::concurrent::Variable<std::map<std::string, int>, std::shared_mutex> blocking;
  void one_ok(std::string key) {
    auto all = counts.Lock();
    all->erase(key);
    userver::engine::SleepFor(1);
  }
  void one_bad(std::string key) {
    auto all = blocking.Lock();
    all->erase(key);
    userver::engine::SleepFor(1); // expected-warning {{'blocking' is locked across a suspend point}}
  }
};
