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

/// True for a local that is no reference.
inline bool isOwnLocal(const FunctionFacts &Fn, const Place &Pl) {
  return Pl.Root == Place::Local && Pl.Path.empty() && Fn.Locals[Pl.Index].Pass == Passing::ByValue;
}

/// The locals that an element of the container was put into ahead of an event: `auto m = std::move(queue_.front());`
llvm::SmallVector<uint32_t, 2> elementsReadBefore(const Program &P, FunctionId F, EventId Removal, const Place &Container);

/// What the result of a call of a helper of the program is a view of, in the caller's places; empty if it is none.
Places viewedThrough(const Program &P, FunctionId F, EventId Call);

/// The containers of which the result of a call of a helper may be an element, or a copy of one, in the caller's places.
Places elementsThrough(const Program &P, FunctionId F, EventId Call);

/// True if a value may be the local iterator itself, moved on: `it = std::next(it)`, `it = old ? rows.erase(it) : std::next(it)`.
bool isMovedOn(const Program &P, FunctionId F, const Operand &Value, uint32_t Local);

/// True if the body that a call runs looks at an object anew: sets it, or names it and tells by a bool what it saw.
bool looksAgain(const Program &P, FunctionId F, EventId Call, FunctionId Body, const Place &Object);

/// True if a local that is no reference gets a copy from a call: of what that gives a reference to.
bool isCopied(const Program &P, FunctionId F, EventId Call);

/// True if viewedThrough() may give anything. It asks nothing of the caller.
bool mayLookUp(const Program &P, const Meaning &M);

/// What the result of a call points into or is a part of, by its model; what a conversion to a view is made on. Null if neither.
const std::optional<ArgRef> *viewOf(const Program &P, FunctionId F, EventId Call);

/// `all.end()`, `std::end(all)`: as a result, that nothing was found.
bool isPastTheEnd(const Program &P, const FunctionFacts &Fn, const Operand &O);
/// Of a literal text: whether it is empty.
std::optional<bool> isEmptyText(const Program &P, const FunctionFacts &Fn, const Operand &O);

} // namespace corosafe

#endif
