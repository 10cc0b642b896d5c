// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Coroutines with a stack of their own: a call suspends them, and nothing in the code says so but its name or the token
// that it is given.

#include "userver.h"

#include <boost/asio.hpp>
#include <boost/asio/spawn.hpp>

#include <array>
#include <chrono>
#include <mutex>
#include <thread>

namespace asio = boost::asio;
namespace engine = userver::engine;
using namespace std::chrono_literals;

struct Counter {
  std::mutex mutex;
  engine::Mutex soft;
  int value = 0;

  void sleep_bad() {
    std::lock_guard lock(mutex); // expected-note {{locked here}}
    engine::SleepFor(10ms);      // expected-warning {{locked across a suspend point}}
    ++value;
  }
  void sleep_outside_ok() {
    {
      std::lock_guard lock(mutex);
      ++value;
    }
    engine::SleepFor(10ms);
  }
  void soft_mutex_ok() {
    std::lock_guard lock(soft);
    engine::SleepFor(10ms);
  }
  // The one that suspends is another function.
  void nap() { engine::SleepFor(10ms); }
  void helper_bad() {
    std::lock_guard lock(mutex); // expected-note {{locked here}}
    nap();                       // expected-warning {{locked across a suspend point}}
  }
  void count() { ++value; }
  void helper_ok() {
    std::lock_guard lock(mutex);
    count();
  }
  void blocks_its_thread_bad() {
    std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread}}
    nap();
    engine::SleepFor(10ms);
  }
};

class Session {
public:
  void read_bad(asio::yield_context yield) {
    std::lock_guard lock(mutex);                            // expected-note {{locked here}}
    stream.async_read_some(asio::buffer(data), yield); // expected-warning {{locked across a suspend point}}
  }
  void read_with_error_bad(asio::yield_context yield) {
    boost::system::error_code error;
    std::unique_lock lock(mutex);                            // expected-note {{locked here}}
    asio::async_read(stream, asio::buffer(data), yield[error]); // expected-warning {{locked across a suspend point}}
  }
  void read_ok(asio::yield_context yield) {
    std::unique_lock lock(mutex);
    ++reads;
    lock.unlock();
    stream.async_read_some(asio::buffer(data), yield);
  }
  // A handler is called later: nothing suspends here.
  void handler_ok() {
    std::lock_guard lock(mutex);
    stream.async_read_some(asio::buffer(data), [](boost::system::error_code, std::size_t) {});
  }
  void start_ok(asio::io_context &io) {
    std::lock_guard lock(mutex);
    asio::spawn(io, [this](asio::yield_context yield) { read_ok(yield); }, asio::detached);
  }

private:
  std::mutex mutex;
  asio::ip::tcp::socket stream;
  std::array<char, 64> data;
  int reads = 0;
};
