// RUN: %corosafe %s -- -std=c++20 -fPIC -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork %verify

// QCoro: slots, lambdas, then(), timers, containers.

#include <QObject>
#include <QList>
#include <QString>
#include <QTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QCoro/QCoroGenerator>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QCoro/QCoroNetworkReply>

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

QCoro::Task<> upload(QString path);
QCoro::Task<int> size(QString path);

void then_ok() {
  size("a").then([](int) {});
}

void then_in_a_variable_ok(QObject *context) {
  auto chained = size("a").then([](int n) { return n + 1; });
  QCoro::connect(std::move(chained), context, [](int) {});
}

void lambda_slot_ok(QTimer *timer, QObject *context) {
  QObject::connect(timer, &QTimer::timeout, context, []() -> QCoro::Task<> { co_await upload("a"); });
}

void lambda_slot_drops_bad(QTimer *timer, QObject *context) {
  QObject::connect(timer, &QTimer::timeout, context, [] {
    upload("a"); // expected-warning {{without being awaited}}
  });
}

QCoro::Task<> network_ok(QNetworkAccessManager &manager) {
  auto *reply = co_await manager.get(QNetworkRequest());
  reply->deleteLater();
}

QCoro::Task<> sleep_bad() {
  QCoro::sleepFor(1s); // expected-warning {{without being awaited}}
  co_await upload("a");
}

QCoro::Task<> sleep_ok() { co_await QCoro::sleepFor(1s); }

QCoro::Task<> list_ok(const QList<QString> &paths) {
  std::vector<QCoro::Task<int>> tasks;
  for (const auto &path : paths)
    tasks.push_back(size(path));
  int sum = 0;
  for (auto &&task : tasks)
    sum += co_await task;
}

QCoro::Task<> list_bad(const QList<QString> &paths) {
  std::vector<QCoro::Task<int>> tasks;
  for (const auto &path : paths)
    tasks.push_back(size(path)); // expected-warning {{without being awaited}}
  co_await upload("done");
}

QCoro::Task<> conditional_bad(bool wait) {
  auto running = upload("a"); // expected-warning {{without being awaited}}
  if (wait)
    co_await running;
}

QCoro::Task<> both_started_ok() {
  auto first = upload("a");
  auto second = upload("b");
  co_await first;
  co_await second;
}

class page : public QObject {
public:
  void refresh_ok() { task_ = load(); }
  Q_INVOKABLE QCoro::Task<> load();
  void invoke_ok() { QMetaObject::invokeMethod(this, &page::refresh_ok); }
  QCoro::Task<> reload_bad() {
    load(); // expected-warning {{without being awaited}}
    co_await std::move(task_);
  }

private:
  QCoro::Task<> task_;
};
