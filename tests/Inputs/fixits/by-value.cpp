// A coroutine that runs on its own takes by value what it was given by a constant reference.
#include "minicoro.h"
#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;

void use(const std::string &);

struct settings {
  std::string name;
  int tries = 3;
};

mini::task<void> store(const std::string &key) {
  co_await mini::sleep_for(1ms);
  use(key);
}
mini::task<void> apply(int n, const settings& s) {
  co_await mini::sleep_for(1ms);
  use(s.name);
}
mini::task<void> all(std::vector<std::string> const &names) {
  co_await mini::sleep_for(1ms);
  use(names.front());
}
mini::task<void> handles(const std::vector<std::unique_ptr<int>> &v) {
  co_await mini::sleep_for(1ms);
  use(std::to_string(*v[0]));
}
mini::task<void> changed(std::string &out) {
  co_await mini::sleep_for(1ms);
  out += "x";
}
mini::task<void> watches(const bool &stop) {
  while (!stop)
    co_await mini::sleep_for(1ms);
}
mini::task<void> declared_twice(const std::string &key);
mini::task<void> declared_twice(const std::string &key) {
  co_await mini::sleep_for(1ms);
  use(key);
}

void local_string() {
  std::string key = "a";
  mini::spawn(store(key));
}
void local_settings() {
  settings s;
  mini::spawn(apply(1, s));
}
void local_names() {
  std::vector<std::string> names;
  mini::spawn(all(names));
}
void not_copyable_nofix() {
  std::vector<std::unique_ptr<int>> v;
  mini::spawn(handles(v));
}
void written_to_nofix() {
  std::string out;
  mini::spawn(changed(out));
}
void sees_it_change_nofix() {
  bool stop = false;
  mini::spawn(watches(stop));
}
void two_declarations_nofix() {
  std::string key = "a";
  mini::spawn(declared_twice(key));
}
