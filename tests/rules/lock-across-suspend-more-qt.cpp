// RUN: %corosafe %s -- -std=c++20 -fPIC -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork %verify

// Qt's lockers in members, loops, conditions and lambdas of QCoro coroutines.

#include <QMutex>
#include <QMutexLocker>
#include <QObject>
#include <QReadWriteLock>
#include <QSemaphore>
#include <QStringList>
#include <QTimer>
#include <QWaitCondition>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>

#include <memory>
#include <mutex>
#include <optional>

class cache : public QObject {
public:
  QCoro::Task<> store_bad(QString line) {
    const QMutexLocker locker(&mutex_);
    lines_ << line;
    co_await flush(); // expected-warning {{locked across}}
  }

  QCoro::Task<> store_ok(QString line) {
    append(line);
    co_await flush();
  }

  QCoro::Task<> read_or_write_bad(bool write) {
    std::optional<QWriteLocker> writer;
    if (write)
      writer.emplace(&rw_);
    co_await flush(); // expected-warning {{locked across}}
  }

  QCoro::Task<> wait_condition_ok() {
    {
      QMutexLocker locker(&mutex_);
      while (lines_.isEmpty())
        changed_.wait(&mutex_); // expected-warning {{corosafe-blocking-call}}
    }
    co_await flush();
  }

  QCoro::Task<> wait_condition_bad() {
    mutex_.lock();
    while (lines_.isEmpty())
      changed_.wait(&mutex_); // expected-warning {{corosafe-blocking-call}}
    co_await flush(); // expected-warning {{locked across}}
    mutex_.unlock();
  }

  QCoro::Task<> try_lock_timeout_bad() {
    if (mutex_.tryLock(100)) {
      co_await flush(); // expected-warning {{locked across}}
      mutex_.unlock();
    }
  }

  QCoro::Task<> try_lock_for_write_ok() {
    if (!rw_.tryLockForWrite())
      co_return;
    lines_.clear();
    rw_.unlock();
    co_await flush();
  }

  QCoro::Task<> recursive_mutex_bad() {
    QMutexLocker<QRecursiveMutex> locker(&recursive_);
    co_await flush(); // expected-warning {{locked across}}
  }

  QCoro::Task<> loop_of_lockers_ok() {
    for (int i = 0; i < 3; ++i) {
      QString line;
      {
        QReadLocker locker(&rw_);
        line = lines_.value(i);
      }
      co_await store_ok(line);
    }
  }

  QCoro::Task<> moved_locker_bad() {
    QMutexLocker first(&mutex_);
    QMutexLocker second = std::move(first);
    co_await flush(); // expected-warning {{locked across}}
  }

  QCoro::Task<> null_locker_ok() {
    QMutexLocker<QMutex> locker(nullptr);
    co_await flush();
  }

  QCoro::Task<> connected_lambda_ok(QTimer *timer) {
    connect(timer, &QTimer::timeout, this, [this] {
      QMutexLocker locker(&mutex_);
      lines_.clear();
    });
    co_await flush();
  }

  QCoro::Task<> scoped_lock_of_qt_bad() {
    std::scoped_lock lock(mutex_, recursive_);
    co_await flush(); // expected-warning {{locked across}}
  }

private:
  void append(const QString &line) {
    QMutexLocker locker(&mutex_);
    lines_ << line;
  }
  QCoro::Task<> flush();

  QMutex mutex_;
  QRecursiveMutex recursive_;
  QReadWriteLock rw_;
  QWaitCondition changed_;
  QStringList lines_;
};
