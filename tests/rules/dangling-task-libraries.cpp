// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Detaching, scopes and races of several libraries.

#include "cobalt.h"
#include "corral.h"
#include "cppcoro.h"
#include "folly.h"
#include "libcoro.h"
#include "unifex.h"
#include "winrt.h"

#include <memory>
#include <string>

using namespace std::chrono_literals;

void use(const std::string &);

//===-- libcoro: a race leaves its losers running --------------------------------===//

namespace with_libcoro {

coro::task<void> fetch(coro::scheduler &s, const std::string &key) {
  co_await s.yield_for(1ms);
  use(key);
}
coro::task<void> fetch_copy(coro::scheduler &s, std::string key) {
  co_await s.yield_for(1ms);
  use(key);
}
coro::task<void> timer(coro::scheduler &s) { co_await s.yield_for(10ms); }

coro::task<void> loser_bad(coro::scheduler &s, std::string key) {
  co_await coro::when_any(fetch(s, key), timer(s)); // expected-warning {{'with_libcoro::fetch' uses 'key', but it runs on when it has lost the race}}
}
coro::task<void> loser_temporary_bad(coro::scheduler &s, int n) {
  co_await coro::when_any(fetch(s, std::to_string(n)), timer(s)); // expected-warning {{a temporary}}
}
coro::task<void> loser_ok(coro::scheduler &s, std::string key) { co_await coro::when_any(fetch_copy(s, key), timer(s)); }
coro::task<void> join_ok(coro::scheduler &s, std::string key) { co_await coro::when_all(fetch(s, key), timer(s)); }

void detached_bad(coro::scheduler &s) {
  std::string key = "x";
  s.spawn_detached(fetch(s, key)); // expected-warning {{'with_libcoro::fetch' uses 'key'}}
}
void detached_ok(coro::scheduler &s) { s.spawn_detached(fetch_copy(s, "x")); }
void detached_closure_bad(coro::scheduler &s, std::string key) {
  s.spawn_detached([&s, key]() -> coro::task<void> { // expected-warning {{captures of a closure}}
    co_await s.yield_for(1ms);
    use(key);
  }());
}
coro::task<void> joinable_ok(coro::scheduler &s) {
  std::string key = "x";
  auto running = s.spawn_joinable(fetch(s, key));
  co_await running;
}
void waited_for_ok(coro::scheduler &s) {
  std::string key = "x";
  coro::sync_wait(fetch(s, key));
}
coro::task<void> signalled_ok(coro::scheduler &s) {
  std::string key = "x";
  coro::event done;
  auto work = [](coro::scheduler &s, const std::string &key, coro::event &done) -> coro::task<void> {
    co_await fetch(s, key);
    done.set();
  };
  s.spawn_detached(work(s, key, done));
  co_await done;
}
coro::task<void> group_ok(std::unique_ptr<coro::scheduler> &s, std::string key) {
  coro::task_group<coro::scheduler> group(s);
  (void)group.start(fetch(*s, key));
  co_await group;
}
coro::task<void> group_too_late_bad(std::unique_ptr<coro::scheduler> &s, int n) {
  coro::task_group<coro::scheduler> group(s);
  {
    std::string key = std::to_string(n);
    (void)group.start(fetch(*s, key)); // expected-warning {{'with_libcoro::fetch' uses 'key', but its scope is not joined while that lives}}
  }
  co_await group;
}

} // namespace with_libcoro

//===-- Cobalt -------------------------------------------------------------------------===//

