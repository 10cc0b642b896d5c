// RUN: %corosafe %s -- -std=c++20 %verify

// Something is begun, the coroutine suspends, and a statement behind it ends it. In Asio cancellation is an exception:
// destructors and handlers run, the statements behind the suspend point do not.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

void log(const char *what);
awaitable<void> session(tcp::socket &s);

template <class F> class scope_exit {
public:
  explicit scope_exit(F f) : f_(std::move(f)) {}
  ~scope_exit() {
    if (armed_)
      f_();
  }
  void dismiss() { armed_ = false; }

private:
  F f_;
  bool armed_ = true;
};

class count_guard {
public:
  explicit count_guard(int &n) : n_(n) { ++n_; }
  ~count_guard() { --n_; }

private:
  int &n_;
};

enum class state { idle, busy, connecting, connected };

struct database {
  void begin();
  void commit();
  void rollback();
  awaitable<void> begin_transaction();
  awaitable<void> commit_transaction();
  awaitable<void> execute(const char *query);
};

class transaction {
public:
  explicit transaction(database &db);
  ~transaction();
  void commit();
};

struct observer;
struct bus {
  int subscribe(observer &o);
  void unsubscribe(int id);
  void attach(observer &o);
  void detach(observer &o);
};

class async_lock {
public:
  awaitable<void> lock();
  void unlock();
};

struct pool {
  int acquire();
  void release(int slot);
};

struct node {
  ~node();
  int value = 0;
};

class server {
public:
  //===-- counters --------------------------------------------------------===//

  awaitable<void> count_bad(tcp::socket s) {
    ++active_;
    co_await session(s); // expected-warning {{'active_' is never set back when the coroutine is cancelled at this suspend point}}
    --active_;
  }

  awaitable<void> count_guarded_ok(tcp::socket s) {
    count_guard guard(active_);
    co_await session(s);
  }

  awaitable<void> count_scope_exit_ok(tcp::socket s) {
    ++active_;
    scope_exit leave([this] { --active_; });
    co_await session(s);
  }

  awaitable<void> count_handler_rethrows_ok(tcp::socket s) {
    ++active_;
    try {
      co_await session(s);
    } catch (...) {
      --active_;
      throw;
    }
    --active_;
  }

  awaitable<void> count_handler_goes_on_ok(tcp::socket s) {
    ++active_;
    try {
      co_await session(s);
    } catch (const std::exception &e) {
      log(e.what());
    }
    --active_;
  }

  // The handler is for something else.
  awaitable<void> count_wrong_handler_bad(tcp::socket s) {
    ++active_;
    try {
      co_await session(s); // expected-warning {{'active_' is never set back}}
    } catch (const std::invalid_argument &) {
      --active_;
      throw;
    }
    --active_;
  }

  // The first handler takes the signal, and does not count back.
  awaitable<void> count_first_handler_bad(tcp::socket s) {
    ++active_;
    try {
      co_await session(s); // expected-warning {{'active_' is never set back}}
    } catch (const boost::system::system_error &e) {
      log(e.what());
      throw;
    } catch (...) {
      --active_;
      throw;
    }
    --active_;
  }

  awaitable<void> count_before_ok(tcp::socket s) {
    ++active_;
    log("served");
    --active_;
    co_await session(s);
  }

  // Statistics only go up.
  awaitable<void> statistics_ok(tcp::socket s) {
    ++active_;
    co_await session(s);
    ++served_;
  }

  awaitable<void> atomic_count_bad(tcp::socket s) {
    in_flight_.fetch_add(1);
    co_await session(s); // expected-warning {{'in_flight_' is never set back}}
    in_flight_.fetch_sub(1);
  }

  awaitable<void> atomic_operator_bad(tcp::socket s) {
    in_flight_++;
    co_await session(s); // expected-warning {{'in_flight_' is never set back}}
    in_flight_--;
  }

  awaitable<void> budget_bad(tcp::socket &s, std::size_t size) {
    budget_ -= size;
    co_await session(s); // expected-warning {{'budget_' is never set back}}
    budget_ += size;
  }

  awaitable<void> of_the_caller_bad(tcp::socket &s, int &depth) {
    ++depth;
    co_await session(s); // expected-warning {{'depth' is never set back}}
    --depth;
  }

  awaitable<void> of_the_frame_ok(tcp::socket &s) {
    int depth = 0;
    ++depth;
    co_await session(s);
    --depth;
  }

  void enter() { ++active_; }
  void leave() { --active_; }
  awaitable<void> count_in_helpers_bad(tcp::socket s) {
    enter();
    co_await session(s); // expected-warning {{when the coroutine is cancelled}}
    leave();
  }

