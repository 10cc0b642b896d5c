//===- ProgramNames.cpp - What messages call things ------------------------===//

#include "ProgramTables.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corosafe {

/// A name as people say it: an anonymous namespace has none.
static std::string spoken(std::string R) {
  if (R.find('(') == std::string::npos)
    return R;
  constexpr llvm::StringLiteral Anonymous = "(anonymous namespace)::";
  for (size_t At = R.find(Anonymous.data()); At != std::string::npos; At = R.find(Anonymous.data()))
    R.erase(At, Anonymous.size());
  return R;
}

std::string Program::functionName(FunctionId F) const { return spoken(str(Facts.Entities[function(F).Entity].Name).str()); }

std::string Program::spell(FunctionId F, const Place &P) const {
  const FunctionFacts &Fn = function(F);
  std::string R;
  switch (P.Root) {
  case Place::Local: R = str(Fn.Locals[P.Index].Name).str(); break;
  case Place::Parameter: R = str(Fn.Params[P.Index].Name).str(); break;
  case Place::Capture: R = str(Fn.Captures[P.Index].Name).str(); break;
  case Place::This: R = P.Path.empty() ? "*this" : ""; break;
  case Place::Global: {
    R = spoken(str(Facts.Globals[P.Index].Name).str());
    break;
  }
  case Place::Value:
    // `auto queue = std::make_shared<...>(...)`: what is behind it is called after the variable.
    for (EventId Taker : takers(F, P.Index))
      if (const Event &E = Fn.Events[Taker]; R.empty() && E.Kind == EventKind::Init && E.HasTarget &&
                                             E.Target.Root == Place::Local && E.Target.Path.empty())
        R = str(Fn.Locals[E.Target.Index].Name).str();
    if (R.empty() && Fn.Events[P.Index].Callee != None)
      R = (str(Facts.Entities[Fn.Events[P.Index].Callee].Leaf) + "()").str();
    break;
  }
  size_t First = 0;
  // The parts of `auto [from, to]` have names of their own.
  if (llvm::StringRef Parts = R; !P.Path.empty() && Parts.consume_front("[") && Parts.consume_back("]")) {
    llvm::SmallVector<llvm::StringRef, 4> Names;
    Parts.split(Names, ", ");
    unsigned Number;
    if (llvm::StringRef Part = str(P.Path[0]); Part.consume_front("#") && !Part.getAsInteger(10, Number) && Number < Names.size()) {
      R = Names[Number].str();
      First = 1;
    }
  }
  std::string Sep = R.empty() ? "" : ".";
  for (Symbol S : llvm::drop_begin(P.Path, First)) {
    llvm::StringRef E = str(S);
    if (llvm::StringRef(R).ends_with("[...]") && !E.empty() && llvm::all_of(E, llvm::isDigit)) {
      R.replace(R.size() - 4, 3, E.str());
      continue;
    }
    if (E == "*") {
      if (!R.empty())
        Sep = "->";
      continue;
    }
    if (E == "[]") {
      R += "[...]";
      Sep = ".";
      continue;
    }
    R += Sep;
    R += E;
    Sep = ".";
  }
  return R;
}

SharedText Program::calleeName(FunctionId F, EventId E) const {
  static const SharedText Lambda = SharedText::constant("lambda");
  const Event &Ev = function(F).Events[E];
  if (Ev.Indirect)
    if (llvm::ArrayRef<FunctionId> B = meaning(F, E).Bodies; !B.empty())
      return function(B[0]).IsLambda ? Lambda : SharedText(functionName(B[0]));
  if (Ev.Callee == None)
    return {};
  const EntityFacts &C = Facts.Entities[Ev.Callee];
  if (Ev.Kind == EventKind::Lambda || str(C.Leaf) == "operator()")
    if (FunctionId B = bodyOf(Ev.Callee); B != None && function(B).IsLambda)
      return Lambda;
  // Said as the user would: a function object by its variable; the class it is called on, not the base that declares it.
  if (str(C.Leaf) == "operator()" && Ev.Receiver.K == Operand::InPlace && Ev.Receiver.P.Root == Place::Global &&
      Ev.Receiver.P.Path.empty())
    return spoken(str(Facts.Globals[Ev.Receiver.P.Index].Name).str());
  TypeId On = Ev.Receiver.K == Operand::Nothing ? None : typeOf(function(F), Ev.Receiver);
  SharedText &Name = knownCallee(Ev.Callee, On).Name;
  if (const TypeFacts *T = type(On); Name.empty() && T && T->Name && T->Kind == TypeFacts::Record)
    Name = spoken((str(T->Name) + "::" + str(C.Leaf)).str());
  if (Name.empty())
    Name = spoken(str(C.Name ? C.Name : C.Leaf).str());
  return Name;
}

} // namespace corosafe
