//===- ExtractVariables.cpp - Variables, and the places that they name -----===//

#include "ExtractBody.h"

using namespace clang;

namespace corosafe {

bool extendsTemporary(const VarDecl *Variable) {
  const Expr *Init = Variable->getInit();
  if (!Init || !Variable->getType()->isReferenceType())
    return false;
  // Not IgnoreParenImpCasts(), which looks through the temporary, too.
  for (const Expr *Outer = nullptr; Init != Outer;) {
    Outer = Init;
    if (auto *Full = dyn_cast<FullExpr>(Init))
      Init = Full->getSubExpr();
    else if (auto *Cast = dyn_cast<ImplicitCastExpr>(Init); Cast && (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_DerivedToBase || Cast->getCastKind() == CK_UncheckedDerivedToBase))
      Init = Cast->getSubExpr();
    else if (auto *Member = dyn_cast<MemberExpr>(Init); Member && !Member->isArrow())
      Init = Member->getBase(); // It lives as long as its part.
    else
      Init = Init->IgnoreParens();
  }
  return isa<MaterializeTemporaryExpr>(Init);
}

/// True if objects of the type can be copied, as far as the declarations of the class and its template arguments say.
static bool isCopyable(QualType Type, unsigned Depth = 0) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (Type->isDependentType() || Type->isIncompleteType() || Type->isArrayType() || Type->isFunctionType() || Depth > 4)
    return false;
  if (!Class)
    return true;
  if (Class->isAbstract() || Class->isPolymorphic() || (Class->needsImplicitCopyConstructor() && Class->defaultedCopyConstructorIsDeleted()))
    return false;
  for (const CXXConstructorDecl *C : Class->ctors())
    if (C->isCopyConstructor() && (C->isDeleted() || C->getAccess() != AS_public))
      return false;
  // A container's copy constructor is there, and does not compile for what cannot be copied.
  if (const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class))
    for (const TemplateArgument &A : Instance->getTemplateArgs().asArray()) {
      const CXXRecordDecl *Element = A.getKind() == TemplateArgument::Type ? A.getAsType()->getAsCXXRecordDecl() : nullptr;
      if (Element && !(Element->hasDefinition() && Element->isEmpty()) && !isCopyable(A.getAsType(), Depth + 1))
        return false;
    }
  return true;
}

SourceSpan BodyExtractor::ampersandOf(const ParmVarDecl *Param) {
  const TypeSourceInfo *Written = Param->getTypeSourceInfo();
  auto Reference = Written ? Written->getTypeLoc().getAs<LValueReferenceTypeLoc>() : LValueReferenceTypeLoc();
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  bool Alone = Function->isFirstDecl() && Function->getMostRecentDecl() == Function && !(Method && Method->isVirtual()) &&
               Function->getTemplatedKind() == FunctionDecl::TK_NonTemplate;
  if (!Reference || !Alone || Reference.getAmpLoc().isMacroID())
    return {};
  // A reference to a number or a flag is there to see it change.
  QualType Type = Param->getType()->getPointeeType();
  bool Value = Type.isConstQualified() && Type->isRecordType() && isCopyable(Type);
  return Value ? T.span(Reference.getAmpLoc()) : SourceSpan();
}

/// `auto [from, to]` is named by its parts.
static std::string nameOf(const VarDecl *Declared) {
  const auto *Decomposed = dyn_cast<DecompositionDecl>(Declared);
  if (!Decomposed)
    return Declared->getName().str();
  std::string Parts;
  for (const BindingDecl *B : Decomposed->bindings())
    Parts += (Parts.empty() ? "[" : ", ") + B->getName().str();
  return Parts + "]";
}

