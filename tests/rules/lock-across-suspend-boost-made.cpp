// REQUIRES: boost
// RUN: %corosafe %s -- %rules-flags %verify

// A function that makes a guard is given what the guard's constructor is given.

#include "minicoro.h"

#include <boost/thread/lock_factories.hpp>
#include <boost/thread/mutex.hpp>

mini::task<> tick();

mini::task<> made_bad(boost::mutex &m) {
  auto lock = boost::make_unique_lock(m);
  co_await tick(); // expected-warning {{locked across}}
}
mini::task<> deferred_ok(boost::mutex &m) {
  auto lock = boost::make_unique_lock(m, boost::defer_lock);
  co_await tick();
}
mini::task<> deferred_and_locked_bad(boost::mutex &m) {
  auto lock = boost::make_unique_lock(m, boost::defer_lock);
  lock.lock();
  co_await tick(); // expected-warning {{locked across}}
}
mini::task<> tried_ok(boost::mutex &m) {
  auto lock = boost::make_unique_lock(m, boost::try_to_lock);
  if (!lock.owns_lock())
    co_await tick();
}
mini::task<> tried_bad(boost::mutex &m) {
  auto lock = boost::make_unique_lock(m, boost::try_to_lock);
  if (lock.owns_lock())
    co_await tick(); // expected-warning {{locked across}}
}
mini::task<> adopted_bad(boost::mutex &m) {
  m.lock();
  auto lock = boost::make_unique_lock(m, boost::adopt_lock);
  co_await tick(); // expected-warning {{locked across}}
}
