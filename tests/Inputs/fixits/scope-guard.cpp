// A block around the guard and what it guards, where nothing behind it needs the lock.
#include "minicoro.h"
#include <mutex>
#include <string>

using namespace std::chrono_literals;

struct counter {
  std::mutex mutex, other;
  std::string name;
  int count = 0, limit = 0;

  mini::task<void> simple() {
    std::lock_guard<std::mutex> lock(mutex);
    ++count;
    co_await mini::sleep_for(1ms);
  }
  mini::task<std::string> copies_out() {
    std::string copy;
    int seen = 0;
    std::unique_lock lock(mutex);
    copy = name;
    if (count > 2)
      seen = count;
    co_await mini::sleep_for(1ms);
    copy += "!";
    co_await mini::sleep_for(std::chrono::milliseconds(seen));
    co_return copy;
  }
  mini::task<void> in_a_loop(int n) {
    for (int i = 0; i < n; ++i) {
      std::scoped_lock lock(mutex, other);
      int before = count;
      count = before + 1;
      co_await mini::sleep_for(1ms);
    }
  }
  mini::task<void> in_branches(bool yes) {
    if (yes) {
      const std::lock_guard lock(mutex);
      ++count;
      co_await mini::sleep_for(1ms);
      limit = 3;
    } else {
      std::lock_guard lock(mutex);
      for (char c : name)
        count += c;
      co_await mini::sleep_for(2ms);
    }
  }
  mini::task<void> uses_it_again_nofix() {
    std::lock_guard lock(mutex);
    ++count;
    co_await mini::sleep_for(1ms);
    ++count;
  }
  mini::task<void> guards_the_wait_nofix() {
    std::lock_guard lock(mutex);
    co_await mini::sleep_for(1ms);
  }
  mini::task<void> needs_what_was_declared_nofix() {
    std::lock_guard lock(mutex);
    int n = count;
    co_await mini::sleep_for(std::chrono::milliseconds(n));
  }
  mini::task<void> asks_its_object_nofix() {
    std::lock_guard lock(mutex);
    ++count;
    co_await simple_again();
  }
  mini::task<void> unlocks_later_nofix() {
    std::unique_lock lock(mutex);
    ++count;
    co_await mini::sleep_for(1ms);
    lock.unlock();
  }
  mini::task<void> ends_another_early_nofix() {
    std::lock_guard lock(mutex);
    std::string scratch = name;
    co_await mini::sleep_for(1ms);
  }
  mini::task<void> through_a_pointer_nofix(counter *that) {
    std::lock_guard lock(that->mutex);
    that->count = 1;
    co_await mini::sleep_for(1ms);
    that->count = 2;
  }
  mini::task<void> in_a_switch_nofix(int n) {
    switch (n) {
    case 0: {
      std::lock_guard lock(mutex);
      goto out;
    out:
      ++count;
      co_await mini::sleep_for(1ms);
    }
    }
  }
  mini::task<void> simple_again() { co_return; }
};

int shared = 0;
std::mutex shared_mutex;

template <class T> mini::task<void> in_a_template(T value) {
  std::lock_guard lock(shared_mutex);
  shared = value;
  co_await mini::sleep_for(1ms);
}
template mini::task<void> in_a_template(int);
template mini::task<void> in_a_template(long);

#define LOCK(m) std::lock_guard lock_of_macro(m)
mini::task<void> in_a_macro_nofix() {
  LOCK(shared_mutex);
  ++shared;
  co_await mini::sleep_for(1ms);
}
