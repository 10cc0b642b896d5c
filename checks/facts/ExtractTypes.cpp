//===- ExtractTypes.cpp - The type table of a TuFacts ----------------------===//
//
// Types are described from a work list: a type met in code is at depth 0, what
// it is made of is one deeper, and below MaxDepth only names are kept. So the
// cost is bounded however deeply a library nests its templates.
//
//===----------------------------------------------------------------------===//

#include "ClangCompat.h"
#include "ExtractTables.h"
#include "clang/AST/ExternalASTSource.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::StringRef;

namespace corosafe {

static constexpr unsigned MaxDepth = 4;
static constexpr size_t MaxFields = 64, MaxNestedTypes = 64, MaxMethods = 128, SmallSystemRecord = 8;

TypeId Tables::valueType(QualType T) {
  if (T.isNull())
    return None;
  return typeAt(T.getNonReferenceType(), 0, false);
}

TypeId Tables::typeAt(QualType T, unsigned Depth, bool KeepConst) {
  if (T.isNull())
    return None;
  QualType Sugared = KeepConst ? T.withoutLocalFastQualifiers().withConst() : T.withoutLocalFastQualifiers();
  if (!(KeepConst && T.isConstQualified()))
    Sugared = T.withoutLocalFastQualifiers();
  bool IsConst = KeepConst && T.isConstQualified();
  if (auto It = TypesBySugar.find(Sugared.getAsOpaquePtr()); It != TypesBySugar.end())
    return It->second;
  QualType Canonical = Context.getCanonicalType(T).getUnqualifiedType();
  if (IsConst)
    Canonical = Canonical.withConst();
  auto [It, New] = TypesByCanonical.try_emplace(Canonical.getAsOpaquePtr(), TypeId(Out.Types.size()));
  TypeId Id = It->second;
  if (New) {
    Out.Types.emplace_back();
    Out.Types.back().IsConst = IsConst;
    Pending.push_back({Id, Canonical, Depth});
  }
  TypesBySugar[Sugared.getAsOpaquePtr()] = Id;
  noteAliases(T, Id);
  return Id;
}

void Tables::noteAliases(QualType T, TypeId Id) {
  auto Add = [&](const NamedDecl *D) {
    // What a library's metafunction is called says nothing about the type that it computed.
    if (D->getDeclContext()->isRecord() && D->getIdentifier() && D->getName() == "type" && inSystemHeader(D))
      return;
    Symbol Name = symbol(qualifiedName(D));
    std::vector<Symbol> &Aliases = Out.Types[Id].Aliases;
    if (!llvm::is_contained(Aliases, Name))
      Aliases.push_back(Name);
  };
  for (unsigned Step = 0; Step < 32; ++Step) {
    const Type *Ty = T.getTypePtr();
    if (auto *Typedef = dyn_cast<TypedefType>(Ty))
      Add(Typedef->getDecl());
    else if (auto *Spec = dyn_cast<TemplateSpecializationType>(Ty); Spec && Spec->isTypeAlias())
      if (const TemplateDecl *D = Spec->getTemplateName().getAsTemplateDecl())
        Add(D);
    QualType Next = T.getSingleStepDesugaredType(Context);
    if (Next.getTypePtr() == Ty)
      return;
    T = Next;
  }
}

void Tables::finish() {
  for (; NextPending < Pending.size(); ++NextPending) {
    PendingType P = Pending[NextPending];
    describe(P);
  }
}

static TypeFacts::Shape shapeOf(const Type *T) {
  if (T->isLValueReferenceType())
    return TypeFacts::LvalueRef;
  if (T->isRValueReferenceType())
    return TypeFacts::RvalueRef;
  if (T->isPointerType())
    return TypeFacts::Pointer;
  if (T->isArrayType())
    return TypeFacts::Array;
  if (T->isFunctionType())
    return TypeFacts::FunctionType;
  if (T->isEnumeralType())
    return TypeFacts::Enum;
  if (T->isRecordType())
    return TypeFacts::Record;
  if (isa<BuiltinType>(T) && !T->isDependentType())
    return TypeFacts::Builtin;
  return TypeFacts::Other;
}

/// `T[N]` is `T[]`: clang names the parameter of whichever template it saw first.
static void dropBounds(std::string &Spelling) {
  for (size_t Open = Spelling.find('['); Open != std::string::npos; Open = Spelling.find('[', Open + 1)) {
    size_t Close = Open + 1;
    while (Close < Spelling.size() && (llvm::isAlnum(Spelling[Close]) || Spelling[Close] == '_'))
      ++Close;
    if (Close < Spelling.size() && Spelling[Close] == ']')
      Spelling.erase(Open + 1, Close - Open - 1);
  }
}

void Tables::describe(const PendingType &P) {
  TypeFacts Facts = std::move(Out.Types[P.Id]);
  const Type *T = P.T.getTypePtr();
  Facts.Kind = shapeOf(T);
  Facts.TrivialDestructor = true;
  if (P.Depth <= MaxDepth) {
    std::string Spelling = P.T.getAsString(Policy);
    if (T->isDependentType())
      dropBounds(Spelling);
    Facts.Spelling = symbol(Spelling);
  }
  switch (Facts.Kind) {
  case TypeFacts::LvalueRef:
  case TypeFacts::RvalueRef:
  case TypeFacts::Pointer:
    Facts.Pointee = typeAt(T->getPointeeType(), P.Depth + 1, true);
    break;
  case TypeFacts::FunctionType:
    Facts.Pointee = typeAt(T->castAs<FunctionType>()->getReturnType(), P.Depth + 1, true);
    break;
  case TypeFacts::Array:
    Facts.Pointee = typeAt(Context.getAsArrayType(P.T)->getElementType(), P.Depth + 1, false);
    if (const ConstantArrayType *Bounded = Context.getAsConstantArrayType(P.T))
      Facts.Args.push_back({TemplateArg::Integer, None, Bounded->getSize().getSExtValue()});
    if (!T->isDependentType())
      if (const CXXRecordDecl *R = Context.getBaseElementType(P.T)->getAsCXXRecordDecl(); R && R->hasDefinition())
        Facts.TrivialDestructor = R->getDefinition()->hasTrivialDestructor();
    break;
  case TypeFacts::Enum: {
    const TagDecl *Enum = T->getAsTagDecl();
    Facts.Name = symbol(qualifiedName(Enum));
    Facts.InSystemHeader = inSystemHeader(Enum);
    Facts.NoDiscard = Enum->hasAttr<WarnUnusedResultAttr>();
    break;
  }
  case TypeFacts::Builtin:
    Facts.Name = symbol(cast<BuiltinType>(T)->getName(Policy));
    break;
  default:
    break;
  }
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (Record && Facts.Kind != TypeFacts::Pointer && !T->isReferenceType() && Facts.Kind != TypeFacts::Array) {
    Facts.Kind = TypeFacts::Record;
    describeRecord(Facts, Record, P.Depth);
  } else if (auto *Spec = dyn_cast<TemplateSpecializationType>(T)) {
    // A dependent specialisation is known by its template.
    if (const TemplateDecl *D = Spec->getTemplateName().getAsTemplateDecl()) {
      Facts.Name = symbol(qualifiedName(D));
      llvm::append_range(Facts.Aliases, publicNames(D));
      Facts.Kind = TypeFacts::Record;
      Facts.InSystemHeader = inSystemHeader(D);
      if (P.Depth <= MaxDepth) {
        addTemplateArgs(Facts.Args, Spec->template_arguments(), P.Depth + 1);
        if (auto *Pattern = dyn_cast_or_null<CXXRecordDecl>(D->getTemplatedDecl()))
          describeCoroutineTraits(Facts, Pattern);
      }
    }
  }
  // Describing other types may have met this one again under a new alias.
  for (Symbol Alias : Out.Types[P.Id].Aliases)
    if (!llvm::is_contained(Facts.Aliases, Alias))
      Facts.Aliases.push_back(Alias);
  Out.Types[P.Id] = std::move(Facts);
}

void Tables::describeRecord(TypeFacts &Facts, const CXXRecordDecl *Record, unsigned Depth) {
  Facts.Name = symbol(qualifiedName(Record));
  llvm::append_range(Facts.Aliases, publicNames(Record));
  Facts.InSystemHeader = inSystemHeader(Record);
  Facts.IsLambda = Record->isLambda();
  const CXXRecordDecl *Definition = Record->getDefinition();
  if (Definition && !Definition->isDependentContext())
    Facts.TrivialDestructor = Definition->hasTrivialDestructor();
  // What is written on the template holds for each specialisation.
  const CXXRecordDecl *Written = Definition ? Definition : Record;
  if (const CXXRecordDecl *Pattern = Record->getTemplateInstantiationPattern(); Pattern && !Definition)
    Written = Pattern;
  Facts.NoDiscard = Written->hasAttr<WarnUnusedResultAttr>();
  Facts.ScopedLockable = Written->hasAttr<ScopedLockableAttr>();
  Facts.Capability = Written->hasAttr<CapabilityAttr>();
  for (const auto *A : Written->specific_attrs<AnnotateAttr>())
    Facts.Annotations.push_back(symbol(A->getAnnotation()));
  if (Depth > MaxDepth)
    return;
  if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    addTemplateArgs(Facts.Args, Spec->getTemplateArgs().asArray(), Depth + 1);
  if (Record->isLambda()) {
    if (const CXXMethodDecl *Operator = callOperator(Record))
      Facts.CallOperator = entity(Operator);
    return;
  }
  if (Definition)
    describeMembers(Facts, Definition, Facts.InSystemHeader, Depth);
  describeCoroutineTraits(Facts, Record);
}

/// The members of a class that are fields or types. An editor has the headers in a
/// precompiled form, from which asking for all members would read all of them.
static llvm::SmallVector<Decl *, 16> fieldsAndTypes(const CXXRecordDecl *Definition) {
  llvm::SmallVector<Decl *, 16> Members;
  auto Wanted = [](Decl::Kind K) { return FieldDecl::classofKind(K) || TypeDecl::classofKind(K); };
  if (Definition->hasExternalLexicalStorage()) {
    Definition->getASTContext().getExternalSource()->FindExternalLexicalDecls(Definition, Wanted, Members);
    return Members;
  }
  for (Decl *D : Definition->decls())
    if (Wanted(D->getKind()))
      Members.push_back(D);
  return Members;
}

void Tables::describeMembers(TypeFacts &Facts, const CXXRecordDecl *Definition, bool System, unsigned Depth) {
  for (const CXXBaseSpecifier &Base : Definition->bases())
    Facts.Bases.push_back(typeAt(Base.getType(), Depth + 1, false));
  size_t FieldCount = 0;
  for (const Decl *D : fieldsAndTypes(Definition)) {
    if (isa<FieldDecl>(D)) {
      ++FieldCount;
      continue;
    }
    auto *Nested = dyn_cast<TypeDecl>(D);
    if (!Nested || Nested->isImplicit() || !Nested->getIdentifier() || Facts.NestedTypes.size() >= MaxNestedTypes)
      continue;
    Facts.NestedTypes.push_back(symbol(Nested->getName()));
  }
  if (!System || FieldCount <= SmallSystemRecord)
    for (const FieldDecl *Field : Definition->fields()) {
      if (Facts.Fields.size() >= MaxFields)
        break;
      bool Reference = Field->getType()->isReferenceType();
      Facts.Fields.push_back(
          {symbol(Field->getName()), typeAt(Field->getType().getNonReferenceType(), Depth + 1, false), Reference});
    }
  bool WantMethods = !System;
  for (StringRef Marker : {"await_ready", "stop_requested", "stop_possible", "request_stop", "has_value", "hasValue"})
    WantMethods = WantMethods || !Definition->lookup(&Context.Idents.get(Marker)).empty();
  if (WantMethods)
    addMethods(Facts, Definition, 0);
}

void Tables::addMethods(TypeFacts &Facts, const CXXRecordDecl *Definition, unsigned Depth) {
  for (const Decl *D : Definition->decls()) {
    if (auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (Method && !Method->isImplicit())
      Met.push_back(Method);
    if (!Method || Method->isImplicit() || isa<CXXConstructorDecl>(Method) || isa<CXXDestructorDecl>(Method))
      continue;
    if (Facts.Methods.size() >= MaxMethods)
      return;
    Symbol Name = symbol(Method->getNameAsString());
    if (!llvm::is_contained(Facts.Methods, Name))
      Facts.Methods.push_back(Name);
  }
  if (Depth >= 8)
    return;
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *R = Base.getType()->getAsCXXRecordDecl(); R && R->getDefinition())
      addMethods(Facts, R->getDefinition(), Depth + 1);
}

TemplateArg Tables::templateArg(const TemplateArgument &A, unsigned Depth) {
  TemplateArg Result;
  switch (A.getKind()) {
  case TemplateArgument::Type:
    Result.K = TemplateArg::Type;
    Result.T = typeAt(A.getAsType(), Depth, false);
    break;
  case TemplateArgument::Integral: {
    Result.K = TemplateArg::Integer;
    Result.I = A.getAsIntegral().isRepresentableByInt64() ? A.getAsIntegral().getExtValue() : 0;
    if (const auto *Enum = dyn_cast_or_null<EnumDecl>(A.getIntegralType()->getAsTagDecl()))
      for (const EnumConstantDecl *Constant : Enum->enumerators())
        if (llvm::APSInt::isSameValue(Constant->getInitVal(), A.getAsIntegral())) {
          Result.Name = symbol(qualifiedName(Constant));
          break;
        }
    break;
  }
  case TemplateArgument::Declaration:
    Result.Name = symbol(qualifiedName(A.getAsDecl()));
    break;
  case TemplateArgument::Template:
    if (const TemplateDecl *D = A.getAsTemplate().getAsTemplateDecl())
      Result.Name = symbol(qualifiedName(D));
    break;
  default:
    break;
  }
  return Result;
}

void Tables::addTemplateArgs(std::vector<TemplateArg> &Args, llvm::ArrayRef<TemplateArgument> From, unsigned Depth) {
  for (const TemplateArgument &A : From) {
    if (A.getKind() == TemplateArgument::Pack)
      addTemplateArgs(Args, A.pack_elements(), Depth);
    else
      Args.push_back(templateArg(A, Depth));
  }
}

} // namespace corosafe
