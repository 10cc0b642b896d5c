// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Giving a task to someone else is no drop; keeping it in a variable of another shape is no await.

#include "minicoro.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> more();
void post(std::function<void()> work);

struct scope {
  void spawn(mini::task<> t);
  mini::task<> join();
};

void spawned_ok() {
  mini::spawn(flush());
  auto pending = flush();
  mini::spawn(std::move(pending));
}

mini::task<> spawned_in_a_scope_ok() {
  scope workers;
  workers.spawn(flush());
  co_await workers.join();
}

mini::task<> join_of_a_scope_bad() {
  scope workers;
  workers.spawn(flush());
  workers.join(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<int> returned_ok() {
  auto pending = fetch(1);
  return pending;
}

mini::task<> moved_into_another_variable_bad() {
  auto pending = flush(); // expected-warning {{without being awaited}}
  auto later = std::move(pending);
  co_await more();
}

mini::task<> moved_into_another_variable_ok() {
  auto pending = flush();
  auto later = std::move(pending);
  co_await std::move(later);
}

void moved_into_a_lambda_ok() {
  auto pending = std::make_shared<mini::task<>>(flush());
  post([pending] { mini::spawn(std::move(*pending)); });
}

mini::task<> awaited_by_a_lambda_later_ok() {
  auto pending = flush();
  auto finish = [&]() -> mini::task<> { co_await std::move(pending); };
  co_await more();
  co_await finish();
}

mini::task<> owned_by_a_pointer_ok() {
  auto pending = std::make_unique<mini::task<>>(flush());
  co_await std::move(*pending);
}

mini::task<int> optional_ok(bool wanted) {
  std::optional<mini::task<int>> pending;
  if (wanted)
    pending = fetch(1);
  if (pending)
    co_return co_await std::move(*pending);
  co_return 0;
}

mini::task<> optional_bad() {
  std::optional<mini::task<int>> pending = fetch(1); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> pair_ok() {
  auto [first, second] = std::pair(fetch(1), fetch(2));
  co_await std::move(first);
  co_await std::move(second);
}

mini::task<> pair_bad() {
  auto [first, second] = std::pair(
      fetch(1),
      fetch(2)); // expected-warning {{without being awaited}}
  co_await std::move(first);
}

class session {
public:
  explicit session(mini::task<> greeting) : greeting_(std::move(greeting)) {}

  void start_ok() { greeting_ = flush(); }

  mini::task<> &greeting() { return greeting_; }

  // What is dropped here is a reference: the task itself stays where it is.
  void touch_ok() { greeting(); }

  mini::task<> finish_ok() { co_await std::move(greeting_); }

  mini::task<> restart_bad() {
    greeting_ = flush();
    drain(); // expected-warning {{without being awaited}}
    co_await more();
  }

private:
  mini::task<> drain();

  mini::task<> greeting_;
};

std::shared_ptr<session> constructor_takes_it_ok() { return std::make_shared<session>(flush()); }

void out_parameter_ok(mini::task<> &out) { out = flush(); }

#define EXPECT_EQ(a, b) do { if (!((a) == (b))) std::terminate(); } while (false)

void test_body_ok() {
  mini::sync_wait(flush());
  EXPECT_EQ(mini::sync_wait(fetch(1)), 1);
  auto pending = fetch(2);
  EXPECT_EQ(mini::sync_wait(std::move(pending)), 2);
}

void test_body_bad() {
  fetch(1); // expected-warning {{without being awaited}}
  EXPECT_EQ(mini::sync_wait(fetch(2)), 2);
}
