// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=folly %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; folly.cpp shows how the library is used.

#include "entries/folly.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = folly::coro::Task<T>;

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

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(folly::coro::sleep(), tick());
    co_await first(folly::coro::sleepReturnEarlyOnCancel(), tick());
    co_await first(folly::futures::sleep(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_mutex_bad(folly::coro::Mutex &o, stream &x) {
  for (;;) {
    co_await first(o.co_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.co_scoped_lock(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_sharedmutexfair_bad(folly::coro::SharedMutexFair &o, stream &x) {
  for (;;) {
    co_await first(o.co_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.co_lock_shared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.co_lock_upgrade(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.co_unlock_upgrade_and_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.co_scoped_lock(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.co_scoped_lock_shared(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_sharedmutexfair_2_bad(folly::coro::SharedMutexFair &o, stream &x) {
  for (;;) {
    co_await first(o.co_scoped_lock_upgrade(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.co_scoped_unlock_upgrade_and_lock(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_synchronized_bad(folly::coro::Synchronized &o, stream &x) {
  for (;;) {
    co_await first(o.wLock(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.rLock(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_semaphore_bad(folly::fibers::Semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.co_wait(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.co_try_wait_for(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_unboundedqueue_bad(folly::coro::UnboundedQueue &o, stream &x) {
  for (;;) {
    co_await first(o.dequeue(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.co_try_dequeue_for(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_boundedqueue_bad(folly::coro::BoundedQueue &o, stream &x) {
  for (;;) {
    co_await first(o.dequeue(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.co_try_dequeue_for(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.enqueue(), tick());
  }
}

task<> raced_smallunboundedqueue_bad(folly::coro::SmallUnboundedQueue &o, stream &x) {
  for (;;) {
    co_await first(o.dequeue(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_boundedasyncpipe_ok(folly::coro::BoundedAsyncPipe &o, stream &x) {
  for (;;) {
    co_await first(o.write(), tick());
  }
}

task<> raced_asyncgenerator_bad(folly::coro::AsyncGenerator &o, stream &x) {
  for (;;) {
    co_await first(o.next(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_asyncscope_ok(folly::coro::AsyncScope &o, stream &x) {
  for (;;) {
    co_await first(o.joinAsync(), tick());
    co_await first(o.cleanup(), tick());
  }
}

task<> raced_cancellableasyncscope_ok(folly::coro::CancellableAsyncScope &o, stream &x) {
  for (;;) {
    co_await first(o.joinAsync(), tick());
    co_await first(o.cancelAndJoinAsync(), tick());
  }
}

task<> raced_transportif_bad(folly::coro::TransportIf &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_transport_bad(folly::coro::Transport &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_socket_bad(folly::coro::Socket &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_serversocket_bad(folly::coro::ServerSocket &o, stream &x) {
  for (;;) {
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> blocking_synchronizedbase_ok(folly::SynchronizedBase &o) {
  o.withRLock([] {});
  o.withWLock([] {});
  o.withULock([] {});
  o.withLock([] {});
  co_await tick();
}

task<> blocking_synchronized_ok(folly::Synchronized &o) {
  o.withRLock([] {});
  o.withWLock([] {});
  o.withULock([] {});
  o.withLock([] {});
  co_await tick();
}

task<> blocking_calls_bad() {
  folly::coro::blockingWait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  folly::coro::blocking_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_future_bad(folly::Future &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.getVia(); // expected-warning {{blocks the thread that this coroutine}}
  o.getTry(); // expected-warning {{blocks the thread that this coroutine}}
  o.getTryVia(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  o.waitVia(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_semifuture_bad(folly::SemiFuture &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.getTry(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_baton_bad(folly::Baton &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  o.try_wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  o.try_wait_until(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_eventbase_bad(folly::EventBase &o) {
  o.loop(); // expected-warning {{blocks the thread that this coroutine}}
  o.loopOnce(); // expected-warning {{blocks the thread that this coroutine}}
  o.loopForever(); // expected-warning {{blocks the thread that this coroutine}}
  o.runInEventBaseThreadAndWait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_latch_bad(folly::Latch &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  o.try_wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_lifosembase_bad(folly::detail::LifoSemBase &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_lifosem_bad(folly::LifoSem &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_saturatingsemaphore_bad(folly::SaturatingSemaphore &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_semaphore_bad(folly::fibers::Semaphore &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_baton_2_bad(folly::fibers::Baton &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_mpmcqueue_bad(folly::MPMCQueue &o) {
  o.blockingRead(); // expected-warning {{blocks the thread that this coroutine}}
  o.blockingWrite(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_unboundedqueue_bad(folly::UnboundedQueue &o) {
  o.dequeue(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_dynamicboundedqueue_bad(folly::DynamicBoundedQueue &o) {
  o.dequeue(); // expected-warning {{blocks the thread that this coroutine}}
  o.enqueue(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_subprocess_bad(folly::Subprocess &o) {
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  o.communicate(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_cancellableasyncscope_ok(folly::coro::CancellableAsyncScope &o) {
  co_await first(take(o), tick());
  o.requestCancellation();
  o.remaining();
  o.isScopeCancellationRequested();
}

task<> looked_at_unboundedqueue_ok(folly::coro::UnboundedQueue &o) {
  co_await first(take(o), tick());
  o.empty();
  o.size();
}

task<> looked_at_boundedqueue_ok(folly::coro::BoundedQueue &o) {
  co_await first(take(o), tick());
  o.empty();
  o.size();
}

task<> looked_at_baton_ok(folly::coro::Baton &o) {
  co_await first(take(o), tick());
  o.ready();
}

task<> looked_at_cancellationtoken_ok(folly::CancellationToken &o) {
  co_await first(take(o), tick());
  o.isCancellationRequested();
  o.canBeCancelled();
}

task<> looked_at_cancellationsource_ok(folly::CancellationSource &o) {
  co_await first(take(o), tick());
  o.isCancellationRequested();
  o.canBeCancelled();
  o.requestCancellation();
}

task<> looked_at_asyncscope_ok(folly::coro::AsyncScope &o) {
  co_await first(take(o), tick());
  o.remaining();
}

task<> looked_at_lockedptr_ok(folly::LockedPtr &o) {
  co_await first(take(o), tick());
  o.isNull();
}

task<> looked_at_future_ok(folly::Future &o) {
  co_await first(take(o), tick());
  o.isReady();
  o.hasValue();
  o.hasException();
  o.poll();
}

task<> looked_at_semifuture_ok(folly::SemiFuture &o) {
  co_await first(take(o), tick());
  o.isReady();
  o.hasValue();
  o.hasException();
  o.poll();
}

task<> looked_at_transportif_ok(folly::coro::TransportIf &o) {
  co_await first(take(o), tick());
  o.shutdownWrite();
  o.getLocalAddress();
  o.getPeerAddress();
  o.getEventBase();
  o.getPeerCertificate();
}

task<> closed_asyncpipe_ok(folly::coro::AsyncPipe &o, int n) {
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

task<> closed_boundedasyncpipe_ok(folly::coro::BoundedAsyncPipe &o, int n) {
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

task<> closed_baton_ok(folly::coro::Baton &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_asyncgenerator_ok(folly::coro::AsyncGenerator &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.cleanup();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_transportif_ok(folly::coro::TransportIf &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.closeWithReset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_transport_ok(folly::coro::Transport &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.closeWithReset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_serversocket_ok(folly::coro::ServerSocket &o, int n) {
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

task<> part_of_try_bad(folly::Try &o) {
  auto *part = o.operator->();
  co_await first(take(*part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_of_optional_bad(folly::Optional &o) {
  auto *part = o.operator->();
  co_await first(take(*part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_of_expected_bad(folly::Expected &o) {
  auto *part = o.operator->();
  co_await first(take(*part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_of_lockedptr_bad(folly::LockedPtr &o) {
  auto *part = o.operator->();
  co_await first(take(*part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> part_gettoken_bad(stream &x) {
  for (;;) {
    folly::CancellationSource kept;
    co_await first(entries::fill(x, kept.getToken()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> rlock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.rlock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> wlock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.wlock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> ulock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.ulock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.lock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> rlock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.rlock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> wlock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.wlock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> ulock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.ulock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.lock(1);
  co_await tick(); // expected-warning {{locked across}}
}

task<> rlock_across_3_bad(folly::SynchronizedBase &o) {
  auto guard = o.rlock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> wlock_across_3_bad(folly::SynchronizedBase &o) {
  auto guard = o.wlock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> ulock_across_3_bad(folly::SynchronizedBase &o) {
  auto guard = o.ulock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_across_3_bad(folly::SynchronizedBase &o) {
  auto guard = o.lock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> rlock_across_4_bad(folly::Synchronized &o) {
  auto guard = o.rlock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> wlock_across_4_bad(folly::Synchronized &o) {
  auto guard = o.wlock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> ulock_across_4_bad(folly::Synchronized &o) {
  auto guard = o.ulock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_across_4_bad(folly::Synchronized &o) {
  auto guard = o.lock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> tryrlock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.tryRLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> trywlock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.tryWLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> tryulock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.tryULock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> trylock_across_bad(folly::SynchronizedBase &o) {
  auto guard = o.tryLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> tryrlock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.tryRLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> trywlock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.tryWLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> tryulock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.tryULock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> trylock_across_2_bad(folly::Synchronized &o) {
  auto guard = o.tryLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> collectany_bad(stream &x) {
  for (;;)
    co_await folly::coro::collectAny(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> collectanyrange_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await folly::coro::collectAnyRange(branches);
  }
}

task<> collectanywithoutexception_bad(stream &x) {
  for (;;)
    co_await folly::coro::collectAnyWithoutException(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> collectanywithoutexceptionrange_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await folly::coro::collectAnyWithoutExceptionRange(branches);
  }
}

task<> collectanynodiscard_bad(stream &x) {
  for (;;)
    co_await folly::coro::collectAnyNoDiscard(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> collectanynodiscardrange_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await folly::coro::collectAnyNoDiscardRange(branches);
  }
}

task<> collectall_ok(stream &x) {
  for (;;)
    co_await folly::coro::collectAll(take(x), tick());
}

task<> collectallrange_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await folly::coro::collectAllRange(branches);
  }
}

task<> collectallwindowed_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await folly::coro::collectAllWindowed(branches);
  }
}

task<> collectalltry_ok(stream &x) {
  for (;;)
    co_await folly::coro::collectAllTry(take(x), tick());
}

task<> collectalltryrange_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await folly::coro::collectAllTryRange(branches);
  }
}

task<> collectalltrywindowed_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await folly::coro::collectAllTryWindowed(branches);
  }
}

task<> timeout_ok(stream &x) {
  for (;;)
    co_await folly::coro::timeout(take(x));
}

task<> timeoutnodiscard_ok(stream &x) {
  for (;;)
    co_await folly::coro::timeoutNoDiscard(take(x));
}

task<> timed_wait_bad(stream &x) {
  for (;;)
    co_await folly::coro::timed_wait(take(x)); // expected-warning {{not safe to lose}}
}

task<> detachoncancel_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::detachOnCancel(take(x)), tick()); // expected-warning {{not safe to lose}}
}

folly::coro::Task<int> makeunorderedasyncgenerator_bad() {
  int n = 0;
  return folly::coro::makeUnorderedAsyncGenerator(count(n)); // expected-warning {{but it is returned to run}}
}

folly::coro::Task<int> makeunorderedtryasyncgenerator_bad() {
  int n = 0;
  return folly::coro::makeUnorderedTryAsyncGenerator(count(n)); // expected-warning {{but it is returned to run}}
}

folly::coro::Task<int> merge_bad() {
  int n = 0;
  return folly::coro::merge(1, count(n)); // expected-warning {{but it is returned to run}}
}

task<> retrywhen_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::retryWhen(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> retryn_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::retryN(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> co_nothrow_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::co_nothrow(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> co_awaittry_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::co_awaitTry(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> value_or_error_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::value_or_error(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> value_or_error_or_stopped_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::value_or_error_or_stopped(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> co_withexecutor_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::co_withExecutor(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> co_withexecutor_2_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::folly_cpo__::co_withExecutor(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> co_viaifasync_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::co_viaIfAsync(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> co_viaifasync_2_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::folly_cpo__::co_viaIfAsync(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> co_withcancellation_ok(stream &x) {
  for (;;)
    co_await first(folly::coro::co_withCancellation(1, take(x)), tick());
}

task<> co_withcancellation_2_ok(stream &x) {
  for (;;)
    co_await first(folly::coro::folly_cpo__::co_withCancellation(1, take(x)), tick());
}

task<> co_withcancellation_3_ok(stream &x) {
  for (;;)
    co_await first(folly::coro::co_withCancellation(folly::CancellationToken{}, take(x)), tick());
}

task<> co_withcancellation_4_ok(stream &x) {
  for (;;)
    co_await first(folly::coro::folly_cpo__::co_withCancellation(folly::CancellationToken{}, take(x)), tick());
}

task<> co_invoke_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::co_invoke([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> co_invoke_2_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::folly_cpo__::co_invoke([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> totask_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::toTask(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> totaskinterruptoncancel_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::toTaskInterruptOnCancel(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> tosemifuture_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::toSemiFuture(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> tofuture_bad(stream &x) {
  for (;;)
    co_await first(folly::coro::toFuture(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> semi_bad(stream &x) {
  for (;;)
    co_await first(taken<folly::coro::Task<int>>(x).semi(), tick()); // expected-warning {{not safe to lose}}
}

task<> scheduleon_bad(stream &x) {
  for (;;)
    co_await first(taken<folly::coro::Task<int>>(x).scheduleOn(), tick()); // expected-warning {{not safe to lose}}
}

void start_ok() {
  int n = 0;
  auto work = counting<folly::coro::TaskWithExecutor>(n);
  work.start();
}

void start_of_task_bad() {
  int n = 0;
  count(n).start(); // expected-warning {{but it runs on after}}
}

void startinlineunsafe_ok() {
  int n = 0;
  auto work = counting<folly::coro::TaskWithExecutor>(n);
  work.startInlineUnsafe();
}

void detachon_bad() {
  int n = 0;
  folly::futures::detachOn(1, count(n)); // expected-warning {{but it runs on after}}
}

void detachonglobalcpuexecutor_bad() {
  int n = 0;
  folly::futures::detachOnGlobalCPUExecutor(count(n)); // expected-warning {{but it runs on after}}
}

void maybedetachonglobalexecutorafter_bad() {
  int n = 0;
  folly::futures::maybeDetachOnGlobalExecutorAfter(1, count(n)); // expected-warning {{but it runs on after}}
}

void makefuture_dropped_ok() { folly::makeFuture(); }

void makesemifuture_dropped_ok() { folly::makeSemiFuture(); }

void thentry_dropped_ok(folly::Future f) { f.thenTry(1); }

void thentryinline_dropped_ok(folly::Future f) { f.thenTryInline(1); }

folly::Future ask();
void continued_bad() {
  int n = 0;
  ask().thenTry([&n] { ++n; });              // expected-warning {{a handler uses 'n', but it may be called after 'continued_bad' has ended}}
  ask().thenTryInline([&n] { ++n; });        // expected-warning {{a handler uses 'n', but it may be called after 'continued_bad' has ended}}
  (void)ask().thenValue([&n] { ++n; });       // expected-warning {{a handler uses 'n', but it may be called after 'continued_bad' has ended}}
  (void)ask().thenValueInline([&n] { ++n; }); // expected-warning {{a handler uses 'n', but it may be called after 'continued_bad' has ended}}
}
void continued_by_coroutines_bad(int n) {
  ask().thenTry([n]() -> task<> { co_await tick(); (void)(n + 1); });              // expected-warning {{uses}}
  ask().thenTryInline([n]() -> task<> { co_await tick(); (void)(n + 1); });        // expected-warning {{uses}}
  (void)ask().thenValue([n]() -> task<> { co_await tick(); (void)(n + 1); });       // expected-warning {{uses}}
  (void)ask().thenValueInline([n]() -> task<> { co_await tick(); (void)(n + 1); }); // expected-warning {{uses}}
}

task<> used_try_dequeue_bad(folly::coro::UnboundedQueue &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.try_dequeue();
}

task<> used_try_dequeue_2_bad(folly::coro::BoundedQueue &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.try_dequeue();
}

void enqueue_bad(folly::coro::UnboundedQueue &o) {
  int n = 0;
  o.enqueue(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void enqueue_2_bad(folly::coro::SmallUnboundedQueue &o) {
  int n = 0;
  o.enqueue(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void try_enqueue_bad(folly::coro::BoundedQueue &o) {
  int n = 0;
  o.try_enqueue(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void write_bad(folly::coro::AsyncPipe &o) {
  int n = 0;
  o.write(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void try_write_bad(folly::coro::BoundedAsyncPipe &o) {
  int n = 0;
  o.try_write(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> try_has_value_tells_ok(stream &x) {
  for (;;) {
    folly::Try r = co_await entries::within<folly::Try>(take(x));
    if (!r.hasValue())
      co_return;
  }
}

task<> optional_has_value_tells_ok(stream &x) {
  for (;;) {
    folly::Optional r = co_await entries::within<folly::Optional>(take(x));
    if (!r.has_value())
      co_return;
  }
}

task<> optional_has_value_tells_2_ok(stream &x) {
  for (;;) {
    folly::Optional r = co_await entries::within<folly::Optional>(take(x));
    if (!r.hasValue())
      co_return;
  }
}

task<> expected_has_value_tells_ok(stream &x) {
  for (;;) {
    folly::Expected r = co_await entries::within<folly::Expected>(take(x));
    if (!r.hasValue())
      co_return;
  }
}

task<> try_has_error_tells_ok(stream &x) {
  for (;;) {
    folly::Try r = co_await entries::within<folly::Try>(take(x));
    if (r.hasException())
      co_return;
  }
}

task<> expected_has_error_tells_ok(stream &x) {
  for (;;) {
    folly::Expected r = co_await entries::within<folly::Expected>(take(x));
    if (r.hasError())
      co_return;
  }
}

task<> try_value_tells_ok(stream &x) {
  for (;;) {
    folly::Try r = co_await entries::within<folly::Try>(take(x));
    r.value();
  }
}

task<> optional_value_tells_ok(stream &x) {
  for (;;) {
    folly::Optional r = co_await entries::within<folly::Optional>(take(x));
    r.value();
  }
}

task<> expected_value_tells_ok(stream &x) {
  for (;;) {
    folly::Expected r = co_await entries::within<folly::Expected>(take(x));
    r.value();
  }
}

task<> upgrade_lock_not_held_ok(std::mutex &m) {
  folly::upgrade_lock guard(m);
  if (!guard.owns_lock())
    co_await tick();
}

task<> hybrid_lock_not_held_ok(std::mutex &m) {
  folly::hybrid_lock guard(m);
  if (!guard.owns_lock())
    co_await tick();
}

task<> co_scope_exit_bad() {
  int n = 0;
  folly::coro::co_scope_exit([&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> co_scope_exit_2_bad() {
  int n = 0;
  folly::coro::folly_cpo__::co_scope_exit([&n] { entries::block(); n++; }); // expected-warning {{without being awaited}}
  co_await tick();
}

void push_back_bad(folly::fbvector &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_bad(folly::fbvector &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_2_bad(folly::small_vector &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_2_bad(folly::small_vector &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void append_bad(folly::basic_fbstring &o) {
  int n = 0;
  o.append(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_3_bad(folly::basic_fbstring &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_bad(folly::basic_fbstring &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_3_bad(folly::basic_fbstring &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void operator_bad(folly::basic_fbstring &o) {
  int n = 0;
  o.operator+=(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> dropped_task_bad() {
  entries_of::make_folly_coro_Task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_taskwithexecutor_bad() {
  entries_of::make_folly_coro_TaskWithExecutor(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_now_task_bad() {
  entries_of::make_folly_coro_now_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_now_task_with_executor_bad() {
  entries_of::make_folly_coro_now_task_with_executor(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_safe_task_bad() {
  entries_of::make_folly_coro_safe_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_safe_task_with_executor_bad() {
  entries_of::make_folly_coro_safe_task_with_executor(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_asyncgenerator_ok() {
  entries_of::make_folly_coro_AsyncGenerator();
  co_await tick();
}

task<> dropped_cleanableasyncgenerator_bad() {
  entries_of::make_folly_coro_CleanableAsyncGenerator(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_future_bad() {
  entries_of::make_folly_Future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> future_awaited_bad() {
  for (;;)
    co_await first(entries_of::make_folly_Future(), tick()); // expected-warning {{cannot be cancelled}}
}

task<> dropped_semifuture_bad() {
  entries_of::make_folly_SemiFuture(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> semifuture_awaited_bad() {
  for (;;)
    co_await first(entries_of::make_folly_SemiFuture(), tick()); // expected-warning {{cannot be cancelled}}
}

task<> baton_awaited_bad(folly::coro::Baton &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> baton_alone_ok(folly::coro::Baton &o) { co_await o; }

task<> co_reschedule_on_current_executor_bad(folly::coro::detail::co_reschedule_on_current_executor_ o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> rescheduled_with_permit_ok(folly::fibers::Semaphore &s, folly::coro::detail::co_reschedule_on_current_executor_ o) {
  co_await s.co_wait();
  co_await o;
  s.signal();
}

task<> future_awaited_2_ok(folly::coro::Future &o) {
  for (;;)
    co_await first(o, tick());
}

task<> future_alone_ok(folly::coro::Future &o) { co_await o; }

task<> co_safe_point_t_awaited_ok(folly::coro::co_safe_point_t &o) {
  for (;;)
    co_await first(o, tick());
}

task<> co_safe_point_t_alone_ok(folly::coro::co_safe_point_t &o) { co_await o; }

task<> co_current_executor_t_ok(std::mutex &m, folly::coro::co_current_executor_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> co_current_executor_ok(std::mutex &m, folly::coro::detail::co_current_executor_ o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> co_current_cancellation_token_t_ok(std::mutex &m, folly::coro::co_current_cancellation_token_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> co_current_cancellation_token_ok(std::mutex &m, folly::coro::detail::co_current_cancellation_token_ o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> mutex_across_ok(folly::coro::Mutex &m) {
  std::lock_guard<folly::coro::Mutex> guard(m);
  co_await tick();
}

task<> sharedmutexfair_across_ok(folly::coro::SharedMutexFair &m) {
  std::lock_guard<folly::coro::SharedMutexFair> guard(m);
  co_await tick();
}

task<> sharedmutex_across_ok(folly::coro::SharedMutex &m) {
  std::lock_guard<folly::coro::SharedMutex> guard(m);
  co_await tick();
}

task<> sharedlock_guards_ok(std::mutex &m) {
  folly::coro::SharedLock guard(m);
  co_await tick();
}

task<> upgradelock_guards_ok(std::mutex &m) {
  folly::coro::UpgradeLock guard(m);
  co_await tick();
}

task<> lockedptr_guards_bad(std::mutex &m) {
  folly::LockedPtr guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharedmuteximpl_across_bad(folly::SharedMutexImpl &m) {
  std::lock_guard<folly::SharedMutexImpl> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharedmutex_across_2_bad(folly::SharedMutex &m) {
  std::lock_guard<folly::SharedMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharedmutexreadpriority_across_bad(folly::SharedMutexReadPriority &m) {
  std::lock_guard<folly::SharedMutexReadPriority> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharedmutexwritepriority_across_bad(folly::SharedMutexWritePriority &m) {
  std::lock_guard<folly::SharedMutexWritePriority> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharedmutexsuppresstsan_across_bad(folly::SharedMutexSuppressTSAN &m) {
  std::lock_guard<folly::SharedMutexSuppressTSAN> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> rwspinlock_across_bad(folly::RWSpinLock &m) {
  std::lock_guard<folly::RWSpinLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> spinlock_across_bad(folly::SpinLock &m) {
  std::lock_guard<folly::SpinLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> microspinlock_across_bad(folly::MicroSpinLock &m) {
  std::lock_guard<folly::MicroSpinLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> microlockbase_across_bad(folly::MicroLockBase &m) {
  std::lock_guard<folly::MicroLockBase> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> microlock_across_bad(folly::MicroLock &m) {
  std::lock_guard<folly::MicroLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> picospinlock_across_bad(folly::PicoSpinLock &m) {
  std::lock_guard<folly::PicoSpinLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> distributedmutex_across_bad(folly::detail::distributed_mutex::DistributedMutex &m) {
  std::lock_guard<folly::detail::distributed_mutex::DistributedMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> distributedmutex_across_2_bad(folly::DistributedMutex &m) {
  std::lock_guard<folly::DistributedMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> timedmutex_across_bad(folly::fibers::TimedMutex &m) {
  std::lock_guard<folly::fibers::TimedMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> annotatedmutex_across_bad(folly::AnnotatedMutex &m) {
  std::lock_guard<folly::AnnotatedMutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> upgrade_lock_guards_bad(std::mutex &m) {
  folly::upgrade_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> hybrid_lock_guards_bad(std::mutex &m) {
  folly::hybrid_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> shared_lock_guard_guards_bad(std::mutex &m) {
  folly::shared_lock_guard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> hybrid_lock_guard_guards_bad(std::mutex &m) {
  folly::hybrid_lock_guard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> annotatedlockguard_guards_bad(std::mutex &m) {
  folly::AnnotatedLockGuard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> operationcancelled_swallowed_bad(stream &x, folly::CancellationToken token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const folly::OperationCancelled &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> operationcancelled_swallowed_raced_ok(stream &x, folly::CancellationToken token) { co_await first(operationcancelled_swallowed_bad(x, token), tick()); }

task<> futurecancellation_swallowed_bad(stream &x, folly::CancellationToken token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const folly::FutureCancellation &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> futurecancellation_swallowed_raced_ok(stream &x, folly::CancellationToken token) { co_await first(futurecancellation_swallowed_bad(x, token), tick()); }

task<> cancellationtoken_given_ok(stream &x, folly::CancellationToken token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellationsource_given_ok(stream &x, folly::CancellationSource token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> asyncscope_unjoined_bad() {
  folly::coro::AsyncScope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.add(count(n));
  co_await tick();
}

task<> cancellableasyncscope_unjoined_bad() {
  folly::coro::CancellableAsyncScope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.add(count(n));
  co_await tick();
}

task<> range_seen_bad(folly::Range seen) {
  co_await tick();
  entries::use(seen.front());
}

void range_seen_spawned_bad() {
  std::string text;
  entries::spawn(range_seen_bad(text)); // expected-warning {{but it runs on after}}
}

struct f14fastmap_viewed {
  folly::F14FastMap o;
  void change() { o.erase(); }
  task<> f14fastmap_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastmap_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed {
  folly::F14FastMap o;
  void change() { o.clear(); }
  task<> f14fastmap_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed_2 {
  folly::F14FastMap o;
  void change() { o.insert(); }
  task<> f14fastmap_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed_3 {
  folly::F14FastMap o;
  void change() { o.emplace(); }
  task<> f14fastmap_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed_4 {
  folly::F14FastMap o;
  void change() { o.emplace_hint(); }
  task<> f14fastmap_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed_5 {
  folly::F14FastMap o;
  void change() { o.try_emplace(); }
  task<> f14fastmap_try_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed_6 {
  folly::F14FastMap o;
  void change() { o.insert_or_assign(); }
  task<> f14fastmap_insert_or_assign_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed_7 {
  folly::F14FastMap o;
  void change() { o.reserve(); }
  task<> f14fastmap_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastmap_changed_8 {
  folly::F14FastMap o;
  void change() { o.swap(); }
  task<> f14fastmap_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_viewed {
  folly::F14ValueMap o;
  void change() { o.erase(); }
  task<> f14valuemap_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valuemap_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed {
  folly::F14ValueMap o;
  void change() { o.clear(); }
  task<> f14valuemap_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed_2 {
  folly::F14ValueMap o;
  void change() { o.insert(); }
  task<> f14valuemap_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed_3 {
  folly::F14ValueMap o;
  void change() { o.emplace(); }
  task<> f14valuemap_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed_4 {
  folly::F14ValueMap o;
  void change() { o.emplace_hint(); }
  task<> f14valuemap_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed_5 {
  folly::F14ValueMap o;
  void change() { o.try_emplace(); }
  task<> f14valuemap_try_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed_6 {
  folly::F14ValueMap o;
  void change() { o.insert_or_assign(); }
  task<> f14valuemap_insert_or_assign_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed_7 {
  folly::F14ValueMap o;
  void change() { o.reserve(); }
  task<> f14valuemap_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valuemap_changed_8 {
  folly::F14ValueMap o;
  void change() { o.swap(); }
  task<> f14valuemap_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_viewed {
  folly::F14VectorMap o;
  void change() { o.erase(); }
  task<> f14vectormap_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectormap_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed {
  folly::F14VectorMap o;
  void change() { o.clear(); }
  task<> f14vectormap_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed_2 {
  folly::F14VectorMap o;
  void change() { o.insert(); }
  task<> f14vectormap_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed_3 {
  folly::F14VectorMap o;
  void change() { o.emplace(); }
  task<> f14vectormap_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed_4 {
  folly::F14VectorMap o;
  void change() { o.emplace_hint(); }
  task<> f14vectormap_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed_5 {
  folly::F14VectorMap o;
  void change() { o.try_emplace(); }
  task<> f14vectormap_try_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed_6 {
  folly::F14VectorMap o;
  void change() { o.insert_or_assign(); }
  task<> f14vectormap_insert_or_assign_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed_7 {
  folly::F14VectorMap o;
  void change() { o.reserve(); }
  task<> f14vectormap_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectormap_changed_8 {
  folly::F14VectorMap o;
  void change() { o.swap(); }
  task<> f14vectormap_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastset_viewed {
  folly::F14FastSet o;
  void change() { o.erase(); }
  task<> f14fastset_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14fastset_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastset_changed {
  folly::F14FastSet o;
  void change() { o.clear(); }
  task<> f14fastset_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastset_changed_2 {
  folly::F14FastSet o;
  void change() { o.insert(); }
  task<> f14fastset_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastset_changed_3 {
  folly::F14FastSet o;
  void change() { o.emplace(); }
  task<> f14fastset_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastset_changed_4 {
  folly::F14FastSet o;
  void change() { o.emplace_hint(); }
  task<> f14fastset_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastset_changed_5 {
  folly::F14FastSet o;
  void change() { o.reserve(); }
  task<> f14fastset_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14fastset_changed_6 {
  folly::F14FastSet o;
  void change() { o.swap(); }
  task<> f14fastset_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valueset_viewed {
  folly::F14ValueSet o;
  void change() { o.erase(); }
  task<> f14valueset_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14valueset_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valueset_changed {
  folly::F14ValueSet o;
  void change() { o.clear(); }
  task<> f14valueset_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valueset_changed_2 {
  folly::F14ValueSet o;
  void change() { o.insert(); }
  task<> f14valueset_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valueset_changed_3 {
  folly::F14ValueSet o;
  void change() { o.emplace(); }
  task<> f14valueset_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valueset_changed_4 {
  folly::F14ValueSet o;
  void change() { o.emplace_hint(); }
  task<> f14valueset_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valueset_changed_5 {
  folly::F14ValueSet o;
  void change() { o.reserve(); }
  task<> f14valueset_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14valueset_changed_6 {
  folly::F14ValueSet o;
  void change() { o.swap(); }
  task<> f14valueset_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectorset_viewed {
  folly::F14VectorSet o;
  void change() { o.erase(); }
  task<> f14vectorset_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14vectorset_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectorset_changed {
  folly::F14VectorSet o;
  void change() { o.clear(); }
  task<> f14vectorset_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectorset_changed_2 {
  folly::F14VectorSet o;
  void change() { o.insert(); }
  task<> f14vectorset_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectorset_changed_3 {
  folly::F14VectorSet o;
  void change() { o.emplace(); }
  task<> f14vectorset_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectorset_changed_4 {
  folly::F14VectorSet o;
  void change() { o.emplace_hint(); }
  task<> f14vectorset_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectorset_changed_5 {
  folly::F14VectorSet o;
  void change() { o.reserve(); }
  task<> f14vectorset_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14vectorset_changed_6 {
  folly::F14VectorSet o;
  void change() { o.swap(); }
  task<> f14vectorset_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_map_viewed {
  folly::sorted_vector_map o;
  void change() { o.erase(); }
  task<> sorted_vector_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_map_changed {
  folly::sorted_vector_map o;
  void change() { o.clear(); }
  task<> sorted_vector_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_map_changed_2 {
  folly::sorted_vector_map o;
  void change() { o.insert(); }
  task<> sorted_vector_map_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_map_changed_3 {
  folly::sorted_vector_map o;
  void change() { o.emplace(); }
  task<> sorted_vector_map_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_map_changed_4 {
  folly::sorted_vector_map o;
  void change() { o.emplace_hint(); }
  task<> sorted_vector_map_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_map_changed_5 {
  folly::sorted_vector_map o;
  void change() { o.reserve(); }
  task<> sorted_vector_map_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_map_changed_6 {
  folly::sorted_vector_map o;
  void change() { o.swap(); }
  task<> sorted_vector_map_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_set_viewed {
  folly::sorted_vector_set o;
  void change() { o.erase(); }
  task<> sorted_vector_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> sorted_vector_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_set_changed {
  folly::sorted_vector_set o;
  void change() { o.clear(); }
  task<> sorted_vector_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_set_changed_2 {
  folly::sorted_vector_set o;
  void change() { o.insert(); }
  task<> sorted_vector_set_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_set_changed_3 {
  folly::sorted_vector_set o;
  void change() { o.emplace(); }
  task<> sorted_vector_set_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_set_changed_4 {
  folly::sorted_vector_set o;
  void change() { o.emplace_hint(); }
  task<> sorted_vector_set_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_set_changed_5 {
  folly::sorted_vector_set o;
  void change() { o.reserve(); }
  task<> sorted_vector_set_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct sorted_vector_set_changed_6 {
  folly::sorted_vector_set o;
  void change() { o.swap(); }
  task<> sorted_vector_set_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodemap_viewed {
  folly::F14NodeMap o;
  void change() { o.erase(); }
  task<> f14nodemap_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodemap_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodemap_changed {
  folly::F14NodeMap o;
  void change() { o.clear(); }
  task<> f14nodemap_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodemap_changed_2 {
  folly::F14NodeMap o;
  void change() { o.insert(); }
  task<> f14nodemap_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodemap_changed_3 {
  folly::F14NodeMap o;
  void change() { o.emplace(); }
  task<> f14nodemap_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodemap_changed_4 {
  folly::F14NodeMap o;
  void change() { o.emplace_hint(); }
  task<> f14nodemap_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodemap_changed_5 {
  folly::F14NodeMap o;
  void change() { o.try_emplace(); }
  task<> f14nodemap_try_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodemap_changed_6 {
  folly::F14NodeMap o;
  void change() { o.insert_or_assign(); }
  task<> f14nodemap_insert_or_assign_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodemap_changed_7 {
  folly::F14NodeMap o;
  void change() { o.reserve(); }
  task<> f14nodemap_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodemap_changed_8 {
  folly::F14NodeMap o;
  void change() { o.swap(); }
  task<> f14nodemap_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodeset_viewed {
  folly::F14NodeSet o;
  void change() { o.erase(); }
  task<> f14nodeset_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> f14nodeset_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodeset_changed {
  folly::F14NodeSet o;
  void change() { o.clear(); }
  task<> f14nodeset_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodeset_changed_2 {
  folly::F14NodeSet o;
  void change() { o.insert(); }
  task<> f14nodeset_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodeset_changed_3 {
  folly::F14NodeSet o;
  void change() { o.emplace(); }
  task<> f14nodeset_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodeset_changed_4 {
  folly::F14NodeSet o;
  void change() { o.emplace_hint(); }
  task<> f14nodeset_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct f14nodeset_changed_5 {
  folly::F14NodeSet o;
  void change() { o.reserve(); }
  task<> f14nodeset_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct f14nodeset_changed_6 {
  folly::F14NodeSet o;
  void change() { o.swap(); }
  task<> f14nodeset_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_viewed {
  folly::fbvector o;
  void change() { o.erase(); }
  task<> fbvector_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fbvector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed {
  folly::fbvector o;
  void change() { o.clear(); }
  task<> fbvector_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed_2 {
  folly::fbvector o;
  void change() { o.insert(); }
  task<> fbvector_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed_3 {
  folly::fbvector o;
  void change() { o.emplace(); }
  task<> fbvector_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed_4 {
  folly::fbvector o;
  void change() { o.emplace_back(); }
  task<> fbvector_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed_5 {
  folly::fbvector o;
  void change() { o.pop_back(); }
  task<> fbvector_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed_6 {
  folly::fbvector o;
  void change() { o.reserve(); }
  task<> fbvector_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed_7 {
  folly::fbvector o;
  void change() { o.swap(); }
  task<> fbvector_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fbvector_changed_8 {
  folly::fbvector o;
  void change() { o.resize(); }
  task<> fbvector_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_viewed {
  folly::small_vector o;
  void change() { o.erase(); }
  task<> small_vector_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed {
  folly::small_vector o;
  void change() { o.clear(); }
  task<> small_vector_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_2 {
  folly::small_vector o;
  void change() { o.insert(); }
  task<> small_vector_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_3 {
  folly::small_vector o;
  void change() { o.emplace(); }
  task<> small_vector_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_4 {
  folly::small_vector o;
  void change() { o.emplace_back(); }
  task<> small_vector_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_5 {
  folly::small_vector o;
  void change() { o.pop_back(); }
  task<> small_vector_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_6 {
  folly::small_vector o;
  void change() { o.reserve(); }
  task<> small_vector_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_7 {
  folly::small_vector o;
  void change() { o.swap(); }
  task<> small_vector_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_8 {
  folly::small_vector o;
  void change() { o.resize(); }
  task<> small_vector_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_fbstring_viewed {
  folly::basic_fbstring o;
  void change() { o.erase(); }
  task<> basic_fbstring_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_c_str_zz() {
    auto &seen = o.c_str();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_fbstring_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_fbstring_changed {
  folly::basic_fbstring o;
  void change() { o.clear(); }
  task<> basic_fbstring_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_fbstring_changed_2 {
  folly::basic_fbstring o;
  void change() { o.pop_back(); }
  task<> basic_fbstring_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_fbstring_changed_3 {
  folly::basic_fbstring o;
  void change() { o.resize(); }
  task<> basic_fbstring_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_fbstring_changed_4 {
  folly::basic_fbstring o;
  void change() { o.reserve(); }
  task<> basic_fbstring_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_fbstring_changed_5 {
  folly::basic_fbstring o;
  void change() { o.swap(); }
  task<> basic_fbstring_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};


//===-- what takes more than one call ------------------------------------------===//

/// It says that it is made for coroutines.
class Latch {
  using folly_coro_aware_mutex = std::true_type;

public:
  void lock();
  void unlock();
};

task<> aware_mutex_ok(Latch &latch) {
  std::unique_lock<Latch> guard(latch);
  co_await tick();
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

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

task<> slept_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

struct runner_1 {
  bool running = false;
  task<> run_ok() {
    running = true;
    co_await folly::coro::co_scope_exit([this]() -> task<> {
      running = false;
      co_return;
    });
    co_await tick();
    running = false;
  }
};

struct runner_2 {
  bool running = false;
  task<> run_ok() {
    running = true;
    co_await folly::coro::folly_cpo__::co_scope_exit([this]() -> task<> {
      running = false;
      co_return;
    });
    co_await tick();
    running = false;
  }
};

task<> slept_as_it_should_ok() { co_await folly::coro::sleep(1); }

task<> permit_bad(folly::fibers::Semaphore &o) {
  co_await o.co_wait();
  co_await tick(); // expected-warning {{is never called}}
  o.signal();
}
task<> permit_raced_ok(folly::fibers::Semaphore &o) { co_await first(permit_bad(o), tick()); }

void CPUThreadPoolExecutor_waits_ok() {
  int n = 0;
  folly::CPUThreadPoolExecutor pool;
  folly::coro::co_withExecutor(pool, count(n)).start();
}

void IOThreadPoolExecutor_waits_ok() {
  int n = 0;
  folly::IOThreadPoolExecutor pool;
  folly::coro::co_withExecutor(pool, count(n)).start();
}

void EDFThreadPoolExecutor_waits_ok() {
  int n = 0;
  folly::EDFThreadPoolExecutor pool;
  folly::coro::co_withExecutor(pool, count(n)).start();
}

void ThreadPoolExecutor_waits_ok() {
  int n = 0;
  folly::ThreadPoolExecutor pool;
  folly::coro::co_withExecutor(pool, count(n)).start();
}

void keeps_pool_ok() {
  int n = 0;
  folly::CPUThreadPoolExecutor pool;
  folly::coro::co_withExecutor(folly::getKeepAliveToken(pool), count(n)).start();
}

void pool_of_others_bad(folly::CPUThreadPoolExecutor &pool) {
  int n = 0;
  folly::coro::co_withExecutor(pool, count(n)).start(); // expected-warning {{uses 'n'}}
}

void ManualExecutor_waits_ok() {
  int n = 0;
  folly::ManualExecutor pool;
  folly::coro::co_withExecutor(pool, count(n)).start();
}

// They have ended when they return.
folly::result half_result(int &n) {
  n += co_await folly::result();
  co_return n;
}
folly::Expected half_expected(int &n) {
  n += co_await folly::Expected();
  co_return n;
}
folly::Optional half_optional(int &n) {
  n += co_await folly::Optional();
  co_return n;
}
void result_has_ended_ok() {
  folly::result all;
  int n = 0;
  all = half_result(n);
  half_result(n);
}
folly::result result_returned_ok() {
  int n = 0;
  return half_result(n);
}
void Expected_has_ended_ok() {
  int n = 0;
  half_expected(n);
}
folly::Expected Expected_returned_ok() {
  int n = 0;
  return half_expected(n);
}
void Optional_has_ended_ok() {
  int n = 0;
  half_optional(n);
}
folly::Optional Optional_returned_ok() {
  int n = 0;
  return half_optional(n);
}
