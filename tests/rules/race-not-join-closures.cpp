// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Branches that are closures, which write what they learn to what they captured.

#include "folly.h"
#include <optional>
#include <string>

using folly::coro::collectAny, folly::coro::Task;
struct source {
  Task<std::string> ask(const char *what);
};
std::string better_of(const std::optional<std::string> &, const std::optional<std::string> &);

Task<std::string> both_needed_bad(source &a, source &b) {
  std::string x, y;
  auto left = [&]() -> Task<> { x = co_await a.ask("x"); };
  auto right = [&]() -> Task<> { y = co_await b.ask("y"); };
  co_await collectAny(left(), right()); // expected-warning {{race}}
  co_return x + y;
}
Task<std::string> both_needed_in_place_bad(source &a, source &b) {
  std::string x, y;
  co_await collectAny([&]() -> Task<> { x = co_await a.ask("x"); }(), [&]() -> Task<> { y = co_await b.ask("y"); }()); // expected-warning {{race}}
  co_return x + y;
}
Task<std::string> one_of_them_ok(source &a, source &b) {
  std::string x, y;
  auto left = [&]() -> Task<> { x = co_await a.ask("x"); };
  auto right = [&]() -> Task<> { y = co_await b.ask("y"); };
  co_await collectAny(left(), right());
  co_return x.empty() ? y : x;
}
Task<std::string> the_first_ok(source &a, source &b) {
  std::string x;
  auto left = [&]() -> Task<> { x = co_await a.ask("x"); };
  auto right = [&]() -> Task<> { x = co_await b.ask("y"); };
  co_await collectAny(left(), right());
  co_return x;
}
Task<std::string> whichever_came_ok(source &a, source &b) {
  std::optional<std::string> x, y;
  auto left = [&]() -> Task<> { x = co_await a.ask("x"); };
  auto right = [&]() -> Task<> { y = co_await b.ask("y"); };
  co_await collectAny(left(), right());
  co_return better_of(x, y);
}
