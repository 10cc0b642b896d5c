//===- Link.cpp --------------------------------------------------------------===//

#include "Link.h"
#include "FactsLayout.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>

namespace corosafe {
using namespace layout;

namespace {

class Linker {
public:
  TuFacts Out;

  Linker() { Symbols[""] = 0; }

  void add(const TuFacts &Unit) {
    Tu = &Unit;
    Sym.clear();
    for (const std::string &S : Unit.Strings)
      Sym.push_back(symbol(S));
    Fil.clear();
    for (const std::string &F : Unit.Files) {
      auto [It, New] = Files.try_emplace(F, Out.Files.size());
      if (New)
        Out.Files.push_back(F);
      Fil.push_back(It->second);
    }
    std::vector<bool> NewEntity = place(Entities, Out.Entities, Ent, Unit.Entities,
                                        [&](uint32_t I) { return Unit.str(Unit.Entities[I].Key).str(); });
    std::vector<bool> NewGlobal = place(Globals, Out.Globals, Glo, Unit.Globals,
                                        [&](uint32_t I) { return Unit.str(Unit.Globals[I].Key).str(); });
    Keys.assign(Unit.Types.size(), {});
    std::vector<bool> NewType = place(Types, Out.Types, Typ, Unit.Types, [&](uint32_t I) { return typeKey(I, 0); });
    for (uint32_t I = 0; I < Unit.Types.size(); ++I)
      merge(Out.Types[Typ[I]], remapped(Unit.Types[I]), NewType[I]);
    for (uint32_t I = 0; I < Unit.Entities.size(); ++I)
      merge(Out.Entities[Ent[I]], remapped(Unit.Entities[I]), NewEntity[I]);
    for (uint32_t I = 0; I < Unit.Globals.size(); ++I)
      if (NewGlobal[I])
        Out.Globals[Glo[I]] = remapped(Unit.Globals[I]);
    for (const FunctionFacts &F : Unit.Functions)
      addFunction(remapped(F));
    for (const SkippedFacts &S : Unit.Skipped)
      Out.Skipped.push_back(remapped(S));
  }

private:
  const TuFacts *Tu = nullptr;
  llvm::StringMap<uint32_t> Symbols, Files, Types, Entities, Globals;
  std::vector<uint32_t> Sym, Fil, Typ, Ent, Glo; ///< Of the unit at hand: its index -> the program's.
  std::vector<std::string> Keys;
  llvm::DenseMap<EntityId, uint32_t> Bodies; ///< Entity -> its first body.

  Symbol symbol(llvm::StringRef S) {
    auto [It, New] = Symbols.try_emplace(S, Out.Strings.size());
    if (New)
      Out.Strings.push_back(S.str());
    return It->second;
  }

  /// Gives every row of a unit's table its row in the program's; true for those that are new there.
  template <typename T, typename KeyOf>
  std::vector<bool> place(llvm::StringMap<uint32_t> &Known, std::vector<T> &Rows, std::vector<uint32_t> &Map,
                          const std::vector<T> &From, KeyOf Key) {
    std::vector<bool> New(From.size());
    Map.assign(From.size(), None);
    for (uint32_t I = 0; I < From.size(); ++I) {
      auto [It, Inserted] = Known.try_emplace(Key(I), Rows.size());
      if (Inserted)
        Rows.emplace_back();
      New[I] = Inserted;
      Map[I] = It->second;
    }
    return New;
  }

  std::string typeKey(TypeId T, unsigned Depth) {
    if (T == None || Depth > 8)
      return "?";
    if (!Keys[T].empty())
      return Keys[T];
    const TypeFacts &Ty = Tu->Types[T];
    std::string K = std::to_string(Ty.Kind) + (Ty.IsConst ? "c" : "");
    if (Ty.Pointee != None)
      K += ">" + typeKey(Ty.Pointee, Depth + 1);
    else if (Ty.IsLambda && Ty.CallOperator != None)
      K += "\\" + Tu->str(Tu->Entities[Ty.CallOperator].Key).str();
    else if (Ty.Spelling || Ty.Name)
      K += (llvm::Twine(Tu->str(Ty.Name)) + "|" + Tu->str(Ty.Spelling)).str();
    else
      K += "#" + Tu->Files.front() + "#" + std::to_string(T);
    if (Ty.Spelling == 0 && Ty.Pointee == None)
      for (const TemplateArg &A : Ty.Args)
        K += A.K == TemplateArg::Type ? "<" + typeKey(A.T, Depth + 1) : "," + std::to_string(A.I);
    return Keys[T] = K;
  }

  //===-- numbers of the unit become numbers of the program -----------------===//

