// Declarations under folly's names, as much as tests/models/folly.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_FOLLY_H
#define COROSAFE_TESTS_STUBS_FOLLY_H

#include <chrono>
#include <coroutine>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <tuple>
#include <utility>
#include <vector>

#define FOLLY_DEFINE_CPO(Type, Name)                                                                                   \
  namespace folly_cpo__ {                                                                                              \
  inline constexpr Type Name{};                                                                                        \
  }                                                                                                                    \
  using namespace folly_cpo__;

namespace folly {

struct Unit {};
struct OperationCancelled {};
struct FutureTimeout {};
class Executor {
public:
  virtual ~Executor();
};
class CPUThreadPoolExecutor : public Executor {
public:
  explicit CPUThreadPoolExecutor(std::size_t threads);
  ~CPUThreadPoolExecutor() override;
  void join();
};

class exception_wrapper {
public:
  template <class E> bool is_compatible_with() const;
};

template <class T> class Try {
public:
  bool hasValue() const;
  bool hasException() const;
  template <class E> bool hasException() const;
  exception_wrapper &exception();
  T &value();
  T &operator*();
  T *operator->();
};

template <> class Try<void> {
public:
  bool hasValue() const;
  bool hasException() const;
  template <class E> bool hasException() const;
  exception_wrapper &exception();
  void value() const;
};

template <class T> class Optional {
public:
  bool has_value() const;
  explicit operator bool() const;
  T &operator*();
};

class CancellationToken {
public:
  bool isCancellationRequested() const;
};
class CancellationSource {
public:
  CancellationToken getToken() const;
  bool requestCancellation() const;
};

template <class T> class SemiFuture;
template <class T> class Future {
public:
  bool isReady() const;
  T get() &&;
  template <class F> Future<T> thenValue(F &&) && { return {}; }
  SemiFuture<T> semi() &&;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T> class SemiFuture {
public:
  bool isReady() const;
  T get() &&;
  Future<T> via(Executor *) &&;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
Future<Unit> makeFuture();

namespace futures {
template <class T> void detachOnGlobalCPUExecutor(SemiFuture<T> &&);
SemiFuture<Unit> sleep(std::chrono::milliseconds);
} // namespace futures

template <class Sync, class Policy> class LockedPtr {
public:
  LockedPtr(LockedPtr &&) noexcept;
  ~LockedPtr();
  explicit operator bool() const;
  bool isNull() const;
  typename Sync::DataType *operator->() const;
  void unlock() noexcept;
};
struct LockPolicyExclusive {};
struct LockPolicyShared {};

template <class Subclass> class SynchronizedBase {
public:
  LockedPtr<Subclass, LockPolicyExclusive> wlock();
  LockedPtr<Subclass, LockPolicyShared> rlock();
  LockedPtr<Subclass, LockPolicyExclusive> tryWLock();
  template <class F> auto withWLock(F &&f) { return f(static_cast<Subclass *>(this)->data); }
};
class SharedMutex {
public:
  void lock();
  bool try_lock();
  void unlock();
  void lock_shared();
  void unlock_shared();
  void lock_upgrade();
  void unlock_upgrade();
};
template <class T, class Mutex = SharedMutex> class Synchronized : public SynchronizedBase<Synchronized<T, Mutex>> {
public:
  using DataType = T;
  T data;
};

template <class M> class upgrade_lock {
public:
  explicit upgrade_lock(M &);
  ~upgrade_lock();
  void unlock();
};

class SpinLock {
public:
  void lock() const;
  bool try_lock() const;
  void unlock() const;
};

namespace coro {

template <class T> struct Outcome { void return_value(T); };
template <> struct Outcome<void> { void return_void(); };

template <class T> class TaskWithExecutor;

/// What a tuple has for a task of nothing.
template <class T> struct Lifted { using type = T; };
template <> struct Lifted<void> { using type = Unit; };
template <class T> using lift_unit_t = typename Lifted<T>::type;

template <class T = void> class [[nodiscard]] Task {
public:
  struct promise_type : Outcome<T> {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  SemiFuture<Unit> semi() &&;
  TaskWithExecutor<T> scheduleOn(Executor *) &&;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class T> class [[nodiscard]] TaskWithExecutor {
public:
  SemiFuture<Unit> start() &&;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class T> class [[nodiscard]] AsyncGenerator {
public:
  struct promise_type {
    AsyncGenerator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    void return_void();
    void unhandled_exception();
  };
  Task<Optional<T>> next();
};

struct WithExecutorFunction {
  template <class T> TaskWithExecutor<T> operator()(Executor *, Task<T> task) const;
};
FOLLY_DEFINE_CPO(WithExecutorFunction, co_withExecutor)
struct WithCancellationFunction {
  template <class Awaitable> Awaitable operator()(CancellationToken, Awaitable awaitable) const;
};
FOLLY_DEFINE_CPO(WithCancellationFunction, co_withCancellation)
struct co_invoke_fn {
  template <class F, class... A> auto operator()(F &&f, A &&...a) const { return f(static_cast<A &&>(a)...); }
};
FOLLY_DEFINE_CPO(co_invoke_fn, co_invoke)
struct blocking_wait_fn {
  template <class T> T operator()(Task<T>) const;
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;

namespace detail {
struct co_reschedule_on_current_executor_ {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const noexcept;
};
} // namespace detail
inline constexpr detail::co_reschedule_on_current_executor_ co_reschedule_on_current_executor{};

struct co_safe_point_t {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};
inline constexpr co_safe_point_t co_safe_point{};

struct co_current_cancellation_token_t {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  const CancellationToken &await_resume() const;
};
inline constexpr co_current_cancellation_token_t co_current_cancellation_token{};

template <class... T> Task<std::pair<std::size_t, Try<int>>> collectAny(T &&...);
template <class T> Task<std::pair<std::size_t, Try<int>>> collectAnyRange(std::vector<T>);
template <class... T> Task<std::pair<std::size_t, Try<int>>> collectAnyWithoutException(T &&...);
template <class... T> Task<std::tuple<Try<T>...>> collectAnyNoDiscard(Task<T> &&...);
template <class... T> Task<std::tuple<lift_unit_t<T>...>> collectAll(Task<T>...);
template <class T> Task<void> collectAllRange(std::vector<T>);
template <class T> Task<T> timeout(Task<T>, std::chrono::milliseconds);
template <class T> Task<T> timeoutNoDiscard(Task<T>, std::chrono::milliseconds);
template <class T> Task<Optional<T>> timed_wait(Task<T>, std::chrono::milliseconds);
template <class T> Task<Try<T>> co_awaitTry(Task<T>);
Task<int> sleep(std::chrono::milliseconds);
Task<int> sleepReturnEarlyOnCancel(std::chrono::milliseconds);
template <class T> SemiFuture<T> toSemiFuture(Task<T>);
template <class T> Future<T> toFuture(Task<T>, Executor *);
template <class T> Task<T> toTask(Task<T>);
template <class T> Task<T> detachOnCancel(Task<T>);
template <class T> Task<T> co_nothrow(Task<T>);
template <class... T> Task<std::tuple<Try<T>...>> collectAllTry(Task<T>...);
template <class F> auto retryN(unsigned, F &&f) -> decltype(f()) { return f(); }

class Mutex {
public:
  bool try_lock() noexcept;
  [[nodiscard]] Task<void> co_lock() noexcept;
  [[nodiscard]] Task<std::unique_lock<Mutex>> co_scoped_lock() noexcept;
  void unlock() noexcept;
};

template <class M> class [[nodiscard]] SharedLock {
public:
  SharedLock(SharedLock &&) noexcept;
  ~SharedLock();
  void unlock() noexcept;
};
class SharedMutexFair {
public:
  [[nodiscard]] Task<SharedLock<SharedMutexFair>> co_scoped_lock_shared() noexcept;
};

template <class T> class BoundedAsyncPipe {
public:
  Task<bool> write(T &&);
  void close() &&;
};

class TransportIf {
public:
  virtual ~TransportIf();
  Task<std::size_t> read(void *buffer, std::size_t size, std::chrono::milliseconds timeout);
  virtual Task<int> write(const char *text, std::chrono::milliseconds timeout = {});
  virtual void close();
};
class Transport : public TransportIf {};

template <class T> class UnboundedQueue {
public:
  void enqueue(T &&);
  Task<T> dequeue();
  Task<T> co_try_dequeue_for(std::chrono::milliseconds);
  std::optional<T> try_dequeue();
  bool empty() const;
};
template <class T> class BoundedQueue {
public:
  Task<void> enqueue(T &&);
  Task<T> dequeue();
};

class Baton {
public:
  void post() noexcept;
  std::suspend_always operator co_await() const noexcept;
};

class AsyncScope {
public:
  template <class Awaitable> void add(Awaitable &&);
  Task<void> joinAsync() noexcept;
};

class CancellableAsyncScope {
public:
  template <class Awaitable> void add(Awaitable &&);
  template <class T> Task<void> co_schedule(Task<T> &&);
  void requestCancellation() const noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
};

} // namespace coro

namespace fibers {
class Semaphore {
public:
  coro::Task<void> co_wait();
  void signal();
};
} // namespace fibers

} // namespace folly

#endif
