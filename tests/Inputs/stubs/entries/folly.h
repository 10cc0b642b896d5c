// Declarations under folly's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <chrono>
#include <thread>

namespace entries {
// A value or an error: a co_await of it goes on at once, or ends the coroutine.
template <class T> struct stops_or_goes_on {
  struct promise_type {
    T get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume();
};
} // namespace entries
namespace folly {
struct result : entries::stops_or_goes_on<result> {};
} // namespace folly
namespace entries {
struct part {
  int n;
};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace folly {
struct LockedPtr {
  template <class... A> int isNull(A &&...);
  entries::part * operator->();
  template <class... A> explicit LockedPtr(A &&...);
  ~LockedPtr();
};
} // namespace folly

namespace folly {
struct AnnotatedLockGuard {
  template <class... A> explicit AnnotatedLockGuard(A &&...);
  ~AnnotatedLockGuard();
};
} // namespace folly

namespace folly {
struct AnnotatedMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly

namespace folly {
struct Baton {
  template <class... A> int wait(A &&...);
  template <class... A> int try_wait_for(A &&...);
  template <class... A> int try_wait_until(A &&...);
};
} // namespace folly

namespace folly {
struct CancellationSource {
  template <class... A> int isCancellationRequested(A &&...);
  template <class... A> int canBeCancelled(A &&...);
  template <class... A> int requestCancellation(A &&...);
  template <class... A> entries::part getToken(A &&...);
};
} // namespace folly

namespace folly {
struct CancellationToken {
  template <class... A> int isCancellationRequested(A &&...);
  template <class... A> int canBeCancelled(A &&...);
};
} // namespace folly

namespace folly {
struct DistributedMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly

namespace folly {
struct DynamicBoundedQueue {
  template <class... A> int dequeue(A &&...);
  template <class... A> int enqueue(A &&...);
};
} // namespace folly

namespace folly {
struct Expected : entries::stops_or_goes_on<Expected> {
  template <class... A> bool hasValue(A &&...);
  template <class... A> bool hasError(A &&...);
  template <class... A> int value(A &&...);
  entries::part * operator->();
};
} // namespace folly

namespace folly {
struct F14FastMap {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct F14FastSet {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct F14NodeMap {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct F14NodeSet {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct F14ValueMap {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct F14ValueSet {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct F14VectorMap {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct F14VectorSet {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly::coro {
template <class T> struct Task;
} // namespace folly::coro

namespace folly {
struct Future {
  template <class... A> int isReady(A &&...);
  template <class... A> int hasValue(A &&...);
  template <class... A> int hasException(A &&...);
  template <class... A> int poll(A &&...);
  template <class... A> int get(A &&...);
  template <class... A> int getVia(A &&...);
  template <class... A> int getTry(A &&...);
  template <class... A> int getTryVia(A &&...);
  template <class... A> int wait(A &&...);
  template <class... A> int waitVia(A &&...);
  template <class F> folly::Future thenTry(F) { return {}; }
  template <class F> folly::Future thenTryInline(F) { return {}; }
  template <class F> folly::Future thenValue(F) { return {}; }
  template <class F> folly::Future thenValueInline(F) { return {}; }
  stubs::awaiter<int> operator co_await();
};
} // namespace folly

namespace folly {
struct FutureCancellation {
  int code;
};
} // namespace folly

namespace folly {
struct EventBase {
  template <class... A> void loop(A &&...);
  template <class... A> void loopOnce(A &&...);
  template <class... A> void loopForever(A &&...);
  template <class... A> void runInEventBaseThreadAndWait(A &&...);
};
} // namespace folly

namespace folly {
struct Latch {
  template <class... A> int wait(A &&...);
  template <class... A> int try_wait_for(A &&...);
};
} // namespace folly

namespace folly {
struct LifoSem {
  template <class... A> int wait(A &&...);
};
} // namespace folly

namespace folly {
struct MPMCQueue {
  template <class... A> int blockingRead(A &&...);
  template <class... A> int blockingWrite(A &&...);
};
} // namespace folly

namespace folly {
struct MicroLock {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly

namespace folly {
struct MicroLockBase {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly

namespace folly {
struct MicroSpinLock {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly

namespace folly {
struct OperationCancelled {
  int code;
};
} // namespace folly

namespace folly {
struct Optional : entries::stops_or_goes_on<Optional> {
  template <class... A> bool has_value(A &&...);
  template <class... A> bool hasValue(A &&...);
  template <class... A> int value(A &&...);
  entries::part * operator->();
};
} // namespace folly

namespace folly {
struct PicoSpinLock {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly

namespace folly {
struct RWSpinLock {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace folly

namespace folly {
struct Range {
  template <class A> Range(const A &);
  int front() const;
};
} // namespace folly

namespace folly {
struct SaturatingSemaphore {
  template <class... A> int wait(A &&...);
};
} // namespace folly

namespace folly {
struct SemiFuture {
  template <class... A> int isReady(A &&...);
  template <class... A> int hasValue(A &&...);
  template <class... A> int hasException(A &&...);
  template <class... A> int poll(A &&...);
  template <class... A> int get(A &&...);
  template <class... A> int getTry(A &&...);
  template <class... A> int wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace folly

namespace folly {
struct SharedMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace folly

namespace folly {
struct SharedMutexImpl {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace folly

namespace folly {
struct SharedMutexReadPriority {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace folly

namespace folly {
struct SharedMutexSuppressTSAN {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace folly

namespace folly {
struct SharedMutexWritePriority {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void lock_upgrade(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void unlock_upgrade(A &&...);
};
} // namespace folly

namespace folly {
struct SpinLock {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly

namespace folly {
struct Subprocess {
  template <class... A> int wait(A &&...);
  template <class... A> int communicate(A &&...);
};
} // namespace folly

namespace folly {
struct Synchronized {
  template <class... A> folly::LockedPtr rlock(A &&...);
  template <class... A> folly::LockedPtr wlock(A &&...);
  template <class... A> folly::LockedPtr ulock(A &&...);
  template <class... A> folly::LockedPtr lock(A &&...);
  template <class... A> folly::LockedPtr tryRLock(A &&...);
  template <class... A> folly::LockedPtr tryWLock(A &&...);
  template <class... A> folly::LockedPtr tryULock(A &&...);
  template <class... A> folly::LockedPtr tryLock(A &&...);
  template <class... A> int withRLock(A &&...) { return stubs::make<int>(); }
  template <class... A> int withWLock(A &&...) { return stubs::make<int>(); }
  template <class... A> int withULock(A &&...) { return stubs::make<int>(); }
  template <class... A> int withLock(A &&...) { return stubs::make<int>(); }
};
} // namespace folly

namespace folly {
struct SynchronizedBase {
  template <class... A> folly::LockedPtr rlock(A &&...);
  template <class... A> folly::LockedPtr wlock(A &&...);
  template <class... A> folly::LockedPtr ulock(A &&...);
  template <class... A> folly::LockedPtr lock(A &&...);
  template <class... A> folly::LockedPtr tryRLock(A &&...);
  template <class... A> folly::LockedPtr tryWLock(A &&...);
  template <class... A> folly::LockedPtr tryULock(A &&...);
  template <class... A> folly::LockedPtr tryLock(A &&...);
  template <class... A> int withRLock(A &&...) { return stubs::make<int>(); }
  template <class... A> int withWLock(A &&...) { return stubs::make<int>(); }
  template <class... A> int withULock(A &&...) { return stubs::make<int>(); }
  template <class... A> int withLock(A &&...) { return stubs::make<int>(); }
};
} // namespace folly

namespace folly {
struct Try {
  template <class... A> bool hasValue(A &&...);
  template <class... A> bool hasException(A &&...);
  template <class... A> int value(A &&...);
  entries::part * operator->();
};
} // namespace folly

namespace folly {
struct UnboundedQueue {
  template <class... A> int dequeue(A &&...);
};
} // namespace folly

namespace folly {
struct basic_fbstring {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & c_str(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> void append(A &&...) {}
  template <class... A> void push_back(A &&...) {}
  template <class... A> void insert(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> void operator+=(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int resize(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct fbvector {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace folly

namespace folly {
struct hybrid_lock {
  template <class... A> bool owns_lock(A &&...);
  template <class... A> explicit hybrid_lock(A &&...);
  ~hybrid_lock();
};
} // namespace folly

namespace folly {
struct hybrid_lock_guard {
  template <class... A> explicit hybrid_lock_guard(A &&...);
  ~hybrid_lock_guard();
};
} // namespace folly

namespace folly {
struct shared_lock_guard {
  template <class... A> explicit shared_lock_guard(A &&...);
  ~shared_lock_guard();
};
} // namespace folly

namespace folly {
struct small_vector {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace folly

namespace folly {
struct sorted_vector_map {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct sorted_vector_set {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace folly

namespace folly {
struct upgrade_lock {
  template <class... A> bool owns_lock(A &&...);
  template <class... A> explicit upgrade_lock(A &&...);
  ~upgrade_lock();
};
} // namespace folly

namespace folly::coro {
struct AsyncGenerator {
  template <class... A> stubs::awaiter<int> next(A &&...);
  template <class... A> int cleanup(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct AsyncPipe {
  template <class... A> void write(A &&...) {}
  template <class... A> int close(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct AsyncScope {
  template <class... A> stubs::awaiter<int> joinAsync(A &&...);
  template <class... A> stubs::awaiter<int> cleanup(A &&...);
  template <class... A> int remaining(A &&...);
  AsyncScope();
  ~AsyncScope();
  template <class... A> void add(A &&...) {}
};
} // namespace folly::coro

namespace folly::coro {
struct Baton {
  template <class... A> int ready(A &&...);
  template <class... A> int reset(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro

namespace folly::coro {
struct BoundedAsyncPipe {
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> void try_write(A &&...) {}
  template <class... A> int close(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct BoundedQueue {
  template <class... A> stubs::awaiter<int> dequeue(A &&...);
  template <class... A> stubs::awaiter<int> co_try_dequeue_for(A &&...);
  template <class... A> stubs::awaiter<int> enqueue(A &&...);
  template <class... A> int try_dequeue(A &&...);
  template <class... A> void try_enqueue(A &&...) {}
  template <class... A> int empty(A &&...);
  template <class... A> int size(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct CancellableAsyncScope {
  template <class... A> stubs::awaiter<int> joinAsync(A &&...);
  template <class... A> stubs::awaiter<int> cancelAndJoinAsync(A &&...);
  template <class... A> int requestCancellation(A &&...);
  template <class... A> int remaining(A &&...);
  template <class... A> int isScopeCancellationRequested(A &&...);
  CancellableAsyncScope();
  ~CancellableAsyncScope();
  template <class... A> void add(A &&...) {}
};
} // namespace folly::coro

namespace folly::coro {
struct CleanableAsyncGenerator {
};
} // namespace folly::coro

namespace folly::coro {
struct Future {
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro

namespace folly::coro {
struct Mutex {
  template <class... A> stubs::awaiter<int> co_lock(A &&...);
  template <class... A> stubs::awaiter<int> co_scoped_lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct ServerSocket {
  template <class... A> stubs::awaiter<int> accept(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct SharedLock {
  template <class... A> explicit SharedLock(A &&...);
  ~SharedLock();
};
} // namespace folly::coro

namespace folly::coro {
struct SharedMutex {
  template <class... A> stubs::awaiter<int> co_lock(A &&...);
  template <class... A> stubs::awaiter<int> co_lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> co_lock_upgrade(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock_upgrade(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct SharedMutexFair {
  template <class... A> stubs::awaiter<int> co_lock(A &&...);
  template <class... A> stubs::awaiter<int> co_lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> co_lock_upgrade(A &&...);
  template <class... A> stubs::awaiter<int> co_unlock_upgrade_and_lock(A &&...);
  template <class... A> stubs::awaiter<int> co_scoped_lock(A &&...);
  template <class... A> stubs::awaiter<int> co_scoped_lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> co_scoped_lock_upgrade(A &&...);
  template <class... A> stubs::awaiter<int> co_scoped_unlock_upgrade_and_lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock_upgrade(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct SmallUnboundedQueue {
  template <class... A> stubs::awaiter<int> dequeue(A &&...);
  template <class... A> void enqueue(A &&...) {}
};
} // namespace folly::coro

namespace folly::coro {
struct Socket {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct Synchronized {
  template <class... A> stubs::awaiter<int> wLock(A &&...);
  template <class... A> stubs::awaiter<int> rLock(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
template <class T = void> struct Task {
  using promise_type = stubs::promise<Task, T, std::suspend_always>;
  Task(Task &&) noexcept;
  ~Task();
  stubs::awaiter<T> operator co_await();
  template <class... A> stubs::awaiter<int> semi(A &&...);
  template <class... A> stubs::awaiter<int> scheduleOn(A &&...);
  template <class... A> int start(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct TaskWithExecutor {
  template <class... A> int start(A &&...);
  template <class... A> int startInlineUnsafe(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct Transport {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int closeWithReset(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct TransportIf {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int closeWithReset(A &&...);
  template <class... A> int shutdownWrite(A &&...);
  template <class... A> int getLocalAddress(A &&...);
  template <class... A> int getPeerAddress(A &&...);
  template <class... A> int getEventBase(A &&...);
  template <class... A> int getPeerCertificate(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct UnboundedQueue {
  template <class... A> stubs::awaiter<int> dequeue(A &&...);
  template <class... A> stubs::awaiter<int> co_try_dequeue_for(A &&...);
  template <class... A> int try_dequeue(A &&...);
  template <class... A> void enqueue(A &&...) {}
  template <class... A> int empty(A &&...);
  template <class... A> int size(A &&...);
};
} // namespace folly::coro

namespace folly::coro {
struct UpgradeLock {
  template <class... A> explicit UpgradeLock(A &&...);
  ~UpgradeLock();
};
} // namespace folly::coro

namespace folly::coro {
struct co_current_cancellation_token_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro

namespace folly::coro {
struct co_current_executor_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro

namespace folly::coro {
struct co_safe_point_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro

namespace folly::coro {
struct now_task {
};
} // namespace folly::coro

namespace folly::coro {
struct now_task_with_executor {
};
} // namespace folly::coro

namespace folly::coro {
struct safe_task {
};
} // namespace folly::coro

namespace folly::coro {
struct safe_task_with_executor {
};
} // namespace folly::coro

namespace folly::detail {
struct LifoSemBase {
  template <class... A> int wait(A &&...);
};
} // namespace folly::detail

namespace folly::fibers {
struct Baton {
  template <class... A> int wait(A &&...);
};
} // namespace folly::fibers

namespace folly::fibers {
struct Semaphore {
  template <class... A> stubs::awaiter<int> co_wait(A &&...);
  template <class... A> stubs::awaiter<int> co_try_wait_for(A &&...);
  template <class... A> int wait(A &&...);
  void signal();
};
} // namespace folly::fibers

namespace folly::fibers {
struct TimedMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly::fibers

namespace folly::coro::detail {
struct co_current_cancellation_token_ {
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro::detail

namespace folly::coro::detail {
struct co_reschedule_on_current_executor_ {
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro::detail

namespace folly::coro::detail {
struct co_current_executor_ {
  stubs::awaiter<int> operator co_await();
};
} // namespace folly::coro::detail

namespace folly::detail::distributed_mutex {
struct DistributedMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace folly::detail::distributed_mutex

namespace folly::coro {
template <class... A> stubs::awaiter<int> collectAny(A &&...);
template <class... A> stubs::awaiter<int> collectAnyRange(A &&...);
template <class... A> stubs::awaiter<int> collectAnyWithoutException(A &&...);
template <class... A> stubs::awaiter<int> collectAnyWithoutExceptionRange(A &&...);
template <class... A> stubs::awaiter<int> collectAnyNoDiscard(A &&...);
template <class... A> stubs::awaiter<int> collectAnyNoDiscardRange(A &&...);
template <class... A> stubs::awaiter<int> collectAll(A &&...);
template <class... A> stubs::awaiter<int> collectAllRange(A &&...);
template <class... A> stubs::awaiter<int> collectAllWindowed(A &&...);
template <class... A> stubs::awaiter<int> collectAllTry(A &&...);
template <class... A> stubs::awaiter<int> collectAllTryRange(A &&...);
template <class... A> stubs::awaiter<int> collectAllTryWindowed(A &&...);
template <class... A> stubs::awaiter<int> timeout(A &&...);
template <class... A> stubs::awaiter<int> timeoutNoDiscard(A &&...);
template <class... A> stubs::awaiter<int> timed_wait(A &&...);
template <class... A> stubs::awaiter<int> detachOnCancel(A &&...);
template <class... A> folly::coro::Task<int> makeUnorderedAsyncGenerator(A &&...);
template <class... A> folly::coro::Task<int> makeUnorderedTryAsyncGenerator(A &&...);
template <class... A> folly::coro::Task<int> merge(A &&...);
template <class... A> stubs::awaiter<int> retryWhen(A &&...);
template <class... A> stubs::awaiter<int> retryN(A &&...);
template <class... A> stubs::awaiter<int> sleep(A &&...);
template <class... A> stubs::awaiter<int> sleepReturnEarlyOnCancel(A &&...);
template <class... A> stubs::awaiter<int> co_nothrow(A &&...);
template <class... A> stubs::awaiter<int> co_awaitTry(A &&...);
template <class... A> stubs::awaiter<int> value_or_error(A &&...);
template <class... A> stubs::awaiter<int> value_or_error_or_stopped(A &&...);
template <class... A> stubs::awaiter<int> co_withExecutor(A &&...);
template <class... A> stubs::awaiter<int> co_viaIfAsync(A &&...);
template <class... A> stubs::awaiter<int> co_withCancellation(A &&...);
template <class... A> stubs::awaiter<int> co_invoke(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> toTask(A &&...);
template <class... A> stubs::awaiter<int> toTaskInterruptOnCancel(A &&...);
template <class... A> stubs::awaiter<int> toSemiFuture(A &&...);
template <class... A> stubs::awaiter<int> toFuture(A &&...);
template <class... A> int blockingWait(A &&...);
template <class... A> int blocking_wait(A &&...);
template <class... A> folly::coro::Task<int> co_scope_exit(A &&...) { return stubs::make<folly::coro::Task<int>>(); }
} // namespace folly::coro

namespace folly::futures {
template <class... A> stubs::awaiter<int> sleep(A &&...);
template <class... A> void detachOn(A &&...) {}
template <class... A> void detachOnGlobalCPUExecutor(A &&...) {}
template <class... A> void maybeDetachOnGlobalExecutorAfter(A &&...) {}
} // namespace folly::futures

namespace folly::coro::folly_cpo__ {
template <class... A> stubs::awaiter<int> co_withExecutor(A &&...);
template <class... A> stubs::awaiter<int> co_viaIfAsync(A &&...);
template <class... A> stubs::awaiter<int> co_withCancellation(A &&...);
template <class... A> stubs::awaiter<int> co_invoke(A &&...) { return {}; }
template <class... A> folly::coro::Task<int> co_scope_exit(A &&...) { return stubs::make<folly::coro::Task<int>>(); }
} // namespace folly::coro::folly_cpo__

namespace folly {
template <class... A> folly::coro::Task<int> makeFuture(A &&...);
template <class... A> folly::coro::Task<int> makeSemiFuture(A &&...);
} // namespace folly

namespace entries_of {
folly::coro::Task<int> make_folly_coro_Task();
folly::coro::TaskWithExecutor make_folly_coro_TaskWithExecutor();
folly::coro::now_task make_folly_coro_now_task();
folly::coro::now_task_with_executor make_folly_coro_now_task_with_executor();
folly::coro::safe_task make_folly_coro_safe_task();
folly::coro::safe_task_with_executor make_folly_coro_safe_task_with_executor();
folly::coro::AsyncGenerator make_folly_coro_AsyncGenerator();
folly::coro::CleanableAsyncGenerator make_folly_coro_CleanableAsyncGenerator();
folly::Future make_folly_Future();
folly::SemiFuture make_folly_SemiFuture();
} // namespace entries_of

namespace folly {
struct CPUThreadPoolExecutor {
  using pool = void;
  ~CPUThreadPoolExecutor();
};
struct IOThreadPoolExecutor {
  using pool = void;
  ~IOThreadPoolExecutor();
};
struct EDFThreadPoolExecutor {
  using pool = void;
  ~EDFThreadPoolExecutor();
};
struct ThreadPoolExecutor {
  using pool = void;
  ~ThreadPoolExecutor();
};
struct ManualExecutor {
  using pool = void;
  ~ManualExecutor();
};
struct pool_token {
  using pool = void;
};
template <class E> pool_token getKeepAliveToken(E &);
} // namespace folly
namespace folly::coro {
template <class E, class T>
  requires requires { typename std::remove_cvref_t<E>::pool; }
TaskWithExecutor co_withExecutor(E &&, T &&);
} // namespace folly::coro
