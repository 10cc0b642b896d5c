// RUN: %corosafe %s -- -std=c++20 -I%inputs -I%inputs/stubs %verify

// Pointers that become null by themselves, ends of queues that the coroutine itself takes out, closures over elements.

#include "minicoro.h"

#include <algorithm>
#include <map>
#include <memory>
#include <queue>
#include <string>

template <class T> class QPointer {
public:
  QPointer(T *);
  QPointer &operator=(T *);
  operator T *() const;
  T *operator->() const;
  T &operator*() const;
  T *data() const;
  bool isNull() const;
};
template <class T> bool operator==(const QPointer<T> &, std::nullptr_t);

mini::task<> turn();

struct panel {
  int rows = 0;
  void repaint();
  mini::task<> reload();
};
void draw(panel *);

mini::task<> asked_before_bad(QPointer<panel> p) {
  if (!p)
    co_return;
  co_await turn();
  p->repaint(); // expected-warning {{what 'p' points to may be gone}}
}

mini::task<> asked_after_ok(QPointer<panel> p) {
  if (!p)
    co_return;
  p->repaint();
  co_await turn();
  if (p)
    p->repaint();
}

mini::task<> is_null_bad(QPointer<panel> p) {
  if (p.isNull())
    co_return;
  co_await p->reload();
  (*p).rows = 3; // expected-warning {{what 'p' points to may be gone}}
}

mini::task<> compared_bad(QPointer<panel> p) {
  if (p == nullptr)
    co_return;
  co_await p->reload();
  p.data()->repaint(); // expected-warning {{what 'p' points to may be gone}}
}

mini::task<> a_flag_from_before_bad(QPointer<panel> p) {
  const bool there = !p.isNull();
  co_await turn();
  if (there)
    p->repaint(); // expected-warning {{what 'p' points to may be gone}}
}

mini::task<> plain_bad(QPointer<panel> p) {
  panel *plain = p;
  if (!plain)
    co_return;
  co_await turn();
  plain->repaint(); // expected-warning {{'plain' is what 'p' pointed to before the suspend point}}
}

mini::task<> plain_after_ok(QPointer<panel> p) {
  panel *plain = p.data();
  co_await turn();
  if (!p)
    co_return;
  plain->repaint();
}

mini::task<> each_turn_ok(QPointer<panel> p) {
  while (p) {
    p->repaint();
    co_await turn();
  }
}

mini::task<> turn_before_bad(QPointer<panel> p) {
  while (p) {
    co_await turn();
    p->repaint(); // expected-warning {{what 'p' points to may be gone}}
  }
}

mini::task<> nobody_asks_ok(panel *owned) {
  QPointer<panel> p(owned);
  co_await turn();
  draw(p);
}

mini::task<> another_one_ok(QPointer<panel> p, panel *next) {
  if (!p)
    co_return;
  co_await turn();
  p = next;
  p->repaint();
}

struct window {
  QPointer<panel> side;
  mini::task<> member_bad() {
    if (side) {
      co_await turn();
      side->rows = 1; // expected-warning {{what 'side' points to may be gone}}
    }
  }
  mini::task<> member_ok() {
    co_await turn();
    if (side)
      side->rows = 1;
  }
};

struct order {
  std::string text;
  int tries = 0;
};
mini::task<> put(std::string_view);

struct desk {
  std::deque<order> orders;
  std::queue<std::string> notes;
  std::map<int, order> open;

  mini::task<> popped_bad() {
    auto &next = orders.front();
    orders.pop_front();
    co_await put(next.text); // expected-warning {{a reference into 'orders' is used after its element was taken out}}
  }
  mini::task<> popped_later_bad() {
    auto &next = notes.front();
    co_await put(next);
    notes.pop();
    co_await put(next); // expected-warning {{a reference into 'notes' is used after its element was taken out}}
  }
  mini::task<> view_of_what_was_popped_bad() {
    std::string_view next = notes.front();
    notes.pop();
    co_await put(next); // expected-warning {{'next', a view into 'notes' is used after its element was taken out}}
  }
  mini::task<> moved_out_ok() {
    auto next = std::move(orders.front());
    orders.pop_front();
    co_await put(next.text);
  }
  mini::task<> other_end_ok() {
    auto &last = orders.back();
    orders.pop_front();
    last.tries = 1;
    co_await turn();
  }
  mini::task<> looked_up_again_ok() {
    orders.front().tries = 1;
    orders.pop_front();
    if (!orders.empty())
      orders.front().tries = 2;
    co_await turn();
  }

  mini::task<> closure_bad(int id) {
    auto &one = open[id];
    auto again = [&one] { ++one.tries; };
    co_await turn();
    again(); // expected-warning {{'again' points into 'open'}}
  }
  mini::task<> closure_of_its_own_ok(int id) {
    auto again = [this, id] { ++open[id].tries; };
    co_await turn();
    again();
  }
  void close(int id) { open.erase(id); }
};

// What a member is given leads somewhere until others take it away.
struct request {
  std::string error() const;
  mini::task<> finished();
};
std::unique_ptr<request> send(int);

struct client {
  std::unique_ptr<request> current;
  std::string last;
  mini::task<> given_bad() {
    current = send(1);
    co_await current->finished();
    last = current->error(); // expected-warning {{'current' is followed after a suspend point}}
  }
  mini::task<> reset_to_another_bad() {
    current.reset(send(2).release());
    co_await turn();
    last = current->error(); // expected-warning {{'current' is followed after a suspend point}}
  }
  mini::task<> asked_again_ok() {
    current = send(3);
    co_await current->finished();
    if (current)
      last = current->error();
  }
  mini::task<> given_again_ok() {
    co_await turn();
    current = send(4);
    last = current->error();
  }
  void abort() { current.reset(); }
};

// What an algorithm gives is an iterator of the range that it was given.
struct roster {
  std::vector<order> all;
  mini::task<> iterator_bad() {
    auto late = std::find_if(all.begin(), all.end(), [](const order &o) { return o.tries > 3; });
    co_await turn();
    late->tries = 0; // expected-warning {{'late' points into 'all'}}
  }
  mini::task<> reference_bad() {
    order &worst = *std::max_element(all.begin(), all.end(), [](const order &a, const order &b) { return a.tries < b.tries; });
    co_await turn();
    worst.tries = 0; // expected-warning {{a reference into 'all' is used after a suspend point}}
  }
  mini::task<> copy_ok() {
    order worst = *std::ranges::max_element(all, {}, &order::tries);
    co_await turn();
    co_await put(worst.text);
  }
  void add() { all.emplace_back(); }
};
