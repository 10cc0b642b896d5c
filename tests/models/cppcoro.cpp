// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// cppcoro has no race: only its joins, tasks and locks are there to get wrong.

#include "cppcoro.h"

using namespace std::chrono_literals;

void handle(std::size_t n);

//===-- joins, which lose nothing -------------------------------------------===//

cppcoro::task<> read_all(cppcoro::net::socket &sock) {
  char bytes[512];
  while (auto size = co_await sock.recv(bytes, sizeof bytes))
    handle(size);
}

cppcoro::task<> join_ok(cppcoro::net::socket &left, cppcoro::net::socket &right) {
  for (;;) {
    co_await cppcoro::when_all(read_all(left), read_all(right));
    co_await cppcoro::when_all_ready(read_all(left), read_all(right));
  }
}

cppcoro::task<> ask_to_stop_ok(cppcoro::net::socket &sock, cppcoro::cancellation_source source) {
  char bytes[512];
  auto first = co_await sock.recv(bytes, sizeof bytes, source.token());
  source.request_cancellation();
  handle(first);
}

//===-- locks ---------------------------------------------------------------===//

cppcoro::task<> thread_lock_bad(std::mutex &m, cppcoro::io_service &io) {
  std::lock_guard<std::mutex> lock(m);
  co_await io.schedule_after(1s); // expected-warning {{locked across}}
}

cppcoro::task<> async_lock_ok(cppcoro::async_mutex &m, cppcoro::io_service &io) {
  auto lock = co_await m.scoped_lock_async();
  co_await io.schedule_after(1s);
}

cppcoro::task<> async_lock_by_hand_ok(cppcoro::async_mutex &m, cppcoro::static_thread_pool &pool) {
  co_await m.lock_async();
  cppcoro::async_mutex_lock lock(m, std::adopt_lock);
  co_await pool.schedule();
}

// A tried lock is asynchronous as well.
cppcoro::task<> tried_ok(cppcoro::async_mutex &m, cppcoro::async_manual_reset_event &ready) {
  if (!m.try_lock())
    co_return;
  co_await ready;
  m.unlock();
}

// Awaiting the inline scheduler does not suspend.
cppcoro::task<> no_suspend_ok(std::mutex &m, cppcoro::inline_scheduler &here) {
  std::lock_guard<std::mutex> lock(m);
  co_await here.schedule();
}

cppcoro::task<> lock_never_taken_bad(cppcoro::async_mutex &m) {
  m.scoped_lock_async(); // expected-warning {{without being awaited}}
  co_return;
}

//===-- tasks ---------------------------------------------------------------===//

cppcoro::task<> send_goodbye();
cppcoro::shared_task<int> load();

cppcoro::task<> dropped_bad() {
  send_goodbye(); // expected-warning {{without being awaited}}
  load();         // expected-warning {{without being awaited}}
  co_return;
}

cppcoro::task<> dropped_join_bad() {
  cppcoro::when_all(send_goodbye(), send_goodbye()); // expected-warning {{without being awaited}}
  co_return;
}

cppcoro::task<> scope_not_joined_bad(cppcoro::async_scope &scope) {
  scope.spawn(send_goodbye());
  scope.join(); // expected-warning {{without being awaited}}
  co_return;
}

cppcoro::task<> dropped_hop_bad(cppcoro::static_thread_pool &pool) {
  pool.schedule(); // expected-warning {{without being awaited}}
  co_return;
}

cppcoro::task<> forgotten_bad(bool polite) {
  auto bye = send_goodbye(); // expected-warning {{without being awaited}}
  if (polite && !bye.is_ready())
    co_await bye;
}

cppcoro::task<> awaited_ok() {
  co_await send_goodbye();
  auto bye = send_goodbye();
  co_await bye.when_ready();
}

cppcoro::task<> scope_ok(cppcoro::async_scope &scope) {
  scope.spawn(send_goodbye());
  co_await scope.join();
}

void waited_for_ok() { cppcoro::sync_wait(send_goodbye()); }

