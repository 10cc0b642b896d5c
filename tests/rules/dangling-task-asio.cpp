// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Boost.Asio: co_spawn keeps a callable that it is given, and not what a task was called on.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <atomic>
#include <cstdio>
#include <functional>
#include <future>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::use_future;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> serve(tcp::socket &socket) {
  std::array<char, 512> data;
  for (;;) {
    std::size_t n = co_await socket.async_read_some(asio::buffer(data), use_awaitable);
    co_await asio::async_write(socket, asio::buffer(data, n), use_awaitable);
  }
}

awaitable<void> serve_owned(tcp::socket socket) { co_await serve(socket); }

awaitable<void> serve_shared(std::shared_ptr<tcp::socket> socket) { co_await serve(*socket); }

awaitable<void> serve_handle(const std::shared_ptr<tcp::socket> &socket) { co_await serve(*socket); }

awaitable<void> send(tcp::socket &socket, asio::const_buffer what) { co_await asio::async_write(socket, what, use_awaitable); }

awaitable<void> listen_bad(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    co_spawn(acceptor.get_executor(), serve(socket), detached); // expected-warning {{'serve' uses 'socket'}}
  }
}

awaitable<void> listen_ok(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    co_spawn(acceptor.get_executor(), serve_owned(std::move(socket)), detached);
  }
}

awaitable<void> listen_shared_ok(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
    co_spawn(acceptor.get_executor(), serve_shared(socket), detached);
  }
}

awaitable<void> listen_handle_bad(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
    co_spawn(acceptor.get_executor(), serve_handle(socket), detached); // expected-warning {{'serve_handle' uses 'socket'}}
  }
}

awaitable<void> listen_lambda_bad(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    co_spawn( // expected-warning {{uses 'socket'}}
        acceptor.get_executor(), [&socket]() -> awaitable<void> { co_await serve(socket); }, detached);
  }
}

awaitable<void> listen_lambda_ok(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    co_spawn(
        acceptor.get_executor(),
        [socket = std::move(socket)]() mutable -> awaitable<void> { co_await serve(socket); }, detached);
  }
}

awaitable<void> listen_called_lambda_bad(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
    co_spawn(acceptor.get_executor(), [socket]() -> awaitable<void> { co_await serve(*socket); }(), detached); // expected-warning {{uses the captures of a closure}}
  }
}

awaitable<void> listen_called_lambda_with_parameter_ok(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
    co_spawn(acceptor.get_executor(),
             [](std::shared_ptr<tcp::socket> socket) -> awaitable<void> { co_await serve(*socket); }(socket), detached);
  }
}

awaitable<void> listen_named_lambda_bad(tcp::acceptor acceptor) {
  auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
  auto work = [socket]() -> awaitable<void> { co_await serve(*socket); };
  co_spawn(acceptor.get_executor(), work(), detached); // expected-warning {{uses the captures of 'work'}}
}

awaitable<void> listen_named_lambda_ok(tcp::acceptor acceptor) {
  auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
  auto work = [socket]() -> awaitable<void> { co_await serve(*socket); };
  co_spawn(acceptor.get_executor(), work, detached);
}

awaitable<void> send_view_bad(tcp::socket &socket) {
  std::string hello = "hello";
  co_spawn(socket.get_executor(), send(socket, asio::buffer(hello)), detached); // expected-warning {{'send' uses 'hello'}}
  co_return;
}

awaitable<void> send_view_ok(tcp::socket &socket) {
  std::string hello = "hello";
  co_await send(socket, asio::buffer(hello));
}

awaitable<void> child_awaited_ok(tcp::socket socket) {
  co_await co_spawn(socket.get_executor(), serve(socket), use_awaitable);
}

awaitable<void> child_awaited_later_ok(tcp::socket socket) {
  auto work = co_spawn(socket.get_executor(), serve(socket), use_awaitable);
  co_await std::move(work);
}

awaitable<void> child_signals_ok(tcp::socket socket) {
  asio::steady_timer done(socket.get_executor(), asio::steady_timer::time_point::max());
  co_spawn(socket.get_executor(), serve(socket), [&done](std::exception_ptr) { done.cancel(); });
  co_await done.async_wait(asio::as_tuple(use_awaitable));
}

