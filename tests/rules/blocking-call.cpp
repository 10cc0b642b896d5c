// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A call that blocks its thread is a bug in a coroutine, and no bug anywhere else.

#include "minicoro.h"

#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <semaphore>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using mini::task;
using namespace std::chrono_literals;

void use(int value);
int compute();

//===-- in the coroutine itself ----------------------------------------------===//

task<> sleeps_bad() {
  std::this_thread::sleep_for(10ms); // expected-warning {{'std::this_thread::sleep_for' blocks the thread that this coroutine runs on}}
  co_return;
}

task<> sleeps_until_bad(std::chrono::steady_clock::time_point when) {
  co_await mini::sleep_for(1ms);
  std::this_thread::sleep_until(when); // expected-warning {{blocks the thread}}
}

task<> joins_bad() {
  std::thread worker([] { use(compute()); });
  worker.join(); // expected-warning {{'std::thread::join' blocks}}
  co_return;
}

task<int> gets_bad(std::future<int> result) {
  co_return result.get(); // expected-warning {{'std::future::get' blocks}}
}

task<int> waits_then_gets_bad(std::future<int> result) {
  result.wait(); // expected-warning {{blocks}}
  co_return result.get();
}

task<int> asks_with_a_timeout_bad(std::future<int> result) {
  if (result.wait_for(5s) != std::future_status::ready) // expected-warning {{blocks}}
    co_return -1;
  co_return result.get();
}

struct mailbox {
  std::mutex mutex;
  std::condition_variable filled;
  std::vector<int> letters;
  std::counting_semaphore<8> permits{0};
  std::latch ready{1};

  task<int> next_bad() {
    std::unique_lock lock(mutex);
    filled.wait(lock, [this] { return !letters.empty(); }); // expected-warning {{'std::condition_variable::wait' blocks}}
    co_return letters.back();
  }
  task<> permit_bad() {
    permits.acquire(); // expected-warning {{blocks}}
    co_return;
  }
  task<bool> try_permit_ok() { co_return permits.try_acquire(); }
  task<> latched_bad() {
    ready.wait(); // expected-warning {{blocks}}
    co_return;
  }
  task<int> count_ok() {
    std::lock_guard lock(mutex);
    co_return int(letters.size());
  }
};

task<> resolves_bad(const char *host) {
  addrinfo *found = nullptr;
  ::getaddrinfo(host, "80", nullptr, &found); // expected-warning {{'getaddrinfo' blocks}}
  co_return;
}

task<int> runs_command_bad() {
  co_return std::system("sync"); // expected-warning {{'system' blocks}}
}

task<> reaps_bad(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0); // expected-warning {{blocks}}
  co_return;
}

task<> polls_child_ok(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0)
    co_await mini::sleep_for(10ms);
}

task<long> reads_bad(int fd) {
  char data[64];
  co_return ::read(fd, data, sizeof data); // expected-warning {{'read' blocks}}
}

mini::sleep_awaiter readable(int fd);

task<long> reads_when_ready_ok(int fd) {
  char data[64];
  co_await readable(fd);
  co_return ::read(fd, data, sizeof data);
}

task<long> reads_until_it_would_block_ok(int fd) {
  char data[64];
  long n;
  while ((n = ::recv(fd, data, sizeof data, 0)) < 0)
    co_await readable(fd);
  co_return n;
}

task<long> receives_without_waiting_ok(int fd) {
  char data[64];
  co_return ::recv(fd, data, sizeof data, MSG_DONTWAIT | MSG_NOSIGNAL);
}

task<int> polls_without_waiting_ok(pollfd *fds) { co_return ::poll(fds, 1, 0); }

task<int> polls_bad(pollfd *fds) {
  co_return ::poll(fds, 1, 1000); // expected-warning {{'poll' blocks}}
}

// Small files: not worth a word.
task<std::string> reads_config_ok() {
  std::ifstream file("/etc/hostname");
  std::string name;
  std::getline(file, name);
  co_return name;
}

// Whoever types has all the time in the world.
task<std::string> asks_bad() {
  std::string name;
  std::getline(std::cin, name); // expected-warning {{'std::getline' blocks}}
  co_return name;
}
task<int> asks_for_a_number_bad() {
  int n = 0;
  std::cin >> n; // expected-warning {{blocks}}
  co_return n;
}
task<int> parses_ok(std::istream &in, std::string line) {
  std::istringstream words(line);
  int n = 0;
  words >> n;
  std::getline(in, line);
  co_return n;
}

//===-- what returns at once ---------------------------------------------------===//

