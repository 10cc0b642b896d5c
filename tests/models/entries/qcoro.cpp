// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=qcoro %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; qcoro.cpp shows how the library is used.

#include "entries/qcoro.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = QCoro::Task<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(qCoro(x, 1), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(QCoro::sleepFor(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(QCoro::sleepUntil(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(QCoro::moveToThread(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcoroiodevice_bad(QCoro::detail::QCoroIODevice &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.readAll(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.readLine(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.write(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.waitForReadyRead(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.waitForBytesWritten(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcoroabstractsocket_bad(QCoro::detail::QCoroAbstractSocket &o, stream &x) {
  for (;;) {
    co_await first(o.waitForConnected(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.waitForDisconnected(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.connectToHost(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorolocalsocket_bad(QCoro::detail::QCoroLocalSocket &o, stream &x) {
  for (;;) {
    co_await first(o.waitForConnected(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.waitForDisconnected(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.connectToServer(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcoronetworkreply_bad(QCoro::detail::QCoroNetworkReply &o, stream &x) {
  for (;;) {
    co_await first(o.waitForFinished(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcoroprocess_bad(QCoro::detail::QCoroProcess &o, stream &x) {
  for (;;) {
    co_await first(o.waitForFinished(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.waitForStarted(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.start(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorofuture_bad(QCoro::detail::QCoroFuture &o, stream &x) {
  for (;;) {
    co_await first(o.waitForFinished(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.result(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.takeResult(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorotimer_bad(QCoro::detail::QCoroTimer &o, stream &x) {
  for (;;) {
    co_await first(o.waitForTimeout(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorothread_bad(QCoro::detail::QCoroThread &o, stream &x) {
  for (;;) {
    co_await first(o.waitForFinished(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.waitForStarted(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorodbuspendingcall_bad(QCoro::detail::QCoroDBusPendingCall &o, stream &x) {
  for (;;) {
    co_await first(o.waitForFinished(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorodbuspendingreply_bad(QCoro::detail::QCoroDBusPendingReply &o, stream &x) {
  for (;;) {
    co_await first(o.waitForFinished(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorowebsocket_bad(QCoro::detail::QCoroWebSocket &o, stream &x) {
  for (;;) {
    co_await first(o.ping(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.open(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qcorotcpserver_bad(QCoro::detail::QCoroTcpServer &o, stream &x) {
  for (;;) {
    co_await first(o.waitForNewConnection(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_qcorowebsocketserver_bad(QCoro::detail::QCoroWebSocketServer &o, stream &x) {
  for (;;) {
    co_await first(o.nextPendingConnection(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> blocking_calls_bad() {
  QCoro::waitFor(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> part_qcoro_bad(stream &o) {
  auto &part = qCoro(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> then_bad(stream &x) {
  for (;;)
    co_await first(taken<QCoro::Task<int>>(x).then(), tick()); // expected-warning {{not safe to lose}}
}

QCoro::Task<int> connect_bad() {
  int n = 0;
  return QCoro::connect(count(n)); // expected-warning {{but it is returned to run}}
}

task<> dropped_task_bad() {
  entries_of::make_QCoro_Task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_lazytask_bad() {
  entries_of::make_QCoro_LazyTask(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_asyncgenerator_ok() {
  entries_of::make_QCoro_AsyncGenerator();
  co_await tick();
}

task<> dropped_generator_ok() {
  entries_of::make_QCoro_Generator();
  co_await tick();
}

task<> caught_bad(stream &x) {
  for (;;) {
    try {
      co_await x.next(); // expected-warning {{never notices that the coroutine was cancelled}}
    } catch (...) {
    }
  }
}
task<> caught_raced_ok(stream &x) { co_await first(caught_bad(x), tick()); }

task<> slept_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_await QCoro::sleepFor(1);
}
