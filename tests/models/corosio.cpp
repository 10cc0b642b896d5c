// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Capy and Corosio: cancellation is an error that comes back as a value, with the count of what was done.

#include "corosio.h"

#include <mutex>

namespace capy = boost::capy;
namespace corosio = boost::corosio;
using namespace std::chrono_literals;

void handle(std::size_t n);
void on_idle();
capy::mutable_buffer buffer();

//===-- timeouts ------------------------------------------------------------===//

capy::task<> connect_again_bad(corosio::tcp_socket &sock, corosio::endpoint ep) {
  for (int attempt = 0; attempt != 3; ++attempt) {
    auto [ec, n] = co_await corosio::cancel_after(sock.connect(ep), 1s); // expected-warning {{not safe to lose}}
    if (!ec)
      co_return;
  }
}

capy::task<> connect_again_ok(corosio::tcp_socket &sock, corosio::endpoint ep) {
  for (int attempt = 0; attempt != 3; ++attempt) {
    auto [ec, n] = co_await corosio::cancel_after(sock.connect(ep), 1s);
    if (!ec)
      co_return;
    sock.close();
  }
}

// The operation's own result comes back, so that nothing it read is lost.
capy::task<> read_ok(corosio::tcp_socket &sock) {
  for (;;) {
    auto [ec, n] = co_await corosio::cancel_after(capy::read(sock, buffer()), 1s);
    handle(n);
    auto [ec2, m] = co_await corosio::cancel_after(sock.read_some(buffer()), 1s);
    handle(m);
  }
}

capy::task<> timer_ok(corosio::timer &tick) {
  for (;;) {
    tick.expires_after(1s);
    co_await corosio::cancel_after(tick.wait(), 2s);
  }
}

capy::task<> accept_ok(corosio::tcp_acceptor &listener, corosio::tcp_socket &peer) {
  for (;;) {
    auto [ec, n] = co_await corosio::cancel_after(listener.accept(peer), 1s);
    auto [ec2, m] = co_await corosio::cancel_after(listener.accept(), 1s);
    if (!ec || !ec2)
      handle(n + m);
  }
}

capy::task<> race_bad(corosio::tcp_socket &sock) {
  for (;;)
    co_await capy::when_any(sock.read_some(buffer()), capy::delay(1000ms)); // expected-warning {{not safe to lose}}
}

// The first alternative is the error of all: what wins is told from 1.
capy::task<> race_stops_when_late_ok(corosio::tcp_socket &sock) {
  for (;;) {
    auto won = co_await capy::when_any(sock.read_some(buffer()), capy::delay(1000ms));
    if (won.index() != 1)
      co_return;
    handle(std::get<1>(won));
  }
}

capy::task<> race_goes_on_when_late_bad(corosio::tcp_socket &sock) {
  for (;;) {
    auto won = co_await capy::when_any(sock.read_some(buffer()), capy::delay(1000ms)); // expected-warning {{not safe to lose}}
    if (won.index() == 0)
      co_return;
    if (won.index() == 1)
      handle(std::get<1>(won));
  }
}

capy::task<> race_goes_on_when_read_ok(corosio::tcp_socket &sock) {
  for (;;) {
    auto won = co_await capy::when_any(capy::delay(1000ms), sock.read_some(buffer()));
    if (won.index() < 2)
      co_return;
    handle(std::get<2>(won));
  }
}

capy::task<capy::io_result> read_part(corosio::tcp_socket &sock) { co_return co_await sock.read_some(buffer()); }
capy::task<capy::io_result> late();

capy::task<> race_of_many_bad(corosio::tcp_socket &sock) {
  for (;;) {
    std::vector<capy::task<capy::io_result>> reads;
    reads.push_back(read_part(sock)); // expected-warning {{not safe to lose}}
    reads.push_back(late());
    co_await capy::when_any(std::move(reads));
  }
}

//===-- locks ---------------------------------------------------------------===//

capy::task<> thread_lock_bad(std::mutex &m) {
  std::lock_guard<std::mutex> lock(m);
  co_await capy::delay(100ms); // expected-warning {{locked across}}
}

capy::task<> async_lock_ok(capy::async_mutex &m) {
  auto lock = co_await m.scoped_lock();
  co_await capy::delay(100ms);
}

capy::task<> async_lock_by_hand_ok(capy::async_mutex &m) {
  co_await m.lock();
  co_await capy::delay(100ms);
  m.unlock();
}

capy::task<> lock_never_taken_bad(capy::async_mutex &m) {
  m.lock(); // expected-warning {{without being awaited}}
  co_return;
}

//===-- tasks ---------------------------------------------------------------===//

capy::task<> send_goodbye();

capy::task<> dropped_bad() {
  send_goodbye(); // expected-warning {{without being awaited}}
  co_return;
}

capy::task<> dropped_write_bad(corosio::tcp_socket &sock) {
  sock.write_some({}); // expected-warning {{without being awaited}}
  co_return;
}

capy::task<> awaited_ok() {
  co_await send_goodbye();
  co_await capy::when_all(send_goodbye(), send_goodbye());
}
