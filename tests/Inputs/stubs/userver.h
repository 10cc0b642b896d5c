// Declarations under userver's names, as much as its tests need. Its coroutines
// are stackful: any of these calls may suspend, and nothing is written
// co_await.
#ifndef COROSAFE_TESTS_STUBS_USERVER_H
#define COROSAFE_TESTS_STUBS_USERVER_H

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <utility>

namespace userver {
namespace engine {
class Deadline {
public:
  static Deadline FromDuration(std::chrono::milliseconds);
  bool IsReached() const;
};
enum class FutureStatus { kReady, kTimeout, kCancelled };
enum class CvStatus { kNoTimeout, kTimeout, kCancelled };
class WaitInterruptedException : public std::runtime_error {
  using std::runtime_error::runtime_error;
};
class TaskCancelledException : public std::runtime_error {
  using std::runtime_error::runtime_error;
};
class [[nodiscard]] TaskBase {
public:
  bool IsValid() const;
  bool IsFinished() const;
  void Wait() const;
  template <class R, class P>
  FutureStatus WaitFor(std::chrono::duration<R, P>) const;
  FutureStatus WaitUntil(Deadline) const;
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
class TaskProcessor;
template <class F, class... A> [[nodiscard]] auto AsyncNoSpan(F &&f, A &&...a) {
  return TaskWithResult<decltype(f(std::forward<A>(a)...))>();
}
template <class F, class... A>
[[nodiscard]] auto CriticalAsyncNoSpan(F &&f, A &&...a) {
  return TaskWithResult<decltype(f(std::forward<A>(a)...))>();
}
template <class... Tasks> std::optional<std::size_t> WaitAny(Tasks &...tasks);
template <class R, class P, class... Tasks>
std::optional<std::size_t> WaitAnyFor(std::chrono::duration<R, P>,
                                      Tasks &...tasks);
template <class... Tasks> void WaitAllChecked(Tasks &...tasks);
template <class... Tasks> int GetAll(Tasks &...tasks);
template <class R, class P> void SleepFor(std::chrono::duration<R, P>);
template <class R, class P>
void InterruptibleSleepFor(std::chrono::duration<R, P>);
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
class ConditionVariable {
public:
  CvStatus Wait(std::unique_lock<Mutex> &);
  template <class P> bool Wait(std::unique_lock<Mutex> &, P) { return true; }
  void NotifyOne();
  void NotifyAll();
};
class SingleConsumerEvent {
public:
  [[nodiscard]] bool WaitForEvent();
  template <class R, class P>
  [[nodiscard]] bool WaitForEventFor(std::chrono::duration<R, P>);
  void Send();
};
void Yield();
template <class T> class Future {
public:
  T get();
  void wait();
};
template <class T> class Promise {
public:
  Future<T> get_future();
  template <class... V> void set_value(V &&...);
};
class TaskCancellationBlocker {
public:
  TaskCancellationBlocker();
  ~TaskCancellationBlocker();
};
class TaskCancellationToken {
public:
  void RequestCancel();
  bool IsCancelRequested();
};
namespace current_task {
bool ShouldCancel();
bool IsCancelRequested();
void CancellationPoint();
TaskCancellationToken GetCancellationToken();
} // namespace current_task
namespace io {
class IoException : public std::runtime_error {
  using std::runtime_error::runtime_error;
};
class IoInterrupted : public IoException {
public:
  std::size_t BytesTransferred() const;
};
class IoTimeout : public IoInterrupted {};
class IoCancelled : public IoInterrupted {};
class IoSystemError : public IoException {};
class Sockaddr {};
class Socket {
public:
  void Connect(const Sockaddr &, Deadline);
  [[nodiscard]] std::size_t RecvSome(void *, std::size_t, Deadline);
  [[nodiscard]] std::size_t RecvAll(void *, std::size_t, Deadline);
  [[nodiscard]] std::size_t SendAll(const void *, std::size_t, Deadline);
  [[nodiscard]] Socket Accept(Deadline);
  void Close();
};
} // namespace io
} // namespace engine
namespace utils {
template <class F, class... A>
[[nodiscard]] auto Async(std::string, F &&f, A &&...a) {
  return engine::TaskWithResult<decltype(f(std::forward<A>(a)...))>();
}
template <class F>
[[nodiscard]] auto Async(engine::TaskProcessor &, std::string, F &&f) {
  return engine::TaskWithResult<decltype(f())>();
}
template <class F, class... A>
[[nodiscard]] auto CriticalAsync(std::string, F &&f, A &&...a) {
  return engine::TaskWithResult<decltype(f(std::forward<A>(a)...))>();
}
} // namespace utils
namespace concurrent {
class BackgroundTaskStorage {
public:
  ~BackgroundTaskStorage();
  void Detach(engine::Task &&);
  template <class F, class... A> void AsyncDetach(std::string, F &&f, A &&...) {
    (void)f;
  }
  void CancelAndWait();
};
template <class Q> class Consumer {
public:
  [[nodiscard]] bool Pop(typename Q::V &, engine::Deadline = {}) const;
  void Reset();
};
template <class Q> class Producer {
public:
  [[nodiscard]] bool Push(typename Q::V &&, engine::Deadline = {}) const;
  void Reset();
};
template <class T> class MpscQueue {
public:
  using V = T;
  Consumer<MpscQueue> GetConsumer();
  Producer<MpscQueue> GetProducer();
};
template <class Lock, class Data> class LockedPtr {
public:
  Data *operator->();
  Data &operator*();
};
template <class Data, class Mutex = engine::Mutex> class Variable {
public:
  LockedPtr<std::unique_lock<Mutex>, Data> UniqueLock();
  LockedPtr<std::unique_lock<Mutex>, Data> Lock();
};
} // namespace concurrent
} // namespace userver

#endif