  // Returned early: nobody counts back when the read was cancelled.
  awaitable<void> returns_early_bad(tcp::socket &s) {
    char buf[64];
    ++active_;
    auto [ec, n] = co_await s.async_read_some(asio::buffer(buf), as_tuple(use_awaitable)); // expected-warning {{'active_' is never set back}}
    if (ec)
      co_return;
    --active_;
  }

  awaitable<void> error_returned_ok(tcp::socket &s) {
    char buf[64];
    ++active_;
    auto [ec, n] = co_await s.async_read_some(asio::buffer(buf), as_tuple(use_awaitable));
    --active_;
    if (ec)
      log(ec.message().c_str());
  }

  // Cancelled at the first read, the second co_await throws, whatever its token.
  awaitable<void> second_await_throws_bad(tcp::socket &s) {
    char buf[64];
    ++active_;
    auto [ec, n] = co_await s.async_read_some(asio::buffer(buf), as_tuple(use_awaitable));
    auto [ec2, m] = co_await s.async_write_some(asio::buffer(buf), as_tuple(use_awaitable)); // expected-warning {{'active_' is never set back}}
    --active_;
  }

  //===-- flags -----------------------------------------------------------===//

  awaitable<void> flag_bad(tcp::socket &s) {
    if (busy_)
      co_return;
    busy_ = true;
    co_await session(s); // expected-warning {{'busy_' is never set back}}
    busy_ = false;
  }

  awaitable<void> flag_ok(tcp::socket &s) {
    if (busy_)
      co_return;
    busy_ = true;
    auto reset = std::unique_ptr<bool, void (*)(bool *)>(&busy_, [](bool *b) { *b = false; });
    co_await session(s);
  }

  awaitable<void> inverted_flag_bad(tcp::socket &s) {
    if (!idle_)
      co_return;
    idle_ = false;
    co_await session(s); // expected-warning {{'idle_' is never set back}}
    idle_ = true;
  }

  // Not ready until it has come to the end: right.
  awaitable<void> ready_ok(tcp::socket &s) {
    ready_ = false;
    co_await session(s);
    ready_ = true;
  }

  awaitable<void> progress_ok(tcp::socket &s) {
    state_ = state::connecting;
    co_await session(s);
    state_ = state::connected;
  }

  awaitable<void> state_bad(tcp::socket &s) {
    state_ = state::busy;
    co_await session(s); // expected-warning {{'state_' is never set back}}
    state_ = state::idle;
  }

  awaitable<void> atomic_flag_bad(tcp::socket &s) {
    if (running_.exchange(true))
      co_return;
    co_await session(s); // expected-warning {{'running_' is never set back}}
    running_.store(false);
  }

  awaitable<void> atomic_flag_ok(tcp::socket &s) {
    if (running_.exchange(true))
      co_return;
    scope_exit stop([this] { running_ = false; });
    co_await session(s);
  }

  awaitable<void> saved_bad(tcp::socket &s) {
    auto old = level_;
    level_ = 7;
    co_await session(s); // expected-warning {{'level_' is never set back}}
    level_ = old;
  }

  awaitable<void> exchanged_bad(tcp::socket &s, int level) {
    auto old = std::exchange(level_, level);
    co_await session(s); // expected-warning {{'level_' is never set back}}
    level_ = old;
  }

  // What is taken out of a handle goes with the coroutine that took it.
  awaitable<void> taken_and_put_back_ok() {
    auto mine = std::exchange(peer_, nullptr);
    co_await session(*mine);
    peer_ = std::move(mine);
  }

  awaitable<void> published_bad(tcp::socket &s) {
    node request;
    current_ = &request;
    co_await session(s); // expected-warning {{'current_' is never set back}}
    current_ = nullptr;
  }

  awaitable<void> published_ok(tcp::socket &s) {
    node request;
    current_ = &request;
    scope_exit clear([&] { current_ = nullptr; });
    co_await session(s);
  }

  //===-- calls -----------------------------------------------------------===//

  awaitable<void> transaction_bad(database &db) {
    db.begin();
    co_await db.execute("update"); // expected-warning {{'db.commit()' is never called}}
    db.commit();
  }

  // Only an ordinary error rolls back.
  awaitable<void> transaction_handler_ok(database &db) {
    db.begin();
    try {
      co_await db.execute("update");
      db.commit();
    } catch (...) {
      db.rollback();
      throw;
    }
  }

  awaitable<void> transaction_guard_ok(database &db) {
    transaction t(db);
    co_await db.execute("update");
    t.commit();
  }

  awaitable<void> awaited_transaction_bad(database &db) {
    co_await db.begin_transaction();
    co_await db.execute("update"); // expected-warning {{'db.commit_transaction()' is never called}}
    co_await db.commit_transaction();
  }

