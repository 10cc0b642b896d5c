//===- Surroundings.cpp --------------------------------------------------------===//

#include "Surroundings.h"
#include "FactsLayout.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include <array>
#include <deque>

namespace corosafe {
using namespace layout;
namespace {

/// The tables of a TuFacts that its other rows point into.
enum class Row : uint8_t { Symbol, File, Type, Entity, Global };
constexpr size_t RowKinds = 5;

/// Calls Do(Row, index) for each index in a value that is not None; it may change it.
/// One class, so that each member sees all others.
template <typename Fn> struct IndexWalk {
  Fn &Do;

  template <typename T> void walk(T &Value, Table Into) {
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, uint32_t>) {
      number(Value, Into);
    } else if constexpr (List<S>) {
      for (auto &V : Value)
        walk(V, Into);
    } else if constexpr (Structure<S>) {
      forEachField<S>([&](unsigned, const auto &F) { walk(Value.*F.Ptr, F.Into); });
      if constexpr (std::is_same_v<S, Place>)
        if (Value.Root == Place::Global)
          Do(Row::Global, Value.Index);
      if constexpr (std::is_same_v<S, Operand>)
        if (Value.K == Operand::Function && Value.V != None)
          Do(Row::Entity, Value.V);
    }
  }

private:
  template <typename I> void number(I &Index, Table Into) {
    if (Index == None)
      return;
    switch (Into) {
    case Table::Symbols: return Do(Row::Symbol, Index);
    case Table::Files: return Do(Row::File, Index);
    case Table::Types: return Do(Row::Type, Index);
    case Table::Entities:
    case Table::RequiredEntities: return Do(Row::Entity, Index);
    default: return;
    }
  }
};

template <typename T, typename Fn> void forEachIndex(T &Value, Fn &Do) { IndexWalk<Fn>{Do}.walk(Value, Table::Plain); }

/// A copy of some functions of a program, and of what they need of its tables.
class Excerpt {
public:
  explicit Excerpt(const TuFacts &From) : From(From) {
    const size_t Sizes[RowKinds] = {From.Strings.size(), From.Files.size(), From.Types.size(), From.Entities.size(), From.Globals.size()};
    for (size_t K = 0; K != RowKinds; ++K)
      New[K].assign(Sizes[K], None);
    mark(Row::Symbol, 0);
  }

  TuFacts of(llvm::ArrayRef<uint32_t> Functions) {
    auto Mark = [&](Row K, uint32_t I) { mark(K, I); };
    for (uint32_t F : Functions)
      forEachIndex(From.Functions[F], Mark);
    while (!Waiting.empty()) {
      auto [K, I] = Waiting.back();
      Waiting.pop_back();
      if (K == Row::Type)
        forEachIndex(From.Types[I], Mark);
      else if (K == Row::Entity)
        forEachIndex(From.Entities[I], Mark);
      else if (K == Row::Global)
        forEachIndex(From.Globals[I], Mark);
    }
    TuFacts Out;
    Out.Strings.clear();
    copy(Row::Symbol, From.Strings, Out.Strings);
    copy(Row::File, From.Files, Out.Files);
    copy(Row::Type, From.Types, Out.Types);
    copy(Row::Entity, From.Entities, Out.Entities);
    copy(Row::Global, From.Globals, Out.Globals);
    for (uint32_t F : Functions)
      Out.Functions.push_back(From.Functions[F]);
    auto Renumber = [&](Row K, uint32_t &I) { I = New[size_t(K)][I]; };
    forEachIndex(Out, Renumber);
    return Out;
  }

private:
  const TuFacts &From;
  std::array<std::vector<uint32_t>, RowKinds> New; ///< None: not needed.
  std::vector<std::pair<Row, uint32_t>> Waiting;

  void mark(Row K, uint32_t I) {
    if (std::exchange(New[size_t(K)][I], 0) == None)
      Waiting.push_back({K, I});
  }
  template <typename T> void copy(Row K, const std::vector<T> &Rows, std::vector<T> &Out) {
    for (auto [I, Number] : llvm::enumerate(New[size_t(K)]))
      if (Number != None) {
        Number = Out.size();
        Out.push_back(Rows[I]);
      }
  }
};

} // namespace

