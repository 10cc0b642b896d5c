//===- Stackful.h - Coroutines that have a stack of their own --------------===//
//
// Where coroutines have stacks, nothing in the code says that a call suspends but
// the callee's name or a token among its arguments, and a function that makes such
// a call suspends its own caller with it. Such functions are read as if each of
// these calls were awaited where it stands:
//
//   void serve(Socket &s) {                 void serve(Socket &s) {
//     auto n = s.RecvAll(b, 8, deadline);     auto n = co_await s.RecvAll(b, 8, deadline);
//     answer(s, n);                           co_await answer(s, n);
//   }                                       }
//
// so that everything that is known of coroutines holds for them.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_STACKFUL_H
#define COROSAFE_FLOW_STACKFUL_H

#include "../facts/Facts.h"
#include "../models/Model.h"
#include <vector>

namespace corosafe {

class Program;

/// A function that suspends without co_await, with its suspend points written out.
struct StackfulFunction {
  uint32_t Id = None;
  const LibraryModel *Library = nullptr; ///< Whose operation suspends it.
  FunctionFacts Facts;
};

/// The stackful coroutines of a program whose functions are as they were written.
std::vector<StackfulFunction> findStackful(const Program &P);

} // namespace corosafe

#endif