  awaitable<void> lock_bad(tcp::socket &s) {
    co_await lock_.lock();
    co_await session(s); // expected-warning {{'lock_.unlock()' is never called}}
    lock_.unlock();
  }

  awaitable<void> lock_guard_ok(tcp::socket &s) {
    co_await lock_.lock();
    std::unique_ptr<async_lock, std::function<void(async_lock *)>> guard(&lock_, [](async_lock *l) { l->unlock(); });
    co_await session(s);
  }

  awaitable<void> lock_released_first_ok(tcp::socket &s) {
    co_await lock_.lock();
    ++served_;
    lock_.unlock();
    co_await session(s);
  }

  awaitable<void> slot_bad(tcp::socket &s) {
    auto slot = pool_.acquire();
    co_await session(s); // expected-warning {{is never}}
    pool_.release(slot);
  }

  awaitable<void> subscribe_bad(observer &o, tcp::socket &s) {
    auto id = bus_.subscribe(o);
    co_await session(s); // expected-warning {{is never}}
    bus_.unsubscribe(id);
  }

  awaitable<void> attach_bad(observer &o, tcp::socket &s) {
    bus_.attach(o);
    co_await session(s); // expected-warning {{'bus_.detach()' is never called}}
    bus_.detach(o);
  }

  awaitable<void> attach_other_ok(observer &o, observer &old, tcp::socket &s) {
    bus_.attach(o);
    co_await session(s);
    bus_.detach(old);
  }

  awaitable<void> registry_bad(int id, tcp::socket &s) {
    sessions_.insert(id);
    co_await session(s); // expected-warning {{'sessions_.erase()' is never called}}
    sessions_.erase(id);
  }

  awaitable<void> registry_ok(int id, tcp::socket &s) {
    sessions_.insert(id);
    scope_exit remove([&] { sessions_.erase(id); });
    co_await session(s);
  }

  awaitable<void> registry_handler_ok(int id, tcp::socket &s) {
    sessions_.insert(id);
    std::exception_ptr error;
    try {
      co_await session(s);
    } catch (...) {
      error = std::current_exception();
    }
    sessions_.erase(id);
    if (error)
      std::rethrow_exception(error);
  }

  // A cache: one goes in, another goes out.
  awaitable<void> cache_ok(int key, int oldest, tcp::socket &s) {
    sessions_.insert(key);
    co_await session(s);
    sessions_.erase(oldest);
  }

  awaitable<void> local_container_ok(int id, tcp::socket &s) {
    std::set<int> seen;
    seen.insert(id);
    co_await session(s);
    seen.erase(id);
  }

  //===-- raw resources ---------------------------------------------------===//

  awaitable<void> new_bad(tcp::socket &s) {
    auto *n = new node;
    co_await session(s); // expected-warning {{'n' is never released}}
    delete n;
  }

  awaitable<void> new_owned_ok(tcp::socket &s) {
    std::unique_ptr<node> n(new node);
    co_await session(s);
    n.reset();
  }

  awaitable<void> file_bad(tcp::socket &s) {
    FILE *f = std::fopen("log", "w");
    co_await session(s); // expected-warning {{'f' is never released}}
    std::fclose(f);
  }

  awaitable<void> file_ok(tcp::socket &s) {
    std::unique_ptr<FILE, int (*)(FILE *)> f(std::fopen("log", "w"), &std::fclose);
    co_await session(s);
  }

  awaitable<void> memory_bad(tcp::socket &s) {
    void *p = std::malloc(64);
    co_await session(s); // expected-warning {{'p' is never released}}
    std::free(p);
  }

  awaitable<void> memory_guard_ok(tcp::socket &s) {
    void *p = std::malloc(64);
    scope_exit release([p] { std::free(p); });
    co_await session(s);
  }

  //===-- shields ---------------------------------------------------------===//

  awaitable<void> shielded_ok(tcp::socket &s) {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    ++active_;
    co_await session(s);
    --active_;
  }

  awaitable<void> no_suspend_ok() {
    ++active_;
    auto ex = co_await asio::this_coro::executor;
    --active_;
    (void)ex;
  }

  //===-- cleanup that is awaited after the signal -------------------------===//

  // Once cancelled, every later co_await throws at once: the rollback never runs.
  awaitable<void> awaited_cleanup_bad(database &db) {
    co_await db.begin_transaction();
    bool failed = false;
    try {
      co_await db.execute("update"); // expected-warning {{'db.commit_transaction()' is never called}}
      co_await db.commit_transaction();
    } catch (...) {
      failed = true;
    }
    if (failed)
      co_await rollback_transaction(db); // expected-warning {{fails at once}}
  }