namespace with_cobalt {
namespace cobalt = boost::cobalt;
namespace asio = boost::asio;

cobalt::task<void> send(cobalt::io::stream_socket &s, const std::string &text) {
  co_await cobalt::io::sleep(1ms);
  use(text);
  (void)s;
}
cobalt::task<void> send_copy(std::string text) {
  co_await cobalt::io::sleep(1ms);
  use(text);
}
cobalt::promise<void> work(const std::string &text) {
  co_await cobalt::io::sleep(1ms);
  use(text);
}
cobalt::detached beat(std::string text) {
  co_await cobalt::io::sleep(1ms);
  use(text);
}
cobalt::detached beat_reference(const std::string &text) { // expected-warning {{'with_cobalt::beat_reference' uses 'text'}}
  co_await cobalt::io::sleep(1ms);
  use(text);
}
cobalt::task<void> spawned_bad(cobalt::executor ex, cobalt::io::stream_socket &s) {
  std::string text = "x";
  cobalt::spawn(ex, send(s, text), asio::detached); // expected-warning {{uses 'text'}}
  co_return;
}
cobalt::task<void> spawned_ok(cobalt::executor ex) {
  cobalt::spawn(ex, send_copy("x"), asio::detached);
  co_return;
}
cobalt::task<void> spawned_and_awaited_ok(cobalt::executor ex, cobalt::io::stream_socket &s) {
  std::string text = "x";
  co_await cobalt::spawn(ex, send(s, text), cobalt::use_op);
}
cobalt::task<void> plus_bad() {
  std::string text = "x";
  +work(text); // expected-warning {{uses 'text'}}
  co_return;
}
cobalt::task<void> promise_ok() {
  std::string text = "x";
  auto p = work(text);
  co_await cobalt::io::sleep(1ms);
  co_await p;
}
cobalt::task<void> promise_with_temporary_bad() {
  auto p = work("x"); // expected-warning {{a temporary}}
  co_await p;
}
cobalt::task<void> group_ok(std::string text) {
  cobalt::wait_group group;
  group.push_back(work(text));
  co_await group.wait();
}
void beats_ok(int n) { beat(std::to_string(n)); }

} // namespace with_cobalt

//===-- corral -------------------------------------------------------------------------===//

namespace with_corral {

corral::Task<> say(boost::asio::io_context &io, const std::string &text) {
  co_await corral::sleepFor(io, 1ms);
  use(text);
}
corral::Task<> in_given_nursery_bad(boost::asio::io_context &io, corral::Nursery &n) {
  std::string text = "x";
  n.start([&]() -> corral::Task<> { co_await say(io, text); }); // expected-warning {{uses 'text', but its scope is not joined while that lives}}
  co_return;
}
corral::Task<> in_given_nursery_ok(boost::asio::io_context &io, corral::Nursery &n, std::string &text) {
  n.start([&io, &text]() -> corral::Task<> { co_await say(io, text); });
  co_return;
}
corral::Task<> race_ok(boost::asio::io_context &io, std::string text) {
  co_await corral::anyOf(say(io, text), corral::sleepFor(io, 1ms));
}
corral::Task<> in_place_closure_ok(boost::asio::io_context &io, std::string text) {
  co_await corral::allOf([&]() -> corral::Task<> { co_await say(io, text); }(), [&]() -> corral::Task<> { co_await say(io, text); }());
}

class poller {
public:
  void start_ok(boost::asio::io_context &io) {
    nursery_->start([this, &io]() -> corral::Task<> { co_await poll(io); });
  }

private:
  corral::Nursery *nursery_ = nullptr;
  std::string text_;
  corral::Task<> poll(boost::asio::io_context &io) { co_await say(io, text_); }
};

} // namespace with_corral

//===-- cppcoro --------------------------------------------------------------------------===//

namespace with_cppcoro {

cppcoro::task<> work(cppcoro::io_service &io, const std::string &text) {
  co_await io.schedule_after(1ms);
  use(text);
}
cppcoro::task<> scoped_ok(cppcoro::io_service &io, std::string text) {
  cppcoro::async_scope scope;
  scope.spawn(work(io, text));
  co_await scope.join();
}
cppcoro::task<> scoped_in_a_loop_bad(cppcoro::io_service &io) {
  cppcoro::async_scope scope;
  for (int i = 0; i < 3; ++i) {
    std::string text = std::to_string(i);
    scope.spawn(work(io, text)); // expected-warning {{uses 'text'}}
  }
  co_await scope.join();
}
cppcoro::task<> scoped_temporary_bad(cppcoro::io_service &io) {
  cppcoro::async_scope scope;
  scope.spawn(work(io, "x")); // expected-warning {{a temporary}}
  co_await scope.join();
}
void given_scope_bad(cppcoro::io_service &io, cppcoro::async_scope &scope) {
  std::string text = "x";
  scope.spawn(work(io, text)); // expected-warning {{uses 'text'}}
}
cppcoro::task<> given_scope_joined_ok(cppcoro::io_service &io, cppcoro::async_scope &scope) {
  std::string text = "x";
  scope.spawn(work(io, text));
  co_await scope.join();
}

} // namespace with_cppcoro

//===-- folly ----------------------------------------------------------------------------===//

