// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Coroutines that are only declared. One that starts at once may be done with what it only looks at by the time that it is first
// suspended; what it is given to work on it still uses then.

#include "kj.h"
#include "seastar.h"
#include <string>

struct session {
  session(session &&);
  ~session();
};
session take();

namespace capnp_server {
kj::Promise<void> serve(session &s);
kj::Promise<void> serve_stream(kj::AsyncIoStream &s);
kj::Promise<void> log(const session &s);
kj::Promise<void> other();

void of_a_local_bad(kj::TaskSet &tasks) {
  session s = take();
  tasks.add(serve(s)); // expected-warning {{uses 's'}}
}
kj::Promise<void> of_a_turn_bad(kj::ConnectionReceiver &port, kj::TaskSet &tasks) {
  for (;;) {
    auto stream = co_await port.accept();
    tasks.add(serve_stream(*stream)); // expected-warning {{uses 'stream'}}
  }
}
void looked_at_ok(kj::TaskSet &tasks) {
  session s = take();
  tasks.add(log(s));
}
kj::Promise<void> in_place_ok() {
  session s = take();
  co_await serve(s);
}
kj::Promise<void> awaited_later_ok() {
  session s = take();
  auto p = serve(s);
  co_await other();
  co_await p;
}
} // namespace capnp_server

namespace seastar_server {
seastar::future<> serve(session &s);
seastar::future<> other();

void of_a_local_bad() {
  session s = take();
  (void)serve(s); // expected-warning {{uses 's'}}
}
void of_a_parameter_ok(session &s) { (void)serve(s); }
seastar::future<> joined_ok() {
  session s = take();
  co_await seastar::when_all_succeed(serve(s), other());
}
} // namespace seastar_server
