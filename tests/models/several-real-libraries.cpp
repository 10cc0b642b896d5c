// REQUIRES: boost, qcoro, abseil, tbb
// RUN: %corosafe %s -- -std=c++20 -fPIC -DQT_NO_KEYWORDS -isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore %verify

// Boost.Asio, Boost.Thread, Abseil, TBB, Qt and QCoro with their real headers, in one translation unit.

#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QMutex>
#include <QMutexLocker>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/thread/locks.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <boost/thread/thread.hpp>
#include <tbb/parallel_for.h>
#include <tbb/spin_mutex.h>
#include <tbb/spin_rw_mutex.h>

#include <array>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

awaitable<void> flush();
QCoro::Task<> upload();
void work(int);

awaitable<void> dropped_qcoro_bad() {
  upload(); // expected-warning {{without being awaited}}
  co_await flush();
}

QCoro::Task<> qt_lock_bad(QMutex &mutex) {
  QMutexLocker lock(&mutex);
  co_await upload(); // expected-warning {{locked across}}
}

awaitable<void> qt_lock_in_asio_bad(QMutex &mutex) {
  QMutexLocker lock(&mutex);
  co_await flush(); // expected-warning {{locked across}}
}

awaitable<void> qt_unlocked_ok(QMutex &mutex) {
  QMutexLocker lock(&mutex);
  lock.unlock();
  co_await flush();
}

awaitable<void> absl_lock_bad(absl::Mutex &mutex) {
  absl::MutexLock lock(&mutex);
  co_await flush(); // expected-warning {{locked across}}
}

awaitable<void> absl_reader_lock_bad(absl::Mutex &mutex) {
  absl::ReaderMutexLock lock(&mutex);
  co_await flush(); // expected-warning {{locked across}}
}

awaitable<void> absl_lock_ends_ok(absl::Mutex &mutex) {
  {
    absl::MutexLock lock(&mutex);
  }
  co_await flush();
}

awaitable<void> absl_wait_bad(absl::Notification &ready) {
  ready.WaitForNotification(); // expected-warning {{blocks the thread}}
  co_await flush();
}

awaitable<void> boost_lock_bad(boost::mutex &mutex) {
  boost::unique_lock<boost::mutex> lock(mutex);
  co_await flush(); // expected-warning {{locked across}}
}

awaitable<void> boost_shared_lock_bad(boost::shared_mutex &mutex) {
  boost::shared_lock<boost::shared_mutex> lock(mutex);
  co_await flush(); // expected-warning {{locked across}}
}

awaitable<void> boost_try_lock_ok(boost::mutex &mutex) {
  boost::unique_lock<boost::mutex> lock(mutex, boost::try_to_lock);
  if (!lock.owns_lock())
    co_await flush();
}

awaitable<void> boost_sleep_bad() {
  boost::this_thread::sleep_for(boost::chrono::seconds(1)); // expected-warning {{blocks the thread}}
  co_await flush();
}

awaitable<void> tbb_lock_bad(tbb::spin_mutex &mutex) {
  tbb::spin_mutex::scoped_lock lock(mutex);
  co_await flush(); // expected-warning {{locked across}}
}

awaitable<void> tbb_lock_released_ok(tbb::spin_mutex &mutex) {
  tbb::spin_mutex::scoped_lock lock(mutex);
  lock.release();
  co_await flush();
}

awaitable<void> tbb_rw_lock_bad(tbb::spin_rw_mutex &mutex) {
  tbb::spin_rw_mutex::scoped_lock lock(mutex, false);
  co_await flush(); // expected-warning {{locked across}}
}

awaitable<void> tbb_loop_bad() {
  tbb::parallel_for(0, 10, [](int i) { work(i); }); // expected-warning {{blocks the thread}}
  co_await flush();
}

awaitable<void> read_or_time_out_bad(tcp::socket &socket, asio::steady_timer &timer) {
  std::array<char, 64> data;
  for (;;) {
    timer.expires_after(1s);
    auto done = co_await (asio::async_read(socket, asio::buffer(data), use_awaitable) || // expected-warning {{not safe to lose}}
                          timer.async_wait(use_awaitable));
    work(static_cast<int>(done.index()));
  }
}