awaitable<void> child_waits_a_while_bad(tcp::socket socket) {
  asio::steady_timer timer(socket.get_executor(), 1s);
  co_spawn(socket.get_executor(), serve(socket), detached); // expected-warning {{'serve' uses 'socket'}}
  co_await timer.async_wait(use_awaitable);
}

//===-- outside coroutines -------------------------------------------------------===//

awaitable<void> work(std::string &log) {
  auto ex = co_await asio::this_coro::executor;
  asio::steady_timer timer(ex, 1s);
  co_await timer.async_wait(use_awaitable);
  log += "done";
}

std::string run_ok() {
  asio::io_context io;
  std::string log;
  co_spawn(io, work(log), detached);
  io.run();
  return log;
}

std::string pool_ok() {
  asio::thread_pool pool(2);
  std::string log;
  co_spawn(pool, work(log), detached);
  pool.join();
  return log;
}

std::string future_ok(asio::io_context &io) {
  std::string log;
  auto done = co_spawn(io, work(log), use_future);
  done.get();
  return log;
}

std::string threads_ok(asio::io_context &io) {
  std::string log;
  co_spawn(io, work(log), detached);
  std::thread t([&io] { io.run(); });
  t.join();
  return log;
}

void fire_bad(asio::io_context &io) {
  std::string log;
  co_spawn(io, work(log), detached); // expected-warning {{'work' uses 'log'}}
}

void fire_by_value_bad(asio::io_context &io, std::string log) {
  co_spawn(io, work(log), detached); // expected-warning {{'work' uses 'log'}}
}

void fire_reference_capture_bad(asio::io_context &io) {
  int hits = 0;
  co_spawn( // expected-warning {{uses 'hits'}}
      io, [&]() -> awaitable<void> { ++hits; co_return; }, detached);
}

void fire_static_ok(asio::io_context &io) {
  static std::string log;
  co_spawn(io, work(log), detached);
}

void fire_callers_ok(asio::io_context &io, std::string &log) { co_spawn(io, work(log), detached); }

void start_all_ok(asio::io_context &io, std::vector<std::shared_ptr<tcp::socket>> &sockets) {
  for (auto &socket : sockets)
    co_spawn(io, serve_shared(socket), detached);
}

void start_all_bad(asio::io_context &io, std::vector<std::shared_ptr<tcp::socket>> sockets) {
  for (auto &socket : sockets)
    co_spawn(io, serve_handle(socket), detached); // expected-warning {{'serve_handle' uses 'sockets[...]'}}
}

void start_handle_bad(asio::io_context &io, const std::shared_ptr<tcp::socket> &socket) {
  co_spawn(io, serve_handle(socket), detached); // expected-warning {{'serve_handle' uses 'socket'}}
}

//===-- members ------------------------------------------------------------------------===//

class session : public std::enable_shared_from_this<session> {
public:
  explicit session(tcp::socket socket) : socket_(std::move(socket)) {}

  void start_bad() {
    co_spawn(socket_.get_executor(), loop(), detached); // expected-warning {{'session::loop' uses 'this'}}
  }
  void start_lambda_bad() {
    co_spawn( // expected-warning {{uses 'this'}}
        socket_.get_executor(), [this]() -> awaitable<void> { co_await loop(); }, detached);
  }
  void start_ok() {
    co_spawn(socket_.get_executor(), [self = shared_from_this()] { return self->loop(); }, detached);
  }
  void start_this_and_self_ok() {
    auto self = shared_from_this();
    co_spawn(socket_.get_executor(), [this, self]() -> awaitable<void> { co_await loop(); }, detached);
  }
  void start_handler_holds_ok() {
    co_spawn(socket_.get_executor(), loop(), [self = shared_from_this()](std::exception_ptr) {});
  }
  void start_held_ok() { co_spawn(socket_.get_executor(), loop_held(), detached); }
  void start_weak_ok() {
    co_spawn(socket_.get_executor(), [weak = weak_from_this()]() -> awaitable<void> {
      if (auto self = weak.lock())
        co_await self->loop();
    }, detached);
  }
  void stop() { socket_.close(); }

private:
  tcp::socket socket_;
  std::string inbox_;

