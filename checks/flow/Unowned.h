//===- Unowned.h - Coroutines that use what their starter does not own ------===//
//
//   void client::ping() {
//     co_spawn(ex_, send("ping"), detached);   uses *this: whoever owns the client
//   }                                          decides how long that lives
//
// Where the program has the owner, his functions are judged. Only the whole program
// tells where it has none.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_UNOWNED_H
#define COROSAFE_FLOW_UNOWNED_H

#include "Dangling.h"
#include "Tasks.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace corosafe {

/// The classes of which somebody in the program makes an object, or has one: there its life was judged.
class Instantiated {
public:
  explicit Instantiated(const Program &P) : P(P) {}
  bool has(TypeId Class);

private:
  const Program &P;
  bool Made = false; ///< The rest is: when it is asked for.
  llvm::DenseSet<TypeId> Types;
  llvm::StringSet<> Names; ///< What these types and their bases are called.

  void add(TypeId T);
};

/// What only the whole program tells: moves to Tasks what is Unowned and that nobody in sight keeps alive.
/// Dropped: what is reported as dropped by accident, and says it all.
void judgeUnowned(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known, llvm::ArrayRef<DroppedTask> Dropped,
                  Instantiated &Objects, DanglingResult &Result);

} // namespace corosafe

#endif