Surroundings::Surroundings(TuFacts TheProgram) : Program(std::move(TheProgram)) {
  size_t Entities = Program.Entities.size();
  Bodies.resize(Entities);
  Users.resize(Entities);
  Overriders.resize(Entities);
  Members.resize(Program.Types.size());
  Used.resize(Program.Functions.size());
  for (EntityId E = 0; E != Entities; ++E) {
    const EntityFacts &Entity = Program.Entities[E];
    ByKey.try_emplace(Program.str(Entity.Key), E);
    for (EntityId Base : Entity.Overrides)
      Overriders[Base].push_back(E);
    if (Entity.Class != None && Entity.HasBody)
      Members[Entity.Class].push_back(E);
  }
  for (uint32_t F = 0; F != Program.Functions.size(); ++F) {
    Bodies[Program.Functions[F].Entity].push_back(F);
    auto Note = [&](Row K, uint32_t E) {
      if (K == Row::Entity && E != Program.Functions[F].Entity)
        Used[F].push_back(E);
    };
    forEachIndex(Program.Functions[F], Note);
    llvm::sort(Used[F]);
    Used[F].erase(std::unique(Used[F].begin(), Used[F].end()), Used[F].end());
    for (EntityId E : Used[F])
      Users[E].push_back(F);
  }
}

std::vector<uint32_t> Surroundings::select(const TuFacts &Unit, size_t AtMost) const {
  llvm::StringSet<> Known;
  for (const FunctionFacts &F : Unit.Functions)
    Known.insert(Unit.str(Unit.Entities[F.Entity].Key));
  auto InUnit = [&](const FunctionFacts &F) {
    return (F.Name.valid() && Program.Files[F.Name.File] == Unit.Files.front()) || Known.contains(Program.str(Program.Entities[F.Entity].Key));
  };

  std::vector<bool> Met(Program.Entities.size()), Taken(Program.Functions.size());
  std::vector<uint32_t> Result;
  std::deque<EntityId> Down, Aside, Up;
  auto Reach = [&](EntityId E) {
    if (!Met[E])
      Down.push_back(E);
    Met[E] = true;
  };
  auto Take = [&](uint32_t F) {
    if (Taken[F] || InUnit(Program.Functions[F]) || Result.size() == AtMost)
      return;
    Taken[F] = true;
    Result.push_back(F);
    for (EntityId E : Used[F])
      Reach(E);
  };
  for (const EntityFacts &E : Unit.Entities)
    if (auto It = ByKey.find(Unit.str(E.Key)); It != ByKey.end())
      Reach(It->second);
  for (const FunctionFacts &F : Unit.Functions)
    if (auto It = ByKey.find(Unit.str(Unit.Entities[F.Entity].Key)); It != ByKey.end()) {
      Aside.push_back(It->second);
      Up.push_back(It->second);
    }
  std::vector<bool> Climbed(Program.Entities.size());
  while (Result.size() != AtMost) {
    if (!Down.empty()) {
      EntityId E = Down.front();
      Down.pop_front();
      for (uint32_t F : Bodies[E])
        Take(F);
      for (EntityId O : Overriders[E])
        Reach(O);
    } else if (!Aside.empty()) {
      TypeId Class = Program.Entities[Aside.front()].Class;
      Aside.pop_front();
      if (Class != None)
        for (EntityId E : Members[Class])
          Reach(E);
    } else if (!Up.empty()) {
      EntityId E = Up.front();
      Up.pop_front();
      if (Climbed[E])
        continue;
      Climbed[E] = true;
      for (uint32_t F : Users[E]) {
        Take(F);
        Up.push_back(Program.Functions[F].Entity);
      }
      // Who calls what it overrides may call it.
      for (EntityId Base : Program.Entities[E].Overrides)
        Up.push_back(Base);
    } else {
      break;
    }
  }
  llvm::sort(Result);
  return Result;
}

TuFacts Surroundings::of(const TuFacts &Unit, size_t AtMost) const {
  if (Unit.Files.empty())
    return TuFacts();
  TuFacts Out = Excerpt(Program).of(select(Unit, AtMost));
  for (EntityFacts &E : Out.Entities) {
    E.HasBody = false;
    // What is no longer written there is no longer so.
    if (E.Range.valid() && Out.Files[E.Range.File] == Unit.Files.front())
      E.Annotations.clear();
  }
  for (const FunctionFacts &F : Out.Functions)
    Out.Entities[F.Entity].HasBody = true;
  return Out;
}

} // namespace corosafe
