// RUN: %corosafe %s -- -std=c++20 -Wno-unused-result %verify

// Futures and threads of the standard library. Only a future of std::async waits when it is dropped.

#include <future>
#include <thread>
#include <vector>

int work(int n);
void serve();

void async_bad() {
  std::async(std::launch::async, work, 1); // expected-warning {{without being awaited}}
}

void async_void_cast_bad() {
  (void)std::async(std::launch::async, serve); // expected-warning {{without being awaited}}
}

void async_in_a_loop_bad() {
  for (int i = 0; i < 4; ++i)
    std::async(std::launch::async, work, i); // expected-warning {{without being awaited}}
}

void async_from_a_lambda_bad() {
  auto start = [](int n) {
    std::async([n] { return work(n); }); // expected-warning {{without being awaited}}
  };
  start(1);
}

int async_get_ok() {
  auto first = std::async(std::launch::async, work, 1);
  const int second = work(2);
  return first.get() + second;
}

int async_get_at_once_ok() { return std::async(std::launch::async, work, 1).get(); }

int asyncs_in_a_vector_ok() {
  std::vector<std::future<int>> running;
  for (int i = 0; i < 4; ++i)
    running.push_back(std::async(std::launch::async, work, i));
  int sum = 0;
  for (auto &one : running)
    sum += one.get();
  return sum;
}

std::future<int> async_returned_ok() { return std::async(std::launch::async, work, 1); }

struct server {
  void start_ok() { running_ = std::async(std::launch::async, serve); }

private:
  std::future<void> running_;
};

void future_of_a_promise_ok(std::promise<int> &promise) {
  promise.get_future();
  auto unused = promise.get_future();
}

void future_of_a_packaged_task_ok() {
  std::packaged_task<int(int)> job(work);
  auto unused = job.get_future();
  job(1);
}

void jthread_ok() {
  std::jthread worker(serve);
  work(1);
}

void thread_joined_ok() {
  std::thread worker(serve);
  worker.join();
}

void thread_detached_ok() { std::thread(serve).detach(); }
