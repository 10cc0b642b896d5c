// detach() lets a result of libasync run by itself.
#include "stubs/libasync.h"

async::result<int> measure(int n);
async::result<void> fill(int &out);
struct device {
  async::result<void> poll();
};

async::result<void> lets_go() {
  measure(1);
  co_return;
}
async::detached from_a_detached_one() {
  measure(2);
  co_return;
}
void from_outside_alternative() { measure(3); }
void of_what_ends_nofix() {
  int n = 0;
  fill(n);
  device own;
  own.poll();
}
