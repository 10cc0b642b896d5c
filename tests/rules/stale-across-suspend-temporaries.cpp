// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// What a temporary handle led to, used when the handle is gone.

#include "minicoro.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

mini::task<> step();
void use(int);
void use(std::string_view);

struct table {
  std::vector<int> rows;
  std::map<int, std::string> names;
  std::string title;
  table *next = nullptr;
  void touch();
  std::vector<int> &list() { return rows; }
  table &following() { return *next; }
};
struct holder {
  table &content();
  table &content_of(int part);
};
struct reference_holder {
  table &other;
  table &content() { return other; }
};
std::shared_ptr<holder> look_up(int);
std::shared_ptr<reference_holder> look_up_reference(int);
std::shared_ptr<table> get_table(int);
std::unique_ptr<table> make_table();
mini::task<std::shared_ptr<table>> fetch_table(int);
std::shared_ptr<table> default_table();
std::vector<std::string> words();

mini::task<> through_accessor_bad(int id) {
  auto &t = look_up(id)->content();
  co_await step();
  t.touch(); // expected-warning {{what is used here was kept by the handle that 'look_up' gave, which ended before the suspend point}}
}

mini::task<> through_function_bad(int id) {
  auto &t = look_up(id)->content_of(3);
  co_await step();
  t.touch(); // expected-warning {{was kept by the handle}}
}

mini::task<> followed_bad(int id) {
  table &t = *get_table(id);
  t.touch();
  co_await step();
  t.touch(); // expected-warning {{was kept by the handle}}
}

mini::task<> pointer_bad(int id) {
  table *t = get_table(id).get();
  co_await step();
  t->touch(); // expected-warning {{what 't' refers to was kept by the handle}}
}

mini::task<> range_bad(int id) {
  for (int row : get_table(id)->rows) { // expected-warning {{was kept by the handle}}
    co_await step();
    use(row);
  }
}

mini::task<> range_from_function_bad(int id) {
  for (int row : get_table(id)->list()) { // expected-warning {{was kept by the handle}}
    co_await step();
    use(row);
  }
}

mini::task<> unique_bad() {
  for (int row : make_table()->rows) { // expected-warning {{was kept by the handle}}
    co_await step();
    use(row);
  }
}

mini::task<> awaited_bad(int id) {
  auto &t = *co_await fetch_table(id);
  co_await step();
  t.touch(); // expected-warning {{the handle that 'fetch_table' gave}}
}

mini::task<> view_bad(int id) {
  std::string_view title = get_table(id)->title;
  co_await step();
  use(title); // expected-warning {{what 'title' refers to was kept}}
}

mini::task<> iterator_bad(int id) {
  auto it = get_table(id)->names.find(1);
  co_await step();
  use(it->second); // expected-warning {{was kept by the handle}}
}

mini::task<> weak_bad(std::weak_ptr<table> w) {
  auto &t = *w.lock();
  co_await step();
  t.touch(); // expected-warning {{was kept by the handle}}
}

mini::task<> held_ok(int id) {
  auto handle = look_up(id);
  auto &t = handle->content();
  co_await step();
  t.touch();
}

mini::task<> extended_ok(int id) {
  const std::shared_ptr<table> &handle = get_table(id);
  co_await step();
  handle->touch();
}

mini::task<> range_with_init_ok(int id) {
  for (auto t = get_table(id); int row : t->rows) {
    co_await step();
    use(row);
  }
}

mini::task<> range_of_values_ok() {
  for (auto &word : words()) {
    co_await step();
    use(word);
  }
}

mini::task<> one_expression_ok(int id) {
  get_table(id)->touch();
  co_await step();
  get_table(id)->touch();
}

mini::task<> copied_ok(int id) {
  auto title = get_table(id)->title;
  co_await step();
  use(title);
}

mini::task<> used_before_ok(int id) {
  auto &t = *get_table(id);
  t.touch();
  co_await step();
}

mini::task<> refers_elsewhere_ok(int id) {
  auto &t = look_up_reference(id)->content();
  auto &next = get_table(id)->following();
  co_await step();
  t.touch();
  next.touch();
}

mini::task<> released_ok() {
  table *t = make_table().release();
  co_await step();
  delete t;
}

std::optional<table *> any_table();

mini::task<> pointers_copied_ok(int id) {
  table *next = get_table(id)->next;
  auto any = *any_table();
  co_await step();
  next->touch();
  any->touch();
}

mini::task<> lasts_ok() {
  auto &t = *default_table();
  co_await step();
  t.touch();
}

struct catalog {
  std::shared_ptr<table> current;
  std::shared_ptr<table> first;
  std::map<int, std::shared_ptr<table>> all;

