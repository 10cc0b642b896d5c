//===- ExtractInstances.cpp --------------------------------------------------===//

#include "ExtractInstances.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace corosafe {

/// Lambdas and local classes are whose the function around them is.
static const FunctionDecl *outermost(const FunctionDecl *F) {
  const FunctionDecl *Outer = F;
  for (const DeclContext *C = F->getParent(); C; C = C->getParent())
    if (auto *Around = dyn_cast<FunctionDecl>(C))
      Outer = Around;
  return Outer;
}

static bool isInstance(const FunctionDecl &Outermost) {
  return Outermost.isFromASTFile() && Outermost.getTemplateSpecializationKindForInstantiation() == TSK_ImplicitInstantiation;
}

Instances::Instances(ASTContext &Context, const PrecompiledCode &Shared, llvm::ArrayRef<const FunctionDecl *> Functions)
    : Sources(Context.getSourceManager()), Shared(Shared) {
  llvm::DenseSet<const FunctionDecl *> Seen;
  for (const FunctionDecl *F : Functions) {
    const FunctionDecl *Outer = outermost(F);
    if (Seen.insert(Outer).second) {
      auto [File, Begin] = Sources.getDecomposedExpansionLoc(Outer->getBeginLoc());
      auto [EndFile, End] = Sources.getDecomposedExpansionLoc(Outer->getEndLoc());
      if (File == EndFile)
        Bodies[File].push_back({Begin, End, Outer});
    }
    Waiting.push_back(F);
  }
  for (auto &Each : Bodies)
    llvm::stable_sort(Each.second, [](const Body &A, const Body &B) { return A.Begin < B.Begin; });
}

/// The place at which it was made lies in a file that the unit reads, and not in a body that is not its own.
bool Instances::wasMadeByOwn(const FunctionDecl &Instance) const {
  SourceLocation Where = Instance.getPointOfInstantiation();
  if (Where.isInvalid())
    return true;
  auto [File, Offset] = Sources.getDecomposedExpansionLoc(Where);
  if (!Shared.IsRead(File))
    return false;
  auto Here = Bodies.find(File);
  if (Here == Bodies.end())
    return true;
  llvm::ArrayRef<Body> InFile = Here->second;
  auto After = llvm::partition_point(InFile, [&, At = Offset](const Body &B) { return B.Begin <= At; });
  if (After == InFile.begin())
    return true;
  // Instances of one template stand at one place.
  const unsigned Begin = std::prev(After)->Begin;
  auto First = llvm::partition_point(InFile, [&](const Body &B) { return B.Begin < Begin; });
  return First->End < Offset || std::any_of(First, After, [&](const Body &B) {
           return !B.Function->isDependentContext() && IsOwn.contains(B.Function);
         });
}

std::vector<const FunctionDecl *> Instances::next(const Tables &Names) {
  std::vector<const FunctionDecl *> Found;
  for (size_t Before = Waiting.size() + 1; Waiting.size() < Before;) {
    Before = Waiting.size();
    std::vector<const FunctionDecl *> Rest;
    for (const FunctionDecl *F : Waiting) {
      const FunctionDecl *Outer = outermost(F);
      if (isInstance(*Outer) && !IsOwn.contains(Outer) && !Names.hasNamed(Outer) && !wasMadeByOwn(*Outer)) {
        Rest.push_back(F);
        continue;
      }
      IsOwn.insert(Outer);
      Found.push_back(F);
    }
    Waiting = std::move(Rest);
  }
  llvm::append_range(Own, Found);
  return Found;
}

} // namespace corosafe
