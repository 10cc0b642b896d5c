// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A closure that is called on the spot is not needed by the task that it makes, unless it is that coroutine itself.

#include "minicoro.h"

#include <array>
#include <memory>
#include <string>
#include <variant>

struct Plain { mini::task<void> send(std::string &text); };
struct Secure { mini::task<void> send(std::string &text); };

class Endpoint {
public:
  template <class F> decltype(auto) visit(F &&f) {
    return std::visit([&](auto &s) -> decltype(auto) { return std::forward<F>(f)(*s); }, stream_);
  }
  mini::task<void> send_ok(std::string &text) {
    return visit([&](auto &s) { return s.send(text); });
  }
  mini::task<void> sendDirectly_ok(std::string &text) {
    return std::visit([&](auto &s) { return s->send(text); }, stream_);
  }
  mini::task<void> sendItself_bad(std::string &text) {
    return visit([&text](auto &s) -> mini::task<void> { co_await s.send(text); }); // expected-warning {{corosafe-dangling-task}}
  }
  mini::task<void> sendItselfDirectly_bad(std::string &text) {
    return std::visit([&text](auto &s) -> mini::task<void> { co_await s->send(text); }, stream_); // expected-warning {{corosafe-dangling-task}}
  }
  mini::task<void> sendLocal_bad() {
    std::string text = "x";
    return visit([&](auto &s) { return s.send(text); }); // expected-warning {{corosafe-dangling-task}}
  }

private:
  std::variant<std::shared_ptr<Plain>, std::shared_ptr<Secure>> stream_;
};

// What assigns a task is no coroutine.
struct Job {
  struct promise_type {
    Job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  Job() noexcept = default;
};
mini::task<void> step(int i);
Job several_ok() {
  std::array<Job, 4> jobs;
  for (int i = 0; i < 4; ++i)
    jobs[i] = [](int n) -> Job { co_await step(n); }(i);
  co_await step(5);
}

// The same without a visitor.
struct One {
  Plain stream;
  template <class F> decltype(auto) with(F &&f) { return f(stream); }
  mini::task<void> send_ok(std::string &text) {
    return with([&](Plain &s) { return s.send(text); });
  }
  mini::task<void> sendLocal_bad() {
    std::string text = "x";
    return with([&](Plain &s) { return s.send(text); }); // expected-warning {{corosafe-dangling-task}}
  }
  mini::task<void> sendAwaited_ok() {
    std::string text = "x";
    co_await with([&](Plain &s) { return s.send(text); });
  }
};
