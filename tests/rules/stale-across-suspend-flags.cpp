// RUN: %corosafe --checks='-*,corosafe-stale-across-suspend' %s -- -std=c++20 -I%inputs %verify

// A flag that one holds across its suspend points, and others ask before they change anything.

#include "minicoro.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

using mini::task;

task<> step();
void use(int);
struct item {
  int value;
};
enum class phase { idle, loading, saving };
template <class F> struct scope_exit {
  F run;
  ~scope_exit() { run(); }
};
template <class F> scope_exit(F) -> scope_exit<F>;
struct raised {
  bool &flag;
  explicit raised(bool &f) : flag(f) { flag = true; }
  ~raised() { flag = false; }
};

//===-- who looks does nothing -------------------------------------------------------===//

struct looked_at {
  std::vector<item> items;
  bool loading = false;
  task<> load_ok() {
    loading = true;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    loading = false;
  }
  void clear() {
    if (loading)
      return;
    items.clear();
  }
};
struct by_accessor {
  std::vector<item> items;
  bool loading = false;
  bool busy() const { return loading; }
  void drop() { items.clear(); }
  task<> load_ok() {
    loading = true;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    loading = false;
  }
  void clear() {
    if (!busy())
      drop();
  }
};
struct waited_for {
  std::vector<item> items;
  bool loading = false;
  task<> load_ok() {
    loading = true;
    scope_exit done{[this] { loading = false; }};
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
  }
  task<> clear() {
    while (loading)
      co_await step();
    items.clear();
  }
};
struct by_guard {
  std::vector<item> items;
  bool loading = false;
  task<> load_ok() {
    raised r(loading);
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
  }
  task<> load_behind_guard_bad() {
    {
      raised r(loading);
      co_await step();
    }
    for (auto &i : items) { // expected-warning {{a loop over 'items' is suspended in its body}}
      co_await step();
      use(i.value);
    }
  }
  void clear() {
    if (!loading)
      items.clear();
  }
};
struct not_looked_at {
  std::vector<item> items;
  bool loading = false;
  task<> load_bad() {
    if (loading)
      co_return;
    loading = true;
    for (auto &i : items) { // expected-warning {{'not_looked_at::clear' may change it}}
      co_await step();
      use(i.value);
    }
    loading = false;
  }
  void clear() { items.clear(); }
};
struct wrong_way_round {
  std::vector<item> items;
  bool loading = false;
  task<> load_bad() {
    loading = true;
    for (auto &i : items) { // expected-warning {{'wrong_way_round::clear' may change it}}
      co_await step();
      use(i.value);
    }
    loading = false;
  }
  void clear() {
    if (!loading)
      return;
    items.clear();
  }
};
struct looked_at_too_early {
  std::vector<item> items;
  bool loading = false;
  task<> load_bad() {
    loading = true;
    for (auto &i : items) { // expected-warning {{'looked_at_too_early::clear' may change it}}
      co_await step();
      use(i.value);
    }
    loading = false;
  }
  task<> clear() {
    if (loading)
      co_return;
    co_await step();
    items.clear();
  }
};
struct set_too_late {
  std::vector<item> items;
  bool loading = false;
  task<> load_bad() {
    auto it = items.begin();
    co_await step();
    loading = true;
    use(it->value); // expected-warning {{'set_too_late::clear' may have changed}}
    co_await step();
    loading = false;
  }
  void clear() {
    if (!loading)
      items.clear();
  }
};
// Anybody may take the flag away.
struct taken_away {
  std::vector<item> items;
  bool loading = false;
  task<> load_bad() {
    loading = true;
    for (auto &i : items) { // expected-warning {{'taken_away::clear' may change it}}
      co_await step();
      use(i.value);
    }
    loading = false;
  }
  void cancel() { loading = false; }
  void clear() {
    if (!loading)
      items.clear();
  }
};

//===-- who claims it waits for the other ----------------------------------------------===//

