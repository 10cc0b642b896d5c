// Declarations under kj's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace kj {
template <class F> F coCapture(F closure) { return closure; }
} // namespace kj

namespace kj {
struct Locked {
  template <class... A> int wait(A &&...);
  template <class... A> explicit Locked(A &&...);
  ~Locked();
};
} // namespace kj

namespace capnp {
struct MessageStream {
  template <class... A> stubs::awaiter<int> tryReadMessage(A &&...);
  template <class... A> stubs::awaiter<int> readMessage(A &&...);
  template <class... A> stubs::awaiter<int> writeMessage(A &&...);
  template <class... A> stubs::awaiter<int> writeMessages(A &&...);
};
} // namespace capnp

namespace capnp {
struct RemotePromise {
  template <class... A> stubs::awaiter<int> dropPipeline(A &&...);
};
} // namespace capnp

namespace kj {
struct AsyncCapabilityStream {
  template <class... A> stubs::awaiter<int> tryReadWithFds(A &&...);
  template <class... A> stubs::awaiter<int> tryReadWithStreams(A &&...);
  template <class... A> stubs::awaiter<int> receiveStream(A &&...);
  template <class... A> stubs::awaiter<int> tryReceiveStream(A &&...);
  template <class... A> stubs::awaiter<int> receiveFd(A &&...);
  template <class... A> stubs::awaiter<int> tryReceiveFd(A &&...);
  template <class... A> stubs::awaiter<int> writeWithFds(A &&...);
  template <class... A> stubs::awaiter<int> writeWithStreams(A &&...);
  template <class... A> stubs::awaiter<int> sendStream(A &&...);
  template <class... A> stubs::awaiter<int> sendFd(A &&...);
};
} // namespace kj

namespace kj {
struct AsyncInputStream {
  template <class... A> stubs::awaiter<int> tryRead(A &&...);
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> readAllBytes(A &&...);
  template <class... A> stubs::awaiter<int> readAllText(A &&...);
  template <class... A> stubs::awaiter<int> pumpTo(A &&...);
};
} // namespace kj

namespace kj {
struct AsyncIoStream {
  template <class... A> int abortRead(A &&...);
};
} // namespace kj

