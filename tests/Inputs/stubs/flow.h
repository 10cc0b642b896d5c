// What the tests need of FoundationDB's Flow, under its own names: most are in the global namespace.

#ifndef STUBS_FLOW_H
#define STUBS_FLOW_H

#include "stub_promise.h"
#include <variant>
#include <vector>

class Error {
public:
  int code() const;
};
enum { error_code_actor_cancelled = 1101 };
class Void {};
enum class TaskPriority { DefaultDelay };
template <class T> class Optional {
public:
  bool present() const;
};
struct Uncancellable {};
struct NoThrowOnCancel {};

template <class T> class Future {
public:
  Future();
  Future(const T &);
  Future(const Future &);
  Future(Future &&);
  Future &operator=(const Future &);
  Future &operator=(Future &&);
  ~Future();
  bool isReady() const;
  bool isError() const;
  const T &get() const;
  void cancel();
};
template <class T> class FutureStream {
public:
  FutureStream(const FutureStream &);
  ~FutureStream();
  bool isReady() const;
  T pop();
};
template <class T> class Promise {
public:
  Future<T> getFuture() const;
  void send(const T &) const;
};
template <class T> class PromiseStream {
public:
  FutureStream<T> getFuture();
  void send(const T &);
};

namespace coro {
template <class T> struct CoroPromise : stubs::promise<Future<T>, T, std::suspend_never> {
  template <class U> stubs::awaiter<U> await_transform(const Future<U> &);
  template <class U> stubs::awaiter<U> await_transform(const FutureStream<U> &);
};
template <> struct CoroPromise<Void> : stubs::promise<Future<Void>, void, std::suspend_never> {
  template <class U> stubs::awaiter<U> await_transform(const Future<U> &);
  template <class U> stubs::awaiter<U> await_transform(const FutureStream<U> &);
};
template <class T> struct ReturnOf;
template <class T> struct ReturnOf<Future<T>> { using type = T; };
template <class T> struct ReturnOf<Future<T> &> { using type = T; };
template <class T> struct ReturnOf<FutureStream<T>> { using type = T; };
template <class T> struct ReturnOf<FutureStream<T> &> { using type = T; };

template <class... A> class ChooseClause {
public:
  template <class T, class F> ChooseClause When(const Future<T> &, F) { return {}; }
  template <class T, class F> ChooseClause When(const FutureStream<T> &, F) { return {}; }
  [[nodiscard]] Future<Void> run();
};
} // namespace coro
using Choose = coro::ChooseClause<>;

template <class T, class... Args> struct std::coroutine_traits<Future<T>, Args...> {
  using promise_type = coro::CoroPromise<T>;
};

template <class... F> [[nodiscard]] Future<std::variant<typename coro::ReturnOf<F>::type...>> race(F &&...);
Future<Void> operator||(const Future<Void> &, const Future<Void> &);
Future<Void> operator&&(const Future<Void> &, const Future<Void> &);
template <class T> Future<Optional<T>> timeout(Future<T> what, double time, TaskPriority = TaskPriority::DefaultDelay);
template <class T> Future<T> timeoutError(Future<T> what, double time);
Future<Void> delay(double);
template <class T> Future<T> uncancellable(Future<T>);
template <class T> Future<Void> success(Future<T>);
template <class T> Future<T> brokenPromiseToNever(Future<T>);
template <class T, class X> Future<T> holdWhile(X, Future<T>);
template <class T> Future<Void> store(T &, Future<T>);
template <class T> Future<Void> waitForAny(const std::vector<Future<T>> &);
template <class T> Future<T> waitForFirst(std::vector<Future<T>>);
template <class T> Future<T> waitAndForward(FutureStream<T>);
template <class T> Future<Void> waitForAll(const std::vector<Future<T>> &);

class ActorCollection {
public:
  void add(Future<Void>);
  Future<Void> getResult() const;
};
template <class T> class AsyncResult {
public:
  AsyncResult(AsyncResult &&);
  ~AsyncResult();
  bool isReady() const;
  stubs::awaiter<T> operator co_await() &&;
};
struct FlowLock {
  struct Releaser {
    Releaser(FlowLock &);
    ~Releaser();
    void release();
  };
  Future<Void> take();
  void release();
};
class ThreadSpinLock {
public:
  void enter();
  void leave();
};
class ThreadSpinLockHolder {
public:
  explicit ThreadSpinLockHolder(ThreadSpinLock &);
  ~ThreadSpinLockHolder();
};
template <class T> class AsyncVar {
public:
  Future<Void> onChange() const;
};
class IAsyncFile {
public:
  virtual Future<int> read(void *, int length, int offset) = 0;
};
class IConnection {
public:
  virtual Future<Void> onReadable() = 0;
  virtual Future<Void> connectHandshake() = 0;
  virtual void close() = 0;
};
class IListener {
public:
  virtual Future<IConnection *> accept() = 0;
};

#endif
