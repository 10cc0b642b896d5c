// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Objects whose end waits for what runs on them; contexts that only the function itself will run.

#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;

struct server_a {
  asio::io_context &io_; std::thread thd_; bool stop_ = false; std::mutex m_;
  asio::steady_timer t_;
  int conns_ = 0;
  server_a(asio::io_context &io) : io_(io), t_(io) {}
  ~server_a() { stop(); }
  awaitable<int> accept() { for (;;) { co_await t_.async_wait(use_awaitable); ++conns_; } co_return 0; }
  void stop() {
    std::unique_lock lock(m_);
    if (stop_)
      return;
    io_.stop();
    if (thd_.joinable())
      thd_.join();
    stop_ = true;
  }
  void start() {
    thd_ = std::thread([this] { io_.run(); });
    asio::co_spawn(io_, accept(), asio::detached);
  }
};
void use_server_ok(asio::io_context &io) {
  server_a s(io);
  s.start();
}
void use_server_p_ok(asio::io_context &io) {
  auto s = std::make_unique<server_a>(io);
  s->start();
}
struct server_b {
  asio::io_context &io_; std::jthread thd_;
  asio::steady_timer t_;
  int conns_ = 0;
  server_b(asio::io_context &io) : io_(io), t_(io) {}
  ~server_b() { io_.stop(); }
  awaitable<int> accept() { for (;;) { co_await t_.async_wait(use_awaitable); ++conns_; } co_return 0; }
  void start() {
    asio::co_spawn(io_, accept(), asio::detached);
    thd_ = std::jthread([this] { io_.run(); });
  }
};
void use_server_b_ok(asio::io_context &io) {
  server_b s(io);
  s.start();
}
struct server_c {
  asio::io_context &io_;
  asio::steady_timer t_;
  int conns_ = 0;
  server_c(asio::io_context &io) : io_(io), t_(io) {}
  ~server_c() { t_.cancel(); }
  awaitable<int> accept() { for (;;) { co_await t_.async_wait(use_awaitable); ++conns_; } co_return 0; }
  void start() {
    asio::co_spawn(io_, accept(), asio::detached);
  }
};
void use_server_c_bad(asio::io_context &io) {
  server_c s(io);
  s.start(); // expected-warning {{uses 's'}}
}
struct server_d {
  asio::io_context io_; std::jthread thd_;
  asio::steady_timer t_;
  int conns_ = 0;
  server_d() : t_(io_) {}
  awaitable<int> accept() { for (;;) { co_await t_.async_wait(use_awaitable); ++conns_; } co_return 0; }
  void start() {
    asio::co_spawn(io_, accept(), asio::detached);
    thd_ = std::jthread([this] { io_.run(); });
  }
};
void use_server_d_ok() {
  server_d s;
  s.start();
}

struct client { awaitable<void> send(const std::string &); };
class signal_of {
public:
  awaitable<void> get() {
    if (!returned) {
      auto executor = co_await asio::this_coro::executor;
      co_await asio::async_initiate<decltype(asio::use_awaitable), void(boost::system::error_code)>(
          [this](auto &&h) { resume.emplace(std::move(h)); }, asio::use_awaitable);
    }
    if (!returned)
      throw std::logic_error("x");
  }
  void set_value() {
    returned = true;
    resolve();
  }
private:
  bool returned = false;
  std::optional<asio::detail::awaitable_handler<asio::any_io_executor, boost::system::error_code>> resume;
  void resolve() {
    if (resume) {
      auto h = std::move(*resume);
      resume.reset();
      h(boost::system::error_code());
    }
  }
};
awaitable<void> notify_own_signal_ok(std::set<std::shared_ptr<client>> subs) {
  std::string data = "x";
  std::size_t left = subs.size();
  signal_of done;
  auto fn = [&data, &left, &done](std::shared_ptr<client> c) -> awaitable<void> {
    try {
      co_await c->send(data);
    } catch (const std::exception &e) {
    }
    if (--left == 0)
      done.set_value();
  };
  for (const auto &c : subs)
    asio::co_spawn(co_await asio::this_coro::executor, fn(c), detached);
  co_await done.get();
}
awaitable<void> one_own_signal_ok(std::shared_ptr<client> c) {
  std::string data = "x";
  signal_of done;
  asio::co_spawn(co_await asio::this_coro::executor, [&data, &done, c]() -> awaitable<void> {
    co_await c->send(data);
    done.set_value();
  }, detached);
  co_await done.get();
}

// The same, with a timer: waiting is all that the method does with it.
class event {
public:
  explicit event(asio::any_io_executor ex) : timer_(ex, asio::steady_timer::time_point::max()) {}
  awaitable<void> occurred() {
    boost::system::error_code ec;
    co_await timer_.async_wait(asio::redirect_error(use_awaitable, ec));
  }
  void raise() { timer_.cancel(); }

private:
  asio::steady_timer timer_;
};
awaitable<void> own_event_ok(std::shared_ptr<client> c) {
  std::string data = "x";
  auto ex = co_await asio::this_coro::executor;
  event done(ex);
  asio::co_spawn(ex, [&data, &done, c]() -> awaitable<void> {
    co_await c->send(data);
    done.raise();
  }, detached);
  co_await done.occurred();
}
struct breather {
  asio::steady_timer timer;
  awaitable<void> once() {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(use_awaitable);
  }
};
awaitable<void> own_pause_bad(std::shared_ptr<client> c) {
  std::string data = "x";
  auto ex = co_await asio::this_coro::executor;
  breather between{asio::steady_timer(ex)};
  asio::co_spawn(ex, [&data, &between, c]() -> awaitable<void> { // expected-warning {{uses 'between'}} expected-warning {{uses 'data'}}
    co_await c->send(data);
    co_await between.once();
    co_await c->send(data);
  }, detached);
  co_await between.once();
}

struct program { std::shared_ptr<asio::io_context> io = std::make_shared<asio::io_context>(); int n = 0; };
void load(program &);
int may_throw(int n) { if (n < 0) throw std::runtime_error("no"); return n; }
void run_all_ok(int k) {
  auto state = std::make_shared<program>();
  std::vector<std::string> names(3);
  auto work = [&](const std::string &name) -> awaitable<void> {
    asio::steady_timer t(*state->io);
    co_await t.async_wait(use_awaitable);
    state->n += static_cast<int>(name.size());
  };
  for (auto &n : names)
    asio::co_spawn(*state->io, work(n), detached);
  may_throw(k);
  state->io->run();
}

void run_elsewhere_bad(int k) {
  auto state = std::make_shared<program>();
  std::string name = "x";
  std::thread other([&] { state->io->run(); });
  other.detach();
  auto work = [&]() -> awaitable<void> {
    asio::steady_timer t(*state->io);
    co_await t.async_wait(use_awaitable);
    state->n += static_cast<int>(name.size());
  };
  asio::co_spawn(*state->io, work(), detached); // expected-warning {{uses 'name'}} expected-warning {{uses 'state'}} expected-warning {{uses the captures of 'work'}}
  may_throw(k);
  state->io->run();
}
