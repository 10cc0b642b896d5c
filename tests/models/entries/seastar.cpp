// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=seastar %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; seastar.cpp shows how the library is used.

#include "entries/seastar.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = seastar::future<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(seastar::sleep(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(seastar::sleep_abortable(), tick());
    co_await first(seastar::get_units(x), tick());
    co_await first(seastar::get_unique_lock(x), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(seastar::get_shared_lock(x), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(seastar::promise::get_future(), tick());
  }
}

task<> raced_calls_2_bad(stream &x) {
  for (;;) {
    co_await first(seastar::yield(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(seastar::maybe_yield(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_basic_semaphore_bad(seastar::basic_semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

struct permits {
  int waiting = 0;
  task<> basic_semaphore_bad(seastar::basic_semaphore &o, seastar::abort_source &stop) {
    ++waiting;
    co_await o.wait(stop); // expected-warning {{'waiting' is never set back}}
    --waiting;
  }
  task<> semaphore_bad(seastar::semaphore &o, seastar::abort_source &stop) {
    ++waiting;
    co_await o.wait(stop); // expected-warning {{'waiting' is never set back}}
    --waiting;
  }
};

task<> raced_semaphore_bad(seastar::semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_shared_mutex_bad(seastar::shared_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_shared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_rwlock_bad(seastar::basic_rwlock &o, stream &x) {
  for (;;) {
    co_await first(o.read_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.write_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.hold_read_lock(), tick());
    co_await first(o.hold_write_lock(), tick());
  }
}

task<> raced_rwlock_bad(seastar::rwlock &o, stream &x) {
  for (;;) {
    co_await first(o.read_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.write_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.hold_read_lock(), tick());
    co_await first(o.hold_write_lock(), tick());
  }
}

task<> raced_queue_bad(seastar::queue &o, stream &x) {
  for (;;) {
    co_await first(o.pop_eventually(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.push_eventually(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.not_empty(), tick());
    co_await first(o.not_full(), tick());
  }
}

task<> raced_pipe_reader_bad(seastar::pipe_reader &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_pipe_writer_bad(seastar::pipe_writer &o, stream &x) {
  for (;;) {
    co_await first(o.write(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_input_stream_bad(seastar::input_stream &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.read_exactly(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.read_up_to(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.consume(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.skip(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_output_stream_bad(seastar::output_stream &o, stream &x) {
  for (;;) {
    co_await first(o.write(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.flush(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_server_socket_bad(seastar::server_socket &o, stream &x) {
  for (;;) {
    co_await first(o.accept(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_socket_bad(seastar::socket &o, stream &x) {
  for (;;) {
    co_await first(o.connect(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_datagram_channel_bad(seastar::net::datagram_channel &o, stream &x) {
  for (;;) {
    co_await first(o.receive(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.send(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_file_bad(seastar::file &o, stream &x) {
  for (;;) {
    co_await first(o.dma_read(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.dma_write(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_condition_variable_ok(seastar::condition_variable &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.when(), tick());
  }
}

task<> limited_condition_variable_bad(seastar::condition_variable &o, stream &x) {
  for (;;) {
    bool late = false;
    try {
      co_await o.wait(std::chrono::seconds(1)); // expected-warning {{starts anew in each turn}}
    } catch (const std::exception &) {
      late = true;
    }
    if (late)
      co_await x.next();
  }
}

task<> limited_condition_variable_2_bad(seastar::condition_variable &o, stream &x) {
  for (;;) {
    bool late = false;
    try {
      co_await o.when(std::chrono::seconds(1)); // expected-warning {{starts anew in each turn}}
    } catch (const std::exception &) {
      late = true;
    }
    if (late)
      co_await x.next();
  }
}

task<> raced_shared_promise_ok(seastar::shared_promise &o, stream &x) {
  for (;;) {
    co_await first(o.get_shared_future(), tick());
  }
}

task<> raced_shared_future_ok(seastar::shared_future &o, stream &x) {
  for (;;) {
    co_await first(o.get_future(), tick());
  }
}

task<> raced_thread_bad(seastar::thread &o, stream &x) {
  for (;;) {
    co_await first(o.yield(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.maybe_yield(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.join(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_gate_bad(seastar::gate &o, stream &x) {
  for (;;) {
    co_await first(o.close(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_named_gate_bad(seastar::named_gate &o, stream &x) {
  for (;;) {
    co_await first(o.close(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_sharded_bad(seastar::sharded &o, stream &x) {
  for (;;) {
    co_await first(o.stop(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> blocking_future_bad(seastar::future<int> &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_queue_ok(seastar::queue &o) {
  co_await first(take(o), tick());
  o.size();
  o.empty();
  o.full();
  o.max_size();
  o.set_max_size();
}

task<> looked_at_input_stream_ok(seastar::input_stream &o) {
  co_await first(take(o), tick());
  o.eof();
}

task<> looked_at_basic_semaphore_ok(seastar::basic_semaphore &o) {
  co_await first(take(o), tick());
  o.available_units();
}

task<> looked_at_semaphore_ok(seastar::semaphore &o) {
  co_await first(take(o), tick());
  o.available_units();
}

task<> looked_at_gate_ok(seastar::gate &o) {
  co_await first(take(o), tick());
  o.check();
  o.is_closed();
}

task<> looked_at_abort_source_ok(seastar::abort_source &o) {
  co_await first(take(o), tick());
  o.abort_requested();
  o.check();
  o.request_abort();
  o.request_abort_ex();
}

task<> looked_at_basic_rwlock_ok(seastar::basic_rwlock &o) {
  co_await first(take(o), tick());
  o.locked();
}

task<> looked_at_rwlock_ok(seastar::rwlock &o) {
  co_await first(take(o), tick());
  o.locked();
}

task<> looked_at_future_ok(seastar::future<int> &o) {
  co_await first(take(o), tick());
  o.available();
  o.failed();
}

task<> closed_queue_ok(seastar::queue &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.abort();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_input_stream_ok(seastar::input_stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_output_stream_ok(seastar::output_stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_file_ok(seastar::file &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

struct connected_streams {
  connected_streams() : in(socket.input()), out(socket.output()) {}
  task<> shut_input_ok() {
    co_await first(take(in), tick());
    socket.shutdown_input();
  }
  task<> shut_output_ok() {
    co_await first(take(out), tick());
    socket.shutdown_output();
  }
  task<> both() {
    co_await take(in);
    co_await take(out);
  }
  seastar::connected_socket socket;
  entries::part in, out;
};

task<> closed_connected_socket_ok(seastar::connected_socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.shutdown_input();
    break;
  case 1:
    o.shutdown_output();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_socket_ok(seastar::socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_server_socket_ok(seastar::server_socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.abort_accept();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_datagram_channel_ok(seastar::net::datagram_channel &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.shutdown_input();
    break;
  case 2:
    o.shutdown_output();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_basic_semaphore_ok(seastar::basic_semaphore &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.broken();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_semaphore_ok(seastar::semaphore &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.broken();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_condition_variable_ok(seastar::condition_variable &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.broken();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> with_timeout_ok(stream &x) {
  for (;;)
    co_await seastar::with_timeout(1, take(x));
}

task<> when_any_bad(stream &x) {
  for (;;)
    co_await seastar::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await seastar::when_all(take(x), tick());
}

task<> when_all_succeed_ok(stream &x) {
  for (;;)
    co_await seastar::when_all_succeed(take(x), tick());
}

task<> parallel_for_each_ok(stream &x) {
  co_await seastar::parallel_for_each(1, [&] { return take(x); });
}

task<> max_concurrent_for_each_ok(stream &x) {
  co_await seastar::max_concurrent_for_each(1, [&] { return take(x); });
}

task<> do_for_each_ok(stream &x) {
  co_await seastar::do_for_each(1, [&] { return take(x); });
}

task<> do_until_ok(stream &x) {
  co_await seastar::do_until(1, [&] { return take(x); });
}

task<> repeat_ok(stream &x) {
  co_await seastar::repeat(1, [&] { return take(x); });
}

task<> repeat_until_value_ok(stream &x) {
  co_await seastar::repeat_until_value(1, [&] { return take(x); });
}

task<> keep_doing_ok(stream &x) {
  co_await seastar::keep_doing(1, [&] { return take(x); });
}

task<> with_semaphore_bad(stream &x) {
  for (;;)
    co_await first(seastar::with_semaphore([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> try_get_units_of_it_bad(stream &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  seastar::try_get_units(o);
}

task<> consume_units_of_it_bad(stream &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  seastar::consume_units(o);
}

task<> with_lock_bad(stream &x) {
  for (;;)
    co_await first(seastar::with_lock(1, [&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> with_shared_bad(stream &x) {
  for (;;)
    co_await first(seastar::with_shared(1, [&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> as_future_bad(stream &x) {
  for (;;)
    co_await first(seastar::coroutine::as_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> as_future_without_preemption_check_bad(stream &x) {
  for (;;)
    co_await first(seastar::coroutine::as_future_without_preemption_check(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> try_future_bad(stream &x) {
  for (;;)
    co_await first(seastar::coroutine::try_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> try_future_without_preemption_check_bad(stream &x) {
  for (;;)
    co_await first(seastar::coroutine::try_future_without_preemption_check(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> with_gate_bad(stream &x) {
  for (;;)
    co_await first(seastar::with_gate(1, [&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> try_with_gate_bad(stream &x) {
  for (;;)
    co_await first(seastar::try_with_gate(1, [&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> futurize_invoke_bad(stream &x) {
  for (;;)
    co_await first(seastar::futurize_invoke([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> futurize_apply_bad(stream &x) {
  for (;;)
    co_await first(seastar::futurize_apply([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> do_with_bad(stream &x) {
  for (;;)
    co_await first(seastar::do_with([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> async_bad() {
  int n = 0;
  // expected-warning@+1 {{without being awaited}} expected-warning@+1 {{uses 'n', but it runs on after 'async_bad' has ended}} expected-warning@+1 {{blocks the thread}}
  seastar::async(1, [&n] { entries::block(); n++; });
  co_await tick();
}

task<> submit_to_bad(stream &x) {
  for (;;)
    co_await first(seastar::smp::submit_to(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> invoke_on_bad(stream &x, seastar::sharded &o) {
  for (;;)
    co_await first(o.invoke_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> finally_bad(stream &x) {
  for (;;)
    co_await first(taken<seastar::future<int>>(x).finally(), tick()); // expected-warning {{not safe to lose}}
}

task<> handle_exception_bad(stream &x) {
  for (;;)
    co_await first(taken<seastar::future<int>>(x).handle_exception(), tick()); // expected-warning {{not safe to lose}}
}

task<> discard_result_bad(stream &x) {
  for (;;)
    co_await first(taken<seastar::future<int>>(x).discard_result(), tick()); // expected-warning {{not safe to lose}}
}

task<> handle_exception_type_bad(stream &x) {
  for (;;)
    co_await first(taken<seastar::future<int>>(x).handle_exception_type(), tick()); // expected-warning {{not safe to lose}}
}

task<> or_terminate_bad(stream &x) {
  for (;;)
    co_await first(taken<seastar::future<int>>(x).or_terminate(), tick()); // expected-warning {{not safe to lose}}
}

task<> ignore_ready_future_ok() {
  seastar::future<int> work = counting<seastar::future<int>>();
  work.ignore_ready_future();
  co_await tick();
}

task<> forward_to_ok() {
  seastar::future<int> work = counting<seastar::future<int>>();
  work.forward_to();
  co_await tick();
}

void make_ready_future_dropped_ok() { seastar::make_ready_future(); }

void now_dropped_ok() { seastar::now(); }

void make_exception_future_dropped_ok() { seastar::make_exception_future(); }

void pop_bad(seastar::queue &o) {
  int n = 0;
  o.pop(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_bad(seastar::queue &o) {
  int n = 0;
  o.push(count(n)); // expected-warning {{but it is kept, and awaited}}
}

struct enable_shared_from_this_kept : seastar::enable_shared_from_this {
  task<> run() {
    auto self = shared_from_this();
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  int n = 0;
};

struct enable_lw_shared_from_this_kept : seastar::enable_lw_shared_from_this {
  task<> run() {
    auto self = shared_from_this();
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  int n = 0;
};

struct gate_held {
  task<> run() {
    auto hold = all.hold(); // expected-warning {{before its object ends: its destructor}}
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  seastar::gate all;
  int n = 0;
};

struct named_gate_held {
  task<> run() {
    auto hold = all.hold(); // expected-warning {{before its object ends: its destructor}}
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  seastar::named_gate all;
  int n = 0;
};

task<int> then_bad(seastar::future<int> &o, int n) {
  return o.then([n]() -> task<> { // expected-warning {{a coroutine uses the captures of}}
    co_await tick();
    entries::use(n);
  });
}

task<int> then_wrapped_bad(seastar::future<int> &o, int n) {
  return o.then_wrapped([n]() -> task<> { // expected-warning {{a coroutine uses the captures of}}
    co_await tick();
    entries::use(n);
  });
}

void emplace_back_bad(seastar::circular_buffer &o) {
  int n = 0;
  o.emplace_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplace_front_bad(seastar::circular_buffer &o) {
  int n = 0;
  o.emplace_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_bad(seastar::circular_buffer &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_front_bad(seastar::circular_buffer &o) {
  int n = 0;
  o.push_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void reserve_bad(seastar::circular_buffer &o) {
  int n = 0;
  o.reserve(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_2_bad(seastar::chunked_fifo &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplace_back_2_bad(seastar::chunked_fifo &o) {
  int n = 0;
  o.emplace_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> dropped_future_bad() {
  entries_of::make_seastar_future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_generator_ok() {
  entries_of::make_seastar_coroutine_experimental_generator();
  co_await tick();
}

task<> dropped_generator_2_ok() {
  entries_of::make_seastar_coroutine_experimental_internal_unbuffered_generator();
  co_await tick();
}

task<> dropped_generator_3_ok() {
  entries_of::make_seastar_coroutine_experimental_internal_buffered_generator();
  co_await tick();
}

task<> all_combines_ok(stream &x) {
  for (;;)
    co_await seastar::coroutine::all(take(x), take(x));
}

task<> parallel_for_each_combines_ok(stream &x) {
  for (;;)
    co_await seastar::coroutine::parallel_for_each(1, [&] { return take(x); });
}

task<> maybe_yield_awaited_bad(seastar::coroutine::maybe_yield &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> maybe_yield_alone_ok(seastar::coroutine::maybe_yield &o) { co_await o; }

task<> switch_to_awaited_bad(seastar::coroutine::switch_to &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> switch_to_alone_ok(seastar::coroutine::switch_to &o) { co_await o; }

task<> basic_semaphore_across_ok(seastar::basic_semaphore &m) {
  std::lock_guard<seastar::basic_semaphore> guard(m);
  co_await tick();
}

task<> semaphore_across_ok(seastar::semaphore &m) {
  std::lock_guard<seastar::semaphore> guard(m);
  co_await tick();
}

task<> named_semaphore_across_ok(seastar::named_semaphore &m) {
  std::lock_guard<seastar::named_semaphore> guard(m);
  co_await tick();
}

task<> shared_mutex_across_ok(seastar::shared_mutex &m) {
  std::lock_guard<seastar::shared_mutex> guard(m);
  co_await tick();
}

task<> basic_rwlock_across_ok(seastar::basic_rwlock &m) {
  std::lock_guard<seastar::basic_rwlock> guard(m);
  co_await tick();
}

task<> rwlock_across_ok(seastar::rwlock &m) {
  std::lock_guard<seastar::rwlock> guard(m);
  co_await tick();
}

task<> rwlock_for_read_across_ok(seastar::rwlock_for_read &m) {
  std::lock_guard<seastar::rwlock_for_read> guard(m);
  co_await tick();
}

task<> rwlock_for_write_across_ok(seastar::rwlock_for_write &m) {
  std::lock_guard<seastar::rwlock_for_write> guard(m);
  co_await tick();
}

task<> basic_rwlock_holder_guards_ok(std::mutex &m) {
  seastar::basic_rwlock::holder guard(m);
  co_await tick();
}

task<> rwlock_holder_guards_ok(std::mutex &m) {
  seastar::rwlock::holder guard(m);
  co_await tick();
}

task<> semaphore_units_guards_ok(std::mutex &m) {
  seastar::semaphore_units guard(m);
  co_await tick();
}

task<> spinlock_across_bad(seastar::util::spinlock &m) {
  std::lock_guard<seastar::util::spinlock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> abort_requested_exception_swallowed_bad(stream &x, seastar::abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const seastar::abort_requested_exception &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> abort_requested_exception_swallowed_raced_ok(stream &x, seastar::abort_source token) { co_await first(abort_requested_exception_swallowed_bad(x, token), tick()); }

task<> sleep_aborted_swallowed_bad(stream &x, seastar::abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const seastar::sleep_aborted &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> sleep_aborted_swallowed_raced_ok(stream &x, seastar::abort_source token) { co_await first(sleep_aborted_swallowed_bad(x, token), tick()); }

task<> semaphore_aborted_swallowed_bad(stream &x, seastar::abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const seastar::semaphore_aborted &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> semaphore_aborted_swallowed_raced_ok(stream &x, seastar::abort_source token) { co_await first(semaphore_aborted_swallowed_bad(x, token), tick()); }

task<> gate_closed_exception_swallowed_bad(stream &x, seastar::abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const seastar::gate_closed_exception &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> gate_closed_exception_swallowed_raced_ok(stream &x, seastar::abort_source token) { co_await first(gate_closed_exception_swallowed_bad(x, token), tick()); }

task<> broken_semaphore_swallowed_bad(stream &x, seastar::abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const seastar::broken_semaphore &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> broken_semaphore_swallowed_raced_ok(stream &x, seastar::abort_source token) { co_await first(broken_semaphore_swallowed_bad(x, token), tick()); }

task<> broken_condition_variable_swallowed_bad(stream &x, seastar::abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const seastar::broken_condition_variable &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> broken_condition_variable_swallowed_raced_ok(stream &x, seastar::abort_source token) { co_await first(broken_condition_variable_swallowed_bad(x, token), tick()); }

task<> abort_source_given_ok(stream &x, seastar::abort_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> abort_on_expiry_given_ok(stream &x, seastar::abort_on_expiry token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> gate_unjoined_bad() {
  seastar::gate scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.hold(count(n));
  co_await tick();
}

task<> named_gate_unjoined_bad() {
  seastar::named_gate scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.hold(count(n));
  co_await tick();
}

task<> sharded_unjoined_bad() {
  seastar::sharded scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.start(count(n));
  co_await tick();
}

struct shared_ptr_kept_by {
  task<> run(seastar::shared_ptr<shared_ptr_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(seastar::shared_ptr<shared_ptr_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct lw_shared_ptr_kept_by {
  task<> run(seastar::lw_shared_ptr<lw_shared_ptr_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(seastar::lw_shared_ptr<lw_shared_ptr_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct enable_shared_from_this_loose : seastar::enable_shared_from_this {
  task<> run() {
    co_await tick();
    ++n;
  }
  void begin_bad() { entries::spawn(run()); } // expected-warning {{but it runs on after}}
  int n = 0;
};

struct enable_lw_shared_from_this_loose : seastar::enable_lw_shared_from_this {
  task<> run() {
    co_await tick();
    ++n;
  }
  void begin_bad() { entries::spawn(run()); } // expected-warning {{but it runs on after}}
  int n = 0;
};

struct circular_buffer_viewed {
  seastar::circular_buffer o;
  void change() { o.clear(); }
  task<> circular_buffer_front_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_changed {
  seastar::circular_buffer o;
  void change() { o.erase(); }
  task<> circular_buffer_erase_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_changed_2 {
  seastar::circular_buffer o;
  void change() { o.pop_front(); }
  task<> circular_buffer_pop_front_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_changed_3 {
  seastar::circular_buffer o;
  void change() { o.pop_back(); }
  task<> circular_buffer_pop_back_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_fixed_capacity_viewed {
  seastar::circular_buffer_fixed_capacity o;
  void change() { o.clear(); }
  task<> circular_buffer_fixed_capacity_front_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_fixed_capacity_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_fixed_capacity_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_fixed_capacity_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_fixed_capacity_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_fixed_capacity_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_fixed_capacity_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_fixed_capacity_changed {
  seastar::circular_buffer_fixed_capacity o;
  void change() { o.erase(); }
  task<> circular_buffer_fixed_capacity_erase_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_fixed_capacity_changed_2 {
  seastar::circular_buffer_fixed_capacity o;
  void change() { o.pop_front(); }
  task<> circular_buffer_fixed_capacity_pop_front_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_fixed_capacity_changed_3 {
  seastar::circular_buffer_fixed_capacity o;
  void change() { o.pop_back(); }
  task<> circular_buffer_fixed_capacity_pop_back_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct chunked_fifo_viewed {
  seastar::chunked_fifo o;
  void change() { o.clear(); }
  task<> chunked_fifo_front_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> chunked_fifo_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> chunked_fifo_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> chunked_fifo_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> chunked_fifo_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> chunked_fifo_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct chunked_fifo_changed {
  seastar::chunked_fifo o;
  void change() { o.pop_front(); }
  task<> chunked_fifo_pop_front_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_sstring_viewed {
  seastar::basic_sstring o;
  void change() { o.erase(); }
  task<> basic_sstring_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_c_str_zz() {
    auto &seen = o.c_str();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_sstring_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_sstring_changed {
  seastar::basic_sstring o;
  void change() { o.resize(); }
  task<> basic_sstring_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_sstring_changed_2 {
  seastar::basic_sstring o;
  void change() { o.append(); }
  task<> basic_sstring_append_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_sstring_changed_3 {
  seastar::basic_sstring o;
  void change() { o += 1; }
  task<> basic_sstring_operator__changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_sstring_changed_4 {
  seastar::basic_sstring o;
  void change() { o.replace(); }
  task<> basic_sstring_replace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_sstring_changed_5 {
  seastar::basic_sstring o;
  void change() { o.swap(); }
  task<> basic_sstring_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct temporary_buffer_viewed {
  seastar::temporary_buffer o;
  void change() { o.trim_front(); }
  task<> temporary_buffer_get_bad() {
    auto &seen = o.get();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> temporary_buffer_get_write_zz() {
    auto &seen = o.get_write();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> temporary_buffer_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> temporary_buffer_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

task<> slept_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> slept_as_it_should_ok() { co_await seastar::sleep(1); }
task<> available_ok(seastar::future<int> &o) {
  o.available();
  o.get();
  co_await tick();
}
task<> failed_ok(seastar::future<int> &o) {
  o.failed();
  o.get();
  co_await tick();
}

task<> weak_ptr_bad(seastar::weak_ptr o) {
  if (!o)
    co_return;
  co_await tick();
  entries::use(o->n); // expected-warning {{what 'o' points to may be gone}}
}

task<> lambda_seen_bad(seastar::coroutine::lambda seen) {
  co_await tick();
  entries::use(seen.front());
}

void lambda_seen_spawned_bad() {
  std::string text;
  entries::spawn(lambda_seen_bad(text)); // expected-warning {{but it runs on after}}
}
