// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// userver in programs.

#include "userver.h"

#include <deque>
#include <fstream>
#include <map>
#include <thread>
#include <vector>

using namespace userver;
using namespace std::chrono_literals;

struct Message {
  std::string text;
};
using Queue = concurrent::MpscQueue<Message>;
void handle(const char *, std::size_t);
void process(Message);
void log(const std::string &);

//===-- deadlines: what was read when one passes is lost ----------------------===//

void frames_bad(engine::io::Socket &s) {
  char b[512];
  for (;;) {
    try {
      auto n = s.RecvAll(b, sizeof b, engine::Deadline::FromDuration(1s)); // expected-warning {{already read}}
      if (n == 0)
        return;
      handle(b, n);
    } catch (const engine::io::IoTimeout &) {
      continue;
    }
  }
}

void frames_without_deadline_ok(engine::io::Socket &s) {
  char b[512];
  for (;;) {
    if (s.RecvAll(b, sizeof b, {}) == 0)
      return;
    handle(b, sizeof b);
  }
}

void frames_in_pieces_ok(engine::io::Socket &s) {
  char b[512];
  std::size_t have = 0;
  while (have < sizeof b) {
    try {
      auto n = s.RecvSome(b + have, sizeof b - have, engine::Deadline::FromDuration(1s));
      if (n == 0)
        return;
      have += n;
    } catch (const engine::io::IoTimeout &) {
      if (have == 0)
        return;
    }
  }
  handle(b, have);
}

void frames_closed_ok(engine::io::Socket &s) {
  char b[512];
  for (;;) {
    try {
      if (s.RecvAll(b, sizeof b, engine::Deadline::FromDuration(1s)) == 0)
        return;
      handle(b, sizeof b);
    } catch (const engine::io::IoTimeout &) {
      s.Close();
      return;
    }
  }
}

void frames_counted_ok(engine::io::Socket &s) {
  char b[512];
  std::size_t have = 0;
  for (;;) {
    try {
      have += s.RecvAll(b + have, sizeof b - have, engine::Deadline::FromDuration(1s));
      handle(b, have);
      have = 0;
    } catch (const engine::io::IoTimeout &e) {
      have += e.BytesTransferred();
    }
  }
}

//===-- cancellation passed over ------------------------------------------------===//

void poll_bad(engine::io::Socket &s) {
  char b[64];
  for (;;) {
    try {
      if (s.RecvSome(b, 64, {}) == 0)
        return;
      handle(b, 64);
    } catch (const std::exception &e) { // expected-warning {{swallows cancellation}}
      log(e.what());
    }
  }
}

