//===- StaleObjects.h - What may change while a function is suspended -------===//
//
// Questions whose answers are the same on all paths: what is shared, what may change
// it meanwhile, and which container, owner or thread an operand leads to.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_STALEOBJECTS_H
#define COROSAFE_FLOW_STALEOBJECTS_H

#include "Invalidations.h"
#include "Loops.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

/// The objects that one function looks into.
class StaleObjects {
protected:
  static constexpr unsigned MaxDepth = 6;

  StaleObjects(const Program &P, FunctionId F, const Invalidations &Changes)
      : P(P), Fn(P.function(F)), F(F), Changes(Changes) {}

  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const Invalidations &Changes;
  std::set<EventId> Named;   ///< Calls behind whose value something is named.
  bool Migrates = false;     ///< It may come back on another thread.
  std::vector<Place> Filled; ///< What its awaited operations write to.

  /// True if some view may go stale in the function: asked before anything else is.
  bool relevant();
  /// Something that others may change while this coroutine is suspended.
  bool shared(const Place &Pl) const { return Changes.isShared(F, Pl); }
  bool tracked(const Place &Pl) const;
  bool ofThread(const Place &Pl) const {
    return Migrates && Pl.Root == Place::Global && P.Facts.Globals[Pl.Index].ThreadLocal;
  }
  /// The thread_local that a local is bound to, or given the address of.
  std::optional<Place> threadOf(const Event &E) const;
  /// What a reference needs of the container that its place leads into: of a handle that is an element, only what that leads to
  /// (`auto &s = *sessions_[i];`).
  Ends neededOf(const Place &Container, const Place &Referred) const;
  /// True if the step is an element that is a handle, and the place what that leads to.
  bool isBehindElement(const Place &Pl, size_t Step) const;
  /// What changes a container, or one that it is an element of.
  const Invalidations::Change *changed(const Place &Container, Invalidations::Look L) const;
  /// The shared container that an element's or holder's place leads into.
  std::optional<Place> containerOf(const Place &Pl) const;
  /// The handle that alone owns what an address is taken of (`&*conn_`, `&conn_->n`), or a pointer that is copied.
  std::optional<Place> ownerOf(const Operand &O) const;
  /// True if that step of a place goes to a member of what is a member itself.
  bool isPart(const Place &Pl, size_t Step) const;
  /// True if the place is what something leads to, and not a part of that itself.
  bool isBehind(const Place &Pl) const {
    return llvm::any_of(Pl.Path, [&](Symbol Step) { return P.str(Step) == "*"; });
  }
  /// The member pointer that a place is behind: `this.conn_` of `this.conn_.*.x`.
  std::optional<Place> followed(const Place &Pl) const;
  /// True if a class object of that name owns or shares what it leads to, and nothing else here does.
  bool holds(const Place &Handle) const;
  /// A member pointer that is passed on: it is taken to lead to something.
  std::optional<Place> handedOver(const Operand &O) const;
  /// Neither `{}` nor null: what was made of something, or has a name here.
  bool isSomething(const Operand &O) const;
  /// A number or flag beside the view, as insert() gives it.
  bool isPlainPart(const Operand &O) const;
  bool isIterator(TypeId T) const;
  /// True if what is awaited is made from the object.
  bool worksOn(llvm::ArrayRef<Operand> Of, const Place &Object, unsigned Depth) const;
  /// True if the local goes on from element to element.
  bool walks(uint32_t Local) const;
  /// True for what a range-for goes over, where that is a value of its own: `players_ | std::views::values`.
  bool isRangeOfLoop(uint32_t Local) const { return P.str(Fn.Locals[Local].Name).starts_with("__range"); }
  /// The look-up that a local was made from, or that an event is.
  EventId lookUpIn(EventId Id, unsigned Depth = 0) const;
  /// `pop_front()` after `front()`, `pop()` after `front()` or `top()`.
  bool takesSameEnd(const Event &Takes, const Event &Look) const;
  /// Who waits for an object learns by an exception, or by what the await gives, that it was closed.
  bool told(EventId Suspend, const Place &Object) const;
  /// The local that a use begins with, or the part of it that has a name of its own.
  std::string named(const Operand &Use) const;
  /// A change that the function makes itself.
  Invalidations::Change own(EventId At) const;
  /// The type of a member as some operand of this function names it; None if none does.
  TypeId typeAt(const Place &Pl) const;
  bool compares(const Event &E) const;
  /// Which object a pointer led to can be asked of one that is gone as well.
  bool isOnlyCompared(const Event &E, const Operand &O) const;
  /// `conn_.get()`
  bool isGotFrom(const Operand &O, const Place &Handle) const;

private:
  /// True if something in the program may change the object, or one that it is an element of.
  bool mayChange(const Place &Object) const;
  /// True if a helper of the program is called that looks into what may change.
  bool looksThrough(const Event &E) const;
  /// True if anything is named that could be a view, lead into a container, or go through a member, of what may change.
  bool anyView() const;
};

} // namespace corosafe

#endif
