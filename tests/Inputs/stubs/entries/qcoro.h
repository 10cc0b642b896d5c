// Declarations under qcoro's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <chrono>
#include <thread>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace QCoro {
struct AsyncGenerator {
};
} // namespace QCoro

namespace QCoro {
struct Generator {
};
} // namespace QCoro

namespace QCoro {
struct LazyTask {
};
} // namespace QCoro

namespace QCoro {
template <class T = void> struct Task {
  using promise_type = stubs::promise<Task, T, std::suspend_never>;
  Task(Task &&) noexcept;
  ~Task();
  stubs::awaiter<T> operator co_await();
  template <class... A> stubs::awaiter<int> then(A &&...);
};
} // namespace QCoro

namespace QCoro::detail {
struct QCoroAbstractSocket {
  template <class... A> stubs::awaiter<int> waitForConnected(A &&...);
  template <class... A> stubs::awaiter<int> waitForDisconnected(A &&...);
  template <class... A> stubs::awaiter<int> connectToHost(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroDBusPendingCall {
  template <class... A> stubs::awaiter<int> waitForFinished(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroDBusPendingReply {
  template <class... A> stubs::awaiter<int> waitForFinished(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroFuture {
  template <class... A> stubs::awaiter<int> waitForFinished(A &&...);
  template <class... A> stubs::awaiter<int> result(A &&...);
  template <class... A> stubs::awaiter<int> takeResult(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroIODevice {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> readAll(A &&...);
  template <class... A> stubs::awaiter<int> readLine(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> stubs::awaiter<int> waitForReadyRead(A &&...);
  template <class... A> stubs::awaiter<int> waitForBytesWritten(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroLocalSocket {
  template <class... A> stubs::awaiter<int> waitForConnected(A &&...);
  template <class... A> stubs::awaiter<int> waitForDisconnected(A &&...);
  template <class... A> stubs::awaiter<int> connectToServer(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroNetworkReply {
  template <class... A> stubs::awaiter<int> waitForFinished(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroProcess {
  template <class... A> stubs::awaiter<int> waitForFinished(A &&...);
  template <class... A> stubs::awaiter<int> waitForStarted(A &&...);
  template <class... A> stubs::awaiter<int> start(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroTcpServer {
  template <class... A> stubs::awaiter<int> waitForNewConnection(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroThread {
  template <class... A> stubs::awaiter<int> waitForFinished(A &&...);
  template <class... A> stubs::awaiter<int> waitForStarted(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroTimer {
  template <class... A> stubs::awaiter<int> waitForTimeout(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroWebSocket {
  template <class... A> stubs::awaiter<int> ping(A &&...);
  template <class... A> stubs::awaiter<int> open(A &&...);
};
} // namespace QCoro::detail

namespace QCoro::detail {
struct QCoroWebSocketServer {
  template <class... A> stubs::awaiter<int> nextPendingConnection(A &&...);
};
} // namespace QCoro::detail

template <class... A> entries::part & qCoro(A &&...);

namespace QCoro {
template <class... A> stubs::awaiter<int> sleepFor(A &&...);
template <class... A> stubs::awaiter<int> sleepUntil(A &&...);
template <class... A> stubs::awaiter<int> moveToThread(A &&...);
template <class... A> int waitFor(A &&...);
template <class... A> QCoro::Task<int> connect(A &&...);
} // namespace QCoro

namespace entries_of {
QCoro::Task<int> make_QCoro_Task();
QCoro::LazyTask make_QCoro_LazyTask();
QCoro::AsyncGenerator make_QCoro_AsyncGenerator();
QCoro::Generator make_QCoro_Generator();
} // namespace entries_of