namespace kj {
struct AsyncOutputStream {
  template <class... A> stubs::awaiter<int> whenWriteDisconnected(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> int abortWrite(A &&...);
};
} // namespace kj

namespace kj {
struct Canceler {
  template <class... A> stubs::awaiter<int> wrap(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int isEmpty(A &&...);
};
} // namespace kj

namespace kj {
struct ConnectionReceiver {
  template <class... A> stubs::awaiter<int> accept(A &&...);
  template <class... A> stubs::awaiter<int> acceptAuthenticated(A &&...);
};
} // namespace kj

namespace kj {
struct DatagramPort {
  template <class... A> stubs::awaiter<int> send(A &&...);
};
} // namespace kj

namespace kj {
struct DatagramReceiver {
  template <class... A> stubs::awaiter<int> receive(A &&...);
};
} // namespace kj

namespace kj {
struct Executor {
  template <class... A> stubs::awaiter<int> executeAsync(A &&...);
  template <class... A> int executeSync(A &&...);
};
} // namespace kj

namespace kj {
struct FiberPool {
  template <class... A> void startFiber(A &&...) {}
};
} // namespace kj

namespace kj {
struct ForkedPromise {
  template <class... A> stubs::awaiter<int> addBranch(A &&...);
  template <class... A> int hasBranches(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace kj

namespace kj {
struct MutexGuarded {
  template <class... A> kj::Locked lockExclusive(A &&...);
  template <class... A> kj::Locked lockShared(A &&...);
  template <class... A> kj::Locked lockExclusiveWithTimeout(A &&...);
  template <class... A> kj::Locked lockSharedWithTimeout(A &&...);
  template <class... A> int when(A &&...);
};
} // namespace kj

namespace kj {
struct Network {
  template <class... A> stubs::awaiter<int> parseAddress(A &&...);
};
} // namespace kj

namespace kj {
struct NetworkAddress {
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> stubs::awaiter<int> connectAuthenticated(A &&...);
};
} // namespace kj

namespace kj {
struct StringPtr {
  StringPtr(const struct String &);
};
template <class T> struct ArrayPtr {
  operator ArrayPtr<const T>() const;
};
struct String {
  ~String();
  ArrayPtr<char> asBytes();
};
struct Array {
  ~Array();
  ArrayPtr<char> asPtr();
  operator ArrayPtr<const char>() const;
};
} // namespace kj

namespace kj {
struct Own {
  Own &operator=(Own &&);
  entries::part & operator*();
  template <class... A> entries::part * get(A &&...);
};
} // namespace kj

namespace kj {
struct ProducerConsumerQueue {
  template <class... A> stubs::awaiter<int> pop(A &&...);
};
} // namespace kj

namespace kj {
template <class T = void> struct Promise {
  using promise_type = stubs::promise<Promise, T, std::suspend_never>;
  Promise(Promise &&) noexcept;
  ~Promise();
  stubs::awaiter<T> operator co_await();
  template <class... A> stubs::awaiter<int> exclusiveJoin(A &&...);
  template <class... A> stubs::awaiter<int> then(A &&...);
  template <class... A> stubs::awaiter<int> catch_(A &&...);
  template <class... A> stubs::awaiter<int> ignoreResult(A &&...);
  template <class... A> stubs::awaiter<int> fork(A &&...);
  template <class... A> stubs::awaiter<int> split(A &&...);
  template <class... A> stubs::awaiter<int> eagerlyEvaluate(A &&...);
  template <class... A> stubs::awaiter<int> attach(A &&...);
  template <class... A> void detach(A &&...) {}
  template <class... A> int wait(A &&...);
};
} // namespace kj

namespace kj {
struct TaskSet {
  template <class... A> stubs::awaiter<int> onEmpty(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int trace(A &&...);
  TaskSet();
  ~TaskSet();
  template <class... A> void add(A &&...) {}
};
} // namespace kj

namespace kj {
struct Timer {
  template <class... A> stubs::awaiter<int> timeoutAfter(A &&...);
  template <class... A> stubs::awaiter<int> timeoutAt(A &&...);
  template <class... A> stubs::awaiter<int> afterDelay(A &&...);
  template <class... A> stubs::awaiter<int> atTime(A &&...);
};
} // namespace kj

namespace kj {
struct WaiterQueue {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace kj

namespace kj {
struct WebSocket {
  template <class... A> stubs::awaiter<int> whenAborted(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> stubs::awaiter<int> close(A &&...);
  template <class... A> stubs::awaiter<int> receive(A &&...);
  template <class... A> int abort(A &&...);
  template <class... A> int disconnect(A &&...);
};
} // namespace kj

namespace kj {
template <class... A> stubs::awaiter<int> raceSuccessful(A &&...);
template <class... A> stubs::awaiter<int> joinPromises(A &&...);
template <class... A> stubs::awaiter<int> joinPromisesFailFast(A &&...);
template <class... A> stubs::awaiter<int> yield(A &&...);
template <class... A> stubs::awaiter<int> yieldUntilQueueEmpty(A &&...);
template <class... A> stubs::awaiter<int> yieldUntilWouldSleep(A &&...);
template <class... A> stubs::awaiter<int> evalLater(A &&...);
template <class... A> stubs::awaiter<int> evalLast(A &&...);
template <class... A> stubs::awaiter<int> evalNow(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> retryOnDisconnect(A &&...) { return {}; }
template <class... A> kj::Promise<int> startFiber(A &&...) { return stubs::make<kj::Promise<int>>(); }
template <class... A> entries::part & mv(A &&...);
template <class... A> entries::part & fwd(A &&...);
template <class... A> entries::part & cp(A &&...);
} // namespace kj

namespace capnp {
template <class... A> stubs::awaiter<int> readMessage(A &&...);
template <class... A> stubs::awaiter<int> tryReadMessage(A &&...);
template <class... A> stubs::awaiter<int> writeMessage(A &&...);
template <class... A> stubs::awaiter<int> writeMessages(A &&...);
} // namespace capnp

namespace entries_of {
kj::Promise<int> make_kj_Promise();
kj::ForkedPromise make_kj_ForkedPromise();
} // namespace entries_of