struct one_at_a_time {
  std::vector<item> items;
  bool busy = false;
  task<> load_ok() {
    if (busy)
      co_return;
    busy = true;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    busy = false;
  }
  task<> refresh() {
    if (std::exchange(busy, true))
      co_return;
    co_await step();
    items.clear();
    busy = false;
  }
};
struct atomically {
  std::vector<item> items;
  std::atomic<bool> busy = false;
  task<> load_ok() {
    if (busy.exchange(true))
      co_return;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    busy.store(false);
  }
  task<> refresh() {
    bool no = false;
    if (!busy.compare_exchange_strong(no, true))
      co_return;
    co_await step();
    items.clear();
    busy = false;
  }
};
struct by_helpers {
  std::vector<item> items;
  bool busy = false;
  bool try_begin() {
    if (busy)
      return false;
    busy = true;
    return true;
  }
  void end() { busy = false; }
  task<> load_ok() {
    if (!try_begin())
      co_return;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    end();
  }
  task<> refresh() {
    if (!try_begin())
      co_return;
    co_await step();
    items.clear();
    end();
  }
};
struct by_state {
  std::vector<item> items;
  phase now = phase::idle;
  task<> load_ok() {
    if (now != phase::idle)
      co_return;
    now = phase::loading;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    now = phase::idle;
  }
  task<> save() {
    if (now == phase::idle) {
      now = phase::saving;
      co_await step();
      items.clear();
      now = phase::idle;
    }
  }
  void drop() {
    if (now != phase::loading)
      items.clear();
  }
};
struct claimed_without_look {
  std::vector<item> items;
  bool busy = false;
  task<> load_bad() {
    if (busy)
      co_return;
    busy = true;
    for (auto &i : items) { // expected-warning {{'claimed_without_look::refresh' may change it}}
      co_await step();
      use(i.value);
    }
    busy = false;
  }
  task<> refresh() {
    busy = true;
    co_await step();
    items.clear();
    busy = false;
  }
};
struct two_flags {
  std::vector<item> items;
  bool loading = false, clearing = false;
  task<> load_bad() {
    if (loading)
      co_return;
    loading = true;
    for (auto &i : items) { // expected-warning {{'two_flags::refresh' may change it}}
      co_await step();
      use(i.value);
    }
    loading = false;
  }
  task<> refresh() {
    if (clearing)
      co_return;
    clearing = true;
    co_await step();
    items.clear();
    clearing = false;
  }
};

//===-- who starts it claims it ----------------------------------------------------------===//

class started : public std::enable_shared_from_this<started> {
public:
  void load() {
    if (busy_)
      return;
    busy_ = true;
    mini::spawn([](std::shared_ptr<started> self) -> task<> {
      co_await self->load_ok();
      self->busy_ = false;
    }(shared_from_this()));
  }
  void refresh() {
    if (busy_)
      return;
    busy_ = true;
    mini::spawn(refresh_run());
  }

private:
  task<> load_ok() {
    for (auto &i : items_) {
      co_await step();
      use(i.value);
    }
  }
  task<> refresh_run() {
    auto self = shared_from_this();
    co_await step();
    items_.clear();
    busy_ = false;
  }
  std::vector<item> items_;
  bool busy_ = false;
};
// Both of one start run side by side.
class started_together : public std::enable_shared_from_this<started_together> {
public:
  void start() {
    if (busy_)
      return;
    busy_ = true;
    mini::spawn(load_bad());
    mini::spawn(refresh_run());
  }

private:
  task<> load_bad() {
    auto self = shared_from_this();
    for (auto &i : items_) { // expected-warning {{'started_together::refresh_run' may change it}}
      co_await step();
      use(i.value);
    }
  }
  task<> refresh_run() {
    auto self = shared_from_this();
    co_await step();
    items_.clear();
    busy_ = false;
  }
  std::vector<item> items_;
  bool busy_ = false;
};

//===-- what counts, and what holds something ------------------------------------------------===//

