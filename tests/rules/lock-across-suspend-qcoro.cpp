// RUN: %corosafe %s -- -std=c++20 -fPIC -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork %verify

// QCoro with the locks of Qt.

#include <QMutex>
#include <QMutexLocker>
#include <QReadWriteLock>
#include <QStringList>
#include <QTimer>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>

#include <mutex>

QMutex history_mutex;
QReadWriteLock settings_lock;
QStringList history;

QCoro::Task<> save(QString line);

QCoro::Task<> locker_bad(QString line) {
  QMutexLocker locker(&history_mutex);
  history.append(line);
  co_await save(line); // expected-warning {{locked across}}
}

QCoro::Task<> locker_in_inner_scope_ok(QString line) {
  {
    QMutexLocker locker(&history_mutex);
    history.append(line);
  }
  co_await save(line);
}

QCoro::Task<> locker_unlock_ok(QString line) {
  QMutexLocker locker(&history_mutex);
  history.append(line);
  locker.unlock();
  co_await save(line);
}

QCoro::Task<> locker_unlock_and_relock_ok(QString line) {
  QMutexLocker locker(&history_mutex);
  locker.unlock();
  co_await save(line);
  locker.relock();
  history.append(line);
}

QCoro::Task<> locker_relocked_bad(QString line) {
  QMutexLocker locker(&history_mutex);
  locker.unlock();
  co_await save(line);
  locker.relock();
  history.append(line);
  co_await save(line); // expected-warning {{locked across}}
}

QCoro::Task<> read_locker_bad(QTimer &timer) {
  QReadLocker locker(&settings_lock);
  co_await timer; // expected-warning {{locked across}}
}

QCoro::Task<> write_locker_unlock_ok(QTimer &timer) {
  QWriteLocker locker(&settings_lock);
  locker.unlock();
  co_await timer;
}

QCoro::Task<> bare_mutex_bad(QString line) {
  history_mutex.lock();
  co_await save(line); // expected-warning {{locked across}}
  history_mutex.unlock();
}

QCoro::Task<> bare_try_lock_ok(QString line) {
  if (!history_mutex.tryLock()) {
    co_await save(line);
    co_return;
  }
  history.append(line);
  history_mutex.unlock();
}

QCoro::Task<> bare_read_lock_bad(QString line) {
  settings_lock.lockForRead();
  co_await save(line); // expected-warning {{locked across}}
  settings_lock.unlock();
}

QCoro::Task<> standard_guard_of_a_qt_mutex_bad(QString line) {
  std::lock_guard<QMutex> lock(history_mutex);
  co_await save(line); // expected-warning {{locked across}}
}

QCoro::Task<> await_before_the_locker_ok(QString line) {
  co_await save(line);
  QMutexLocker locker(&history_mutex);
  history.append(line);
}
