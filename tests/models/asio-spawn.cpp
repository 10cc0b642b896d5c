// RUN: %corosafe %s -- -std=c++20 %verify

// Coroutines of asio::spawn, which have a stack of their own: a call that is given the yield_context suspends them.

#include <boost/asio.hpp>
#include <boost/asio/spawn.hpp>

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// Of a later version than Debian's.
namespace boost::asio {
template <class Token> struct cancel_after_t { Token token; };
template <class Token> cancel_after_t<Token> cancel_after(std::chrono::steady_clock::duration, Token token) { return {token}; }
template <class Token, class Signature> struct async_result<cancel_after_t<Token>, Signature> {
  using return_type = typename async_result<Token, Signature>::return_type;
  template <class Initiation, class... Args>
  static auto initiate(Initiation initiation, cancel_after_t<Token> timed, Args &&...args) {
    return async_result<Token, Signature>::initiate(std::move(initiation), timed.token, std::forward<Args>(args)...);
  }
};
} // namespace boost::asio

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code, boost::system::system_error;
using namespace std::chrono_literals;

void handle(const char *, std::size_t);
void report(const std::string &);

//===-- what a timeout loses ------------------------------------------------===//

void frames_bad(tcp::socket &s, asio::yield_context yield) {
  char b[512];
  for (;;) {
    try {
      asio::async_read(s, asio::buffer(b), asio::cancel_after(1s, yield)); // expected-warning {{already read}}
    } catch (const system_error &e) { // expected-warning {{corosafe-swallowed-cancellation}}
      if (e.code() == asio::error::eof)
        return;
      continue;
    }
    handle(b, sizeof b);
  }
}

void frames_end_ok(tcp::socket &s, asio::yield_context yield) {
  char b[512];
  for (;;) {
    asio::async_read(s, asio::buffer(b), asio::cancel_after(1s, yield));
    handle(b, sizeof b);
  }
}

void frames_counted_ok(tcp::socket &s, asio::yield_context yield) {
  char b[512];
  std::size_t have = 0;
  for (;;) {
    error_code ec;
    have += asio::async_read(s, asio::buffer(b + have, sizeof b - have), asio::cancel_after(1s, yield[ec]));
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      return;
    handle(b, have);
    have = 0;
  }
}

void write_bad(tcp::socket &s, std::deque<std::string> &q, asio::yield_context yield) {
  while (!q.empty()) {
    error_code ec;
    asio::async_write(s, asio::buffer(q.front()), asio::cancel_after(1s, yield[ec])); // expected-warning {{already written}}
    if (ec)
      report("slow peer");
    q.pop_front();
  }
}

void write_ok(tcp::socket &s, std::deque<std::string> &q, asio::yield_context yield) {
  while (!q.empty()) {
    error_code ec;
    asio::async_write(s, asio::buffer(q.front()), asio::cancel_after(1s, yield[ec]));
    if (ec) {
      s.close();
      return;
    }
    q.pop_front();
  }
}

// The same of a coroutine without a stack, whose error is written to a variable.
asio::awaitable<void> awaited_write_bad(tcp::socket &s, std::deque<std::string> &q) {
  while (!q.empty()) {
    error_code ec;
    co_await asio::async_write(s, asio::buffer(q.front()), asio::redirect_error(asio::cancel_after(1s, asio::use_awaitable), ec)); // expected-warning {{already written}}
    if (ec)
      report("slow peer");
    q.pop_front();
  }
}

asio::awaitable<void> awaited_write_ok(tcp::socket &s, std::deque<std::string> &q) {
  while (!q.empty()) {
    error_code ec;
    co_await asio::async_write(s, asio::buffer(q.front()), asio::cancel_after(1s, asio::redirect_error(asio::use_awaitable, ec)));
    if (ec) {
      s.close();
      co_return;
    }
    q.pop_front();
  }
}

//===-- handlers --------------------------------------------------------------===//

void echo_bad(tcp::socket &s, asio::yield_context yield) {
  char b[512];
  for (;;) {
    try {
      auto n = s.async_read_some(asio::buffer(b), yield);
      asio::async_write(s, asio::buffer(b, n), yield);
    } catch (const std::exception &e) { // expected-warning {{swallows cancellation}}
      report(e.what());
    }
  }
}

