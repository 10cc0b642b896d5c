// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "seastar.h"

using namespace std::chrono_literals;
using seastar::future;

void handle(int value);
void handle(const seastar::temporary_buffer<char> &data);
void on_idle();
future<> flush();
future<int> load();

//===-- races ---------------------------------------------------------------===//

future<> pop_with_timeout_bad(seastar::queue<int> &queue) {
  for (;;) {
    try {
      handle(co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                            queue.pop_eventually())); // expected-warning {{not safe to lose}}
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> wait_with_timeout_ok(seastar::queue<int> &queue) {
  for (;;) {
    try {
      co_await seastar::with_timeout(seastar::clock::now() + 1s, queue.not_empty());
      handle(queue.pop());
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> pop_with_timeout_that_ends_ok() {
  seastar::queue<int> queue(8);
  for (;;) {
    try {
      handle(co_await seastar::with_timeout(seastar::clock::now() + 1s, queue.pop_eventually()));
    } catch (const seastar::timed_out_error &) {
      co_return;
    }
  }
}

future<> pop_with_timeout_aborts_ok(seastar::queue<int> &queue) {
  for (;;) {
    try {
      handle(co_await seastar::with_timeout(seastar::clock::now() + 1s, queue.pop_eventually()));
    } catch (const seastar::timed_out_error &) {
      queue.abort(std::current_exception());
      co_return;
    }
  }
}

future<> read_with_timeout_bad(seastar::input_stream<char> &in) {
  for (;;) {
    try {
      handle(co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                            in.read_exactly(8))); // expected-warning {{not safe to lose}}
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> write_with_timeout_bad(seastar::output_stream<char> &out, const char *data, std::size_t size) {
  for (;;) {
    try {
      co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                     out.write(data, size)); // expected-warning {{not safe to lose}}
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> units_with_timeout_bad(seastar::semaphore &permits) {
  for (;;) {
    try {
      co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                     permits.wait()); // expected-warning {{not safe to lose}}
      permits.signal();
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> get_units_with_timeout_ok(seastar::semaphore &permits) {
  for (;;) {
    try {
      auto units = co_await seastar::with_timeout(seastar::clock::now() + 1s, seastar::get_units(permits, 1));
      on_idle();
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> pipe_with_timeout_bad(seastar::pipe_reader<int> &pipe) {
  for (;;) {
    try {
      auto value = co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                                  pipe.read()); // expected-warning {{not safe to lose}}
      handle(value.value_or(0));
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> accept_with_timeout_bad(seastar::server_socket &listener) {
  for (;;) {
    try {
      auto socket = co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                                   listener.accept()); // expected-warning {{not safe to lose}}
      socket.shutdown_input();
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> accept_with_timeout_that_ends_ok(seastar::server_socket &listener) {
  try {
    auto socket = co_await seastar::with_timeout(seastar::clock::now() + 1s, listener.accept());
    socket.shutdown_input();
  } catch (const seastar::timed_out_error &) {
    listener.abort_accept();
  }
}

future<> lock_with_timeout_bad(seastar::rwlock &lock) {
  for (;;) {
    try {
      co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                     lock.write_lock()); // expected-warning {{not safe to lose}}
      lock.write_unlock();
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> hold_with_timeout_ok(seastar::rwlock &lock) {
  for (;;) {
    try {
      auto holder = co_await seastar::with_timeout(seastar::clock::now() + 1s, lock.hold_read_lock());
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

future<> event_with_timeout_ok(seastar::condition_variable &changed) {
  for (;;) {
    try {
      co_await seastar::with_timeout(seastar::clock::now() + 1s, changed.wait());
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

// What finally() and handle_exception() return is the same future still.
future<> chained_with_timeout_bad(seastar::queue<int> &queue) {
  for (;;) {
    try {
      handle(co_await seastar::with_timeout(
          seastar::clock::now() + 1s,
          queue.pop_eventually().finally(on_idle))); // expected-warning {{not safe to lose}}
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

// The continuation runs whoever wins: nothing is lost.
future<> continued_with_timeout_ok(seastar::queue<int> &queue) {
  for (;;) {
    try {
      co_await seastar::with_timeout(seastar::clock::now() + 1s,
                                     queue.pop_eventually().then([](int value) { handle(value); }));
    } catch (const seastar::timed_out_error &) {
      on_idle();
    }
  }
}

// The futures of the losers come back, to be awaited again.
future<> when_any_ok(seastar::queue<int> &queue) {
  auto message = queue.pop_eventually();
  for (;;) {
    auto result = co_await seastar::when_any(std::move(message), seastar::sleep(1s));
    if (result.index == 1) {
      message = std::move(std::get<0>(result.futures));
      continue;
    }
    handle(std::get<0>(result.futures).get());
    message = queue.pop_eventually();
  }
}

future<> joined_ok(seastar::queue<int> &left, seastar::queue<int> &right) {
  for (;;)
    co_await seastar::when_all_succeed(left.pop_eventually(), right.pop_eventually());
}

//===-- tasks ---------------------------------------------------------------===//

future<> dropped_future_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await load();
}

future<> chained_and_dropped_bad() {
  flush().then([] { on_idle(); });                     // expected-warning {{without being awaited}}
  flush().handle_exception([](std::exception_ptr) {}); // expected-warning {{without being awaited}}
  flush().discard_result();                            // expected-warning {{without being awaited}}
  co_await seastar::coroutine::maybe_yield();
}

future<> void_ok() {
  (void)flush();
  (void)flush().handle_exception([](std::exception_ptr) {});
  co_await load();
}

future<> ignored_ok() {
  auto done = flush();
  done.ignore_ready_future();
  seastar::make_ready_future();
  co_await load();
}

future<> named_and_dropped_bad(seastar::semaphore &permits) {
  auto units = seastar::get_units(permits, 1); // expected-warning {{without being awaited}}
  co_await flush();
}

future<> gate_bad(seastar::gate &gate) {
  (void)seastar::with_gate(gate, [] { return flush(); });
  gate.close(); // expected-warning {{without being awaited}}
  co_await load();
}

future<> gate_ok(seastar::gate &gate) {
  (void)seastar::with_gate(gate, [] { return flush(); });
  co_await gate.close();
}

future<> all_ok() {
  co_await seastar::coroutine::all([] { return load(); }, [] { return load(); });
  std::vector<int> ids{1, 2};
  co_await seastar::parallel_for_each(ids, [](int) { return flush(); });
}

future<> as_future_ok() {
  auto result = co_await seastar::coroutine::as_future(load());
  if (result.failed())
    result.ignore_ready_future();
  else
    handle(result.get());
}

future<> try_future_ok() { handle(co_await seastar::coroutine::try_future(load())); }

//===-- locks ---------------------------------------------------------------===//

future<> spinlock_bad(seastar::util::spinlock &spin) {
  std::lock_guard<seastar::util::spinlock> guard(spin);
  co_await flush(); // expected-warning {{locked across}}
}

future<> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await seastar::coroutine::maybe_yield(); // expected-warning {{locked across}}
}

future<> shared_mutex_ok(seastar::shared_mutex &mutex) {
  auto guard = co_await seastar::get_unique_lock(mutex);
  co_await flush();
}

future<> with_lock_ok(seastar::shared_mutex &mutex) {
  co_await seastar::with_lock(mutex, [] { return flush(); });
}

future<> with_lock_bad(seastar::shared_mutex &mutex) {
  seastar::with_lock(mutex, [] { return flush(); }); // expected-warning {{without being awaited}}
  co_await flush();
}

future<> units_ok(seastar::semaphore &permits) {
  auto units = co_await seastar::get_units(permits, 1);
  co_await flush();
  units.return_all();
}

future<> dropped_lock_bad(seastar::shared_mutex &mutex) {
  mutex.lock(); // expected-warning {{without being awaited}}
  co_await flush();
  mutex.unlock();
}

//===-- scopes ----------------------------------------------------------------===//

future<> gate_left_bad() {
  seastar::gate gate; // expected-warning {{may end without having been joined}}
  (void)seastar::with_gate(gate, [] { return flush(); });
  co_await flush();
}

future<> gate_held_bad() {
  seastar::gate gate; // expected-warning {{may end without having been joined}}
  auto holder = gate.hold();
  (void)flush().finally([holder = std::move(holder)] {});
  co_await flush();
}

future<> local_gate_ok() {
  seastar::gate gate;
  (void)seastar::with_gate(gate, [] { return flush(); });
  co_await gate.close();
}

future<> raw_write_lock_bad(seastar::rwlock &rw, seastar::abort_source &stop) {
  co_await rw.write_lock();
  co_await seastar::sleep_abortable(std::chrono::milliseconds(1), stop); // expected-warning {{is never called when the coroutine is cancelled}}
  rw.write_unlock();
}

//===-- work by the clock ---------------------------------------------------------------===//

future<> statistics_by_index_bad(seastar::queue<int> &queue) {
  for (;;) {
    auto r = co_await seastar::when_any(seastar::sleep(5s), queue.not_empty()); // expected-warning {{starts anew in each turn}}
    if (r.index == 0)
      co_await flush();
    else
      handle(queue.pop());
  }
}

future<> statistics_by_its_own_time_bad(seastar::queue<int> &queue, seastar::condition_variable &more) {
  for (;;) {
    bool due = false;
    try {
      co_await more.wait(5s); // expected-warning {{starts anew in each turn}}
    } catch (const seastar::condition_variable_timed_out &) {
      due = true;
    }
    if (due)
      co_await flush();
    else
      handle(queue.pop());
  }
}

//===-- failures that come as values ------------------------------------------------------===//

class counting {
public:
  future<> as_future_ok() {
    ++running_;
    auto done = co_await seastar::coroutine::as_future(seastar::sleep_abortable(1s, stop_));
    --running_;
    done.ignore_ready_future();
  }
  future<> handled_ok() {
    ++running_;
    co_await seastar::sleep_abortable(1s, stop_).handle_exception([](std::exception_ptr) {});
    --running_;
  }
  future<> thrown_bad() {
    ++running_;
    co_await seastar::sleep_abortable(1s, stop_); // expected-warning {{never set back}}
    --running_;
  }

private:
  seastar::abort_source stop_;
  int running_ = 0;
};

//===-- what is broken throws at once -----------------------------------------------------===//

class consumer {
public:
  void stop() {
    more_.broken();
    queue_.abort(std::make_exception_ptr(seastar::abort_requested_exception()));
  }
  future<> waits_on_bad() {
    for (;;) {
      try {
        co_await more_.wait([] { return true; }); // expected-warning {{this loop spins}}
        co_await flush();
      } catch (const std::exception &) {
        on_idle();
      }
    }
  }
  future<> waits_on_ok() {
    for (;;) {
      try {
        co_await more_.wait([] { return true; });
        co_await flush();
      } catch (const seastar::broken_condition_variable &) {
        co_return;
      } catch (const std::exception &) {
        on_idle();
      }
    }
  }
  future<> pops_on_bad() {
    for (;;) {
      try {
        handle(co_await queue_.pop_eventually()); // expected-warning {{this loop spins}}
      } catch (const seastar::timed_out_error &) {
        co_return;
      } catch (...) {
        on_idle();
      }
    }
  }
  future<> pops_on_ok() {
    for (;;) {
      try {
        handle(co_await queue_.pop_eventually());
      } catch (const seastar::abort_requested_exception &) {
        break;
      } catch (...) {
        on_idle();
      }
    }
  }

private:
  seastar::condition_variable more_;
  seastar::queue<int> queue_{8};
};

//===-- streams end with their socket -------------------------------------------------------===//

class connection {
public:
  explicit connection(seastar::connected_socket socket) : socket_(std::move(socket)), in_(socket_.input()) {}
  future<> serve_ok() {
    try {
      for (;;)
        handle(co_await seastar::with_timeout(seastar::clock::now() + 1s, in_.read()));
    } catch (const seastar::timed_out_error &) {
      socket_.shutdown_input();
    }
  }
  future<> serve_bad() {
    for (;;) {
      try {
        handle(co_await seastar::with_timeout(seastar::clock::now() + 1s, in_.read())); // expected-warning {{not safe to lose}}
      } catch (const seastar::timed_out_error &) {
        on_idle();
      }
    }
  }

private:
  seastar::connected_socket socket_;
  seastar::input_stream<char> in_;
};

//===-- the token is asked where the same handler takes what that throws ------------------------===//

future<> asks_in_vain_bad(seastar::abort_source &stop) {
  for (;;) {
    try {
      stop.check();
      co_await seastar::sleep_abortable(1s, stop);
    } catch (const std::exception &) { // expected-warning {{swallows cancellation}}
      on_idle();
    }
  }
}

future<> asks_outside_ok(seastar::abort_source &stop) {
  for (;;) {
    stop.check();
    try {
      co_await seastar::sleep_abortable(1s, stop);
    } catch (const std::exception &) {
      on_idle();
    }
  }
}

future<> asks_ahead_of_it_ok(seastar::abort_source &stop) {
  for (;;) {
    try {
      stop.check();
      co_await seastar::sleep_abortable(1s, stop);
    } catch (const seastar::abort_requested_exception &) {
      throw;
    } catch (const std::exception &) {
      on_idle();
    }
  }
}

/// One finding: who awaits it waits for the object, too.
struct flusher {
  int flushed = 0;
  future<> flush() {
    co_await seastar::sleep(1s);
    ++flushed;
  }
  future<> stop_bad() {
    flush(); // expected-warning {{is dropped without being awaited}}
    co_return;
  }
};
