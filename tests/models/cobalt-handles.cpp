// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// A promise that is raced as an lvalue goes on when it loses, for as long as somebody has it.

#include "cobalt.h"

#include <vector>

namespace cobalt = boost::cobalt;
namespace io = boost::cobalt::io;
using namespace std::chrono_literals;

io::mutable_buffer_sequence whole(std::string &bytes);
void handle(std::size_t n);
void remark(const char *text);

cobalt::promise<std::size_t> read_block(io::stream_socket &s, std::string &block) { co_return co_await io::read(s, whole(block)); }

cobalt::task<void> dies_with_the_turn_bad(io::stream_socket &s) {
  std::string block(64, '\0');
  for (;;) {
    auto read = read_block(s, block); // expected-warning {{corosafe-unsafe-race-branch}} expected-note {{'s' is used again here}}
    auto r = co_await cobalt::race(read, io::sleep(1s)); // expected-note {{is lost}}
    if (r.index() == 1)
      continue;
    handle(block.size());
  }
}

cobalt::task<void> cancelled_bad(io::stream_socket &s) {
  std::string block(64, '\0');
  auto read = read_block(s, block); // expected-warning {{corosafe-unsafe-race-branch}}
  auto r = co_await cobalt::race(read, io::sleep(1s)); // expected-note {{is lost}}
  if (r.index() == 1) {
    read.cancel();
    handle(co_await io::read(s, whole(block))); // expected-note {{'s' is used again here}}
  }
}

cobalt::task<void> lives_on_ok(io::stream_socket &s) {
  std::string block(64, '\0');
  auto read = read_block(s, block);
  for (;;) {
    auto r = co_await cobalt::race(read, io::sleep(1s));
    if (r.index() == 1) {
      remark("still waiting");
      continue;
    }
    handle(block.size());
    read = read_block(s, block);
  }
}

cobalt::task<void> awaited_after_all_ok(io::stream_socket &s) {
  std::string block(64, '\0');
  for (;;) {
    auto read = read_block(s, block);
    auto r = co_await cobalt::race(read, io::sleep(1s));
    if (r.index() == 1) {
      remark("slow");
      co_await read;
    }
    handle(block.size());
  }
}

cobalt::task<void> raced_again_ok(io::stream_socket &s) {
  std::string block(64, '\0');
  for (;;) {
    auto read = read_block(s, block);
    auto r = co_await cobalt::race(read, io::sleep(1s));
    if (r.index() == 1) {
      auto again = co_await cobalt::race(read, io::sleep(9s));
      if (again.index() == 1)
        co_return s.close();
    }
    handle(block.size());
  }
}

cobalt::task<void> put_away_ok(io::stream_socket &s, std::vector<cobalt::promise<std::size_t>> &late) {
  std::string block(64, '\0');
  auto read = read_block(s, block);
  auto r = co_await cobalt::race(read, io::sleep(1s));
  if (r.index() == 1)
    late.push_back(std::move(read));
  handle(block.size());
}

cobalt::task<void> closed_ok(io::stream_socket &s) {
  std::string block(64, '\0');
  for (;;) {
    auto read = read_block(s, block);
    auto r = co_await cobalt::race(read, io::sleep(1s));
    if (r.index() == 1) {
      read.cancel();
      s.close();
      co_return;
    }
    handle(block.size());
  }
}
