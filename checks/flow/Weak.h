//===- Weak.h - Pointers that become null by themselves ---------------------===//
//
// A self-nulling pointer says whether its object is still there, and does not keep
// it. What it said before a suspend point is of no use after it:
//
//   QPointer<View> view = current();
//   if (!view) co_return;              there
//   co_await save();                   the user may close it
//   view->refresh();                   null, or gone where it was made a plain pointer
//
// Only where the code asks is it taken to matter.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_WEAK_H
#define COROSAFE_FLOW_WEAK_H

#include "Stale.h"

namespace corosafe {

/// Adds the uses of such pointers, and of plain ones made from them, after a suspend point without a new look.
void addWeakUses(const Program &P, FunctionId F, StaleResult &Out);

} // namespace corosafe

#endif