void echo_ok(tcp::socket &s, asio::yield_context yield) {
  try {
    char b[512];
    for (;;) {
      auto n = s.async_read_some(asio::buffer(b), yield);
      asio::async_write(s, asio::buffer(b, n), yield);
    }
  } catch (const std::exception &e) {
    report(e.what());
  }
}

void echo_errors_ok(tcp::socket &s, asio::yield_context yield) {
  char b[512];
  for (;;) {
    error_code ec;
    auto n = s.async_read_some(asio::buffer(b), yield[ec]);
    if (ec)
      break;
    asio::async_write(s, asio::buffer(b, n), yield[ec]);
    if (ec)
      break;
  }
  s.close();
}

//===-- what is spawned ---------------------------------------------------------===//

void listen_ok(asio::io_context &io, tcp::acceptor &a, asio::yield_context yield) {
  for (;;) {
    error_code ec;
    tcp::socket s(io);
    a.async_accept(s, yield[ec]);
    if (ec)
      return;
    asio::spawn(io, [s = std::move(s)](asio::yield_context y) mutable { echo_ok(s, y); }, asio::detached);
  }
}

void listen_bad(asio::io_context &io, tcp::acceptor &a, asio::yield_context yield) {
  for (;;) {
    tcp::socket s(io);
    a.async_accept(s, yield);
    asio::spawn(io, [&s](asio::yield_context y) { echo_ok(s, y); }, asio::detached); // expected-warning {{uses 's'}}
  }
}

class Room : public std::enable_shared_from_this<Room> {
public:
  void broadcast_bad(const std::string &text, asio::yield_context y) {
    std::lock_guard lock(mutex_);
    for (auto &[id, s] : members_)
      deliver(*s, text, y); // expected-warning {{locked across}}
  }
  void broadcast_ok(const std::string &text, asio::yield_context y) {
    std::vector<std::shared_ptr<tcp::socket>> all;
    {
      std::lock_guard lock(mutex_);
      for (auto &[id, s] : members_)
        all.push_back(s);
    }
    for (auto &s : all)
      deliver(*s, text, y);
  }
  void iterate_bad(const std::string &text, asio::yield_context y) {
    for (auto &[id, s] : members_) // expected-warning {{corosafe-stale-across-suspend}}
      deliver(*s, text, y);
  }
  void leave_ok(int id) { members_.erase(id); }

  void flush_bad(tcp::socket &s, asio::yield_context y) {
    sending_ = true;
    for (auto &text : queue_)
      asio::async_write(s, asio::buffer(text), y); // expected-warning {{'sending_' is never set back}}
    sending_ = false;
  }
  void flush_ok(tcp::socket &s, asio::yield_context y) {
    struct Reset {
      bool &flag;
      ~Reset() { flag = false; }
    };
    sending_ = true;
    Reset reset{sending_};
    deliver(s, "x", y);
  }
  void count_bad(tcp::socket &s, asio::yield_context y) {
    ++pending_;
    deliver(s, "x", y); // expected-warning {{'pending_' is never set back}}
    --pending_;
  }
  void slow_bad(tcp::socket &s, asio::yield_context y) {
    std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread}}
    deliver(s, "x", y);
  }
  void post_ok(asio::yield_context y) {
    std::unique_lock lock(mutex_);
    ++pending_;
    lock.unlock();
    asio::post(y);
  }
  // The child runs when this coroutine next suspends.
  void child_ok(asio::yield_context y) {
    std::lock_guard lock(mutex_);
    asio::spawn(y, [self = shared_from_this()](asio::yield_context c) { self->post_ok(c); }, asio::detached);
  }
  void executor_ok(asio::yield_context y) {
    std::lock_guard lock(mutex_);
    auto executor = asio::get_associated_executor(y);
    (void)executor;
  }

private:
  std::mutex mutex_;
  std::map<int, std::shared_ptr<tcp::socket>> members_;
  std::deque<std::string> queue_;
  bool sending_ = false;
  int pending_ = 0;

  void deliver(tcp::socket &s, const std::string &text, asio::yield_context y) { asio::async_write(s, asio::buffer(text), y); }
};

int main() {
  asio::io_context io;
  std::mutex mutex;
  std::lock_guard lock(mutex);
  asio::spawn(io, [&](asio::yield_context y) {
    tcp::acceptor a(io, {tcp::v4(), 1});
    listen_ok(io, a, y);
  }, asio::detached);
  io.run();
}
