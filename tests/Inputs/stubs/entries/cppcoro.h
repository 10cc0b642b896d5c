// Declarations under cppcoro's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace cppcoro {
struct async_auto_reset_event {
  stubs::awaiter<int> operator co_await();
};
} // namespace cppcoro

namespace cppcoro {
struct async_latch {
  stubs::awaiter<int> operator co_await();
};
} // namespace cppcoro

namespace cppcoro {
struct async_manual_reset_event {
  stubs::awaiter<int> operator co_await();
};
} // namespace cppcoro

namespace cppcoro {
struct async_mutex {
  template <class... A> stubs::awaiter<int> lock_async(A &&...);
  template <class... A> stubs::awaiter<int> scoped_lock_async(A &&...);
  template <class... A> stubs::awaiter<int> l(A &&...);
  template <class... A> stubs::awaiter<int> o(A &&...);
  template <class... A> stubs::awaiter<int> c(A &&...);
  template <class... A> stubs::awaiter<int> k(A &&...);
  template <class... A> stubs::awaiter<int> _(A &&...);
  template <class... A> stubs::awaiter<int> a(A &&...);
  template <class... A> stubs::awaiter<int> s(A &&...);
  template <class... A> stubs::awaiter<int> y(A &&...);
  template <class... A> stubs::awaiter<int> n(A &&...);
  template <class... A> stubs::awaiter<int> u(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct async_mutex_lock {
  template <class... A> explicit async_mutex_lock(A &&...);
  ~async_mutex_lock();
};
} // namespace cppcoro

namespace cppcoro {
struct async_scope {
  template <class... A> stubs::awaiter<int> join(A &&...);
  async_scope();
  ~async_scope();
  template <class... A> void spawn(A &&...) {}
};
} // namespace cppcoro

namespace cppcoro {
struct cancellation_source {
  template <class... A> int request_cancellation(A &&...);
  template <class... A> bool is_cancellation_requested(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct cancellation_token {
  template <class... A> bool is_cancellation_requested(A &&...);
  template <class... A> bool throw_if_cancellation_requested(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct multi_producer_sequencer {
  template <class... A> stubs::awaiter<int> wait_until_published(A &&...);
  template <class... A> stubs::awaiter<int> claim_one(A &&...);
  template <class... A> stubs::awaiter<int> claim_up_to(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct operation_cancelled {
  int code;
};
} // namespace cppcoro

namespace cppcoro {
struct readable_file {
  template <class... A> stubs::awaiter<int> read(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct sequence_barrier {
  template <class... A> stubs::awaiter<int> wait_until_published(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct shared_task {
  template <class... A> stubs::awaiter<int> when_ready(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct single_consumer_async_auto_reset_event {
  stubs::awaiter<int> operator co_await();
};
} // namespace cppcoro

namespace cppcoro {
struct single_consumer_event {
  stubs::awaiter<int> operator co_await();
};
} // namespace cppcoro

namespace cppcoro {
struct single_producer_sequencer {
  template <class... A> stubs::awaiter<int> wait_until_published(A &&...);
  template <class... A> stubs::awaiter<int> claim_one(A &&...);
  template <class... A> stubs::awaiter<int> claim_up_to(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
  template <class... A> stubs::awaiter<int> when_ready(A &&...);
};
} // namespace cppcoro

namespace cppcoro {
struct writable_file {
  template <class... A> stubs::awaiter<int> write(A &&...);
};
} // namespace cppcoro

namespace cppcoro::detail {
struct fmap_awaitable {
};
} // namespace cppcoro::detail

namespace cppcoro::detail {
struct when_all_ready_awaitable {
};
} // namespace cppcoro::detail

namespace cppcoro::net {
struct socket {
  template <class... A> stubs::awaiter<int> recv(A &&...);
  template <class... A> stubs::awaiter<int> recv_from(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> stubs::awaiter<int> send_to(A &&...);
  template <class... A> stubs::awaiter<int> accept(A &&...);
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> stubs::awaiter<int> disconnect(A &&...);
  template <class... A> int close_send(A &&...);
  template <class... A> int close_recv(A &&...);
};
} // namespace cppcoro::net

namespace cppcoro {
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> when_all_ready(A &&...);
template <class... A> stubs::awaiter<int> schedule_on(A &&...);
template <class... A> stubs::awaiter<int> resume_on(A &&...);
template <class... A> stubs::awaiter<int> fmap(A &&...);
template <class... A> stubs::awaiter<int> make_task(A &&...);
template <class... A> stubs::awaiter<int> make_shared_task(A &&...);
template <class... A> int sync_wait(A &&...);
} // namespace cppcoro

namespace cppcoro::io_service {
template <class... A> stubs::awaiter<int> schedule_after(A &&...);
template <class... A> stubs::awaiter<int> schedule(A &&...);
template <class... A> int process_events(A &&...);
template <class... A> int process_one_event(A &&...);
} // namespace cppcoro::io_service

namespace cppcoro {
struct static_thread_pool {
  template <class... A> static stubs::awaiter<int> schedule(A &&...);
};
} // namespace cppcoro

namespace cppcoro::round_robin_scheduler {
template <class... A> stubs::awaiter<int> schedule(A &&...);
} // namespace cppcoro::round_robin_scheduler

namespace cppcoro::inline_scheduler {
template <class... A> stubs::awaiter<int> schedule(A &&...);
} // namespace cppcoro::inline_scheduler

namespace entries_of {
cppcoro::task<int> make_cppcoro_task();
cppcoro::shared_task make_cppcoro_shared_task();
cppcoro::detail::when_all_ready_awaitable make_cppcoro_detail_when_all_ready_awaitable();
cppcoro::detail::fmap_awaitable make_cppcoro_detail_fmap_awaitable();
} // namespace entries_of

