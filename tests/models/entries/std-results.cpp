// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include %verify

// What results of the standard library tell, and what it runs and passes on.

#include "entries/std.h"

//===-- what a result tells -------------------------------------------------------===//

#define TOLD(type, lost) \
  task<> CAT(told_, __LINE__)(stream &s) { \
    auto r = co_await entries::within<type>(take(s)); \
    if (lost) \
      co_return; \
    co_await s.next(); \
  }
TOLD(std::optional<int>, !r.has_value())
TOLD(std::optional<int>, !r)
TOLD(expected_int, !r.has_value())
TOLD(expected_int, !r)
TOLD(std::any, !r.has_value())
TOLD(std::unique_ptr<int>, !r)
TOLD(std::shared_ptr<int>, !r)
TOLD(std::function<void()>, !r)
TOLD(std::move_only_function<void()>, !r)
TOLD(std::coroutine_handle<>, !r)
#define FAILED(type, lost) \
  task<> CAT(failed_, __LINE__)(stream &s) { \
    auto e = co_await entries::until<type>(take(s)); \
    if (lost) \
      co_return; \
    co_await s.next(); \
  }
FAILED(std::error_code, e)
FAILED(std::error_condition, e)
FAILED(std::exception_ptr, e)
using either_of = std::variant<int, char>;
#define WHO(lost) \
  task<> CAT(who_, __LINE__)(stream &s) { \
    auto r = co_await entries::either<either_of>(take(s), tick()); \
    if (lost) \
      co_return; \
    co_await s.next(); \
  }
WHO(r.index() == 1)
WHO(std::holds_alternative<char>(r))
WHO(!std::get_if<int>(&r))
task<> got(stream &s) {
  auto r = co_await entries::either<either_of>(take(s), tick());
  look_at(std::get<int>(r));
  co_await s.next();
}
task<> got_value(stream &s) {
  auto r = co_await entries::within<std::optional<int>>(take(s));
  look_at(r.value());
  co_await s.next();
}
task<> got_expected(stream &s) {
  auto r = co_await entries::within<expected_int>(take(s));
  look_at(r.value());
  co_await s.next();
}

//===-- parts ----------------------------------------------------------------------===//

task<> tuple_bad(stream &x, std::tuple<stream &, int> parts) {
  co_await first(take(std::get<0>(parts)), tick()); // expected-warning {{not safe to lose}}
  co_await std::get<0>(parts).next();
}
task<> lock_bad(std::weak_ptr<stream> w) {
  auto s = w.lock();
  for (;;)
    co_await first(take(*s), tick()); // expected-warning {{not safe to lose}}
}

