// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=winrt %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; winrt.cpp shows how the library is used.

#include "entries/winrt.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = winrt::Windows::Foundation::IAsyncOperation<T>;

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
    co_await first(winrt::resume_background(), tick());
    co_await first(winrt::resume_after(), tick());
    co_await first(winrt::resume_on_signal(), tick());
    co_await first(winrt::resume_foreground(), tick());
    co_await first(wil::resume_foreground(), tick());
  }
}

task<> raced_iinputstream_bad(winrt::Windows::Storage::Streams::IInputStream &o, stream &x) {
  for (;;) {
    co_await first(o.ReadAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_consume_windows_storage_streams_iinputstream_bad(winrt::impl::consume_Windows_Storage_Streams_IInputStream &o, stream &x) {
  for (;;) {
    co_await first(o.ReadAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_idatareader_bad(winrt::Windows::Storage::Streams::IDataReader &o, stream &x) {
  for (;;) {
    co_await first(o.LoadAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_consume_windows_storage_streams_idatareader_bad(winrt::impl::consume_Windows_Storage_Streams_IDataReader &o, stream &x) {
  for (;;) {
    co_await first(o.LoadAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_ioutputstream_bad(winrt::Windows::Storage::Streams::IOutputStream &o, stream &x) {
  for (;;) {
    co_await first(o.WriteAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_consume_windows_storage_streams_ioutputstream_bad(winrt::impl::consume_Windows_Storage_Streams_IOutputStream &o, stream &x) {
  for (;;) {
    co_await first(o.WriteAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_idatawriter_bad(winrt::Windows::Storage::Streams::IDataWriter &o, stream &x) {
  for (;;) {
    co_await first(o.StoreAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_consume_windows_storage_streams_idatawriter_bad(winrt::impl::consume_Windows_Storage_Streams_IDataWriter &o, stream &x) {
  for (;;) {
    co_await first(o.StoreAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_data_reader_bad(winrt::Windows::Storage::Streams::DataReader &o, stream &x) {
  for (;;) {
    co_await first(o.LoadAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_data_writer_bad(winrt::Windows::Storage::Streams::DataWriter &o, stream &x) {
  for (;;) {
    co_await first(o.StoreAsync(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> blocking_iasyncaction_bad(winrt::Windows::Foundation::IAsyncAction &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> asked_for_its_status_ok(winrt::Windows::Foundation::IAsyncAction &o, winrt::Windows::Foundation::IAsyncOperation<int> &p) {
  if (o.Status() == 1)
    o.get();
  if (p.Status() == 1)
    p.get();
  co_await tick();
}

task<> blocking_consume_windows_foundation_iasyncaction_bad(winrt::impl::consume_Windows_Foundation_IAsyncAction &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_iasyncoperation_bad(winrt::Windows::Foundation::IAsyncOperation<int> &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_consume_windows_foundation_iasyncoperation_bad(winrt::impl::consume_Windows_Foundation_IAsyncOperation &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_iasyncactionwithprogress_bad(winrt::Windows::Foundation::IAsyncActionWithProgress &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_consume_windows_foundation_iasyncactionwithprogress_bad(winrt::impl::consume_Windows_Foundation_IAsyncActionWithProgress &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_iasyncoperationwithprogress_bad(winrt::Windows::Foundation::IAsyncOperationWithProgress &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_consume_windows_foundation_iasyncoperationwithprogress_bad(winrt::impl::consume_Windows_Foundation_IAsyncOperationWithProgress &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_task_bad(wil::task &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_com_task_bad(wil::com_task &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_task_base_bad(wil::details::coro::task_base &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_calls_bad() {
  wil::wait_for_completion(); // expected-warning {{blocks the thread that this coroutine}}
  wil::wait_for_completion_nothrow(); // expected-warning {{blocks the thread that this coroutine}}
  wil::wait_for_completion_or_timeout_nothrow(); // expected-warning {{blocks the thread that this coroutine}}
  winrt::slim_condition_variable::wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  winrt::slim_condition_variable::wait_for(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_task_2_bad(Concurrency::task &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_iasyncinfo_ok(winrt::Windows::Foundation::IAsyncInfo &o) {
  co_await first(take(o), tick());
  o.Cancel();
}

task<> looked_at_consume_windows_foundation_iasyncinfo_ok(winrt::impl::consume_Windows_Foundation_IAsyncInfo &o) {
  co_await first(take(o), tick());
  o.Cancel();
}

task<> looked_at_task_ok(Concurrency::task &o) {
  co_await first(take(o), tick());
  o.is_done();
  o.is_apartment_aware();
  o.scheduler();
}

task<> looked_at_cancellation_token_source_ok(Concurrency::cancellation_token_source &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_cancellation_token_ok(Concurrency::cancellation_token &o) {
  co_await first(take(o), tick());
  o.is_canceled();
}

task<> closed_iclosable_ok(winrt::Windows::Foundation::IClosable &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.Close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_consume_windows_foundation_iclosable_ok(winrt::impl::consume_Windows_Foundation_IClosable &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.Close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> part_get_token_bad(stream &x) {
  for (;;) {
    Concurrency::cancellation_token_source kept;
    co_await first(entries::fill(x, kept.get_token()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> lock_exclusive_across_bad(wil::srwlock &o) {
  auto guard = o.lock_exclusive();
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_shared_across_bad(wil::srwlock &o) {
  auto guard = o.lock_shared();
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_across_bad(wil::critical_section &o) {
  auto guard = o.lock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> try_lock_exclusive_across_bad(wil::srwlock &o) {
  auto guard = o.try_lock_exclusive();
  co_await tick(); // expected-warning {{locked across}}
}

task<> try_lock_shared_across_bad(wil::srwlock &o) {
  auto guard = o.try_lock_shared();
  co_await tick(); // expected-warning {{locked across}}
}

task<> try_lock_across_bad(wil::critical_section &o) {
  auto guard = o.try_lock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> acquiresrwlockexclusive_across_bad(std::mutex &m) {
  auto guard = wil::AcquireSRWLockExclusive(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> acquiresrwlockshared_across_bad(std::mutex &m) {
  auto guard = wil::AcquireSRWLockShared(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> entercriticalsection_across_bad(std::mutex &m) {
  auto guard = wil::EnterCriticalSection(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> tryacquiresrwlockexclusive_across_bad(std::mutex &m) {
  auto guard = wil::TryAcquireSRWLockExclusive(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> tryacquiresrwlockshared_across_bad(std::mutex &m) {
  auto guard = wil::TryAcquireSRWLockShared(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> tryentercriticalsection_across_bad(std::mutex &m) {
  auto guard = wil::TryEnterCriticalSection(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> when_any_bad(stream &x) {
  for (;;)
    co_await winrt::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await winrt::when_all(take(x), tick());
}

task<> when_any_2_bad(stream &x) {
  for (;;)
    co_await Concurrency::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_all_2_ok(stream &x) {
  for (;;)
    co_await Concurrency::when_all(take(x), tick());
}

task<> resume_agile_bad(stream &x) {
  for (;;)
    co_await first(winrt::resume_agile(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> get_cancellation_token_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await winrt::get_cancellation_token();
}

task<> get_progress_token_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await winrt::get_progress_token();
}

task<> resume_any_thread_bad(stream &x) {
  for (;;)
    co_await first(taken<wil::details::coro::task_base>(x).resume_any_thread(), tick()); // expected-warning {{not safe to lose}}
}

task<> resume_same_apartment_bad(stream &x) {
  for (;;)
    co_await first(taken<wil::details::coro::task_base>(x).resume_same_apartment(), tick()); // expected-warning {{not safe to lose}}
}

task<> create_task_ok() {
  int n = 0;
  Concurrency::create_task([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> create_async_ok() {
  int n = 0;
  Concurrency::create_async([n]() mutable { entries::block(); n++; });
  co_await tick();
}

struct implements_kept : winrt::implements {
  task<> run() {
    auto self = get_strong();
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  int n = 0;
};

struct root_implements_kept : winrt::impl::root_implements {
  task<> run() {
    auto self = get_strong();
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  int n = 0;
};

task<> dropped_iasyncaction_bad() {
  entries_of::make_winrt_Windows_Foundation_IAsyncAction(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> iasyncaction_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_Windows_Foundation_IAsyncAction(), tick());
}

task<> dropped_iasyncoperation_bad() {
  entries_of::make_winrt_Windows_Foundation_IAsyncOperation(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> iasyncoperation_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_Windows_Foundation_IAsyncOperation(), tick());
}

task<> dropped_iasyncactionwithprogress_bad() {
  entries_of::make_winrt_Windows_Foundation_IAsyncActionWithProgress(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> iasyncactionwithprogress_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_Windows_Foundation_IAsyncActionWithProgress(), tick());
}

task<> dropped_iasyncoperationwithprogress_bad() {
  entries_of::make_winrt_Windows_Foundation_IAsyncOperationWithProgress(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> iasyncoperationwithprogress_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_Windows_Foundation_IAsyncOperationWithProgress(), tick());
}

task<> dropped_consume_windows_foundation_iasyncaction_bad() {
  entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncAction(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> consume_windows_foundation_iasyncaction_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncAction(), tick());
}

task<> dropped_consume_windows_foundation_iasyncoperation_bad() {
  entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncOperation(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> consume_windows_foundation_iasyncoperation_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncOperation(), tick());
}

task<> dropped_consume_windows_foundation_iasyncactionwithprogress_bad() {
  entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncActionWithProgress(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> consume_windows_foundation_iasyncactionwithprogress_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncActionWithProgress(), tick());
}

task<> dropped_consume_windows_foundation_iasyncoperationwithprogress_bad() {
  entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncOperationWithProgress(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> consume_windows_foundation_iasyncoperationwithprogress_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncOperationWithProgress(), tick());
}

task<> dropped_consume_windows_foundation_iasyncinfo_bad() {
  entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncInfo(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> consume_windows_foundation_iasyncinfo_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_winrt_impl_consume_Windows_Foundation_IAsyncInfo(), tick());
}

task<> dropped_task_bad() {
  entries_of::make_wil_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> task_awaited_bad() {
  for (;;)
    co_await first(entries_of::make_wil_task(), tick()); // expected-warning {{cannot be cancelled}}
}

task<> dropped_com_task_bad() {
  entries_of::make_wil_com_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> com_task_awaited_bad() {
  for (;;)
    co_await first(entries_of::make_wil_com_task(), tick()); // expected-warning {{cannot be cancelled}}
}

task<> dropped_task_2_bad() {
  entries_of::make_Concurrency_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> task_awaited_2_ok() {
  for (;;)
    co_await first(entries_of::make_Concurrency_task(), tick());
}

task<> apartment_context_awaited_bad(winrt::apartment_context &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> apartment_context_alone_ok(winrt::apartment_context &o) { co_await o; }

task<> thread_pool_awaited_bad(winrt::thread_pool &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> thread_pool_alone_ok(winrt::thread_pool &o) { co_await o; }

task<> get_cancellation_token_t_ok(std::mutex &m, winrt::impl::get_cancellation_token_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> get_cancellation_token_t_2_ok(std::mutex &m, winrt::get_cancellation_token_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> get_progress_token_t_ok(std::mutex &m, winrt::impl::get_progress_token_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> get_progress_token_t_2_ok(std::mutex &m, winrt::get_progress_token_t o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> slim_mutex_across_bad(winrt::slim_mutex &m) {
  std::lock_guard<winrt::slim_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> slim_lock_guard_guards_bad(std::mutex &m) {
  winrt::slim_lock_guard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> slim_shared_lock_guard_guards_bad(std::mutex &m) {
  winrt::slim_shared_lock_guard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> rwlock_release_exclusive_scope_exit_guards_bad(std::mutex &m) {
  wil::rwlock_release_exclusive_scope_exit guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> rwlock_release_shared_scope_exit_guards_bad(std::mutex &m) {
  wil::rwlock_release_shared_scope_exit guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> cs_leave_scope_exit_guards_bad(std::mutex &m) {
  wil::cs_leave_scope_exit guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> mutex_release_scope_exit_guards_bad(std::mutex &m) {
  wil::mutex_release_scope_exit guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> critical_section_across_bad(Concurrency::critical_section &m) {
  std::lock_guard<Concurrency::critical_section> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> reader_writer_lock_across_bad(Concurrency::reader_writer_lock &m) {
  std::lock_guard<Concurrency::reader_writer_lock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> scoped_lock_guards_bad(std::mutex &m) {
  Concurrency::critical_section::scoped_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> scoped_lock_guards_2_bad(std::mutex &m) {
  Concurrency::reader_writer_lock::scoped_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> scoped_lock_read_guards_bad(std::mutex &m) {
  Concurrency::reader_writer_lock::scoped_lock_read guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> hresult_canceled_swallowed_bad(stream &x, winrt::impl::cancellation_token token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const winrt::hresult_canceled &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> hresult_canceled_swallowed_raced_ok(stream &x, winrt::impl::cancellation_token token) { co_await first(hresult_canceled_swallowed_bad(x, token), tick()); }

task<> task_canceled_swallowed_bad(stream &x, winrt::impl::cancellation_token token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const Concurrency::task_canceled &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> task_canceled_swallowed_raced_ok(stream &x, winrt::impl::cancellation_token token) { co_await first(task_canceled_swallowed_bad(x, token), tick()); }

task<> cancellation_token_given_ok(stream &x, winrt::impl::cancellation_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellation_token_given_2_ok(stream &x, winrt::cancellation_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellation_token_given_3_ok(stream &x, Concurrency::cancellation_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellation_token_source_given_ok(stream &x, Concurrency::cancellation_token_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

struct com_ptr_kept_by {
  task<> run(winrt::com_ptr<com_ptr_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(winrt::com_ptr<com_ptr_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct com_ref_kept_by {
  task<> run(winrt::impl::com_ref<com_ref_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(winrt::impl::com_ref<com_ref_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct implements_loose : winrt::implements {
  task<> run() {
    co_await tick();
    ++n;
  }
  void begin_bad() { entries::spawn(run()); } // expected-warning {{but it runs on after}}
  int n = 0;
};

struct root_implements_loose : winrt::impl::root_implements {
  task<> run() {
    co_await tick();
    ++n;
  }
  void begin_bad() { entries::spawn(run()); } // expected-warning {{but it runs on after}}
  int n = 0;
};

task<> array_view_seen_bad(winrt::array_view seen) {
  co_await tick();
  entries::use(seen.front());
}

void array_view_seen_spawned_bad() {
  std::string text;
  entries::spawn(array_view_seen_bad(text)); // expected-warning {{but it runs on after}}
}

winrt::fire_and_forget caught_detached_ok(stream &x) {
  for (;;) {
    try {
      co_await x.next();
    } catch (...) {
    }
  }
}
