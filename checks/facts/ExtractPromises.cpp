//===- ExtractPromises.cpp - What promises and awaiters say of a task type --===//
//
// Whether something can be awaited, and whether its coroutines start at once. What
// is read is the definition, or the template that it would be made from: nothing
// is instantiated for it.
//
//===----------------------------------------------------------------------===//

#include "ExtractTables.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::StringRef;

namespace corosafe {

/// The record to look into: its definition, or that of the template it would be made from.
static const CXXRecordDecl *readable(const CXXRecordDecl *Record) {
  if (!Record)
    return nullptr;
  if (const CXXRecordDecl *Definition = Record->getDefinition())
    return Definition;
  // A member class of an instantiation is declared with it and defined only when it is needed.
  if (const CXXRecordDecl *Pattern = Record->getInstantiatedFromMemberClass())
    return Pattern->getDefinition();
  if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    return Spec->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  return nullptr;
}

/// The class that a type names; for a dependent specialisation the class of its template.
static const CXXRecordDecl *recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return Record;
  if (const auto *Spec = T->getAs<TemplateSpecializationType>())
    if (const TemplateDecl *D = Spec->getTemplateName().getAsTemplateDecl())
      return dyn_cast_or_null<CXXRecordDecl>(D->getTemplatedDecl());
  return nullptr;
}

const NamedDecl *Tables::findMember(const CXXRecordDecl *Record, StringRef Name, unsigned Depth) const {
  Record = readable(Record);
  if (!Record || Depth > 8)
    return nullptr;
  for (const NamedDecl *D : Record->lookup(&Context.Idents.get(Name))) {
    if (auto *Shadow = dyn_cast<UsingShadowDecl>(D))
      return Shadow->getTargetDecl();
    // A class holds its own name, which is not a member that anybody looks for.
    if (auto *Class = dyn_cast<CXXRecordDecl>(D); Class && Class->isInjectedClassName())
      continue;
    return D;
  }
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const NamedDecl *D = findMember(recordOf(Base.getType()), Name, Depth + 1))
      return D;
  return nullptr;
}

/// The definition whose body can be read, of the function or of the pattern it is made from.
static const Stmt *bodyOf(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (const Stmt *Body = Function->getBody(Definition))
    return Body;
  if (const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern())
    return Pattern->getBody(Definition);
  return nullptr;
}

const Expr *returnedValue(const FunctionDecl *Function) {
  auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOf(Function));
  if (!Body || Body->size() != 1)
    return nullptr;
  auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  return Return ? Return->getRetValue() : nullptr;
}

SuspendPolicy Tables::readyPolicy(const FunctionDecl *AwaitReady) const {
  if (!AwaitReady)
    return SuspendPolicy::Unknown;
  const Expr *Value = returnedValue(AwaitReady);
  if (!Value || Value->isValueDependent() || Value->containsErrors())
    return SuspendPolicy::Unknown;
  bool Ready = false;
  if (!Value->EvaluateAsBooleanCondition(Ready, Context))
    return SuspendPolicy::Unknown;
  return Ready ? SuspendPolicy::Never : SuspendPolicy::Always;
}

/// True if some expression below calls anything. To keep a handle is no call.
static bool callsSomething(const Stmt *S, unsigned Depth = 0) {
  if (!S || Depth > 32)
    return false;
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
  auto *Member = dyn_cast<CXXMemberCallExpr>(S);
  bool Keeps = (Operator && Operator->getOperator() == OO_Equal) || (Member && isa_and_nonnull<CXXConversionDecl>(Member->getMethodDecl()));
  return (isa<CallExpr>(S) && !Keeps) || llvm::any_of(S->children(), [&](const Stmt *Child) { return callsSomething(Child, Depth + 1); });
}

SuspendPolicy Tables::startPolicy(const FunctionDecl *AwaitReady, const FunctionDecl *AwaitSuspend) const {
  SuspendPolicy Ready = readyPolicy(AwaitReady);
  bool Resumes = AwaitSuspend && !Context.getSourceManager().isInSystemHeader(AwaitSuspend->getLocation()) && callsSomething(bodyOf(AwaitSuspend));
  return Ready == SuspendPolicy::Always && Resumes ? SuspendPolicy::Unknown : Ready;
}

static const FunctionDecl *asFunction(const NamedDecl *D) { return D ? D->getAsFunction() : nullptr; }

SuspendPolicy Tables::suspendPolicy(const CXXRecordDecl *Promise, StringRef Name) const {
  const FunctionDecl *Function = asFunction(findMember(Promise, Name));
  if (!Function)
    return SuspendPolicy::Unknown;
  QualType Awaiter = Function->getReturnType();
  if (Awaiter->isUndeducedType() || Awaiter->isDependentType())
    if (const Stmt *Body = bodyOf(Function))
      for (const Stmt *Child : Body->children())
        if (auto *Return = dyn_cast_or_null<ReturnStmt>(Child); Return && Return->getRetValue())
          Awaiter = Return->getRetValue()->getType();
  const CXXRecordDecl *Record = recordOf(Awaiter.getNonReferenceType());
  const FunctionDecl *Ready = asFunction(findMember(Record, "await_ready"));
  return Name == "initial_suspend" ? startPolicy(Ready, asFunction(findMember(Record, "await_suspend"))) : readyPolicy(Ready);
}

/// The class behind a `promise_type` that was found: a nested class or a typedef of one.
static const CXXRecordDecl *classNamed(const NamedDecl *D) {
  if (auto *Record = dyn_cast_or_null<CXXRecordDecl>(D))
    return Record;
  if (auto *Typedef = dyn_cast_or_null<TypedefNameDecl>(D))
    return recordOf(Typedef->getUnderlyingType());
  return nullptr;
}