void poll_asks_ok(engine::io::Socket &s) {
  char b[64];
  while (!engine::current_task::ShouldCancel()) {
    try {
      if (s.RecvSome(b, 64, {}) == 0)
        return;
      handle(b, 64);
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}

void poll_rethrows_ok(engine::io::Socket &s) {
  char b[64];
  for (;;) {
    try {
      if (s.RecvSome(b, 64, {}) == 0)
        return;
      handle(b, 64);
    } catch (const engine::io::IoCancelled &) {
      throw;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}

void drain_ok(concurrent::Consumer<Queue> c) {
  Message m;
  while (c.Pop(m))
    process(std::move(m));
}

void tick_bad() {
  for (;;) {
    engine::InterruptibleSleepFor(1s); // expected-warning {{is passed over}}
    log("tick");
  }
}

void tick_ok() {
  while (!engine::current_task::ShouldCancel()) {
    engine::InterruptibleSleepFor(1s);
    log("tick");
  }
}

// CancellationPoint() unwinds by an exception of no std type, which nothing may take.
void cancellation_point_bad() {
  for (;;) {
    try {
      engine::InterruptibleSleepFor(1s);
      engine::current_task::CancellationPoint();
      handle("", 0);
    } catch (...) { // expected-warning {{swallows cancellation, and the loop goes on}}
      log("x");
    }
  }
}
void cancellation_point_ok() {
  for (;;) {
    try {
      engine::InterruptibleSleepFor(1s);
      engine::current_task::CancellationPoint();
      handle("", 0);
    } catch (const std::exception &) {
      log("x");
    }
  }
}

// Nothing suspends it.
void cancellation_point_FN() {
  for (;;) {
    try {
      engine::current_task::CancellationPoint();
      handle("", 0);
    } catch (...) {
      log("x");
    }
  }
}

//===-- loops that nothing ends ---------------------------------------------------===//

engine::TaskWithResult<void> tick_forever_bad() {
  return utils::Async("tick", [] {
    for (;;) {
      engine::SleepFor(1s); // expected-warning {{never notices that the coroutine was cancelled}}
      log("tick");
    }
  });
}

// Called by a task, or by nobody that is seen: what a task runs can be cancelled.
class ticker {
  engine::TaskWithResult<void> task_;
  void tick_bad() {
    while (true) {
      engine::SleepFor(1s); // expected-warning {{never notices that the coroutine was cancelled}}
      log("tick");
    }
  }
  void shielded_ok() {
    for (int i = 0; i < 10; ++i) {
      engine::SleepFor(1s);
      log("tick");
    }
  }

public:
  void start() {
    task_ = utils::Async("tick", [this] {
      shielded_ok();
      tick_bad();
    });
  }
  void stop() { task_.SyncCancel(); }
};
void tick_for_whoever_calls_bad() {
  for (;;) {
    log("tick");
    engine::SleepFor(1s); // expected-warning {{never notices that the coroutine was cancelled}}
  }
}

engine::TaskWithResult<void> tick_forever_ok() {
  return utils::Async("tick", [] {
    while (!engine::current_task::ShouldCancel()) {
      engine::SleepFor(1s);
      log("tick");
    }
  });
}

//===-- locks and state --------------------------------------------------------------===//

struct Cache {
  std::mutex mutex;
  engine::Mutex soft;
  engine::ConditionVariable filled;
  std::map<std::string, int> data;
  std::deque<Message> queue;
  engine::io::Socket socket;
  bool busy = false;

  int fetch(const std::string &key) {
    return utils::Async("fetch", [key] { return static_cast<int>(key.size()); }).Get();
  }
  int get_bad(const std::string &key) {
    std::lock_guard lock(mutex);
    auto it = data.find(key);
    if (it != data.end())
      return it->second;
    return data[key] = fetch(key); // expected-warning {{locked across}}
  }
  int get_ok(const std::string &key) {
    {
      std::lock_guard lock(mutex);
      auto it = data.find(key);
      if (it != data.end())
        return it->second;
    }
    int value = fetch(key);
    std::lock_guard lock(mutex);
    return data[key] = value;
  }
  int get_softly_ok(const std::string &key) {
    std::lock_guard lock(soft);
    auto it = data.find(key);
    if (it != data.end())
      return it->second;
    return data[key] = fetch(key);
  }
  Message pop_ok() {
    std::unique_lock lock(soft);
    (void)filled.Wait(lock, [this] { return !queue.empty(); });
    auto m = std::move(queue.front());
    queue.pop_front();
    return m;
  }
  void send_bad(const char *d, std::size_t n) {
    busy = true;
    (void)socket.SendAll(d, n, {}); // expected-warning {{'busy' is never set back}}
    busy = false;
  }
  void send_locked_bad(const char *d, std::size_t n) {
    soft.lock();
    (void)socket.SendAll(d, n, {}); // expected-warning {{never called when}}
    soft.unlock();
  }
  void send_shielded_ok(const char *d, std::size_t n) {
    engine::TaskCancellationBlocker blocker;
    busy = true;
    (void)socket.SendAll(d, n, {});
    busy = false;
  }
  void stale_bad(const std::string &key) {
    auto it = data.find(key);
    int value = fetch(key + "2");
    it->second = value; // expected-warning {{corosafe-stale-across-suspend}}
  }
  void forget_ok(const std::string &key) { data.erase(key); }
};

//===-- threads that are blocked -------------------------------------------------------===//

void sleeping_bad(engine::io::Socket &s) {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread}}
  (void)s.SendAll("x", 1, {});
}

void joining_bad(std::thread &t, engine::io::Socket &s) {
  (void)s.SendAll("x", 1, {});
  t.join(); // expected-warning {{blocks the thread}}
}

//===-- tasks ---------------------------------------------------------------------------===//

void looked_at_bad() {
  auto t = utils::Async("x", [] { engine::SleepFor(1s); }); // expected-warning {{without being awaited}}
  (void)t.IsValid();
}

void fan_out_ok(std::vector<std::string> urls) {
  std::vector<engine::TaskWithResult<int>> tasks;
  for (auto &u : urls)
    tasks.push_back(utils::Async("x", [&u] { return static_cast<int>(u.size()); }));
  for (auto &t : tasks)
    t.Get();
}

void fan_out_looked_at_bad(std::vector<std::string> urls) {
  std::vector<engine::TaskWithResult<int>> tasks;
  for (auto &u : urls)
    tasks.push_back(utils::Async("x", [&u] { return static_cast<int>(u.size()); })); // expected-warning {{without being awaited}}
  for (auto &t : tasks)
    log(t.IsFinished() ? "done" : "not yet");
}

struct Service {
  engine::Task worker;
  std::vector<engine::TaskWithResult<void>> workers;
  concurrent::BackgroundTaskStorage background;
  void run();
  void start_ok() { worker = utils::Async("w", [this] { run(); }); }
  void start_many_ok() { workers.push_back(utils::Async("w", [this] { run(); })); }
  void start_in_background_ok() { background.AsyncDetach("w", [this] { run(); }); }
  void stop_ok() { worker.SyncCancel(); }
};

void timed_ok() {
  auto t = utils::Async("x", [] {
    engine::SleepFor(1s);
    return 1;
  });
  if (t.WaitFor(100ms) != engine::FutureStatus::kReady) {
    t.RequestCancel();
    return;
  }
  t.Get();
}

//===-- tasks that live longer than what they use ------------------------------===//

class Keeper {
public:
  void start_bad() {
    Message m;
    tasks_.push_back(utils::Async("m", [&m] { process(m); })); // expected-warning {{uses 'm', but it is kept}}
  }
  void start_ok() {
    Message m;
    tasks_.push_back(utils::Async("m", [m] { process(m); }));
  }
  void assigned_bad() {
    Message m;
    one_ = utils::Async("m", [&m] { process(m); }); // expected-warning {{uses 'm', but it is kept}}
  }
  void cancelled_ok() {
    Message m;
    one_ = utils::Async("m", [&m] { process(m); });
    one_.SyncCancel();
  }
  void cleared_ok() {
    Message m;
    tasks_.push_back(utils::Async("m", [&m] { process(m); }));
    tasks_.clear();
  }

private:
  std::vector<engine::TaskWithResult<void>> tasks_;
  engine::TaskWithResult<void> one_;
};

/// A loop that asks whether to stop, behind a sleep that says nothing of it.
class Refresher {
public:
  void Start() { task_ = utils::Async("refresh", [this] { Refresh_ok(); }); }
  void StartDeaf() { task_ = utils::Async("refresh", [this] { Deaf_bad(); }); }
  void Stop() { task_.SyncCancel(); }

private:
  void Load() {
    char b[16];
    (void)socket_.RecvSome(b, 16, {});
  }
  void Refresh_ok() {
    while (!engine::current_task::ShouldCancel()) {
      try {
        Load();
      } catch (const engine::io::IoException &) {
      }
      engine::InterruptibleSleepFor(std::chrono::seconds(5));
    }
  }
  void Deaf_bad() {
    for (;;) {
      try {
        Load();
      } catch (const engine::io::IoException &) { // expected-warning {{swallows cancellation}}
      }
      engine::InterruptibleSleepFor(std::chrono::seconds(5)); // Said once for the loop.
    }
  }
  engine::io::Socket socket_;
  engine::TaskWithResult<void> task_;
};
