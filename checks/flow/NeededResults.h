//===- NeededResults.h - Races of which every result is wanted --------------===//
//
//   auto r = co_await (fetch_users(db) || fetch_orders(db));
//   render(std::get<0>(r), std::get<1>(r));        only one of them is there
//
//   co_await (load_users(db, users) || load_orders(db, orders));
//   render(users, orders);                         only one of them was filled
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_NEEDEDRESULTS_H
#define COROSAFE_FLOW_NEEDEDRESULTS_H

#include "Awaited.h"

namespace corosafe {

/// True if on some path behind a race what each of its branches gives is taken, and nobody asked who won.
bool allResultsNeeded(const Program &P, FunctionId F, EventId Race, const AwaitNode &N);

} // namespace corosafe

#endif
