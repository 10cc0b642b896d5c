//===- Lookups.h - What the program's own helpers look up --------------------===//
//
//   session *find(int id) {                       auto *s = find(id);
//     auto it = sessions_.find(id);               s is a view of sessions_, as if it were
//     return it == sessions_.end() ? nullptr      looked up on the spot
//                                  : &it->second;
//   }
//
// For functions of libraries a model says it ("views").
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LOOKUPS_H
#define COROSAFE_FLOW_LOOKUPS_H

#include "Program.h"

namespace corosafe {

/// The container that an element's place leads into: `this.peers_` of `this.peers_.[].name`.
std::optional<Place> containerOf(const Program &P, FunctionId F, const Place &Pl);

/// What the result of a call of a helper of the program is a view of, in the caller's places; empty if it is none.
Places viewedThrough(const Program &P, FunctionId F, EventId Call);

/// The containers of which the result of a call of a helper may be an element, or a copy of one, in the caller's places.
Places elementsThrough(const Program &P, FunctionId F, EventId Call);

/// True if viewedThrough() may give anything. It asks nothing of the caller.
bool mayLookUp(const Program &P, const Meaning &M);

} // namespace corosafe

#endif
