//===- Link.cpp --------------------------------------------------------------===//

#include "Link.h"
#include "FactsLayout.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Compiler.h"
#include <algorithm>
#include <map>

namespace corosafe {
using namespace layout;

/// Classes of one name that are told apart: more are taken for the last.
static constexpr uint32_t MaxNamesakes = 64;

struct Linker::Tables {
  TuFacts Out;

  explicit Tables(size_t Units) : Units(Units) { Symbols[""] = 0; }

  /// What a unit says is taken out of it: its functions are many, and the program has them all.
  void add(TuFacts Unit) {
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
    Entities.resize(Out.Strings.size(), None);
    Bodies.resize(Out.Entities.size(), None);
    Typ.assign(Unit.Types.size(), None);
    NewType.assign(Unit.Types.size(), false);
    findOwnClasses();
    for (uint32_t I = 0; I < Unit.Types.size(); ++I)
      placeType(I, 0);
    std::vector<bool> NewEntity = placeEntities();
    std::vector<bool> NewGlobal = placeByKey(Globals, Out.Globals, Glo, Unit.Globals);
    for (uint32_t I = 0; I < Unit.Types.size(); ++I)
      put(Out.Types[Typ[I]], Unit.Types[I], NewType[I]);
    for (uint32_t I = 0; I < Unit.Entities.size(); ++I)
      put(Out.Entities[Ent[I]], Unit.Entities[I], NewEntity[I]);
    for (uint32_t I = 0; I < Unit.Globals.size(); ++I)
      put(Out.Globals[Glo[I]], Unit.Globals[I], NewGlobal[I]);
    for (FunctionFacts &F : Unit.Functions)
      addFunction(remapped(F));
    for (SkippedFacts &S : Unit.Skipped)
      Out.Skipped.push_back(remapped(S));
    ++Added;
    if (Units > 2 * Added && (Added == 16 || Added == 128 || Added == 1024))
      makeRoom();
  }

  size_t Units, Added = 0;

  /// Tables of a large program that grow bit by bit are copied often, and leave holes behind.
  void makeRoom() {
    auto For = [&](auto &Rows) { Rows.reserve(Rows.size() * Units / Added / 8 * 9); };
    For(Out.Functions);
    For(Out.Entities);
    For(Out.Types);
    For(Out.Strings);
    For(Entities);
    For(Bodies);
  }

  const TuFacts *Tu = nullptr;
  llvm::StringMap<uint32_t, llvm::BumpPtrAllocator> Symbols;
  llvm::StringMap<uint32_t> Files;
  llvm::StringMap<uint32_t> Types; ///< By the numbers that make a type's key.
  std::vector<uint32_t> Entities, Globals; ///< By the program's symbol of their key.
  std::vector<uint32_t> Sym, Fil, Typ, Ent, Glo; ///< Of the unit at hand: its index -> the program's.
  std::vector<bool> NewType;
  std::vector<bool> OwnClass; ///< Of the unit's types: a class that another program has by the same name.
  std::vector<uint32_t> Bodies; ///< Entity -> its body.
  /// Rows besides that of `Entities`: those with another body by their key, those of own classes by key and class.
  std::map<Symbol, llvm::SmallVector<uint32_t, 1>> OtherBodies;
  std::map<std::pair<Symbol, uint32_t>, uint32_t> OfOwnClasses;

  Symbol symbol(llvm::StringRef S) {
    auto [It, New] = Symbols.try_emplace(S, Out.Strings.size());
    if (New)
      Out.Strings.push_back(S.str());
    return It->second;
  }

  /// Gives every row of a unit's table its row in the program's; true for those that are new there.
  template <typename T>
  std::vector<bool> placeByKey(std::vector<uint32_t> &Known, std::vector<T> &Rows, std::vector<uint32_t> &Map,
                               const std::vector<T> &From) {
    std::vector<bool> New(From.size());
    Map.assign(From.size(), None);
    Known.resize(Out.Strings.size(), None);
    for (uint32_t I = 0; I < From.size(); ++I) {
      uint32_t &Row = Known[Sym[From[I].Key]];
      if (Row == None) {
        Row = Rows.size();
        Rows.emplace_back();
        New[I] = true;
      }
      Map[I] = Row;
    }
    return New;
  }

  //===-- what two programs call the same ------------------------------------===//
  //
  // A compile database may describe several programs: examples with a main() and a session() each. What a unit defines itself
  // is what its calls reach, and a class whose members it defines in another way, with other data, is another class.

  /// The body of one of the unit's functions, as the program numbers files.
  SourceSpan bodyOf(const FunctionFacts &F) const {
    SourceSpan Body = F.Body;
    if (Body.valid())
      Body.File = Fil[Body.File];
    return Body;
  }

  /// True if an entity of the program has a body, and that is another than this.
  bool hasAnother(uint32_t Row, const SourceSpan &Body) const {
    return Row < Bodies.size() && Bodies[Row] != None && !(Out.Functions[Bodies[Row]].Body == Body);
  }

