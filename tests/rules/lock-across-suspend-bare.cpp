// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Mutexes that are locked and unlocked by plain calls, in this body or in that of a helper.

#include "minicoro.h"

#include <mutex>
#include <pthread.h>
#include <shared_mutex>
#include <stdexcept>

using namespace std::chrono_literals;

std::mutex table_mutex;
std::mutex index_mutex;
std::shared_mutex config_mutex;
std::timed_mutex disk_mutex;
pthread_mutex_t legacy_mutex = PTHREAD_MUTEX_INITIALIZER;
int rows = 0;

mini::task<> flush();
mini::task<int> receive();
bool valid(int row);
void report(const std::exception &e);

mini::task<> lock_await_unlock_bad() {
  table_mutex.lock();
  co_await flush(); // expected-warning {{locked across}}
  table_mutex.unlock();
}

mini::task<> lock_unlock_await_ok() {
  table_mutex.lock();
  ++rows;
  table_mutex.unlock();
  co_await flush();
}

mini::task<> lock_shared_bad() {
  config_mutex.lock_shared();
  co_await flush(); // expected-warning {{locked across}}
  config_mutex.unlock_shared();
}

mini::task<> try_lock_in_if_bad() {
  if (table_mutex.try_lock()) {
    co_await flush(); // expected-warning {{locked across}}
    table_mutex.unlock();
  }
}

mini::task<> try_lock_negated_ok() {
  if (!table_mutex.try_lock()) {
    co_await mini::sleep_for(1ms);
    co_return;
  }
  ++rows;
  table_mutex.unlock();
}

mini::task<> try_lock_stored_ok() {
  const bool locked = table_mutex.try_lock();
  if (!locked) {
    co_await mini::sleep_for(1ms);
    co_return;
  }
  ++rows;
  table_mutex.unlock();
}

mini::task<> try_lock_stored_bad() {
  bool locked = table_mutex.try_lock();
  if (locked) {
    co_await flush(); // expected-warning {{locked across}}
    table_mutex.unlock();
  }
}

mini::task<> try_lock_until_it_works_ok() {
  while (!table_mutex.try_lock())
    co_await mini::sleep_for(1ms);
  ++rows;
  table_mutex.unlock();
}

mini::task<> try_lock_until_it_works_bad() {
  while (!table_mutex.try_lock())
    co_await mini::sleep_for(1ms);
  co_await flush(); // expected-warning {{locked across}}
  table_mutex.unlock();
}

mini::task<> try_lock_for_bad() {
  if (disk_mutex.try_lock_for(50ms)) {
    co_await flush(); // expected-warning {{locked across}}
    disk_mutex.unlock();
  }
}

mini::task<> continue_skips_the_unlock_bad() {
  for (;;) {
    const int row = co_await receive(); // expected-warning {{locked across}}
    table_mutex.lock();
    if (!valid(row))
      continue;
    rows += row;
    table_mutex.unlock();
  }
}

mini::task<> every_path_unlocks_ok() {
  for (;;) {
    const int row = co_await receive();
    table_mutex.lock();
    if (!valid(row)) {
      table_mutex.unlock();
      continue;
    }
    rows += row;
    table_mutex.unlock();
  }
}

mini::task<> handler_unlocks_too_ok() {
  table_mutex.lock();
  try {
    if (rows < 0)
      throw std::runtime_error("corrupt");
    table_mutex.unlock();
  } catch (const std::exception &e) {
    table_mutex.unlock();
    report(e);
  }
  co_await flush();
}

mini::task<> thrown_past_the_unlock_bad() {
  try {
    table_mutex.lock();
    if (rows < 0)
      throw std::runtime_error("corrupt");
    table_mutex.unlock();
  } catch (const std::exception &e) {
    report(e);
  }
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> std_lock_one_left_bad() {
  std::lock(table_mutex, index_mutex);
  ++rows;
  table_mutex.unlock();
  co_await flush(); // expected-warning {{locked across}}
  index_mutex.unlock();
}

mini::task<> std_lock_both_unlocked_ok() {
  std::lock(table_mutex, index_mutex);
  ++rows;
  index_mutex.unlock();
  table_mutex.unlock();
  co_await flush();
}

mini::task<> pthread_bad() {
  pthread_mutex_lock(&legacy_mutex);
  co_await flush(); // expected-warning {{locked across}}
  pthread_mutex_unlock(&legacy_mutex);
}

mini::task<> pthread_ok() {
  pthread_mutex_lock(&legacy_mutex);
  ++rows;
  pthread_mutex_unlock(&legacy_mutex);
  co_await flush();
}

// pthread_mutex_trylock returns zero when it has the lock.
mini::task<> pthread_trylock_busy_ok() {
  if (pthread_mutex_trylock(&legacy_mutex) != 0) {
    co_await mini::sleep_for(1ms);
    co_return;
  }
  ++rows;
  pthread_mutex_unlock(&legacy_mutex);
}

mini::task<> pthread_trylock_bad() {
  if (pthread_mutex_trylock(&legacy_mutex) == 0) {
    co_await flush(); // expected-warning {{locked across}}
    pthread_mutex_unlock(&legacy_mutex);
  }
}
