// REQUIRES: qcoro
// RUN: %corosafe %s -- -std=c++20 -fPIC -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork %verify

// QCoro, with its real headers: eager tasks, no races and no cancellation.

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroIODevice>
#include <QCoro/QCoroSignal>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroThread>
#include <QCoro/QCoroTimer>
#include <QFile>
#include <QMutex>
#include <QMutexLocker>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <memory>

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

// What a single shot or a queued call runs is gone once it has returned; the coroutine that it made is not.
class window : public QObject {
public:
  void single_shot_bad(QString name) {
    QTimer::singleShot(10ms, this, [name]() -> QCoro::Task<> { // expected-warning {{a coroutine uses the captures of}}
      co_await upload("a");
      show(name);
    });
    QTimer::singleShot(0, [name]() -> QCoro::Task<> { // expected-warning {{a coroutine uses the captures of}}
      co_await upload("a");
      show(name);
    });
  }
  void single_shot_by_reference_bad(QString name) {
    QTimer::singleShot(10ms, this, [&]() -> QCoro::Task<> { co_await upload(name); }); // expected-warning {{a handler uses 'name'}}
  }
  void single_shot_ok(QString name) {
    QTimer::singleShot(10ms, this, [name] { show(name); });
    QTimer::singleShot(10ms, this, []() -> QCoro::Task<> { co_await upload("a"); });
    QTimer::singleShot(10ms, this, [name]() -> QCoro::Task<> {
      QString own = name;
      co_await upload("a");
      show(own);
    });
    QTimer::singleShot(10ms, this, &window::refresh);
  }
  void queued_bad(QString name) {
    QMetaObject::invokeMethod( // expected-warning {{a coroutine uses the captures of}}
        this,
        [name]() -> QCoro::Task<> {
          co_await upload("a");
          show(name);
        },
        Qt::QueuedConnection);
  }
  // The closure lives as long as the connection.
  void connected_ok(QTimer &timer, QString name) {
    connect(&timer, &QTimer::timeout, this, [name]() -> QCoro::Task<> {
      co_await upload("a");
      show(name);
    });
  }

private:
  static void show(const QString &);
  void refresh();
};

// A thread that was awaited has ended.
QCoro::Task<> thread_ok() {
  std::unique_ptr<QThread> thread(QThread::create([] {}));
  thread->start();
  co_await qCoro(thread.get()).waitForFinished();
  thread->wait();
}

QCoro::Task<> thread_bad() {
  std::unique_ptr<QThread> thread(QThread::create([] {}));
  thread->start();
  co_await upload("a");
  thread->wait(); // expected-warning {{blocks}}
}

//===-- devices that were closed ----------------------------------------------===//

QCoro::Task<> lines_bad(QIODevice &device) {
  for (;;) {
    QByteArray line = co_await qCoro(device).readLine(); // expected-warning {{this loop spins}}
    if (line.isEmpty())
      continue;
    on_line(line);
  }
}

QCoro::Task<> lines_ok(QIODevice &device) {
  for (;;) {
    QByteArray line = co_await qCoro(device).readLine();
    if (line.isEmpty())
      break;
    on_line(line);
  }
}

QCoro::Task<> lines_while_open_ok(QIODevice &device) {
  while (device.isOpen()) {
    QByteArray line = co_await qCoro(device).readLine();
    if (!line.isEmpty())
      on_line(line);
  }
}
