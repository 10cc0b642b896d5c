// RUN: %corosafe %s -- -std=c++20 -fPIC -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork %verify

// A QCoro::Task runs on when it is dropped, and whatever it throws is lost.

#include <QObject>
#include <QString>
#include <QTimer>
#include <QCoro/QCoroGenerator>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>

#include <vector>

QCoro::Task<> upload(QString path);
QCoro::Task<int> size(QString path);
QCoro::Generator<int> lines(QString path);

QCoro::Task<> statement_bad() {
  upload("a"); // expected-warning {{without being awaited}}
  co_await size("a");
}

QCoro::Task<> statement_ok() {
  co_await upload("a");
}

void plain_function_bad() {
  upload("a"); // expected-warning {{without being awaited}}
}

void void_cast_ok() {
  (void)upload("a");
}

QCoro::Task<int> awaited_later_ok() {
  auto running = size("a");
  co_await upload("a");
  co_return co_await running;
}

QCoro::Task<int> early_return_bad(bool cached) {
  auto running = size("a"); // expected-warning {{without being awaited}}
  if (cached)
    co_return 0;
  co_return co_await running;
}

int wait_for_ok() { return QCoro::waitFor(size("a")); }

QCoro::Task<> return_ok() { return upload("a"); }

QCoro::Task<> all_of_a_vector_ok(const std::vector<QString> &paths) {
  std::vector<QCoro::Task<>> running;
  for (const QString &path : paths)
    running.push_back(upload(path));
  for (auto &one : running)
    co_await one;
}

class window : public QObject {
public:
  void connect_ok(QTimer *timer) {
    connect(timer, &QTimer::timeout, this, &window::save);
  }

  QCoro::Task<> save_twice_ok() {
    co_await save();
    co_await save();
  }

  void close_bad() {
    save(); // expected-warning {{without being awaited}}
  }

private:
  QCoro::Task<> save();
};

void generator_ok() { lines("a"); }