struct user {
  int &number;
  explicit user(int &n) : number(n) { ++number; }
  ~user() { --number; }
};
struct counted {
  std::vector<item> items;
  int users = 0;
  task<> load_ok() {
    ++users;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    --users;
  }
  task<> load_by_guard_ok() {
    user u(users);
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
  }
  void clear() {
    if (users > 0)
      return;
    items.clear();
  }
  task<> refresh() {
    while (users != 0)
      co_await step();
    items.clear();
  }
};
struct counted_wrong_way_round {
  std::vector<item> items;
  int users = 0;
  task<> load_bad() {
    ++users;
    for (auto &i : items) { // expected-warning {{'counted_wrong_way_round::clear' may change it}}
      co_await step();
      use(i.value);
    }
    --users;
  }
  void clear() {
    if (users == 0)
      return;
    items.clear();
  }
};
struct by_optional {
  std::vector<item> items;
  std::optional<int> current;
  task<> load_ok(int id) {
    if (current)
      co_return;
    current = id + 1;
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    current.reset();
  }
  void clear() {
    if (!current.has_value())
      items.clear();
  }
};

//===-- who comes back looks ------------------------------------------------------------------===//

struct closed_along {
  std::vector<item> items;
  bool closed = false;
  task<> load_ok() {
    for (auto &i : items) {
      int value = i.value;
      co_await step();
      if (closed)
        co_return;
      use(value);
    }
  }
  task<> load_bad() {
    for (auto &i : items) { // expected-warning {{'closed_along::close' may change it}}
      if (closed)
        co_return;
      co_await step();
      use(1);
    }
  }
  void close() {
    closed = true;
    items.clear();
  }
};
struct generations {
  std::vector<item> items;
  unsigned generation = 0;
  task<> load_ok() {
    auto mine = generation;
    item *first = &items.front();
    co_await step();
    if (mine != generation)
      co_return;
    use(first->value);
  }
  task<> load_bad() {
    item *first = &items.front();
    co_await step();
    auto mine = generation;
    if (mine != generation)
      co_return;
    use(first->value); // expected-warning {{'generations::clear' may have changed}}
  }
  void clear() {
    ++generation;
    items.clear();
  }
};

//===-- the element itself is held -------------------------------------------------------------===//

struct entry {
  int pins = 0, value = 0;
};
struct pinned {
  std::map<int, entry> entries;
  void evict(int id) {
    auto it = entries.find(id);
    if (it != entries.end() && it->second.pins == 0)
      entries.erase(it);
  }
  task<> use_ok(int id) {
    auto &e = entries[id];
    ++e.pins;
    co_await step();
    ++e.value;
    --e.pins;
  }
};
struct pinned_in_vain {
  std::map<int, entry> entries;
  void evict(int id) { entries.erase(id); }
  task<> use_bad(int id) {
    auto &e = entries[id];
    ++e.pins;
    co_await step();
    ++e.value; // expected-warning {{'pinned_in_vain::evict' may have changed it}}
    --e.pins;
  }
};

//===-- who changes it waits for the last word ------------------------------------------------===//

struct told {
  std::vector<item> items;
  mini::event done;
  task<> load_ok() {
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    done.set();
  }
  task<> stop() {
    co_await done;
    items.clear();
  }
};
struct told_by_others {
  std::vector<item> items;
  mini::event done;
  task<> load_bad() {
    for (auto &i : items) { // expected-warning {{'told_by_others::stop' may change it}}
      co_await step();
      use(i.value);
    }
    done.set();
  }
  void cancel() { done.set(); }
  task<> stop() {
    co_await done;
    items.clear();
  }
};
struct told_too_late {
  std::vector<item> items;
  mini::event done;
  task<> load_bad() {
    for (auto &i : items) { // expected-warning {{'told_too_late::stop' may change it}}
      co_await step();
      use(i.value);
    }
    done.set();
  }
  task<> stop() {
    items.clear();
    co_await done;
  }
};
struct latch {
  task<> wait();
  void release();
};
struct told_by_latch {
  std::vector<item> items;
  latch done;
  task<> load_ok() {
    for (auto &i : items) {
      co_await step();
      use(i.value);
    }
    done.release();
  }
  task<> stop() {
    co_await done.wait();
    items.clear();
  }
};
