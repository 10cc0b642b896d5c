// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// A library's operation works on the buffer that it was given until it has ended: a function that returns it, or hands it to
// somebody else, must not own the buffer.

#include "kj.h"

#include <boost/asio.hpp>

#include <array>
#include <memory>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

//===-- Asio ----------------------------------------------------------------===//

awaitable<std::size_t> reads_into_local_bad(tcp::socket &s) {
  std::array<char, 64> block;
  return asio::async_read(s, asio::buffer(block), use_awaitable); // expected-warning {{it is returned to run later}}
}
awaitable<std::size_t> writes_local_bad(tcp::socket &s, int n) {
  std::string text(n, 'x');
  return asio::async_write(s, asio::buffer(text), use_awaitable); // expected-warning {{it is returned to run later}}
}
void spawned_bad(tcp::socket &s) {
  std::string text = "hello";
  asio::co_spawn(s.get_executor(), asio::async_write(s, asio::buffer(text), use_awaitable), asio::detached); // expected-warning {{runs on after}}
}
awaitable<std::size_t> reads_into_what_it_was_given_ok(tcp::socket &s, std::string &into) {
  return asio::async_read(s, asio::buffer(into), use_awaitable);
}
awaitable<void> reads_here_ok(tcp::socket &s) {
  std::array<char, 64> block;
  co_await asio::async_read(s, asio::buffer(block), use_awaitable);
  auto read = asio::async_read(s, asio::buffer(block), use_awaitable);
  co_await std::move(read);
  std::string into(8, 'x');
  co_await reads_into_what_it_was_given_ok(s, into);
}
awaitable<std::size_t> writes_a_constant_ok(tcp::socket &s) {
  static const char bye[] = "bye";
  return asio::async_write(s, asio::buffer(bye), use_awaitable);
}
class session {
  tcp::socket socket_;
  std::array<char, 512> block_;

public:
  awaitable<std::size_t> read_ok() { return asio::async_read(socket_, asio::buffer(block_), use_awaitable); }
};

//===-- kj ------------------------------------------------------------------===//

kj::Promise<void> sends_local_bad(kj::AsyncOutputStream &out) {
  char hello[16] = {};
  return out.write(hello, sizeof hello); // expected-warning {{it is returned to run later}}
}
kj::Promise<void> sends_number_bad(kj::AsyncOutputStream &out, unsigned n) {
  unsigned length = n + 1;
  return out.write(&length, sizeof length); // expected-warning {{it is returned to run later}}
}
void adds_local_bad(kj::TaskSet &tasks, kj::AsyncOutputStream &out) {
  char hello[16] = {};
  tasks.add(out.write(hello, sizeof hello)); // expected-warning {{its scope is not joined}}
}
kj::Promise<void> sends_literal_ok(kj::AsyncOutputStream &out) { return out.write("hello", 5); }
kj::Promise<void> sends_what_it_keeps_ok(kj::AsyncOutputStream &out, kj::String text) {
  auto whole = kj::heap<std::string>("x");
  auto sent = out.write(whole->data(), whole->size());
  return sent.attach(kj::mv(whole));
}
kj::Promise<void> sends_here_ok(kj::AsyncOutputStream &out) {
  char hello[16] = {};
  co_await out.write(hello, sizeof hello);
}
