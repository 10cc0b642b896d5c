// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=flow %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; flow.cpp shows how the library is used.

#include "entries/flow.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = Future<T>;

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

task<> raced_calls_ok(stream &x) {
  for (;;) {
    co_await first(delay<Future<int>>(), tick());
    co_await first(orderedDelay<Future<int>>(), tick());
    co_await first(delayUntil<Future<int>>(), tick());
    co_await first(delayJittered<Future<int>>(), tick());
    co_await first(lowPriorityDelay<Future<int>>(), tick());
    co_await first(yield<Future<int>>(), tick());
  }
}

task<> raced_calls_2_ok(stream &x) {
  for (;;) {
    co_await first(yieldedFuture<Future<int>>(), tick());
    co_await first(waitAndForward<Future<int>>(x), tick());
  }
}

task<> raced_asyncvar_ok(AsyncVar &o, stream &x) {
  for (;;) {
    co_await first(o.onChange(), tick());
  }
}

task<> raced_asynctrigger_ok(AsyncTrigger &o, stream &x) {
  for (;;) {
    co_await first(o.onTrigger(), tick());
  }
}

task<> raced_debouncer_ok(Debouncer &o, stream &x) {
  for (;;) {
    co_await first(o.onTrigger(), tick());
  }
}

task<> raced_notifiedint_ok(NotifiedInt &o, stream &x) {
  for (;;) {
    co_await first(o.whenAtLeast(), tick());
  }
}

task<> raced_promisestream_ok(PromiseStream &o, stream &x) {
  for (;;) {
    co_await first(o.onEmpty(), tick());
  }
}

task<> raced_promise_ok(Promise &o, stream &x) {
  for (;;) {
    co_await first(o.getFuture(), tick());
  }
}

task<> raced_actorcollection_ok(ActorCollection &o, stream &x) {
  for (;;) {
    co_await first(o.getResult(), tick());
  }
}