  awaitable<void> loop() {
    for (;;)
      co_await asio::async_read_until(socket_, asio::dynamic_buffer(inbox_), '\n', use_awaitable);
  }
  awaitable<void> loop_held() {
    auto self = shared_from_this();
    co_await loop();
  }
};

class server {
public:
  server(asio::io_context &io, unsigned short port) : acceptor_(io, {tcp::v4(), port}) {
    co_spawn(io, accept(), detached);
  }

private:
  tcp::acceptor acceptor_;
  std::set<std::shared_ptr<session>> sessions_;

  awaitable<void> accept() {
    for (;;) {
      auto s = std::make_shared<session>(co_await acceptor_.async_accept(use_awaitable));
      sessions_.insert(s);
      s->start_ok();
    }
  }
};

void serve_until_stopped_ok() {
  asio::io_context io;
  server s(io, 80);
  io.run();
}

void serve_for_a_moment_bad(asio::io_context &io) {
  server s(io, 80); // expected-warning {{'server::accept' uses 's'}}
}

class owner_of_its_context {
public:
  void start_ok() { co_spawn(pool_, tick(), detached); }

private:
  asio::thread_pool pool_;
  int ticks_ = 0;
  awaitable<void> tick() {
    ++ticks_;
    co_return;
  }
};

class joins_in_its_destructor {
public:
  explicit joins_in_its_destructor(asio::io_context &io) : io_(io) {}
  ~joins_in_its_destructor() {
    if (done_.valid())
      done_.get();
  }
  void start_ok() { done_ = co_spawn(io_, tick(), use_future); }

private:
  asio::io_context &io_;
  std::future<void> done_;
  int ticks_ = 0;
  awaitable<void> tick() {
    ++ticks_;
    co_return;
  }
};

/// What an object behind a pointer starts ends with the context that is run here, or with the only handle of it.
class database {
public:
  explicit database(asio::any_io_executor ex) : ex_(ex) {}
  void start() {
    co_spawn(ex_, [self = this] { return self->reconnect(); }, detached);
  }
  awaitable<void> reconnect() {
    for (;; ++tries_)
      co_await asio::steady_timer(ex_, 1s).async_wait(use_awaitable);
  }

private:
  asio::any_io_executor ex_;
  int tries_ = 0;
};

class services {
public:
  explicit services(asio::any_io_executor ex) : db_(std::make_unique<database>(ex)) {}
  database &db() { return *db_; }

private:
  std::unique_ptr<database> db_;
};

void services_of_this_run_ok() {
  asio::io_context io;
  auto all = std::make_shared<services>(io.get_executor());
  all->db().start();
  io.run();
}

void services_of_another_run_bad(asio::io_context &io) {
  auto all = std::make_shared<services>(io.get_executor());
  all->db().start(); // expected-warning {{a coroutine uses 'all}}
}

std::unique_ptr<services> made_services_ok(asio::io_context &io) {
  auto all = std::make_unique<services>(io.get_executor());
  all->db().start();
  return all;
}

void kept_services_ok(asio::io_context &io, std::vector<std::shared_ptr<services>> &kept) {
  auto all = std::make_shared<services>(io.get_executor());
  kept.push_back(all);
  all->db().start();
}

//===-- objects that hold on to themselves, and contexts of our own -------------===//

// What is a part of the object lives as long as the object, which the coroutine has itself.
class listener : public std::enable_shared_from_this<listener> {
public:
  void start_ok() {
    for (auto &door : doors_)
      co_spawn(ex_, accept(*door), detached);
    co_spawn(ex_, accept(front_), detached);
    open_ok(front_);
  }
  void open_ok(tcp::acceptor &door) { co_spawn(ex_, accept(door), detached); }
  void reopen_ok() {
    for (auto &door : doors_)
      open_ok(*door);
  }
  void start_unheld_bad() {
    for (auto &door : doors_)
      co_spawn(ex_, accept_unheld(*door), detached); // expected-warning {{uses 'this'}}
  }
  void another_bad() {
    tcp::acceptor local(ex_);
    co_spawn(ex_, accept(local), detached); // expected-warning {{uses 'local'}}
  }

private:
  awaitable<void> accept(tcp::acceptor &door) {
    auto self = shared_from_this();
    while (door.is_open())
      co_await serve_owned(co_await door.async_accept(use_awaitable));
  }
  awaitable<void> accept_unheld(tcp::acceptor &door) {
    while (door.is_open())
      co_await serve_owned(co_await door.async_accept(use_awaitable));
  }

