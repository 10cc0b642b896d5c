// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// A member whose destructor waits for what runs in it, and members that are destroyed before that.

#include "libcoro.h"
#include "userver.h"

#include <boost/asio.hpp>
#include <chrono>
#include <deque>
#include <future>
#include <latch>
#include <map>
#include <memory>
#include <mutex>
#include <string>

using namespace userver;

std::string fetch(const std::string &key);
void show(const std::string &text);

#define REFRESH                                                                                                                            \
  while (!engine::current_task::ShouldCancel()) {                                                                                          \
    engine::SleepFor(std::chrono::seconds(1));                                                                                             \
    prices_["eur"] = fetch("eur");                                                                                                         \
  }

class storage_first {
  concurrent::BackgroundTaskStorage tasks_;
  std::map<std::string, std::string> prices_;

public:
  void start_bad() {
    tasks_.AsyncDetach("refresh", [this] { REFRESH }); // expected-warning {{uses 'prices_', but that is destroyed before 'tasks_', which is declared in front of it and waits for its tasks in its destructor}}
  }
};

class storage_last {
  std::map<std::string, std::string> prices_;
  concurrent::BackgroundTaskStorage tasks_;

public:
  void start_ok() {
    tasks_.AsyncDetach("refresh", [this] { REFRESH });
  }
};

class waits_first {
  concurrent::BackgroundTaskStorage tasks_;
  std::map<std::string, std::string> prices_;

public:
  ~waits_first() { tasks_.CancelAndWait(); }
  void start_ok() {
    tasks_.AsyncDetach("refresh", [this] { REFRESH });
  }
};

class by_method {
  concurrent::BackgroundTaskStorage tasks_;
  std::map<std::string, std::string> prices_;
  void refresh() { REFRESH }

public:
  by_method() {
    start_bad();
  }
  void start_bad() {
    tasks_.AsyncDetach("refresh", [this] { refresh(); }); // expected-warning {{uses 'prices_'}}
  }
};

class not_suspended {
  concurrent::BackgroundTaskStorage tasks_;
  engine::Mutex mutex_;
  std::deque<std::string> queue_;

public:
  void push_bad(std::string text) {
    tasks_.AsyncDetach("push", [this, text = std::move(text)] { // expected-warning {{uses 'queue_'}}
      std::unique_lock lock(mutex_);
      queue_.push_back(text);
    });
  }
};

class copies {
  struct state {
    std::deque<std::string> queue;
  };
  concurrent::BackgroundTaskStorage tasks_;
  std::shared_ptr<state> state_ = std::make_shared<state>();
  std::string name_;
  int count_ = 0;

public:
  void start_ok() {
    tasks_.AsyncDetach("push", [state = state_, name = name_, this] {
      engine::SleepFor(std::chrono::seconds(1));
      state->queue.push_back(name);
      ++count_; // Nothing destroys a number.
    });
  }
};

struct named {
  std::string name_;
};

class of_base : named {
  concurrent::BackgroundTaskStorage tasks_;

public:
  void start_ok() {
    tasks_.AsyncDetach("show", [this] {
      engine::SleepFor(std::chrono::seconds(1));
      show(name_);
    });
  }
};

class handle_first {
  engine::TaskWithResult<void> task_;
  std::string name_;

public:
  void start_bad() {
    task_ = utils::Async("show", [this] { // expected-warning {{uses 'name_', but that is destroyed before 'task_'}}
      engine::SleepFor(std::chrono::seconds(1));
      show(name_);
    });
  }
};

class handle_last {
  std::string name_;
  engine::TaskWithResult<void> task_;

public:
  void start_ok() {
    task_ = utils::Async("show", [this] {
      engine::SleepFor(std::chrono::seconds(1));
      show(name_);
    });
  }
};

class handle_cancelled {
  engine::TaskWithResult<void> task_;
  std::string name_;

public:
  ~handle_cancelled() { task_.SyncCancel(); }
  void start_ok() {
    task_ = utils::Async("show", [this] {
      engine::SleepFor(std::chrono::seconds(1));
      show(name_);
    });
  }
};

using boost::asio::awaitable;

class pool_first {
  boost::asio::thread_pool pool_{4};
  std::map<int, std::string> names_;
  awaitable<void> work() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (;;) {
      timer.expires_after(std::chrono::seconds(1));
      co_await timer.async_wait(boost::asio::use_awaitable);
      show(names_[1]);
    }
  }

public:
  void start_bad() {
    co_spawn(pool_, work(), boost::asio::detached); // expected-warning {{'pool_first::work' uses 'names_', but that is destroyed before 'pool_'}}
  }
};

class executor_of_pool {
  boost::asio::thread_pool pool_{4};
  std::map<int, std::string> names_;
  awaitable<void> work() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    co_await timer.async_wait(boost::asio::use_awaitable);
    show(names_[1]);
  }

public:
  void start_bad() {
    co_spawn(pool_.get_executor(), [this] { return work(); }, boost::asio::detached); // expected-warning {{'executor_of_pool::work' uses 'names_', but that is destroyed before 'pool_'}}
  }
};

class pool_last {
  std::map<int, std::string> names_;
  boost::asio::thread_pool pool_{4};
  awaitable<void> work() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    co_await timer.async_wait(boost::asio::use_awaitable);
    show(names_[1]);
  }

public:
  void start_ok() {
    co_spawn(pool_, work(), boost::asio::detached);
  }
};

class pool_joined {
  boost::asio::thread_pool pool_{4};
  std::map<int, std::string> names_;
  awaitable<void> work() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    co_await timer.async_wait(boost::asio::use_awaitable);
    show(names_[1]);
  }

public:
  void stop() {
    pool_.stop();
    pool_.join();
  }
  void start_ok() {
    co_spawn(pool_, work(), boost::asio::detached);
  }
};

class waits_for_each {
  boost::asio::thread_pool pool_{4};
  std::map<int, std::string> names_;
  std::promise<void> done_;
  awaitable<void> work() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    co_await timer.async_wait(boost::asio::use_awaitable);
    show(names_[1]);
  }

public:
  void future_ok() {
    auto done = co_spawn(pool_, work(), boost::asio::use_future);
    done.get();
  }
  void handler_ok() {
    co_spawn(pool_, work(), [this](std::exception_ptr) { done_.set_value(); });
    done_.get_future().wait();
  }
};

class waits_in_destructor {
  boost::asio::thread_pool pool_{4};
  std::map<int, std::string> names_;
  std::latch done_{1};
  awaitable<void> work() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    co_await timer.async_wait(boost::asio::use_awaitable);
    show(names_[1]);
    done_.count_down();
  }

public:
  ~waits_in_destructor() { done_.wait(); }
  void start_ok() {
    co_spawn(pool_, work(), boost::asio::detached);
  }
};

// What waits in it is destroyed with it, and runs no more.
class context_first {
  boost::asio::io_context context_;
  std::map<int, std::string> names_;
  awaitable<void> work() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    co_await timer.async_wait(boost::asio::use_awaitable);
    show(names_[1]);
  }

public:
  void start_ok() {
    co_spawn(context_, work(), boost::asio::detached);
    context_.run();
  }
};

class group_first {
  coro::task_group<coro::scheduler> group_;
  std::deque<std::string> log_;
  coro::event tick_;
  coro::task<void> pump() {
    co_await tick_;
    log_.push_back("x");
  }

public:
  void start_bad() {
    (void)group_.start(pump()); // expected-warning {{'group_first::pump' uses 'log_', but that is destroyed before 'group_'}}
  }
};
