// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Services whose start() leaves something running, and gives a future that is ready at once: to wait for that is no wait for it.

#include "seastar.h"

using namespace std::chrono_literals;
seastar::future<> serve();

struct poller {
  int polls_ = 0;
  seastar::promise<> done_;
  seastar::future<> loop_ = seastar::make_ready_future();
  seastar::future<> poll() {
    co_await seastar::sleep(1s);
    ++polls_;
  }
  seastar::future<> start() {
    (void)poll();
    return seastar::make_ready_future();
  }
  seastar::future<> start_told() {
    (void)poll().finally([this] { done_.set_value(); });
    return seastar::make_ready_future();
  }
  seastar::future<> start_kept() {
    loop_ = poll();
    return seastar::make_ready_future();
  }
  seastar::future<> over() { return done_.get_future(); }
  seastar::future<> stop() { return std::move(loop_); }
};

seastar::future<> never_stopped_bad() {
  poller p;
  co_await p.start(); // expected-warning {{uses 'p'}}
  co_await serve();
}
seastar::future<> waits_until_told_ok() {
  poller p;
  co_await p.start_told();
  co_await serve();
  co_await p.over();
}
seastar::future<> waits_for_what_is_kept_ok() {
  poller p;
  co_await p.start_kept();
  co_await serve();
  co_await p.stop();
}
seastar::future<> of_another_ok(poller &p) {
  co_await p.start();
  co_await serve();
}
