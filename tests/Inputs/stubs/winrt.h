// Declarations under the names of C++/WinRT, WIL and PPL, as much as tests/models/winrt.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_WINRT_H
#define COROSAFE_TESTS_STUBS_WINRT_H

#include <chrono>
#include <coroutine>
#include <cstdint>

namespace winrt {

struct hresult_error {
  int code() const;
};
struct hresult_canceled : hresult_error {};
struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
template <class T> struct com_ptr {
  com_ptr(com_ptr const &) noexcept;
  ~com_ptr();
  T *operator->() const noexcept;
  explicit operator bool() const noexcept;
};
template <class T> struct weak_ref {
  com_ptr<T> get() const noexcept;
};
template <class D, class... I> struct implements {
  com_ptr<D> get_strong() noexcept;
  weak_ref<D> get_weak() noexcept;
};

namespace impl {
template <class T> struct outcome { void return_value(T); };
template <> struct outcome<void> { void return_void(); };
template <class Async, class T> struct promise_base : outcome<T> {
  Async get_return_object();
  std::suspend_never initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class D, class T> struct consume_Windows_Foundation_IAsyncOperation {
  T get() const;
  T GetResults() const;
};
template <class D> struct consume_Windows_Foundation_IAsyncAction { void get() const; };
template <class D> struct consume_Windows_Foundation_IAsyncInfo {
  void Cancel() const;
  std::uint32_t Id() const;
};
template <class D> struct consume_Windows_Foundation_IClosable { void Close() const; };
} // namespace impl

namespace Windows::Foundation {
using TimeSpan = std::chrono::milliseconds;

struct IAsyncAction : impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction>,
                      impl::consume_Windows_Foundation_IAsyncInfo<IAsyncAction> {
  using promise_type = impl::promise_base<IAsyncAction, void>;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};
template <class T>
struct IAsyncOperation : impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<T>, T>,
                         impl::consume_Windows_Foundation_IAsyncInfo<IAsyncOperation<T>> {
  using promise_type = impl::promise_base<IAsyncOperation<T>, T>;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
};
} // namespace Windows::Foundation

namespace impl {
template <class D> struct consume_Windows_Storage_Streams_IDataReader {
  Windows::Foundation::IAsyncOperation<std::uint32_t> LoadAsync(std::uint32_t count) const;
  std::uint8_t ReadByte() const;
};
template <class D> struct consume_Windows_Storage_Streams_IDataWriter {
  Windows::Foundation::IAsyncOperation<std::uint32_t> StoreAsync() const;
};
} // namespace impl

namespace Windows::Storage::Streams {
struct IDataReader : impl::consume_Windows_Storage_Streams_IDataReader<IDataReader> {};
struct DataReader : IDataReader, impl::consume_Windows_Foundation_IClosable<DataReader> {};
struct IDataWriter : impl::consume_Windows_Storage_Streams_IDataWriter<IDataWriter> {};
struct DataWriter : IDataWriter, impl::consume_Windows_Foundation_IClosable<DataWriter> {};
} // namespace Windows::Storage::Streams

template <class T, class... Rest> T when_any(T const &first, Rest const &...rest);
template <class... T> Windows::Foundation::IAsyncAction when_all(T... async);

struct awaiter {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};
[[nodiscard]] awaiter resume_background() noexcept;
namespace impl {
struct cancellation_token {
  bool operator()() const noexcept;
};
} // namespace impl
struct get_cancellation_token_t {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  impl::cancellation_token await_resume() const;
};
[[nodiscard]] get_cancellation_token_t get_cancellation_token() noexcept;
template <class Async> awaiter resume_agile(Async &&);
[[nodiscard]] awaiter resume_after(Windows::Foundation::TimeSpan) noexcept;

struct apartment_context {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};

struct slim_mutex {
  void lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
struct slim_lock_guard {
  explicit slim_lock_guard(slim_mutex &) noexcept;
  ~slim_lock_guard() noexcept;
};

} // namespace winrt

namespace wil {

template <class T> struct task {
  using promise_type = winrt::impl::promise_base<task, T>;
  T get() &&;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
};

template <class Lock> class unique_any {
public:
  unique_any(unique_any &&) noexcept;
  ~unique_any();
  explicit operator bool() const;
  void reset();
  Lock *release();
};
struct srw_lock_exclusive;
using rwlock_release_exclusive_scope_exit = unique_any<srw_lock_exclusive>;

struct SRWLOCK;
[[nodiscard]] rwlock_release_exclusive_scope_exit AcquireSRWLockExclusive(SRWLOCK *) noexcept;

class srwlock {
public:
  [[nodiscard]] rwlock_release_exclusive_scope_exit lock_exclusive() noexcept;
  [[nodiscard]] rwlock_release_exclusive_scope_exit try_lock_exclusive() noexcept;
};

} // namespace wil

namespace Concurrency {

struct task_canceled {};
template <class T> class task {
public:
  using promise_type = winrt::impl::promise_base<task, T>;
  template <class F> task<T> then(F const &) const;
  T get() const;
  void wait() const;
  bool is_done() const;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
};
template <class F> task<int> create_task(F const &f);

class critical_section {
public:
  void lock();
  bool try_lock();
  void unlock();
  class scoped_lock {
  public:
    explicit scoped_lock(critical_section &);
    ~scoped_lock();
  };
};

} // namespace Concurrency
namespace concurrency = Concurrency;

#endif
