// RUN: %corosafe %s -- -std=c++20 -I%S/../Inputs/stubs %verify

// An element that an awaited coroutine is given by reference, and uses after it was suspended itself.

#include "folly.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

using folly::coro::Task;

struct session {
  int requests = 0;
  std::string name;
};

Task<int> fetch(int);
void log(const std::string &);

Task<void> serve(session &s) {
  co_await fetch(1);
  ++s.requests;
}
Task<void> look(const session &s) { co_await fetch(s.requests); }
Task<void> greet(const std::string &name) {
  co_await fetch(1);
  log(name);
}
Task<void> copied(std::string name) {
  co_await fetch(1);
  log(name);
}

struct hub {
  std::map<int, session> byId;
  std::vector<session> inOrder;
  std::map<int, std::unique_ptr<session>> owned;
  std::map<int, std::shared_ptr<session>> held;
  std::unordered_map<int, session> hashed;
  folly::coro::Mutex turn;

  void leave(int id) {
    byId.erase(id);
    owned.erase(id);
    held.erase(id);
  }
  void join() {
    inOrder.push_back({});
    hashed.emplace(1, session{});
  }

  Task<void> subscript_bad(int id) { co_await serve(byId[id]); } // expected-warning {{'serve' is given a reference into 'byId' and uses it after it was suspended, when 'hub::leave' may have changed it}}
  Task<void> at_bad(int id) { co_await serve(byId.at(id)); } // expected-warning {{'serve' is given a reference into 'byId'}}
  Task<void> found_bad(int id) {
    auto it = byId.find(id);
    if (it != byId.end())
      co_await greet(it->second.name); // expected-warning {{'greet' is given a reference into 'byId'}}
  }
  Task<void> reference_bad(int id) {
    auto &s = byId[id];
    co_await serve(s); // expected-warning {{'serve' is given a reference into 'byId'}}
  }
  Task<void> element_bad(int i) { co_await serve(inOrder[i]); } // expected-warning {{'serve' is given a reference into 'inOrder'}}
  Task<void> soleOwner_bad(int id) { co_await serve(*owned.at(id)); } // expected-warning {{'serve' is given a reference into 'owned'}}

  Task<void> beforeOnly_ok(int id) { co_await look(byId[id]); }
  Task<void> copy_ok(int id) {
    session s = byId[id];
    co_await serve(s);
  }
  Task<void> byValue_ok(int id) { co_await copied(byId[id].name); }
  Task<void> kept_ok(int id) {
    auto s = held[id];
    co_await serve(*s);
  }
  // Others may hold it as well.
  Task<void> sharedElement_ok(int id) { co_await serve(*held[id]); }
  // A rehash moves no element.
  Task<void> rehash_ok(int id) { co_await serve(hashed.at(id)); }
};

// Each run takes out its own element, when it has been served.
struct own {
  std::map<int, session> byId;
  Task<void> one_ok(int id) {
    byId[id] = {};
    try {
      co_await serve(byId.at(id));
    } catch (...) {
      byId.erase(id);
      throw;
    }
    byId.erase(id);
  }
};

// Whoever changes it waits for the lock.
struct locked {
  std::map<int, session> byId;
  folly::coro::Mutex turn;
  Task<void> one_ok(int id) {
    auto lock = co_await turn.co_scoped_lock();
    co_await serve(byId.at(id));
  }
  Task<void> leave(int id) {
    auto lock = co_await turn.co_scoped_lock();
    byId.erase(id);
  }
};

// Awaited one after the other.
struct inTurn {
  std::map<int, session> byId;
  Task<void> one_ok(int id) { co_await serve(byId.at(id)); }
  Task<void> both(int id) {
    co_await one_ok(id);
    byId.clear();
  }
};

// The object that an awaited coroutine runs on.
struct statement : std::enable_shared_from_this<statement> {
  int bound = 0;
  Task<void> execute(int n) {
    bound += co_await fetch(n);
    ++bound;
  }
  Task<void> kept(int n) {
    auto self = shared_from_this();
    bound += co_await fetch(n);
  }
  Task<void> last(int n) {
    ++bound;
    co_await fetch(n);
  }
  void close();
};
struct tables {
  std::shared_ptr<statement> insert;
  std::unique_ptr<statement> select;
  std::map<int, statement> all;
  std::map<int, std::shared_ptr<statement>> shared;

  void schemaChanged() {
    insert = std::make_shared<statement>();
    select.reset();
  }
  void drop(int id) {
    all.erase(id);
    shared.erase(id);
  }

