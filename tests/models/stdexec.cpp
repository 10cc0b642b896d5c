// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "stdexec.h"

#include <mutex>

using namespace std::chrono_literals;

struct Reader {
  exec::task<int> receive_byte();
  int have = 0;
};

void handle(int value);
void on_idle();
exec::task<void> flush();
exec::task<int> load();
stdexec::task<void> save();

//===-- races ---------------------------------------------------------------===//

/// Two bytes make a header: it is half-done between them.
exec::task<int> read_header(Reader &reader) {
  reader.have = 1;
  int high = co_await reader.receive_byte(); // expected-warning {{'reader.have' is never set back}}
  int low = co_await reader.receive_byte();
  reader.have = 0;
  co_return high * 256 + low;
}

exec::task<void> header_in_a_race_bad(Reader &reader, stdexec::scheduler timer) {
  for (;;) {
    int header = co_await exec::when_any(read_header(reader), // expected-warning {{not safe to lose}}
                                         exec::schedule_after(timer, 1s));
    handle(header);
  }
}

exec::task<void> header_alone_ok(Reader &reader) {
  for (;;)
    handle(co_await read_header(reader));
}

exec::task<void> header_in_a_race_that_ends_ok(stdexec::scheduler timer) {
  Reader reader;
  int header = co_await exec::when_any(read_header(reader), exec::schedule_after(timer, 1s));
  handle(header);
}

exec::task<void> shielded_header_bad(Reader &reader, stdexec::scheduler timer) {
  for (;;) {
    int header = co_await exec::when_any(stdexec::unstoppable(read_header(reader)), exec::schedule_after(timer, 1s)); // expected-warning {{is shielded from cancellation}}
    handle(header);
  }
}

exec::task<void> optional_header_bad(Reader &reader) {
  for (;;) {
    auto header = co_await stdexec::stopped_as_optional(read_header(reader)); // expected-warning {{not safe to lose}} expected-warning {{passed over}}
    if (!header) {
      on_idle();
      continue;
    }
    handle(*header);
  }
}

exec::task<void> optional_header_that_ends_ok(stdexec::scheduler timer) {
  Reader reader;
  for (;;) {
    auto header = co_await stdexec::stopped_as_optional(read_header(reader));
    if (!header)
      co_return;
    handle(*header);
  }
}

exec::task<void> on_scheduler_bad(Reader &reader, stdexec::scheduler pool, stdexec::scheduler timer) {
  for (;;) {
    int header =
        co_await exec::when_any(stdexec::starts_on(pool, read_header(reader)), // expected-warning {{not safe to lose}}
                                exec::schedule_after(timer, 1s));
    handle(header);
  }
}

exec::task<void> timers_ok(stdexec::scheduler timer) {
  for (;;) {
    co_await exec::when_any(exec::schedule_after(timer, 1s), exec::schedule_after(timer, 2s));
    on_idle();
  }
}

//===-- tasks ---------------------------------------------------------------===//

exec::task<void> dropped_task_bad() {
  flush(); // expected-warning {{without being awaited}}
  save();  // expected-warning {{without being awaited}}
  co_await load();
}

exec::task<void> awaited_ok() {
  co_await flush();
  co_await stdexec::when_all(load(), load());
  co_await stdexec::then(load(), [](int value) { return value; });
}

void spawned_ok(stdexec::counting_scope &scope, exec::async_scope &other) {
  stdexec::spawn(save(), scope.get_token());
  other.spawn(flush());
  exec::start_detached(flush());
}

// Any sender, whatever its type is called.
void dropped_sender_bad(stdexec::scheduler pool) {
  stdexec::schedule(pool);                                // expected-warning {{without being awaited}}
  stdexec::then(load(), [](int value) { return value; }); // expected-warning {{without being awaited}}
  auto pending = stdexec::continues_on(load(), pool);     // expected-warning {{without being awaited}}
}

auto returned_sender_ok(stdexec::scheduler pool) {
  auto pending = stdexec::continues_on(load(), pool);
  return stdexec::then(pending, [](int value) { return value; });
}

void waited_ok() { stdexec::sync_wait(save()); }

exec::task<void> dropped_future_bad(stdexec::counting_scope &scope, exec::async_scope &other) {
  stdexec::spawn_future(load(), scope.get_token()); // expected-warning {{without being awaited}}
  exec::ensure_started(load());                     // expected-warning {{without being awaited}}
  other.spawn_future(load());                       // expected-warning {{without being awaited: dropping it cancels}}
  co_await flush();
}

exec::task<void> awaited_future_ok(stdexec::counting_scope &scope, exec::async_scope &other) {
  auto first = stdexec::spawn_future(load(), scope.get_token());
  auto second = other.spawn_future(load());
  handle(co_await first);
  handle(co_await second);
}

exec::task<void> dropped_join_bad(stdexec::counting_scope &scope, exec::async_scope &other) {
  scope.join();     // expected-warning {{without being awaited}}
  other.on_empty(); // expected-warning {{without being awaited}}
  co_await flush();
}

exec::task<void> joined_ok(stdexec::counting_scope &scope, exec::async_scope &other) {
  co_await scope.join();
  co_await other.on_empty();
}

//===-- locks ---------------------------------------------------------------===//

exec::task<void> locked_across_a_hop_bad(std::mutex &mutex, stdexec::scheduler pool) {
  std::lock_guard guard(mutex);
  co_await stdexec::schedule(pool); // expected-warning {{locked across}}
}

exec::task<void> unlocked_before_a_hop_ok(std::mutex &mutex, stdexec::scheduler pool) {
  { std::lock_guard guard(mutex); }
  co_await stdexec::schedule(pool);
}

//===-- pipes ----------------------------------------------------------------------------===//

class piped {
  stdexec::counting_scope scope_;
  stdexec::scheduler pool_;
  static stdexec::task<int> count(int &n);

public:
  stdexec::task<void> task_in_a_pipe_bad() {
    int n = 0;
    stdexec::spawn(count(n) | stdexec::then([](int v) { return v; }), scope_.get_token()); // expected-warning {{'n'}}
    co_return;
  }
  stdexec::task<void> closure_in_a_long_pipe_bad() {
    int n = 0;
    stdexec::spawn(stdexec::just(1) | stdexec::then([&n](int v) { return n += v; }) | stdexec::then([](int v) { return v; }), // expected-warning {{'n'}}
                   scope_.get_token());
    co_return;
  }
  stdexec::task<void> pipe_inside_bad() {
    int n = 0;
    stdexec::spawn(stdexec::starts_on(pool_, count(n) | stdexec::then([](int v) { return v; })), scope_.get_token()); // expected-warning {{'n'}}
    co_return;
  }
  stdexec::task<void> copies_ok() {
    int n = 0;
    stdexec::spawn(stdexec::just(1) | stdexec::then([n](int v) { return n + v; }) | stdexec::then([](int v) { return v; }),
                   scope_.get_token());
    co_return;
  }
};

//===-- scopes ----------------------------------------------------------------===//

exec::task<void> scope_left_bad() {
  stdexec::counting_scope scope; // expected-warning {{may end without having been joined}}
  stdexec::spawn(save(), scope.get_token());
  co_await save();
}

exec::task<void> other_scope_left_bad() {
  exec::async_scope scope; // expected-warning {{may end without having been joined}}
  scope.spawn(save());
  co_await save();
}

exec::task<void> local_scope_ok() {
  stdexec::counting_scope scope;
  stdexec::spawn(save(), scope.get_token());
  co_await scope.join();
}

exec::task<void> other_local_scope_ok() {
  exec::async_scope scope;
  scope.spawn(save());
  co_await scope.on_empty();
}
