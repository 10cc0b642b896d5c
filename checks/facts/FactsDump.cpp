//===- FactsDump.cpp - Facts for people ------------------------------------===//

#include "FactsCodec.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

namespace corosafe {
namespace {

constexpr llvm::StringLiteral KindNames[] = {"Suspend", "Call", "Construct", "Lambda", "Init", "Assign", "Compute",
                                             "Choose", "Read", "Destroy", "Return", "Throw", "CatchEnter"};

class Dumper {
public:
  Dumper(const TuFacts &Tu, llvm::raw_ostream &OS) : Tu(Tu), OS(OS) {}

  void dump(const FunctionFacts &Function);

private:
  void block(BlockId Id);
  void event(EventId Id);
  void region(RegionId Id);
  void flags(const Event &E);

  std::string variable(const std::vector<Variable> &Table, uint32_t Index) const;
  std::string place(const Place &P) const;
  std::string operand(const Operand &O) const;
  std::string operands(llvm::ArrayRef<Operand> Os) const {
    return llvm::join(llvm::map_range(Os, [&](const Operand &O) { return operand(O); }), ", ");
  }
  std::string call(llvm::StringRef Callee, const Event &E) const;
  std::string type(TypeId Id) const { return Id == None ? "?" : Tu.str(Tu.Types[Id].Spelling).str(); }
  llvm::StringRef leaf(EntityId Id) const { return Id == None ? "?" : Tu.str(Tu.Entities[Id].Leaf); }
  llvm::StringRef name(EntityId Id) const { return Id == None ? "?" : Tu.str(Tu.Entities[Id].Name); }

