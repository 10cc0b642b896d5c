// RUN: %corosafe %s -- -std=c++20 %verify

// Tasks that only the promise of another can await: it makes an awaiter of them, which does not need the handle any more.

#include <coroutine>
#include <memory>
#include <string>

template <class T>
struct waiter {
  std::shared_ptr<T> state;
  bool await_ready();
  void await_suspend(std::coroutine_handle<> h);
  T await_resume();
};

template <class T>
class job {
public:
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value);
    void unhandled_exception();
    template <class U> waiter<U> await_transform(job<U> &&j) { return {j.state_}; }
    template <class U> waiter<U> await_transform(job<U> &j) { return {j.state_}; }
  };

  template <class F> job<T> then(F f) && {
    auto value = co_await *this;
    co_return f(value);
  }
  template <class F> job<T> then_again(F f) && {
    auto value = co_await *this;
    co_return f(value + *state_);
  }

private:
  std::shared_ptr<T> state_;
};

job<int> read(int fd);

job<int> dropped_bad() {
  read(3); // expected-warning {{dropped without being awaited}}
  co_return 1;
}

job<int> awaited_ok(std::string &line) {
  int n = co_await read(3);
  line.resize(n);
  co_return n;
}

job<int> chained_ok() {
  return read(1).then([](int n) { return n + 1; });
}

job<int> chained_with_a_second_look_bad() {
  return read(1).then_again([](int n) { return n + 1; }); // expected-warning {{uses a temporary}}
}
