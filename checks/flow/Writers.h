//===- Writers.h - Who may write a local behind its function's back ----------===//
//
//   bool late = false;
//   co_await receive(s, late);        receive may write late
//   auto stop = [&] { late = true; }; and so may whoever calls stop
//
// Plain values only: flags, numbers, enumerators, pointers. An object of a class is
// followed by what is done to it.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_WRITERS_H
#define COROSAFE_FLOW_WRITERS_H

#include "Program.h"

namespace corosafe {

/// The local that an operand of the event lets somebody else write; None if it does not. Of a whole local that is open.
uint32_t openWrittenThrough(const Program &P, FunctionId F, EventId Id, const Operand &O);

/// The same of any operand. Hardly any is.
inline uint32_t writtenThrough(const Program &P, FunctionId F, EventId Id, const Operand &O) {
  bool Open = (O.AddressOf || O.Pass == Passing::MutableRef) && O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty();
  return Open ? openWrittenThrough(P, F, Id, O) : None;
}

} // namespace corosafe

#endif
