// Declarations under HPX's names, as much as tests/models/hpx.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_HPX_H
#define COROSAFE_TESTS_STUBS_HPX_H

#include <coroutine>
#include <cstddef>
#include <mutex>
#include <tuple>
#include <utility>

namespace hpx {

template <class T> class future;

namespace detail {
template <class T> struct outcome { void return_value(T); };
template <> struct outcome<void> { void return_void(); };
template <bool Backoff> struct spinlock {
  void lock();
  bool try_lock();
  void unlock();
};
} // namespace detail
using spinlock = detail::spinlock<true>;

namespace lcos::detail {
template <class Derived, class T> class future_base {
public:
  bool valid() const noexcept;
  bool is_ready() const noexcept;
  void wait() const;
};
} // namespace lcos::detail

template <class T> class future : public lcos::detail::future_base<future<T>, T> {
public:
  struct promise_type : detail::outcome<T> {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
  };
  T get();
  template <class F> future<void> then(F &&);
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class F> auto async(F &&f) -> future<decltype(f())> {
  (void)f;
  return {};
}
future<void> make_ready_future();

template <class Sequence> struct when_any_result {
  std::size_t index;
  Sequence futures;
};

namespace functional {
template <class Tag> struct tag {
  template <class... F> future<when_any_result<std::tuple<F...>>> operator()(F &&...) const;
};
} // namespace functional

inline constexpr struct when_any_t final : functional::tag<when_any_t> {
} when_any{};
inline constexpr struct when_all_t final : functional::tag<when_all_t> {
} when_all{};
inline constexpr struct wait_all_t final { template <class... F> void operator()(F &&...) const; } wait_all{};

class mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
};

} // namespace hpx

#endif
