// A sleep that can be cancelled in the place of one that cannot.
#include "stubs/tinycoro.h"

using tinycoro::Task;

Task<void> tick();

Task<void> raced(tinycoro::SoftClock &clock) {
  co_await tinycoro::AnyOfAwait(tinycoro::SleepFor(clock, 1), tick());
}
