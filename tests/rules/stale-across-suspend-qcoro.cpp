// RUN: %corosafe %s -- %rules-flags %verify
// REQUIRES: qcoro

// QCoro with Qt's containers: one event loop, and every suspend point lets other slots run.


#include <QCoro/QCoroAbstractSocket>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QHash>
#include <QList>
#include <QMap>
#include <QObject>
#include <QPointer>
#include <QQueue>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <memory>

using namespace std::chrono_literals;

QCoro::Task<> pause(std::chrono::milliseconds d);
void show(const QString &);

struct Download {
  QString url;
  int percent = 0;
};

class Manager : public QObject {
public:
  void add(QString url) { downloads_.append({url, 0}); }
  void cancel(int id) {
    by_id_.remove(id);
    tabs_.remove(id);
  }

  void open(int id, QString title) {
    tabs_.insert(id, title);
    by_id_.insert(id, {title, 0});
    names_ << title;
  }

  void logOut() {
    socket_->deleteLater();
    socket_ = nullptr;
    current_.reset();
  }

  QCoro::Task<> all_bad() {
    for (Download &d : downloads_) { // expected-warning {{a loop over 'downloads_'}}
      co_await pause(10ms);
      d.percent += 1;
    }
  }

  QCoro::Task<> all_copied_ok() {
    const auto copy = downloads_;
    for (const Download &d : copy) {
      co_await pause(10ms);
      show(d.url);
    }
  }

  QCoro::Task<> foreach_ok() {
    foreach (const Download &d, downloads_) {
      co_await pause(10ms);
      show(d.url);
    }
  }

  QCoro::Task<> first_bad() {
    Download &d = downloads_.first();
    co_await pause(10ms);
    d.percent = 100; // expected-warning {{a reference into 'downloads_'}}
  }

  QCoro::Task<> first_copied_ok() {
    Download d = downloads_.first();
    co_await pause(10ms);
    show(d.url);
  }

  QCoro::Task<> hash_bad(int id) {
    auto it = by_id_.find(id);
    co_await pause(10ms);
    it->percent = 100; // expected-warning {{'it' points into 'by_id_', which 'Manager::cancel' may have changed}}
  }

  QCoro::Task<> hash_value_ok(int id) {
    Download d = by_id_.value(id);
    co_await pause(10ms);
    show(d.url);
  }

  QCoro::Task<> hash_reference_bad(int id) {
    Download &d = by_id_[id];
    co_await pause(10ms);
    d.percent = 100; // expected-warning {{a reference into 'by_id_'}}
  }

  QCoro::Task<> map_iterator_bad(int id) {
    auto it = tabs_.find(id);
    co_await pause(10ms);
    show(it.value()); // expected-warning {{'it' points into 'tabs_', which 'Manager::cancel' may have changed}}
  }

  QCoro::Task<> map_again_ok(int id) {
    if (!tabs_.contains(id))
      co_return;
    co_await pause(10ms);
    auto it = tabs_.find(id);
    if (it != tabs_.end())
      show(it.value());
  }

  QCoro::Task<> names_ok() {
    const QStringList names = names_;
    for (const QString &n : names) {
      co_await pause(1ms);
      show(n);
    }
  }

  QCoro::Task<> names_const_bad() {
    for (const QString &n : qAsConst(names_)) { // expected-warning {{a loop over '__range1'}}
      co_await pause(1ms);
      show(n);
    }
  }

  QCoro::Task<> keys_ok() {
    for (int id : tabs_.keys()) {
      co_await pause(1ms);
      show(tabs_.value(id));
    }
  }

  QCoro::Task<> queue_ok() {
    while (!jobs_.isEmpty()) {
      QString job = jobs_.dequeue();
      co_await pause(1ms);
      show(job);
    }
  }

  QCoro::Task<> queue_head_bad() {
    const QString &job = jobs_.head();
    co_await pause(1ms);
    show(job); // expected-warning {{a reference into 'jobs_'}}
  }
  void enqueue(QString j) { jobs_.enqueue(j); }
  QCoro::Task<> socket_bad() {
    if (!socket_)
      co_return;
    co_await pause(1ms);
    socket_->flush(); // expected-warning {{'socket_' is followed after a suspend point}}
  }

  QCoro::Task<> socket_again_ok() {
    if (!socket_)
      co_return;
    co_await pause(1ms);
    if (socket_)
      socket_->flush();
  }

  QCoro::Task<> pointer_ok() {
    QPointer<QTcpSocket> socket = socket_;
    co_await pause(1ms);
    if (socket)
      socket->flush();
  }

  QCoro::Task<> shared_copy_ok() {
    auto current = current_;
    co_await pause(1ms);
    show(current->url);
  }

  QCoro::Task<> view_bad() {
    QStringView v = title_;
    co_await pause(1ms);
    show(v.toString()); // expected-warning {{'v' points into 'title_', which 'Manager::rename' may have changed}}
  }
  void rename(QString t) { title_.append(t); }

private:
  QList<Download> downloads_;
  QHash<int, Download> by_id_;
  QMap<int, QString> tabs_;
  QStringList names_;
  QQueue<QString> jobs_;
  QTcpSocket *socket_ = nullptr;
  std::shared_ptr<Download> current_;
  QString title_;
};

// map nodes stay
class Tabs : public QObject {
public:
  void open(int id) { titles_.insert(id, QString()); }
  QCoro::Task<> title_ok(int id) {
    QString &t = titles_[id];
    co_await pause(1ms);
    t += "x";
  }

  QCoro::Task<> connected(QTimer *timer) {
    QObject::connect(timer, &QTimer::timeout, this, [this] { seen_.clear(); });
    co_return;
  }

  QCoro::Task<> seen_bad() {
    for (int id : seen_) { // expected-warning {{a loop over 'seen_'}}
      co_await pause(1ms);
      show(titles_.value(id));
    }
  }

private:
  QMap<int, QString> titles_;
  QSet<int> seen_;
};

// a member pointer that is only passed on
class Link : public QObject {
public:
  QCoro::Task<> greet_bad() {
    co_await qCoro(socket_).waitForConnected();
    socket_->write("hello"); // expected-warning {{'socket_'}}
  }
  QCoro::Task<> greet_ok() {
    co_await qCoro(socket_).waitForConnected();
    if (socket_)
      socket_->write("hello");
  }
  void drop() {
    delete socket_;
    socket_ = nullptr;
  }

private:
  QTcpSocket *socket_ = nullptr;
};

// nobody takes it away
class OwnLink : public QObject {
public:
  QCoro::Task<> greet_ok() {
    co_await qCoro(socket_).waitForConnected();
    socket_->write("hello");
  }

private:
  QTcpSocket *socket_ = new QTcpSocket(this);
};

// A QPointer that others set to null is a pointer like any other.
class Fetcher : public QObject {
public:
  QCoro::Task<> fetch_bad() {
    socket_ = new QTcpSocket(this);
    co_await qCoro(socket_.data()).waitForConnected();
    socket_->write("hello"); // expected-warning {{'socket_'}}
  }
  QCoro::Task<> fetch_ok() {
    socket_ = new QTcpSocket(this);
    co_await qCoro(socket_.data()).waitForConnected();
    if (socket_)
      socket_->write("hello");
  }
  void abort() { socket_.clear(); }

private:
  QPointer<QTcpSocket> socket_;
};
class Keeper : public QObject {
public:
  QCoro::Task<> fetch_ok() {
    socket_ = new QTcpSocket(this);
    co_await qCoro(socket_.data()).waitForConnected();
    socket_->write("hello");
  }

private:
  QPointer<QTcpSocket> socket_;
};
