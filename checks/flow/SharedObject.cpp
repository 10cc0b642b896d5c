//===- SharedObject.cpp -----------------------------------------------------===//

#include "SharedObject.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corosafe {

namespace {
constexpr unsigned MaxDepth = 4, MaxCallers = 16;
}

bool isNumber(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (Ty->Kind == TypeFacts::Builtin || Ty->Kind == TypeFacts::Enum);
}

bool isNothing(const Program &P, const FunctionFacts &Fn, const Operand &O) {
  if (O.K == Operand::Constant)
    return O.C == 0;
  if (O.K == Operand::InPlace && O.P.Root == Place::Global)
    return P.str(P.Facts.Globals[O.P.Index].Name).ends_with("nullopt");
  return O.K == Operand::OfValue && Fn.Events[O.V].Kind == EventKind::Construct &&
         llvm::all_of(Fn.Events[O.V].Args, [&](const Operand &A) { return isNothing(P, Fn, A); });
}

bool namesMember(const Program &P, Symbol Step) {
  llvm::StringRef S = P.str(Step);
  return S != "*" && S != "[]" && S != "first" && S != "second" && !S.starts_with("#") && !S.ends_with("()") &&
         !S.empty() && !llvm::isDigit(S[0]);
}

const TypeFacts::Field *memberOf(const Program &P, TypeId Class, Symbol Name) {
  llvm::SmallVector<TypeId, 4> Classes{Class};
  for (size_t C = 0; C < Classes.size() && C < 32; ++C)
    if (const TypeFacts *T = P.type(P.strip(Classes[C]))) {
      for (const TypeFacts::Field &Fd : T->Fields)
        if (Fd.Name == Name)
          return &Fd;
      Classes.append(T->Bases.begin(), T->Bases.end());
    }
  return nullptr;
}

/// The type of what the first steps of a place lead to; None where that is not known.
TypeId typeAlong(const Program &P, FunctionId F, const Place &Pl, size_t Steps) {
  const FunctionFacts &Fn = P.function(F);
  TypeId T = None;
  switch (Pl.Root) {
  case Place::Local: T = Fn.Locals[Pl.Index].Type; break;
  case Place::Parameter: T = Fn.Params[Pl.Index].Type; break;
  case Place::Capture: T = Fn.Captures[Pl.Index].Type; break;
  case Place::Global: T = P.Facts.Globals[Pl.Index].Type; break;
  case Place::This: T = P.classOf(F); break;
  case Place::Value: T = Fn.Events[Pl.Index].Type; break;
  }
  auto Argument = [&](const TypeFacts &Ty, unsigned N) {
    return N < Ty.Args.size() && Ty.Args[N].K == TemplateArg::Type ? Ty.Args[N].T : TypeId(None);
  };
  for (size_t I = 0; I < Steps && T != None; ++I) {
    const TypeFacts *Ty = P.type(T = P.strip(T));
    llvm::StringRef Step = P.str(Pl.Path[I]);
    if (Step == "*") {
      TypeId Behind = P.pointee(T);
      T = Behind == None && P.str(Ty->Name).ends_with("::optional") ? Argument(*Ty, 0) : Behind;
    } else if (Step == "[]") {
      bool Maps = llvm::any_of(Ty->NestedTypes, [&](Symbol S) { return P.str(S) == "mapped_type"; });
      T = Ty->Kind == TypeFacts::Record ? Argument(*Ty, Maps) : Ty->Pointee;
    } else if ((Step == "first" || Step == "second") && P.str(Ty->Name) == "std::pair") {
      T = Argument(*Ty, Step == "second");
    } else if (namesMember(P, Pl.Path[I])) {
      const TypeFacts::Field *Fd = memberOf(P, T, Pl.Path[I]);
      T = Fd ? Fd->Type : TypeId(None);
    }
  }
  return P.strip(T);
}

llvm::SmallVector<SharedObject, 2> objectsOf(const Program &P, FunctionId F, const Place &Given, unsigned Depth) {
  Place Pl = P.normalize(F, Given);
  llvm::SmallVector<SharedObject, 2> R;
  SharedObject O;
  size_t Named = Pl.Path.size();
  while (Named > 0 && !namesMember(P, Pl.Path[Named - 1]))
    --Named;
  // A map's element is its mapped value, however it is reached.
  for (size_t I = Named; I < Pl.Path.size(); ++I)
    if (llvm::StringRef S = P.str(Pl.Path[I]); S == "*" || S == "[]")
      O.Below.push_back(Pl.Path[I]);
  if (Named > 0) {
    O.Field = Pl.Path[Named - 1];
    O.Owner = typeAlong(P, F, Pl, Named - 1);
    R.push_back(O);
    return R;
  }
  const FunctionFacts &Fn = P.function(F);
  auto From = [&](Program::CallSite S) {
    if (S.Caller != None)
      if (std::optional<Place> Out = P.rebase(S.Caller, S.Call, F, Pl))
        llvm::append_range(R, objectsOf(P, S.Caller, *Out, Depth + 1));
  };
  switch (Pl.Root) {
  case Place::Global:
  case Place::Local:
    O.K = Pl.Root == Place::Global ? SharedObject::Global : SharedObject::Local;
    O.Index = Pl.Index;
    O.In = Pl.Root == Place::Global ? FunctionId(None) : F;
    R.push_back(O);
    break;
  case Place::Capture:
    if (Depth < MaxDepth && Fn.IsLambda)
      From(P.lambdaSite(F));
    break;
  case Place::Parameter:
    if (Depth < MaxDepth)
      for (const Program::CallSite &S : P.callers(F).take_front(MaxCallers))
        From(S);
    break;
  case Place::This:
  case Place::Value:
    break;
  }
  return R;
}

bool sameObject(const Program &P, const SharedObject &A, const SharedObject &B) {
  if (A.K != B.K || A.Field != B.Field || A.Index != B.Index || A.In != B.In || !(A.Below == B.Below))
    return false;
  return A.Owner == None || B.Owner == None || A.Owner == B.Owner || P.typeIs(A.Owner, P.str(P.Facts.Types[B.Owner].Name)) ||
         P.typeIs(B.Owner, P.str(P.Facts.Types[A.Owner].Name));
}

} // namespace corosafe