  asio::any_io_executor ex_;
  std::vector<std::unique_ptr<tcp::acceptor>> doors_;
  tcp::acceptor front_;
};

// The object's coroutines wait in the context that it was made with, whatever executor they were started on.
class front_end {
public:
  explicit front_end(asio::io_context &io) : acceptor_(std::make_unique<tcp::acceptor>(io)) {}
  void start() { co_spawn(acceptor_->get_executor(), accept(), detached); }

private:
  awaitable<void> accept() {
    for (;;)
      co_await serve_owned(co_await acceptor_->async_accept(use_awaitable));
  }
  std::unique_ptr<tcp::acceptor> acceptor_;
};

void front_end_in_own_context_ok() {
  asio::io_context io;
  front_end web(io);
  web.start();
  io.run();
}
void front_end_ends_before_its_context_runs_bad() {
  asio::io_context io;
  {
    front_end web(io);
    web.start(); // expected-warning {{uses 'web'}}
  }
  io.run();
}
void front_end_in_anothers_context_bad(asio::io_context &io) {
  front_end web(io);
  web.start(); // expected-warning {{uses 'web'}}
}

// The context is another's: it may run longer than the object is there.
class ticker {
public:
  explicit ticker(asio::io_context &io) : io_(io), timer_(io) {}
  void start() { co_spawn(io_, run(), detached); }

private:
  awaitable<void> run() {
    for (;;) {
      timer_.expires_after(1s);
      co_await timer_.async_wait(use_awaitable);
    }
  }

  asio::io_context &io_;
  asio::steady_timer timer_;
};

void ticker_of_a_block_bad() {
  asio::io_context io;
  {
    ticker t(io);
    t.start(); // expected-warning {{'ticker::run' uses 't'}}
  }
  io.run();
}

void ticker_of_a_call_bad(asio::io_context &io) {
  ticker t(io);
  t.start(); // expected-warning {{'ticker::run' uses 't'}}
}

void ticker_of_the_run_ok() {
  asio::io_context io;
  ticker t(io);
  t.start();
  io.run();
}

std::unique_ptr<ticker> made_ticker_ok(asio::io_context &io) {
  auto t = std::make_unique<ticker>(io);
  t->start();
  return t;
}

// Who asks a flag or counter of the task's again and again waits for it.
void spins_until_done_ok(asio::thread_pool &pool) {
  std::string log;
  std::atomic<bool> first{false}, second{false};
  co_spawn(pool, work(log), [&](std::exception_ptr) { first.store(true); });
  co_spawn(pool, work(log), [&](std::exception_ptr) { second.store(true); });
  while (!first.load() || !second.load())
    std::this_thread::yield();
}
void spins_on_something_else_bad(asio::thread_pool &pool, std::atomic<bool> &stop) {
  std::string log;
  std::atomic<bool> done{false};
  co_spawn(pool, work(log), [&](std::exception_ptr) { done.store(true); }); // expected-warning {{uses 'log'}}
  while (!stop.load())
    std::this_thread::yield();
}
void asks_once_bad(asio::thread_pool &pool) {
  std::string log;
  std::atomic<bool> done{false};
  co_spawn(pool, work(log), [&](std::exception_ptr) { done.store(true); }); // expected-warning {{uses 'log'}}
  if (!done.load())
    std::puts("not yet");
}
awaitable<void> work_and_count(std::string &log, int &left) {
  co_await work(log);
  --left;
}
awaitable<void> polls_a_counter_ok() {
  auto ex = co_await asio::this_coro::executor;
  std::string log;
  int left = 2;
  for (int i = 0; i < 2; ++i)
    co_spawn(ex, work_and_count(log, left), detached);
  asio::steady_timer timer(ex);
  while (left > 0) {
    timer.expires_after(10ms);
    co_await timer.async_wait(asio::as_tuple(use_awaitable));
  }
}
awaitable<void> polls_until_all_left_ok() {
  auto ex = co_await asio::this_coro::executor;
  asio::steady_timer timer(ex);
  std::string log;
  std::set<int> running;
  for (int id = 0; id < 3; ++id) {
    running.insert(id);
    co_spawn(ex, work(log), [&, id](std::exception_ptr) { running.erase(id); });
  }
  while (!running.empty())
    co_await timer.async_wait(asio::as_tuple(use_awaitable));
}
awaitable<void> polls_until_the_first_came_bad() {
  auto ex = co_await asio::this_coro::executor;
  asio::steady_timer timer(ex);
  std::string log;
  std::set<int> done;
  for (int id = 0; id < 3; ++id)
    co_spawn(ex, work(log), [&, id](std::exception_ptr) { done.insert(id); }); // expected-warning {{uses 'log'}}
  while (done.empty())
    co_await timer.async_wait(asio::as_tuple(use_awaitable));
}

