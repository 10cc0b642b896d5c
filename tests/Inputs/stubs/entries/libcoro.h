// Declarations under libcoro's names, one for each entry of its model.
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

namespace coro {
struct condition_variable {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> wait_for(A &&...);
  template <class... A> stubs::awaiter<int> wait_until(A &&...);
};
} // namespace coro

namespace coro {
struct event {
  stubs::awaiter<int> operator co_await();
};
} // namespace coro

namespace coro {
struct io_scheduler {
  template <class... A> stubs::awaiter<int> schedule(A &&...);
  template <class... A> stubs::awaiter<int> yield(A &&...);
  template <class... A> stubs::awaiter<int> yield_for(A &&...);
  template <class... A> stubs::awaiter<int> yield_until(A &&...);
  template <class... A> stubs::awaiter<int> schedule_after(A &&...);
  template <class... A> stubs::awaiter<int> schedule_at(A &&...);
  template <class... A> stubs::awaiter<int> poll(A &&...);
  template <class... A> void spawn_detached(A &&...) {}
  template <class... A> void spawn(A &&...) {}
  template <class... A> int shutdown(A &&...);
  io_scheduler();
  ~io_scheduler();
};
} // namespace coro

namespace coro {
struct latch {
  stubs::awaiter<int> operator co_await();
};
} // namespace coro

namespace coro {
struct mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> scoped_lock(A &&...);
  template <class... A> stubs::awaiter<int> l(A &&...);
  template <class... A> stubs::awaiter<int> o(A &&...);
  template <class... A> stubs::awaiter<int> c(A &&...);
  template <class... A> stubs::awaiter<int> k(A &&...);
  template <class... A> stubs::awaiter<int> u(A &&...);
  template <class... A> stubs::awaiter<int> n(A &&...);
};
} // namespace coro

namespace coro {
struct poll_stop_token {
  template <class... A> bool stop_requested(A &&...);
};
} // namespace coro

namespace coro {
struct queue {
  template <class... A> stubs::awaiter<int> pop(A &&...);
  template <class... A> stubs::awaiter<int> push(A &&...);
  template <class... A> stubs::awaiter<int> emplace(A &&...);
  template <class... A> int try_pop(A &&...);
  template <class... A> int shutdown(A &&...);
  template <class... A> int shutdown_drain(A &&...);
};
} // namespace coro

namespace coro {
struct ring_buffer {
  template <class... A> stubs::awaiter<int> consume(A &&...);
  template <class... A> stubs::awaiter<int> produce(A &&...);
  template <class... A> int shutdown(A &&...);
  template <class... A> int shutdown_drain(A &&...);
};
} // namespace coro

namespace coro {
struct scheduler {
  template <class... A> stubs::awaiter<int> schedule(A &&...);
  template <class... A> stubs::awaiter<int> yield(A &&...);
  template <class... A> stubs::awaiter<int> yield_for(A &&...);
  template <class... A> stubs::awaiter<int> yield_until(A &&...);
  template <class... A> stubs::awaiter<int> schedule_after(A &&...);
  template <class... A> stubs::awaiter<int> schedule_at(A &&...);
  template <class... A> stubs::awaiter<int> poll(A &&...);
  template <class... A> void spawn_detached(A &&...) {}
  template <class... A> stubs::awaiter<int> spawn_joinable(A &&...);
  template <class... A> int shutdown(A &&...);
  scheduler();
  ~scheduler();
};
} // namespace coro

namespace coro {
struct scoped_lock {
  template <class... A> explicit scoped_lock(A &&...);
  ~scoped_lock();
};
} // namespace coro

namespace coro {
struct semaphore {
  template <class... A> stubs::awaiter<int> acquire(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int try_acquire(A &&...);
  template <class... A> int shutdown(A &&...);
};
} // namespace coro

namespace coro {
struct shared_mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> scoped_lock(A &&...);
  template <class... A> stubs::awaiter<int> scoped_lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace coro

namespace coro {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
} // namespace coro

namespace coro {
struct task_group {
  stubs::awaiter<int> operator co_await();
  task_group();
  ~task_group();
  template <class... A> void start(A &&...) {}
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace coro

namespace coro {
struct task_container {
  task_container();
  ~task_container();
  template <class... A> void start(A &&...) {}
  template <class... A> stubs::awaiter<int> garbage_collect_and_yield_until_empty(A &&...);
};
} // namespace coro

namespace coro {
struct thread_pool {
  template <class... A> stubs::awaiter<int> schedule(A &&...);
  template <class... A> stubs::awaiter<int> yield(A &&...);
  template <class... A> void spawn_detached(A &&...) {}
  template <class... A> void spawn(A &&...) {}
  template <class... A> stubs::awaiter<int> spawn_joinable(A &&...);
  template <class... A> int shutdown(A &&...);
  thread_pool();
  ~thread_pool();
};
} // namespace coro

namespace tl {
struct expected {
  template <class... A> bool has_value(A &&...);
  template <class... A> int value(A &&...);
};
} // namespace tl

namespace coro::detail {
struct when_all_ready_awaitable {
};
} // namespace coro::detail

namespace coro::net {
struct socket {
  template <class... A> int close(A &&...);
  template <class... A> int shutdown(A &&...);
};
} // namespace coro::net

namespace coro::net::dns {
struct resolver {
  template <class... A> stubs::awaiter<int> host_by_name(A &&...);
};
} // namespace coro::net::dns

namespace coro {
namespace net {
struct io_status {
  bool is_ok() const;
  bool is_closed() const;
  operator bool() const;
};
} // namespace net
} // namespace coro

namespace coro::net::tcp {
struct client {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
  stubs::awaiter<std::pair<io_status, int>> read_some(char *into);
  template <class... A> stubs::awaiter<int> read_exact(A &&...);
  template <class... A> stubs::awaiter<int> write_some(A &&...);
  template <class... A> stubs::awaiter<int> write_all(A &&...);
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> stubs::awaiter<int> poll(A &&...);
  template <class... A> int recv(A &&...);
  template <class... A> int send(A &&...);
};
} // namespace coro::net::tcp

namespace coro::net::tcp {
struct server {
  template <class... A> stubs::awaiter<int> poll(A &&...);
  template <class... A> stubs::awaiter<int> accept(A &&...);
};
} // namespace coro::net::tcp

namespace coro::net::tls {
struct client {
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> int shutdown(A &&...);
};
} // namespace coro::net::tls

namespace coro::net::tls {
struct server {
  template <class... A> stubs::awaiter<int> poll(A &&...);
  template <class... A> stubs::awaiter<int> accept(A &&...);
};
} // namespace coro::net::tls

namespace coro::net::udp {
struct peer {
  template <class... A> stubs::awaiter<int> poll(A &&...);
  template <class... A> int recvfrom(A &&...);
  template <class... A> int sendto(A &&...);
  template <class... A> stubs::awaiter<int> read_from(A &&...);
  template <class... A> stubs::awaiter<int> write_to(A &&...);
};
} // namespace coro::net::udp

namespace coro {
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> int sync_wait(A &&...);
template <class... A> stubs::awaiter<int> invoke(A &&...) { return {}; }
} // namespace coro

namespace entries_of {
coro::task<int> make_coro_task();
coro::detail::when_all_ready_awaitable make_coro_detail_when_all_ready_awaitable();
} // namespace entries_of

