// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=qt %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include > %t
// RUN: sed -n 's,^// unproven: ,,p' %s | diff - %t

// Every entry of the model, for what it changes; qt.cpp shows how the library is used.

// unproven: QMutexLocker::swap
// unproven: QMessageLogger::debug
// unproven: QMessageLogger::info
// unproven: QMessageLogger::warning
// unproven: QMessageLogger::critical
// unproven: QMessageLogger::fatal
// unproven: QDebug::operator<<
// unproven: operator<<

#include "entries/qt.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = entries::task<T>;

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

task<> blocking_qthread_bad(QThread &o) {
  o.sleep(); // expected-warning {{blocks the thread that this coroutine}}
  o.msleep(); // expected-warning {{blocks the thread that this coroutine}}
  o.usleep(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qtest_bad(QTest &o) {
  o.qSleep(); // expected-warning {{blocks the thread that this coroutine}}
  o.qWait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qwaitcondition_bad(QWaitCondition &o) {
  o.wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qsemaphore_bad(QSemaphore &o) {
  o.acquire(); // expected-warning {{blocks the thread that this coroutine}}
  o.tryAcquire(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qthreadpool_bad(QThreadPool &o) {
  o.waitForDone(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qfuture_bad(QFuture &o) {
  o.waitForFinished(); // expected-warning {{blocks the thread that this coroutine}}
  o.result(); // expected-warning {{blocks the thread that this coroutine}}
  o.resultAt(); // expected-warning {{blocks the thread that this coroutine}}
  o.results(); // expected-warning {{blocks the thread that this coroutine}}
  o.takeResult(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qfuturesynchronizer_bad(QFutureSynchronizer &o) {
  o.waitForFinished(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qabstractsocket_bad(QAbstractSocket &o) {
  o.waitForConnected(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForReadyRead(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForBytesWritten(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForDisconnected(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qiodevice_bad(QIODevice &o) {
  o.waitForReadyRead(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForBytesWritten(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qlocalsocket_bad(QLocalSocket &o) {
  o.waitForConnected(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForReadyRead(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForBytesWritten(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForDisconnected(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qprocess_bad(QProcess &o) {
  o.waitForReadyRead(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForBytesWritten(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForStarted(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForFinished(); // expected-warning {{blocks the thread that this coroutine}}
  o.execute(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qsslsocket_bad(QSslSocket &o) {
  o.waitForConnected(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForReadyRead(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForBytesWritten(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForDisconnected(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForEncrypted(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qtcpserver_bad(QTcpServer &o) {
  o.waitForNewConnection(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qlocalserver_bad(QLocalServer &o) {
  o.waitForNewConnection(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qeventloop_bad(QEventLoop &o) {
  o.exec(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qcoreapplication_bad(QCoreApplication &o) {
  o.exec(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qdialog_bad(QDialog &o) {
  o.exec(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qmessagebox_bad(QMessageBox &o) {
  o.information(); // expected-warning {{blocks the thread that this coroutine}}
  o.question(); // expected-warning {{blocks the thread that this coroutine}}
  o.warning(); // expected-warning {{blocks the thread that this coroutine}}
  o.critical(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qhostinfo_bad(QHostInfo &o) {
  o.fromName(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qsqlquery_bad(QSqlQuery &o) {
  o.exec(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qdbuspendingcall_bad(QDBusPendingCall &o) {
  o.waitForFinished(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qdbusabstractinterface_bad(QDBusAbstractInterface &o) {
  o.call(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_qdbusconnection_bad(QDBusConnection &o) {
  o.call(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_qtimer_ok(QTimer &o) {
  co_await first(take(o), tick());
  o.stop();
}

task<> looked_at_qnetworkreply_ok(QNetworkReply &o) {
  co_await first(take(o), tick());
  o.abort();
}

task<> looked_at_qfuture_ok(QFuture &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.isFinished();
  o.isResultReadyAt();
  o.isCanceled();
}

task<> looked_at_qthread_ok(QThread &o) {
  co_await first(take(o), tick());
  o.requestInterruption();
}

task<> looked_at_qlist_ok(QList &o) {
  co_await first(take(o), tick());
  o.size();
  o.length();
  o.count();
  o.isEmpty();
  o.capacity();
  o.reserve();
}

task<> looked_at_qmap_ok(QMap &o) {
  co_await first(take(o), tick());
  o.size();
  o.count();
  o.isEmpty();
  o.contains();
}

task<> looked_at_qmultimap_ok(QMultiMap &o) {
  co_await first(take(o), tick());
  o.size();
  o.count();
  o.isEmpty();
  o.contains();
}

task<> looked_at_qhash_ok(QHash &o) {
  co_await first(take(o), tick());
  o.size();
  o.count();
  o.isEmpty();
  o.capacity();
  o.reserve();
  o.contains();
}

task<> looked_at_qmultihash_ok(QMultiHash &o) {
  co_await first(take(o), tick());
  o.size();
  o.count();
  o.isEmpty();
  o.capacity();
  o.reserve();
  o.contains();
}

task<> looked_at_qset_ok(QSet &o) {
  co_await first(take(o), tick());
  o.size();
  o.count();
  o.isEmpty();
  o.capacity();
  o.reserve();
  o.contains();
}

task<> looked_at_qstring_ok(QString &o) {
  co_await first(take(o), tick());
  o.size();
  o.length();
  o.count();
  o.isEmpty();
  o.capacity();
  o.reserve();
  o.contains();
}

task<> looked_at_qbytearray_ok(QByteArray &o) {
  co_await first(take(o), tick());
  o.size();
  o.length();
  o.count();
  o.isEmpty();
  o.capacity();
  o.reserve();
  o.contains();
}

task<> closed_qiodevice_ok(QIODevice &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qabstractsocket_ok(QAbstractSocket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.abort();
    break;
  case 2:
    o.disconnectFromHost();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qfiledevice_ok(QFileDevice &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qlocalsocket_ok(QLocalSocket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.abort();
    break;
  case 2:
    o.disconnectFromServer();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qtcpserver_ok(QTcpServer &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qlocalserver_ok(QLocalServer &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qsslsocket_ok(QSslSocket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qprocess_ok(QProcess &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.kill();
    break;
  case 2:
    o.terminate();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qobject_ok(QObject &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.deleteLater();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qpointer_ok(QPointer &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qsharedpointer_ok(QSharedPointer<int> &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qscopedpointer_ok(QScopedPointer &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qlist_ok(QList &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeAt();
    break;
  case 3:
    o.removeAll();
    break;
  case 4:
    o.removeFirst();
    break;
  case 5:
    o.removeLast();
    break;
  case 6:
    o.removeIf();
    break;
  case 7:
    o.erase();
    break;
  case 8:
    o.pop_back();
    break;
  case 9:
    o.pop_front();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qmap_ok(QMap &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeIf();
    break;
  case 3:
    o.erase();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qmultimap_ok(QMultiMap &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeIf();
    break;
  case 3:
    o.erase();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qhash_ok(QHash &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeIf();
    break;
  case 3:
    o.erase();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qmultihash_ok(QMultiHash &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeIf();
    break;
  case 3:
    o.erase();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qset_ok(QSet &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeIf();
    break;
  case 3:
    o.erase();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qstring_ok(QString &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeIf();
    break;
  case 3:
    o.erase();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qbytearray_ok(QByteArray &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.clear();
    break;
  case 1:
    o.remove();
    break;
  case 2:
    o.removeIf();
    break;
  case 3:
    o.erase();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> qmutexlocker_not_held_ok(std::mutex &m) {
  QMutexLocker guard(m);
  if (!guard.isLocked())
    co_await tick();
}

task<> qmutexlocker_swapped_ok(std::mutex &m) {
  QMutexLocker guard(m);
  {
    QMutexLocker other;
    other.swap(guard);
  }
  co_await tick();
}

void append_bad(QList &o) {
  int n = 0;
  o.append(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void prepend_bad(QList &o) {
  int n = 0;
  o.prepend(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_bad(QList &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_front_bad(QList &o) {
  int n = 0;
  o.push_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplace_bad(QList &o) {
  int n = 0;
  o.emplace(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplace_back_bad(QList &o) {
  int n = 0;
  o.emplace_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplaceback_bad(QList &o) {
  int n = 0;
  o.emplaceBack(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_bad(QList &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void enqueue_bad(QQueue &o) {
  int n = 0;
  o.enqueue(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_bad(QStack &o) {
  int n = 0;
  o.push(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_2_bad(QMap &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_3_bad(QMultiMap &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplace_2_bad(QHash &o) {
  int n = 0;
  o.emplace(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_4_bad(QHash &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplace_3_bad(QMultiHash &o) {
  int n = 0;
  o.emplace(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_5_bad(QMultiHash &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_6_bad(QSet &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void append_2_bad(QString &o) {
  int n = 0;
  o.append(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void prepend_2_bad(QString &o) {
  int n = 0;
  o.prepend(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_2_bad(QString &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_front_2_bad(QString &o) {
  int n = 0;
  o.push_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_7_bad(QString &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void append_3_bad(QByteArray &o) {
  int n = 0;
  o.append(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void prepend_3_bad(QByteArray &o) {
  int n = 0;
  o.prepend(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_3_bad(QByteArray &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_front_3_bad(QByteArray &o) {
  int n = 0;
  o.push_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_8_bad(QByteArray &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> run_ok(QtConcurrent &o) {
  int n = 0;
  o.run([&n] { entries::block(); n++; });
  co_await tick();
}

struct qenablesharedfromthis_kept : QEnableSharedFromThis {
  task<> run() {
    auto self = sharedFromThis();
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  int n = 0;
};

task<> qmutex_across_bad(QMutex &m) {
  std::lock_guard<QMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> qbasicmutex_across_bad(QBasicMutex &m) {
  std::lock_guard<QBasicMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> qrecursivemutex_across_bad(QRecursiveMutex &m) {
  std::lock_guard<QRecursiveMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> qreadwritelock_across_bad(QReadWriteLock &m) {
  std::lock_guard<QReadWriteLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> qmutexlocker_guards_bad(std::mutex &m) {
  QMutexLocker guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> qreadlocker_guards_bad(std::mutex &m) {
  QReadLocker guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> qwritelocker_guards_bad(std::mutex &m) {
  QWriteLocker guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> dropped_qfuture_ok() {
  entries_of::make_QFuture();
  co_await tick();
}

struct qsharedpointer_kept_by {
  task<> run(QSharedPointer<qsharedpointer_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(QSharedPointer<qsharedpointer_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct qexplicitlyshareddatapointer_kept_by {
  task<> run(QExplicitlySharedDataPointer<qexplicitlyshareddatapointer_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(QExplicitlySharedDataPointer<qexplicitlyshareddatapointer_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct qenablesharedfromthis_loose : QEnableSharedFromThis {
  task<> run() {
    co_await tick();
    ++n;
  }
  void begin_bad() { entries::spawn(run()); } // expected-warning {{but it runs on after}}
  int n = 0;
};

task<> qstringview_seen_bad(QStringView seen) {
  co_await tick();
  entries::use(seen.front());
}

void qstringview_seen_spawned_bad() {
  std::string text;
  entries::spawn(qstringview_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> qbytearrayview_seen_bad(QByteArrayView seen) {
  co_await tick();
  entries::use(seen.front());
}

void qbytearrayview_seen_spawned_bad() {
  std::string text;
  entries::spawn(qbytearrayview_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> qlatin1string_seen_bad(QLatin1String seen) {
  co_await tick();
  entries::use(seen.front());
}

void qlatin1string_seen_spawned_bad() {
  std::string text;
  entries::spawn(qlatin1string_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> qanystringview_seen_bad(QAnyStringView seen) {
  co_await tick();
  entries::use(seen.front());
}

void qanystringview_seen_spawned_bad() {
  std::string text;
  entries::spawn(qanystringview_seen_bad(text)); // expected-warning {{but it runs on after}}
}
