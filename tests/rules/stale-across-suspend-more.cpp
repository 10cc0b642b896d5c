// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Boost.Asio: pools, outboxes, stream buffers, closures of main, jobs and configurations that are replaced.

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;
void log(std::string_view);

// 1. pub/sub with callbacks registered before start (constructor + main)
class PubSub {
public:
  using handler = std::function<awaitable<void>(std::string)>;
  void on(handler h) { handlers_.push_back(std::move(h)); }
  awaitable<void> publish_ok(std::string m) {
    for (auto &h : handlers_)
      co_await h(m);
  }

private:
  std::vector<handler> handlers_;
};

// 2. connection pool: idle vector
class Pool {
public:
  explicit Pool(asio::any_io_executor ex) : ex_(ex) {}
  awaitable<tcp::socket *> acquire_ok() {
    while (idle_.empty()) {
      asio::steady_timer t(ex_, 10ms);
      co_await t.async_wait(use_awaitable);
    }
    auto *s = idle_.back();
    idle_.pop_back();
    co_return s;
  }
  void release(tcp::socket *s) { idle_.push_back(s); }
  awaitable<void> ping_all_bad() {
    for (auto it = idle_.begin(); it != idle_.end(); ++it) { // expected-warning {{'it' points into 'idle_', which 'Pool::acquire_ok' may have changed}}
      co_await asio::async_write(**it, asio::buffer("ping", 4), use_awaitable);
    }
  }

  awaitable<void> ping_taken_ok() {
    std::vector<tcp::socket *> mine;
    std::swap(mine, idle_);
    for (auto *s : mine) {
      co_await asio::async_write(*s, asio::buffer("ping", 4), use_awaitable);
      idle_.push_back(s);
    }
  }

private:
  asio::any_io_executor ex_;
  std::vector<tcp::socket *> idle_;
};

// 3. message queue with notify timer: the well-known chat_participant
class Participant : public std::enable_shared_from_this<Participant> {
public:
  Participant(tcp::socket s) : socket_(std::move(s)), timer_(socket_.get_executor()) {}
  void start() {
    co_spawn(
        socket_.get_executor(), [self = shared_from_this()] { return self->reader_ok(); }, detached);
    co_spawn(
        socket_.get_executor(), [self = shared_from_this()] { return self->writer_ok(); }, detached);
  }

  void deliver(const std::string &m) {
    write_msgs_.push_back(m);
    timer_.cancel_one();
  }

private:
  awaitable<void> reader_ok() {
    try {
      for (std::string read_msg;;) {
        std::size_t n =
            co_await asio::async_read_until(socket_, asio::dynamic_buffer(read_msg, 1024), "\n", use_awaitable);
        log(read_msg.substr(0, n));
        read_msg.erase(0, n);
      }
    } catch (std::exception &) {
      stop();
    }
  }

  awaitable<void> writer_ok() {
    try {
      while (socket_.is_open()) {
        if (write_msgs_.empty()) {
          boost::system::error_code ec;
          co_await timer_.async_wait(asio::redirect_error(use_awaitable, ec));
        } else {
          co_await asio::async_write(socket_, asio::buffer(write_msgs_.front()), use_awaitable);
          write_msgs_.pop_front();
        }
      }
    } catch (std::exception &) {
      stop();
    }
  }

  void stop() {
    socket_.close();
    timer_.cancel();
  }
  tcp::socket socket_;
  asio::steady_timer timer_;
  std::deque<std::string> write_msgs_;
};

// 4. vector as outbox: bad
class Outbox {
public:
  void deliver(std::string m) { msgs_.emplace_back(std::move(m)); }
  awaitable<void> writer_bad(tcp::socket &s) {
    for (;;) {
      const std::string &m = msgs_.front();
      co_await asio::async_write(s, asio::buffer(m), use_awaitable); // expected-warning {{'msgs_[...]' is lent to the operation that is awaited here, and 'Outbox::deliver' may change it}}
      msgs_.erase(msgs_.begin());
    }
  }

private:
  std::vector<std::string> msgs_;
};

// 5. streambuf view across another read
awaitable<void> headers_bad(tcp::socket &s) {
  asio::streambuf buf;
  std::size_t n = co_await asio::async_read_until(s, buf, "\r\n", use_awaitable);
  auto view = buf.data();
  co_await asio::async_read_until(s, buf, "\r\n\r\n", use_awaitable);
  log(std::string(asio::buffers_begin(view), asio::buffers_begin(view) + n)); // expected-warning {{'view' points into 'buf', which the operation awaited since has changed}}
}