  void findOwnClasses() {
    OwnClass.assign(Tu->Types.size(), false);
    for (const FunctionFacts &F : Tu->Functions) {
      const EntityFacts &E = Tu->Entities[F.Entity];
      uint32_t Row = Entities[Sym[E.Key]];
      if (E.Class == None || OwnClass[E.Class] || Row == None || !hasAnother(Row, bodyOf(F)))
        continue;
      TypeId There = Out.Entities[Row].Class;
      OwnClass[E.Class] = There != None && !hasDataOf(Tu->Types[E.Class], Out.Types[There]);
    }
  }

  /// True if a class of the unit has the same data members as one of the program.
  bool hasDataOf(const TypeFacts &Here, const TypeFacts &There) const {
    return llvm::equal(Here.Fields, There.Fields, [&](const TypeFacts::Field &A, const TypeFacts::Field &B) {
      return Sym[A.Name] == B.Name && A.Reference == B.Reference;
    });
  }

  /// True if a class is the unit's own, or an instance for one that is.
  bool isOwn(TypeId T, unsigned Depth) const {
    if (T == None || Depth > 4)
      return false;
    const TypeFacts &Ty = Tu->Types[T];
    return OwnClass[T] || llvm::any_of(Ty.Args, [&](const TemplateArg &A) { return A.K == TemplateArg::Type && isOwn(A.T, Depth + 1); });
  }

  std::vector<bool> placeEntities() {
    std::vector<bool> New(Tu->Entities.size());
    Ent.assign(Tu->Entities.size(), None);
    for (uint32_t I = 0; I < Tu->Entities.size(); ++I) {
      const EntityFacts &E = Tu->Entities[I];
      bool Own = E.Class != None && OwnClass[E.Class];
      uint32_t &Row = Own ? OfOwnClasses.try_emplace({Sym[E.Key], Typ[E.Class]}, None).first->second : Entities[Sym[E.Key]];
      if (Row == None)
        Row = newEntity(New, I);
      Ent[I] = Row;
    }
    for (const FunctionFacts &F : Tu->Functions) {
      SourceSpan Body = bodyOf(F);
      if (New[F.Entity] || !hasAnother(Ent[F.Entity], Body))
        continue;
      llvm::SmallVector<uint32_t, 1> &Others = OtherBodies[Sym[Tu->Entities[F.Entity].Key]];
      auto Same = llvm::find_if(Others, [&](uint32_t Row) { return !hasAnother(Row, Body); });
      if (Same == Others.end())
        Same = Others.insert(Others.end(), newEntity(New, F.Entity));
      Ent[F.Entity] = *Same;
    }
    return New;
  }

  uint32_t newEntity(std::vector<bool> &New, uint32_t Of) {
    New[Of] = true;
    Out.Entities.emplace_back();
    return Out.Entities.size() - 1;
  }

  /// Types meet by name and spelling, pointers by what they point to, arrays by their length as well, lambdas by their body.
  uint32_t placeType(TypeId T, unsigned Depth) {
    if (T == None || Depth > 8)
      return None;
    if (Typ[T] != None)
      return Typ[T];
    const TypeFacts &Ty = Tu->Types[T];
    llvm::SmallVector<uint32_t, 8> Key{static_cast<uint32_t>(Ty.Kind) * 2 + Ty.IsConst};
    if (Ty.Pointee != None)
      Key.append({0, placeType(Ty.Pointee, Depth + 1)});
    else if (Ty.IsLambda && Ty.CallOperator != None)
      Key.append({1, Sym[Tu->Entities[Ty.CallOperator].Key]});
    else if (Ty.Spelling || Ty.Name)
      Key.append({2, Sym[Ty.Name], Sym[Ty.Spelling]});
    else
      Key.append({3, Fil.front(), T});
    if ((Ty.Spelling == 0 && Ty.Pointee == None) || Ty.Kind == TypeFacts::Array)
      for (const TemplateArg &A : Ty.Args)
        Key.push_back(A.K == TemplateArg::Type ? placeType(A.T, Depth + 1) : static_cast<uint32_t>(A.I));
    if (!OwnClass[T] && isOwn(T, 0))
      for (const TemplateArg &A : Ty.Args)
        Key.push_back(A.K == TemplateArg::Type ? placeType(A.T, Depth + 1) : 0);
    if (isUnnamed(Ty.Spelling) || isUnnamed(Ty.Name))
      Key.append({4, Fil.front()});
    uint32_t Row = rowOf(Key, T);
    // The next of that name that has the same data.
    for (uint32_t Other = 0; OwnClass[T] && !NewType[T] && Other < MaxNamesakes && (Other == 0 || !hasDataOf(Ty, Out.Types[Row])); ++Other) {
      Key.append({5, Other});
      Row = rowOf(Key, T);
    }
    return Typ[T] = Row;
  }

  bool isUnnamed(Symbol Name) const { return llvm::StringRef(Tu->str(Name)).contains("(anonymous namespace)::"); }

  uint32_t rowOf(llvm::ArrayRef<uint32_t> Key, TypeId T) {
    llvm::StringRef Bytes(reinterpret_cast<const char *>(Key.data()), Key.size() * sizeof(uint32_t));
    auto [It, Made] = Types.try_emplace(Bytes, Out.Types.size());
    if (Made)
      Out.Types.emplace_back();
    NewType[T] = Made;
    return It->second;
  }

