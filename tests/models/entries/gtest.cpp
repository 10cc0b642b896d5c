// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=gtest %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; ../gtest.cpp shows how the library is used.
// expected-no-diagnostics

#include "entries/gtest.h"
#include <memory>

using entries::tick;
template <class T = void> using task = entries::task<T>;

task<> alwaystrue_ok() {
  auto work = tick();
  if (testing::internal::AlwaysTrue())
    co_await work;
}

task<> truewithstring_ok() {
  auto work = tick();
  if (testing::internal::TrueWithString message{})
    co_await work;
}

task<> constcharptr_ok() {
  auto work = tick();
  if (testing::internal::ConstCharPtr message = "")
    co_await work;
}

struct testbody : testing::Test {
  task<> work_ok() {
    if (of) {
      co_await tick();
      *of = 1;
    }
  }

private:
  void TestBody() override { of.reset(); }
  std::unique_ptr<int> of;
};

struct setup : testing::Test {
  task<> work_ok() {
    if (of) {
      co_await tick();
      *of = 1;
    }
  }

private:
  void SetUp() override { drop(); }
  void drop() { of.reset(); }
  void TestBody() override;
  std::unique_ptr<int> of;
};

struct teardown : testing::Test {
  task<> work_ok() {
    if (of) {
      co_await tick();
      *of = 1;
    }
  }

private:
  void TearDown() override { of.reset(); }
  void TestBody() override;
  std::unique_ptr<int> of;
};
