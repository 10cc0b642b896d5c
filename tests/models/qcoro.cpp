// REQUIRES: qcoro
// RUN: %corosafe %s -- -std=c++20 -fPIC -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork %verify

// QCoro, with its real headers: eager tasks, no races and no cancellation.

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroIODevice>
#include <QCoro/QCoroSignal>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QFile>
#include <QMutex>
#include <QMutexLocker>
#include <QObject>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;

QCoro::Task<> upload(QString path);
QCoro::Task<int> size(QString path);
void on_line(const QByteArray &line);

QCoro::Task<> dropped_bad() {
  upload("a"); // expected-warning {{without being awaited}}
  co_await upload("b");
}

QCoro::Task<> awaited_ok() {
  auto running = upload("a");
  co_await upload("b");
  co_await running;
}

void then_ok() {
  upload("a").then([] {});
}

void connect_ok(QObject *context) {
  QCoro::connect(size("a"), context, [](int) {});
}

int wait_for_ok() { return QCoro::waitFor(size("a")); }

QCoro::Task<> read_ok(QFile &file) {
  on_line(co_await qCoro(file).readLine());
}

QCoro::Task<> read_dropped_bad(QFile &file) {
  qCoro(file).readLine(); // expected-warning {{without being awaited}}
  co_await QCoro::sleepFor(1s);
}

QCoro::Task<> sleep_dropped_bad() {
  QCoro::sleepFor(1s); // expected-warning {{without being awaited}}
  co_await upload("a");
}

QCoro::Task<> signal_with_a_timeout_ok(QTimer &timer) {
  auto fired = co_await qCoro(&timer, &QTimer::timeout, 100ms);
  if (!fired)
    co_return;
  co_await upload("a");
}

QCoro::Task<> mutex_bad(QMutex &mutex) {
  QMutexLocker lock(&mutex);
  co_await upload("a"); // expected-warning {{locked across}}
}

QCoro::Task<> mutex_ok(QMutex &mutex) {
  {
    QMutexLocker lock(&mutex);
  }
  co_await upload("a");
}