awaitable<void> headers_ok(tcp::socket &s) {
  asio::streambuf buf;
  std::size_t n = co_await asio::async_read_until(s, buf, "\r\n", use_awaitable);
  std::string line(asio::buffers_begin(buf.data()), asio::buffers_begin(buf.data()) + n);
  co_await asio::async_read_until(s, buf, "\r\n\r\n", use_awaitable);
  log(line);
}

awaitable<void> lines_bad(tcp::socket &s) {
  std::string data;
  std::size_t n = co_await asio::async_read_until(s, asio::dynamic_buffer(data), '\n', use_awaitable);
  std::string_view first = std::string_view(data).substr(0, n);
  co_await asio::async_read_until(s, asio::dynamic_buffer(data), '\n', use_awaitable);
  log(first); // expected-warning {{'first' points into 'data', which the operation awaited since has changed}}
}

awaitable<void> lines_ok(tcp::socket &s) {
  std::string data;
  std::size_t n = co_await asio::async_read_until(s, asio::dynamic_buffer(data), '\n', use_awaitable);
  std::string first = data.substr(0, n);
  co_await asio::async_read_until(s, asio::dynamic_buffer(data), '\n', use_awaitable);
  log(first);
}

awaitable<void> loop_lines_ok(tcp::socket &s) {
  std::string data;
  for (;;) {
    std::size_t n = co_await asio::async_read_until(s, asio::dynamic_buffer(data), '\n', use_awaitable);
    std::string_view line(data.data(), n);
    log(line);
    data.erase(0, n);
  }
}

// 6. captured by reference in main's lambdas
int main() {
  asio::io_context io;
  std::map<int, tcp::socket> clients;
  PubSub ps;
  ps.on([](std::string) -> awaitable<void> { co_return; });
  co_spawn(
      io,
      [&]() -> awaitable<void> {
        tcp::acceptor a(io, {tcp::v4(), 1});
        for (int id = 0;; ++id) {
          clients.emplace(id, co_await a.async_accept(use_awaitable));
          co_spawn(
              io,
              [&clients, id]() -> awaitable<void> {
                auto &c = clients.at(id);
                char b[16];
                co_await c.async_read_some(asio::buffer(b), use_awaitable);
                clients.erase(id);
              },
              detached);
        }
      },
      detached);
  co_spawn(io, ps.publish_ok("x"), detached);
  io.run();
}

struct Tick {
  asio::io_context &io;
  std::set<int> ids;
  void start_bad() {
    co_spawn(
        io,
        [this]() -> awaitable<void> {
          asio::steady_timer t(io);
          for (int id : ids) { // expected-warning {{a loop over 'ids'}}
            t.expires_after(1s);
            co_await t.async_wait(use_awaitable);
            (void)id;
          }
        },
        detached);
  }
  void done(int id) { ids.erase(id); }
};

// 7. variant / optional current job, replaced
struct Job {
  std::string name;
  awaitable<void> run();
};

class Runner {
public:
  void cancel() { job_.reset(); }
  awaitable<void> run_bad() {
    if (!job_)
      co_return;
    co_await job_->run();
    log(job_->name); // expected-warning {{'job_' is followed after a suspend point}}
  }

  awaitable<void> run_moved_ok() {
    if (!job_)
      co_return;
    Job j = std::move(*job_);
    job_.reset();
    co_await j.run();
    log(j.name);
  }

  awaitable<void> run_shared_ok() {
    auto j = shared_;
    co_await j->run();
    log(j->name);
  }
  void drop() { shared_ = nullptr; }

private:
  std::optional<Job> job_;
  std::shared_ptr<Job> shared_;
};

// 8. weak_ptr
class Watch {
  std::weak_ptr<Job> w_;

public:
  awaitable<void> watch_ok() {
    if (auto j = w_.lock()) {
      co_await j->run();
      log(j->name);
    }
  }
};

// 9. config, reload swaps shared_ptr
struct Config {
  std::vector<std::string> hosts;
};

class Svc {
  std::shared_ptr<const Config> cfg_;

public:
  void reload(std::shared_ptr<const Config> c) { cfg_ = std::move(c); }
  awaitable<void> hosts_ok() {
    auto cfg = cfg_;
    for (auto &h : cfg->hosts) {
      co_await ping(h);
    }
  }

