// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// TooManyCooks: select runs the cancellers of the losers and drops their results.

#include "tmc.h"

#include <map>
#include <mutex>

using tmc::task;

struct Timer {
  task<int> wait();
  void cancel();
};
void on_message(int);
void on_idle();
task<void> upload(int);
task<int> measure(int);

//===-- races ---------------------------------------------------------------===//

task<int> next(tmc::chan_tok<int> &messages) {
  auto message = co_await messages.pull();
  co_return *message;
}

task<void> receive_bad(tmc::chan_tok<int> &messages, Timer &timer) {
  for (;;) {
    auto result = co_await tmc::select(
        tmc::cancellable(next(messages), [&] { messages.close(); }), // expected-warning {{not safe to lose}}
        tmc::cancellable(timer.wait(), [&] { timer.cancel(); }));
    if (result.index() == 1)
      on_idle();
  }
}

task<void> receive_until_ok(tmc::chan_tok<int> &messages, Timer &timer) {
  for (;;) {
    auto result = co_await tmc::select(tmc::cancellable(next(messages), [&] { messages.close(); }),
                                       tmc::cancellable(timer.wait(), [&] { timer.cancel(); }));
    if (result.index() == 1)
      co_return;
    on_message(std::get<0>(result));
  }
}

task<void> receive_ok(tmc::chan_tok<int> &messages) {
  while (auto message = co_await messages.pull())
    on_message(*message);
}

task<void> wait_only_ok(Timer &left, Timer &right) {
  for (;;)
    co_await tmc::select(tmc::cancellable(left.wait(), [&] { left.cancel(); }),
                         tmc::cancellable(right.wait(), [&] { right.cancel(); }));
}

//===-- tasks ---------------------------------------------------------------===//

task<void> dropped_bad() {
  upload(1); // expected-warning {{without being awaited}}
  co_await tmc::yield();
}

void spawn_dropped_bad() {
  tmc::spawn(upload(1)); // expected-warning {{without being awaited}}
}

void fork_dropped_bad() {
  tmc::spawn(upload(1)).fork(); // expected-warning {{without being awaited}}
}

task<void> awaited_ok() {
  co_await upload(1);
  co_await tmc::spawn(upload(2));
  co_await tmc::spawn_tuple(measure(1), measure(2));
}

task<void> forked_ok() {
  auto running = tmc::spawn(upload(1)).fork();
  co_await upload(2);
  co_await std::move(running);
}

void detached_ok() {
  tmc::spawn(upload(1)).detach();
}

void posted_ok(int &executor) {
  tmc::post(executor, upload(1));
}

//===-- locks ---------------------------------------------------------------===//

task<void> async_mutex_ok(tmc::mutex &mutex) {
  auto scope = co_await mutex.lock_scope();
  co_await upload(1);
}

task<void> async_mutex_by_hand_ok(tmc::mutex &mutex) {
  co_await mutex;
  co_await upload(1);
  mutex.unlock();
}

task<void> lock_dropped_bad(tmc::mutex &mutex) {
  mutex.lock_scope(); // expected-warning {{without being awaited}}
  co_await upload(1);
}

task<void> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  co_await upload(1); // expected-warning {{locked across}}
}

//===-- a lock that is taken by awaiting the mutex --------------------------------===//

struct roster {
  tmc::mutex lock_;
  std::map<int, int> entries_;
  tmc::task<void> remove(int k) {
    co_await lock_;
    entries_.erase(k);
    lock_.unlock();
  }
  tmc::task<void> walk_ok() {
    co_await lock_;
    for (auto &[k, n] : entries_)
      co_await upload(k);
    lock_.unlock();
  }
  tmc::task<void> walk_unlocked_bad() {
    co_await lock_;
    lock_.unlock();
    for (auto &[k, n] : entries_) // expected-warning {{suspended in its body}}
      co_await upload(k);
  }
};

// What was forked runs on while another is awaited, and has ended when it was awaited itself.
struct forked {
  std::map<int, int> rows, others;
  tmc::task<void> drops() {
    co_await tmc::yield();
    rows.erase(1);
  }
  tmc::task<void> drops_others() {
    co_await tmc::yield();
    others.erase(1);
  }
  tmc::task<void> reports_bad() {
    for (auto &[id, n] : rows) // expected-warning {{a loop over 'rows' is suspended in its body}}
      co_await tmc::yield();
  }
  tmc::task<void> reports_ok() {
    for (auto &[id, n] : others)
      co_await tmc::yield();
  }
};
tmc::task<int> forks() {
  forked f;
  auto dropping = tmc::spawn(f.drops()).fork();
  co_await f.reports_bad();
  co_await std::move(dropping);
  auto others = tmc::spawn(f.drops_others()).fork();
  co_await std::move(others);
  co_await f.reports_ok();
  co_return 0;
}
