// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Several libraries in one translation unit: each coroutine is judged by its own library. The same handler undoes what was
// done where cancellation is an exception (folly), and never runs where it destroys the frame (libunifex, corral).

#include "corral.h"
#include "elio.h"
#include "folly.h"
#include "unifex.h"

#include <mutex>
#include <thread>

using namespace std::chrono_literals;

void handle(int message);

//===-- delivery -----------------------------------------------------------------===//

class gauge {
public:
  folly::coro::Task<void> folly_handler_ok() {
    ++running_;
    try {
      co_await folly::coro::sleep(1s);
    } catch (...) {
      --running_;
      throw;
    }
    --running_;
  }

  unifex::task<void> unifex_handler_bad() {
    ++running_;
    try {
      co_await unifex::schedule_after(scheduler_, 1s); // expected-warning {{'running_' is never set back}}
    } catch (...) {
      --running_;
      throw;
    }
    --running_;
  }

  corral::Task<> corral_handler_bad(boost::asio::io_context &io) {
    ++running_;
    try {
      co_await corral::sleepFor(io, 1s); // expected-warning {{'running_' is never set back}}
    } catch (...) {
      --running_;
      throw;
    }
    --running_;
  }

private:
  unifex::scheduler scheduler_;
  int running_ = 0;
};

//===-- what becomes of a loser's result -----------------------------------------===//

folly::coro::Task<void> folly_race_bad(folly::coro::UnboundedQueue<int> &queue) {
  for (;;) {
    auto [index, message] = co_await folly::coro::collectAny(queue.dequeue(), // expected-warning {{not safe to lose}}
                                                             folly::coro::sleep(1s));
    if (index == 0)
      handle(message.value());
  }
}

corral::Task<> corral_race_ok(corral::Channel<int> &jobs, boost::asio::io_context &io) {
  for (;;) {
    auto [job, timeout] = co_await corral::anyOf(jobs.receive(), corral::sleepFor(io, 1s));
    if (job)
      handle(*job);
  }
}

//===-- one library's task in another's coroutine ----------------------------------===//

folly::coro::Task<void> flush();
elio::coro::task<void> tell();

elio::coro::task<void> dropped_in_another_library_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await tell();
}

folly::coro::Task<void> dropped_the_other_way_bad() {
  tell(); // expected-warning {{without being awaited}}
  co_await flush();
}

//===-- locks ------------------------------------------------------------------------===//

folly::coro::Task<void> own_lock_ok(folly::coro::Mutex &mutex) {
  auto guard = co_await mutex.co_scoped_lock();
  co_await flush();
}

folly::coro::Task<void> thread_lock_bad(folly::coro::Mutex &queue, std::mutex &table) {
  auto guard = co_await queue.co_scoped_lock();
  std::lock_guard<std::mutex> inner(table);
  co_await flush(); // expected-warning {{locked across}}
}

//===-- blocking ---------------------------------------------------------------------===//

corral::Task<> another_library_blocks_bad(boost::asio::io_context &io) {
  folly::coro::blockingWait(flush()); // expected-warning {{blocks the thread}}
  std::this_thread::sleep_for(1s);    // expected-warning {{blocks the thread}}
  co_await corral::sleepFor(io, 1s);
}
