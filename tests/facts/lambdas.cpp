// RUN: %corosafe --dump-facts %s -- -std=c++20 | FileCheck %s
// Each lambda of an inline function is a function of its own, whatever its place.

#define BOTH [] { return 5; }() + [] { return 6; }()
struct reader {
  int first, second;
  // CHECK-LABEL: function reader::reader()
  reader() : first([] { return 1; }()), second([] { return 2; }()) {}
  // CHECK: Return constant 1
  // CHECK: Return constant 2
  int in_member() {
    auto a = [] { return 3; };
    auto b = [] { return 4; };
    return a() + b();
  }
  // CHECK: Return constant 3
  // CHECK: Return constant 4
  int in_macro() { return BOTH; }
  // CHECK: Return constant 5
  // CHECK: Return constant 6
};
