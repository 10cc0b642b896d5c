// REQUIRES: qcoro
// RUN: %corosafe %s -- -std=c++20 -fPIC -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore %verify

// A pointer to itself that becomes null by itself, asked behind every suspend point before the object is used.

#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QObject>
#include <QPointer>
#include <QString>

#include <chrono>

using namespace std::chrono_literals;

QCoro::Task<QString> fetch(int id);

class window : public QObject {
  QString title_;
  int shown_ = 0;
  void show();

  QCoro::Task<> guarded() {
    QPointer<window> self(this);
    auto name = co_await fetch(1);
    if (!self)
      co_return;
    title_ = name;
    show();
  }
  QCoro::Task<> guarded_by_base() {
    QPointer<QObject> alive = this;
    auto name = co_await fetch(1);
    if (alive)
      title_ = name;
  }
  QCoro::Task<> guarded_twice() {
    QPointer<window> self = this;
    title_ = co_await fetch(1);
  }
  QCoro::Task<> guarded_once() {
    QPointer<window> self(this);
    auto name = co_await fetch(1);
    if (self.isNull())
      co_return;
    title_ = name;
    auto other = co_await fetch(2);
    title_ = other;
  }
  QCoro::Task<> guarded_in_a_loop() {
    QPointer<window> self(this);
    while (self) {
      co_await QCoro::sleepFor(1s);
      if (self)
        ++shown_;
    }
  }
  QCoro::Task<> unguarded_inside() {
    QPointer<window> self(this);
    co_await unguarded();
    if (!self)
      co_return;
    ++shown_;
  }
  QCoro::Task<> unguarded() {
    co_await fetch(1);
    ++shown_;
  }

public:
  void guarded_ok() { (void)guarded(); }
  void guarded_by_base_ok() { (void)guarded_by_base(); }
  void guarded_in_a_loop_ok() { (void)guarded_in_a_loop(); }
  void not_asked_bad() { (void)guarded_twice(); }           // expected-warning {{runs on after}}
  void asked_only_once_bad() { (void)guarded_once(); }      // expected-warning {{runs on after}}
  void another_does_not_ask_bad() { (void)unguarded_inside(); } // expected-warning {{runs on after}}
};