// The context in which they wait is the base's.
struct has_context {
  asio::io_context io;
  asio::any_io_executor ex{io.get_executor()};
};
struct runs_in_it : has_context {
  int served = 0;
  awaitable<void> step() { co_await serve_owned(tcp::socket(ex)), ++served; }
};
struct runs_more : runs_in_it {
  void start_ok() { co_spawn(ex, step(), detached); }
};

int main() {
  asio::io_context io;
  std::string log;
  server s(io, 8080);
  co_spawn(io, work(log), detached);
  co_spawn(io, [&]() -> awaitable<void> { co_await work(log); }, detached);
  co_spawn(io, [&]() -> awaitable<void> { co_await work(log); }(), detached); // expected-warning {{uses the captures of a closure}}
  io.run();
}

//===-- a handle that nobody else can have ------------------------------------===//

std::unique_ptr<tcp::socket> open_socket();
std::vector<std::unique_ptr<tcp::socket>> kept_sockets;

awaitable<void> echo_once(tcp::socket &socket) {
  char block[16];
  co_await socket.async_read_some(asio::buffer(block), use_awaitable);
  co_await socket.async_write_some(asio::buffer(block), use_awaitable);
}

awaitable<void> echo_opened_bad() {
  auto socket = open_socket();
  asio::co_spawn(co_await asio::this_coro::executor, echo_once(*socket), asio::detached); // expected-warning {{but it runs on after 'echo_opened_bad' has ended}}
}

awaitable<void> echo_opened_and_kept_ok() {
  auto socket = open_socket();
  asio::co_spawn(co_await asio::this_coro::executor, echo_once(*socket), asio::detached);
  kept_sockets.push_back(std::move(socket));
}

//===-- what a handle leads to, by its address ------------------------------===//

void address_of_owned_bad(asio::io_context &io) {
  auto s = std::make_unique<tcp::socket>(io);
  asio::co_spawn(io, [p = s.get()]() -> awaitable<void> { co_await p->async_wait(tcp::socket::wait_read, use_awaitable); }, asio::detached); // expected-warning {{uses 's'}}
}
void address_of_shared_bad(asio::io_context &io) {
  auto s = std::make_shared<tcp::socket>(io);
  asio::co_spawn(io, [p = s.get()]() -> awaitable<void> { co_await p->async_wait(tcp::socket::wait_read, use_awaitable); }, asio::detached); // expected-warning {{uses 's'}}
}
void address_and_handle_ok(asio::io_context &io) {
  auto s = std::make_shared<tcp::socket>(io);
  asio::co_spawn(io, [p = s.get(), s]() -> awaitable<void> { co_await p->async_wait(tcp::socket::wait_read, use_awaitable); }, asio::detached);
}
void address_and_owner_ok(asio::io_context &io) {
  auto s = std::make_unique<tcp::socket>(io);
  auto *p = s.get();
  asio::co_spawn(io, [p, s = std::move(s)]() -> awaitable<void> { co_await p->async_wait(tcp::socket::wait_read, use_awaitable); }, asio::detached);
}

