// Declarations under seastar's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <chrono>
#include <thread>

namespace entries {
struct part {
  int n;
};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace seastar {
struct abort_on_expiry {
};
} // namespace seastar

namespace seastar {
struct abort_requested_exception {
  int code;
};
} // namespace seastar

namespace seastar {
struct abort_source {
  template <class... A> int abort_requested(A &&...);
  template <class... A> int check(A &&...);
  template <class... A> int request_abort(A &&...);
  template <class... A> int request_abort_ex(A &&...);
};
} // namespace seastar

namespace seastar {
struct basic_rwlock {
  struct holder {
    template <class... A> explicit holder(A &&...);
    ~holder();
  };
  template <class... A> stubs::awaiter<int> read_lock(A &&...);
  template <class... A> stubs::awaiter<int> write_lock(A &&...);
  template <class... A> stubs::awaiter<int> hold_read_lock(A &&...);
  template <class... A> stubs::awaiter<int> hold_write_lock(A &&...);
  template <class... A> int locked(A &&...);
  template <class... A> stubs::awaiter<int> read_unlock(A &&...);
  template <class... A> stubs::awaiter<int> write_unlock(A &&...);
};
} // namespace seastar

namespace seastar {
struct basic_semaphore {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> int broken(A &&...);
  template <class... A> int available_units(A &&...);
  template <class... A> stubs::awaiter<int> signal(A &&...);
};
} // namespace seastar

namespace seastar {
struct basic_sstring {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & c_str(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> int resize(A &&...);
  template <class... A> int append(A &&...);
  basic_sstring &operator+=(int);
  template <class... A> int replace(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int swap(A &&...);
};
} // namespace seastar

namespace seastar {
struct broken_condition_variable {
  int code;
};
} // namespace seastar

namespace seastar {
struct broken_semaphore {
  int code;
};
} // namespace seastar

namespace seastar {
struct chunked_fifo {
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void emplace_back(A &&...) {}
  template <class... A> int pop_front(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace seastar

namespace seastar {
struct circular_buffer {
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  entries::part &operator[](int);
  template <class... A> void emplace_back(A &&...) {}
  template <class... A> void emplace_front(A &&...) {}
  template <class... A> void push_back(A &&...) {}
  template <class... A> void push_front(A &&...) {}
  template <class... A> void reserve(A &&...) {}
  template <class... A> int pop_front(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int erase(A &&...);
};
} // namespace seastar

namespace seastar {
struct circular_buffer_fixed_capacity {
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  entries::part &operator[](int);
  template <class... A> int pop_front(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int erase(A &&...);
};
} // namespace seastar

namespace seastar {
struct condition_variable {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> when(A &&...);
  template <class... A> int broken(A &&...);
};
} // namespace seastar

namespace seastar {
struct connected_socket {
  template <class... A> entries::part input(A &&...);
  template <class... A> entries::part output(A &&...);
  template <class... A> int shutdown_input(A &&...);
  template <class... A> int shutdown_output(A &&...);
};
} // namespace seastar

namespace seastar {
struct enable_lw_shared_from_this {
  template <class... A> entries::part shared_from_this(A &&...);
};
} // namespace seastar

namespace seastar {
struct enable_shared_from_this {
  template <class... A> entries::part shared_from_this(A &&...);
};
} // namespace seastar

namespace seastar {
struct file {
  template <class... A> stubs::awaiter<int> dma_read(A &&...);
  template <class... A> stubs::awaiter<int> dma_write(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace seastar

namespace seastar {
template <class T = void> struct future {
  using promise_type = stubs::promise<future, T, std::suspend_never>;
  future(future &&) noexcept;
  ~future();
  stubs::awaiter<T> operator co_await();
  template <class... A> stubs::awaiter<int> finally(A &&...);
  template <class... A> stubs::awaiter<int> discard_result(A &&...);
  template <class... A> stubs::awaiter<int> handle_exception(A &&...);
  template <class... A> stubs::awaiter<int> handle_exception_type(A &&...);
  template <class... A> stubs::awaiter<int> or_terminate(A &&...);
  template <class... A> int ignore_ready_future(A &&...);
  template <class... A> int forward_to(A &&...);
  template <class... A> int available(A &&...);
  template <class... A> int failed(A &&...);
  template <class... A> int get(A &&...);
  template <class... A> int wait(A &&...);
  template <class... A> seastar::future<int> then(A &&...) { return stubs::make<seastar::future<int>>(); }
  template <class... A> seastar::future<int> then_wrapped(A &&...) { return stubs::make<seastar::future<int>>(); }
};
} // namespace seastar

namespace seastar {
struct gate {
  template <class... A> stubs::awaiter<int> close(A &&...);
  template <class... A> int check(A &&...);
  template <class... A> int is_closed(A &&...);
  template <class... A> entries::part hold(A &&...);
  gate();
  ~gate();
};
} // namespace seastar

namespace seastar {
struct gate_closed_exception {
  int code;
};
} // namespace seastar

namespace seastar {
struct input_stream {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> read_exactly(A &&...);
  template <class... A> stubs::awaiter<int> read_up_to(A &&...);
  template <class... A> stubs::awaiter<int> consume(A &&...);
  template <class... A> stubs::awaiter<int> skip(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int eof(A &&...);
};
} // namespace seastar

namespace seastar {
template <class T = void> struct lw_shared_ptr {
  T *operator->() const;
  T &operator*() const;
  ~lw_shared_ptr();
  lw_shared_ptr(const lw_shared_ptr &);
};
} // namespace seastar

namespace seastar {
struct named_gate {
  template <class... A> stubs::awaiter<int> close(A &&...);
  template <class... A> entries::part hold(A &&...);
  named_gate();
  ~named_gate();
};
} // namespace seastar

namespace seastar {
struct named_semaphore {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> signal(A &&...);
};
} // namespace seastar

namespace seastar {
struct output_stream {
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> stubs::awaiter<int> flush(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace seastar

namespace seastar {
struct pipe_reader {
  template <class... A> stubs::awaiter<int> read(A &&...);
};
} // namespace seastar

namespace seastar {
struct pipe_writer {
  template <class... A> stubs::awaiter<int> write(A &&...);
};
} // namespace seastar

namespace seastar {
struct queue {
  template <class... A> stubs::awaiter<int> pop_eventually(A &&...);
  template <class... A> stubs::awaiter<int> push_eventually(A &&...);
  template <class... A> stubs::awaiter<int> not_empty(A &&...);
  template <class... A> stubs::awaiter<int> not_full(A &&...);
  template <class... A> void pop(A &&...) {}
  template <class... A> void push(A &&...) {}
  template <class... A> int abort(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int empty(A &&...);
  template <class... A> int full(A &&...);
  template <class... A> int max_size(A &&...);
  template <class... A> int set_max_size(A &&...);
};
} // namespace seastar

namespace seastar {
struct rwlock {
  struct holder {
    template <class... A> explicit holder(A &&...);
    ~holder();
  };
  template <class... A> stubs::awaiter<int> read_lock(A &&...);
  template <class... A> stubs::awaiter<int> write_lock(A &&...);
  template <class... A> stubs::awaiter<int> hold_read_lock(A &&...);
  template <class... A> stubs::awaiter<int> hold_write_lock(A &&...);
  template <class... A> int locked(A &&...);
  template <class... A> stubs::awaiter<int> read_unlock(A &&...);
  template <class... A> stubs::awaiter<int> write_unlock(A &&...);
};
} // namespace seastar

namespace seastar {
struct rwlock_for_read {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace seastar

namespace seastar {
struct rwlock_for_write {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace seastar

namespace seastar {
struct semaphore {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> int broken(A &&...);
  template <class... A> int available_units(A &&...);
  template <class... A> stubs::awaiter<int> signal(A &&...);
};
} // namespace seastar

namespace seastar {
struct semaphore_aborted {
  int code;
};
} // namespace seastar

namespace seastar {
struct semaphore_units {
  template <class... A> explicit semaphore_units(A &&...);
  ~semaphore_units();
};
} // namespace seastar

namespace seastar {
struct server_socket {
  template <class... A> stubs::awaiter<int> accept(A &&...);
  template <class... A> int abort_accept(A &&...);
};
} // namespace seastar

namespace seastar {
struct sharded {
  template <class... A> stubs::awaiter<int> invoke_on(A &&...);
  template <class... A> stubs::awaiter<int> stop(A &&...);
  sharded();
  ~sharded();
  template <class... A> void start(A &&...) {}
};
} // namespace seastar

namespace seastar {
struct shared_future {
  template <class... A> stubs::awaiter<int> get_future(A &&...);
};
} // namespace seastar

namespace seastar {
struct shared_mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace seastar

namespace seastar {
struct shared_promise {
  template <class... A> stubs::awaiter<int> get_shared_future(A &&...);
};
} // namespace seastar

namespace seastar {
template <class T = void> struct shared_ptr {
  T *operator->() const;
  T &operator*() const;
  ~shared_ptr();
  shared_ptr(const shared_ptr &);
};
} // namespace seastar

namespace seastar {
struct sleep_aborted {
  int code;
};
} // namespace seastar

namespace seastar {
struct socket {
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> int shutdown(A &&...);
};
} // namespace seastar

namespace seastar {
struct temporary_buffer {
  template <class... A> entries::part & get(A &&...);
  template <class... A> entries::part & get_write(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> int trim_front(A &&...);
};
} // namespace seastar

namespace seastar {
struct thread {
  template <class... A> stubs::awaiter<int> yield(A &&...);
  template <class... A> stubs::awaiter<int> maybe_yield(A &&...);
  template <class... A> stubs::awaiter<int> join(A &&...);
};
} // namespace seastar

namespace seastar::coroutine {
struct lambda {
  template <class A> lambda(const A &);
  int front() const;
};
} // namespace seastar::coroutine

namespace seastar::coroutine {
struct all {
  template <class... A> explicit all(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace seastar::coroutine

namespace seastar::coroutine {
struct maybe_yield {
  stubs::awaiter<int> operator co_await();
};
} // namespace seastar::coroutine

namespace seastar::coroutine {
struct parallel_for_each {
  template <class... A> explicit parallel_for_each(A &&...) {}
  stubs::awaiter<int> operator co_await();
};
} // namespace seastar::coroutine

namespace seastar::coroutine {
struct switch_to {
  stubs::awaiter<int> operator co_await();
};
} // namespace seastar::coroutine

namespace seastar::net {
struct datagram_channel {
  template <class... A> stubs::awaiter<int> receive(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int shutdown_input(A &&...);
  template <class... A> int shutdown_output(A &&...);
};
} // namespace seastar::net

namespace seastar::util {
struct spinlock {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace seastar::util

namespace seastar::coroutine::experimental {
struct generator {
};
} // namespace seastar::coroutine::experimental

namespace seastar::coroutine::experimental::internal::buffered {
struct generator {
};
} // namespace seastar::coroutine::experimental::internal::buffered

namespace seastar::coroutine::experimental::internal::unbuffered {
struct generator {
};
} // namespace seastar::coroutine::experimental::internal::unbuffered

namespace seastar {
template <class... A> stubs::awaiter<int> with_timeout(A &&...);
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> when_all_succeed(A &&...);
template <class... A> stubs::awaiter<int> parallel_for_each(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> max_concurrent_for_each(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> do_for_each(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> do_until(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> repeat(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> repeat_until_value(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> keep_doing(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> sleep(A &&...);
template <class... A> stubs::awaiter<int> sleep_abortable(A &&...);
template <class... A> stubs::awaiter<int> get_units(A &&...);
template <class... A> stubs::awaiter<int> with_semaphore(A &&...) { return {}; }
template <class... A> int try_get_units(A &&...);
template <class... A> int consume_units(A &&...);
template <class... A> stubs::awaiter<int> get_unique_lock(A &&...);
template <class... A> stubs::awaiter<int> get_shared_lock(A &&...);
template <class... A> stubs::awaiter<int> with_lock(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> with_shared(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> yield(A &&...);
template <class... A> stubs::awaiter<int> maybe_yield(A &&...);
template <class... A> stubs::awaiter<int> with_gate(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> try_with_gate(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> futurize_invoke(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> futurize_apply(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> do_with(A &&...) { return {}; }
template <class... A> seastar::future<int> async(A &&...) { return stubs::make<seastar::future<int>>(); }
template <class... A> seastar::future<int> make_ready_future(A &&...);
seastar::future<int> now();
template <class... A> seastar::future<int> make_exception_future(A &&...);
} // namespace seastar

namespace seastar::promise {
template <class... A> stubs::awaiter<int> get_future(A &&...);
} // namespace seastar::promise

namespace seastar::coroutine {
template <class... A> stubs::awaiter<int> as_future(A &&...);
template <class... A> stubs::awaiter<int> as_future_without_preemption_check(A &&...);
template <class... A> stubs::awaiter<int> try_future(A &&...);
template <class... A> stubs::awaiter<int> try_future_without_preemption_check(A &&...);
} // namespace seastar::coroutine

namespace seastar::smp {
template <class... A> stubs::awaiter<int> submit_to(A &&...);
} // namespace seastar::smp

namespace seastar {
struct weak_ptr {
  explicit operator bool() const;
  entries::part *operator->() const;
};
} // namespace seastar

namespace entries_of {
seastar::future<int> make_seastar_future();
seastar::coroutine::experimental::generator make_seastar_coroutine_experimental_generator();
seastar::coroutine::experimental::internal::unbuffered::generator make_seastar_coroutine_experimental_internal_unbuffered_generator();
seastar::coroutine::experimental::internal::buffered::generator make_seastar_coroutine_experimental_internal_buffered_generator();
} // namespace entries_of