  const TuFacts &Tu;
  const FunctionFacts *F = nullptr;
  llvm::raw_ostream &OS;
};

/// The name; with its index where it has none of its own in this table.
std::string Dumper::variable(const std::vector<Variable> &Table, uint32_t Index) const {
  if (Index >= Table.size())
    return "?";
  Symbol Name = Table[Index].Name;
  bool Unique = Name && llvm::count_if(Table, [&](const Variable &V) { return V.Name == Name; }) == 1;
  return Tu.str(Name).str() + (Unique ? "" : "#" + llvm::utostr(Index));
}

std::string Dumper::place(const Place &P) const {
  std::string Text;
  switch (P.Root) {
  case Place::Local:
    Text = "local " + variable(F->Locals, P.Index);
    break;
  case Place::Parameter:
    Text = "param " + variable(F->Params, P.Index);
    break;
  case Place::Capture:
    Text = "capture " + variable(F->Captures, P.Index);
    break;
  case Place::This:
    Text = "this";
    break;
  case Place::Global:
    Text = "global " + Tu.str(Tu.Globals[P.Index].Name).rsplit("::").second.str();
    if (!Tu.str(Tu.Globals[P.Index].Name).contains("::"))
      Text = "global " + Tu.str(Tu.Globals[P.Index].Name).str();
    break;
  case Place::Value:
    Text = "value e" + llvm::utostr(P.Index);
    break;
  }
  for (Symbol S : P.Path)
    Text += (Tu.str(S) == "[]" ? "" : ".") + Tu.str(S).str();
  return Text;
}

std::string Dumper::operand(const Operand &O) const {
  std::string Text = O.Moved ? "moved " : "";
  if (O.ThroughReference)
    Text += "bound ";
  if (O.AddressOf)
    Text += "&";
  switch (O.K) {
  case Operand::Nothing:
    return Text + "-";
  case Operand::InPlace:
    return Text + place(O.P);
  case Operand::OfValue:
    return Text + "value e" + llvm::utostr(O.V);
  case Operand::Constant:
    return Text + "constant " + llvm::itostr(O.C) + (O.Enumerator ? " " + Tu.str(O.Enumerator).str() : "");
  case Operand::Function:
    return Text + "function " + leaf(O.V).str();
  case Operand::Unknown:
    break;
  }
  return Text + "?";
}

std::string Dumper::call(llvm::StringRef Callee, const Event &E) const {
  std::string Text = Callee.str() + "(";
  if (E.Receiver.K != Operand::Nothing)
    Text += "receiver " + operand(E.Receiver) + (E.Args.empty() ? "" : "; ");
  return Text + operands(E.Args) + ")";
}

void Dumper::flags(const Event &E) {
  auto Flag = [&](bool Set, llvm::StringRef Text) {
    if (Set)
      OS << "  [" << Text << "]";
  };
  Flag(E.Discarded == Discard::Yes, "discarded");
  Flag(E.Discarded == Discard::VoidCast, "void");
  Flag(E.How == SuspendKind::Yield, "yield");
  Flag(E.How == SuspendKind::RangeFor, "range-for");
  Flag(E.NeverSuspends, "never suspends");
  Flag(E.Heap, "heap");
  Flag(E.Indirect, "indirect");
  Flag(E.InSystemMacro, "system macro");
  Flag(E.InMacro && !E.InSystemMacro, "macro");
  Flag(E.Region != None, "try " + llvm::utostr(E.Region));
}

void Dumper::event(EventId Id) {
  const Event &E = F->Events[Id];
  OS << llvm::left_justify("e" + llvm::utostr(Id), 3) << ' '
     << llvm::left_justify(KindNames[static_cast<size_t>(E.Kind)], 10);
  std::string Target = E.HasTarget ? place(E.Target) : "";
  switch (E.Kind) {
  case EventKind::Suspend:
  case EventKind::Read:
  case EventKind::Throw:
    OS << operands(E.Args);
    break;
  case EventKind::Call:
    OS << call(leaf(E.Callee), E);
    break;
  case EventKind::Construct:
    OS << call(type(E.Type), E);
    break;
  case EventKind::Lambda:
    OS << call(name(E.Callee), E);
    break;
  case EventKind::Init:
  case EventKind::Assign:
    OS << Target << (E.Args.empty() ? "" : " <- ") << operands(E.Args);
    break;
  case EventKind::Compute:
    OS << Tu.str(E.Op) << " (" << operands(E.Args) << ")";
    if (E.HasTarget)
      OS << " -> " << Target;
    break;
  case EventKind::Choose:
    OS << "(" << operands(E.Args) << ")";
    break;
  case EventKind::Destroy:
    OS << Target;
    break;
  case EventKind::Return:
    OS << (E.IsCoReturn ? "(co)" : "") << (E.IsCoReturn && !E.Args.empty() ? " " : "") << operands(E.Args);
    break;
  case EventKind::CatchEnter:
    OS << (E.Type == None ? "..." : type(E.Type));
    if (E.HasTarget)
      OS << " -> " << Target;
    break;
  }
  flags(E);
  OS << '\n';
}

void Dumper::block(BlockId Id) {
  const Block &B = F->Blocks[Id];
  std::string Head = "  block " + llvm::utostr(Id) + ":";
  Head.resize(std::max<size_t>(Head.size() + 1, 12), ' ');
  std::string Indent(Head.size(), ' ');
  OS << Head;
  for (EventId E : B.Events) {
    if (E != B.Events.front())
      OS << Indent;
    event(E);
  }
  if (!B.Events.empty())
    OS << Indent;
  if (B.Condition.K != Operand::Nothing)
    OS << "condition: " << operand(B.Condition) << "     ";
  OS << "edges:";
  if (B.Succs.empty())
    OS << " none";
  for (const Edge &E : B.Succs) {
    OS << (&E == B.Succs.data() ? " " : ", ");
    switch (E.When) {
    case Edge::Always:
      break;
    case Edge::True:
      OS << "true ";
      break;
    case Edge::False:
      OS << "false ";
      break;
    case Edge::Case:
      OS << "case " << E.Low;
      if (E.High != E.Low)
        OS << ".." << E.High;
      OS << ' ';
      break;
    case Edge::Default:
      OS << "default ";
      break;
    }
    OS << "-> " << E.To;
  }
  OS << (Id == F->Entry ? "  (entry)" : Id == F->Exit ? "  (exit)" : "") << '\n';
}

void Dumper::region(RegionId Id) {
  const Region &R = F->Regions[Id];
  OS << "  try " << Id << ":";
  if (R.Parent != None)
    OS << " in try " << R.Parent << ";";
  OS << " handlers";
  for (const Region::Handler &H : R.Handlers)
    OS << (&H == R.Handlers.data() ? " " : ", ") << (H.Type == None ? "..." : type(H.Type)) << " -> " << H.To;
  if (!R.Locals.empty())
    OS << "; locals "
       << llvm::join(llvm::map_range(R.Locals, [&](uint32_t L) { return variable(F->Locals, L); }), ", ");
  OS << '\n';
}

void Dumper::dump(const FunctionFacts &Function) {
  F = &Function;
  auto Policy = [&](SuspendPolicy P, llvm::StringRef When) {
    if (P != SuspendPolicy::Unknown)
      OS << ", " << (P == SuspendPolicy::Always ? "always" : "never") << " suspends " << When;
  };
  OS << (Function.IsCoroutine ? "coroutine " : "function ") << name(Function.Entity) << "(";
  for (uint32_t I = 0; I != Function.Params.size(); ++I)
    OS << (I ? ", " : "") << type(Function.Params[I].Type) << ' ' << variable(Function.Params, I);
  OS << ")";
  if (!Function.Captures.empty()) {
    OS << " captures ";
    for (uint32_t I = 0; I != Function.Captures.size(); ++I)
      OS << (I ? ", " : "") << variable(Function.Captures, I);
  }
  if (Function.Name.valid())
    OS << ", line " << Function.Name.Line;
  if (Function.IsTemplatePattern)
    OS << ", template pattern";
  Policy(Function.InitialSuspend, "initially");
  Policy(Function.FinalSuspend, "finally");
  OS << '\n';
  for (RegionId R = 0; R != Function.Regions.size(); ++R)
    region(R);
  for (BlockId B = 0; B != Function.Blocks.size(); ++B)
    block(B);
  OS << '\n';
}

} // namespace

void dumpFacts(const TuFacts &Facts, llvm::raw_ostream &OS) {
  Dumper D(Facts, OS);
  for (const FunctionFacts &F : Facts.Functions)
    D.dump(F);
  for (const SkippedFacts &S : Facts.Skipped)
    OS << "skipped " << Facts.str(S.Function) << ": " << Facts.str(S.Reason) << '\n';
}

} // namespace corosafe
