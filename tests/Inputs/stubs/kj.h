// What the tests need of Cap'n Proto's kj, under its own names.

#ifndef STUBS_KJ_H
#define STUBS_KJ_H

#include "stub_promise.h"
#include <type_traits>
#include <utility>

namespace kj {

class Exception {};
class WaitScope;
template <class T> class Promise;
template <class T> class ForkedPromise;

template <class T> constexpr T &&mv(T &t) noexcept { return static_cast<T &&>(t); }

template <class T> class Own {
public:
  Own(decltype(nullptr));
  Own(Own &&);
  Own &operator=(Own &&);
  Own &operator=(decltype(nullptr));
  ~Own();
  T *operator->();
  T &operator*();
  T *get();
};

template <class T, class... A> Own<T> heap(A &&...);

template <class T> class ArrayPtr {
public:
  ArrayPtr(T *, unsigned long);
  operator ArrayPtr<const T>() const;
  unsigned long size() const;
};
template <class T> class Array {
public:
  Array(Array &&);
  ~Array();
  ArrayPtr<T> asPtr();
  operator ArrayPtr<T>();
  operator ArrayPtr<const T>() const;
};
template <class T> Array<T> heapArray(unsigned long);
class String {
public:
  String(String &&);
  ~String();
  ArrayPtr<unsigned char> asBytes();
};
class StringPtr {
public:
  StringPtr(const String &);
  StringPtr(const char *);
};
template <class... A> String str(A &&...);
template <class T, class... Rest> Array<T> arr(T &&, Rest &&...);

namespace _ {
template <class T> struct Flat { using Type = Promise<T>; };
template <class T> struct Flat<Promise<T>> { using Type = Promise<T>; };
template <class F, class T> struct Called { using Type = decltype(stubs::make<F>()(stubs::make<T>())); };
template <class F> struct Called<F, void> { using Type = decltype(stubs::make<F>()()); };
template <class F, class T> using Continued = typename Flat<typename Called<F, T>::Type>::Type;
} // namespace _

template <class T> class [[nodiscard]] Promise {
public:
  Promise(Promise &&);
  Promise(decltype(nullptr));
  Promise &operator=(Promise &&);
  ~Promise();
  template <class F> _::Continued<F, T> then(F &&) {
    return nullptr;
  }
  template <class F, class E> _::Continued<F, T> then(F &&, E &&) {
    return nullptr;
  }
  template <class E> Promise catch_(E &&) {
    return nullptr;
  }
  Promise<void> ignoreResult();
  T wait(WaitScope &);
  bool poll(WaitScope &);
  ForkedPromise<T> fork();
  Promise exclusiveJoin(Promise &&);
  template <class... A> Promise attach(A &&...);
  Promise eagerlyEvaluate(decltype(nullptr));
  template <class F> void detach(F &&) {}
};

template <class T> class ForkedPromise {
public:
  ForkedPromise(ForkedPromise &&);
  ~ForkedPromise();
  Promise<T> addBranch();
  bool hasBranches();
};

template <class T> Promise<Array<T>> joinPromises(Array<Promise<T>> &&);
template <class T> Promise<T> raceSuccessful(Array<Promise<T>> &&);
template <class T> Promise<Array<T>> joinPromisesFailFast(Array<Promise<T>> &&);
template <class F> Promise<void> evalLater(F &&) {
  return nullptr;
}
template <class F> Promise<void> evalNow(F &&) {
  return nullptr;
}
/// Stands in for the one that moves the closure to the heap.
template <class F> F coCapture(F closure) {
  return closure;
}
Promise<void> yield();

namespace _ {
template <class T> struct Coroutine : stubs::promise<Promise<T>, T, std::suspend_never> {
  template <class U> stubs::awaiter<U> await_transform(Promise<U> &);
  template <class U> stubs::awaiter<U> await_transform(Promise<U> &&);
  template <class U> stubs::awaiter<U> await_transform(ForkedPromise<U> &);
};
} // namespace _

class Timer {
public:
  virtual Promise<void> afterDelay(int) = 0;
  template <class T> Promise<T> timeoutAfter(int, Promise<T> &&);
};

class AsyncInputStream {
public:
  virtual Promise<size_t> tryRead(void *, size_t min, size_t max) = 0;
  Promise<void> read(void *, size_t);
  Promise<int> readAllText();
  virtual Promise<size_t> pumpTo(class AsyncOutputStream &);
};
class AsyncOutputStream {
public:
  virtual Promise<void> write(const void *, size_t) = 0;
  virtual Promise<void> write(ArrayPtr<const unsigned char> buffer);
  virtual Promise<void> whenWriteDisconnected() = 0;
};
class AsyncIoStream : public AsyncInputStream, public AsyncOutputStream {
public:
  virtual void abortRead();
};
class ConnectionReceiver {
public:
  virtual Promise<Own<AsyncIoStream>> accept() = 0;
};
class NetworkAddress {
public:
  virtual Promise<Own<AsyncIoStream>> connect() = 0;
};
class DatagramReceiver {
public:
  virtual Promise<void> receive() = 0;
};
class DatagramPort {
public:
  virtual Promise<size_t> send(const void *, NetworkAddress &) = 0;
};
class AsyncCapabilityStream : public AsyncIoStream {
public:
  Promise<int> receiveFd();
  Promise<void> sendFd(int);
};
class WebSocket {
public:
  virtual Promise<void> send(const char *) = 0;
  virtual Promise<int> receive() = 0;
  virtual void abort() = 0;
};
template <class T> class ProducerConsumerQueue {
public:
  void push(T);
  Promise<T> pop();
};

class Canceler {
public:
  template <class T> Promise<T> wrap(Promise<T>);
  void cancel(const char *);
};
class TaskSet {
public:
  void add(Promise<void> &&);
  Promise<void> onEmpty();
};

template <class T> class Locked {
public:
  Locked(Locked &&);
  ~Locked();
  void release();
  T *operator->();
};
template <class T> class MutexGuarded {
public:
  Locked<T> lockExclusive() const;
  Locked<const T> lockShared() const;
};

} // namespace kj

namespace capnp {
kj::Promise<int> readMessage(kj::AsyncInputStream &);
kj::Promise<void> writeMessage(kj::AsyncOutputStream &, int);
} // namespace capnp

template <class T, class... Args> struct std::coroutine_traits<kj::Promise<T>, Args...> {
  using promise_type = kj::_::Coroutine<T>;
};

#endif
