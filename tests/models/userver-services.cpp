// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// userver in services: a pool, retries, a server, workers that end when they are told to.

#include "userver.h"
#include <deque>
#include <map>
#include <memory>
#include <vector>
#include <functional>
#include <algorithm>
using namespace userver;
using namespace std::chrono_literals;
struct Conn {
  engine::io::Socket s;
  bool broken = false;
};
void log(const std::string &);
// connection pool
class Pool {
  engine::Mutex m_;
  engine::ConditionVariable cv_;
  std::deque<std::unique_ptr<Conn>> idle_;
  int total_ = 0;
  std::unique_ptr<Conn> Make() {
    auto c = std::make_unique<Conn>();
    c->s.Connect({}, engine::Deadline::FromDuration(1s));
    return c;
  }

public:
  std::unique_ptr<Conn> acquire_ok() {
    std::unique_lock l(m_);
    (void)cv_.Wait(l, [this] { return !idle_.empty(); });
    if (idle_.empty())
      throw engine::WaitInterruptedException("x");
    auto c = std::move(idle_.front());
    idle_.pop_front();
    return c;
  }
  void release_ok(std::unique_ptr<Conn> c) {
    {
      std::lock_guard l(m_);
      if (!c->broken)
        idle_.push_back(std::move(c));
    }
    cv_.NotifyOne();
  }
  void grow_bad() {
    ++total_;
    auto c = Make(); // expected-warning {{corosafe-lost-cleanup}}
    std::lock_guard l(m_);
    idle_.push_back(std::move(c));
    --total_;
  }
  template <class F> auto with_ok(F f) {
    auto c = acquire_ok();
    auto r = f(*c);
    release_ok(std::move(c));
    return r;
  }
};
int ping_ok(Pool &p) {
  return p.with_ok([](Conn &c) {
    char b[4];
    (void)c.s.SendAll("ping", 4, engine::Deadline::FromDuration(1s));
    return static_cast<int>(c.s.RecvAll(b, 4, engine::Deadline::FromDuration(1s)));
  });
}
// retry
bool send_retry_bad(engine::io::Socket &s, const char *d, std::size_t n) {
  for (int i = 0; i < 3; ++i) {
    try {
      (void)s.SendAll(d, n, engine::Deadline::FromDuration(100ms)); // expected-warning {{corosafe-unsafe-race-branch}}
      return true;
    } catch (const engine::io::IoTimeout &) {
      engine::InterruptibleSleepFor(10ms);
    }
  }
  return false;
}
bool send_reconnect_ok(const char *d, std::size_t n) {
  for (int i = 0; i < 3; ++i) {
    engine::io::Socket s;
    s.Connect({}, engine::Deadline::FromDuration(1s));
    try {
      (void)s.SendAll(d, n, engine::Deadline::FromDuration(100ms));
      return true;
    } catch (const engine::io::IoTimeout &) {
      log("again");
    }
  }
  return false;
}
// server
class Server {
  engine::io::Socket listener_;
  concurrent::BackgroundTaskStorage bts_;
  std::vector<engine::TaskWithResult<void>> tasks_;
  std::map<int, Conn> conns_;
  engine::Task worker_;
  int next_ = 0;
  void Serve(engine::io::Socket s) {
    char b[64];
    for (;;) {
      auto n = s.RecvSome(b, 64, {});
      if (n == 0)
        return;
      (void)s.SendAll(b, n, {});
    }
  }

public:
  void accept_ok() {
    while (!engine::current_task::ShouldCancel()) {
      auto s = listener_.Accept({});
      bts_.AsyncDetach(
          "c", [this](engine::io::Socket c) { Serve(std::move(c)); }, std::move(s));
    }
  }
  void accept_moved_ok() {
    for (;;) {
      auto s = listener_.Accept({});
      tasks_.push_back(utils::Async("c", [this, s = std::move(s)]() mutable { Serve(std::move(s)); }));
    }
  }
  void start_ok() {
    worker_ = utils::Async("accept", [this] { accept_ok(); });
  }
  ~Server() {
    if (worker_.IsValid())
      worker_.SyncCancel();
  }
  void broadcast_bad() {
    for (auto &[id, c] : conns_) // expected-warning {{corosafe-stale-across-suspend}}
      (void)c.s.SendAll("x", 1, {});
  }
  void join_ok() {
    conns_.emplace(next_++, Conn{});
  }
  void leave_ok(int id) {
    conns_.erase(id);
  }
  std::size_t count_ok() const {
    return conns_.size();
  }
};
// pure computing, callbacks
int total_ok(const std::vector<int> &v) {
  int s = 0;
  std::for_each(v.begin(), v.end(), [&](int x) { s += x; });
  return s;
}
void visit_all_bad(std::mutex &m, std::vector<engine::TaskWithResult<int>> &v) {
  std::lock_guard l(m);
  std::for_each(v.begin(), v.end(), [](auto &t) { t.Get(); }); // expected-warning {{corosafe-lock-across-suspend}}
}
std::function<void()> later_ok(std::mutex &m) {
  std::lock_guard l(m);
  return [] { engine::SleepFor(1s); };
}
struct Base {
  virtual ~Base() = default;
  virtual int load() = 0;
};
struct Slow : Base {
  int load() override {
    engine::SleepFor(1s);
    return 1;
  }
};
int virt_bad(std::mutex &m, Base &b) {
  std::lock_guard l(m);
  return b.load(); // expected-warning {{corosafe-lock-across-suspend}}
}
// graceful shutdown
struct Worker {
  engine::SingleConsumerEvent ev;
  std::deque<int> q;
  bool stop = false;
  engine::io::Socket s;
  void run_ok() {
    while (ev.WaitForEvent()) {
      while (!q.empty()) {
        log("x");
        q.pop_front();
      }
    }
  }
  void run2_ok() {
    for (;;) {
      if (!ev.WaitForEventFor(1s)) {
        if (engine::current_task::ShouldCancel())
          return;
        continue;
      }
      if (stop)
        return;
      log("x");
    }
  }
  void run3_bad() {
    for (;;) {
      (void)ev.WaitForEvent(); // expected-warning {{corosafe-swallowed-cancellation}}
      log("x");
    }
  }
  void bye_ok() {
    try {
      (void)s.SendAll("bye", 3, engine::Deadline::FromDuration(1s));
    } catch (const std::exception &e) {
      log(e.what());
    }
    s.Close();
  }
  void once_ok() {
    try {
      (void)s.SendAll("hi", 2, {});
    } catch (...) {
      log("failed");
      throw;
    }
  }
  int two_ok() {
    auto a = utils::Async("a", [] { return 1; });
    auto b = utils::Async("b", [] { return 2; });
    return a.Get() + b.Get();
  }
  void any_ok() {
    auto a = utils::Async("a", [] { return 1; });
    auto b = utils::Async("b", [] { return 2; });
    auto i = engine::WaitAny(a, b);
    if (!i)
      return;
    log(*i == 0 ? "a" : "b");
  }
  void any_loop_ok(std::vector<engine::TaskWithResult<int>> &ts) {
    while (auto i = engine::WaitAny(ts)) {
      log(std::to_string(ts[*i].Get()));
    }
  }
};

