#include "demo.h"

task bug() {
  std::lock_guard<std::mutex> lock(shared_mutex);
  co_await work();
}
