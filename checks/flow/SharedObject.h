//===- SharedObject.h - What several functions know ---------------*- C++ -*-===//
//
// A member of a class, something global, a variable that closures captured: named in
// a way that is the same for every function of the program.
//
//   peers_, self->peers_, hub.peers_      {hub, peers_}
//   rooms_[name]                          {hub, rooms_, []}
//
// Objects are told apart by class and member, not by instance.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SHAREDOBJECT_H
#define COROSAFE_FLOW_SHAREDOBJECT_H

#include "Program.h"

namespace corosafe {

/// An object as every function of the program would name it.
struct SharedObject {
  enum Kind : uint8_t { Member, Global, Local };
  Kind K = Member;
  Symbol Field = 0;      ///< Member.
  TypeId Owner = None;   ///< Member: the class that has it, if that is known.
  FunctionId In = None;  ///< Local: of which function.
  uint32_t Index = None; ///< Global, Local.
  SymbolPath Below;      ///< From there: elements and what handles lead to.
};

/// Objects that are the same have the same key.
inline std::pair<uint8_t, uint32_t> keyOf(const SharedObject &O) {
  return {O.K, O.K == SharedObject::Member ? O.Field : O.Index};
}
bool sameObject(const Program &P, const SharedObject &A, const SharedObject &B);

/// The objects that a place of F may be: several where it came by reference.
llvm::SmallVector<SharedObject, 2> objectsOf(const Program &P, FunctionId F, const Place &Pl, unsigned Depth = 0);

/// The member of a class or its bases that has a name; null if there is none.
const TypeFacts::Field *memberOf(const Program &P, TypeId Class, Symbol Name);

/// The type of what the first steps of a place lead to; None where that is not known.
TypeId typeAlong(const Program &P, FunctionId F, const Place &Pl, size_t Steps);

/// True if a step of a path names a member, and not an element or what a handle leads to.
bool namesMember(const Program &P, Symbol Step);

/// nullptr, nullopt, a default-constructed value.
bool isNothing(const Program &P, const FunctionFacts &Fn, const Operand &O);

/// True for an integer, a flag, an enumerator: a value that refers to nothing.
bool isNumber(const Program &P, TypeId T);

} // namespace corosafe

#endif