REFERS(std::vector<int>, o.at(0), o.clear()) // expected-warning {{may have changed}}
REFERS(std::vector<int>, o[0], o.clear()) // expected-warning {{may have changed}}
REFERS(std::vector<int>, o.front(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::vector<int>, o.back(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::deque<int>, o.at(0), o.clear()) // expected-warning {{may have changed}}
REFERS(std::deque<int>, o[0], o.clear()) // expected-warning {{may have changed}}
REFERS(std::deque<int>, o.front(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::deque<int>, o.back(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::list<int>, o.front(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::list<int>, o.back(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::forward_list<int>, o.front(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::string, o.at(0), o.clear()) // expected-warning {{may have changed}}
REFERS(std::string, o[0], o.clear()) // expected-warning {{may have changed}}
REFERS(std::string, o.front(), o.clear()) // expected-warning {{may have changed}}
REFERS(std::string, o.back(), o.clear()) // expected-warning {{may have changed}}
REFERS(map_of_ints, o.at(1), o.clear()) // expected-warning {{may have changed}}
REFERS(map_of_ints, o[1], o.clear()) // expected-warning {{may have changed}}
REFERS(unordered_map_of_ints, o.at(1), o.clear()) // expected-warning {{may have changed}}
REFERS(unordered_map_of_ints, o[1], o.clear()) // expected-warning {{may have changed}}
REFERS(std::queue<int>, o.front(), o.pop()) // expected-warning {{may have changed}}
REFERS(std::queue<int>, o.back(), o.pop()) // expected-warning {{may have changed}}
REFERS(std::unique_ptr<int[]>, o[0], o.reset()) // expected-warning {{may have changed}}
using pairs = std::vector<std::array<int, 2>>;
REFERS(pairs, o[0].at(0), o.clear()) // expected-warning {{may have changed}}
REFERS(pairs, o[0][0], o.clear()) // expected-warning {{may have changed}}
REFERS(pairs, o[0].front(), o.clear()) // expected-warning {{may have changed}}
REFERS(pairs, o[0].back(), o.clear()) // expected-warning {{may have changed}}

//===-- what is run in place ------------------------------------------------------===//

using vec = std::vector<int>;
#define RUN(call) \
  task<> CAT(run_, __LINE__)(vec &v) { \
    auto blocking = [](auto &&...) { entries::block(); return 1; }; \
    call; \
    co_await tick(); \
  }
#define B v.begin()
#define E v.end()
RUN(std::invoke(blocking)) // expected-warning {{blocks the thread}}
RUN(std::apply(blocking, std::tuple(1))) // expected-warning {{blocks the thread}}
RUN(std::visit(blocking, std::variant<int>(1))) // expected-warning {{blocks the thread}}
RUN(std::for_each(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::for_each_n(B, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::transform(B, E, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::sort(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::stable_sort(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::partial_sort(B, B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::find_if(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::find_if_not(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::any_of(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::all_of(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::none_of(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::count_if(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::remove_if(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::remove_copy_if(B, E, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::copy_if(B, E, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::replace_if(B, E, blocking, 1)) // expected-warning {{blocks the thread}}
RUN(std::partition(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::stable_partition(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::generate(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::generate_n(B, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::accumulate(B, E, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::reduce(B, E, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::lower_bound(B, E, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::upper_bound(B, E, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::max_element(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::min_element(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::unique(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::equal(B, E, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::mismatch(B, E, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::search(B, E, B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::adjacent_find(B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::nth_element(B, B, E, blocking)) // expected-warning {{blocks the thread}}
RUN(std::erase_if(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::for_each(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::sort(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::stable_sort(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::partial_sort(v, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::nth_element(v, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::transform(v, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::find_if(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::find_if_not(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::any_of(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::all_of(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::none_of(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::count_if(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::remove_if(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::remove_copy_if(v, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::copy_if(v, B, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::replace_if(v, blocking, 1)) // expected-warning {{blocks the thread}}
RUN(std::ranges::partition(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::stable_partition(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::generate(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::generate_n(B, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::for_each_n(B, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::lower_bound(v, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::upper_bound(v, 1, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::max_element(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::min_element(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::unique(v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::equal(v, v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::mismatch(v, v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::search(v, v, blocking)) // expected-warning {{blocks the thread}}
RUN(std::ranges::adjacent_find(v, blocking)) // expected-warning {{blocks the thread}}

//===-- where a thing goes --------------------------------------------------------===//

struct owning {
  stream s;
  owning(stream &&);
};
#define GIVEN(call) \
  task<> CAT(given_, __LINE__)(stream &s) { \
    co_await first(take(s), tick()); \
    auto kept = call; \
    look_at(kept); \
  }
GIVEN(std::make_shared<owning>(std::move(s))) // expected-warning {{not safe to lose}}
GIVEN(std::make_unique<owning>(std::move(s))) // expected-warning {{not safe to lose}}
GIVEN(std::allocate_shared<owning>(std::allocator<owning>(), std::move(s))) // expected-warning {{not safe to lose}}
GIVEN(std::make_optional<stream>(std::move(s))) // expected-warning {{not safe to lose}}
GIVEN(std::make_any<stream>(std::move(s))) // expected-warning {{not safe to lose}}
GIVEN(std::make_pair(std::move(s), 1)) // expected-warning {{not safe to lose}}
GIVEN(std::make_tuple(std::move(s), 1)) // expected-warning {{not safe to lose}}
GIVEN(std::forward_as_tuple(std::move(s), 1)) // expected-warning {{not safe to lose}}
GIVEN(std::bind([](stream &) {}, std::move(s))) // expected-warning {{not safe to lose}}
GIVEN(std::bind_front([](stream &) {}, std::move(s))) // expected-warning {{not safe to lose}}

// What a function object calls later may change what is looked at now.
struct callbacks {
  std::vector<int> o, p;
  std::function<task<>()> changes_o;
  std::move_only_function<task<>()> changes_p;
  task<> change_o() {
    co_await tick();
    o.clear();
  }
  task<> change_p() {
    co_await tick();
    p.clear();
  }
  task<> stored_bad() {
    auto it = o.begin();
    changes_o = [this] { return change_o(); };
    co_await tick();
    look_at(*it); // expected-warning {{may have changed}}
  }
  task<> stored_move_only_bad() {
    auto it = p.begin();
    changes_p = [this] { return change_p(); };
    co_await tick();
    look_at(*it); // expected-warning {{may have changed}}
  }
};
struct called {
  std::vector<int> o, p;
  task<> change_o() {
    co_await tick();
    o.clear();
  }
  task<> change_p() {
    co_await tick();
    p.clear();
  }
  task<> called_afterwards_ok() {
    auto it = o.begin();
    co_await tick();
    look_at(*it);
    co_await std::function<task<>()>([this] { return change_o(); })();
  }
  task<> called_afterwards_move_only_ok() {
    auto it = p.begin();
    co_await tick();
    look_at(*it);
    co_await std::move_only_function<task<>()>([this] { return change_p(); })();
  }
};

//===-- views that are passed on ----------------------------------------------------===//

task<> prints(std::string_view text) {
  co_await tick();
  look_at(text.data());
}
task<> adds(std::initializer_list<int> all) {
  co_await tick();
  look_at(all.begin());
}
task<> walks(std::ranges::ref_view<std::vector<int>> all) {
  co_await tick();
  look_at(all.begin());
}
task<> walks_part(std::ranges::subrange<int *> some) {
  co_await tick();
  look_at(some.begin());
}
task<> string_view_bad() {
  auto t = prints(std::string("a")); // expected-warning {{a temporary that dies}}
  co_await tick();
  co_await std::move(t);
}
task<> initializer_list_bad() {
  auto t = adds({1, 2}); // expected-warning {{a temporary that dies}}
  co_await tick();
  co_await std::move(t);
}
task<> ref_view_bad() {
  std::vector<int> v;
  entries::spawn(walks(std::ranges::ref_view(v))); // expected-warning {{'walks' uses 'v', but it runs on}}
  co_return;
}
task<> subrange_bad() {
  int v[2];
  entries::spawn(walks_part(std::ranges::subrange(v, v + 1))); // expected-warning {{'walks_part' uses 'v', but it runs on}}
  co_return;
}
task<> awaited_in_place_ok() {
  std::vector<int> v;
  co_await prints(std::string("a"));
  co_await adds({1, 2});
  co_await walks(std::ranges::ref_view(v));
}
struct viewed {
  std::string o;
  std::vector<int> v;
  void alter() { o.clear(), v.clear(); }
  task<> string_view_bad() {
    std::string_view seen = o;
    co_await tick();
    look_at(seen); // expected-warning {{may have changed}}
  }
  task<> span_bad() {
    std::span seen(v);
    co_await tick();
    look_at(seen); // expected-warning {{may have changed}}
  }
  task<> ref_view_bad() {
    std::ranges::ref_view seen(v);
    co_await tick();
    look_at(seen); // expected-warning {{may have changed}}
  }
  task<> subrange_bad() {
    std::ranges::subrange seen(v);
    co_await tick();
    look_at(seen); // expected-warning {{may have changed}}
  }
};

//===-- owners ---------------------------------------------------------------------===//

struct session : std::enable_shared_from_this<session> {
  int n;
  task<> run() {
    co_await tick();
    ++n;
  }
  task<> run_kept() {
    auto self = shared_from_this();
    co_await tick();
    ++n;
  }
  void start_ok() {
    entries::spawn([self = shared_from_this()] { return self->run_kept(); });
  }
  void start_bad() {
    auto self = shared_from_this();
    entries::spawn(run()); // expected-warning {{'session::run' uses 'this', but it runs on}}
  }
};
void spawned_bad() {
  auto s = std::make_shared<session>();
  entries::spawn(s->run()); // expected-warning {{'session::run' uses 's', but it runs on}}
}
void spawned_ok() {
  auto s = std::make_shared<session>();
  entries::spawn(s->run_kept());
}

//===-- what is told of ------------------------------------------------------------===//

#define TOLD_OF(type, call) \
  task<> CAT(told_of_, __LINE__)(type &o) { \
    co_await first(take(o), tick()); \
    call; \
  }
TOLD_OF(stream, std::cout << o.name)
TOLD_OF(stream, std::cout << o.number)
TOLD_OF(stream, std::cout.put(o.number))
TOLD_OF(stream, std::cout.write(o.name, o.number))
TOLD_OF(stream, look_at(std::to_string(o.number)))
TOLD_OF(std::ostream, o.flush())
TOLD_OF(std::ostream, std::endl(o))
TOLD_OF(std::ostream, std::flush(o))
TOLD_OF(std::ostream, std::ends(o))

//===-- ends and errors -------------------------------------------------------------===//

using maybe = std::optional<int>;
task<> goes_on_after_the_end_bad(stream &s) {
  for (;;) {
    auto v = co_await entries::pull<maybe>(s); // expected-warning {{completes at once and this loop spins}}
    if (v == std::nullopt)
      continue;
    look_at(*v);
  }
}
task<> ends_with_it_ok(stream &s) {
  for (;;) {
    auto v = co_await entries::pull<maybe>(s);
    if (v == std::nullopt)
      break;
    look_at(*v);
  }
}
task<> canceled_asked_ok(stream &x, std::stop_token token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const std::system_error &e) {
      if (e.code() == std::errc::operation_canceled)
        co_return;
    }
  }
}
task<> canceled_asked_raced_ok(stream &x, std::stop_token token) { co_await first(canceled_asked_ok(x, token), tick()); }

task<> prints_it(std::reference_wrapper<std::string> text) {
  co_await tick();
  look_at(text.get().data());
}
task<> prints_const(std::reference_wrapper<const std::string> text) {
  co_await tick();
  look_at(text.get().data());
}
task<> ref_bad() {
  std::string text;
  entries::spawn(prints_it(std::ref(text))); // expected-warning {{'prints_it' uses 'text', but it runs on}}
  co_return;
}
task<> cref_bad() {
  std::string text;
  entries::spawn(prints_const(std::cref(text))); // expected-warning {{'prints_const' uses 'text', but it runs on}}
  co_return;
}
task<> ref_ok() {
  std::string text;
  co_await prints_it(std::ref(text));
}
