// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// folly::coro: cancellation arrives as an exception where something that looks at the token is awaited.

#include "folly.h"

#include <exception>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using folly::coro::Task;

void log(const std::string &text);

namespace folly::detail {
enum class ScopeGuardOnExit {};
template <class F> struct ScopeGuardImpl {
  F f;
  ~ScopeGuardImpl() { f(); }
  void dismiss();
};
template <class F> ScopeGuardImpl<F> operator+(ScopeGuardOnExit, F &&f) { return {std::move(f)}; }
} // namespace folly::detail
#define SCOPE_EXIT auto scope_guard = ::folly::detail::ScopeGuardOnExit() + [&]() noexcept

namespace folly {
template <class F> detail::ScopeGuardImpl<F> makeGuard(F &&f) { return {std::move(f)}; }
} // namespace folly

struct Connection {
  Task<std::string> query(std::string text);
  Task<void> disconnect();
  Task<void> connect();
  Task<void> rollback();
};

struct Request {
  int id;
};

class Service {
public:
  Task<void> inFlightBad(Connection &connection) {
    ++inFlight_;
    co_await connection.query("select 1"); // expected-warning {{'inFlight_' is never set back}}
    --inFlight_;
  }

  Task<void> inFlightOk(Connection &connection) {
    ++inFlight_;
    SCOPE_EXIT { --inFlight_; };
    co_await connection.query("select 1");
  }

  Task<void> inFlightGuardOk(Connection &connection) {
    ++inFlight_;
    auto guard = folly::makeGuard([this] { --inFlight_; });
    co_await connection.query("select 1");
  }

  // The guard is dismissed before the next suspend point.
  Task<void> dismissedBad(Connection &connection) {
    ++inFlight_;
    auto guard = folly::makeGuard([this] { --inFlight_; });
    co_await connection.query("select 1");
    guard.dismiss();
    co_await connection.query("select 2"); // expected-warning {{'inFlight_' is never set back}}
    --inFlight_;
  }

  Task<void> mutexBad() {
    co_await mutex_.co_lock();
    co_await folly::coro::sleep(1s); // expected-warning {{'mutex_.unlock()' is never called}}
    mutex_.unlock();
  }

  Task<void> mutexOk() {
    auto lock = co_await mutex_.co_scoped_lock();
    co_await folly::coro::sleep(1s);
  }

  Task<void> mutexAdoptedOk() {
    co_await mutex_.co_lock();
    std::unique_lock<folly::coro::Mutex> lock(mutex_, std::adopt_lock);
    co_await folly::coro::sleep(1s);
  }

  Task<void> mutexUnlockedFirstOk() {
    co_await mutex_.co_lock();
    ++inFlight_;
    mutex_.unlock();
    co_await folly::coro::sleep(1s);
  }

  Task<void> handlerOk(Connection &connection) {
    busy_ = true;
    try {
      co_await connection.query("select 1");
    } catch (const std::exception &e) {
      busy_ = false;
      throw;
    }
    busy_ = false;
  }

  // OperationCancelled is no runtime_error.
  Task<void> handlerBad(Connection &connection) {
    busy_ = true;
    try {
      co_await connection.query("select 1"); // expected-warning {{'busy_' is never set back}}
    } catch (const std::runtime_error &e) {
      busy_ = false;
      throw;
    }
    busy_ = false;
  }

  Task<void> timeoutHandlerBad(Connection &connection) {
    busy_ = true;
    try {
      co_await folly::coro::timeout(connection.query("select 1"), 1s); // expected-warning {{'busy_' is never set back}}
    } catch (const folly::FutureTimeout &) {
      log("late");
    }
    busy_ = false;
  }

  Task<void> cancelledHandlerOk(Connection &connection) {
    busy_ = true;
    try {
      co_await connection.query("select 1");
    } catch (const folly::OperationCancelled &) {
      busy_ = false;
      throw;
    }
    busy_ = false;
  }

  // The result says whether it was cancelled, and the code goes on.
  Task<void> tryOk(Connection &connection) {
    busy_ = true;
    auto result = co_await folly::coro::co_awaitTry(connection.query("select 1"));
    busy_ = false;
    log(result.value());
  }

  Task<void> shieldedOk(Connection &connection) {
    busy_ = true;
    co_await folly::coro::co_withCancellation(folly::CancellationToken{}, connection.query("select 1"));
    busy_ = false;
  }

  Task<void> registryBad(Request &request, Connection &connection) {
    pending_.emplace(request.id, &request);
    co_await connection.query("select 1"); // expected-warning {{'pending_.erase()' is never called}}
    pending_.erase(request.id);
  }

  Task<void> subscriptBad(Request &request, Connection &connection) {
    pending_[request.id] = &request;
    co_await connection.query("select 1"); // expected-warning {{is never}}
    pending_.erase(request.id);
  }

  // A response that somebody else takes out.
  Task<void> handedOverOk(Request &request, Connection &connection) {
    pending_.emplace(request.id, &request);
    co_await connection.query("select 1");
  }

  Task<void> connectionBad(Connection &connection) {
    co_await connection.connect();
    co_await connection.query("select 1"); // expected-warning {{'connection.disconnect()' is never called}}
    co_await connection.disconnect();
  }

