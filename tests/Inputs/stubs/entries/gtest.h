// Declarations under GoogleTest's names, one for each entry of its model.
#pragma once

#include "../entries.h"

namespace testing {
class Test {
public:
  virtual ~Test();

protected:
  virtual void SetUp();
  virtual void TearDown();

private:
  virtual void TestBody() = 0;
};
} // namespace testing

namespace testing::internal {
bool AlwaysTrue();
struct TrueWithString {
  explicit operator bool() const;
};
struct ConstCharPtr {
  ConstCharPtr(const char *text);
  operator bool() const;
};
} // namespace testing::internal
