// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// In a seastar::thread, future::get() suspends; elsewhere it blocks.

#include "seastar.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using seastar::future;

void use(int);
future<int> load(int key);
future<> store(int key, int value);
future<int> load(int key, seastar::abort_source &as);

class Table {
  std::mutex mutex_;
  std::map<int, int> rows_;
  void write_through(int key) {
    auto value = load(key).get();
    store(key, value).get();
  }

public:
  future<> locked_bad(int key) {
    return seastar::async([this, key] {
      std::lock_guard<std::mutex> lock(mutex_);
      store(key, 1).get(); // expected-warning {{corosafe-lock-across-suspend}}
    });
  }

  future<> unlocked_ok(int key) {
    return seastar::async([this, key] {
      {
        std::lock_guard<std::mutex> lock(mutex_);
        use(rows_[key]);
      }
      store(key, 1).get();
    });
  }

  future<> locked_around_a_helper_bad(int key) {
    return seastar::async([this, key] {
      std::unique_lock<std::mutex> lock(mutex_);
      write_through(key); // expected-warning {{corosafe-lock-across-suspend}}
    });
  }

  future<> stale_bad(int key) {
    return seastar::async([this, key] {
      auto row = rows_.find(key);
      if (row == rows_.end())
        return;
      store(key, row->second).get();
      row->second = 0; // expected-warning {{corosafe-stale-across-suspend}}
    });
  }

  future<> looked_up_again_ok(int key) {
    return seastar::async([this, key] {
      store(key, 1).get();
      if (auto row = rows_.find(key); row != rows_.end())
        row->second = 0;
    });
  }

  future<> sleeps_bad() {
    return seastar::async([] {
      load(1).get();
      std::this_thread::sleep_for(1s); // expected-warning {{corosafe-blocking-call}}
    });
  }

  void erase(int key) { rows_.erase(key); }

  future<int> in_a_coroutine_bad(int key) {
    co_return load(key).get(); // expected-warning {{corosafe-blocking-call}}
  }

  // What has completed does not suspend.
  future<> continuation_ok(int key) {
    return load(key).then([this](int value) {
      std::lock_guard<std::mutex> lock(mutex_);
      future<int> ready = seastar::make_ready_future(value);
      use(ready.get());
    });
  }
};

//===-- futures that an algorithm drops -----------------------------------------------===//

future<> for_each_bad(std::vector<int> keys) {
  std::for_each(keys.begin(), keys.end(), [](int key) { return store(key, 1); }); // expected-warning {{is dropped by whoever calls it}}
  co_return;
}

future<> for_each_ok(std::vector<int> keys) {
  co_await seastar::parallel_for_each(keys, [](int key) { return store(key, 1); });
}

//===-- failures that come as futures ---------------------------------------------------===//

future<> failed_again_and_again_bad(seastar::abort_source &as) {
  for (;;) {
    auto value = co_await seastar::coroutine::as_future(load(1, as)); // expected-warning {{passed over}}
    if (value.failed()) {
      value.ignore_ready_future();
      continue;
    }
    use(value.get());
  }
}

future<> failed_once_ok(seastar::abort_source &as) {
  for (;;) {
    auto value = co_await seastar::coroutine::as_future(load(1, as));
    if (value.failed()) {
      value.ignore_ready_future();
      co_return;
    }
    use(value.get());
  }
}

future<> failed_and_asked_ok(seastar::abort_source &as) {
  while (!as.abort_requested()) {
    auto value = co_await seastar::coroutine::as_future(load(1, as));
    if (value.failed()) {
      value.ignore_ready_future();
      continue;
    }
    use(value.get());
  }
}

//===-- losers that are handed back -----------------------------------------------------------===//

future<> fill(std::vector<int> &rows) {
  co_await seastar::sleep(1s);
  rows.push_back(1);
}

future<> loser_goes_on_bad() {
  std::vector<int> rows;
  auto first = co_await seastar::when_any(fill(rows), seastar::sleep(1s)); // expected-warning {{runs on when it has lost the race}}
  use(first.index);
}

future<> loser_is_awaited_ok() {
  std::vector<int> rows;
  auto first = co_await seastar::when_any(fill(rows), seastar::sleep(1s));
  use(first.index);
  co_await std::move(std::get<0>(first.futures));
}

future<> losers_are_awaited_together_ok() {
  std::vector<int> rows;
  auto first = co_await seastar::when_any(fill(rows), seastar::sleep(1s));
  co_await seastar::when_all(std::move(std::get<0>(first.futures)), std::move(std::get<1>(first.futures)));
}

// Who has won has ended.
future<> loser_is_awaited_if_it_lost_ok() {
  std::vector<int> rows;
  auto first = co_await seastar::when_any(fill(rows), seastar::sleep(1s));
  if (first.index == 1)
    co_await std::move(std::get<0>(first.futures));
}

future<> only_the_sleep_runs_on_ok() {
  std::vector<int> rows;
  auto [index, futures] = co_await seastar::when_any(seastar::sleep(1s), fill(rows));
  if (index != 1)
    co_await std::move(std::get<1>(futures));
  use(rows.size());
}

future<> winner_is_awaited_bad() {
  std::vector<int> rows;
  auto first = co_await seastar::when_any(fill(rows), seastar::sleep(1s)); // expected-warning {{runs on when it has lost the race}}
  if (first.index == 0)
    co_await std::move(std::get<0>(first.futures));
}

//===-- futures that have ended -----------------------------------------------------------------===//

class Journal {
  seastar::abort_source as_;
  bool flushing_ = false;

public:
  future<> only_its_failure_matters_ok() {
    flushing_ = true;
    auto written = co_await seastar::coroutine::as_future(load(1, as_));
    flushing_ = false;
    if (written.failed())
      use(0);
  }
};

struct Row {
  int value;
};
future<> update(Row &row) {
  co_await store(1, 1);
  row.value = 1;
}

future<> shared_row_bad() {
  auto row = seastar::make_lw_shared<Row>();
  return update(*row); // expected-warning {{corosafe-dangling-task}}
}

future<> shared_row_kept_ok() {
  auto row = seastar::make_lw_shared<Row>();
  return update(*row).finally([row] {});
}