task<int> ready_future_ok(std::future<int> result) {
  while (result.wait_for(0s) != std::future_status::ready)
    co_await mini::sleep_for(1ms);
  co_return result.get();
}

task<int> ready_by_zero_ok(std::future<int> &result) {
  if (result.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready)
    co_return result.get();
  if (result.wait_for(std::chrono::seconds::zero()) == std::future_status::ready)
    co_return result.get();
  co_return -1;
}

task<int> own_promise_ok() {
  std::promise<int> promise;
  auto result = promise.get_future();
  promise.set_value(3);
  co_return result.get();
}

task<int> own_packaged_task_ok() {
  std::packaged_task<int()> job(compute);
  auto result = job.get_future();
  job();
  co_return result.get();
}

task<std::future<int>> computed();

task<int> future_from_await_ok() {
  auto result = co_await computed();
  co_return result.get();
}

//===-- elsewhere ---------------------------------------------------------------===//

void plain_function_ok() { std::this_thread::sleep_for(1s); }

int main() {
  std::this_thread::sleep_for(1ms);
  mini::sync_wait(sleeps_bad());
}

task<> starts_thread_ok() {
  std::thread([] { std::this_thread::sleep_for(1s); }).detach();
  co_return;
}

task<> starts_async_ok() {
  auto result = std::async(std::launch::async, [] {
    std::this_thread::sleep_for(1s);
    return 3;
  });
  while (result.wait_for(0s) != std::future_status::ready)
    co_await mini::sleep_for(1ms);
  use(result.get());
}

void enqueue(std::function<void()> job);

task<> enqueues_ok() {
  enqueue([] { std::this_thread::sleep_for(1s); });
  co_return;
}

struct thread_pool {
  struct hop {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const;
    void await_resume() const noexcept {}
  };
  hop schedule();
  void post(std::function<void()>);
};
struct event_loop {
  mini::sleep_awaiter schedule();
};

task<> hops_to_pool_ok(thread_pool &pool) {
  co_await pool.schedule();
  std::this_thread::sleep_for(1s);
}

task<> hops_after_bad(thread_pool &pool) {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
  co_await pool.schedule();
}

task<> hops_back_bad(thread_pool &pool, event_loop &loop) {
  co_await pool.schedule();
  std::this_thread::sleep_for(1s);
  co_await loop.schedule();
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
}

task<> hops_on_one_path_bad(thread_pool &pool, bool heavy) {
  if (heavy)
    co_await pool.schedule();
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
}

// Hands itself to a thread of its own.
struct new_thread {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const {
    std::thread([h] { h.resume(); }).detach();
  }
  void await_resume() const noexcept {}
};

task<> on_a_new_thread_ok() {
  co_await new_thread{};
  std::this_thread::sleep_for(1s);
}

//===-- through helpers ---------------------------------------------------------===//

void settle() { std::this_thread::sleep_for(5ms); }
void settle_twice() {
  settle();
  settle();
}

task<> through_helper_bad() {
  settle(); // expected-warning {{'settle' blocks the thread that this coroutine runs on: it reaches 'std::this_thread::sleep_for'}}
  co_return;
}

task<> through_two_helpers_bad() {
  settle_twice(); // expected-warning {{'settle_twice' blocks}}
  co_return;
}

struct store {
  std::future<void> saved;
  void flush() { saved.wait(); }
  ~store();
};

task<> through_method_bad(store &s) {
  s.flush(); // expected-warning {{'store::flush' blocks the thread that this coroutine runs on: it reaches}}
  co_return;
}

void pause_ms(int ms) { ::usleep(ms * 1000); }
void shared_helper() { pause_ms(3); }
int elsewhere() {
  shared_helper();
  return 0;
}

task<> helper_of_others_too_bad() {
  shared_helper(); // expected-warning {{blocks}}
  co_return;
}

template <class F> auto timed(F f) {
  auto begin = std::chrono::steady_clock::now();
  f();
  return std::chrono::steady_clock::now() - begin;
}

task<> through_callback_bad() {
  timed([] { std::this_thread::sleep_for(1s); }); // expected-warning {{blocks}}
  co_return;
}

task<> through_local_lambda_bad() {
  auto wait_a_bit = [] { std::this_thread::sleep_for(1ms); };
  wait_a_bit(); // expected-warning {{blocks}}
  co_return;
}

// A lambda that is made is not thereby called.
task<std::function<void()>> makes_lambda_ok() {
  co_return [] { std::this_thread::sleep_for(1ms); };
}

int take(std::future<int> &f) { return f.get(); }

