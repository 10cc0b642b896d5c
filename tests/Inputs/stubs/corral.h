//===- corral.h - Declarations under corral's names ------------------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_CORRAL_H
#define COROSAFE_TESTS_STUBS_CORRAL_H

#include "boost-asio.h"

#include <optional>
#include <vector>

namespace corral {

namespace detail {
template <class T> using awaiter = boost::asio::detail::awaiter<T>;

/// What makeAwaitable() returns.
template <class T> struct AwaitableMaker {
  awaiter<T> operator co_await() &&;
};

namespace channel {
template <class T> class ReadHalf {
public:
  [[nodiscard]] AwaitableMaker<std::optional<T>> receive();
  std::optional<T> tryReceive();
};
template <class T> class WriteHalf {
public:
  template <class U> [[nodiscard]] AwaitableMaker<bool> send(U &&value);
  void close();
};
} // namespace channel

template <class Try> class TryBlockBuilder {
public:
  template <class Finally> AwaitableMaker<void> finally(Finally &&) { return {}; }
};
class NurseryBase {
public:
  void cancel();
};
} // namespace detail

template <class T = void> class [[nodiscard]] Task {
public:
  struct promise_type : boost::asio::detail::result_of<T> {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  Task(Task &&) noexcept;
  Task &operator=(Task &&) noexcept;
  ~Task();
  detail::awaiter<T> operator co_await();
};

template <class... Ts> detail::AwaitableMaker<std::tuple<std::optional<int>, std::optional<int>>> anyOf(Ts &&...branches);
template <class T> detail::AwaitableMaker<std::vector<std::optional<int>>> anyOf(std::vector<T> &branches);
template <class... Ts> detail::AwaitableMaker<std::tuple<int, int>> allOf(Ts &&...branches);
template <class... Ts> detail::AwaitableMaker<std::tuple<std::optional<int>, std::optional<int>>> mostOf(Ts &&...branches);
template <class T> detail::AwaitableMaker<int> noncancellable(T awaitable);
template <class T> detail::AwaitableMaker<void> untilCancelledAnd(T &&awaitable);
template <class Try> detail::TryBlockBuilder<Try> try_(Try &&) { return {}; }
template <class Loop, class T> void run(Loop &loop, T &&awaitable);

class Event {
public:
  void trigger();
  detail::awaiter<void> operator co_await();
};

class Semaphore {
public:
  class [[nodiscard]] Lock {
  public:
    Lock(Lock &&) noexcept;
    ~Lock();
  };
  explicit Semaphore(std::size_t initial = 1);
  [[nodiscard]] detail::AwaitableMaker<void> acquire();
  [[nodiscard]] detail::AwaitableMaker<Lock> lock();
  void release();
};

template <class T> class Channel : public detail::channel::ReadHalf<T>, public detail::channel::WriteHalf<T> {
public:
  [[nodiscard]] detail::AwaitableMaker<std::optional<T>> receive();
  template <class U> [[nodiscard]] detail::AwaitableMaker<bool> send(U &&value);
};

namespace detail {
struct DefaultErrorPolicy {};
template <bool ThrowOnError> struct asio_awaitable_t {};
} // namespace detail
static constexpr detail::asio_awaitable_t<true> asio_awaitable;

template <class First, class Then> detail::AwaitableMaker<int> with(First &&, Then &&) { return {}; }
template <class T> detail::AwaitableMaker<int> disposable(T awaitable);
template <class T> detail::AwaitableMaker<T> just(T value);

template <class... Ts> class CBPortal {
public:
  void operator()(Ts...) {}
  detail::awaiter<int> operator co_await();
};
template <class Fn, class... Ts> detail::AwaitableMaker<int> untilCBCalled(Fn &&, CBPortal<Ts...> &) { return {}; }

class ParkingLot {
public:
  [[nodiscard]] detail::awaiter<void> park();
};
template <class T> class Value {
public:
  detail::AwaitableMaker<T> untilEquals(T expected);
};
template <class Awaitable> class Shared {
public:
  Shared(Awaitable &&obj);
  detail::awaiter<int> operator co_await();
};

template <class Policy> class BasicNursery : public detail::NurseryBase {
public:
  template <class Callable, class... Args> void start(Callable, Args...) {}
};
using Nursery = BasicNursery<detail::DefaultErrorPolicy>;

class ThreadPool {
public:
  class CancelToken {
  public:
    explicit operator bool() noexcept;
    bool peek() const noexcept;
  };
  template <class F, class... Args> detail::AwaitableMaker<int> run(F &&, Args &&...) { return {}; }
};

detail::AwaitableMaker<void> sleepFor(boost::asio::io_context &io, std::chrono::milliseconds delay);

} // namespace corral

/// Asio's composed operations, as corral awaits them.
namespace boost::asio {
corral::detail::AwaitableMaker<std::size_t> async_read(basic_stream_socket<ip::tcp> &s, mutable_buffer b,
                                                       corral::detail::asio_awaitable_t<true> token);
} // namespace boost::asio

#endif
