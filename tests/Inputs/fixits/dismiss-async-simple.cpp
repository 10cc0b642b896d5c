// start() lets a Lazy run by itself.
#include "stubs/async_simple.h"

using async_simple::coro::Lazy;

Lazy<int> measure(int n);
Lazy<void> fill(int &out);

Lazy<void> lets_go() {
  measure(1);
  co_return;
}
void from_outside_alternative() { measure(2); }
void of_what_ends_nofix() {
  int n = 0;
  fill(n);
}
