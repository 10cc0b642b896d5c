// RUN: %corosafe %s -- -std=c++20 -Wno-unused-result %verify

// std::async, futures and threads in members, containers, conditions and helpers.

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

int work(int n);
void serve();
void keep(std::future<int> result);
bool ready();

void deferred_bad() {
  std::async(std::launch::deferred, work, 1); // expected-warning {{without being awaited}}
}

void deferred_waited_ok() {
  auto result = std::async(std::launch::deferred, work, 1);
  result.wait();
}

void async_ternary_bad(bool fast) {
  fast ? std::async(std::launch::async, work, 1) // expected-warning {{without being awaited}}
       : std::async(std::launch::async, work, 2); // expected-warning {{without being awaited}}
}

void async_handed_on_ok() { keep(std::async(std::launch::async, work, 1)); }

void async_in_a_condition_ok() {
  if (std::async(std::launch::async, work, 1).wait_for(1s) == std::future_status::timeout)
    serve();
}

// A variable that nobody looks at: its scope blocks the thread, and what the work throws is lost.
void async_left_to_its_scope_FN() {
  auto background = std::async(std::launch::async, serve);
  work(1);
}

std::tuple<std::future<int>, int> async_in_a_tuple_ok() { return {std::async(std::launch::async, work, 1), 2}; }

int async_shared_ok() {
  std::shared_future<int> all = std::async(std::launch::async, work, 1).share();
  return all.get() + all.get();
}

void async_comma_bad() {
  std::async(std::launch::async, serve), serve(); // expected-warning {{without being awaited}}
}

struct pool {
  std::vector<std::future<int>> running;
  std::optional<std::future<int>> last;
  std::unique_ptr<std::thread> thread;

  void start_ok() {
    running.emplace_back(std::async(std::launch::async, work, 1));
    last = std::async(std::launch::async, work, 2);
    thread = std::make_unique<std::thread>(serve);
  }
  void start_bad() {
    std::async([this] { return work(static_cast<int>(running.size())); }); // expected-warning {{without being awaited}}
  }
};

void packaged_ok() {
  std::packaged_task<int(int)> job(work);
  auto result = job.get_future();
  std::thread(std::move(job), 1).detach();
  result.wait();
}

void thread_in_a_vector_ok() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(serve);
  for (auto &t : threads)
    t.join();
}

void thread_joined_on_every_path_ok(bool early) {
  std::thread t(serve);
  if (early) {
    t.join();
    return;
  }
  work(1);
  t.join();
}

void thread_if_joinable_ok() {
  std::thread t;
  if (ready())
    t = std::thread(serve);
  if (t.joinable())
    t.join();
}
