// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-result %verify

// What is wrong behind a function or class of the program's own is wrong where that is used.

#include "cobalt.h"
#include "cppcoro.h"
#include "folly.h"
#include "kj.h"
#include "unifex.h"

#include <string>
#include <vector>

using namespace std::chrono_literals;
void use(int value);
void note_error();
void store(std::vector<int> batch);

// A race that a plain function makes.
namespace joins {
using folly::coro::Task;
struct replica {
  folly::coro::Transport transport;
  Task<void> put(std::string text) { co_await transport.write(text.c_str()); }
};
template <class... T> auto race(T &&...t) { return folly::coro::collectAny(std::forward<T>(t)...); }

Task<void> both_bad(replica &a, replica &b) {
  co_await race(a.put("x"), b.put("x")); // expected-warning {{waits for the first of these only}}
}
Task<void> winner_ok(replica &a, replica &b) {
  auto [index, result] = co_await race(a.put("x"), b.put("x"));
  use(index);
}
} // namespace joins

// A class that hides a scope is one.
namespace scopes {
template <class T = void> using task = cppcoro::task<T>;
class jobs {
public:
  void start(task<> t) { scope_.spawn(std::move(t)); }
  auto finish() { return scope_.join(); }

private:
  cppcoro::async_scope scope_;
};
/// It waits itself.
class self_joining {
public:
  void start(folly::coro::Task<void> t) { scope_.add(std::move(t)); }
  folly::coro::Task<void> finish() { return scope_.joinAsync(); }
  ~self_joining() { folly::coro::blockingWait(scope_.joinAsync()); }

private:
  folly::coro::AsyncScope scope_;
};
task<> work(int &n);
folly::coro::Task<void> other_work(int n);

task<> ends_early_bad(bool enough) {
  int n = 0;
  jobs j; // expected-warning {{'j' may end without having been joined}}
  j.start(work(n));
  if (enough)
    co_return;
  co_await j.finish();
}
task<> joined_ok() {
  int n = 0;
  jobs j;
  j.start(work(n));
  co_await j.finish();
}
task<> not_awaited_bad() {
  int n = 0;
  jobs j; // expected-warning {{'j' may end without having been joined}}
  j.start(work(n));
  auto ready = j.finish();
}
task<> started_by_somebody_ok(jobs &j, task<> t) {
  j.start(std::move(t));
  co_return;
}
folly::coro::Task<void> by_its_destructor_ok() {
  self_joining j;
  j.start(other_work(1));
  co_return;
}
} // namespace scopes

// What a helper puts into the scope of its object runs there and borrows what its caller gave.
namespace borrows {
struct server {
  kj::TaskSet tasks;
  kj::Promise<void> serve(kj::String &name);
  kj::Promise<void> serve_own(kj::String name);
  void add(kj::Promise<void> p) { tasks.add(kj::mv(p)); }
  void start_bad() {
    kj::String name = kj::str("a");
    add(serve(name)); // expected-warning {{a coroutine uses 'name'}}
  }
  void start_ok() {
    kj::String name = kj::str("a");
    add(serve_own(kj::mv(name)));
  }
  void continues_bad(kj::Timer &timer) {
    int n = 3;
    add(timer.afterDelay(1).then([&n] { use(n); })); // expected-warning {{a coroutine uses 'n'}}
  }
};
void add_to(kj::TaskSet &tasks, kj::Promise<void> p) { tasks.add(kj::mv(p)); }
kj::Promise<void> serve(kj::String &name);
void given_the_scope_bad(kj::TaskSet &tasks) {
  kj::String name = kj::str("a");
  add_to(tasks, serve(name)); // expected-warning {{a coroutine uses 'name'}}
}

struct joined {
  cppcoro::async_scope scope;
  cppcoro::task<> work(std::string &s);
  void add(cppcoro::task<> t) { scope.spawn(std::move(t)); }
  cppcoro::task<> waits_ok() {
    std::string s = "x";
    add(work(s));
    co_await scope.join();
  }
};
} // namespace borrows

// Said where the caller wrote it, though the race stands in the helper.
namespace places {
template <class T> using task = unifex::task<T>;
struct inbox {
  unifex::async_pass<int> pass;
  task<int> next_pair() {
    int a = co_await pass.async_accept();
    int b = co_await pass.async_accept();
    co_return a + b;
  }
};
template <class S> auto or_timeout(S s, unifex::scheduler on) {
  return unifex::done_as_optional(unifex::stop_when(std::move(s), unifex::schedule_after(on, 100ms)));
}
task<void> pairs_bad(inbox &in, unifex::scheduler on) {
  for (;;)
    if (auto v = co_await or_timeout(in.next_pair(), on)) // expected-warning {{'places::inbox::next_pair' is not safe to lose}}
      use(*v);
}
} // namespace places

