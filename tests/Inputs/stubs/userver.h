// Declarations under userver's names, as much as tests/models/userver.cpp needs. Its coroutines are stackful: any of
// these calls may suspend, and nothing is written co_await.
#ifndef COROSAFE_TESTS_STUBS_USERVER_H
#define COROSAFE_TESTS_STUBS_USERVER_H

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>

namespace userver {

namespace engine {

class Deadline {};

class [[nodiscard]] TaskBase {
public:
  bool IsValid() const;
  bool IsFinished() const;
  void Wait() const;
  void RequestCancel();
  void SyncCancel() noexcept;
  void BlockingWait() const;
};
class [[nodiscard]] Task : public TaskBase {
public:
  void Detach() &&;
};
template <class T> class [[nodiscard]] TaskWithResult : public Task {
public:
  T Get();
};

template <class F> [[nodiscard]] auto AsyncNoSpan(F &&f) {
  (void)f;
  return TaskWithResult<decltype(f())>();
}

template <class... Tasks> std::optional<std::size_t> WaitAny(Tasks &...tasks);
template <class... Tasks> void WaitAllChecked(Tasks &...tasks);
template <class... Tasks> int GetAll(Tasks &...tasks);

void SleepFor(std::chrono::milliseconds);
void InterruptibleSleepFor(std::chrono::milliseconds);

class Mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
};

class SharedMutex {
public:
  void lock();
  void lock_shared();
  void unlock();
  void unlock_shared();
};

} // namespace engine

namespace utils {
template <class F> [[nodiscard]] auto Async(std::string, F &&f) {
  (void)f;
  return engine::TaskWithResult<decltype(f())>();
}
} // namespace utils

namespace concurrent {
class BackgroundTaskStorage {
public:
  void Detach(engine::Task &&);
  template <class F> void AsyncDetach(std::string, F &&f) { (void)f; }
};
template <class Lock, class Data> class LockedPtr {
public:
  Data *operator->();
};
template <class Data, class Mutex = engine::Mutex> class Variable {
public:
  LockedPtr<std::unique_lock<Mutex>, Data> UniqueLock();
};
} // namespace concurrent

} // namespace userver

#endif