uint32_t BodyExtractor::localFor(const VarDecl *Declared) {
  auto [It, New] = Locals.try_emplace(Declared, uint32_t(F.Locals.size()));
  if (!New)
    return It->second;
  Variable V;
  V.Name = T.symbol(nameOf(Declared));
  V.Type = T.valueType(Declared->getType());
  V.Range = T.span(Declared->getLocation());
  QualType Type = Declared->getType();
  // A reference that a temporary's life is bound to is as good as the object.
  bool Extended = extendsTemporary(Declared);
  V.Pass = Type->isReferenceType() ? (Extended ? Passing::ByValue : Tables::passing(Type)) : Passing::ByValue;
  V.Static = Declared->isStaticLocal();
  V.HasDestructor = hasDestructor(Type) || (Extended && hasDestructor(Type.getNonReferenceType()));
  F.Locals.push_back(V);
  uint32_t Id = It->second;
  auto Region = RegionOfVariable.find(Declared);
  for (RegionId R = Region == RegionOfVariable.end() ? None : Region->second; R != None; R = F.Regions[R].Parent)
    F.Regions[R].Locals.push_back(Id);
  return Id;
}

std::optional<Place> BodyExtractor::placeOfVariable(const ValueDecl *D) {
  Place P;
  if (auto It = Captures.find(D); It != Captures.end()) {
    P.Root = Place::Capture;
    P.Index = It->second;
    return P;
  }
  if (auto *Binding = dyn_cast<BindingDecl>(D)) {
    auto *Decomposed = dyn_cast_or_null<DecompositionDecl>(Binding->getDecomposedDecl());
    if (!Decomposed)
      return std::nullopt;
    std::optional<Place> Base = placeOfVariable(Decomposed);
    if (!Base)
      return std::nullopt;
    // The members of a plain class have names; what is taken apart by get<i> has numbers.
    if (auto *Member = dyn_cast_or_null<MemberExpr>(Binding->getBinding() ? Binding->getBinding()->IgnoreParenImpCasts() : nullptr))
      if (auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
        Base->Path.push_back(T.symbol(Field->getName()));
        return Base;
      }
    unsigned Index = 0;
    for (const BindingDecl *B : Decomposed->bindings()) {
      if (B == Binding)
        break;
      ++Index;
    }
    Base->Path.push_back(T.symbol("#" + std::to_string(Index)));
    return Base;
  }
  auto *Variable = dyn_cast<VarDecl>(D);
  if (!Variable)
    return std::nullopt;
  if (Variable->hasGlobalStorage()) {
    P.Root = Place::Global;
    P.Index = T.global(Variable);
    return P;
  }
  if (auto It = Aliases.find(Variable); It != Aliases.end())
    return It->second;
  if (auto It = Locals.find(Variable); It != Locals.end()) {
    P.Index = It->second;
    return P;
  }
  if (auto It = RangeOfBegin.find(Variable); It != RangeOfBegin.end())
    return placeOfVariable(It->second);
  if (auto *Param = dyn_cast<ParmVarDecl>(Variable)) {
    for (unsigned I = 0; I < Function->getNumParams(); ++I)
      if (Function->getParamDecl(I) == Param) {
        P.Root = Place::Parameter;
        P.Index = I;
        return P;
      }
  }
  // Instantiating a generic lambda makes new declarations of its init-captures.
  if (Variable->getDeclContext() != Function || Variable->isInitCapture()) {
    if (F.IsLambda && Variable->getIdentifier())
      for (uint32_t I = 0; I < F.Captures.size(); ++I)
        if (T.Out.str(F.Captures[I].Name) == Variable->getName()) {
          P.Root = Place::Capture;
          P.Index = I;
          return P;
        }
    return std::nullopt;
  }
  if (isa<ParmVarDecl>(Variable))
    return std::nullopt;
  P.Index = localFor(Variable);
  return P;
}

std::optional<Operand> BodyExtractor::elementOfRange(const VarDecl *Begin) {
  auto It = RangeOfBegin.find(Begin);
  std::optional<Place> P = It == RangeOfBegin.end() ? std::nullopt : placeOfVariable(It->second);
  if (!P)
    return std::nullopt;
  Operand O = inPlace(*P, T.symbol("[]"));
  O.ThroughReference = It->second->getInit() && startsAtReference(It->second->getInit());
  return O;
}

} // namespace corosafe
