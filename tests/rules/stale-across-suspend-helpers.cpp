// RUN: %corosafe %s -- -std=c++20 -I%S/../Inputs/stubs %verify

// What helpers of the program look up, and what is named behind the pair that an insertion gives.

#include "folly.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

using folly::coro::Task;

struct Lease {
  std::string owner;
  int renewals = 0;
};

class Registry {
public:
  void expire(const std::string &k) {
    leases_.erase(k);
    owned_.erase(k);
    names_.erase(k);
  }
  Task<void> persist(std::string what);

  Lease *lookup(const std::string &k) {
    auto it = leases_.find(k);
    if (it == leases_.end())
      return nullptr;
    return &it->second;
  }
  Lease *behind(const std::string &k) {
    auto it = owned_.find(k);
    return it == owned_.end() ? nullptr : it->second.get();
  }
  Lease &fresh(const std::string &k) { return leases_[k]; }
  Lease *either(const std::string &k) { return lookup(k); }
  std::string nameOf(const std::string &k) { return names_.find(k)->second; }
  auto where(const std::string &k) { return names_.find(k); }

  Task<int> pointer_bad(std::string k) {
    auto *l = lookup(k);
    if (!l)
      co_return 0;
    co_await persist(k);
    co_return l->renewals; // expected-warning {{'l' points into 'leases_', which 'Registry::expire' may have changed}}
  }
  Task<int> lookedUpAgain_ok(std::string k) {
    auto *l = lookup(k);
    co_await persist(k);
    l = lookup(k);
    co_return l ? l->renewals : 0;
  }
  Task<int> copied_ok(std::string k) {
    int n = lookup(k)->renewals;
    co_await persist(k);
    co_return n;
  }
  Task<int> owned_bad(std::string k) {
    Lease *l = behind(k);
    co_await persist(k);
    co_return l->renewals; // expected-warning {{'l' points into 'owned_'}}
  }
  Task<int> reference_bad(std::string k) {
    Lease &l = fresh(k);
    co_await persist(k);
    co_return ++l.renewals; // expected-warning {{'l' points into 'leases_'}}
  }
  Task<int> value_ok(std::string k) {
    Lease l = fresh(k);
    co_await persist(k);
    co_return ++l.renewals;
  }
  Task<int> handedOn_bad(std::string k) {
    auto *l = either(k);
    co_await persist(k);
    co_return l->renewals; // expected-warning {{'l' points into 'leases_'}}
  }
  Task<std::string> name_ok(std::string k) {
    auto name = nameOf(k);
    co_await persist(k);
    co_return name;
  }
  Task<std::string> iterator_bad(std::string k) {
    auto it = where(k);
    co_await persist(k);
    co_return it->second; // expected-warning {{'it' points into 'names_'}}
  }

  Task<std::string> inserted_bad(std::string k) {
    auto it = names_.emplace(k, "?").first;
    co_await persist(k);
    co_return it->second; // expected-warning {{'it' points into 'names_'}}
  }
  Task<std::string> insertedElement_bad(std::string k) {
    auto &name = names_.emplace(k, "?").first->second;
    co_await persist(k);
    co_return name; // expected-warning {{'names_'}}
  }
  Task<std::string> insertedCopy_ok(std::string k) {
    auto name = names_.emplace(k, "?").first->second;
    co_await persist(k);
    co_return name;
  }
  Task<bool> wasNew_ok(std::string k) {
    bool fresh = names_.emplace(k, "?").second;
    co_await persist(k);
    co_return fresh;
  }

private:
  std::map<std::string, Lease> leases_;
  std::map<std::string, std::unique_ptr<Lease>> owned_;
  std::unordered_map<std::string, std::string> names_;
};

// Nobody takes anything out of it.
class Interned {
public:
  const std::string &intern(const std::string &s) { return *pool_.emplace(s, std::make_unique<std::string>(s)).first->second; }
  Task<void> persist(std::string what);
  Task<std::size_t> use_ok(std::string s) {
    const std::string &kept = intern(s);
    co_await persist(s);
    co_return kept.size();
  }

private:
  std::map<std::string, std::unique_ptr<std::string>> pool_;
};
