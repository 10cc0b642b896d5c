// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Contexts that threads run: who joins them has waited for the coroutines, though a loop over threads may, in the graph, run no turn.

#include <boost/asio.hpp>

#include <memory>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

struct stub {
  int calls;
};
awaitable<void> call(stub &s) {
  asio::steady_timer t(co_await asio::this_coro::executor, std::chrono::seconds(1));
  co_await t.async_wait(asio::use_awaitable);
  ++s.calls;
}

int joined_in_turn_ok() {
  stub s{};
  std::vector<std::unique_ptr<asio::io_context>> contexts;
  for (int i = 0; i < 4; ++i)
    contexts.push_back(std::make_unique<asio::io_context>());
  for (int i = 0; i < 20; ++i)
    asio::co_spawn(*contexts[i % 4], call(s), asio::detached);
  std::vector<std::thread> threads;
  for (auto &c : contexts)
    threads.emplace_back([&c] { c->run(); });
  for (auto &t : threads)
    t.join();
  return s.calls;
}

int joined_by_index_ok(asio::io_context &io, std::vector<std::thread> &threads) {
  stub s{};
  asio::co_spawn(io, call(s), asio::detached);
  for (size_t i = 0; i < threads.size(); ++i)
    if (threads[i].joinable())
      threads[i].join();
  return s.calls;
}

int not_joined_bad(asio::io_context &io, std::vector<std::thread> &threads) {
  stub s{};
  asio::co_spawn(io, call(s), asio::detached); // expected-warning {{'call' uses 's'}}
  for (auto &t : threads)
    s.calls += t.joinable();
  return s.calls;
}

int joined_on_one_way_bad(asio::io_context &io, std::vector<std::thread> &threads, bool wait) {
  stub s{};
  asio::co_spawn(io, call(s), asio::detached); // expected-warning {{'call' uses 's'}}
  if (wait)
    for (auto &t : threads)
      t.join();
  return s.calls;
}

int joined_too_late_bad() {
  asio::io_context io;
  auto work = asio::make_work_guard(io);
  std::thread t([&io] { io.run(); });
  {
    stub s{};
    asio::co_spawn(io, call(s), asio::detached); // expected-warning {{'call' uses 's'}}
  }
  work.reset();
  t.join();
  return 0;
}

int run_afterwards_ok() {
  stub s{};
  asio::io_context io;
  asio::co_spawn(io, call(s), asio::detached);
  std::thread t([&io] { io.run(); });
  t.join();
  return s.calls;
}

// A context of another kind, as libraries that wait for more than sockets have.

class rpc_context : public asio::execution_context {
public:
  using executor_type = asio::any_io_executor;
  executor_type get_executor();
  void run();
  void stop();
};

int run_here_ok() {
  stub s{};
  rpc_context rpc;
  asio::co_spawn(rpc, call(s), asio::detached);
  rpc.run();
  return s.calls;
}

int run_elsewhere_bad(rpc_context &rpc) {
  stub s{};
  asio::co_spawn(rpc, call(s), asio::detached); // expected-warning {{'call' uses 's'}}
  return s.calls;
}

// A coroutine of the program's own is not the system's call of that name, which blocks until all is done.
awaitable<void> send(int id);
awaitable<void> sent_bad(asio::any_io_executor ex) {
  stub s{};
  asio::co_spawn(ex, call(s), asio::detached); // expected-warning {{uses 's'}}
  co_await send(7);
}
