// RUN: %corosafe %s -- %rules-flags -I%inputs/stubs %verify
// REQUIRES: qcoro

// What a task is to do next is done when whoever asked for it may have returned.

#include "async_simple.h"
#include "folly.h"
#include <QObject>
#include <QString>
#include <memory>
#include <qcorotask.h>

QCoro::Task<int> fetch();
QCoro::Task<> save(QString name);
void show(int number);

class view : public QObject {
public:
  void text_bad() {
    QString text;
    fetch().then([this, &text](int v) { // expected-warning {{a handler uses 'text', but it may be called after 'view::text_bad' has ended}}
      text = QString::number(v);
      number_ = v;
    });
  }
  void member_ok() {
    fetch().then([this](int v) { number_ = v; });
  }
  QCoro::Task<> awaited_ok() {
    QString text;
    co_await fetch().then([this, &text](int v) {
      text = QString::number(v);
      number_ = v;
    });
  }
  void waited_for_ok() {
    QString text;
    QCoro::waitFor(fetch().then([&text](int v) { text = QString::number(v); }));
  }
  QCoro::Task<> awaited_later_ok() {
    int sum = 0;
    auto added = fetch().then([&sum](int v) { sum += v; });
    co_await added;
  }
  QCoro::Task<> another_awaited_bad() {
    int sum = 0;
    fetch().then([&sum](int v) { sum += v; }); // expected-warning {{a handler uses 'sum', but it may be called after 'view::another_awaited_bad' has ended}}
    co_await save("x");
  }
  void parameter_bad(QString name) {
    fetch().then([&](int) { name.clear(); }); // expected-warning {{a handler uses 'name', but it may be called after 'view::parameter_bad' has ended}}
  }

private:
  int number_ = 0;
};

folly::Future<int> ask();
void future_bad() {
  int total = 0;
  (void)ask().thenValue([&total](int v) { // expected-warning {{a handler uses 'total', but it may be called after 'future_bad' has ended}}
    total += v;
    return v;
  });
}
void future_ok() {
  int total = 0;
  ask().thenValue([&total](int v) {
    total += v;
    return v;
  }).get();
  show(total);
}
// The future is a parameter's.
void future_given_FN(folly::Future<int> asked) {
  int total = 0;
  (void)std::move(asked).thenValue([&total](int v) {
    total += v;
    return v;
  });
}

async_simple::coro::Lazy<int> work();
void started_bad() {
  int total = 0;
  work().start([&total](async_simple::Try<int> &&r) { total += r.value(); }); // expected-warning {{a handler uses 'total'}}
}
void started_ok() {
  auto total = std::make_shared<int>(0);
  work().start([total](async_simple::Try<int> &&r) { *total += r.value(); });
}
