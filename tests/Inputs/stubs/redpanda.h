// Declarations under the names of Redpanda's ssx and utils, as much as tests/models/redpanda.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_REDPANDA_H
#define COROSAFE_TESTS_STUBS_REDPANDA_H

#include "seastar.h"

namespace ssx {

namespace detail {
struct background_t {
  template <class T> constexpr void operator=(T &&) const noexcept {}
};
} // namespace detail
inline constexpr detail::background_t background;

template <class T>
seastar::future<T> with_timeout_abortable(seastar::future<T>, seastar::clock::time_point, seastar::abort_source &);
template <class F> void spawn_with_gate(seastar::gate &, F &&) noexcept {}
template <class F> seastar::future<> spawn_with_gate_then(seastar::gate &, F &&) noexcept { return {}; }
seastar::future<> ignore_shutdown_exceptions(seastar::future<>) noexcept;
seastar::future<> sleep_abortable(std::chrono::milliseconds, seastar::abort_source &);

template <class Clock = seastar::clock>
class named_semaphore : public seastar::basic_semaphore<seastar::semaphore_default_exception_factory, Clock> {
public:
  named_semaphore(std::size_t, const char *);
};
using semaphore = named_semaphore<>;

class work_queue {
public:
  template <class F> void submit(F &&) {}
  seastar::future<> shutdown();
};

} // namespace ssx

class mutex {
public:
  using units = seastar::semaphore_units<seastar::semaphore_default_exception_factory, seastar::clock>;
  seastar::future<units> get_units() noexcept;
  template <class F> seastar::future<> with(F &&) noexcept { return {}; }
};

#endif