namespace with_folly {

folly::coro::Task<void> work(const std::string &text) {
  co_await folly::coro::sleep(1ms);
  use(text);
}
folly::coro::Task<void> work_copy(std::string text) {
  co_await folly::coro::sleep(1ms);
  use(text);
}
void started_bad(folly::Executor *ex) {
  std::string text = "x";
  work(text).scheduleOn(ex).start(); // expected-warning {{uses 'text'}}
}
void started_ok(folly::Executor *ex) { work_copy("x").scheduleOn(ex).start(); }
void started_closure_bad(folly::Executor *ex, std::string text) {
  [text]() -> folly::coro::Task<void> { // expected-warning {{captures of a closure}}
    co_await folly::coro::sleep(1ms);
    use(text);
  }().scheduleOn(ex).start();
}
void started_invoked_ok(folly::Executor *ex, std::string text) {
  folly::coro::co_invoke([text]() -> folly::coro::Task<void> {
    co_await folly::coro::sleep(1ms);
    use(text);
  }).scheduleOn(ex).start();
}
folly::coro::Task<void> scope_ok(std::string text) {
  folly::coro::AsyncScope scope;
  scope.add(work(text));
  co_await scope.joinAsync();
}
folly::coro::Task<void> returned_bad(std::string text) {
  return work(text); // expected-warning {{uses 'text'}}
}
folly::coro::Task<void> timeout_ok(std::string text) { co_await folly::coro::timeout(work(text), 1s); }

class store {
public:
  void refresh_ok(std::string key) { scope_.add(load(std::move(key))); }
  folly::coro::Task<void> close() { co_await scope_.joinAsync(); }

private:
  folly::coro::AsyncScope scope_;
  int loads_ = 0;
  folly::coro::Task<void> load(std::string key) {
    co_await folly::coro::sleep(1ms);
    use(key);
    ++loads_;
  }
};

} // namespace with_folly

//===-- C++/WinRT ------------------------------------------------------------------------===//

namespace with_winrt {

winrt::fire_and_forget save(std::string const &text) { // expected-warning {{'with_winrt::save' uses 'text'}}
  co_await winrt::resume_background();
  use(text);
}
winrt::fire_and_forget save_copy(std::string text) {
  co_await winrt::resume_background();
  use(text);
}
winrt::fire_and_forget save_early(std::string const &text) {
  use(text);
  co_await winrt::resume_background();
}
winrt::Windows::Foundation::IAsyncAction save_async(std::string const &text) {
  co_await winrt::resume_background();
  use(text);
}
winrt::Windows::Foundation::IAsyncAction in_place_ok(std::string text) { co_await save_async(text); }
winrt::Windows::Foundation::IAsyncAction dropped_bad(std::string text) {
  save_async(text); // expected-warning {{uses 'text'}} expected-warning {{corosafe-unawaited-task}}
  co_return;
}

struct page : winrt::implements<page> {
  winrt::fire_and_forget load() { // expected-warning {{'with_winrt::page::load' uses 'this'}}
    co_await winrt::resume_background();
    ++loads_;
  }
  winrt::fire_and_forget load_held() {
    auto strong = get_strong();
    co_await winrt::resume_background();
    ++loads_;
  }
  int loads_ = 0;
};

} // namespace with_winrt

// A strong reference that is made on one path only, or gone before the object is used again.
struct shaky_page : winrt::implements<shaky_page> {
  int clicks = 0;
  bool ready = false;
  winrt::fire_and_forget on_one_path_bad() { // expected-warning {{nobody can wait for it}}
    if (ready) {
      auto self = get_strong();
      clicks = 1;
    }
    co_await winrt::resume_background();
    clicks = 2;
  }
  winrt::fire_and_forget gone_too_early_bad() { // expected-warning {{nobody can wait for it}}
    {
      auto self = get_strong();
      co_await winrt::resume_background();
    }
    co_await winrt::resume_background();
    clicks = 2;
  }
  winrt::fire_and_forget kept_ok() {
    auto self = get_strong();
    if (ready)
      co_await winrt::resume_background();
    co_await winrt::resume_background();
    clicks = 2;
  }
  winrt::fire_and_forget used_inside_ok() {
    {
      auto self = get_strong();
      co_await winrt::resume_background();
      clicks = 2;
    }
    co_await winrt::resume_background();
  }
};
