// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include %verify

// What is put on top of a member stack and taken off again, in a library that cancels.

#include "entries/asio.h"

#include <deque>
#include <stack>
#include <vector>

using entries::first, entries::tick;
template <class T = void> using task = asio::awaitable<T>;

#define TOP(NAME, TYPE, PUT, TAKE)                                                                                     \
  struct NAME {                                                                                                        \
    TYPE o;                                                                                                            \
    task<> run_bad() {                                                                                                 \
      o.PUT;                                                                                                           \
      co_await tick();                                                                                                 \
      o.TAKE();                                                                                                        \
    }                                                                                                                  \
    task<> raced_ok() { co_await first(run_bad(), tick()); }                                                           \
  };
TOP(vector_pushed, std::vector<int>, push_back(1), pop_back) // expected-warning {{is never called}}
TOP(vector_emplaced, std::vector<int>, emplace_back(1), pop_back) // expected-warning {{is never called}}
TOP(deque_pushed_back, std::deque<int>, push_back(1), pop_back) // expected-warning {{is never called}}
TOP(deque_pushed_front, std::deque<int>, push_front(1), pop_front) // expected-warning {{is never called}}
TOP(stack_pushed, std::stack<int>, push(1), pop) // expected-warning {{is never called}}
TOP(deque_queued_ok, std::deque<int>, push_back(1), pop_front)