task<> raced_flowlock_bad(FlowLock &o, stream &x) {
  for (;;) {
    co_await first(o.take(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_boundedflowlock_bad(BoundedFlowLock &o, stream &x) {
  for (;;) {
    co_await first(o.take(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_flowmutex_bad(FlowMutex &o, stream &x) {
  for (;;) {
    co_await first(o.take(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_ilistener_bad(IListener &o, stream &x) {
  for (;;) {
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_iconnection_bad(IConnection &o, stream &x) {
  for (;;) {
    co_await first(o.onReadable(), tick());
    co_await first(o.onWritable(), tick());
    co_await first(o.acceptHandshake(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.connectHandshake(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_iasyncfile_ok(IAsyncFile &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick());
  }
}

task<> looked_at_flowlock_ok(FlowLock &o) {
  co_await first(take(o), tick());
  o.available();
  o.activePermits();
  o.waiters();
}

task<> looked_at_flowmutex_ok(FlowMutex &o) {
  co_await first(take(o), tick());
  o.available();
}

task<> looked_at_actorcollection_ok(ActorCollection &o) {
  co_await first(take(o), tick());
  o.clear();
}

task<> looked_at_actorcollectionnoerrors_ok(ActorCollectionNoErrors &o) {
  co_await first(take(o), tick());
  o.clear();
}

task<> looked_at_signalableactorcollection_ok(SignalableActorCollection &o) {
  co_await first(take(o), tick());
  o.clear();
}

task<> closed_iconnection_ok(IConnection &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> part_getfuture_bad(PromiseStream &o) {
  auto &part = o.getFuture();
  co_await first(take(part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_of_reference_bad(Reference &o) {
  auto *part = o.getPtr();
  co_await first(take(*part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> race_bad(stream &x) {
  for (;;)
    co_await race<Future<int>>(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> chooseactor_bad(stream &x) {
  for (;;)
    co_await chooseActor<Future<int>>(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_bad(stream &x, coro::ChooseClause &o) {
  for (;;)
    co_await o.When(take(x)); // expected-warning {{not safe to lose}}
}

task<> run_bad(stream &x) {
  for (;;)
    co_await first(taken<coro::ChooseClause>(x).run(), tick()); // expected-warning {{not safe to lose}}
}

task<> waitforfirst_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await waitForFirst<Future<int>>(branches);
  }
}

task<> quorum_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await quorum<Future<int>>(branches);
  }
}

task<> waitforany_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await waitForAny<Future<int>>(branches);
  }
}

task<> waitforfirst_2_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await waitForFirst<Future<int>>(branches);
  }
}

task<> timeout_bad(stream &x) {
  for (;;)
    co_await timeout<Future<int>>(take(x)); // expected-warning {{not safe to lose}}
}

task<> timeout_2_bad(stream &x) {
  for (;;)
    co_await timeout<Future<int>>(take(x), 1, entries::any<TaskPriority>()); // expected-warning {{not safe to lose}}
}

task<> timeout_3_bad(stream &x) {
  for (;;)
    co_await timeout<Future<int>>(take(x), 1, 1); // expected-warning {{not safe to lose}}
}

task<> timeoutchoose_bad(stream &x) {
  for (;;)
    co_await timeoutChoose<Future<int>>(take(x), 1, 1); // expected-warning {{not safe to lose}}
}

task<> timeouterror_ok(stream &x) {
  for (;;)
    co_await timeoutError<Future<int>>(take(x));
}

task<> waitforall_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await waitForAll<Future<int>>(branches);
  }
}

task<> waitforallready_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await waitForAllReady<Future<int>>(branches);
  }
}

task<> waitforallreadythenthrow_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await waitForAllReadyThenThrow<Future<int>>(branches);
  }
}

task<> getall_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await getAll<Future<int>>(branches);
  }
}

task<> getallasync_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await getAllAsync<Future<int>>(branches);
  }
}

task<> appendall_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await appendAll<Future<int>>(branches);
  }
}

task<> joinwith_ok(stream &x) {
  for (;;)
    co_await joinWith<Future<int>>(take(x), tick());
}

task<> uncancellable_ok(stream &x) {
  for (;;)
    co_await first(uncancellable<Future<int>>(take(x)), tick());
}

task<> success_bad(stream &x) {
  for (;;)
    co_await first(success<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> ready_bad(stream &x) {
  for (;;)
    co_await first(ready<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> erroror_bad(stream &x) {
  for (;;)
    co_await first(errorOr<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> throwerroror_bad(stream &x) {
  for (;;)
    co_await first(throwErrorOr<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> transformerrors_bad(stream &x) {
  for (;;)
    co_await first(transformErrors<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> transformerror_bad(stream &x) {
  for (;;)
    co_await first(transformError<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> delayed_bad(stream &x) {
  for (;;)
    co_await first(delayed<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> stopafter_bad(stream &x) {
  for (;;)
    co_await first(stopAfter<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> oryield_bad(stream &x) {
  for (;;)
    co_await first(orYield<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> require_bad(stream &x) {
  for (;;)
    co_await first(require<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> reporterrors_bad(stream &x) {
  for (;;)
    co_await first(reportErrors<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> reporterrorsexcept_bad(stream &x) {
  for (;;)
    co_await first(reportErrorsExcept<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> brokenpromisetonever_bad(stream &x) {
  for (;;)
    co_await first(brokenPromiseToNever<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> brokenpromisetomaybedelivered_bad(stream &x) {
  for (;;)
    co_await first(brokenPromiseToMaybeDelivered<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> forwarderrors_bad(stream &x) {
  for (;;)
    co_await first(forwardErrors<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> waitorerror_bad(stream &x) {
  for (;;)
    co_await first(waitOrError<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> onequal_bad(stream &x) {
  for (;;)
    co_await first(onEqual<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> tag_bad(stream &x) {
  for (;;)
    co_await first(tag<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> tagerror_bad(stream &x) {
  for (;;)
    co_await first(tagError<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> detach_bad(stream &x) {
  for (;;)
    co_await first(detach<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> map_bad(stream &x) {
  for (;;)
    co_await first(map<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> mapasync_bad(stream &x) {
  for (;;)
    co_await first(mapAsync<Future<int>>(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> ignore_bad(stream &x) {
  for (;;)
    co_await first(coro::ignore(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> erroror_2_bad(stream &x) {
  for (;;)
    co_await first(coro::errorOr(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> holdwhile_bad(stream &x) {
  for (;;)
    co_await first(holdWhile<Future<int>>(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> store_bad(stream &x) {
  for (;;)
    co_await first(store<Future<int>>(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> fmap_bad(stream &x) {
  for (;;)
    co_await first(fmap<Future<int>>(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

void add_bad(ActorCollectionNoErrors &o) {
  int n = 0;
  o.add(count(n)); // expected-warning {{but it runs on after}}
}

task<> optional_has_value_tells_ok(stream &x) {
  for (;;) {
    Optional r = co_await entries::within<Optional>(take(x));
    if (!r.present())
      co_return;
  }
}

task<> erroror_has_value_tells_ok(stream &x) {
  for (;;) {
    ErrorOr r = co_await entries::within<ErrorOr>(take(x));
    if (!r.present())
      co_return;
  }
}

task<> erroror_has_error_tells_ok(stream &x) {
  for (;;) {
    ErrorOr r = co_await entries::within<ErrorOr>(take(x));
    if (r.isError())
      co_return;
  }
}

task<> optional_value_tells_ok(stream &x) {
  for (;;) {
    Optional r = co_await entries::within<Optional>(take(x));
    r.get();
  }
}

task<> erroror_value_tells_ok(stream &x) {
  for (;;) {
    ErrorOr r = co_await entries::within<ErrorOr>(take(x));
    r.get();
  }
}

task<> cancel_ok() {
  Future<int> work = counting<Future<int>>();
  work.cancel();
  co_await tick();
}

task<> cancel_2_ok() {
  AsyncResult work = counting<AsyncResult>();
  work.cancel();
  co_await tick();
}

task<> dropped_future_bad() {
  entries_of::make_Future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_asyncresult_bad() {
  entries_of::make_AsyncResult(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> futurestream_awaited_ok(FutureStream &o) {
  for (;;)
    co_await first(o, tick());
}

task<> futurestream_alone_ok(FutureStream &o) { co_await o; }

task<> threadfuturestream_awaited_ok(ThreadFutureStream &o) {
  for (;;)
    co_await first(o, tick());
}

task<> threadfuturestream_alone_ok(ThreadFutureStream &o) { co_await o; }

task<> flowlock_across_ok(FlowLock &m) {
  std::lock_guard<FlowLock> guard(m);
  co_await tick();
}

task<> boundedflowlock_across_ok(BoundedFlowLock &m) {
  std::lock_guard<BoundedFlowLock> guard(m);
  co_await tick();
}

task<> flowmutex_across_ok(FlowMutex &m) {
  std::lock_guard<FlowMutex> guard(m);
  co_await tick();
}

task<> releaser_guards_ok(std::mutex &m) {
  FlowLock::Releaser guard(m);
  co_await tick();
}

task<> releaser_guards_2_ok(std::mutex &m) {
  BoundedFlowLock::Releaser guard(m);
  co_await tick();
}

task<> lock_guards_ok(std::mutex &m) {
  FlowMutex::Lock guard(m);
  co_await tick();
}

task<> threadspinlock_across_bad(ThreadSpinLock &m) {
  std::lock_guard<ThreadSpinLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> threadspinlockholder_guards_bad(std::mutex &m) {
  ThreadSpinLockHolder guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> mutexholder_guards_bad(std::mutex &m) {
  MutexHolder guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> threadunsafespinlock_across_ok(ThreadUnsafeSpinLock &m) {
  std::lock_guard<ThreadUnsafeSpinLock> guard(m);
  co_await tick();
}

task<> threadunsafespinlockholder_guards_ok(std::mutex &m) {
  ThreadUnsafeSpinLockHolder guard(m);
  co_await tick();
}

task<> actorcollection_unjoined_ok() {
  int n = 0;
  ActorCollection scope;
  scope.add(count(n));
  co_await tick();
}

task<> signalableactorcollection_unjoined_ok() {
  int n = 0;
  SignalableActorCollection scope;
  scope.add(count(n));
  co_await tick();
}


//===-- what takes more than one call ------------------------------------------===//

task<> either_bad(stream &x) {
  for (;;)
    co_await (taken<Future<int>>(x) || taken<Future<int>>(x)); // expected-warning {{waits for the first of these}} expected-warning {{not safe to lose}} expected-warning {{not safe to lose}}
}

task<> both_ok(stream &x) { co_await (taken<Future<int>>(x) && taken<Future<int>>(x)); }

task<> stops_after_all_ok(stream &x) {
  bool failed = false;
  for (;;) {
    try {
      co_await x.next();
    } catch (...) {
      failed = true;
    }
    co_await entries::deaf_tick();
    if (failed)
      co_return;
  }
}
task<> stops_after_all_raced_ok(stream &x) { co_await first(stops_after_all_ok(x), tick()); }

template <class... A> std::vector<entries::task<int>> listed(A &&...);
task<> many_dropped_bad(stream &x) {
  for (;;)
    co_await waitForFirst<Future<int>>(listed(take(x))); // expected-warning {{not safe to lose}}
}
task<> one_queue_bad(PromiseStream &o) {
  for (;;)
    co_await first(take(o.getFuture()), tick()); // expected-warning {{not safe to lose}}
}
task<> wanted_later_ok(PromiseStream &o) {
  o.getFuture();
  co_await tick();
}

task<> actorcollection_ends_last_bad() {
  ActorCollection scope;
  int n = 0;
  scope.add(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}

task<> signalableactorcollection_ends_last_bad() {
  SignalableActorCollection scope;
  int n = 0;
  scope.add(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}

task<> error_swallowed_bad(stream &x) {
  for (;;) {
    try {
      co_await x.next();
    } catch (Error &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}
task<> error_swallowed_raced_ok(stream &x) { co_await first(error_swallowed_bad(x), tick()); }

task<> cancelled_alone_bad(stream &x) {
  for (;;) {
    try {
      co_await x.next();
    } catch (Error &e) { // expected-warning {{this handler swallows cancellation, and the}}
      if (e.code() != error_code_actor_cancelled)
        throw;
    }
  }
}
task<> cancelled_alone_raced_ok(stream &x) { co_await first(cancelled_alone_bad(x), tick()); }

task<> fails_at_once_ok(stream &x) {
  for (;;) {
    try {
      co_await x.next();
    } catch (...) {
    }
    co_await start();
  }
}
task<> fails_at_once_raced_ok(stream &x) { co_await first(fails_at_once_ok(x), tick()); }

task<> uncancellable_parameter_ok(int &count, Uncancellable) {
  ++count;
  co_await tick();
  --count;
}