// Nobody in sight makes one. One coroutine for each that comes: that is a server, and stands as long as its program. What one
// of many objects starts now and then may outlive it.
class front_desk {
public:
  void close() {
    closed_ = true;
    door_.close();
  }
  awaitable<void> welcome_ok() {
    while (!closed_) {
      auto [ec, guest] = co_await door_.async_accept(asio::as_tuple(use_awaitable));
      if (ec)
        continue;
      co_spawn(door_.get_executor(), see_to(std::move(guest)), detached);
    }
  }

private:
  tcp::acceptor door_;
  bool closed_ = false;
  int guests_ = 0;
  awaitable<void> see_to(tcp::socket guest) {
    char want[16];
    co_await guest.async_read_some(asio::buffer(want), use_awaitable);
    ++guests_;
  }
};

class visitor {
public:
  awaitable<void> rings_bad(int times) {
    while (times-- > 0)
      co_spawn(bell_.get_executor(), ring(), detached); // expected-warning {{uses 'this', but it runs on after 'visitor::rings_bad' has ended}}
    co_return;
  }

private:
  tcp::socket bell_;
  int rung_ = 0;
  awaitable<void> ring() {
    co_await asio::async_write(bell_, asio::buffer("ring"), use_awaitable);
    ++rung_;
  }
};

// Each of several guests says that he has gone: who hears of one has not heard of all.
awaitable<void> stay(const std::string &name);
using farewells = asio::experimental::channel<void(boost::system::error_code, std::size_t)>;

awaitable<void> see_one_off_bad(std::vector<std::string> guests) {
  auto here = co_await asio::this_coro::executor;
  farewells gone(here, guests.size());
  for (std::size_t i = 0; i < guests.size(); ++i)
    co_spawn(here, [&, i]() -> awaitable<void> { co_await stay(guests[i]); }, [&, i](std::exception_ptr) { gone.try_send(boost::system::error_code(), i); }); // expected-warning 1+ {{corosafe-dangling-task}}
  co_await gone.async_receive(use_awaitable);
}

awaitable<void> see_all_off_ok(std::vector<std::string> guests) {
  auto here = co_await asio::this_coro::executor;
  farewells gone(here, guests.size());
  for (std::size_t i = 0; i < guests.size(); ++i)
    co_spawn(here, [&, i]() -> awaitable<void> { co_await stay(guests[i]); }, [&, i](std::exception_ptr) { gone.try_send(boost::system::error_code(), i); });
  for (std::size_t i = 0; i < guests.size(); ++i)
    co_await gone.async_receive(use_awaitable);
}

awaitable<void> last_one_says_so_ok(std::vector<std::string> guests) {
  auto here = co_await asio::this_coro::executor;
  farewells gone(here, 1);
  std::size_t left = guests.size();
  for (std::size_t i = 0; i < guests.size(); ++i)
    co_spawn(here, [&, i]() -> awaitable<void> { co_await stay(guests[i]); }, [&](std::exception_ptr) {
      if (--left == 0)
        gone.try_send(boost::system::error_code(), 0);
    });
  co_await gone.async_receive(use_awaitable);
}

// A future that was waited for in vain: the task goes on.
awaitable<int> weight_of(const std::string &name);

int weigh_in_time_bad(asio::io_context &io, std::string name) {
  auto weight = co_spawn(io, weight_of(name), use_future); // expected-warning {{a coroutine uses 'name', but it runs on}}
  if (weight.wait_for(1s) == std::future_status::timeout)
    return -1;
  return weight.get();
}

int weigh_until_done_ok(asio::io_context &io, std::string name) {
  auto weight = co_spawn(io, weight_of(name), use_future);
  while (weight.wait_for(1s) != std::future_status::ready)
    std::puts("heavy");
  return 1;
}

int weigh_patiently_ok(asio::io_context &io, std::string name) {
  auto weight = co_spawn(io, weight_of(name), use_future);
  auto how = weight.wait_for(1s);
  if (how == std::future_status::ready)
    return weight.get();
  io.stop();
  weight.wait();
  return -1;
}

void must_be_ready(std::future_status how);
int weigh_or_fail_ok(asio::io_context &io, std::string name) {
  auto weight = co_spawn(io, weight_of(name), use_future);
  must_be_ready(weight.wait_for(1s));
  return 1;
}
