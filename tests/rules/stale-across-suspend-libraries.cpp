// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify
// REQUIRES: boost

// Seastar: gates and semaphores, a shard's thread_local. folly: caches, thread_locals, coroutines side by side and in turn.

#include "folly.h"
#include "seastar.h"
#include <boost/container/flat_map.hpp>
#include <boost/intrusive/list.hpp>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

using namespace std::chrono_literals;
using seastar::future;
void use(const std::string &);
void use(int);
struct conn {
  future<> shutdown();
  void abort();
  int n;
  std::string name;
  future<> process();
};

class server {
public:
  void on_connect(int id) {
    conns_.emplace(id, conn{});
    lst_.push_back(conn{});
    flat_.emplace(id, 1);
  }

  void on_close(int id) {
    conns_.erase(id);
    flat_.erase(id);
  }

  future<> kick_all_bad() {
    for (auto &[id, c] : conns_) // expected-warning {{a loop over 'conns_'}}
      co_await c.shutdown();
  }

  future<> kick_one_bad(int id) {
    auto it = conns_.find(id);
    if (it == conns_.end())
      co_return;
    co_await it->second.shutdown();
    conns_.erase(it); // expected-warning {{'it' points into 'conns_', which 'server::on_close' may have changed}}
  }

  future<> kick_key_ok(int id) {
    auto it = conns_.find(id);
    if (it == conns_.end())
      co_return;
    co_await it->second.shutdown();
    conns_.erase(id);
  }

  // everything is drained first
  future<> stop_ok() {
    co_await gate_.close();
    for (auto &[id, c] : conns_)
      c.abort();
    conns_.clear();
  }

  future<> flat_bad(int id) {
    auto &n = flat_[id];
    co_await seastar::sleep(1ms);
    n++; // expected-warning {{a reference into 'flat_'}}
  }

  future<> flat_value_ok(int id) {
    auto n = flat_[id];
    co_await seastar::sleep(1ms);
    use(n);
    flat_[id] = n + 1;
  }

  future<> locked_ok(int id) {
    auto units = co_await seastar::get_units(sem_, 1);
    auto it = conns_.find(id);
    co_await it->second.shutdown();
    it->second.n++;
  }

  future<> unlocked_bad(int id) {
    std::map<int, conn>::iterator it;
    {
      auto units = co_await seastar::get_units(sem_, 1);
      it = conns_.find(id);
    }
    co_await seastar::sleep(1ms);
    it->second.n++; // expected-warning {{'it' points into 'conns_', which 'server::on_close' may have changed}}
  }

  future<> collect_ok() {
    std::vector<int> ids;
    for (auto &[id, c] : conns_)
      ids.push_back(id);
    for (int id : ids) {
      co_await seastar::sleep(1ms);
      if (auto it = conns_.find(id); it != conns_.end())
        it->second.n++;
    }
  }

private:
  std::map<int, conn> conns_;
  std::deque<conn> lst_;
  boost::container::flat_map<int, int> flat_;
  seastar::gate gate_;
  seastar::semaphore sem_{1};
};

// only cleared behind the gate
class drained {
public:
  future<> serve_ok(int id) {
    auto hold = gate_.hold();
    auto &c = conns_[id];
    co_await c.process();
    c.n++;
  }

  future<> stop() {
    co_await gate_.close();
    conns_.clear();
  }

private:
  std::map<int, conn> conns_;
  seastar::gate gate_;
};

// thread-local is a shard's own
thread_local std::string shard_scratch;
future<> shard_ok() {
  auto &s = shard_scratch;
  co_await seastar::sleep(1ms);
  s += "x";
}