  template <typename T> T remapped(const T &From) {
    T R = From;
    remap(R, Table::Plain);
    return R;
  }
  template <typename T> void remap(T &, Table) {}
  void remap(uint32_t &Index, Table Into) {
    if (Index == None)
      return;
    switch (Into) {
    case Table::Symbols: Index = Sym[Index]; return;
    case Table::Files: Index = Fil[Index]; return;
    case Table::Types: Index = Typ[Index]; return;
    case Table::Entities:
    case Table::RequiredEntities: Index = Ent[Index]; return;
    default: return;
    }
  }
  template <typename T> void remap(std::vector<T> &Values, Table Into) {
    for (T &V : Values)
      remap(V, Into);
  }
  template <Structure T> void remap(T &Value, Table) {
    forEachField<T>([&](unsigned, const auto &F) { remap(Value.*F.Ptr, F.Into); });
    if constexpr (std::is_same_v<T, Place>)
      if (Value.Root == Place::Global)
        Value.Index = Glo[Value.Index];
    if constexpr (std::is_same_v<T, Operand>) {
      if (Value.K == Operand::Function && Value.V != None)
        Value.V = Ent[Value.V];
    }
  }

  //===-- what several units know -------------------------------------------===//

  template <typename T> static void unite(std::vector<T> &Into, const std::vector<T> &From) {
    for (const T &V : From)
      if (!llvm::is_contained(Into, V))
        Into.push_back(V);
  }

  static void merge(TypeFacts &Into, TypeFacts From, bool New) {
    if (New) {
      Into = std::move(From);
      return;
    }
    auto Known = [](const TypeFacts &T) { return T.Bases.size() + T.Fields.size() + T.Methods.size() + T.NestedTypes.size(); };
    std::vector<Symbol> Aliases = Into.Aliases;
    unite(Aliases, From.Aliases);
    TypeFacts Other = std::move(From);
    if (Known(Other) > Known(Into))
      std::swap(Into, Other);
    Into.Aliases = std::move(Aliases);
    unite(Into.Annotations, Other.Annotations);
    Into.NoDiscard |= Other.NoDiscard;
    Into.ScopedLockable |= Other.ScopedLockable;
    Into.Capability |= Other.Capability;
    Into.Awaiter |= Other.Awaiter;
    Into.Awaitable |= Other.Awaitable;
    Into.HasPromise |= Other.HasPromise;
    Into.CanYield |= Other.CanYield;
    if (Into.InitialSuspend == SuspendPolicy::Unknown)
      Into.InitialSuspend = Other.InitialSuspend;
    if (Into.FinalSuspend == SuspendPolicy::Unknown)
      Into.FinalSuspend = Other.FinalSuspend;
    if (Into.CallOperator == None)
      Into.CallOperator = Other.CallOperator;
  }

  static void merge(EntityFacts &Into, EntityFacts From, bool New) {
    if (New) {
      Into = std::move(From);
      return;
    }
    unite(Into.Annotations, From.Annotations);
    unite(Into.Overrides, From.Overrides);
    Into.NoDiscard |= From.NoDiscard;
    if (From.HasBody && !Into.HasBody) {
      Into.HasBody = true;
      Into.Range = From.Range;
    }
  }

  void addFunction(FunctionFacts F) {
    auto [It, New] = Bodies.try_emplace(F.Entity, Out.Functions.size());
    if (!New) {
      FunctionFacts &Have = Out.Functions[It->second];
      if (Have.Body == F.Body) {
        // The same text, from another unit. A body that was instantiated says more than its pattern.
        bool Main = Have.InMainFile && F.InMainFile;
        if (Have.IsTemplatePattern && !F.IsTemplatePattern)
          Have = std::move(F);
        Have.InMainFile = Main;
        return;
      }
      const EntityFacts &E = Out.Entities[F.Entity];
      if (Out.str(E.Name) != "main")
        Out.Skipped.push_back({E.Name, symbol("it is defined at two places; callers are taken to reach the first"), F.Name});
    }
    Out.Functions.push_back(std::move(F));
  }
};

} // namespace

TuFacts link(llvm::ArrayRef<const TuFacts *> Units) {
  std::vector<const TuFacts *> Sorted(Units.begin(), Units.end());
  llvm::stable_sort(Sorted, [](const TuFacts *A, const TuFacts *B) {
    return (A->Files.empty() ? "" : A->Files[0]) < (B->Files.empty() ? "" : B->Files[0]);
  });
  Linker L;
  for (const TuFacts *U : Sorted)
    if (!U->Files.empty())
      L.add(*U);
  return std::move(L.Out);
}

} // namespace corosafe