  Task<void> handle_bad(int n) { co_await insert->execute(n); } // expected-warning {{'statement::execute' runs on what 'insert' holds and uses it after it was suspended, when 'tables::schemaChanged' may have changed it}}
  Task<void> soleOwner_bad(int n) { co_await select->execute(n); } // expected-warning {{'statement::execute' runs on what 'select' holds}}
  Task<void> element_bad(int id) { co_await all.at(id).execute(1); } // expected-warning {{'statement::execute' runs on what 'all' holds}}
  Task<void> found_bad(int id) {
    if (auto it = all.find(id); it != all.end())
      co_await it->second.execute(1); // expected-warning {{'statement::execute' runs on what 'all' holds}}
  }
  Task<void> copied_ok(int n) {
    auto mine = insert;
    co_await mine->execute(n);
  }
  Task<void> keepsItself_ok(int n) { co_await insert->kept(n); }
  Task<void> usedBefore_ok(int n) { co_await insert->last(n); }
  Task<void> others_ok(int id) { co_await shared.at(id)->execute(1); }
};

// Closed before it is let go, it ends what waits for it; and what is awaited in turn is not there meanwhile.
struct closing {
  std::unique_ptr<statement> told;
  void stop() {
    told->close();
    told.reset();
  }
  std::unique_ptr<statement> own;
  Task<void> run_ok() {
    own = std::make_unique<statement>();
    co_await own->execute(1);
    own.reset();
  }
  Task<void> request_ok() { co_await own->execute(1); }
  Task<void> both() {
    co_await request_ok();
    co_await run_ok();
  }
};

// A range-for that is left behind the suspend point: its iterator is not needed any more, but the element may be.
struct streams {
  std::map<int, session> open;
  std::vector<session> ready;
  std::vector<std::shared_ptr<statement>> held;
  void closed(int id) { open.erase(id); }
  void opened(session s) {
    ready.push_back(std::move(s));
    held.push_back(nullptr);
  }

  Task<void> breaks_bad(std::string name) {
    for (auto &[id, s] : open) {
      if (s.name != name)
        continue;
      co_await fetch(id);
      ++s.requests; // expected-warning {{a reference into 'open' is used after a suspend point, during which 'streams::closed' may have changed it}}
      break;
    }
  }
  Task<bool> returns_bad(std::string name) {
    for (auto &s : ready)
      if (s.name == name) {
        co_await fetch(1);
        ++s.requests; // expected-warning {{a reference into 'ready' is used after a suspend point}}
        co_return true;
      }
    co_return false;
  }
  Task<void> onlyTheFirst_bad() {
    for (auto &s : ready) {
      co_await fetch(1);
      ++s.requests; // expected-warning {{a reference into 'ready' is used after a suspend point}}
      break;
    }
  }
  Task<bool> before_ok(std::string name) {
    for (auto &s : ready)
      if (s.name == name) {
        ++s.requests;
        co_await fetch(1);
        co_return true;
      }
    co_return false;
  }
  Task<bool> copied_ok(std::string name) {
    for (auto s : ready)
      if (s.name == name) {
        co_await fetch(1);
        co_return s.requests > 0;
      }
    co_return false;
  }
  Task<bool> handle_ok() {
    for (auto &h : held) {
      auto mine = h;
      co_await mine->execute(1);
      co_return mine->bound > 0;
    }
    co_return false;
  }
  Task<int> inEachTurn_ok() {
    int n = 0;
    while (n < 10)
      for (auto &s : ready) {
        n += s.requests + 1;
        co_await fetch(n);
        break;
      }
    co_return n;
  }
};

// What an object works with it is given before it works, unless somebody is seen to do it later.
struct equipped {
  std::shared_ptr<statement> with;
  void set_statement(std::shared_ptr<statement> s) { with = std::move(s); }
  Task<void> handle_ok(int n) { co_await with->execute(n); }
  Task<void> reference_ok(int n) {
    auto &s = *with;
    co_await fetch(n);
    ++s.bound;
  }
};
struct equippedAnew {
  std::shared_ptr<statement> with;
  void set_statement(std::shared_ptr<statement> s) { with = std::move(s); }
  void schemaChanged() { set_statement(std::make_shared<statement>()); }
  Task<void> handle_bad(int n) { co_await with->execute(n); } // expected-warning {{'statement::execute' runs on what 'with' holds}}
};
