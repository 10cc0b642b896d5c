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
