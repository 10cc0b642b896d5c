// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// A coroutine with a stack of its own is suspended by a call: what it looked at before may have changed behind it.

#include "userver.h"

#include <boost/asio.hpp>
#include <boost/asio/spawn.hpp>

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace asio = boost::asio;
namespace engine = userver::engine;
using namespace std::chrono_literals;

thread_local int requests = 0;

class Sessions {
public:
  void add(int id, std::string name) { names_.emplace(id, std::move(name)); }
  void remove(int id) { names_.erase(id); }

  std::size_t measure_bad(int id) {
    auto it = names_.find(id);
    if (it == names_.end())
      return 0;
    engine::SleepFor(10ms);
    return it->second.size(); // expected-warning {{points into 'names_'}}
  }
  std::size_t measure_again_ok(int id) {
    engine::SleepFor(10ms);
    auto it = names_.find(id);
    return it == names_.end() ? 0 : it->second.size();
  }
  std::size_t measure_copy_ok(int id) {
    auto it = names_.find(id);
    if (it == names_.end())
      return 0;
    std::string name = it->second;
    engine::SleepFor(10ms);
    return name.size();
  }
  std::size_t measure_alone_ok(int id) {
    std::lock_guard lock(mutex_);
    auto it = names_.find(id);
    if (it == names_.end())
      return 0;
    engine::SleepFor(10ms);
    return it->second.size();
  }

private:
  engine::Mutex mutex_;
  std::map<int, std::string> names_;
};

void count_bad() {
  int &mine = requests;
  engine::SleepFor(10ms);
  ++mine; // expected-warning {{of the thread before the suspend point}}
}
void count_after_ok() {
  engine::SleepFor(10ms);
  int &mine = requests;
  ++mine;
}
void count_no_suspend_ok() {
  int &mine = requests;
  ++mine;
}

class Reader {
public:
  void start(int id) { last_.insert({id, 0}); }
  void stop(int id) { last_.erase(id); }
  void read_bad(asio::ip::tcp::socket &socket, int id, asio::yield_context yield) {
    int &last = last_.at(id);
    last = socket.async_read_some(asio::buffer(buffer_), yield); // expected-warning {{is used after a suspend point}}
  }
  void read_ok(asio::ip::tcp::socket &socket, int id, asio::yield_context yield) {
    std::size_t n = socket.async_read_some(asio::buffer(buffer_), yield);
    last_.at(id) = n;
  }

private:
  std::map<int, int> last_;
  char buffer_[64];
};
