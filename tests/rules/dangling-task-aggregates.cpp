// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// What a coroutine is given by value may refer to others by its members: an aggregate of references and views.

#include "minicoro.h"
#include <string>
#include <string_view>

struct order {
  const std::string &customer;
  int count = 1;
};
struct label {
  std::string_view text;
};
struct parcel { // It has what it needs.
  std::string customer;
  int count = 1;
};

mini::task<> rest();
void print(std::string_view text);
void print(int count);

mini::task<> deliver(order o) {
  co_await rest();
  print(o.customer);
}
mini::task<> tally(order o) {
  co_await rest();
  print(o.count);
}
mini::task<> mark(label l) {
  co_await rest();
  print(l.text);
}
mini::task<> post(parcel p) {
  co_await rest();
  print(p.customer);
}
mini::task<> hand_on(order o) { co_await deliver(o); }

void reference_bad() {
  std::string name = "A. N. Other";
  mini::spawn(deliver(order{name, 2})); // expected-warning {{'deliver' uses 'name'}}
}
void designated_bad() {
  std::string name = "A. N. Other";
  mini::spawn(deliver({.customer = name})); // expected-warning {{'deliver' uses 'name'}}
}
void kept_first_bad() {
  std::string name = "A. N. Other";
  order o{name, 2};
  mini::spawn(deliver(o)); // expected-warning {{'deliver' uses 'name'}}
}
void view_bad() {
  std::string name = "A. N. Other";
  mini::spawn(mark({name})); // expected-warning {{'mark' uses 'name'}}
}
void handed_on_bad() {
  std::string name = "A. N. Other";
  mini::spawn(hand_on({name})); // expected-warning {{'hand_on' uses 'name'}}
}
void temporary_bad() {
  mini::spawn(deliver({.customer = "A. N. Other"})); // expected-warning {{a temporary}}
}

void only_numbers_ok() {
  std::string name = "A. N. Other";
  mini::spawn(tally({name, 2}));
}
void literal_ok() { mini::spawn(mark({"fragile"})); }
void global_ok() {
  static const std::string name = "A. N. Other";
  mini::spawn(deliver({name}));
}
void copied_ok() {
  std::string name = "A. N. Other";
  mini::spawn(post({name, 2}));
}
mini::task<> awaited_ok() {
  std::string name = "A. N. Other";
  co_await deliver({name, 2});
}