task<int> ready_for_helper_ok(std::future<int> f) {
  while (f.wait_for(0ms) != std::future_status::ready)
    co_await mini::sleep_for(1ms);
  co_return take(f);
}

task<int> not_ready_for_helper_bad(std::future<int> f) {
  co_return take(f); // expected-warning {{'take' blocks}}
}

[[clang::annotate("corosafe::blocking")]] void commit_to_disk();

task<> declared_blocking_bad() {
  commit_to_disk(); // expected-warning {{'commit_to_disk' blocks}}
  co_return;
}

#if __clang_major__ >= 20
void sync_all() [[clang::blocking]];

task<> clang_says_blocking_bad() {
  sync_all(); // expected-warning {{'sync_all' blocks}}
  co_return;
}
#endif

// Names that only look like it.
struct door {
  void wait();
  mini::sleep_awaiter join();
  void sleep();
};
void sleep(door &);
task<> own_names_ok(door &d) {
  d.wait();
  co_await d.join();
  d.sleep();
  sleep(d);
}

//===-- generators --------------------------------------------------------------===//

template <class T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    void return_void();
    void unhandled_exception();
  };
  T *begin();
  T *end();
};

generator<int> ticks_ok() {
  for (int i = 0; i < 10; ++i) {
    std::this_thread::sleep_for(1ms);
    co_yield i;
  }
}

/// Whether it waits was decided where the descriptor was opened, which is not here.
struct wire {
  int descriptor_;
  int handle() const { return descriptor_; }
  mini::task<long> peek_ok(char *into) { co_return ::recv(descriptor_, into, 1, 0); }
};
mini::task<int> connect_ok(wire &w, const sockaddr *to, socklen_t size) { co_return ::connect(w.handle(), to, size); }

//===-- a thread that ends the program -------------------------------------------------===//

[[noreturn]] void give_up() noexcept;
void print_trace() { std::this_thread::sleep_for(1s); }
struct crash_log {
  void write(int severity) {
    if (severity > 3) {
      print_trace();
      give_up();
    }
  }
  void write_and_go_on(int severity) {
    if (severity > 3)
      print_trace();
  }
};

task<> logged_ok(crash_log &log) {
  log.write(1);
  co_await mini::sleep_for(1ms);
}
task<> logged_bad(crash_log &log) {
  log.write_and_go_on(1); // expected-warning {{reaches 'std::this_thread::sleep_for'}}
  co_await mini::sleep_for(1ms);
}
task<> given_up_ok(int n) {
  if (n < 0) {
    std::this_thread::sleep_for(1s);
    give_up();
  }
  co_await mini::sleep_for(1ms);
}

// Between the pause and the end others run, or would.
task<> pauses_long_before_the_end_bad() {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread}}
  co_await mini::sleep_for(1ms);
  give_up();
}

//===-- descriptors that are asked to wait, and their helpers -----------------------------===//

struct readiness {
  explicit readiness(int fd);
  mini::task<> next();
};
int read_some(int fd) {
  char bytes[16];
  return read(fd, bytes, sizeof bytes);
}
task<int> reads_what_is_ready_ok(int fd) {
  readiness input(fd);
  co_await input.next();
  char bytes[16];
  co_return read(fd, bytes, sizeof bytes);
}
task<int> reads_what_is_ready_by_pointer_ok(int fd) {
  auto input = std::make_unique<readiness>(fd);
  co_await input->next();
  char bytes[16];
  co_return read(fd, bytes, sizeof bytes);
}
task<int> helper_reads_what_is_ready_ok(int fd) {
  readiness input{fd};
  co_await input.next();
  co_return read_some(fd);
}
task<int> helper_reads_another_bad(int fd, int other) {
  readiness input{fd};
  co_await input.next();
  co_return read_some(other); // expected-warning {{it reaches 'read'}}
}
// Of a descriptor that was opened elsewhere nothing is known, in a helper either.
struct watcher {
  int fd;
  std::unique_ptr<readiness> input;
  int events() { return read_some(fd); }
  task<int> changed_ok() {
    co_await input->next();
    co_return events();
  }
};

// What a child process does between fork and its end is its own.
task<int> runs_in_child_ok(const char *command) {
  int child = fork();
  if (child == 0)
    _exit(system(command));
  co_await mini::sleep_for(1ms);
  co_return child;
}
task<int> runs_here_bad(const char *command) {
  int child = fork();
  if (child != 0)
    system(command); // expected-warning {{blocks the thread}}
  co_await mini::sleep_for(1ms);
  co_return child;
}