  awaitable<void> hosts_bad() {
    for (auto &h : cfg_->hosts) { // expected-warning {{a loop over 'cfg_->hosts'}}
      co_await ping(h);
    }
  }
  awaitable<void> ping(std::string);
};

// 10. list iterator owned by the coroutine
class Waiters {
  std::list<asio::steady_timer *> q_;

public:
  awaitable<void> wait_ok(asio::steady_timer &t) {
    auto it = q_.insert(q_.end(), &t);
    co_await t.async_wait(use_awaitable);
    (*it)->cancel();
  }

  void wake() {
    if (!q_.empty())
      q_.front()->cancel();
  }
};

class Counter {
  std::map<std::string, int> n_;

public:
  awaitable<void> count_ok(std::string k) {
    int &n = n_[k];
    co_await asio::post(use_awaitable);
    ++n;
  }
};

/// A temporary copy that a range-for or a reference keeps is no view of the member; what is written through a handle is.
class Roster {
  std::vector<std::string> names_;
  std::unique_ptr<Counter> counter_;
  asio::any_io_executor ex_;
  int *last_ = nullptr;
  awaitable<void> greet(std::string name);

public:
  void add(std::string n) { names_.push_back(std::move(n)), counter_.reset(), last_ = nullptr; }

  awaitable<void> over_a_copy_ok() {
    for (auto &n : std::vector<std::string>(names_))
      co_await greet(n);
  }
  awaitable<void> over_a_deduced_copy_ok() {
    for (const auto &n : std::vector(names_))
      co_await greet(n);
  }
  awaitable<void> copy_bound_to_a_reference_ok() {
    const auto &mine = std::vector<std::string>(names_);
    for (auto &n : mine)
      co_await greet(n);
  }
  awaitable<void> over_the_member_bad() {
    for (auto &n : names_) // expected-warning {{a loop over 'names_'}}
      co_await greet(n);
  }
  awaitable<void> written_through_bad() {
    if (!last_)
      co_return;
    co_await greet("x");
    *last_ = 4; // expected-warning {{'last_'}}
  }
  awaitable<void> written_on_both_sides_bad() {
    *last_ = 3;
    co_await greet("x");
    *last_ = 4; // expected-warning {{'last_'}}
  }
  awaitable<void> replaced_behind_ok() {
    int own = 0;
    if (!last_)
      co_return;
    co_await greet("x");
    last_ = &own;
    *last_ = 4;
    last_ = nullptr;
  }
};

/// What an accessor of one's own returns is the member.
class Rooms {
  struct State {
    std::map<int, std::string> names;
  } state_;
  std::vector<std::string> log_;
  std::map<int, std::string> &names() { return state_.names; }
  std::vector<std::string> &log() { return log_; }
  awaitable<void> tell(std::string);

public:
  void leave(int id) { names().erase(id), log().push_back("left"); }

  awaitable<void> by_accessor_bad(int id) {
    auto it = names().find(id);
    co_await tell("x");
    it->second.clear(); // expected-warning {{'it' points into 'state_.names'}}
  }
  awaitable<void> by_name_bad(int id) {
    auto it = state_.names.find(id);
    co_await tell("x");
    it->second.clear(); // expected-warning {{'it' points into 'state_.names'}}
  }
  awaitable<void> over_all_bad() {
    for (auto &line : log()) // expected-warning {{a loop over 'log_'}}
      co_await tell(line);
  }
  awaitable<void> looked_up_again_ok(int id) {
    co_await tell("x");
    if (auto it = names().find(id); it != names().end())
      it->second.clear();
  }
  awaitable<void> over_a_copy_ok() {
    auto lines = log();
    for (auto &line : lines)
      co_await tell(line);
  }
};

// A setter is called at any time; what a coroutine itself puts into its buffer is its own.
class Greeter {
public:
  void set_greeting(const std::string &text) { greeting_ = text; }
  awaitable<void> greet_bad(tcp::socket &s) {
    co_await asio::async_write(s, asio::buffer(greeting_), use_awaitable); // expected-warning {{'greeting_' is lent to the operation that is awaited here, and 'Greeter::set_greeting' may change it}}
  }
  awaitable<void> reply_ok(tcp::socket &s, const std::string &text) {
    reply_ = text + "\n";
    co_await asio::async_write(s, asio::buffer(reply_), use_awaitable);
  }
  awaitable<void> refuse_ok(tcp::socket &s) {
    reply_ = "no\n";
    co_await asio::async_write(s, asio::buffer(reply_), use_awaitable);
  }

private:
  std::string greeting_, reply_;
};
