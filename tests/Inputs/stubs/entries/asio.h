// Declarations under asio's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <chrono>
#include <thread>
#include <system_error>

namespace entries {
struct part {
  int n;
};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace asio {
struct as_tuple_t {
};
} // namespace asio

namespace asio {
template <class T = void> struct awaitable {
  using promise_type = stubs::promise<awaitable, T, std::suspend_always>;
  awaitable(awaitable &&) noexcept;
  ~awaitable();
  stubs::awaiter<T> operator co_await();
};
} // namespace asio

namespace asio {
struct basic_datagram_socket {
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_receive_from(A &&...);
  template <class... A> stubs::awaiter<int> async_send(A &&...);
  template <class... A> stubs::awaiter<int> async_send_to(A &&...);
  template <class... A> int receive(A &&...);
  template <class... A> int send(A &&...);
  template <class... A> int receive_from(A &&...);
  template <class... A> int send_to(A &&...);
};
} // namespace asio

namespace asio {
struct basic_deadline_timer {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int cancel_one(A &&...);
  template <class... A> int expires_at(A &&...);
  template <class... A> int expires_from_now(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int wait(A &&...);
};
} // namespace asio

namespace asio {
struct basic_file {
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int sync_all(A &&...);
  template <class... A> int sync_data(A &&...);
};
} // namespace asio

namespace asio {
struct basic_random_access_file {
  template <class... A> stubs::awaiter<int> async_read_some_at(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some_at(A &&...);
  template <class... A> int read_some_at(A &&...);
  template <class... A> int write_some_at(A &&...);
};
} // namespace asio

namespace asio {
struct basic_raw_socket {
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_receive_from(A &&...);
  template <class... A> stubs::awaiter<int> async_send(A &&...);
  template <class... A> stubs::awaiter<int> async_send_to(A &&...);
  template <class... A> int receive(A &&...);
  template <class... A> int send(A &&...);
  template <class... A> int receive_from(A &&...);
  template <class... A> int send_to(A &&...);
};
} // namespace asio

namespace asio {
struct basic_readable_pipe {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int read_some(A &&...);
};
} // namespace asio

namespace asio {
struct basic_seq_packet_socket {
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_send(A &&...);
  template <class... A> int receive(A &&...);
  template <class... A> int send(A &&...);
};
} // namespace asio

namespace asio {
struct basic_serial_port {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int get_option(A &&...);
  template <class... A> int set_option(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace asio

namespace asio {
struct basic_signal_set {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
};
} // namespace asio

namespace asio {
struct basic_socket {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> stubs::awaiter<int> async_connect(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int shutdown(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int non_blocking(A &&...);
  template <class... A> int native_non_blocking(A &&...);
  template <class... A> int available(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int at_mark(A &&...);
  template <class... A> int local_endpoint(A &&...);
  template <class... A> int remote_endpoint(A &&...);
  template <class... A> int get_option(A &&...);
  template <class... A> int set_option(A &&...);
  template <class... A> int io_control(A &&...);
  template <class... A> int connect(A &&...);
  template <class... A> int wait(A &&...);
};
} // namespace asio

namespace asio {
struct basic_socket_acceptor {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> stubs::awaiter<int> async_accept(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int non_blocking(A &&...);
  template <class... A> int native_non_blocking(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int local_endpoint(A &&...);
  template <class... A> int get_option(A &&...);
  template <class... A> int set_option(A &&...);
  template <class... A> int io_control(A &&...);
  template <class... A> int accept(A &&...);
  template <class... A> int wait(A &&...);
};
} // namespace asio

namespace asio {
struct basic_socket_iostream {
  template <class... A> int close(A &&...);
  template <class... A> int connect(A &&...);
};
} // namespace asio

namespace asio {
struct basic_socket_streambuf {
  template <class... A> int close(A &&...);
  template <class... A> int connect(A &&...);
};
} // namespace asio

namespace asio {
struct basic_stream_file {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace asio

namespace asio {
struct basic_stream_socket {
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_send(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
  template <class... A> int receive(A &&...);
  template <class... A> int send(A &&...);
};
} // namespace asio

namespace asio {
struct basic_streambuf {
  template <class... A> entries::part & prepare(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> int size(A &&...);
  template <class... A> int max_size(A &&...);
  template <class... A> int capacity(A &&...);
};
} // namespace asio

namespace asio {
struct basic_streambuf_ref {
  template <class... A> entries::part & prepare(A &&...);
  template <class... A> entries::part & data(A &&...);
};
} // namespace asio

namespace asio {
struct basic_waitable_timer {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int cancel_one(A &&...);
  template <class... A> int expires_at(A &&...);
  template <class... A> int expires_from_now(A &&...);
  template <class... A> int expires_after(A &&...);
  template <class... A> int expiry(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int wait(A &&...);
};
} // namespace asio

namespace asio {
struct basic_writable_pipe {
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace asio

namespace asio {
struct buffered_read_stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_fill(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int in_avail(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
  template <class... A> int fill(A &&...);
};
} // namespace asio

namespace asio {
struct buffered_stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_fill(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> stubs::awaiter<int> async_flush(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int in_avail(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
  template <class... A> int fill(A &&...);
  template <class... A> int flush(A &&...);
};
} // namespace asio

namespace asio {
struct buffered_write_stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> stubs::awaiter<int> async_flush(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int in_avail(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
  template <class... A> int flush(A &&...);
};
} // namespace asio

namespace asio {
struct cancellation_signal {
  template <class... A> int emit(A &&...);
  template <class... A> entries::part slot(A &&...);
};
} // namespace asio

namespace asio {
struct cancellation_slot {
  template <class... A> int is_connected(A &&...);
  template <class... A> int has_handler(A &&...);
};
} // namespace asio

namespace asio {
struct cancellation_slot_binder {
};
} // namespace asio

namespace asio {
struct cancellation_state {
  template <class... A> int cancelled(A &&...);
  template <class... A> entries::part slot(A &&...);
};
} // namespace asio

namespace asio {
struct const_buffer {
  template <class A> const_buffer(const A &);
  int front() const;
};
} // namespace asio

namespace asio {
struct const_buffers_1 {
  template <class A> const_buffers_1(const A &);
  int front() const;
};
} // namespace asio

namespace asio {
struct deferred_async_operation {
};
} // namespace asio

namespace asio {
struct deferred_conditional {
};
} // namespace asio

namespace asio {
struct deferred_sequence {
};
} // namespace asio

namespace asio {
struct disable_cancellation {
};
} // namespace asio

namespace asio {
struct dynamic_string_buffer {
};
} // namespace asio

namespace asio {
struct io_context {
  template <class... A> void post(A &&...) {}
  template <class... A> void dispatch(A &&...) {}
  template <class... A> int stop(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int stopped(A &&...);
  template <class... A> int run(A &&...);
  template <class... A> int run_one(A &&...);
  template <class... A> int run_for(A &&...);
  template <class... A> int run_until(A &&...);
  template <class... A> int run_one_for(A &&...);
  template <class... A> int run_one_until(A &&...);
  io_context();
  ~io_context();
  struct strand;
};
} // namespace asio

namespace asio {
struct execution_context {
  execution_context();
  ~execution_context();
};
} // namespace asio

namespace asio {
struct multiple_exceptions {
  int code;
};
} // namespace asio

namespace asio {
struct mutable_buffer {
  template <class A> mutable_buffer(const A &);
  int front() const;
};
} // namespace asio

namespace asio {
struct mutable_buffers_1 {
  template <class A> mutable_buffers_1(const A &);
  int front() const;
};
} // namespace asio

namespace asio {
struct partial_as_tuple {
};
} // namespace asio

namespace asio {
struct partial_redirect_disposition {
};
} // namespace asio

namespace asio {
struct partial_redirect_error {
};
} // namespace asio

namespace asio {
struct redirect_disposition_t {
};
} // namespace asio

namespace asio {
struct redirect_error_t {
};
} // namespace asio

namespace asio {
struct system_executor {
};
} // namespace asio

namespace asio {
struct system_error {
  std::error_code code() const;
};
} // namespace asio

namespace asio {
struct thread_pool {
  template <class... A> int stop(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int join(A &&...);
  template <class... A> int wait(A &&...);
  thread_pool();
  ~thread_pool();
};
using static_thread_pool = thread_pool;
} // namespace asio

namespace asio::experimental {
struct as_single_t {
};
} // namespace asio::experimental

namespace asio::experimental {
struct as_tuple_t {
};
} // namespace asio::experimental

namespace asio::experimental {
struct basic_channel {
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_send(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int reset(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int ready(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> void try_receive(A &&...) {}
};
} // namespace asio::experimental

namespace asio::experimental {
struct basic_concurrent_channel {
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_send(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int reset(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int ready(A &&...);
  template <class... A> int capacity(A &&...);
  template <class... A> void try_receive(A &&...) {}
};
} // namespace asio::experimental

namespace asio::experimental {
struct coro {
  template <class... A> stubs::awaiter<int> async_resume(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int get_executor(A &&...);
};
} // namespace asio::experimental

namespace asio::experimental {
struct deferred_async_operation {
};
} // namespace asio::experimental

namespace asio::experimental {
struct deferred_conditional {
};
} // namespace asio::experimental

namespace asio::experimental {
struct deferred_sequence {
};
} // namespace asio::experimental

namespace asio::experimental {
struct parallel_group {
  template <class Condition> stubs::awaiter<int> async_wait(Condition);
};
} // namespace asio::experimental

namespace asio::experimental {
struct promise {
  template <class... A> stubs::awaiter<int> race(A &&...);
  template <class... A> stubs::awaiter<int> all(A &&...);
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int completed(A &&...);
  template <class... A> int get_executor(A &&...);
};
} // namespace asio::experimental

namespace asio::experimental {
struct ranged_parallel_group {
  template <class Condition> stubs::awaiter<int> async_wait(Condition);
};
} // namespace asio::experimental

struct asio::io_context::strand {
  template <class... A> void post(A &&...) {}
  template <class... A> void dispatch(A &&...) {}
  template <class... A> void defer(A &&...) {}
};

namespace asio::ip {
struct basic_resolver {
  template <class... A> stubs::awaiter<int> async_resolve(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int resolve(A &&...);
};
} // namespace asio::ip

namespace asio::posix {
struct basic_descriptor {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int non_blocking(A &&...);
  template <class... A> int native_non_blocking(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int io_control(A &&...);
  template <class... A> int wait(A &&...);
};
} // namespace asio::posix

namespace asio::posix {
struct basic_stream_descriptor {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace asio::posix

namespace asio::ssl {
struct stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> stubs::awaiter<int> async_handshake(A &&...);
  template <class... A> stubs::awaiter<int> async_shutdown(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int native_handle(A &&...);
  template <class... A> int set_verify_callback(A &&...);
  template <class... A> int set_verify_depth(A &&...);
  template <class... A> int set_verify_mode(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
  template <class... A> int handshake(A &&...);
  template <class... A> int shutdown(A &&...);
};
} // namespace asio::ssl

namespace asio::this_coro {
struct cancellation_state_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace asio::this_coro

namespace asio::this_coro {
struct executor_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace asio::this_coro

namespace asio::this_coro {
struct reset_cancellation_state_0_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace asio::this_coro

namespace asio::this_coro {
struct reset_cancellation_state_1_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace asio::this_coro

namespace asio::this_coro {
struct reset_cancellation_state_2_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace asio::this_coro

namespace asio::this_coro {
struct throw_if_cancelled_0_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace asio::this_coro

namespace asio::this_coro {
struct throw_if_cancelled_1_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace asio::this_coro

namespace asio::windows {
struct basic_object_handle {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int wait(A &&...);
};
} // namespace asio::windows

namespace asio::windows {
struct basic_overlapped_handle {
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int get_executor(A &&...);
  template <class... A> int is_open(A &&...);
  template <class... A> int native_handle(A &&...);
};
} // namespace asio::windows

namespace asio::windows {
struct basic_random_access_handle {
  template <class... A> stubs::awaiter<int> async_read_some_at(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some_at(A &&...);
};
} // namespace asio::windows

namespace asio::windows {
struct basic_stream_handle {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace asio::windows

namespace boost::system {
struct error_code {
  explicit operator bool() const;
  template <class... A> bool failed(A &&...);
};
} // namespace boost::system

namespace boost::system {
struct system_error {
  std::error_code code() const;
};
} // namespace boost::system

namespace asio::experimental::detail {
struct channel_send_functions {
  template <class... A> stubs::awaiter<int> async_send(A &&...);
};
} // namespace asio::experimental::detail

namespace asio::experimental::detail {
struct coro_with_arg {
  template <class... A> stubs::awaiter<int> async_resume(A &&...);
};
} // namespace asio::experimental::detail

namespace asio::this_coro {
template <class... A> stubs::awaiter<int> reset_cancellation_state(A &&...);
template <class... A> stubs::awaiter<int> throw_if_cancelled(A &&...);
} // namespace asio::this_coro

namespace asio {
template <class... A> stubs::awaiter<int> async_read_at(A &&...);
template <class... A> stubs::awaiter<int> async_write_at(A &&...);
template <class... A> stubs::awaiter<int> async_read_until(A &&...);
template <class... A> stubs::awaiter<int> async_connect(A &&...);
template <class R, class... A> R post(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R dispatch(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R defer(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R co_spawn(A &&...) { return stubs::make<R>(); }
template <class... A> void async_compose(A &&...) {}
template <class... A> entries::part & buffer(A &&...);
template <class... A> entries::part & dynamic_buffer(A &&...);
template <class... A> int read(A &&...);
template <class... A> int read_at(A &&...);
template <class... A> int read_until(A &&...);
template <class... A> int write(A &&...);
template <class... A> int write_at(A &&...);
template <class... A> int connect(A &&...);
} // namespace asio

namespace asio::strand {
template <class... A> void post(A &&...) {}
template <class... A> void dispatch(A &&...) {}
template <class... A> void defer(A &&...) {}
template <class... A> void execute(A &&...) {}
} // namespace asio::strand

namespace asio::experimental {
template <class R, class... A> R co_spawn(A &&...) { return stubs::make<R>(); }
} // namespace asio::experimental

namespace asio::system_context {
template <class... A> int join(A &&...);
} // namespace asio::system_context

namespace entries_of {
asio::awaitable<int> make_asio_awaitable();
asio::deferred_async_operation make_asio_deferred_async_operation();
asio::deferred_sequence make_asio_deferred_sequence();
asio::experimental::deferred_async_operation make_asio_experimental_deferred_async_operation();
asio::experimental::deferred_sequence make_asio_experimental_deferred_sequence();
asio::deferred_conditional make_asio_deferred_conditional();
asio::experimental::deferred_conditional make_asio_experimental_deferred_conditional();
asio::experimental::parallel_group make_asio_experimental_parallel_group();
asio::experimental::ranged_parallel_group make_asio_experimental_ranged_parallel_group();
asio::experimental::promise make_asio_experimental_promise();
asio::experimental::coro make_asio_experimental_coro();
} // namespace entries_of

namespace asio::experimental::awaitable_operators {
template <class T, class U> asio::awaitable<int> operator||(asio::awaitable<T> &&, asio::awaitable<U> &&);
template <class T, class U> asio::awaitable<int> operator&&(asio::awaitable<T> &&, asio::awaitable<U> &&);
} // namespace asio::experimental::awaitable_operators

namespace asio::experimental {
struct wait_for_one {};
struct wait_for_one_success {};
struct wait_for_one_error {};
struct wait_for_all {};
template <class... A> parallel_group make_parallel_group(A &&...);
template <class T> ranged_parallel_group make_parallel_group(std::vector<T>);
} // namespace asio::experimental

namespace asio {
template <class... A> int cancel_after(A &&...);
template <class... A> int cancel_at(A &&...);
template <class... A> cancellation_slot_binder bind_cancellation_slot(A &&...);
template <class... A> awaitable<int> async_read(A &&...);
template <class... A> awaitable<int> async_write(A &&...);
namespace error {
enum basic_errors { operation_aborted = 125, shut_down, connection_reset, broken_pipe, bad_descriptor };
enum misc_errors { eof = 2 };
}
namespace experimental::error {
enum channel_errors { channel_closed = 1, channel_cancelled = 2 };
}
} // namespace asio

namespace boost::system::errc {
enum errc_t { operation_canceled = 125 };
}
template <> struct std::is_error_code_enum<asio::error::basic_errors> : std::true_type {};
template <> struct std::is_error_code_enum<asio::error::misc_errors> : std::true_type {};
template <> struct std::is_error_code_enum<asio::experimental::error::channel_errors> : std::true_type {};
template <> struct std::is_error_code_enum<boost::system::errc::errc_t> : std::true_type {};
namespace asio::error {
std::error_code make_error_code(basic_errors);
std::error_code make_error_code(misc_errors);
} // namespace asio::error
namespace asio::experimental::error {
std::error_code make_error_code(channel_errors);
}
namespace boost::system::errc {
std::error_code make_error_code(errc_t);
}

namespace asio {
struct use_awaitable_t {
};
constexpr use_awaitable_t use_awaitable{};
} // namespace asio

namespace asio::ssl::error {
enum stream_errors { stream_truncated = 1 };
std::error_code make_error_code(stream_errors);
} // namespace asio::ssl::error
template <> struct std::is_error_code_enum<asio::ssl::error::stream_errors> : std::true_type {};
namespace asio {
template <class E> redirect_error_t redirect_error(E &);
struct token_of_a_stand_in {};
token_of_a_stand_in as_tuple(int);
token_of_a_stand_in redirect_error(int, int &);
token_of_a_stand_in redirect_disposition(int, int &);
namespace experimental {
token_of_a_stand_in as_tuple(int);
token_of_a_stand_in as_single(int);
} // namespace experimental
template <class Executor> struct basic_yield_context {
  basic_yield_context operator[](std::error_code &) const;
};
struct any_io_executor {
};
using yield_context = basic_yield_context<any_io_executor>;
template <class... A> void spawn(A &&...) {}
template <class T> any_io_executor get_associated_executor(T);
template <class T> int get_associated_allocator(T);
template <class T> int get_associated_cancellation_slot(T);
} // namespace asio

namespace asio {
struct deferred_t {};
} // namespace asio
namespace asio::experimental {
struct deferred_t {};
struct use_coro_t {};
struct use_promise_t {};
} // namespace asio::experimental
