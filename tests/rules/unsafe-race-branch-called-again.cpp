// RUN: %corosafe %s -- -std=c++20 %verify

// Nobody in sight calls these, and no other function works on the stream. Whoever calls it is told that it timed out and goes on:
// he calls it again, unless the class lets him close the stream, or he was told by an exception.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <deque>
#include <optional>
#include <string>
namespace asio = boost::asio;
using asio::awaitable, asio::use_awaitable, asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

class gauge {
public:
  awaitable<std::optional<std::string>> ask_bad(std::string what) {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    co_await asio::async_write(line_, asio::buffer(what), use_awaitable);
    auto first = co_await (asio::async_read_until(line_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    if (first.index() == 1)
      co_return std::nullopt;
    co_return reply;
  }

private:
  asio::any_io_executor ex_;
  tcp::socket line_{ex_};
};

class closable_gauge {
public:
  awaitable<bool> ask_ok() {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    auto first = co_await (asio::async_read_until(line_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable));
    co_return first.index() == 0;
  }
  void hang_up() { line_.close(); }

private:
  asio::any_io_executor ex_;
  tcp::socket line_{ex_};
};

class throwing_gauge {
public:
  awaitable<std::string> ask_ok() {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    auto first = co_await (asio::async_read_until(line_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable));
    if (first.index() == 1)
      throw std::runtime_error("no answer");
    co_return reply;
  }
  // The session ends with it.
  awaitable<void> run_ok() {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    auto first = co_await (asio::async_read_until(other_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable));
    if (first.index() == 1)
      co_return;
  }
  // What was read so far is there the next time.
  awaitable<bool> line_ok() {
    asio::steady_timer late(ex_, 2s);
    auto first = co_await (asio::async_read_until(third_, asio::dynamic_buffer(rest_), '\n', use_awaitable) || late.async_wait(use_awaitable));
    if (first.index() == 1)
      co_return false;
    rest_.erase(0, std::get<0>(first));
    co_return true;
  }

private:
  asio::any_io_executor ex_;
  tcp::socket line_{ex_}, other_{ex_}, third_{ex_};
  std::string rest_;
};

// A global variable outlives them all.
asio::io_context context;
asio::experimental::channel<void(boost::system::error_code, std::string)> jobs(context, 16);

awaitable<std::optional<std::string>> next_bad() {
  asio::steady_timer late(context, 2s);
  auto first = co_await (jobs.async_receive(use_awaitable) || late.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
  if (first.index() == 1)
    co_return std::nullopt;
  co_return std::get<0>(first);
}

// What it is raced with may be the end of all: then nobody calls it again. A time that begins with the race is not.
class stoppable_gauge {
public:
  awaitable<std::optional<std::string>> until_stopped_ok() {
    auto first = co_await (values_.async_receive(use_awaitable) || stopped_.async_wait(use_awaitable));
    if (first.index() == 1)
      co_return std::nullopt;
    co_return std::get<0>(first);
  }
  awaitable<std::optional<std::string>> until_told_ok() {
    auto first = co_await (others_.async_receive(use_awaitable) || told());
    if (first.index() == 1)
      co_return std::nullopt;
    co_return std::get<0>(first);
  }
  awaitable<std::optional<std::string>> for_a_while_bad(std::chrono::milliseconds time) {
    auto first = co_await (thirds_.async_receive(use_awaitable) || pass(time)); // expected-warning {{not safe to lose in this race}}
    if (first.index() == 1)
      co_return std::nullopt;
    co_return std::get<0>(first);
  }
  awaitable<std::optional<std::string>> own_timer_bad(std::chrono::milliseconds time) {
    late_.expires_after(time);
    auto first = co_await (fourths_.async_receive(use_awaitable) || late_.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    if (first.index() == 1)
      co_return std::nullopt;
    co_return std::get<0>(first);
  }
  void stop() { stopped_.cancel(); }

private:
  awaitable<void> told() { co_await orders_.async_receive(use_awaitable); }
  awaitable<void> pass(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(use_awaitable);
  }
  using texts = asio::experimental::channel<void(boost::system::error_code, std::string)>;
  texts values_{context, 1}, others_{context, 1}, thirds_{context, 1}, fourths_{context, 1}, orders_{context, 1};
  asio::steady_timer stopped_{context, asio::steady_timer::time_point::max()}, late_{context};
};

//===-- given by reference: what was sent is gone, whoever receives next ----------------===//

using letters = asio::experimental::channel<void(boost::system::error_code, std::string)>;

awaitable<std::optional<std::string>> letter_within_bad(letters &box, std::chrono::milliseconds time) {
  asio::steady_timer late(co_await asio::this_coro::executor, time);
  auto first = co_await (box.async_receive(use_awaitable) || late.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
  if (first.index() == 1)
    co_return std::nullopt;
  co_return std::get<0>(first);
}

awaitable<std::optional<std::string>> last_letter_ok(letters &box, std::chrono::milliseconds time) {
  asio::steady_timer late(co_await asio::this_coro::executor, time);
  auto first = co_await (box.async_receive(use_awaitable) || late.async_wait(use_awaitable));
  if (first.index() == 1) {
    box.close();
    co_return std::nullopt;
  }
  co_return std::get<0>(first);
}

// Its caller knows no more, but by an exception that is hardly the end of one wait only.
awaitable<std::string> letter_or_error_ok(letters &box, std::chrono::milliseconds time) {
  asio::steady_timer late(co_await asio::this_coro::executor, time);
  auto first = co_await (box.async_receive(use_awaitable) || late.async_wait(use_awaitable));
  if (first.index() == 1)
    throw std::runtime_error("no letter");
  co_return std::get<0>(first);
}

// Stopped, nobody wants the next.
awaitable<std::optional<std::string>> letter_until_ok(letters &box, asio::steady_timer &stopped) {
  auto first = co_await (box.async_receive(use_awaitable) || stopped.async_wait(use_awaitable));
  if (first.index() == 1)
    co_return std::nullopt;
  co_return std::get<0>(first);
}

// The caller, who is told, can close a stream.
awaitable<bool> fill_within_ok(tcp::socket &line, asio::mutable_buffer into, std::chrono::milliseconds time) {
  asio::steady_timer late(line.get_executor(), time);
  auto first = co_await (asio::async_read(line, into, use_awaitable) || late.async_wait(use_awaitable));
  co_return first.index() == 0;
}

awaitable<std::string> from_either_bad(letters &inland, letters &abroad) {
  auto first = co_await (inland.async_receive(use_awaitable)     // expected-warning {{not safe to lose in this race}}
                         || abroad.async_receive(use_awaitable)); // expected-warning {{not safe to lose in this race}}
  if (first.index() == 1)
    co_return std::get<1>(std::move(first));
  std::string letter = std::get<0>(first);
  co_return letter;
}

// What comes from the other channel is the end of all.
awaitable<std::optional<std::string>> letter_until_told_ok(letters &box, letters &end) {
  auto first = co_await (box.async_receive(use_awaitable) || end.async_receive(use_awaitable));
  if (first.index() == 1)
    co_return std::nullopt;
  co_return std::get<0>(first);
}

class sorting_office {
public:
  awaitable<std::string> next_bad() {
    auto first = co_await (inland_.async_receive(use_awaitable)     // expected-warning {{not safe to lose in this race}}
                           || abroad_.async_receive(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    co_return first.index() == 0 ? std::get<0>(first) : std::get<1>(first);
  }

private:
  letters inland_{context, 8}, abroad_{context, 8};
};

// A queue lives longer than one caller's patience: whatever he is told, what was taken out of it is gone for the next one too.
class waiting_room {
public:
  void come_in(std::string patient) { bench_.try_send(boost::system::error_code(), std::move(patient)); }
  awaitable<std::string> next_bad() {
    asio::steady_timer late(bench_.get_executor(), 2s);
    auto first = co_await (call() || late.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    if (first.index() == 1)
      throw std::runtime_error("nobody came");
    co_return std::get<0>(std::move(first));
  }
  awaitable<void> treat_one_bad() {
    asio::steady_timer late(bench_.get_executor(), 2s);
    auto first = co_await (call() || late.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    if (first.index() == 1)
      co_return;
    treat(std::get<0>(first));
  }

private:
  asio::experimental::channel<void(boost::system::error_code, std::string)> bench_{context, 8};
  awaitable<std::string> call() { co_return co_await bench_.async_receive(use_awaitable); }
  static void treat(const std::string &patient);
};

// What is posted while nobody flushes is not to be lost by the flush that was too slow.
class post_office {
public:
  void post(std::string letter) { bag_.push_back(std::move(letter)); }
  awaitable<bool> flush_bad() {
    late_.expires_after(2s);
    auto first = co_await (carry() || late_.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    co_return first.index() == 0;
  }
  awaitable<bool> flush_front_first_ok() {
    late_.expires_after(2s);
    auto first = co_await (carry_then_take_out() || late_.async_wait(use_awaitable));
    co_return first.index() == 0;
  }
  // Nobody is told: it may be the end of the day.
  awaitable<void> last_flush_ok() {
    late_.expires_after(2s);
    co_await (carry() || late_.async_wait(use_awaitable));
  }

private:
  awaitable<void> carry() {
    while (!bag_.empty()) {
      std::string letter = std::move(bag_.front());
      bag_.pop_front();
      co_await load_.async_wait(use_awaitable);
      shelve(std::move(letter));
    }
  }
  awaitable<void> carry_then_take_out() {
    while (!bag_.empty()) {
      co_await load_.async_wait(use_awaitable);
      shelve(bag_.front());
      bag_.pop_front();
    }
  }
  static void shelve(std::string letter);
  asio::any_io_executor ex_;
  asio::steady_timer late_{ex_}, load_{ex_};
  std::deque<std::string> bag_;
};
