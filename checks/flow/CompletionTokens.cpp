//===- CompletionTokens.cpp --------------------------------------------------===//

#include "CompletionTokens.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// Such a token, or an adapter around one: `cancellation_slot_binder<as_tuple_t<...>, ...>`.
static bool returnsErrors(const Program &P, TypeId Type, unsigned Depth = 0) {
  if (const TypeModel *M = P.typeModel(Type); M && M->CountReturned)
    return true;
  const TypeFacts *T = P.type(P.strip(Type));
  return T && Depth < 3 && T->Kind == TypeFacts::Record && !T->Args.empty() && P.libraryOf(Type) && T->Args[0].K == TemplateArg::Type &&
         !(P.typeModel(Type) && P.typeModel(Type)->Task) && returnsErrors(P, T->Args[0].T, Depth + 1);
}

bool makesErrorsValues(const Program &P, FunctionId F, const Operand &O) {
  if (returnsErrors(P, P.typeOf(P.function(F), O)))
    return true;
  const Operand *Made = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : &O;
  if (!Made || Made->K != Operand::OfValue || P.function(F).Events[Made->V].Kind != EventKind::Call)
    return false;
  const FunctionModel *M = P.meaning(F, Made->V).Model;
  return M && M->ErrorsReturned && !M->Op && !M->Combines && !M->Wraps && !M->Shields;
}

/// The timeout that a helper gives, if that is all that it gives.
static CallIn timeoutReturned(const Program &P, FunctionId Helper, unsigned Depth) {
  CallIn Found;
  if (P.function(Helper).IsCoroutine)
    return Found;
  for (const Event &E : P.function(Helper).Events)
    if (E.Kind == EventKind::Return && !E.Args.empty()) {
      CallIn T = timeoutToken(P, Helper, E.Args[0], Depth);
      if (T.Call == None || Found.Call != None)
        return {};
      Found = T;
    }
  return Found;
}

CallIn timeoutToken(const Program &P, FunctionId F, const Operand &O, unsigned Depth) {
  if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() && Depth < 3)
    if (const Operand *Made = P.soleValue(F, O.P.Index))
      return timeoutToken(P, F, *Made, Depth + 1);
  if (O.K != Operand::OfValue || P.function(F).Events[O.V].Kind != EventKind::Call || Depth > 3)
    return {};
  const Meaning &M = P.meaning(F, O.V);
  if (M.Model && M.Model->Combines)
    return M.Model->Combines->Kind == CombinatorKind::Timeout ? CallIn{F, O.V} : CallIn();
  if (M.Model && (M.Model->Op || M.Model->Wraps || M.Model->Shields))
    return {};
  if (M.Bodies.size() == 1 && !P.isLibraryCode(M.Bodies[0]))
    return timeoutReturned(P, M.Bodies[0], Depth + 1);
  if (!M.InLibrary)
    return {};
  for (const Operand &A : P.function(F).Events[O.V].Args)
    if (CallIn T = timeoutToken(P, F, A, Depth + 1); T.Call != None)
      return T;
  return {};
}

bool shieldsByToken(const Program &P, FunctionId F, const Operand &O, unsigned Depth) {
  if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() && Depth < 3)
    if (const Operand *Made = P.soleValue(F, O.P.Index))
      return shieldsByToken(P, F, *Made, Depth + 1);
  if (O.K != Operand::OfValue || P.function(F).Events[O.V].Kind != EventKind::Call || Depth > 3)
    return false;
  const Meaning &M = P.meaning(F, O.V);
  if (M.Model && (M.Model->Op || M.Model->Combines))
    return false;
  return (M.Model && M.Model->Shields) || (M.InLibrary && llvm::any_of(P.function(F).Events[O.V].Args, [&](const Operand &A) {
                                             return shieldsByToken(P, F, A, Depth + 1);
                                           }));
}

std::optional<Place> errorVariable(const Program &P, FunctionId F, const Operand &O, unsigned Depth) {
  const FunctionFacts &Fn = P.function(F);
  if (const TypeFacts *T = O.K == Operand::InPlace ? P.type(P.typeOf(Fn, O)) : nullptr; T && P.str(T->Name).ends_with("error_code"))
    return P.normalize(F, O.P);
  if (O.K != Operand::OfValue || Depth > 4)
    return std::nullopt;
  for (const Operand &A : Fn.Events[O.V].Args)
    if (std::optional<Place> R = errorVariable(P, F, A, Depth + 1))
      return R;
  return std::nullopt;
}

} // namespace corosafe
