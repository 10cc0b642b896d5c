// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// An object that counts its tasks, up where it lets go of them and down where they end, and asks until there are none.

#include "minicoro.h"

#include <string>

using mini::task;

task<> step();

class batch {
  int running_ = 0, done_ = 0;
  task<> work(std::string &log) {
    co_await step();
    log += "x";
    --running_;
    ++done_;
  }

public:
  task<> run_ok() {
    std::string log;
    for (int i = 0; i < 3; ++i) {
      ++running_;
      mini::spawn(work(log));
    }
    while (running_ > 0)
      co_await step();
  }
  task<> run_bad() {
    std::string log;
    for (int i = 0; i < 3; ++i) {
      ++running_;
      mini::spawn(work(log)); // expected-warning {{uses 'log'}} expected-warning {{uses 'this'}}
    }
    while (done_ == 0)
      co_await step();
  }
};
