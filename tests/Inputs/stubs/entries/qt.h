// Declarations under qt's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {
  int n;
};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

struct QAbstractSocket {
  template <class... A> int waitForConnected(A &&...);
  template <class... A> int waitForReadyRead(A &&...);
  template <class... A> int waitForBytesWritten(A &&...);
  template <class... A> int waitForDisconnected(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int abort(A &&...);
  template <class... A> int disconnectFromHost(A &&...);
};

struct QAnyStringView {
  template <class A> QAnyStringView(const A &);
  int front() const;
};

struct QBasicMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};

struct QByteArray {
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & constData(A &&...);
  template <class... A> entries::part & unicode(A &&...);
  template <class... A> entries::part & utf16(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> void append(A &&...) {}
  template <class... A> void prepend(A &&...) {}
  template <class... A> void push_back(A &&...) {}
  template <class... A> void push_front(A &&...) {}
  template <class... A> void insert(A &&...) {}
  template <class... A> void operator+=(A &&...) {}
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int resize(A &&...);
  template <class... A> int fill(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int squeeze(A &&...);
  template <class... A> int replace(A &&...);
  template <class... A> int truncate(A &&...);
  template <class... A> int chop(A &&...);
  template <class... A> int setNum(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int length(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int contains(A &&...);
};

struct QByteArrayView {
  template <class A> QByteArrayView(const A &);
  int front() const;
};

struct QCoreApplication {
  template <class... A> int exec(A &&...);
};

struct QDBusAbstractInterface {
  template <class... A> int call(A &&...);
};

struct QDBusConnection {
  template <class... A> int call(A &&...);
};

struct QDBusPendingCall {
  template <class... A> int waitForFinished(A &&...);
};

struct QDebug {
  QDebug &operator<<(const void *);
};

struct QDialog {
  template <class... A> int exec(A &&...);
};

struct QEnableSharedFromThis {
  template <class... A> entries::part sharedFromThis(A &&...);
};

struct QEventLoop {
  template <class... A> int exec(A &&...);
};

template <class T = void> struct QExplicitlySharedDataPointer {
  T *operator->() const;
  T &operator*() const;
  ~QExplicitlySharedDataPointer();
  QExplicitlySharedDataPointer(const QExplicitlySharedDataPointer &);
};

struct QFileDevice {
  template <class... A> int close(A &&...);
};

struct QFuture {
  template <class... A> int waitForFinished(A &&...);
  template <class... A> int result(A &&...);
  template <class... A> int resultAt(A &&...);
  template <class... A> int results(A &&...);
  template <class... A> int takeResult(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int isFinished(A &&...);
  template <class... A> int isResultReadyAt(A &&...);
  template <class... A> int isCanceled(A &&...);
};

struct QFutureSynchronizer {
  template <class... A> int waitForFinished(A &&...);
};

struct QHash {
  entries::part &operator[](int);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & constFind(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> void unite(A &&...) {}
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int take(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int squeeze(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int contains(A &&...);
};

struct QHostInfo {
  template <class... A> int fromName(A &&...);
};

struct QIODevice {
  template <class... A> int waitForReadyRead(A &&...);
  template <class... A> int waitForBytesWritten(A &&...);
  template <class... A> int close(A &&...);
};

struct QLatin1String {
  template <class A> QLatin1String(const A &);
  int front() const;
};

struct QList {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & first(A &&...);
  template <class... A> entries::part & last(A &&...);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & constData(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> void append(A &&...) {}
  template <class... A> void prepend(A &&...) {}
  template <class... A> void push_back(A &&...) {}
  template <class... A> void push_front(A &&...) {}
  template <class... A> void emplace_back(A &&...) {}
  template <class... A> void emplaceBack(A &&...) {}
  template <class... A> void operator<<(A &&...) {}
  template <class... A> void operator+=(A &&...) {}
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeAt(A &&...);
  template <class... A> int removeAll(A &&...);
  template <class... A> int removeOne(A &&...);
  template <class... A> int removeFirst(A &&...);
  template <class... A> int removeLast(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int pop_front(A &&...);
  template <class... A> int takeFirst(A &&...);
  template <class... A> int takeLast(A &&...);
  template <class... A> int takeAt(A &&...);
  template <class... A> int resize(A &&...);
  template <class... A> int fill(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int squeeze(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int length(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> int reserve(A &&...);
};

struct QLocalServer {
  template <class... A> int waitForNewConnection(A &&...);
  template <class... A> int close(A &&...);
};

struct QLocalSocket {
  template <class... A> int waitForConnected(A &&...);
  template <class... A> int waitForReadyRead(A &&...);
  template <class... A> int waitForBytesWritten(A &&...);
  template <class... A> int waitForDisconnected(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int abort(A &&...);
  template <class... A> int disconnectFromServer(A &&...);
};

struct QMap {
  entries::part &operator[](int);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & constFind(A &&...);
  template <class... A> entries::part & first(A &&...);
  template <class... A> entries::part & last(A &&...);
  template <class... A> entries::part & lowerBound(A &&...);
  template <class... A> entries::part & upperBound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int take(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int contains(A &&...);
};

struct QMessageBox {
  template <class... A> int information(A &&...);
  template <class... A> int question(A &&...);
  template <class... A> int warning(A &&...);
  template <class... A> int critical(A &&...);
};

struct QMessageLogger {
  template <class... A> int debug(A &&...);
  template <class... A> int info(A &&...);
  template <class... A> int warning(A &&...);
  template <class... A> int critical(A &&...);
  template <class... A> int fatal(A &&...);
};

struct QMultiHash {
  entries::part &operator[](int);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & constFind(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int take(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int contains(A &&...);
};

struct QMultiMap {
  entries::part &operator[](int);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & constFind(A &&...);
  template <class... A> entries::part & first(A &&...);
  template <class... A> entries::part & last(A &&...);
  template <class... A> entries::part & lowerBound(A &&...);
  template <class... A> entries::part & upperBound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int take(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int contains(A &&...);
};

struct QMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};

struct QMutexLocker {
  template <class... A> bool isLocked(A &&...);
  template <class... A> void swap(A &&...);
  QMutexLocker();
  template <class... A> explicit QMutexLocker(A &&...);
  ~QMutexLocker();
};

struct QNetworkReply {
  template <class... A> int abort(A &&...);
};

struct QObject {
  template <class S, class F> static int connect(QObject *, S, F &&) { return 0; }
  template <class S, class F> static int connect(QObject *, S, QObject *, F &&) { return 0; }
  void renamed();
  template <class... A> int deleteLater(A &&...);
};

struct QPointer {
  template <class... A> int clear(A &&...);
  bool isNull() const;
  entries::part *operator->() const;
};

struct QProcess {
  template <class... A> int waitForReadyRead(A &&...);
  template <class... A> int waitForBytesWritten(A &&...);
  template <class... A> int waitForStarted(A &&...);
  template <class... A> int waitForFinished(A &&...);
  template <class... A> int execute(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int kill(A &&...);
  template <class... A> int terminate(A &&...);
};

struct QQueue {
  template <class... A> entries::part & head(A &&...);
  template <class... A> void enqueue(A &&...) {}
  template <class... A> int dequeue(A &&...);
};

struct QReadLocker {
  template <class... A> explicit QReadLocker(A &&...);
  ~QReadLocker();
};

struct QReadWriteLock {
  template <class... A> void lockForRead(A &&...);
  template <class... A> void lockForWrite(A &&...);
  template <class... A> void unlock(A &&...);
};

struct QRecursiveMutex {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};

struct QScopedPointer {
  template <class... A> int reset(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & get(A &&...);
  entries::part & operator*();
  entries::part & operator->();
};

struct QSemaphore {
  template <class... A> int acquire(A &&...);
  template <class... A> int tryAcquire(A &&...);
};

struct QSet {
  entries::part &operator[](int);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & constFind(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> void operator<<(A &&...) {}
  template <class... A> void unite(A &&...) {}
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int subtract(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int contains(A &&...);
};

template <class T = void> struct QSharedPointer {
  template <class... A> int clear(A &&...);
  template <class... A> int reset(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & get(A &&...);
  entries::part & operator*();
  entries::part & operator->();
  T *operator->() const;
  T &operator*() const;
  ~QSharedPointer();
  QSharedPointer(const QSharedPointer &);
};

struct QSqlQuery {
  template <class... A> int exec(A &&...);
};

struct QSslSocket {
  template <class... A> int waitForConnected(A &&...);
  template <class... A> int waitForReadyRead(A &&...);
  template <class... A> int waitForBytesWritten(A &&...);
  template <class... A> int waitForDisconnected(A &&...);
  template <class... A> int waitForEncrypted(A &&...);
  template <class... A> int close(A &&...);
};

struct QStack {
  template <class... A> entries::part & top(A &&...);
  template <class... A> void push(A &&...) {}
  template <class... A> int pop(A &&...);
};

struct QString {
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & constData(A &&...);
  template <class... A> entries::part & unicode(A &&...);
  template <class... A> entries::part & utf16(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & constBegin(A &&...);
  template <class... A> entries::part & constEnd(A &&...);
  template <class... A> void append(A &&...) {}
  template <class... A> void prepend(A &&...) {}
  template <class... A> void push_back(A &&...) {}
  template <class... A> void push_front(A &&...) {}
  template <class... A> void insert(A &&...) {}
  template <class... A> void operator+=(A &&...) {}
  template <class... A> int clear(A &&...);
  template <class... A> int remove(A &&...);
  template <class... A> int removeIf(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int resize(A &&...);
  template <class... A> int fill(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int squeeze(A &&...);
  template <class... A> int replace(A &&...);
  template <class... A> int truncate(A &&...);
  template <class... A> int chop(A &&...);
  template <class... A> int setNum(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int length(A &&...);
  template <class... A> int count(A &&...);
  template <class... A> int isEmpty(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int contains(A &&...);
};

struct QStringView {
  template <class A> QStringView(const A &);
  int front() const;
};

struct QTcpSocket {
  template <class... A> int waitForConnected(A &&...);
  template <class... A> int waitForReadyRead(A &&...);
  template <class... A> int waitForBytesWritten(A &&...);
  template <class... A> int waitForDisconnected(A &&...);
};

struct QTcpServer {
  template <class... A> int waitForNewConnection(A &&...);
  template <class... A> int close(A &&...);
};

struct QTest {
  template <class... A> int qSleep(A &&...);
  template <class... A> int qWait(A &&...);
};

struct QThread {
  template <class... A> int sleep(A &&...);
  template <class... A> int msleep(A &&...);
  template <class... A> int usleep(A &&...);
  template <class... A> int wait(A &&...);
  template <class... A> int requestInterruption(A &&...);
};

struct QThreadPool {
  template <class... A> int waitForDone(A &&...);
};

struct QTimer {
  template <class... A> int stop(A &&...);
  template <class F> static void singleShot(int, F &&) {}
  template <class C, class F> static void singleShot(int, C *, F &&) {}
  template <class C, class F> static void singleShot(int, int, C *, F &&) {}
};

struct QMetaObject {
  template <class C, class F> static bool invokeMethod(C *, F &&) { return true; }
};

struct QWaitCondition {
  template <class... A> int wait(A &&...);
};

struct QWriteLocker {
  template <class... A> explicit QWriteLocker(A &&...);
  ~QWriteLocker();
};

struct QtConcurrent {
  template <class... A> void run(A &&...) {}
};

template <class... A> entries::part & qAsConst(A &&...);

namespace entries_of {
QFuture make_QFuture();
} // namespace entries_of


template <class T> QDebug &operator<<(QDebug &, T &);
