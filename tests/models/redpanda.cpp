// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "redpanda.h"

using namespace std::chrono_literals;
using seastar::future;

void handle(int value);
void on_idle();
future<> flush();
future<int> load();

//===-- races ---------------------------------------------------------------===//

future<> pop_with_timeout_bad(seastar::queue<int> &queue, seastar::abort_source &as) {
  while (!as.abort_requested()) {
    try {
      handle(co_await ssx::with_timeout_abortable(queue.pop_eventually(), // expected-warning {{not safe to lose}}
                                                  seastar::clock::now() + 1s, as));
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> wait_with_timeout_ok(seastar::queue<int> &queue, seastar::abort_source &as) {
  while (!as.abort_requested()) {
    try {
      co_await ssx::with_timeout_abortable(queue.not_empty(), seastar::clock::now() + 1s, as);
      handle(queue.pop());
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

// redpanda-data/redpanda#14924: the read goes on inside the stream.
future<> read_with_timeout_bad(seastar::input_stream<char> &in, seastar::abort_source &as) {
  for (;;) {
    try {
      auto data = co_await ssx::with_timeout_abortable(in.read(), // expected-warning {{not safe to lose}}
                                                       seastar::clock::now() + 1s, as);
      handle(data.size());
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

//===-- tasks ---------------------------------------------------------------===//

future<> dropped_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await load();
}

future<> background_ok(seastar::gate &gate) {
  ssx::background = flush();
  ssx::background = ssx::spawn_with_gate_then(gate, [] { return flush(); });
  ssx::spawn_with_gate(gate, [] { return flush(); });
  co_await load();
}

future<> spawn_then_dropped_bad(seastar::gate &gate) {
  ssx::spawn_with_gate_then(gate, [] { return flush(); }); // expected-warning {{without being awaited}}
  co_await load();
}

future<> ignored_shutdown_bad() {
  ssx::ignore_shutdown_exceptions(flush()); // expected-warning {{without being awaited}}
  co_await ssx::ignore_shutdown_exceptions(flush());
}

future<> work_queue_bad(ssx::work_queue &work) {
  work.submit([] { return flush(); });
  work.shutdown(); // expected-warning {{without being awaited}}
  co_await load();
}

future<> work_queue_ok(ssx::work_queue &work) { co_await work.shutdown(); }

future<> sleep_ok(seastar::abort_source &as) { co_await ssx::sleep_abortable(1s, as); }

//===-- locks ---------------------------------------------------------------===//

future<> mutex_ok(mutex &m) {
  auto units = co_await m.get_units();
  co_await flush();
}

future<> mutex_with_ok(mutex &m) {
  co_await m.with([] { return flush(); });
}

future<> mutex_dropped_bad(mutex &m) {
  auto units = m.get_units(); // expected-warning {{without being awaited}}
  co_await flush();
}

future<> semaphore_ok(ssx::semaphore &permits) {
  co_await permits.wait();
  co_await flush();
  permits.signal();
}

future<> thread_mutex_bad(std::mutex &m) {
  std::lock_guard guard(m);
  co_await flush(); // expected-warning {{locked across}}
}
