// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// libasync in programs.

#include "libasync.h"

#include <deque>
#include <map>
#include <mutex>
#include <string>

async::result<int> load();
async::result<void> flush();
void use(int);
void log(const std::string &);
async::detached serve_ok(int fd) {
  use(fd);
  co_await flush();
}

async::detached serve_ref(const std::string &name) {
  co_await flush();
  log(name);
}

void starts_bad() { serve_ref(std::string("x")); } // expected-warning {{uses a temporary}}
void starts_kept_ok(std::string &name) { serve_ref(name); }
async::result<void> dropped_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await load();
}

async::result<void> detached_ok() {
  async::detach(flush());
  co_await load();
}

async::result<int> waits_bad(std::mutex &m) {
  std::unique_lock l(m);
  co_return co_await load(); // expected-warning {{locked across}}
}

async::result<int> async_lock_ok(async::mutex &m) {
  co_await m.async_lock();
  int n = co_await load();
  m.unlock();
  co_return n;
}

async::result<void> consume(async::queue<int> &q, async::cancellation_token ct) {
  for (;;) {
    auto v = co_await q.async_get(ct);
    if (!v)
      co_return;
    use(*v);
  }
}

async::result<void> consume_one_bad(async::queue<int> &q, async::cancellation_token ct) {
  if (auto v = co_await q.async_get()) // expected-warning {{'ct' is not passed on to 'async::queue::async_get', which would take it: it cannot be stopped}}
    use(*v);
}

async::result<void> consume_one_ok(async::queue<int> &q, async::cancellation_token ct) {
  if (auto v = co_await q.async_get(ct))
    use(*v);
}

struct table {
  std::map<int, std::string> names;
  void erase(int id) { names.erase(id); }
  async::result<std::size_t> size_bad(int id) {
    auto &n = names.at(id);
    co_await flush();
    co_return n.size(); // expected-warning {{suspend}}
  }
  async::result<std::size_t> size_ok(int id) {
    co_await flush();
    co_return names.at(id).size();
  }
};
