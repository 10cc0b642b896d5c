// A promise of Boost.Cobalt is let go by `+`; what it works on must be its own.
#include "stubs/cobalt.h"

namespace cobalt = boost::cobalt;

cobalt::promise<int> measure(int n);
cobalt::promise<int> fill(int &out);

cobalt::promise<void> lets_go() {
  measure(1);
  co_return;
}
void from_outside_alternative() { measure(2); }
void of_what_ends_nofix() {
  int n = 0;
  fill(n);
}
