// A part of winrt.h: the PPL comes with the compiler. A program's own class of such a name would be a token by its name alone.
#ifndef COROSAFE_TESTS_STUBS_ENTRIES_PPL_H
#define COROSAFE_TESTS_STUBS_ENTRIES_PPL_H
#pragma GCC system_header

namespace Concurrency {
struct cancellation_token {
  template <class... A> int is_canceled(A &&...);
};
} // namespace Concurrency

#endif
