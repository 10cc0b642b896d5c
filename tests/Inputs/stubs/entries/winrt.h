// Declarations under winrt's names, one for each entry of its model.
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

namespace winrt {
struct slim_lock_guard {
  template <class... A> explicit slim_lock_guard(A &&...);
  ~slim_lock_guard();
};
} // namespace winrt

#include "entries/ppl.h"

namespace Concurrency {
struct cancellation_token_source {
  template <class... A> int cancel(A &&...);
  template <class... A> entries::part get_token(A &&...);
};
} // namespace Concurrency

namespace Concurrency {
struct critical_section {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_read(A &&...);
  template <class... A> void unlock(A &&...);
  struct scoped_lock;
};
} // namespace Concurrency

namespace Concurrency {
struct reader_writer_lock {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_read(A &&...);
  template <class... A> void unlock(A &&...);
  struct scoped_lock;
  struct scoped_lock_read;
};
} // namespace Concurrency

namespace Concurrency {
struct task {
  template <class... A> int get(A &&...);
  template <class... A> int wait(A &&...);
  template <class... A> int is_done(A &&...);
  template <class... A> int is_apartment_aware(A &&...);
  template <class... A> int scheduler(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace Concurrency

namespace Concurrency {
struct task_canceled {
  int code;
};
} // namespace Concurrency

namespace wil {
struct com_task {
  template <class... A> int get(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace wil

namespace wil {
struct critical_section {
  template <class... A> winrt::slim_lock_guard lock(A &&...);
  template <class... A> winrt::slim_lock_guard try_lock(A &&...);
};
} // namespace wil

namespace wil {
struct cs_leave_scope_exit {
  template <class... A> explicit cs_leave_scope_exit(A &&...);
  ~cs_leave_scope_exit();
};
} // namespace wil

namespace wil {
struct mutex_release_scope_exit {
  template <class... A> explicit mutex_release_scope_exit(A &&...);
  ~mutex_release_scope_exit();
};
} // namespace wil

namespace wil {
struct rwlock_release_exclusive_scope_exit {
  template <class... A> explicit rwlock_release_exclusive_scope_exit(A &&...);
  ~rwlock_release_exclusive_scope_exit();
};
} // namespace wil

namespace wil {
struct rwlock_release_shared_scope_exit {
  template <class... A> explicit rwlock_release_shared_scope_exit(A &&...);
  ~rwlock_release_shared_scope_exit();
};
} // namespace wil

namespace wil {
struct srwlock {
  template <class... A> winrt::slim_lock_guard lock_exclusive(A &&...);
  template <class... A> winrt::slim_lock_guard lock_shared(A &&...);
  template <class... A> winrt::slim_lock_guard try_lock_exclusive(A &&...);
  template <class... A> winrt::slim_lock_guard try_lock_shared(A &&...);
};
} // namespace wil

namespace wil {
struct task {
  template <class... A> int get(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace wil

namespace winrt {
struct apartment_context {
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt

namespace winrt {
struct array_view {
  template <class A> array_view(const A &);
  int front() const;
};
} // namespace winrt

namespace winrt {
struct cancellation_token {
  template <class... A> bool operator()(A &&...);
};
} // namespace winrt

namespace winrt {
template <class T = void> struct com_ptr {
  T *operator->() const;
  T &operator*() const;
  ~com_ptr();
  com_ptr(const com_ptr &);
};
} // namespace winrt

namespace winrt {
struct get_cancellation_token_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt

namespace winrt {
struct get_progress_token_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt

namespace winrt {
struct hresult_canceled {
  int code;
};
} // namespace winrt

namespace winrt {
struct implements {
  template <class... A> entries::part get_strong(A &&...);
};
} // namespace winrt

namespace winrt {
struct slim_mutex {
  template <class... A> void lock(A &&...);
  template <class... A> void lock_shared(A &&...);
  template <class... A> void unlock(A &&...);
  template <class... A> void unlock_shared(A &&...);
};
} // namespace winrt

namespace winrt {
struct slim_shared_lock_guard {
  template <class... A> explicit slim_shared_lock_guard(A &&...);
  ~slim_shared_lock_guard();
};
} // namespace winrt

namespace winrt {
struct thread_pool {
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt

struct Concurrency::critical_section::scoped_lock {
  template <class... A> explicit scoped_lock(A &&...);
  ~scoped_lock();
};

struct Concurrency::reader_writer_lock::scoped_lock {
  template <class... A> explicit scoped_lock(A &&...);
  ~scoped_lock();
};

struct Concurrency::reader_writer_lock::scoped_lock_read {
  template <class... A> explicit scoped_lock_read(A &&...);
  ~scoped_lock_read();
};

namespace winrt::impl {
struct cancellation_token {
  template <class... A> bool operator()(A &&...);
};
} // namespace winrt::impl

namespace winrt::impl {
template <class T = void> struct com_ref {
  T *operator->() const;
  T &operator*() const;
  ~com_ref();
  com_ref(const com_ref &);
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Foundation_IAsyncAction {
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Foundation_IAsyncActionWithProgress {
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Foundation_IAsyncInfo {
  template <class... A> int Cancel(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Foundation_IAsyncOperation {
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Foundation_IAsyncOperationWithProgress {
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Foundation_IClosable {
  template <class... A> int Close(A &&...);
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Storage_Streams_IDataReader {
  template <class... A> stubs::awaiter<int> LoadAsync(A &&...);
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Storage_Streams_IDataWriter {
  template <class... A> stubs::awaiter<int> StoreAsync(A &&...);
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Storage_Streams_IInputStream {
  template <class... A> stubs::awaiter<int> ReadAsync(A &&...);
};
} // namespace winrt::impl

namespace winrt::impl {
struct consume_Windows_Storage_Streams_IOutputStream {
  template <class... A> stubs::awaiter<int> WriteAsync(A &&...);
};
} // namespace winrt::impl

namespace winrt::impl {
struct get_cancellation_token_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::impl

namespace winrt::impl {
struct get_progress_token_t {
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::impl

namespace winrt::impl {
struct root_implements {
  template <class... A> entries::part get_strong(A &&...);
};
} // namespace winrt::impl

namespace wil::details::coro {
struct task_base {
  template <class... A> int get(A &&...);
  template <class... A> stubs::awaiter<int> resume_any_thread(A &&...);
  template <class... A> stubs::awaiter<int> resume_same_apartment(A &&...);
};
} // namespace wil::details::coro

namespace winrt::Windows::Foundation {
struct IAsyncAction {
  template <class... A> int Status(A &&...);
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::Windows::Foundation

namespace winrt::Windows::Foundation {
struct IAsyncActionWithProgress {
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::Windows::Foundation

namespace winrt::Windows::Foundation {
struct IAsyncInfo {
  template <class... A> int Cancel(A &&...);
};
} // namespace winrt::Windows::Foundation

namespace winrt::Windows::Foundation {
template <class T = void> struct IAsyncOperation {
  template <class... A> int Status(A &&...);
  using promise_type = stubs::promise<IAsyncOperation, T, std::suspend_never>;
  IAsyncOperation(IAsyncOperation &&) noexcept;
  ~IAsyncOperation();
  stubs::awaiter<T> operator co_await();
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
};
} // namespace winrt::Windows::Foundation

namespace winrt::Windows::Foundation {
struct IAsyncOperationWithProgress {
  template <class... A> int get(A &&...);
  template <class... A> int wait_for(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace winrt::Windows::Foundation

namespace winrt::Windows::Foundation {
struct IClosable {
  template <class... A> int Close(A &&...);
};
} // namespace winrt::Windows::Foundation

namespace winrt::Windows::Storage::Streams {
struct DataReader {
  template <class... A> stubs::awaiter<int> LoadAsync(A &&...);
};
struct DataWriter {
  template <class... A> stubs::awaiter<int> StoreAsync(A &&...);
};
} // namespace winrt::Windows::Storage::Streams

namespace winrt::Windows::Storage::Streams {
struct IDataReader {
  template <class... A> stubs::awaiter<int> LoadAsync(A &&...);
};
} // namespace winrt::Windows::Storage::Streams

namespace winrt::Windows::Storage::Streams {
struct IDataWriter {
  template <class... A> stubs::awaiter<int> StoreAsync(A &&...);
};
} // namespace winrt::Windows::Storage::Streams

namespace winrt::Windows::Storage::Streams {
struct IInputStream {
  template <class... A> stubs::awaiter<int> ReadAsync(A &&...);
};
} // namespace winrt::Windows::Storage::Streams

namespace winrt::Windows::Storage::Streams {
struct IOutputStream {
  template <class... A> stubs::awaiter<int> WriteAsync(A &&...);
};
} // namespace winrt::Windows::Storage::Streams

namespace winrt {
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> resume_background(A &&...);
template <class... A> stubs::awaiter<int> resume_after(A &&...);
template <class... A> stubs::awaiter<int> resume_on_signal(A &&...);
template <class... A> stubs::awaiter<int> resume_foreground(A &&...);
template <class... A> stubs::awaiter<int> resume_agile(A &&...);
template <class... A> stubs::awaiter<int> get_cancellation_token(A &&...);
template <class... A> stubs::awaiter<int> get_progress_token(A &&...);
} // namespace winrt

namespace Concurrency {
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> void create_task(A &&...) {}
template <class... A> void create_async(A &&...) {}
} // namespace Concurrency

namespace wil {
template <class... A> stubs::awaiter<int> resume_foreground(A &&...);
template <class... A> int wait_for_completion(A &&...);
template <class... A> int wait_for_completion_nothrow(A &&...);
template <class... A> int wait_for_completion_or_timeout_nothrow(A &&...);
template <class... A> winrt::slim_lock_guard AcquireSRWLockExclusive(A &&...);
template <class... A> winrt::slim_lock_guard AcquireSRWLockShared(A &&...);
template <class... A> winrt::slim_lock_guard EnterCriticalSection(A &&...);
template <class... A> winrt::slim_lock_guard TryAcquireSRWLockExclusive(A &&...);
template <class... A> winrt::slim_lock_guard TryAcquireSRWLockShared(A &&...);
template <class... A> winrt::slim_lock_guard TryEnterCriticalSection(A &&...);
} // namespace wil

namespace winrt::slim_condition_variable {
template <class... A> int wait(A &&...);
template <class... A> int wait_for(A &&...);
} // namespace winrt::slim_condition_variable

namespace entries_of {
winrt::Windows::Foundation::IAsyncAction make_winrt_Windows_Foundation_IAsyncAction();
winrt::Windows::Foundation::IAsyncOperation<int> make_winrt_Windows_Foundation_IAsyncOperation();
winrt::Windows::Foundation::IAsyncActionWithProgress make_winrt_Windows_Foundation_IAsyncActionWithProgress();
winrt::Windows::Foundation::IAsyncOperationWithProgress make_winrt_Windows_Foundation_IAsyncOperationWithProgress();
winrt::impl::consume_Windows_Foundation_IAsyncAction make_winrt_impl_consume_Windows_Foundation_IAsyncAction();
winrt::impl::consume_Windows_Foundation_IAsyncOperation make_winrt_impl_consume_Windows_Foundation_IAsyncOperation();
winrt::impl::consume_Windows_Foundation_IAsyncActionWithProgress make_winrt_impl_consume_Windows_Foundation_IAsyncActionWithProgress();
winrt::impl::consume_Windows_Foundation_IAsyncOperationWithProgress make_winrt_impl_consume_Windows_Foundation_IAsyncOperationWithProgress();
winrt::impl::consume_Windows_Foundation_IAsyncInfo make_winrt_impl_consume_Windows_Foundation_IAsyncInfo();
wil::task make_wil_task();
wil::com_task make_wil_com_task();
Concurrency::task make_Concurrency_task();
} // namespace entries_of

namespace winrt {
struct fire_and_forget {
  using promise_type = stubs::promise<fire_and_forget, void, std::suspend_never>;
};
} // namespace winrt
