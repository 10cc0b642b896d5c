// Declarations under boost-thread's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {
  int n;
};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace boost::atomics {
struct atomic_flag {
  bool test_and_set();
};
} // namespace boost::atomics

namespace boost {
struct unique_lock {
  template <class... A> bool owns_lock(A &&...);
  template <class... A> void swap(A &&...);
  unique_lock();
  template <class... A> explicit unique_lock(A &&...);
  ~unique_lock();
};
} // namespace boost

namespace boost {
struct basic_string_view {
  template <class A> basic_string_view(const A &);
  int front() const;
};
} // namespace boost

namespace boost {
struct enable_shared_from_this {
  template <class... A> entries::part shared_from_this(A &&...);
};
} // namespace boost

namespace boost {
struct future {
  template <class... A> int get(A &&...);
};
} // namespace boost

namespace boost {
template <class T = void> struct intrusive_ptr {
  T *operator->() const;
  T &operator*() const;
  ~intrusive_ptr();
  intrusive_ptr(const intrusive_ptr &);
};
} // namespace boost

namespace boost {
struct intrusive_ref_counter {
};
} // namespace boost

namespace boost {
struct lock_guard {
  template <class... A> explicit lock_guard(A &&...);
  ~lock_guard();
};
} // namespace boost

namespace boost {
struct mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace boost

namespace boost {
struct nested_strict_lock {
  template <class... A> explicit nested_strict_lock(A &&...);
  ~nested_strict_lock();
};
} // namespace boost

namespace boost {
struct recursive_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace boost

namespace boost {
struct recursive_timed_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace boost

namespace boost {
struct reverse_lock {
  template <class... A> explicit reverse_lock(A &&...);
  ~reverse_lock();
};
} // namespace boost

namespace boost {
struct shared_future {
  template <class... A> int get(A &&...);
};
} // namespace boost

namespace boost {
struct shared_lock {
  template <class... A> bool owns_lock(A &&...);
  template <class... A> void swap(A &&...);
  shared_lock();
  template <class... A> explicit shared_lock(A &&...);
  ~shared_lock();
};
} // namespace boost

namespace boost {
struct shared_lock_guard {
  template <class... A> explicit shared_lock_guard(A &&...);
  ~shared_lock_guard();
};
} // namespace boost

namespace boost {
struct shared_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock_upgrade_and_lock(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace boost

namespace boost {
template <class T = void> struct shared_ptr {
  T *operator->() const;
  T &operator*() const;
  ~shared_ptr();
  shared_ptr(const shared_ptr &);
};
} // namespace boost

namespace boost {
struct span {
  template <class A> span(const A &);
  int front() const;
};
} // namespace boost

namespace boost {
struct strict_lock {
  template <class... A> explicit strict_lock(A &&...);
  ~strict_lock();
};
} // namespace boost

namespace boost {
struct strict_lock_ptr {
  template <class... A> explicit strict_lock_ptr(A &&...);
  ~strict_lock_ptr();
};
} // namespace boost

namespace boost {
struct synchronized_value {
  template <class... A> boost::unique_lock synchronize(A &&...);
  boost::unique_lock operator->();
};
} // namespace boost

namespace boost {
struct thread {
  template <class F> explicit thread(F);
  template <class... A> int join(A &&...);
  template <class... A> int try_join_for(A &&...);
  template <class... A> int try_join_until(A &&...);
};
} // namespace boost

namespace boost {
struct timed_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace boost

namespace boost {
struct unique_future {
  template <class... A> int get(A &&...);
};
} // namespace boost

namespace boost {
struct unique_lock_ptr {
  template <class... A> explicit unique_lock_ptr(A &&...);
  ~unique_lock_ptr();
};
} // namespace boost

namespace boost {
struct upgrade_lock {
  template <class... A> bool owns_lock(A &&...);
  template <class... A> void swap(A &&...);
  upgrade_lock();
  template <class... A> explicit upgrade_lock(A &&...);
  ~upgrade_lock();
};
} // namespace boost

namespace boost {
struct upgrade_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock_upgrade_and_lock(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace boost

namespace boost {
struct upgrade_to_unique_lock {
  template <class... A> bool owns_lock(A &&...);
  template <class... A> explicit upgrade_to_unique_lock(A &&...);
  ~upgrade_to_unique_lock();
};
} // namespace boost

namespace boost::core {
struct basic_string_view {
  template <class A> basic_string_view(const A &);
  int front() const;
};
} // namespace boost::core

namespace boost::interprocess {
struct interprocess_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace boost::interprocess

namespace boost::interprocess {
struct interprocess_recursive_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace boost::interprocess

namespace boost::interprocess {
struct interprocess_sharable_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_sharable(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_sharable(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace boost::interprocess

namespace boost::interprocess {
struct named_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace boost::interprocess

namespace boost::interprocess {
struct scoped_lock {
  template <class... A> bool owns(A &&...);
  template <class... A> explicit scoped_lock(A &&...);
  ~scoped_lock();
};
} // namespace boost::interprocess

namespace boost::interprocess {
struct sharable_lock {
  template <class... A> bool owns(A &&...);
  template <class... A> explicit sharable_lock(A &&...);
  ~sharable_lock();
};
} // namespace boost::interprocess

namespace boost {
template <class... A> int lock(A &&...);
template <class... A> int try_lock(A &&...);
template <class... A> boost::unique_lock make_unique_lock(A &&...);
template <class... A> int wait_for_all(A &&...);
template <class... A> int wait_for_any(A &&...);
} // namespace boost

namespace boost::this_thread {
template <class... A> int sleep_for(A &&...);
template <class... A> int sleep_until(A &&...);
template <class... A> int sleep(A &&...);
} // namespace boost::this_thread

namespace boost::detail::basic_future {
template <class... A> int wait(A &&...);
template <class... A> int wait_for(A &&...);
template <class... A> int wait_until(A &&...);
} // namespace boost::detail::basic_future

namespace boost::condition_variable {
template <class... A> int wait(A &&...);
template <class... A> int wait_for(A &&...);
template <class... A> int wait_until(A &&...);
} // namespace boost::condition_variable

namespace boost::condition_variable_any {
template <class... A> int wait(A &&...);
template <class... A> int wait_for(A &&...);
template <class... A> int wait_until(A &&...);
} // namespace boost::condition_variable_any

namespace boost::interprocess::interprocess_condition {
template <class... A> int wait(A &&...);
template <class... A> int timed_wait(A &&...);
template <class... A> int wait_for(A &&...);
template <class... A> int wait_until(A &&...);
} // namespace boost::interprocess::interprocess_condition

namespace boost::barrier {
template <class... A> int wait(A &&...);
template <class... A> int count_down_and_wait(A &&...);
} // namespace boost::barrier

namespace boost::latch {
template <class... A> int wait(A &&...);
template <class... A> int wait_for(A &&...);
template <class... A> int wait_until(A &&...);
template <class... A> int sync(A &&...);
template <class... A> int count_down_and_wait(A &&...);
} // namespace boost::latch

namespace boost::interprocess::interprocess_semaphore {
template <class... A> int wait(A &&...);
template <class... A> int timed_wait(A &&...);
} // namespace boost::interprocess::interprocess_semaphore

namespace boost::interprocess::message_queue_t {
template <class... A> int send(A &&...);
template <class... A> int receive(A &&...);
template <class... A> int timed_send(A &&...);
template <class... A> int timed_receive(A &&...);
} // namespace boost::interprocess::message_queue_t

namespace boost::process {
struct basic_process {
  int wait();
  stubs::awaiter<int> async_wait();
};
struct child {
  void wait();
  bool wait_for(int ms);
  bool wait_until(int when);
};
int execute(basic_process &p);
int system(const char *command);
namespace v1 {
struct child {
  void wait();
  bool wait_for(int ms);
  bool wait_until(int when);
};
int system(const char *command);
} // namespace v1
namespace v2 {
struct basic_process {
  int wait();
  stubs::awaiter<int> async_wait();
};
int execute(basic_process &p);
} // namespace v2
} // namespace boost::process

namespace entries_of {
boost::future make_boost_future();
boost::unique_future make_boost_unique_future();
boost::shared_future make_boost_shared_future();
boost::thread make_boost_thread();
} // namespace entries_of