cppcoro::task<> elsewhere_ok(cppcoro::static_thread_pool &pool) { co_await cppcoro::schedule_on(pool, send_goodbye()); }

cppcoro::task<> collected_ok() {
  std::vector<cppcoro::task<>> all;
  all.push_back(send_goodbye());
  all.push_back(send_goodbye());
  co_await cppcoro::when_all(std::move(all));
}

//===-- scopes ----------------------------------------------------------------===//

cppcoro::task<> scope_left_bad() {
  cppcoro::async_scope scope; // expected-warning {{may end without having been joined}}
  scope.spawn(send_goodbye());
  co_await send_goodbye();
}

cppcoro::task<> scope_left_early_bad(bool quick) {
  cppcoro::async_scope scope; // expected-warning {{may end without having been joined}}
  scope.spawn(send_goodbye());
  if (quick)
    co_return;
  co_await scope.join();
}

cppcoro::task<> local_scope_ok() {
  cppcoro::async_scope scope;
  scope.spawn(send_goodbye());
  co_await scope.join();
}

// A coroutine that awaits nothing is there to give the loop its thread.
void main_ok(cppcoro::io_service &io) {
  cppcoro::sync_wait(cppcoro::when_all(send_goodbye(), [&]() -> cppcoro::task<> {
    io.process_events();
    co_return;
  }()));
}

cppcoro::task<> runs_the_loop_bad(cppcoro::io_service &io) {
  co_await send_goodbye();
  io.process_events(); // expected-warning {{blocks the thread that this coroutine}}
}

// What says goodbye does so after a stop as well.
cppcoro::task<> goodbye_ok(cppcoro::net::socket &sock, cppcoro::cancellation_token token) {
  char bytes[512];
  while (auto size = co_await sock.recv(bytes, sizeof bytes, token))
    handle(size);
  co_await sock.disconnect();
}

cppcoro::task<> no_token_bad(cppcoro::net::socket &sock, cppcoro::cancellation_token token) {
  char bytes[512];
  while (auto size = co_await sock.recv(bytes, sizeof bytes)) // expected-warning {{'token' is not passed on}} expected-warning {{corosafe-uncancellable-loop}}
    handle(size);
  co_await sock.disconnect();
}

//===-- an end that is awaited behind the handler ----------------------------------//

struct ledger {
  cppcoro::task<> begin();
  cppcoro::task<> commit();
  cppcoro::task<> rollback();
  cppcoro::task<> write(int amount, cppcoro::cancellation_token token);
};

// Whoever is not given the token is not stopped by it: the rollback runs.
cppcoro::task<> rolls_back_ok(ledger &l, cppcoro::cancellation_token token) {
  std::exception_ptr failure;
  co_await l.begin();
  try {
    co_await l.write(1, token);
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    co_await l.rollback();
    std::rethrow_exception(failure);
  }
  co_await l.commit();
}

cppcoro::task<> rolls_back_by_flag_ok(ledger &l, cppcoro::cancellation_token token) {
  bool failed = false;
  co_await l.begin();
  try {
    co_await l.write(1, token);
  } catch (...) {
    failed = true;
  }
  if (failed)
    co_await l.rollback();
  else
    co_await l.commit();
}

cppcoro::task<> never_rolls_back_bad(ledger &l, cppcoro::cancellation_token token) {
  co_await l.begin();
  co_await l.write(1, token); // expected-warning {{'l.commit()' is never called}}
  co_await l.commit();
}

struct strict_ledger : ledger {
  cppcoro::task<> rollback(cppcoro::cancellation_token token);
};
cppcoro::task<> rollback_is_stopped_bad(strict_ledger &l, cppcoro::cancellation_token token) {
  bool failed = false;
  co_await l.begin();
  try {
    co_await l.write(1, token); // expected-warning {{'l.commit()' is never called}}
  } catch (...) {
    failed = true;
  }
  if (failed)
    co_await l.rollback(token);
  else
    co_await l.commit();
}