//===-- a limit for each turn ---------------------------------------------------===//

struct job {
  int id;
};
struct worker {
  concurrent::MpscQueue<job> jobs;

  void polls_ok() {
    auto from = jobs.GetConsumer();
    job j;
    while (!engine::current_task::ShouldCancel()) {
      if (!from.Pop(j, engine::Deadline::FromDuration(std::chrono::milliseconds(100))))
        continue;
      log(std::to_string(j.id));
    }
  }
  void noLimit_bad() {
    auto from = jobs.GetConsumer();
    job j;
    while (!engine::current_task::ShouldCancel()) {
      if (!from.Pop(j)) // expected-warning {{this loop spins}}
        continue;
      log(std::to_string(j.id));
    }
  }
  void neverAsks_bad() {
    auto from = jobs.GetConsumer();
    job j;
    for (;;) {
      if (!from.Pop(j, engine::Deadline::FromDuration(std::chrono::milliseconds(100)))) // expected-warning {{this loop spins}} expected-warning {{swallowed-cancellation}}
        continue;
      log(std::to_string(j.id));
    }
  }
};

struct Reloader {
  struct Source {
    engine::io::Socket s;
    std::string Read() {
      (void)s.SendAll("?", 1, {});
      return "";
    }
  } conn;

  // One finding for one loop, though it passes over what the sleep would say as well.
  void tries_again_bad() {
    for (;;) {
      try {
        log(conn.Read());
        return;
      } catch (const std::exception &) { // expected-warning {{this handler swallows cancellation}}
        conn.s.Close();
        engine::InterruptibleSleepFor(50ms);
      }
    }
  }
  void start() { task = utils::Async("reload", [this] { tries_again_bad(); }); }
  ~Reloader() { task.SyncCancel(); }
  engine::TaskWithResult<void> task;
};
