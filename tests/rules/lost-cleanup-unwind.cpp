// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// libunifex, corral: a cancelled coroutine is not resumed. Its frame is destroyed from the inside out, so destructors run
// and handlers do not.

#include "corral.h"
#include "unifex.h"

#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

using namespace std::chrono_literals;

void log(const char *text);

template <class F> struct finally {
  F f;
  ~finally() { f(); }
};
template <class F> finally(F) -> finally<F>;

class gauge {
public:
  void increment();
  void decrement();
};
class gauge_scope {
public:
  explicit gauge_scope(gauge &g) : g_(g) { g_.increment(); }
  ~gauge_scope() { g_.decrement(); }

private:
  gauge &g_;
};

//===-- libunifex ------------------------------------------------------------===//

class worker {
public:
  unifex::task<void> count_bad() {
    ++running_;
    co_await unifex::schedule_after(sched_, 1s); // expected-warning {{'running_' is never set back}}
    --running_;
  }

  // No catch block runs.
  unifex::task<void> handler_bad() {
    ++running_;
    try {
      co_await unifex::schedule_after(sched_, 1s); // expected-warning {{'running_' is never set back}}
    } catch (...) {
      --running_;
      throw;
    }
    --running_;
  }

  unifex::task<void> destructor_ok() {
    ++running_;
    finally leave{[this] { --running_; }};
    co_await unifex::schedule_after(sched_, 1s);
  }

  unifex::task<void> guard_ok() {
    gauge_scope scope(gauge_);
    co_await unifex::schedule_after(sched_, 1s);
  }

  unifex::task<void> gauge_bad() {
    gauge_.increment();
    co_await unifex::schedule_after(sched_, 1s); // expected-warning {{'gauge_.decrement()' is never called}}
    gauge_.decrement();
  }

  unifex::task<void> lock_bad() {
    co_await mutex_.async_lock();
    co_await unifex::schedule_after(sched_, 1s); // expected-warning {{'mutex_.unlock()' is never called}}
    mutex_.unlock();
  }

  unifex::task<void> lock_adopted_ok() {
    co_await mutex_.async_lock();
    std::unique_lock<unifex::async_mutex> lock(mutex_, std::adopt_lock);
    co_await unifex::schedule_after(sched_, 1s);
  }

  unifex::task<void> unstoppable_ok() {
    ++running_;
    co_await unifex::unstoppable(unifex::schedule_after(sched_, 1s));
    --running_;
  }

  unifex::task<void> flag_bad() {
    active_ = true;
    co_await unifex::schedule_after(sched_, 1s); // expected-warning {{'active_' is never set back}}
    active_ = false;
  }

  unifex::task<void> both_sides_ok() {
    active_ = true;
    active_ = false;
    co_await unifex::schedule_after(sched_, 1s);
    active_ = true;
    active_ = false;
  }

  // Done is an empty optional here, and the code goes on.
  unifex::task<void> done_as_optional_ok() {
    active_ = true;
    co_await unifex::done_as_optional(unifex::schedule_after(sched_, 1s));
    active_ = false;
  }

  unifex::task<void> buffer_bad() {
    char *buffer = new char[64];
    co_await unifex::schedule_after(sched_, 1s); // expected-warning {{'buffer' is never released}}
    delete[] buffer;
  }

  unifex::task<void> buffer_ok() {
    auto buffer = std::make_unique<char[]>(64);
    co_await unifex::schedule_after(sched_, 1s);
  }

private:
  unifex::scheduler sched_;
  unifex::async_mutex mutex_;
  gauge gauge_;
  int running_ = 0;
  bool active_ = false;
};

//===-- corral ---------------------------------------------------------------===//

class listener {
public:
  corral::Task<void> wait_bad() {
    ++waiting_;
    co_await ready_; // expected-warning {{'waiting_' is never set back}}
    --waiting_;
  }

  corral::Task<void> wait_ok() {
    ++waiting_;
    finally leave{[this] { --waiting_; }};
    co_await ready_;
  }

  corral::Task<void> permits_bad() {
    co_await permits_.acquire();
    co_await ready_; // expected-warning {{'permits_.release()' is never called}}
    permits_.release();
  }

  corral::Task<void> permits_lock_ok() {
    auto lock = co_await permits_.lock();
    co_await ready_;
  }

  corral::Task<void> handler_bad() {
    open_ = true;
    try {
      co_await ready_; // expected-warning {{'open_' is never set back}}
    } catch (const std::exception &) {
      open_ = false;
      throw;
    }
    open_ = false;
  }

  corral::Task<void> noncancellable_ok() {
    open_ = true;
    co_await corral::noncancellable(child());
    open_ = false;
  }

  corral::Task<void> child() { co_await ready_; }

  corral::Task<void> child_bad() {
    open_ = true;
    co_await child(); // expected-warning {{'open_' is never set back}}
    open_ = false;
  }

  corral::Task<void> nothing_suspends() {
    ++waiting_;
    co_return;
  }
  corral::Task<void> awaits_what_never_suspends_ok() {
    open_ = true;
    co_await nothing_suspends();
    open_ = false;
  }

  corral::Task<void> observers_bad(int *observer) {
    observers_.push_back(observer);
    co_await ready_; // expected-warning {{is never called}}
    std::erase(observers_, observer);
  }

  // A queue that is worked off is no pair.
  corral::Task<void> queue_ok() {
    while (!observers_.empty()) {
      co_await ready_;
      observers_.pop_back();
    }
  }

private:
  corral::Event ready_;
  corral::Semaphore permits_;
  std::vector<int *> observers_;
  int waiting_ = 0;
  bool open_ = false;
};
