// Declarations under abseil's names, one for each entry of its model.
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

namespace absl {
struct Barrier {
  template <class... A> int Block(A &&...);
};
} // namespace absl

namespace absl {
struct BlockingCounter {
  template <class... A> int Wait(A &&...);
};
} // namespace absl

namespace absl {
struct CondVar {
  template <class... A> int Wait(A &&...);
  template <class... A> int WaitWithTimeout(A &&...);
  template <class... A> int WaitWithDeadline(A &&...);
};
} // namespace absl

namespace absl {
struct FixedArray {
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
};
} // namespace absl

namespace absl {
struct FunctionRef {
  template <class A> FunctionRef(const A &);
  int front() const;
};
} // namespace absl

namespace absl {
struct InlinedVector {
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
  template <class... A> int resize(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace absl

namespace absl {
struct Mutex {
  template <class... A> int Await(A &&...);
  template <class... A> int AwaitWithTimeout(A &&...);
  template <class... A> int AwaitWithDeadline(A &&...);
  template <class... A> void Lock(A &&...);
  template <class... A> void lock(A &&...);
  template <class... A> void WriterLock(A &&...);
  template <class... A> void ReaderLock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void LockWhen(A &&...);
  template <class... A> void WriterLockWhen(A &&...);
  template <class... A> void ReaderLockWhen(A &&...);
  template <class... A> void LockWhenWithTimeout(A &&...);
  template <class... A> void ReaderLockWhenWithTimeout(A &&...);
  template <class... A> void WriterLockWhenWithTimeout(A &&...);
  template <class... A> void LockWhenWithDeadline(A &&...);
  template <class... A> void ReaderLockWhenWithDeadline(A &&...);
  template <class... A> void WriterLockWhenWithDeadline(A &&...);
  template <class... A> void Unlock(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void ReaderUnlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
  template <class... A> void WriterUnlock(A &&...);
};
} // namespace absl

namespace absl {
struct MutexLock {
  template <class... A> explicit MutexLock(A &&...);
  ~MutexLock();
};
} // namespace absl

namespace absl {
struct MutexLockMaybe {
  template <class... A> explicit MutexLockMaybe(A &&...);
  ~MutexLockMaybe();
};
} // namespace absl

namespace absl {
struct Notification {
  template <class... A> int WaitForNotification(A &&...);
  template <class... A> int WaitForNotificationWithTimeout(A &&...);
  template <class... A> int WaitForNotificationWithDeadline(A &&...);
};
} // namespace absl

namespace absl {
struct ReaderMutexLock {
  template <class... A> explicit ReaderMutexLock(A &&...);
  ~ReaderMutexLock();
};
} // namespace absl

namespace absl {
struct ReleasableMutexLock {
  template <class... A> explicit ReleasableMutexLock(A &&...);
  ~ReleasableMutexLock();
};
} // namespace absl

namespace absl {
struct Span {
  template <class A> Span(const A &);
  int front() const;
};
} // namespace absl

namespace absl {
struct WriterMutexLock {
  template <class... A> explicit WriterMutexLock(A &&...);
  ~WriterMutexLock();
};
} // namespace absl

namespace absl {
struct btree_map {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace absl

namespace absl {
struct btree_multimap {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace absl

namespace absl {
struct btree_multiset {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace absl

namespace absl {
struct btree_set {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace absl

namespace absl {
struct flat_hash_map {
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
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int rehash(A &&...);
  template <class... A> int reserve(A &&...);
};
} // namespace absl

namespace absl {
struct flat_hash_set {
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
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int rehash(A &&...);
  template <class... A> int reserve(A &&...);
};
} // namespace absl

namespace absl {
struct node_hash_map {
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
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int rehash(A &&...);
  template <class... A> int reserve(A &&...);
};
} // namespace absl

namespace absl {
struct node_hash_set {
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
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int rehash(A &&...);
  template <class... A> int reserve(A &&...);
};
} // namespace absl

namespace absl {
struct string_view {
  template <class A> string_view(const A &);
  int front() const;
};
} // namespace absl

namespace absl::base_internal {
struct SpinLock {
  template <class... A> void Lock(A &&...);
  template <class... A> void lock(A &&...);
  template <class... A> void Unlock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace absl::base_internal

namespace absl::log_internal {
struct LogMessage {
  LogMessage &operator<<(const void *);
  template <class... A> int InternalStream(A &&...);
};
} // namespace absl::log_internal

namespace absl {
template <class... A> int SleepFor(A &&...);
template <class... A> int call_once(A &&...) { return stubs::make<int>(); }
template <class... A> int StrCat(A &&...);
template <class... A> int StrFormat(A &&...);
template <class... A> int PrintF(A &&...);
template <class... A> int FPrintF(A &&...);
template <class... A> int StrJoin(A &&...);
} // namespace absl

