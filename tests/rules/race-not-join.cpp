// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A race that was meant to do all of it.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <chrono>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::steady_timer;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using channel = asio::experimental::channel<void(boost::system::error_code, int)>;

struct order {
  std::string text;
};
void use(std::size_t value);

awaitable<void> writes_bad(tcp::socket &a, tcp::socket &b, std::string data) {
  co_await (asio::async_write(a, asio::buffer(data), use_awaitable) || // expected-warning {{waits for the first of these only}}
            asio::async_write(b, asio::buffer(data), use_awaitable));
}

awaitable<void> writes_ok(tcp::socket &a, tcp::socket &b, std::string data) {
  co_await (asio::async_write(a, asio::buffer(data), use_awaitable) &&
            asio::async_write(b, asio::buffer(data), use_awaitable));
}

awaitable<void> writes_for_a_time_ok(tcp::socket &a, steady_timer &timer, std::string data) {
  co_await (asio::async_write(a, asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable));
  a.close();
}

awaitable<std::size_t> first_write_ok(tcp::socket &a, tcp::socket &b, std::string data) {
  auto r = co_await (asio::async_write(a, asio::buffer(data), use_awaitable) ||
                     asio::async_write(b, asio::buffer(data), use_awaitable));
  co_return r.index();
}

awaitable<void> reads_both_bad(tcp::socket &a, tcp::socket &b) {
  char x[8], y[8];
  co_await (asio::async_read(a, asio::buffer(x), use_awaitable) || // expected-warning {{first of these only}}
            asio::async_read(b, asio::buffer(y), use_awaitable));
  use(x[0] + y[0]);
}

awaitable<void> save(tcp::socket &db, const order &o) {
  co_await asio::async_write(db, asio::buffer(o.text), use_awaitable);
}
awaitable<void> notify(tcp::socket &mail, const order &o) {
  std::string text = "new order: " + o.text;
  co_await asio::async_write(mail, asio::buffer(text), use_awaitable);
}

awaitable<void> coroutines_bad(tcp::socket &db, tcp::socket &mail, order o) {
  co_await (save(db, o) || notify(mail, o)); // expected-warning {{first of these only}}
}

awaitable<void> coroutines_ok(tcp::socket &db, tcp::socket &mail, order o) {
  co_await (save(db, o) && notify(mail, o));
}

awaitable<void> persist(order o);
awaitable<void> publish(order o);

awaitable<void> only_declared_bad(order o) {
  co_await (persist(o) || publish(o)); // expected-warning {{first of these only}}
}

awaitable<void> cast_to_void_bad(order o) {
  (void)co_await (persist(o) || publish(o)); // expected-warning {{first of these only}}
}

awaitable<void> run_session(order o);
awaitable<void> watch_config(order o);
awaitable<void> unknown_work_ok(order o) { co_await (run_session(o) || watch_config(o)); }
awaitable<void> half_known_ok(order o) { co_await (persist(o) || watch_config(o)); }

// Serve until the first of them ends.
awaitable<void> reader(tcp::socket &socket) {
  char data[64];
  for (;;)
    use(co_await socket.async_read_some(asio::buffer(data), use_awaitable));
}
awaitable<void> writer(tcp::socket &socket, channel &out) {
  for (;;) {
    int value = co_await out.async_receive(use_awaitable);
    co_await asio::async_write(socket, asio::buffer(&value, sizeof value), use_awaitable);
  }
}
awaitable<void> session_ok(tcp::socket socket, channel &out) { co_await (reader(socket) || writer(socket, out)); }

awaitable<void> copy(tcp::socket &from, tcp::socket &to) {
  char data[64];
  for (;;) {
    auto n = co_await from.async_read_some(asio::buffer(data), use_awaitable);
    co_await asio::async_write(to, asio::buffer(data, n), use_awaitable);
  }
}
awaitable<void> proxy_ok(tcp::socket &a, tcp::socket &b) { co_await (copy(a, b) || copy(b, a)); }

awaitable<void> produce(channel &out) {
  for (int i = 0; i < 10; ++i)
    co_await out.async_send({}, i, use_awaitable);
}
awaitable<void> consume(channel &in) {
  for (;;)
    use(co_await in.async_receive(use_awaitable));
}
awaitable<void> pair_ok(channel &c) { co_await (produce(c) || consume(c)); }

// To whichever has room.
awaitable<void> select_send_ok(channel &a, channel &b) {
  co_await (a.async_send({}, 1, use_awaitable) || b.async_send({}, 1, use_awaitable));
}

awaitable<void> either_event_ok(channel &a, channel &b) {
  co_await (a.async_receive(use_awaitable) || b.async_receive(use_awaitable));
}

awaitable<void> stop_signal(channel &stop) { co_await stop.async_receive(use_awaitable); }
awaitable<void> until_stopped_ok(tcp::socket &db, order o, channel &stop) { co_await (save(db, o) || stop_signal(stop)); }

// Any of the three is a wait.
awaitable<void> timers_ok(steady_timer &a, steady_timer &b) {
  co_await (a.async_wait(use_awaitable) || b.async_wait(use_awaitable));
}

awaitable<void> three_bad(order o, tcp::socket &db, tcp::socket &mail) {
  co_await (save(db, o) || notify(mail, o) || publish(o)); // expected-warning {{first of these only}}
}

awaitable<void> nested_ok(order o, tcp::socket &db, tcp::socket &mail, steady_timer &timer) {
  co_await ((save(db, o) && notify(mail, o)) || timer.async_wait(use_awaitable));
}

// To each of two the same; asked of either, the first answer is enough.
awaitable<void> saved_twice_bad(order o, tcp::socket &db, tcp::socket &copy) {
  co_await (save(db, o) || save(copy, o)); // expected-warning {{first of these only}}
}
awaitable<bool> asked(tcp::socket &db, order o) {
  co_await asio::async_write(db, asio::buffer(o.text), use_awaitable);
  co_return true;
}
awaitable<void> asked_twice_ok(order o, tcp::socket &db, tcp::socket &copy) { co_await (asked(db, o) || asked(copy, o)); }
awaitable<void> one_of_two_tries_ok(order o, tcp::socket &db) { co_await (save(db, o) || save(db, o)); }
