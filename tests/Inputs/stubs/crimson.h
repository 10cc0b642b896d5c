// Declarations under the names of Ceph's crimson, as much as tests/models/crimson.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_CRIMSON_H
#define COROSAFE_TESTS_STUBS_CRIMSON_H

#include "seastar.h"

namespace crimson {

template <class T> struct errorated_future_marker {};

namespace interruptible {

struct interrupted : std::exception {};
struct condition {};

template <class Condition, class Future> class interruptible_future_detail;
template <class Condition, class T> class [[nodiscard]] interruptible_future_detail<Condition, seastar::future<T>> {
public:
  struct promise_type : seastar::internal::outcome<T> {
    interruptible_future_detail get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class Condition> class interruptor {
public:
  template <class F> static auto with_interruption(F &&f, Condition) { return f(); }
};

} // namespace interruptible

template <class... Errors> struct errorator {
  template <class Marker> class [[nodiscard]] _future {
  public:
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<>);
    int await_resume();
  };
  template <class T = void> using future = _future<errorated_future_marker<T>>;
};

namespace common {
class interruption : public std::exception {};
class actingset_changed final : public interruption {};
class Gated {
public:
  template <class F, class T> void dispatch_in_background(const char *, T &, F &&) {}
  template <class F, class T> seastar::future<> dispatch(const char *, T &, F &&) { return {}; }
  seastar::future<> close();
};
} // namespace common

} // namespace crimson

#endif