  // The handler only remembers; the cleanup behind it is awaited by a coroutine that is already cancelled.
  Task<void> connectionHandlerBad(Connection &connection) {
    co_await connection.connect();
    std::exception_ptr error;
    try {
      co_await connection.query("select 1"); // expected-warning {{'connection.disconnect()' is never called}}
    } catch (...) {
      error = std::current_exception();
    }
    co_await connection.disconnect();
    if (error)
      std::rethrow_exception(error);
  }

  Task<void> connectionShieldedOk(Connection &connection) {
    co_await connection.connect();
    std::exception_ptr error;
    try {
      co_await connection.query("select 1");
    } catch (...) {
      error = std::current_exception();
    }
    co_await folly::coro::co_withCancellation(folly::CancellationToken{}, connection.disconnect());
    if (error)
      std::rethrow_exception(error);
  }

  Task<void> loopBad(Connection &connection) {
    for (int i = 0; i < 3; ++i) {
      ++inFlight_;
      co_await connection.query("select 1"); // expected-warning {{'inFlight_' is never set back}}
      --inFlight_;
    }
  }

  Task<void> severalBad(Connection &connection) {
    paused_ = true;
    co_await connection.query("select 1"); // expected-warning {{cancelled at one of 2 suspend points}}
    co_await connection.query("select 2");
    paused_ = false;
  }

  /// Lowered in the same round as it was raised: the next round's begin is no end of it.
  Task<void> eachRoundOk(Connection &connection) {
    for (;;) {
      co_await connection.query("wait");
      ++inFlight_;
      auto r = co_await folly::coro::co_awaitTry(connection.query("select"));
      --inFlight_;
    }
  }

  Task<void> lentBad(Connection &connection) {
    for (;;) {
      --inFlight_;
      co_await connection.query("wait"); // expected-warning {{'inFlight_' is never set back}}
      ++inFlight_;
    }
  }

private:
  int inFlight_ = 0;
  bool busy_ = false, paused_ = false;
  folly::coro::Mutex mutex_;
  std::map<int, Request *> pending_;
};

// A handler asks whether somebody else has ended it, and ends it otherwise.

struct Source;
struct Track {
  bool started = false;
  Source *source = nullptr;
};

class Tracks {
public:
  Task<Source *> get_ok(const std::string &name) {
    auto it = tracks_.find(name);
    if (it == tracks_.end())
      it = tracks_.emplace(name, new Track).first;
    auto track = it->second;
    if (!track->started) {
      track->started = true;
      try {
        track->source = co_await open(name);
      } catch (...) {
        if (auto found = tracks_.find(name); found != tracks_.end() && found->second == track)
          tracks_.erase(found);
        throw;
      }
    }
    co_return track->source;
  }
  Task<void> by_key_ok(std::string name) {
    open_[name] = 1;
    try {
      co_await open(name);
    } catch (...) {
      if (open_.count(name))
        open_.erase(name);
      throw;
    }
    open_.erase(name);
  }
  Task<void> only_asked_bad(std::string name) {
    open_.emplace(name, 1);
    try {
      co_await open(name); // expected-warning {{'open_.erase()' is never called}}
    } catch (...) {
      if (open_.count(name))
        log("still open");
      throw;
    }
    open_.erase(name);
  }
  Task<void> asked_afterwards_bad(std::string name) {
    open_.emplace(name, 1);
    co_await open(name); // expected-warning {{'open_.erase()' is never called}}
    if (auto it = open_.find(name); it != open_.end())
      open_.erase(it);
  }

private:
  Task<Source *> open(std::string name);
  std::map<std::string, Track *> tracks_;
  std::map<std::string, int> open_;
};

// What is put in is taken out in a later turn, as the others tell what they are done with.
class Collector {
public:
  Task<void> scan_ok(Connection &connection, std::vector<int> &finished) {
    for (;;) {
      for (int done : finished)
        queued_.erase(done);
      const std::string found = co_await connection.query("next");
      if (found.empty())
        break;
      const int key = static_cast<int>(found.size());
      queued_.insert(key);
    }
  }

  Task<void> one_bad(Connection &connection, int key) {
    queued_.insert(key);
    co_await connection.query("next"); // expected-warning {{'queued_.erase()' is never called}}
    queued_.erase(key);
  }

private:
  std::set<int> queued_;
};

struct Node {
  Task<void> addIntoReadSet(Connection &connection);
  Task<void> remove(Connection &connection);
};

Task<void> two_steps_ok(Node &node, Connection &connection) {
  co_await node.addIntoReadSet(connection);
  co_await connection.query("update");
  co_await node.remove(connection);
}

// A state that the loop goes by from turn to turn is nothing that is under way.
class Blocks {
public:
  Task<void> read_all_ok(Connection &connection) {
    for (;;) {
      const std::string text = co_await connection.query("next");
      if (text.empty())
        break;
      if (first_) {
        first_ = false;
        continue;
      }
      if (text == "again")
        first_ = true;
    }
  }

  Task<void> run_bad(Connection &connection) {
    running_ = true;
    while (running_) {
      const std::string text = co_await connection.query("next"); // expected-warning {{'running_' is never set back}}
      if (text.empty())
        break;
    }
    running_ = false;
  }

private:
  bool first_ = true, running_ = false;
};
