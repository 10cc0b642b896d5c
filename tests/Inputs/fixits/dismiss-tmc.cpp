// spawn() and detach() let a task of TooManyCooks run by itself.
#include "stubs/tmc.h"

tmc::task<int> measure(int n);
tmc::task<void> fill(int &out);

tmc::task<void> lets_go() {
  measure(1);
  co_return;
}
tmc::task<void> spawned_already() {
  tmc::spawn(measure(2));
  co_return;
}
void from_outside_alternative() { measure(3); }
void by_reference_nofix() { tmc::spawn(measure(4)); }
void of_what_ends_nofix() {
  int n = 0;
  fill(n);
}
