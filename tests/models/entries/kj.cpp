// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=kj %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; kj.cpp shows how the library is used.

#include "entries/kj.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = kj::Promise<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

task<> raced_timer_ok(kj::Timer &o, stream &x) {
  for (;;) {
    co_await first(o.afterDelay(), tick());
    co_await first(o.atTime(), tick());
  }
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(kj::yield(), tick());
    co_await first(kj::yieldUntilQueueEmpty(), tick());
    co_await first(kj::yieldUntilWouldSleep(), tick());
    co_await first(capnp::readMessage(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(capnp::tryReadMessage(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(capnp::writeMessage(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_calls_2_bad(stream &x) {
  for (;;) {
    co_await first(capnp::writeMessages(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_forkedpromise_ok(kj::ForkedPromise &o, stream &x) {
  for (;;) {
    co_await first(o.addBranch(), tick());
  }
}

task<> raced_taskset_ok(kj::TaskSet &o, stream &x) {
  for (;;) {
    co_await first(o.onEmpty(), tick());
  }
}

task<> raced_asyncoutputstream_bad(kj::AsyncOutputStream &o, stream &x) {
  for (;;) {
    co_await first(o.whenWriteDisconnected(), tick());
    co_await first(o.write(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_websocket_bad(kj::WebSocket &o, stream &x) {
  for (;;) {
    co_await first(o.whenAborted(), tick());
    co_await first(o.send(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.close(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.receive(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_network_ok(kj::Network &o, stream &x) {
  for (;;) {
    co_await first(o.parseAddress(), tick());
  }
}

task<> raced_networkaddress_ok(kj::NetworkAddress &o, stream &x) {
  for (;;) {
    co_await first(o.connect(), tick());
    co_await first(o.connectAuthenticated(), tick());
  }
}

task<> raced_connectionreceiver_bad(kj::ConnectionReceiver &o, stream &x) {
  for (;;) {
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.acceptAuthenticated(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_datagramreceiver_bad(kj::DatagramReceiver &o, stream &x) {
  for (;;) {
    co_await first(o.receive(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_asyncinputstream_bad(kj::AsyncInputStream &o, stream &x) {
  for (;;) {
    co_await first(o.tryRead(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.readAllBytes(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.readAllText(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.pumpTo(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_asynccapabilitystream_bad(kj::AsyncCapabilityStream &o, stream &x) {
  for (;;) {
    co_await first(o.tryReadWithFds(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.tryReadWithStreams(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.receiveStream(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.tryReceiveStream(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.receiveFd(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.tryReceiveFd(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_asynccapabilitystream_2_bad(kj::AsyncCapabilityStream &o, stream &x) {
  for (;;) {
    co_await first(o.writeWithFds(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.writeWithStreams(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.sendStream(), tick());
    co_await first(o.sendFd(), tick());
  }
}

task<> raced_datagramport_ok(kj::DatagramPort &o, stream &x) {
  for (;;) {
    co_await first(o.send(), tick());
  }
}

task<> raced_producerconsumerqueue_bad(kj::ProducerConsumerQueue &o, stream &x) {
  for (;;) {
    co_await first(o.pop(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_waiterqueue_bad(kj::WaiterQueue &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_messagestream_bad(capnp::MessageStream &o, stream &x) {
  for (;;) {
    co_await first(o.tryReadMessage(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.readMessage(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.writeMessage(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.writeMessages(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> blocking_promise_bad(kj::Promise<int> &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_executor_bad(kj::Executor &o) {
  o.executeSync(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_mutexguarded_bad(kj::MutexGuarded &o) {
  o.when(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_locked_bad(kj::Locked &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_forkedpromise_ok(kj::ForkedPromise &o) {
  co_await first(take(o), tick());
  o.hasBranches();
}

task<> looked_at_canceler_ok(kj::Canceler &o) {
  co_await first(take(o), tick());
  o.cancel();
  o.isEmpty();
}

task<> looked_at_taskset_ok(kj::TaskSet &o) {
  co_await first(take(o), tick());
  o.clear();
  o.isEmpty();
  o.trace();
}

task<> closed_asyncoutputstream_ok(kj::AsyncOutputStream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.abortWrite();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_asynciostream_ok(kj::AsyncIoStream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.abortRead();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_websocket_ok(kj::WebSocket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.abort();
    break;
  case 1:
    o.disconnect();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> part_mv_bad(stream &o) {
  auto &part = kj::mv(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_fwd_bad(stream &o) {
  auto &part = kj::fwd(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_cp_bad(stream &o) {
  auto &part = kj::cp(o);
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_of_own_bad(kj::Own &o) {
  auto *part = o.get();
  co_await first(take(*part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> lockexclusive_across_bad(kj::MutexGuarded &o) {
  auto guard = o.lockExclusive();
  co_await tick(); // expected-warning {{locked across}}
}

task<> lockshared_across_bad(kj::MutexGuarded &o) {
  auto guard = o.lockShared();
  co_await tick(); // expected-warning {{locked across}}
}

task<> lockexclusivewithtimeout_across_bad(kj::MutexGuarded &o) {
  auto guard = o.lockExclusiveWithTimeout();
  co_await tick(); // expected-warning {{locked across}}
}

task<> locksharedwithtimeout_across_bad(kj::MutexGuarded &o) {
  auto guard = o.lockSharedWithTimeout();
  co_await tick(); // expected-warning {{locked across}}
}

task<> exclusivejoin_bad(stream &x, kj::Promise<int> &o) {
  for (;;)
    co_await o.exclusiveJoin(take(x)); // expected-warning {{not safe to lose}}
}

task<> racesuccessful_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await kj::raceSuccessful(branches);
  }
}

task<> joinpromises_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await kj::joinPromises(branches);
  }
}

task<> joinpromisesfailfast_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await kj::joinPromisesFailFast(branches);
  }
}

task<> timeoutafter_ok(stream &x, kj::Timer &o) {
  for (;;)
    co_await o.timeoutAfter(1, take(x));
}

task<> timeoutat_ok(stream &x, kj::Timer &o) {
  for (;;)
    co_await o.timeoutAt(1, take(x));
}

task<> then_bad(stream &x) {
  for (;;)
    co_await first(taken<kj::Promise<int>>(x).then(), tick()); // expected-warning {{not safe to lose}}
}

task<> catch_bad(stream &x) {
  for (;;)
    co_await first(taken<kj::Promise<int>>(x).catch_(), tick()); // expected-warning {{not safe to lose}}
}

task<> ignoreresult_bad(stream &x) {
  for (;;)
    co_await first(taken<kj::Promise<int>>(x).ignoreResult(), tick()); // expected-warning {{not safe to lose}}
}

task<> fork_bad(stream &x) {
  for (;;)
    co_await first(taken<kj::Promise<int>>(x).fork(), tick()); // expected-warning {{not safe to lose}}
}

task<> split_bad(stream &x) {
  for (;;)
    co_await first(taken<kj::Promise<int>>(x).split(), tick()); // expected-warning {{not safe to lose}}
}

task<> eagerlyevaluate_bad(stream &x) {
  for (;;)
    co_await first(taken<kj::Promise<int>>(x).eagerlyEvaluate(), tick()); // expected-warning {{not safe to lose}}
}

task<> attach_bad(stream &x) {
  for (;;)
    co_await first(taken<kj::Promise<int>>(x).attach(), tick()); // expected-warning {{not safe to lose}}
}

task<> detach_ok(kj::Promise<int> &o) {
  int n = 0;
  o.detach([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> wrap_bad(stream &x, kj::Canceler &o) {
  for (;;)
    co_await first(o.wrap(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> evallater_bad(stream &x) {
  for (;;)
    co_await first(kj::evalLater(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> evallast_bad(stream &x) {
  for (;;)
    co_await first(kj::evalLast(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> evalnow_bad(stream &x) {
  for (;;)
    co_await first(kj::evalNow([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> retryondisconnect_bad(stream &x) {
  for (;;)
    co_await first(kj::retryOnDisconnect([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> executeasync_bad(stream &x, kj::Executor &o) {
  for (;;)
    co_await first(o.executeAsync(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> startfiber_bad() {
  int n = 0;
  kj::startFiber(1, [&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

void startfiber_2_bad(kj::FiberPool &o) {
  int n = 0;
  o.startFiber(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> droppipeline_bad(stream &x) {
  for (;;)
    co_await first(taken<capnp::RemotePromise>(x).dropPipeline(), tick()); // expected-warning {{not safe to lose}}
}

task<> dropped_promise_bad() {
  entries_of::make_kj_Promise(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_forkedpromise_bad() {
  entries_of::make_kj_ForkedPromise(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> forkedpromise_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_kj_ForkedPromise(), tick());
}

task<> locked_guards_bad(std::mutex &m) {
  kj::Locked guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> taskset_unjoined_ok() {
  int n = 0;
  kj::TaskSet scope;
  scope.add(count(n));
  co_await tick();
}

task<> canceler_given_ok(stream &x, kj::Canceler token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> taskset_ends_last_bad() {
  kj::TaskSet scope;
  int n = 0;
  scope.add(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}

void show(entries::part &of);
struct own_refers {
  kj::Own o;
  void change() { o = kj::Own(); }
  task<> own_bad() {
    auto &seen = *o;
    co_await tick();
    show(seen); // expected-warning {{may have}}
  }
};

namespace kj {
struct UnwindDetector {
  bool isUnwinding();
};
namespace _ {
struct UnwindDetector {
  bool isUnwinding();
};
} // namespace _
} // namespace kj
template <class F> struct leaving {
  F f;
  ~leaving() { f(); }
};
struct unwinding {
  int n = 0;
  task<> UnwindDetector_bad() {
    ++n;
    kj::UnwindDetector unwinds;
    leaving back{[&] {
      if (unwinds.isUnwinding())
        --n;
    }};
    co_await tick(); // expected-warning {{is never set back}}
    --n;
  }
  task<> inner_UnwindDetector_bad() {
    ++n;
    kj::_::UnwindDetector unwinds;
    leaving back{[&] {
      if (unwinds.isUnwinding())
        --n;
    }};
    co_await tick(); // expected-warning {{is never set back}}
    --n;
  }
};

// What views point into.
void look(kj::StringPtr seen);
void look(kj::ArrayPtr<char> seen);
void look(kj::ArrayPtr<const char> seen);

task<> stringptr_seen_ok(kj::StringPtr seen) {
  co_await tick();
  look(seen);
}

task<> arrayptr_seen_ok(kj::ArrayPtr<char> seen) {
  co_await tick();
  look(seen);
}

task<> const_arrayptr_seen_ok(kj::ArrayPtr<const char> seen) {
  co_await tick();
  look(seen);
}

task<> stringptr_seen_bad(const kj::String &given) {
  kj::String text;
  return stringptr_seen_ok(text); // expected-warning {{uses 'text'}}
}

task<> asbytes_seen_bad() {
  kj::String text;
  return arrayptr_seen_ok(text.asBytes()); // expected-warning {{uses 'text'}}
}

task<> asptr_seen_bad() {
  kj::Array data;
  return arrayptr_seen_ok(data.asPtr()); // expected-warning {{uses 'data'}}
}

task<> array_seen_bad() {
  kj::Array data;
  return const_arrayptr_seen_ok(data); // expected-warning {{uses 'data'}}
}

task<> asptr_const_seen_bad() {
  kj::Array data;
  return const_arrayptr_seen_ok(data.asPtr()); // expected-warning {{uses 'data'}}
}

void captured_ok(int n) {
  entries::spawn(kj::coCapture([n]() -> task<> {
    co_await tick();
    entries::use(n);
  })());
}