/// How coroutine_traits refers to a return type: by class, or by template for a partial specialisation.
static const Decl *traitKey(QualType T) {
  const CXXRecordDecl *Record = recordOf(T.getNonReferenceType());
  return Record ? Record->getCanonicalDecl() : nullptr;
}

void Tables::readCoroutineTraits() {
  auto *Std = dyn_cast_or_null<NamespaceDecl>([&]() -> const Decl * {
    for (const NamedDecl *D : Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("std")))
      if (isa<NamespaceDecl>(D))
        return D;
    return nullptr;
  }());
  if (!Std)
    return;
  for (const NamedDecl *D : Std->lookup(&Context.Idents.get("coroutine_traits"))) {
    auto *Template = dyn_cast<ClassTemplateDecl>(D);
    if (!Template)
      continue;
    auto Note = [&](const ClassTemplateSpecializationDecl *Spec, const TemplateArgument &First) {
      if (First.getKind() != TemplateArgument::Type)
        return;
      const Decl *Key = traitKey(First.getAsType());
      const CXXRecordDecl *Promise = Key ? classNamed(findMember(Spec, "promise_type")) : nullptr;
      if (Promise)
        PromiseByTrait.try_emplace(Key, Promise);
    };
    llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 8> Partial;
    const_cast<ClassTemplateDecl *>(Template)->getPartialSpecializations(Partial);
    for (const ClassTemplatePartialSpecializationDecl *Spec : Partial)
      if (Spec->getTemplateArgs().size())
        Note(Spec, Spec->getTemplateArgs()[0]);
    for (const ClassTemplateSpecializationDecl *Spec : Template->specializations())
      if (Spec->isCompleteDefinition() && Spec->getTemplateArgs().size())
        Note(Spec, Spec->getTemplateArgs()[0]);
  }
}

const CXXRecordDecl *Tables::promiseOf(const CXXRecordDecl *Record) {
  if (const CXXRecordDecl *Promise = classNamed(findMember(Record, "promise_type")))
    return Promise;
  if (auto It = PromiseByTrait.find(Record->getCanonicalDecl()); It != PromiseByTrait.end())
    return It->second;
  if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record)) {
    const Decl *Key = Spec->getSpecializedTemplate()->getTemplatedDecl()->getCanonicalDecl();
    if (auto It = PromiseByTrait.find(Key); It != PromiseByTrait.end())
      return It->second;
  }
  return nullptr;
}

/// True if a parameter is of the class, or of a specialisation of the same template.
static bool takes(const ParmVarDecl *Param, const CXXRecordDecl *Record) {
  auto Template = [](const CXXRecordDecl *R) -> const Decl * {
    if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R))
      return Spec->getSpecializedTemplate()->getTemplatedDecl()->getCanonicalDecl();
    return R->getCanonicalDecl();
  };
  const CXXRecordDecl *R = recordOf(Param->getType().getNonReferenceType());
  return R && Template(R) == Template(Record);
}

/// True if the coroutines of a task type can await it because their promise makes an awaiter of it.
bool Tables::isTransformed(const CXXRecordDecl *Record, const CXXRecordDecl *Promise) const {
  Promise = readable(Promise);
  for (unsigned Depth = 0; Promise && Depth < 8; ++Depth) {
    for (const NamedDecl *D : Promise->lookup(&Context.Idents.get("await_transform")))
      if (const FunctionDecl *F = asFunction(D); F && F->getNumParams() && takes(F->getParamDecl(0), Record))
        return true;
    Promise = Promise->getNumBases() ? readable(recordOf(Promise->bases_begin()->getType())) : nullptr;
  }
  return false;
}

bool Tables::hasOperatorCoawait(const CXXRecordDecl *Record) const {
  DeclarationName Name = Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  const CXXRecordDecl *Readable = readable(Record);
  for (unsigned Depth = 0; Readable && Depth < 8; ++Depth) {
    if (!Readable->lookup(Name).empty())
      return true;
    Readable = Readable->getNumBases() ? readable(recordOf(Readable->bases_begin()->getType())) : nullptr;
  }
  for (const DeclContext *DC = Record->getDeclContext(); DC; DC = DC->getParent()) {
    if (!DC->isFileContext())
      continue;
    for (const NamedDecl *D : DC->lookup(Name)) {
      const FunctionDecl *Function = D->getAsFunction();
      if (!Function || Function->getNumParams() != 1)
        continue;
      if (takes(Function->getParamDecl(0), Record))
        return true;
    }
  }
  return false;
}

/// Whether a promise has a constructor that is given the coroutine's arguments.
static bool takesArguments(const CXXRecordDecl *Promise) {
  return llvm::any_of(Promise->decls(), [](const Decl *D) {
    if (auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    auto *Constructor = dyn_cast<CXXConstructorDecl>(D);
    return Constructor && !Constructor->isCopyOrMoveConstructor() && Constructor->getNumParams();
  });
}

void Tables::describeCoroutineTraits(TypeFacts &Facts, const CXXRecordDecl *Record) {
  Facts.Awaiter =
      findMember(Record, "await_ready") && findMember(Record, "await_suspend") && findMember(Record, "await_resume");
  Facts.Awaitable = Facts.Awaiter || hasOperatorCoawait(Record);
  const CXXRecordDecl *Promise = promiseOf(Record);
  if (!Promise)
    return;
  Facts.HasPromise = true;
  Facts.Awaitable |= isTransformed(Record, Promise);
  Facts.CanYield = findMember(Promise, "yield_value") != nullptr;
  Facts.PromiseMayPassOn = takesArguments(Promise) || findMember(Promise, "await_transform");
  Facts.InitialSuspend = suspendPolicy(Promise, "initial_suspend");
  Facts.FinalSuspend = suspendPolicy(Promise, "final_suspend");
}

} // namespace corosafe
