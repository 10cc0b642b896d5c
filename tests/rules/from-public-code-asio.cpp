// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Forms of Asio services that are public, in words of our own. They are right, or their twins are wrong.

#include <boost/asio.hpp>
#include <boost/asio/experimental/coro.hpp>

#include <array>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using namespace std::chrono_literals;

void use(int value);
awaitable<void> tick(int &n);

// A condition variable of one's own: each waiter takes out what it has put in.

struct bell {
  explicit bell(asio::any_io_executor);
  awaitable<void> rung();
  void ring();
};

class condition {
public:
  std::function<awaitable<void>()> waiter_ok() {
    unsigned seen;
    {
      std::scoped_lock lock(mutex_);
      seen = version_;
    }
    return [this, seen]() -> awaitable<void> {
      auto executor = co_await asio::this_coro::executor;
      decltype(waiters_)::iterator mine;
      {
        std::scoped_lock lock(mutex_);
        if (seen != version_)
          co_return;
        std::tie(mine, std::ignore) = waiters_.insert(std::make_unique<bell>(executor));
      }
      co_await (*mine)->rung(); // expected-warning {{corosafe-lost-cleanup}}
      std::scoped_lock lock(mutex_);
      waiters_.erase(mine);
    };
  }
  void notify_all() {
    std::scoped_lock lock(mutex_);
    ++version_;
    for (auto &w : waiters_)
      w->ring();
  }

private:
  std::mutex mutex_;
  std::set<std::unique_ptr<bell>> waiters_;
  unsigned version_ = 0;
};

class forgetful_condition {
public:
  std::function<awaitable<void>()> waiter_bad() {
    return [this]() -> awaitable<void> {
      auto [mine, fresh] = waiters_.insert(std::make_unique<bell>(co_await asio::this_coro::executor));
      co_await (*mine)->rung(); // expected-warning {{corosafe-lost-cleanup}}
      waiters_.erase(mine); // expected-warning {{points into 'waiters_'}}
    };
  }
  void notify_all() {
    for (auto &w : waiters_)
      w->ring();
    waiters_.clear();
  }

private:
  std::set<std::unique_ptr<bell>> waiters_;
};

// Threads that run a context of our own, and an executor that stands for it.

void threads_ok() {
  asio::io_context io;
  asio::any_io_executor executor = io.get_executor();
  auto work = asio::make_work_guard(executor);
  std::array<std::thread, 4> threads;
  for (auto &t : threads)
    t = std::thread([&] { io.run(); });
  int count = 0;
  for (int i = 0; i < 10; ++i)
    co_spawn(executor, [&]() -> awaitable<void> { co_await tick(count); }, detached);
  work.reset();
  for (auto &t : threads)
    t.join();
}

asio::io_context &background();

void threads_bad() {
  asio::any_io_executor executor = background().get_executor();
  int count = 0;
  co_spawn(executor, [&]() -> awaitable<void> { co_await tick(count); }, detached); // expected-warning {{corosafe-dangling-task}}
}

// A future that throws is as complete as one that gives.

struct inner {
  awaitable<std::optional<int>> read(int key);
  int base = 0;
};

awaitable<std::optional<int>> fetch(int key);

awaitable<std::optional<int>> inner::read(int key) {
  auto v = co_await fetch(key);
  co_return v ? std::optional<int>(*v + base) : v;
}

class blocking_reader {
public:
  std::optional<int> read_ok(int key) {
    try {
      std::future<std::optional<int>> result{co_spawn(executor_, inner_.read(key), asio::use_future)};
      const std::optional<int> v{result.get()};
      return v;
    } catch (const std::exception &) {
      return std::nullopt;
    }
  }
  std::optional<int> read_bad(int key) {
    try {
      std::future<std::optional<int>> result{co_spawn(executor_, inner_.read(key), asio::use_future)}; // expected-warning {{corosafe-dangling-task}}
      if (result.wait_for(1s) == std::future_status::timeout)
        return std::nullopt;
      return result.get();
    } catch (const std::exception &) {
      return std::nullopt;
    }
  }

private:
  asio::any_io_executor executor_;
  inner inner_;
};

// A thread says that it is done, and is then joined.

