// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify
// Shapes that public code over seastar has: some once misread, some once missed.
#include "seastar.h"
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using seastar::future;

//===-- futures that are there from the beginning ---------------------------===//

namespace helpers {
template <class T> future<T> ready(T value) { return seastar::make_ready_future<T>(static_cast<T &&>(value)); }
} // namespace helpers
future<int> load(int key);

future<int> initial_value_ok(bool changed) {
  auto value = helpers::ready(0);
  if (changed)
    value = load(1);
  co_return co_await std::move(value);
}

future<> nothing_yet_ok(bool late) {
  auto pause = seastar::now();
  if (late)
    pause = seastar::sleep(1s);
  co_await std::move(pause);
}

future<int> second_load_bad(bool changed) {
  auto value = load(0); // expected-warning {{is replaced without being awaited}}
  if (changed)
    value = load(1);
  co_return co_await std::move(value);
}

future<int> empty_is_not_reached_ok(std::vector<int> keys) {
  std::vector<future<int>> loads;
  for (int key : keys) {
    if (key < 0)
      continue;
    loads.push_back(load(key));
  }
  if (loads.empty())
    co_return 0;
  int sum = 0;
  for (auto &value : loads)
    sum += co_await std::move(value);
  co_return sum;
}

future<int> too_many_bad(std::vector<int> keys) {
  std::vector<future<int>> loads;
  for (int key : keys)
    loads.push_back(load(key)); // expected-warning {{goes out of scope}}
  if (loads.size() > 9)
    co_return 0;
  co_await seastar::when_all_succeed(loads.begin(), loads.end());
  co_return 1;
}

//===-- closures of coroutines in function objects that return nothing -------===//

struct row {};
void for_each_row(std::function<void(row)> visit);
future<> for_each_row_gently(std::function<future<>(row)> visit);
future<> store(row r, std::vector<int> &out);

future<> visit_rows_bad() {
  std::vector<int> out;
  for_each_row([&](row r) -> future<> { co_await store(r, out); }); // expected-warning {{is dropped by whoever calls it}}
  co_await seastar::sleep(1ms);
}

future<> visit_rows_ok() {
  std::vector<int> out;
  co_await for_each_row_gently([&](row r) -> future<> { co_await store(r, out); });
}

//===-- what keeps alive --------------------------------------------------------===//

struct session {
  int step = 0;
  future<> next(int);
  future<> run() {
    for (;;) {
      co_await next(step);
      ++step;
    }
  }
};

future<> kept_by_finally_ok() {
  auto s = seastar::make_lw_shared<session>();
  return s->run().finally([s] {});
}

future<> moved_into_finally_ok() {
  auto s = std::make_unique<session>();
  auto &running = *s;
  return running.run().finally([s = std::move(s)] {});
}

future<> kept_by_nobody_bad() {
  auto s = std::make_unique<session>();
  return s->run(); // expected-warning {{is returned to run later}}
}

struct waiter {
  seastar::promise<> done;
};
struct waiters {
  std::vector<std::unique_ptr<waiter>> all;
  future<> wait_ok() {
    auto w = std::make_unique<waiter>();
    auto done = w->done.get_future();
    all.push_back(std::move(w));
    return done;
  }
};

template <class F> future<int> if_leader(int term, F &&f) {
  if (term > 0) {
    auto made = f(term);
    co_return co_await std::move(made);
  }
  co_return 0;
}
future<int> apply(int term, const int &limit);

future<int> closure_is_done_ok(const int &limit) {
  return if_leader(3, [&limit](int term) { return apply(term, limit); });
}

future<int> closure_runs_on_bad(const int &limit) {
  return if_leader(3, [&limit](int term) -> future<int> { // expected-warning {{a temporary that dies}}
    co_await apply(term, limit);
    co_return co_await apply(term + 1, limit);
  });
}

class replay {
  seastar::semaphore lock{1};
  std::vector<int> segments;
  future<std::vector<int>> find();

public:
  future<> under_lock_bad() {
    return seastar::with_semaphore(lock, 1, [this]() -> future<> { // expected-warning {{its closure is destroyed}}
      auto found = co_await find();
      segments = std::move(found);
    });
  }
  future<> look() {
    auto found = co_await find();
    segments = std::move(found);
  }
  future<> under_lock_ok() {
    return seastar::with_semaphore(lock, 1, [this] { return look(); });
  }
};

//===-- waits that somebody ends --------------------------------------------------===//

/// A lock of the program's own.
class turns {
  seastar::semaphore permits{1};

public:
  future<seastar::semaphore_units<seastar::semaphore_default_exception_factory, seastar::clock>> take() {
    return seastar::get_units(permits, 1);
  }
  future<seastar::semaphore_units<seastar::semaphore_default_exception_factory, seastar::clock>> take(seastar::abort_source &);
  void broken() { permits.broken(); }
};

class writer {
  turns ended, endless;
  seastar::abort_source as;
  future<> put(int, seastar::abort_source &);

public:
  future<> write_ok(int i) {
    auto turn = co_await ended.take();
    co_await put(i, as);
  }
  future<> write_bad(int i) {
    auto turn = co_await endless.take(); // expected-warning {{'as' is not passed on}}
    co_await put(i, as);
  }
  future<> stop() {
    as.request_abort();
    ended.broken();
    co_return;
  }
};

//===-- what goes over a container while it is awaited ------------------------------===//

