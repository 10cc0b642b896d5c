//===- Carried.h - Where what a co_await gives goes -------------------------===//
//
//   auto m = co_await in.async_receive(use_awaitable);
//   auto n = decode(m);                  m and n carry it: it is still only here
//   queue_.push(std::move(n));           a sink: somebody else has it now
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CARRIED_H
#define COROSAFE_FLOW_CARRIED_H

#include "Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"

namespace corosafe {

class Carried {
public:
  Carried(const Program &P, FunctionId F, EventId Suspend);
  /// Of what was taken at once, by an event whose value it is if Given, into these locals.
  Carried(const Program &P, FunctionId F, EventId At, bool Given, llvm::ArrayRef<uint32_t> Into);

  /// True if an operand is what was given, or was made of it.
  bool in(const Operand &O) const;
  /// True if an event hands it on.
  bool isSink(EventId E) const { return Sinks[E]; }
  /// True if anything becomes of it.
  bool goesOn() const { return Carriers.count() > 1 || Locals.any() || Sinks.any(); }
  bool isReturned() const;
  /// True if anybody else may get it on some way from an event on (itself included), before it is taken anew.
  bool isHandedOnFrom(EventId E) const;
  /// The only local that holds it; None if there are several, or none.
  /// True if all that holds it are temporaries and these locals.
  bool diesWith(llvm::ArrayRef<uint32_t> Ended) const {
    return llvm::all_of(Locals.set_bits(), [&](unsigned L) { return llvm::is_contained(Ended, L); });
  }
  uint32_t onlyLocal() const { return Locals.count() == 1 ? Locals.find_first() : None; }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  EventId Suspend;
  llvm::SmallBitVector Sinks;    ///< Events that hand it on.
  llvm::SmallBitVector Carriers; ///< Events whose value carries it.
  llvm::SmallBitVector Locals;   ///< Those that hold it.

  void spread();
  void findBuffers();
  bool isFilled(const Event &E, const Operation &Op, const Operand &A) const;
  bool flowThrough(EventId Id);
  bool call(EventId Id, const Event &E);
};

} // namespace corosafe

#endif