  awaitable<void> awaited_cleanup_reset_ok(database &db) {
    bool failed = false;
    try {
      co_await db.execute("update");
    } catch (...) {
      failed = true;
    }
    if (failed) {
      co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
      co_await rollback_transaction(db);
    }
  }

  awaitable<void> rollback_transaction(database &db);

private:
  std::unique_ptr<tcp::socket> peer_;
  int active_ = 0, served_ = 0, level_ = 0;
  std::size_t budget_ = 0;
  bool busy_ = false, idle_ = true, ready_ = false;
  std::atomic<int> in_flight_{0};
  std::atomic<bool> running_{false};
  state state_ = state::idle;
  node *current_ = nullptr;
  async_lock lock_;
  pool pool_;
  bus bus_;
  std::set<int> sessions_;
};

//===-- lambdas ---------------------------------------------------------------===//

// What the frame around a coroutine lambda owns ends with it.
awaitable<void> captured_local_ok(tcp::socket &s) {
  int users = 0;
  auto body = [&]() -> awaitable<void> {
    ++users;
    co_await session(s);
    --users;
  };
  co_await body();
}

awaitable<void> captured_static_bad(tcp::socket &s) {
  static int users = 0;
  auto body = [&]() -> awaitable<void> {
    ++users;
    co_await session(s); // expected-warning {{is never set back}}
    --users;
  };
  co_await body();
}

//===-- ownership ------------------------------------------------------------===//

struct sockets {
  tcp::socket take();
  void put_back(tcp::socket s);
};

// Whatever happens, the socket has an owner.
awaitable<void> moved_back_ok(sockets &idle) {
  tcp::socket s = idle.take();
  co_await session(s);
  idle.put_back(std::move(s));
}

class queue {
public:
  // The flag falls only when the queue is empty.
  awaitable<void> drain_bad(tcp::socket &s) {
    if (writing_)
      co_return;
    writing_ = true;
    while (!lines_.empty()) {
      co_await asio::async_write(s, asio::buffer(lines_.front()), use_awaitable); // expected-warning {{'writing_' is never set back}}
      lines_.pop_back();
    }
    writing_ = false;
  }

  // A number of attempts starts anew once one has succeeded.
  awaitable<void> attempts_ok(tcp::socket &s) {
    ++attempts_;
    co_await session(s);
    attempts_ = 0;
  }

  // It closes by itself.
  awaitable<void> own_socket_ok(tcp::socket &s) {
    s.open(tcp::v4());
    co_await session(s);
    s.close();
  }

private:
  std::vector<std::string> lines_;
  bool writing_ = false;
  int attempts_ = 0;
};

// table[key] = value: of a class's value it is operator= that puts it in.
class parts {
public:
  awaitable<void> assigned_bad(int id, std::string text) {
    open_[id] = std::move(text);
    co_await t_.async_wait(use_awaitable); // expected-warning {{'open_.erase()' is never called when the coroutine is cancelled}}
    open_.erase(id);
  }
  awaitable<void> assigned_ok(int id, std::string text) {
    open_[id] = std::move(text);
    try {
      co_await t_.async_wait(use_awaitable);
    } catch (...) {
      open_.erase(id);
      throw;
    }
    open_.erase(id);
  }
  awaitable<void> onlyRead_ok(int id) {
    std::string text = open_[id];
    co_await t_.async_wait(use_awaitable);
    open_.erase(id);
  }

private:
  asio::steady_timer t_;
  std::map<int, std::string> open_;
};

// Put right behind the handler, with the cancellation state reset: the cleanup may be cancelled anew, but it was begun.
struct ledger {
  awaitable<void> begin();
  awaitable<void> commit();
  awaitable<void> rollback();
  awaitable<void> write(int amount);
};
awaitable<void> keptForLater_ok(ledger &l) {
  co_await l.begin();
  std::exception_ptr failure;
  try {
    co_await l.write(1);
    co_await l.commit();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    co_await asio::this_coro::reset_cancellation_state();
    co_await l.rollback();
    std::rethrow_exception(failure);
  }
}
awaitable<void> keptAsFlag_ok(ledger &l) {
  co_await l.begin();
  bool failed = false;
  try {
    co_await l.write(1);
    co_await l.commit();
  } catch (...) {
    failed = true;
  }
  if (failed) {
    co_await asio::this_coro::reset_cancellation_state();
    co_await l.rollback();
  }
}
awaitable<void> notReset_bad(ledger &l) {
  co_await l.begin();
  std::exception_ptr failure;
  try {
    co_await l.write(1); // expected-warning {{'l.commit()' is never called when the coroutine is cancelled}}
    co_await l.commit();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure)
    co_await l.rollback();
}