  //===-- numbers of the unit become numbers of the program -----------------===//

  /// The row itself, which its unit is done with.
  template <typename T> T &&remapped(T &Row) {
    remap(Row, Table::Plain);
    return std::move(Row);
  }
  template <typename T> void remap(T &, Table) {}
  /// There are dozens of numbers an event; whoever calls this knows what they count.
  LLVM_ATTRIBUTE_ALWAYS_INLINE void remap(uint32_t &Index, Table Into) {
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
  template <List T> void remap(T &Values, Table Into) {
    for (auto &V : Values)
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

  /// Puts what a unit says into a row of the program's, which is empty if it is new.
  template <typename T> void put(T &Into, T &From, bool New) {
    if (New)
      Into = remapped(From);
    else
      merge(Into, From);
  }

  /// Of what is known already, only what is looked at gets the program's numbers.
  void merge(TypeFacts &Into, TypeFacts &Other) {
    auto Known = [](const TypeFacts &T) { return T.Bases.size() + T.Fields.size() + T.Methods.size() + T.NestedTypes.size(); };
    if (Known(Other) > Known(Into)) {
      remap(Other, Table::Plain);
      unite(Into.Aliases, Other.Aliases);
      Other.Aliases = std::move(Into.Aliases);
      std::swap(Into, Other);
    } else {
      remap(Other.Aliases, Table::Symbols);
      remap(Other.Annotations, Table::Symbols);
      remap(Other.CallOperator, Table::Entities);
      unite(Into.Aliases, Other.Aliases);
    }
    unite(Into.Annotations, Other.Annotations);
    Into.NoDiscard |= Other.NoDiscard;
    Into.ScopedLockable |= Other.ScopedLockable;
    Into.Capability |= Other.Capability;
    Into.Awaiter |= Other.Awaiter;
    Into.Awaitable |= Other.Awaitable;
    Into.HasPromise |= Other.HasPromise;
    Into.CanYield |= Other.CanYield;
    Into.PromiseMayPassOn |= Other.PromiseMayPassOn;
    if (Into.InitialSuspend == SuspendPolicy::Unknown)
      Into.InitialSuspend = Other.InitialSuspend;
    if (Into.FinalSuspend == SuspendPolicy::Unknown)
      Into.FinalSuspend = Other.FinalSuspend;
    if (Into.CallOperator == None)
      Into.CallOperator = Other.CallOperator;
  }

  void merge(EntityFacts &Into, EntityFacts &From) {
    remap(From.PublicNames, Table::Symbols);
    remap(From.Annotations, Table::Symbols);
    remap(From.Overrides, Table::Entities);
    unite(Into.PublicNames, From.PublicNames);
    unite(Into.Annotations, From.Annotations);
    unite(Into.Overrides, From.Overrides);
    Into.NoDiscard |= From.NoDiscard;
    if (From.HasBody && !Into.HasBody) {
      Into.HasBody = true;
      remap(From.Range, Table::Plain);
      Into.Range = From.Range;
    }
  }

  void merge(GlobalFacts &Into, GlobalFacts &From) {
    remap(From.PublicNames, Table::Symbols);
    unite(Into.PublicNames, From.PublicNames);
  }

  void addFunction(FunctionFacts &&F) {
    Bodies.resize(Out.Entities.size(), None);
    const EntityFacts &E = Out.Entities[F.Entity];
    uint32_t &Body = Bodies[F.Entity], First = Entities[E.Key] == None ? Body : Bodies[Entities[E.Key]];
    if (Body != None) {
      FunctionFacts &Have = Out.Functions[Body];
      if (Have.Body == F.Body) {
        // The same text, from another unit. A body that was instantiated says more than its pattern.
        bool Main = Have.InMainFile && F.InMainFile;
        if (Have.IsTemplatePattern && !F.IsTemplatePattern)
          Have = std::move(F);
        Have.InMainFile = Main;
        return;
      }
    } else {
      Body = Out.Functions.size();
    }
    if (First != None && Out.str(E.Name) != "main")
      Out.Skipped.push_back({E.Name, symbol("it is defined at two places; a file's calls are taken to reach its own, other files' the first"), F.Name});
    Out.Functions.push_back(std::move(F));
  }
};

Linker::Linker(size_t Units) : T(std::make_unique<Tables>(Units)) {}
Linker::~Linker() = default;
void Linker::add(TuFacts Unit) {
  if (!Unit.Files.empty())
    T->add(std::move(Unit));
}
TuFacts Linker::take() {
  TuFacts Program = std::move(T->Out);
  T.reset();
  return Program;
}

TuFacts link(std::vector<TuFacts> Units) {
  llvm::erase_if(Units, [](const TuFacts &U) { return U.Files.empty(); });
  llvm::stable_sort(Units, [](const TuFacts &A, const TuFacts &B) { return A.Files[0] < B.Files[0]; });
  Linker L(Units.size());
  for (TuFacts &U : Units)
    L.add(std::move(U));
  return L.take();
}

} // namespace corosafe