// A flag that the winner's continuation sets, and the helper returns.
namespace flags {
template <class T> using promise = kj::Promise<T>;
struct connection {
  kj::Own<kj::AsyncIoStream> stream;
  char head[64];
  promise<void> frame() {
    co_await stream->read(head, 4);
    co_await stream->read(head, 60);
  }
};
promise<bool> in_time(kj::Timer &timer, promise<void> p) {
  bool late = false;
  co_await p.exclusiveJoin(timer.afterDelay(5).then([&late] { late = true; }));
  co_return !late;
}
promise<void> goes_on_bad(connection &c, kj::Timer &timer) {
  for (;;)
    if (!co_await in_time(timer, c.frame())) // expected-warning {{'flags::connection::frame' is not safe to lose}}
      note_error();
}
promise<void> gives_up_ok(connection &c, kj::Timer &timer) {
  for (;;)
    if (!co_await in_time(timer, c.frame())) {
      c.stream->abortRead();
      co_return;
    }
}
} // namespace flags

// What an exception has dropped, no cancellation loses.
namespace workers {
using folly::coro::Task;
using queue = folly::coro::UnboundedQueue<int>;
void handle(int value);
Task<void> work(queue &jobs) {
  for (;;) {
    try {
      handle(co_await jobs.dequeue());
    } catch (const folly::OperationCancelled &) {
      throw;
    } catch (...) {
      note_error();
    }
  }
}
Task<void> until_it_is_late_ok(queue &jobs) {
  co_await folly::coro::collectAny(work(jobs), folly::coro::sleep(10s));
  handle(co_await jobs.dequeue());
}
Task<void> backs_off(queue &jobs) {
  for (;;) {
    int job = co_await jobs.dequeue();
    bool again = false;
    try {
      handle(job);
    } catch (...) {
      again = true;
    }
    if (again) {
      co_await folly::coro::sleep(1s);
      handle(job);
    }
  }
}
Task<void> until_it_is_late_bad(queue &jobs) {
  co_await folly::coro::collectAny(backs_off(jobs), folly::coro::sleep(10s)); // expected-warning {{'workers::backs_off' is not safe to lose}}
  handle(co_await jobs.dequeue());
}
} // namespace workers

// A function that sets the timer of the race.
namespace timers {
namespace cobalt = boost::cobalt;
struct batcher {
  cobalt::io::steady_timer timer{1s};
  cobalt::channel<int> in;
  std::vector<int> batch;
  cobalt::promise<int> next() { co_return co_await in.read(); }
  void arm() { timer.reset(1000ms); }
  cobalt::promise<void> run_bad() {
    for (;;) {
      arm();
      auto r = co_await cobalt::race(timer.wait(), next()); // expected-warning {{starts anew}} expected-warning {{not safe to lose}}
      if (r.index() == 0)
        store(std::exchange(batch, {}));
      else
        batch.push_back(1);
    }
  }
  auto armed(std::chrono::milliseconds time) {
    timer.reset(time);
    return timer.wait();
  }
  cobalt::promise<void> armed_by_function_bad() {
    for (;;) {
      auto r = co_await cobalt::race(armed(1s), in.read()); // expected-warning {{starts anew}}
      if (r.index() == 0)
        store(std::exchange(batch, {}));
      else
        batch.push_back(1);
    }
  }
  auto due() { return timer.wait(); }
  cobalt::promise<void> armed_once_ok() {
    timer.reset(1000ms);
    for (;;) {
      auto r = co_await cobalt::race(due(), in.read());
      if (r.index() == 0) {
        store(std::exchange(batch, {}));
        timer.reset(1000ms);
      } else {
        batch.push_back(1);
      }
    }
  }
};

using folly::coro::Task;
Task<int> ask();
template <class T> Task<std::optional<T>> within(Task<T> work, std::chrono::milliseconds time) {
  auto [index, result] = co_await folly::coro::collectAny(std::move(work), folly::coro::sleep(time));
  if (index == 1)
    co_return std::nullopt;
  co_return result.value();
}
Task<void> raced_by_coroutine_bad(std::vector<int> &batch) {
  for (;;) {
    auto value = co_await within(ask(), 5s); // expected-warning {{starts anew}}
    if (value)
      batch.push_back(*value);
    else
      store(std::exchange(batch, {}));
  }
}
Task<void> raced_by_coroutine_ok(std::vector<int> &batch) {
  while (auto value = co_await within(ask(), 5s))
    batch.push_back(*value);
}
} // namespace timers

// What has started may be dropped, whoever gives it.
namespace starts {
using folly::coro::Task;
Task<void> work(int n);
auto launch(folly::Executor *executor, Task<void> task) { return std::move(task).scheduleOn(executor).start(); }
auto prepare(folly::Executor *executor, Task<void> task) { return std::move(task).scheduleOn(executor); }
void started_ok(folly::Executor *executor) { launch(executor, work(1)); }
void prepared_bad(folly::Executor *executor) { prepare(executor, work(1)); } // expected-warning {{never runs}}
} // namespace starts