namespace f {
using folly::coro::Task;
Task<void> pause();
thread_local std::vector<int> pool_scratch;
Task<void> tls_bad() {
  auto &s = pool_scratch;
  co_await pause();
  s.push_back(1); // expected-warning {{'s' refers to the thread_local 'f::pool_scratch' of the thread before the suspend point}}
}

Task<void> tls_local_bad() {
  static thread_local int hits = 0;
  int *p = &hits;
  co_await pause();
  ++*p; // expected-warning {{'p' refers to the thread_local 'f::tls_local_bad::hits' of the thread before the suspend point}}
}

Task<void> tls_value_ok() {
  auto s = pool_scratch;
  co_await pause();
  s.push_back(1);
}

Task<void> tls_again_ok() {
  pool_scratch.push_back(1);
  co_await pause();
  pool_scratch.push_back(2);
}

Task<void> tls_before_ok() {
  auto &s = pool_scratch;
  s.push_back(1);
  co_await pause();
}

class Cache {
public:
  void evict(const std::string &k) { map_.erase(k); }
  void put(const std::string &k, std::string v) {
    map_[k] = v;
    recent_.push_back(k);
  }

  Task<void> refresh_bad(std::string k) {
    auto [it, fresh] = map_.try_emplace(k);
    co_await pause();
    it->second = "x"; // expected-warning {{'it' points into 'map_', which 'f::Cache::evict' may have changed}}
  }

  Task<void> refresh_flag_ok(std::string k) {
    auto [it, fresh] = map_.try_emplace(k);
    co_await pause();
    if (fresh)
      map_[k] = "x";
  }

  Task<void> refresh_ok(std::string k) {
    co_await pause();
    auto [it, fresh] = map_.try_emplace(k);
    it->second = "x";
  }

  Task<std::string> get_or_bad(std::string k) {
    std::string &v = map_[k];
    if (v.empty()) {
      co_await pause();
      v = "loaded"; // expected-warning {{a reference into 'map_'}}
    }
    co_return v;
  }

  Task<std::string> get_or_ok(std::string k) {
    if (map_[k].empty()) {
      co_await pause();
      map_[k] = "loaded";
    }
    co_return map_[k];
  }

  Task<void> latest_bad() {
    const std::string &k = recent_.back();
    co_await pause();
    use(k); // expected-warning {{a reference into 'recent_'}}
  }

  Task<void> iterate_erase_bad() {
    for (auto it = map_.begin(); it != map_.end();) {
      co_await pause();
      if (it->second.empty()) // expected-warning {{'it' points into 'map_', which 'f::Cache::evict' may have changed}}
        it = map_.erase(it);
      else
        ++it;
    }
  }
  Task<void> both() { co_await folly::coro::collectAll(one_bad(), two()); }

private:
  Task<int> one_bad() {
    for (auto &x : work_) { // expected-warning {{a loop over 'work_'}}
      co_await pause();
      use(x);
    }
    co_return 1;
  }

  Task<int> two() {
    co_await pause();
    work_.push_back(1);
    co_return 1;
  }
  std::unordered_map<std::string, std::string> map_;
  std::vector<std::string> recent_;
  std::vector<int> work_;
};

class Pipeline {
public:
  Task<void> run() {
    co_await load();
    co_await all_ok();
    co_await finish();
  }

private:
  Task<void> load() {
    co_await pause();
    steps_.push_back(1);
  }

  Task<void> all_ok() {
    for (int s : steps_) {
      co_await pause();
      use(s);
    }
  }

  Task<void> finish() {
    co_await pause();
    steps_.clear();
  }
  std::vector<int> steps_;
};

// Parameters
struct Ctx {
  std::vector<std::string> names;
  std::optional<std::string> user;
};

Task<void> each_ok(const std::vector<std::string> &names) {
  for (auto &n : names) {
    co_await pause();
    use(n);
  }
}

Task<void> local_caller() {
  std::vector<std::string> names{"a"};
  co_await each_ok(names);
}

Task<void> ctx_bad(Ctx &c) {
  auto &n = c.names.front();
  co_await pause();
  use(n); // expected-warning {{a reference into 'c.names'}}
}

void rename(Ctx &c) { c.names.push_back("x"); }
Task<void> user_bad(std::shared_ptr<Ctx> c) {
  if (!c->user)
    co_return;
  co_await pause();
  use(*c->user); // expected-warning {{'c->user' is followed after a suspend point}}
}

void logout(Ctx &c) { c.user.reset(); }
Task<void> user_ok(std::shared_ptr<Ctx> c) {
  auto u = c->user;
  if (!u)
    co_return;
  co_await pause();
  use(*u);
}
} // namespace f
