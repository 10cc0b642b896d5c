// Declarations under cobalt's names, one for each entry of its model.
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

namespace boost::cobalt {
struct as_result_t {
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct as_tuple_t {
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct channel {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct channel_reader {
  stubs::awaiter<int> operator co_await();
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct generator {
  template <class... A> int cancel(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct op {
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct promise {
  template <class... A> int cancel(A &&...);
  template <class... A> int operator+(A &&...);
  template <class... A> int detach(A &&...);
};
} // namespace boost::cobalt

namespace boost::cobalt {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct thread {
  template <class... A> int cancel(A &&...);
  template <class... A> int join(A &&...);
};
} // namespace boost::cobalt

namespace boost::cobalt {
struct wait_group {
  template <class... A> stubs::awaiter<int> wait_one(A &&...);
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> await_exit(A &&...);
  template <class... A> int cancel(A &&...);
  stubs::awaiter<int> operator co_await();
  wait_group();
  ~wait_group();
  template <class... A> void push_back(A &&...) {}
};
} // namespace boost::cobalt

namespace boost::system {
struct result {
  template <class... A> bool has_value(A &&...);
  template <class... A> bool has_error(A &&...);
  template <class... A> int value(A &&...);
};
} // namespace boost::system

namespace boost::cobalt::detail {
struct gather_ranged_impl {
};
} // namespace boost::cobalt::detail

namespace boost::cobalt::detail {
struct gather_variadic_impl {
};
} // namespace boost::cobalt::detail

namespace boost::cobalt::detail {
struct join_ranged_impl {
};
} // namespace boost::cobalt::detail

namespace boost::cobalt::detail {
struct join_variadic_impl {
};
} // namespace boost::cobalt::detail

namespace boost::cobalt::detail {
struct race_ranged_impl {
};
} // namespace boost::cobalt::detail

namespace boost::cobalt::detail {
struct race_variadic_impl {
};
} // namespace boost::cobalt::detail

namespace boost::cobalt::io {
struct acceptor {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> accept(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct datagram_socket {
  template <class... A> stubs::awaiter<int> receive(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct file {
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct lookup {
  stubs::awaiter<int> operator co_await();
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct random_access_read_device {
  template <class... A> stubs::awaiter<int> read_some_at(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct random_access_write_device {
  template <class... A> stubs::awaiter<int> write_some_at(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct read_stream {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct readable_pipe {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct resolver {
  template <class... A> stubs::awaiter<int> resolve(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct seq_packet_socket {
  template <class... A> stubs::awaiter<int> receive(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct serial_port {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
  template <class... A> stubs::awaiter<int> write_some(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct signal_set {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct socket {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int shutdown(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct steady_timer {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int reset(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct stream_file {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
  template <class... A> stubs::awaiter<int> write_some(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct stream_socket {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
  template <class... A> stubs::awaiter<int> write_some(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct system_timer {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int reset(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct writable_pipe {
  template <class... A> stubs::awaiter<int> write_some(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::io {
struct write_stream {
  template <class... A> stubs::awaiter<int> write_some(A &&...);
};
} // namespace boost::cobalt::io

namespace boost::cobalt::this_coro {
struct allocator_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace boost::cobalt::this_coro

namespace boost::cobalt::this_coro {
struct cancelled_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace boost::cobalt::this_coro

namespace boost::cobalt::this_coro {
struct reset_cancellation_source_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace boost::cobalt::this_coro

namespace boost::cobalt::io::ssl {
struct stream {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
  template <class... A> stubs::awaiter<int> write_some(A &&...);
  template <class... A> stubs::awaiter<int> handshake(A &&...);
  template <class... A> stubs::awaiter<int> shutdown(A &&...);
};
} // namespace boost::cobalt::io::ssl

namespace boost::cobalt {
template <class... A> stubs::awaiter<int> race(A &&...);
template <class... A> stubs::awaiter<int> left_race(A &&...);
template <class... A> stubs::awaiter<int> gather(A &&...);
template <class... A> stubs::awaiter<int> join(A &&...);
template <class... A> stubs::awaiter<int> with(A &&...) { return {}; }
template <class... A> stubs::awaiter<int> as_tuple(A &&...);
template <class... A> stubs::awaiter<int> as_result(A &&...);
template <class R, class... A> R spawn(A &&...) { return stubs::make<R>(); }
template <class... A> int run(A &&...);
} // namespace boost::cobalt

namespace boost::cobalt::io {
template <class... A> stubs::awaiter<int> sleep(A &&...);
template <class... A> stubs::awaiter<int> read_at(A &&...);
template <class... A> stubs::awaiter<int> write_at(A &&...);
template <class... A> stubs::awaiter<int> read(A &&...);
template <class... A> stubs::awaiter<int> write(A &&...);
} // namespace boost::cobalt::io

namespace entries_of {
boost::cobalt::promise make_boost_cobalt_promise();
boost::cobalt::task<int> make_boost_cobalt_task();
boost::cobalt::thread make_boost_cobalt_thread();
boost::cobalt::op make_boost_cobalt_op();
boost::cobalt::detail::race_variadic_impl make_boost_cobalt_detail_race_variadic_impl();
boost::cobalt::detail::race_ranged_impl make_boost_cobalt_detail_race_ranged_impl();
boost::cobalt::detail::gather_variadic_impl make_boost_cobalt_detail_gather_variadic_impl();
boost::cobalt::detail::gather_ranged_impl make_boost_cobalt_detail_gather_ranged_impl();
boost::cobalt::detail::join_variadic_impl make_boost_cobalt_detail_join_variadic_impl();
boost::cobalt::detail::join_ranged_impl make_boost_cobalt_detail_join_ranged_impl();
} // namespace entries_of


namespace boost::variant2 {
namespace detail {
struct variant_base_impl {
  std::size_t index() const;
};
} // namespace detail
template <class... T> struct variant : detail::variant_base_impl {
  std::size_t index() const;
};
template <class T, class... A> bool holds_alternative(const variant<A...> &);
template <class T, class... A> T *get_if(variant<A...> *);
template <class T, class... A> T &get(variant<A...> &);
} // namespace boost::variant2

namespace boost::asio {
struct basic_waitable_timer {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
};
template <class... A> int cancel_after(A &&...);
} // namespace boost::asio
namespace boost::cobalt {
struct use_op_t {
};
constexpr use_op_t use_op{};
} // namespace boost::cobalt
