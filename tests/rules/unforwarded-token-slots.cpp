// RUN: %corosafe %s -- -std=c++20 %verify

// Asio's tokens are slots, which are bound to the completion token of an operation.

#include <boost/asio.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable, asio::use_awaitable, asio::bind_cancellation_slot;
using tcp = asio::ip::tcp;

void keep(std::string_view part);
awaitable<std::size_t> header(tcp::socket &s, std::vector<char> &b, asio::cancellation_slot slot = {});

awaitable<void> answer_bad(tcp::socket &s, asio::cancellation_slot slot, std::string &request) {
  co_await asio::async_write(s, asio::buffer(request), bind_cancellation_slot(slot, use_awaitable));
  std::vector<char> b(512);
  std::size_t n = co_await s.async_read_some(asio::buffer(b), use_awaitable); // expected-warning {{'slot' is not passed on to 'boost::asio::basic_stream_socket::async_read_some', whose completion token could carry it}}
  keep({b.data(), n});
}

awaitable<void> answer_ok(tcp::socket &s, asio::cancellation_slot slot, std::string &request) {
  co_await asio::async_write(s, asio::buffer(request), bind_cancellation_slot(slot, use_awaitable));
  std::vector<char> b(512);
  std::size_t n = co_await s.async_read_some(asio::buffer(b), bind_cancellation_slot(slot, use_awaitable));
  keep({b.data(), n});
}

awaitable<void> never_bound_bad(asio::steady_timer &pause, asio::cancellation_slot) {
  co_await pause.async_wait(asio::deferred); // expected-warning {{this coroutine's own token, which has no name, is not passed on}}
}

awaitable<void> left_to_default_bad(tcp::socket &s, std::vector<char> &b, asio::cancellation_slot slot) {
  co_await header(s, b); // expected-warning {{'slot' is not passed on to 'header', which would take it}}
}

awaitable<void> one_token_for_all_ok(tcp::socket &s, asio::cancellation_slot slot, std::vector<char> &b) {
  auto token = bind_cancellation_slot(slot, asio::as_tuple(use_awaitable));
  auto [error, n] = co_await s.async_read_some(asio::buffer(b), token);
  if (!error)
    co_await asio::async_write(s, asio::buffer(b.data(), n), token);
}

awaitable<void> one_without_bad(tcp::socket &s, asio::cancellation_slot slot, std::vector<char> &b) {
  auto token = bind_cancellation_slot(slot, asio::as_tuple(use_awaitable));
  auto [error, n] = co_await s.async_read_some(asio::buffer(b), token);
  if (!error)
    co_await asio::async_write(s, asio::buffer(b.data(), n), asio::as_tuple(use_awaitable)); // expected-warning {{whose completion token could carry it}}
}

// It has the slot's only place.
awaitable<void> spawned_ok(tcp::socket &s, asio::cancellation_slot slot, asio::steady_timer &pause) {
  asio::co_spawn(s.get_executor(), [&s]() -> awaitable<void> { co_await s.async_wait(tcp::socket::wait_read, use_awaitable); },
                 bind_cancellation_slot(slot, [](std::exception_ptr) {}));
  co_await pause.async_wait(use_awaitable);
}

awaitable<void> handler_ok(tcp::socket &s, asio::cancellation_slot slot, std::vector<char> &b) {
  slot.assign([&](asio::cancellation_type) { s.cancel(); });
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}

// It changes the thread, and waits for nothing.
awaitable<void> moved_over_ok(tcp::socket &s, asio::cancellation_slot slot, std::vector<char> &b) {
  co_await asio::post(s.get_executor(), use_awaitable);
  co_await s.async_read_some(asio::buffer(b), bind_cancellation_slot(slot, use_awaitable));
}

// Its own slot reaches every operation anyway.
awaitable<void> own_ok(tcp::socket &s, std::vector<char> &b) {
  auto state = co_await asio::this_coro::cancellation_state;
  auto slot = state.slot();
  if (slot.is_connected())
    co_await s.async_read_some(asio::buffer(b), use_awaitable);
}

// What the signal was bound to is one operation of the object, not all.
class link {
public:
  explicit link(tcp::socket s) : socket_(std::move(s)) {}
  awaitable<void> receive() {
    co_await socket_.async_read_some(asio::buffer(in_), bind_cancellation_slot(stop_reading_.slot(), use_awaitable));
  }
  awaitable<void> transmit_ok() { co_await asio::async_write(socket_, asio::buffer(out_), use_awaitable); }

private:
  tcp::socket socket_;
  asio::cancellation_signal stop_reading_;
  std::vector<char> in_, out_;
};