class producers {
  std::map<int, std::string> active;
  future<> expire(int id);

public:
  future<> expire_all_bad() {
    co_await seastar::max_concurrent_for_each(active, 5, [this](const auto &p) { return expire(p.first); }); // expected-warning {{a loop over 'active'}}
  }
  future<> expire_each_bad() {
    co_await seastar::do_for_each(active, [this](const auto &p) { return expire(p.first); }); // expected-warning {{a loop over 'active'}}
  }
  future<> expire_ids_ok() {
    std::vector<int> ids;
    for (auto &p : active)
      ids.push_back(p.first);
    co_await seastar::max_concurrent_for_each(ids, 5, [this](int id) { return expire(id); });
  }
  // All are begun before anything else runs.
  future<> expire_at_once_ok() {
    co_await seastar::parallel_for_each(active, [this](const auto &p) { return expire(p.first); });
  }
  void gone(int id) { active.erase(id); }
};

/// Whoever goes over the list was called by one who holds the lock.
class cache {
  seastar::semaphore lock{1};
  std::vector<int> list;
  future<bool> remove(int);
  future<> carry() {
    for (auto it = list.begin(); it != list.end(); ++it)
      co_await remove(*it);
  }
  future<> trim() {
    co_await remove(1);
    list.clear();
  }

public:
  future<> carry_ok() {
    auto units = co_await seastar::get_units(lock, 1);
    co_await carry();
  }
  future<> trim_ok() {
    auto units = co_await seastar::get_units(lock, 1);
    co_await trim();
  }
};

class unlocked_cache {
  std::vector<int> list;
  future<bool> remove(int);
  future<> carry_bad() {
    for (auto it = list.begin(); it != list.end(); ++it) // expected-warning {{'unlocked_cache::trim' may have changed}}
      co_await remove(*it);
  }

public:
  future<> trim() {
    co_await remove(1);
    list.clear();
  }
  future<> all() { co_await carry_bad(); }
};

/// What is written out is not read in at the same time.
class report {
  std::vector<int> items;
  future<> put(int);
  future<int> get();

public:
  future<> serialize_ok() {
    for (int i : items)
      co_await put(i);
  }
  future<> deserialize_ok() {
    items.reserve(3);
    for (int i = 0; i < 3; ++i)
      items.push_back(co_await get());
  }
};

/// One of the two may wait while the other need not.
class envelope {
  std::vector<int> items;
  future<> put(int);
  int get();

public:
  future<> serde_async_write_ok() {
    for (int i : items)
      co_await put(i);
  }
  void serde_read_ok() {
    items.reserve(3);
    for (int i = 0; i < 3; ++i)
      items.push_back(get());
  }
};

//===-- what is called under a lock, by whomever ------------------------------===//

future<> resize(const std::string &);

class balanced {
public:
  future<> add(int key) {
    auto units = co_await seastar::get_units(one_at_a_time_, 1);
    all_.emplace(key, "new");
    co_await rebalance_ok();
  }
  void configure() {
    (void)seastar::with_semaphore(one_at_a_time_, 1, [this] { return rebalance_ok(); }).finally([held = gate_.hold()] {});
  }
  future<> stop() { return gate_.close(); }

private:
  std::map<int, std::string> all_;
  seastar::semaphore one_at_a_time_{1};
  seastar::gate gate_;

  future<> rebalance_ok() {
    for (auto &[key, name] : all_)
      co_await resize(name);
  }
};

class unbalanced {
public:
  future<> add(int key) {
    all_.erase(key);
    co_await rebalance_bad();
  }
  void configure() {
    (void)seastar::with_semaphore(one_at_a_time_, 1, [this] { return rebalance_bad(); }).finally([held = gate_.hold()] {});
  }
  future<> stop() { return gate_.close(); }

private:
  std::map<int, std::string> all_;
  seastar::semaphore one_at_a_time_{1};
  seastar::gate gate_;

  future<> rebalance_bad() {
    for (auto &[key, name] : all_) // expected-warning {{is suspended in its body}}
      co_await resize(name);
  }
};

//===-- the left side of an assignment comes last ------------------------------===//

class replicated {
public:
  future<> refresh_ok(int shard) {
    copies_.resize(8);
    copies_[shard] = co_await fetch(shard);
  }
  future<> refresh_bad(int shard) {
    copies_.resize(8);
    auto &copy = copies_[shard];
    copy = co_await fetch(shard); // expected-warning {{corosafe-stale-across-suspend}}
  }

private:
  std::vector<std::unique_ptr<std::string>> copies_;
  future<std::unique_ptr<std::string>> fetch(int shard);
};

//===-- who asks again, or merely lets others run --------------------------------===//

future<> refresh(seastar::abort_source &);
void note();

class refresher {
public:
  future<> asked_by_a_closure_ok() {
    auto can_proceed = [this] { return !closed_ && !as_.abort_requested(); };
    while (can_proceed()) {
      bool pause = true;
      try {
        co_await refresh(as_);
      } catch (seastar::abort_requested_exception &) {
        pause = false;
      }
      if (pause)
        note();
    }
  }
  future<> lets_others_run_ok() {
    while (!as_.abort_requested()) {
      try {
        co_await refresh(as_);
      } catch (...) {
        note();
      }
      co_await seastar::coroutine::maybe_yield();
    }
  }
  future<> sleeps_on_bad() {
    while (!as_.abort_requested()) {
      try {
        co_await refresh(as_);
      } catch (...) { // expected-warning {{waits on}}
        note();
      }
      co_await seastar::sleep(60s);
    }
  }

private:
  seastar::abort_source as_;
  bool closed_ = false;
};
