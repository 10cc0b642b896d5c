//===- ProgramTypes.cpp - What types are -----------------------------------===//

#include "ProgramTables.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

const TypeModel *Program::lookUpType(llvm::StringRef Name) const {
  const TypeModel *M = Models.type(Name);
  return M && llvm::is_contained(C->Absent, M->Library) ? nullptr : M;
}

const TypeModel *Program::findTypeModel(TypeId T) const {
  std::optional<const TypeModel *> &Slot = TypeModels[T];
  Slot = nullptr;
  const TypeFacts &Ty = Facts.Types[T];
  // An alias is more telling than the class behind it (a library's Task is often an alias of a detail class).
  for (Symbol A : Ty.Aliases)
    if (const TypeModel *M = lookUpType(str(A)))
      return *(Slot = M);
  if (const TypeModel *M = lookUpType(str(Ty.Name)))
    return *(Slot = M);
  for (TypeId B : Ty.Bases)
    if (const TypeModel *M = typeModel(B))
      return *(TypeModels[T] = M);
  // A library may know a type by what it declares inside, whatever its name.
  for (Symbol N : Ty.NestedTypes)
    if (const TypeModel *M = Models.typeDeclaring(str(N)))
      return *(TypeModels[T] = M);
  return nullptr;
}

const LibraryModel *Program::libraryOf(TypeId T) const {
  T = strip(T);
  if (T == None)
    return nullptr;
  std::optional<const LibraryModel *> &Slot = C->LibraryOfType[T];
  if (Slot)
    return *Slot;
  Slot = nullptr;
  if (const TypeModel *M = typeModel(T); M && !M->Library.empty())
    Slot = Models.libraryNamed(M->Library);
  else if (Facts.Types[T].Kind == TypeFacts::Record)
    Slot = Models.libraryOf(str(Facts.Types[T].Name));
  return *Slot;
}

bool Program::typeIs(TypeId T, llvm::StringRef Name) const {
  T = strip(T);
  if (T == None)
    return false;
  const TypeFacts &Ty = Facts.Types[T];
  auto Same = [&](Symbol S) { return S && Models.isNamed(str(S), Name); };
  return Same(Ty.Name) || llvm::any_of(Ty.Aliases, Same) ||
         llvm::any_of(Ty.Bases, [&](TypeId B) { return typeIs(B, Name); });
}

TypeId Program::pointee(TypeId T) const {
  T = strip(T);
  if (T == None)
    return None;
  const TypeFacts &Ty = Facts.Types[T];
  if (Ty.Kind == TypeFacts::Pointer)
    return Ty.Pointee;
  if (isPointerLike(T) && !Ty.Args.empty() && Ty.Args[0].K == TemplateArg::Type)
    return Ty.Args[0].T;
  return None;
}

static bool isSharedPointerName(llvm::StringRef N) {
  return N.ends_with("::shared_ptr") || N.ends_with("::weak_ptr") || N.ends_with("::intrusive_ptr");
}

bool Program::isPointerLike(TypeId T) const {
  T = strip(T);
  if (T == None)
    return false;
  const TypeFacts &Ty = Facts.Types[T];
  if (Ty.Kind == TypeFacts::Pointer)
    return true;
  llvm::StringRef N = str(Ty.Name);
  return isSharedPointerName(N) || N.ends_with("::unique_ptr") || N.ends_with("::reference_wrapper") ||
         N.ends_with("Ptr") || N.ends_with("_ptr") || (typeModel(T) && (typeModel(T)->SoleOwner || typeModel(T)->SelfNulling));
}

bool Program::isSoleOwner(TypeId T) const {
  const TypeFacts *Ty = type(strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record)
    return false;
  llvm::StringRef N = str(Ty->Name);
  return N.ends_with("::unique_ptr") || N.ends_with("::optional") || N.ends_with("::expected") || (typeModel(T) && typeModel(T)->SoleOwner);
}

bool Program::isCallable(TypeId T) const {
  const TypeFacts *Ty = type(strip(T));
  if (!Ty)
    return false;
  if (Ty->IsLambda || Ty->Kind == TypeFacts::FunctionType || str(Ty->Name) == "std::function" ||
      str(Ty->Name) == "std::move_only_function")
    return true;
  if (Ty->Kind == TypeFacts::Pointer && Ty->Pointee != None && Facts.Types[Ty->Pointee].Kind == TypeFacts::FunctionType)
    return true;
  return llvm::any_of(Ty->Methods, [&](Symbol S) { return str(S) == "operator()"; });
}

llvm::ArrayRef<TypeId> Program::signalTypes(const LibraryModel &Of) const {
  if (!C->Signals) {
    C->Signals.emplace();
    for (TypeId T = 0; T < Facts.Types.size(); ++T)
      if (const TypeModel *M = typeModel(T); M && M->CancelSignal)
        (*C->Signals)[M->Library].push_back(T);
  }
  auto It = C->Signals->find(Of.Name);
  return It == C->Signals->end() ? llvm::ArrayRef<TypeId>() : llvm::ArrayRef(It->second);
}

bool Program::namesType(llvm::StringRef Name) const {
  if (!C->TypeNames) {
    C->TypeNames.emplace();
    for (const TypeFacts &T : Facts.Types)
      if (T.Name)
        C->TypeNames->insert(Models.canonical(str(T.Name)));
  }
  auto [It, New] = C->NamesAsked.try_emplace(Name);
  if (New)
    It->second = C->TypeNames->contains(Models.canonical(Name));
  return It->second;
}

llvm::SmallVector<EntityId, 2> Program::methods(TypeId T, llvm::StringRef Leaf) const {
  llvm::SmallVector<EntityId, 2> R;
  for (auto It = llvm::lower_bound(C->Methods, std::pair<TypeId, EntityId>(T, 0)); It != C->Methods.end() && It->first == T; ++It)
    if (str(Facts.Entities[It->second].Leaf) == Leaf)
      R.push_back(It->second);
  return R;
}

FunctionId Program::destructorOf(TypeId T) const {
  auto It = C->Destructors.find(strip(T));
  return It == C->Destructors.end() ? None : bodyOf(It->second);
}

llvm::SmallVector<FunctionId, 2> Program::closuresIn(TypeId T) const {
  llvm::SmallVector<FunctionId, 2> R;
  const TypeFacts *Ty = type(strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record)
    return R;
  for (const TemplateArg &A : Ty->Args)
    if (const TypeFacts *Arg = A.K == TemplateArg::Type ? type(A.T) : nullptr; Arg && Arg->IsLambda)
      if (FunctionId B = bodyOf(Arg->CallOperator); B != None)
        R.push_back(B);
  return R;
}

} // namespace corosafe