  std::shared_ptr<table> now() const { return current; }
  std::shared_ptr<table> beginning() const { return first; }
  std::shared_ptr<table> find(int id) {
    auto it = all.find(id);
    return it == all.end() ? nullptr : it->second;
  }
  void set(std::shared_ptr<table> t) { current = std::move(t); }
  void drop(int id) { all.erase(id); }

  mini::task<> replaced_bad() {
    const auto &title = now()->title;
    co_await step();
    use(title); // expected-warning {{was kept by the handle that 'catalog::now' gave}}
  }

  mini::task<> erased_bad(int id) {
    auto &title = find(id)->title;
    co_await step();
    use(title); // expected-warning {{was kept by the handle that 'catalog::find' gave}}
  }

  mini::task<> never_replaced_ok() {
    auto &title = beginning()->title;
    co_await step();
    use(title);
  }
};

// A view of an element that is looked up in the same breath.
class directory {
  std::map<int, std::string> names_;

public:
  void remove(int id) { names_.erase(id); }

  mini::task<> found_bad(int id) {
    std::string_view name = names_.find(id)->second;
    co_await step();
    use(name); // expected-warning {{'name' points into 'names_'}}
  }
  mini::task<> first_bad() {
    std::string_view name = names_.begin()->second;
    co_await step();
    use(name); // expected-warning {{'name' points into 'names_'}}
  }
  mini::task<> copied_ok(int id) {
    std::string name = names_.find(id)->second;
    co_await step();
    use(name);
  }
};

//===-- a result that stays in the task ----------------------------------------------===//

namespace kept {
template <class T> struct future {
  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
    T *value;
  };
  std::coroutine_handle<promise_type> frame;
  future(future &&other) noexcept;
  ~future() {
    if (frame)
      frame.destroy();
  }
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  const T &await_resume() const { return *frame.promise().value; }
};
struct reply {
  int code = 0;
  std::string text;
};
future<reply> ask(int id);
future<reply> ask_twice(int id) { co_return reply(co_await ask(id)); }
future<int> pause();
void read(const reply &r);

future<int> reply_bad() {
  const reply &r = co_await ask(1);
  read(r); // expected-warning {{'r' refers to what the task of 'kept::ask' kept, which ended with the statement}}
  co_return 0;
}
future<int> reply_of_coroutine_bad() {
  auto &&r = co_await ask_twice(1);
  co_await pause();
  co_return r.code; // expected-warning {{'r' refers to what the task of 'kept::ask_twice' kept}}
}
future<int> part_bad() {
  const std::string &text = (co_await ask(1)).text;
  co_return text.size(); // expected-warning {{what is used here refers to what the task of 'kept::ask' kept}}
}
future<int> part_of_value_ok(mini::task<reply> (*make)()) {
  const std::string &text = (co_await make()).text;
  co_return text.size();
}
future<int> part_of_kept_task_ok() {
  auto asked = ask(1);
  const std::string &text = (co_await asked).text;
  co_return text.size();
}
future<int> copied_ok() {
  reply r = co_await ask(1);
  const std::string text = (co_await ask(2)).text;
  read(r);
  co_return text.size();
}
future<int> task_kept_ok() {
  auto asked = ask(1);
  const reply &r = co_await asked;
  read(r);
  co_return 0;
}
future<int> used_at_once_ok() {
  read(co_await ask(1));
  const reply &unused = co_await ask(1);
  co_return 0;
}
// One who keeps the task hands it out.
struct client {
  future<reply> &last();
  future<int> last_ok() {
    const reply &r = co_await last();
    read(r);
    co_return 0;
  }
};
// A task that gives its result away, as rvalue reference.
template <class T> struct owner : future<T> {
  T &&await_resume() const { return std::move(*this->frame.promise().value); }
};
owner<reply> fetch(int id);
future<int> moved_out_bad() {
  auto &&r = co_await fetch(1);
  co_await pause();
  co_return r.code; // expected-warning {{'r' refers to what the task of 'kept::fetch' kept}}
}
future<int> moved_part_bad() {
  auto &&text = (co_await fetch(1)).text;
  co_return text.size(); // expected-warning {{what is used here refers to what the task of 'kept::fetch' kept}}
}
future<int> moved_to_ok() {
  auto r = co_await fetch(1);
  reply &&again = std::move(r);
  std::string text = (co_await fetch(2)).text;
  co_return again.code + text.size();
}
// What is given by value lives as long as the reference to it.
mini::task<int> by_value_ok(mini::task<std::string> (*make)()) {
  const std::string &text = co_await make();
  co_return text.size();
}
} // namespace kept
