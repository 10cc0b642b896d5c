//===- FactsCheck.cpp - Is every number inside its table? -------------------===//

#include "FactsCodec.h"
#include "FactsLayout.h"

namespace corosafe {
using namespace layout;
namespace {

class Checker {
public:
  explicit Checker(const TuFacts &Facts) : Tu(Facts) {}
  std::string Error;

  void check(const TuFacts &Facts) {
    if (Facts.Strings.empty() || !Facts.Strings.front().empty())
      fail("the first string is not empty");
    fields(Facts);
  }

private:
  template <typename T> void check(const T &, Table) {}
  void check(uint32_t Index, Table Into) {
    if (Into == Table::Plain || (Index == None && Into > Table::Symbols && Into < Table::RequiredEntities))
      return;
    if (Index >= size(Into))
      fail("an index is outside its table");
  }
  template <List T> void check(const T &Values, Table Into) {
    for (const auto &V : Values)
      check(V, Into);
  }
  template <Structure T> void check(const T &Value, Table) { fields(Value); }
  void check(const FunctionFacts &Function, Table) {
    In = &Function;
    fields(Function);
    if (!Function.Blocks.empty() && (Function.Entry == None || Function.Exit == None))
      fail("a graph has no entry or exit");
    for (const Region &R : Function.Regions) {
      size_t Steps = 0;
      for (RegionId P = R.Parent; P < Function.Regions.size() && Error.empty(); P = Function.Regions[P].Parent)
        if (++Steps > Function.Regions.size())
          fail("a region is inside itself");
    }
    In = nullptr;
  }
  void check(const Event &E, Table) {
    fields(E);
    if (E.HasTarget)
      check(E.Target);
  }
  void check(const Operand &O, Table) {
    fields(O);
    if (O.K == Operand::InPlace)
      check(O.P);
    if (O.K == Operand::OfValue)
      check(O.V, Table::RequiredEvents);
    if (O.K == Operand::Function)
      check(O.V, Table::RequiredEntities);
  }
  void check(const Place &P) {
    size_t Size = 0;
    switch (P.Root) {
    case Place::Local:
      Size = In ? In->Locals.size() : 0;
      break;
    case Place::Parameter:
      Size = In ? In->Params.size() : 0;
      break;
    case Place::Capture:
      Size = In ? In->Captures.size() : 0;
      break;
    case Place::This:
      return;
    case Place::Global:
      Size = Tu.Globals.size();
      break;
    case Place::Value:
      Size = In ? In->Events.size() : 0;
      break;
    }
    if (P.Index >= Size)
      fail("a place names what does not exist");
  }
  template <typename T> void fields(const T &Value) {
    forEachField<T>([&](unsigned, const auto &F) {
      if (Error.empty())
        check(Value.*F.Ptr, F.Into);
    });
  }
  size_t size(Table Into) const {
    switch (Into) {
    case Table::Plain:
      return None;
    case Table::Symbols:
      return Tu.Strings.size();
    case Table::Files:
      return Tu.Files.size();
    case Table::Types:
      return Tu.Types.size();
    case Table::Entities:
    case Table::RequiredEntities:
      return Tu.Entities.size();
    case Table::Events:
    case Table::RequiredEvents:
      return In ? In->Events.size() : 0;
    case Table::Blocks:
    case Table::RequiredBlocks:
      return In ? In->Blocks.size() : 0;
    case Table::Regions:
      return In ? In->Regions.size() : 0;
    case Table::RequiredLocals:
      return In ? In->Locals.size() : 0;
    }
    return 0;
  }
  void fail(llvm::StringRef What) {
    if (Error.empty())
      Error = What.str();
  }

  const TuFacts &Tu;
  const FunctionFacts *In = nullptr;
};

} // namespace

std::string brokenIndexIn(const TuFacts &Facts) {
  Checker C(Facts);
  C.check(Facts);
  return std::move(C.Error);
}

} // namespace corosafe
