// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=qt %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; qt.cpp shows how the library is used.


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

task<> looks_for_no_time_ok(QThread &o, QThreadPool &p) {
  o.wait(0);
  p.waitForDone(0);
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

task<> blocking_qtcpsocket_bad(QTcpSocket &o) {
  o.waitForConnected(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForReadyRead(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForBytesWritten(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitForDisconnected(); // expected-warning {{blocks the thread that this coroutine}}
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

task<> part_qasconst_bad(stream &o) {
  auto &part = qAsConst(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> qmutexlocker_not_held_ok(std::mutex &m) {
  QMutexLocker guard(m);
  if (!guard.isLocked())
    co_await tick();
}

task<> qmutexlocker_swapped_bad(std::mutex &m) {
  QMutexLocker longer;
  {
    QMutexLocker guard(m);
    longer.swap(guard);
  }
  co_await tick(); // expected-warning {{locked across}}
}

task<> logged_debug_ok(stream &o, QMessageLogger &log) {
  co_await first(take(o), tick());
  log.debug(o);
}

task<> logged_info_ok(stream &o, QMessageLogger &log) {
  co_await first(take(o), tick());
  log.info(o);
}

task<> logged_warning_ok(stream &o, QMessageLogger &log) {
  co_await first(take(o), tick());
  log.warning(o);
}

task<> logged_critical_ok(stream &o, QMessageLogger &log) {
  co_await first(take(o), tick());
  log.critical(o);
}

task<> logged_fatal_ok(stream &o, QMessageLogger &log) {
  co_await first(take(o), tick());
  log.fatal(o);
}

task<> logged_operator_ok(stream &o, QDebug &log) {
  co_await first(take(o), tick());
  log << &o;
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

void emplace_back_bad(QList &o) {
  int n = 0;
  o.emplace_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplaceback_bad(QList &o) {
  int n = 0;
  o.emplaceBack(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void operator_bad(QList &o) {
  int n = 0;
  o.operator<<(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void operator_2_bad(QList &o) {
  int n = 0;
  o.operator+=(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void enqueue_bad(QQueue &o) {
  int n = 0;
  o.enqueue(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_bad(QStack &o) {
  int n = 0;
  o.push(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void operator_3_bad(QSet &o) {
  int n = 0;
  o.operator<<(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void unite_bad(QSet &o) {
  int n = 0;
  o.unite(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void unite_2_bad(QHash &o) {
  int n = 0;
  o.unite(count(n)); // expected-warning {{but it is kept, and awaited}}
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

void insert_bad(QString &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void operator_4_bad(QString &o) {
  int n = 0;
  o.operator+=(count(n)); // expected-warning {{but it is kept, and awaited}}
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

void insert_2_bad(QByteArray &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void operator_5_bad(QByteArray &o) {
  int n = 0;
  o.operator+=(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> run_ok(QtConcurrent &o) {
  int n = 0;
  o.run([n]() mutable { entries::block(); n++; });
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

struct qsharedpointer_viewed {
  QSharedPointer<int> o;
  void change() { o.clear(); }
  task<> qsharedpointer_data_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qsharedpointer_get_zz() {
    auto &seen = o.get();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qsharedpointer_operator_zz() {
    auto &seen = *o;
    co_await tick();
    entries::use(seen.n); // expected-warning {{is followed after a suspend point}}
  }
  task<> qsharedpointer_operator_2_zz() {
    auto &seen = o.operator->();
    co_await tick();
    entries::use(seen.n); // expected-warning {{may have changed while the coroutine}}
  }
};

struct qsharedpointer_changed {
  QSharedPointer<int> o;
  void change() { o.reset(); }
  task<> qsharedpointer_reset_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qscopedpointer_viewed {
  QScopedPointer o;
  void change() { o.reset(); }
  task<> qscopedpointer_data_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qscopedpointer_get_zz() {
    auto &seen = o.get();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qscopedpointer_operator_zz() {
    auto &seen = *o;
    co_await tick();
    entries::use(seen.n); // expected-warning {{is followed after a suspend point}}
  }
  task<> qscopedpointer_operator_2_zz() {
    auto &seen = o.operator->();
    co_await tick();
    entries::use(seen.n); // expected-warning {{may have changed while the coroutine}}
  }
};

struct qlist_viewed {
  QList o;
  void change() { o.clear(); }
  task<> qlist_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_first_zz() {
    auto &seen = o.first();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_last_zz() {
    auto &seen = o.last();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_constdata_zz() {
    auto &seen = o.constData();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qlist_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed {
  QList o;
  void change() { o.erase(); }
  task<> qlist_erase_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_2 {
  QList o;
  void change() { o.insert(); }
  task<> qlist_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_3 {
  QList o;
  void change() { o.emplace(); }
  task<> qlist_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_4 {
  QList o;
  void change() { o.remove(); }
  task<> qlist_remove_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_5 {
  QList o;
  void change() { o.removeAt(); }
  task<> qlist_removeat_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_6 {
  QList o;
  void change() { o.removeAll(); }
  task<> qlist_removeall_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_7 {
  QList o;
  void change() { o.removeOne(); }
  task<> qlist_removeone_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_8 {
  QList o;
  void change() { o.removeFirst(); }
  task<> qlist_removefirst_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_9 {
  QList o;
  void change() { o.removeLast(); }
  task<> qlist_removelast_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_10 {
  QList o;
  void change() { o.removeIf(); }
  task<> qlist_removeif_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_11 {
  QList o;
  void change() { o.pop_back(); }
  task<> qlist_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_12 {
  QList o;
  void change() { o.pop_front(); }
  task<> qlist_pop_front_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_13 {
  QList o;
  void change() { o.takeFirst(); }
  task<> qlist_takefirst_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_14 {
  QList o;
  void change() { o.takeLast(); }
  task<> qlist_takelast_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_15 {
  QList o;
  void change() { o.takeAt(); }
  task<> qlist_takeat_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_16 {
  QList o;
  void change() { o.resize(); }
  task<> qlist_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_17 {
  QList o;
  void change() { o.fill(); }
  task<> qlist_fill_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_18 {
  QList o;
  void change() { o.swap(); }
  task<> qlist_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qlist_changed_19 {
  QList o;
  void change() { o.squeeze(); }
  task<> qlist_squeeze_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qqueue_viewed {
  QQueue o;
  void change() { o.dequeue(); }
  task<> qqueue_head_bad() {
    auto &seen = o.head();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstack_viewed {
  QStack o;
  void change() { o.pop(); }
  task<> qstack_top_bad() {
    auto &seen = o.top();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_viewed {
  QString o;
  void change() { o.clear(); }
  task<> qstring_data_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_constdata_zz() {
    auto &seen = o.constData();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_unicode_zz() {
    auto &seen = o.unicode();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_utf16_zz() {
    auto &seen = o.utf16();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qstring_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed {
  QString o;
  void change() { o.erase(); }
  task<> qstring_erase_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_2 {
  QString o;
  void change() { o.remove(); }
  task<> qstring_remove_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_3 {
  QString o;
  void change() { o.removeIf(); }
  task<> qstring_removeif_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_4 {
  QString o;
  void change() { o.resize(); }
  task<> qstring_resize_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_5 {
  QString o;
  void change() { o.fill(); }
  task<> qstring_fill_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_6 {
  QString o;
  void change() { o.swap(); }
  task<> qstring_swap_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_7 {
  QString o;
  void change() { o.squeeze(); }
  task<> qstring_squeeze_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_8 {
  QString o;
  void change() { o.replace(); }
  task<> qstring_replace_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_9 {
  QString o;
  void change() { o.truncate(); }
  task<> qstring_truncate_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_10 {
  QString o;
  void change() { o.chop(); }
  task<> qstring_chop_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qstring_changed_11 {
  QString o;
  void change() { o.setNum(); }
  task<> qstring_setnum_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_viewed {
  QByteArray o;
  void change() { o.clear(); }
  task<> qbytearray_data_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_constdata_zz() {
    auto &seen = o.constData();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_unicode_zz() {
    auto &seen = o.unicode();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_utf16_zz() {
    auto &seen = o.utf16();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qbytearray_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed {
  QByteArray o;
  void change() { o.erase(); }
  task<> qbytearray_erase_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_2 {
  QByteArray o;
  void change() { o.remove(); }
  task<> qbytearray_remove_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_3 {
  QByteArray o;
  void change() { o.removeIf(); }
  task<> qbytearray_removeif_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_4 {
  QByteArray o;
  void change() { o.resize(); }
  task<> qbytearray_resize_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_5 {
  QByteArray o;
  void change() { o.fill(); }
  task<> qbytearray_fill_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_6 {
  QByteArray o;
  void change() { o.swap(); }
  task<> qbytearray_swap_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_7 {
  QByteArray o;
  void change() { o.squeeze(); }
  task<> qbytearray_squeeze_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_8 {
  QByteArray o;
  void change() { o.replace(); }
  task<> qbytearray_replace_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_9 {
  QByteArray o;
  void change() { o.truncate(); }
  task<> qbytearray_truncate_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_10 {
  QByteArray o;
  void change() { o.chop(); }
  task<> qbytearray_chop_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qbytearray_changed_11 {
  QByteArray o;
  void change() { o.setNum(); }
  task<> qbytearray_setnum_changes_bad() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmap_viewed {
  QMap o;
  void change() { o.clear(); }
  task<> qmap_operator_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_constfind_zz() {
    auto &seen = o.constFind();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_first_zz() {
    auto &seen = o.first();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_last_zz() {
    auto &seen = o.last();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_lowerbound_zz() {
    auto &seen = o.lowerBound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_upperbound_zz() {
    auto &seen = o.upperBound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmap_changed {
  QMap o;
  void change() { o.erase(); }
  task<> qmap_erase_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmap_changed_2 {
  QMap o;
  void change() { o.remove(); }
  task<> qmap_remove_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmap_changed_3 {
  QMap o;
  void change() { o.removeIf(); }
  task<> qmap_removeif_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmap_changed_4 {
  QMap o;
  void change() { o.take(); }
  task<> qmap_take_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmap_changed_5 {
  QMap o;
  void change() { o.swap(); }
  task<> qmap_swap_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultimap_viewed {
  QMultiMap o;
  void change() { o.clear(); }
  task<> qmultimap_operator_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_constfind_zz() {
    auto &seen = o.constFind();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_first_zz() {
    auto &seen = o.first();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_last_zz() {
    auto &seen = o.last();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_lowerbound_zz() {
    auto &seen = o.lowerBound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_upperbound_zz() {
    auto &seen = o.upperBound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultimap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultimap_changed {
  QMultiMap o;
  void change() { o.erase(); }
  task<> qmultimap_erase_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultimap_changed_2 {
  QMultiMap o;
  void change() { o.remove(); }
  task<> qmultimap_remove_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultimap_changed_3 {
  QMultiMap o;
  void change() { o.removeIf(); }
  task<> qmultimap_removeif_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultimap_changed_4 {
  QMultiMap o;
  void change() { o.take(); }
  task<> qmultimap_take_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_viewed {
  QHash o;
  void change() { o.clear(); }
  task<> qhash_operator_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_constfind_zz() {
    auto &seen = o.constFind();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qhash_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed {
  QHash o;
  void change() { o.erase(); }
  task<> qhash_erase_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed_2 {
  QHash o;
  void change() { o.insert(); }
  task<> qhash_insert_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed_3 {
  QHash o;
  void change() { o.emplace(); }
  task<> qhash_emplace_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed_4 {
  QHash o;
  void change() { o.remove(); }
  task<> qhash_remove_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed_5 {
  QHash o;
  void change() { o.removeIf(); }
  task<> qhash_removeif_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed_6 {
  QHash o;
  void change() { o.take(); }
  task<> qhash_take_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed_7 {
  QHash o;
  void change() { o.swap(); }
  task<> qhash_swap_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qhash_changed_8 {
  QHash o;
  void change() { o.squeeze(); }
  task<> qhash_squeeze_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultihash_viewed {
  QMultiHash o;
  void change() { o.clear(); }
  task<> qmultihash_operator_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_constfind_zz() {
    auto &seen = o.constFind();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qmultihash_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultihash_changed {
  QMultiHash o;
  void change() { o.erase(); }
  task<> qmultihash_erase_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultihash_changed_2 {
  QMultiHash o;
  void change() { o.insert(); }
  task<> qmultihash_insert_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultihash_changed_3 {
  QMultiHash o;
  void change() { o.emplace(); }
  task<> qmultihash_emplace_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultihash_changed_4 {
  QMultiHash o;
  void change() { o.remove(); }
  task<> qmultihash_remove_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultihash_changed_5 {
  QMultiHash o;
  void change() { o.removeIf(); }
  task<> qmultihash_removeif_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qmultihash_changed_6 {
  QMultiHash o;
  void change() { o.take(); }
  task<> qmultihash_take_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qset_viewed {
  QSet o;
  void change() { o.clear(); }
  task<> qset_operator_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_constfind_zz() {
    auto &seen = o.constFind();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_constbegin_zz() {
    auto &seen = o.constBegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_constend_zz() {
    auto &seen = o.constEnd();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> qset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qset_changed {
  QSet o;
  void change() { o.erase(); }
  task<> qset_erase_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qset_changed_2 {
  QSet o;
  void change() { o.insert(); }
  task<> qset_insert_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qset_changed_3 {
  QSet o;
  void change() { o.remove(); }
  task<> qset_remove_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qset_changed_4 {
  QSet o;
  void change() { o.removeIf(); }
  task<> qset_removeif_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qset_changed_5 {
  QSet o;
  void change() { o.subtract(); }
  task<> qset_subtract_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct qset_changed_6 {
  QSet o;
  void change() { o.swap(); }
  task<> qset_swap_changes_bad() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};


task<> streamed_ok(stream &o, QDebug &log) {
  co_await first(take(o), tick());
  log << o;
}

void dropped_functors_bad(QThread *context, int n) {
  QTimer::singleShot(0, [n]() -> task<> { // expected-warning {{that this callable gives is dropped}}
    co_await tick();
    co_await first(n);
  });
  QTimer::singleShot(0, context, [n]() -> task<> { // expected-warning {{that this callable gives is dropped}}
    co_await tick();
    co_await first(n);
  });
  QTimer::singleShot(0, 1, context, [n]() -> task<> { // expected-warning {{that this callable gives is dropped}}
    co_await tick();
    co_await first(n);
  });
  QMetaObject::invokeMethod(context, [n]() -> task<> { // expected-warning {{that this callable gives is dropped}}
    co_await tick();
    co_await first(n);
  });
}

task<> qpointer_bad(QPointer o) {
  if (o.isNull())
    co_return;
  co_await tick();
  entries::use(o->n); // expected-warning {{what 'o' points to may be gone}}
}

void connected_bad(QObject *sender) {
  int n = 0;
  QObject::connect(sender, &QObject::renamed, [&n]() -> task<> { // expected-warning {{a coroutine uses 'n'}}
    co_await tick();
    co_await first(n);
  });
}

void connected_in_a_context_bad(QObject *sender, QObject *context) {
  int n = 0;
  QObject::connect(sender, &QObject::renamed, context, [&n]() -> task<> { // expected-warning {{a coroutine uses 'n'}}
    co_await tick();
    co_await first(n);
  });
}

struct qscopedpointer_refers {
  QScopedPointer o;
  void change() { o.reset(); }
  task<> qscopedpointer_bad() {
    auto &seen = *o;
    co_await tick();
    entries::use(seen.n); // expected-warning {{may have reset it meanwhile}}
  }
};