awaitable<void> threaded_ok(std::function<void()> run) {
  asio::steady_timer done(co_await asio::this_coro::executor, std::chrono::hours(24));
  std::thread worker([&] {
    run();
    done.cancel();
  });
  boost::system::error_code ec;
  co_await done.async_wait(asio::redirect_error(use_awaitable, ec));
  worker.join();
}

awaitable<void> threaded_bad(std::function<void()> run) {
  asio::steady_timer pause(co_await asio::this_coro::executor, 1s);
  std::thread worker([&] { run(); });
  co_await pause.async_wait(use_awaitable);
  worker.join(); // expected-warning {{corosafe-blocking-call}}
}

// A context that is asked for is somebody's, and runs on.


awaitable<void> store(const std::string &text);
awaitable<void> rest();
awaitable<void> say(const std::string &text) {
  co_await rest();
  co_await store(text);
}

class service {
public:
  static service &instance();
  asio::io_context &context() { return io_; }
  asio::io_context &other_context();

  void own_bad(const std::string &text) {
    co_spawn(io_, say(text), detached); // expected-warning {{'say' uses 'text', but its scope is not joined while that lives}}
  }
  void own_local_bad(int n) {
    std::string text = std::to_string(n);
    co_spawn(io_, say(text), detached); // expected-warning {{'say' uses 'text'}}
  }
  void own_this_ok() {
    co_spawn(
        io_,
        [this]() -> awaitable<void> {
          co_await rest();
          co_await store(name_);
        },
        detached);
  }
  void own_run_ok(int n) {
    std::string text = std::to_string(n);
    co_spawn(io_, say(text), detached);
    io_.run();
  }
  void own_copy_ok(const std::string &text) {
    co_spawn(io_, [text]() -> awaitable<void> { co_await say(text); }, detached);
  }

private:
  asio::io_context io_;
  std::string name_;
};

void instance_bad(int n) {
  std::string text = std::to_string(n);
  co_spawn(service::instance().other_context(), say(text), detached); // expected-warning {{'say' uses 'text'}}
}

void by_reference_bad(service &s, const std::string &text) {
  co_spawn( // expected-warning {{uses 'text'}}
      s.context(), [&]() -> awaitable<void> { co_await say(text); }, detached);
}

void by_value_ok(service &s, std::string text) {
  co_spawn(s.other_context(), [text = std::move(text)]() -> awaitable<void> { co_await say(text); }, detached);
}

void run_there_ok(service &s, int n) {
  std::string text = std::to_string(n);
  co_spawn(s.other_context(), say(text), detached);
  s.other_context().run();
}

struct part {
  service &service_;
  void part_bad(int n) {
    std::string text = std::to_string(n);
    co_spawn(service_.other_context(), say(text), detached); // expected-warning {{'say' uses 'text'}}
  }
};

class logger : public std::enable_shared_from_this<logger> {
public:
  void write_reference(const std::string &text) {
    co_spawn(
        service::instance().other_context(), [self = shared_from_this(), &text]() -> awaitable<void> { co_await say(text); }, detached);
  }
  void write_copy(const std::string &text) {
    co_spawn(
        service::instance().other_context(), [self = shared_from_this(), text]() -> awaitable<void> { co_await say(text); }, detached);
  }
};

void logs_a_temporary_bad(std::shared_ptr<logger> log, int n) {
  log->write_reference(std::to_string(n)); // expected-warning {{uses a temporary that dies at the end of the statement}}
}

void logs_a_copy_ok(std::shared_ptr<logger> log, int n) { log->write_copy(std::to_string(n)); }

// A sequence of one's own: nobody has to ask for an element, but to make it and let it go at once is of no use.
asio::experimental::coro<int> packets(asio::ip::tcp::socket &socket) {
  char packet[64];
  while (socket.is_open())
    co_yield static_cast<int>(co_await socket.async_read_some(asio::buffer(packet), asio::deferred));
}

awaitable<void> asked_while_open_ok(asio::ip::tcp::socket &socket) {
  auto incoming = packets(socket);
  while (socket.is_open()) {
    auto packet = co_await incoming.async_resume(use_awaitable);
    if (!packet)
      break;
    use(*packet);
  }
}

void asked_by_nobody_bad(asio::ip::tcp::socket &socket) {
  packets(socket); // expected-warning {{it never runs}}
}
