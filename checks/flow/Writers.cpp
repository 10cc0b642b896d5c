//===- Writers.cpp -----------------------------------------------------------===//

#include "Writers.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 3;

bool isPlain(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (Ty->Kind == TypeFacts::Builtin || Ty->Kind == TypeFacts::Enum || Ty->Kind == TypeFacts::Pointer);
}

/// True if the function changes its parameter or capture, or hands it on to who may.
bool writes(const Program &P, FunctionId F, Place::Kind Root, uint32_t Index, unsigned Depth) {
  const FunctionFacts &Fn = P.function(F);
  auto Is = [&](const Place &Pl) { return Pl.Root == Root && Pl.Index == Index; };
  return llvm::any_of(Fn.Events, [&](const Event &E) {
    if (E.HasTarget && Is(E.Target) && (E.Kind == EventKind::Assign || E.Kind == EventKind::Compute))
      return true;
    if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct && E.Kind != EventKind::Lambda)
      return false;
    for (size_t I = 0; I < E.Args.size(); ++I) {
      const Operand &A = E.Args[I];
      bool Open = A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer;
      if (A.K != Operand::InPlace || !Is(A.P) || !Open)
        continue;
      EventId Id = &E - Fn.Events.data();
      FunctionId Body = E.Kind == EventKind::Lambda ? P.bodyOf(E.Callee) : P.meaning(F, Id).Bodies.size() == 1 ? P.meaning(F, Id).Bodies[0] : None;
      if (Body == None ? E.Kind != EventKind::Lambda && !P.meaning(F, Id).Model
                       : Depth < MaxDepth && writes(P, Body, E.Kind == EventKind::Lambda ? Place::Capture : Place::Parameter, I, Depth + 1))
        return true;
    }
    return false;
  });
}

} // namespace

uint32_t openWrittenThrough(const Program &P, FunctionId F, EventId Id, const Operand &O) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  if (!isPlain(P, Fn.Locals[O.P.Index].Type))
    return None;
  uint32_t I = &O - E.Args.data();
  switch (E.Kind) {
  case EventKind::Init:
  case EventKind::Assign:
    return O.AddressOf ? O.P.Index : None;
  case EventKind::Lambda: {
    FunctionId Body = P.bodyOf(E.Callee);
    return Body != None && writes(P, Body, Place::Capture, I, 0) ? O.P.Index : None;
  }
  case EventKind::Call:
  case EventKind::Construct: {
    const Meaning &M = P.meaning(F, Id);
    if (!M.Bodies.empty())
      return llvm::any_of(M.Bodies, [&](FunctionId B) { return writes(P, B, Place::Parameter, I, 0); }) ? O.P.Index : None;
    // What takes anything by a forwarding reference (a logger) does not mean to write it.
    bool Forwards = !O.AddressOf && (E.Callee == None || !P.Facts.Entities[E.Callee].TemplateArgs.empty());
    return Forwards || M.Model || M.InLibrary ? None : O.P.Index;
  }
  default:
    return None;
  }
}

} // namespace corosafe
