// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Races of other libraries that nobody asks who won.

#include "cobalt.h"
#include "corral.h"
#include "folly.h"

#include <optional>

namespace cobalt = boost::cobalt;
using namespace std::chrono_literals;

struct order {};
void use(int value);

folly::coro::Task<int> save_order(order o);
folly::coro::Task<int> notify_customer(order o);
folly::coro::Task<int> fetch(int replica);
folly::coro::Task<int> run_forever();

folly::coro::Task<void> saves_and_notifies_bad(order o) {
  co_await folly::coro::collectAny(save_order(o), notify_customer(o)); // expected-warning {{waits for the first of these only}}
}

folly::coro::Task<void> saves_and_notifies_ok(order o) {
  co_await folly::coro::collectAll(save_order(o), notify_customer(o));
}

folly::coro::Task<void> asks_the_winner_ok(order o) {
  auto r = co_await folly::coro::collectAny(save_order(o), notify_customer(o));
  use(int(r.first));
}

folly::coro::Task<void> hedged_ok() { use((co_await folly::coro::collectAny(fetch(1), fetch(2))).second.value()); }

folly::coro::Task<void> for_a_time_ok(order o) {
  co_await folly::coro::collectAny(save_order(o), folly::coro::sleep(10ms));
}

folly::coro::Task<void> until_one_ends_ok() { co_await folly::coro::collectAny(run_forever(), run_forever()); }

cobalt::task<void> store_row(order o);
cobalt::task<void> write_log(order o);

cobalt::task<void> race_bad(order o) {
  co_await cobalt::race(store_row(o), write_log(o)); // expected-warning {{first of these only}}
}
cobalt::task<void> join_ok(order o) { co_await cobalt::join(store_row(o), write_log(o)); }
cobalt::task<void> left_race_bad(order o) {
  co_await cobalt::left_race(store_row(o), write_log(o)); // expected-warning {{first of these only}}
}
cobalt::task<void> channels_ok(cobalt::channel<int> &a, cobalt::channel<int> &b) {
  co_await cobalt::race(a.read(), b.read());
}

corral::Task<int> update_index(order o);
corral::Task<int> flush_cache();
corral::Task<> any_bad(order o) {
  co_await corral::anyOf(update_index(o), flush_cache()); // expected-warning {{first of these only}}
}
corral::Task<> all_ok(order o) { co_await corral::allOf(update_index(o), flush_cache()); }
corral::Task<> any_until_ok(order o, boost::asio::io_context &io) {
  co_await corral::anyOf(update_index(o), corral::sleepFor(io, 10ms));
}

corral::Task<> in_turn_bad(order o) {
  for (int shard = 0; shard < 2; ++shard)
    co_await corral::anyOf(update_index(o), flush_cache()); // expected-warning {{first of these only}}
}

// What is raced as an lvalue goes on when it has lost.
cobalt::task<void> kept_ok(order o) {
  auto row = store_row(o);
  auto line = write_log(o);
  co_await cobalt::race(row, line);
}

folly::coro::Task<void> each_order_bad(std::vector<order> orders) {
  for (order &o : orders)
    co_await folly::coro::collectAny(save_order(o), notify_customer(o)); // expected-warning {{first of these only}}
}

folly::coro::Task<void> whichever_ok(order o) {
  auto [index, result] = co_await folly::coro::collectAny(save_order(o), notify_customer(o));
  if (index == 0)
    use(result.value());
}

// The first of them is there, the other optional is empty.
corral::Task<int> count_rows();
corral::Task<int> count_lines();
corral::Task<void> counted_bad() {
  auto [rows, lines] = co_await corral::anyOf(count_rows(), count_lines()); // expected-warning {{first of these only}}
  use(*rows + *lines);
}
corral::Task<void> counted2_bad() {
  auto [rows, lines] = co_await corral::anyOf(count_rows(), count_lines()); // expected-warning {{first of these only}}
  use(rows.value() + lines.value());
}
corral::Task<void> counted_ok() {
  auto [rows, lines] = co_await corral::anyOf(count_rows(), count_lines());
  use(rows ? *rows : *lines);
}
corral::Task<void> counted2_ok() {
  auto [rows, lines] = co_await corral::anyOf(count_rows(), count_lines());
  if (rows && lines)
    use(*rows + *lines);
}

// One task for each element, which writes to that element's object.
struct replicas {
  std::vector<folly::coro::TransportIf *> peers;
  folly::coro::TransportIf *first;
  folly::coro::Task<void> append(folly::coro::TransportIf &peer) { co_await peer.write("entry"); }
  folly::coro::Task<void> append_bad() {
    std::vector<folly::coro::Task<void>> all;
    for (auto *peer : peers)
      all.push_back(append(*peer));
    co_await folly::coro::collectAnyRange(std::move(all)); // expected-warning {{first of these only}} expected-warning@-1 {{corosafe-unsafe-race-branch}}
  }
  folly::coro::Task<void> append_ok() {
    std::vector<folly::coro::Task<void>> all;
    for (auto *peer : peers)
      all.push_back(append(*peer));
    co_await folly::coro::collectAllRange(std::move(all));
  }
  folly::coro::Task<void> the_same_peer_ok() {
    std::vector<folly::coro::Task<void>> all;
    for (int i = 0; i < 3; ++i)
      all.push_back(append(*first));
    co_await folly::coro::collectAnyRange(std::move(all));
  }
  folly::coro::Task<int> first_answer_ok() {
    std::vector<folly::coro::Task<int>> all;
    for (int i = 0; i < 3; ++i)
      all.push_back(fetch(i));
    auto [index, answer] = co_await folly::coro::collectAnyRange(std::move(all));
    co_return answer.value();
  }
};
