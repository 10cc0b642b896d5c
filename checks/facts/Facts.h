//===- Facts.h - What the code of one translation unit does ----------------===//
//
// Facts are plain data, in the code's own names. They know no library, no model
// and no check; Extract.cpp makes them and is the only code that sees clang's
// AST. Everything here is an index into a table of the same TuFacts, so facts
// can be written to disk and read back without loss (FactsCodec.h).
//
//   awaitable<void> serve(tcp::socket &s, steady_timer t) {
//     auto r = co_await (async_read(s, buffer(b), use_awaitable) || t.async_wait(use_awaitable));
//     if (r.index() == 1) co_return;
//   }
//
//   block 1:  e0  Call      buffer(local b)
//             e1  Call      async_read(param s, value e0, global use_awaitable)
//             e2  Call      async_wait(receiver param t; global use_awaitable)
//             e3  Call      operator||(value e1, value e2)
//             e4  Suspend   value e3
//             e5  Init      local r <- value e4
//             e6  Call      index(receiver local r)
//             e7  Compute   == (value e6, constant 1)
//             condition: value e7     edges: true -> 2, false -> 3
//   block 2:  e8  Return (co)
//             e9  Destroy   local r
//
// The awaitable tree of a co_await is the tree of operands that starts at its
// Suspend event: `std::move`, parentheses, casts, copies and moves of the same
// value have fallen away.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_FACTS_H
#define COROSAFE_FACTS_FACTS_H

#include "SymbolPath.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace corosafe {

/// Index into one of the tables of a TuFacts or a FunctionFacts. Strong enough
/// names for reading; None means "there is none".
using Symbol = uint32_t;   ///< TuFacts::Strings; symbol 0 is the empty string.
using FileId = uint32_t;   ///< TuFacts::Files.
using TypeId = uint32_t;   ///< TuFacts::Types.
using EntityId = uint32_t; ///< TuFacts::Entities.
using GlobalId = uint32_t; ///< TuFacts::Globals.
using EventId = uint32_t;  ///< FunctionFacts::Events. An event is also the value that it makes.
using BlockId = uint32_t;  ///< FunctionFacts::Blocks.
using RegionId = uint32_t; ///< FunctionFacts::Regions.
inline constexpr uint32_t None = ~0u;

/// A range of characters in one file, where the user wrote it (the expansion
/// location for what comes out of a macro). Lines and columns count from 1,
/// columns and offsets in bytes; the end is exclusive. Invalid when File is None.
struct SourceSpan {
  FileId File = None;
  uint32_t Begin = 0, End = 0; ///< Byte offsets.
  uint32_t Line = 0, Column = 0, EndLine = 0, EndColumn = 0;
  bool valid() const { return File != None; }
  bool operator==(const SourceSpan &) const = default;
};

/// Where an object lives: a root, then a path of members below it.
///
/// Path elements: a field's name; "*" for what a pointer, smart pointer or
/// optional points to; "[]" for an element of a container or array, followed by the
/// index where that is a constant ("[]", "2"); "#0", "#1"...
/// for the parts of a structured binding; "name()" for what a reference-returning
/// accessor without arguments gives (`stream.socket()` is {stream, "socket()"}).
/// A local or parameter that is a reference to a known place does not appear:
/// the place that it refers to stands in its stead.
struct Place {
  enum Kind : uint8_t {
    Local,     ///< Index: FunctionFacts::Locals.
    Parameter, ///< Index: FunctionFacts::Params.
    Capture,   ///< Index: FunctionFacts::Captures (in a lambda's call operator).
    This,      ///< The object a member function runs on (also through a lambda's captured this).
    Global,    ///< Index: TuFacts::Globals. Namespace scope, static members, static locals.
    Value,     ///< Index: the event whose value (a temporary, or a reference that a call returned) it is.
  };
  Kind Root = Local;
  uint32_t Index = 0;
  SymbolPath Path;
  bool operator==(const Place &) const = default;
};

/// How an argument reaches a parameter.
enum class Passing : uint8_t { ByValue, ConstRef, MutableRef, RvalueRef, ConstPointer, MutablePointer };

/// What an event works on.
struct Operand {
  enum Kind : uint8_t {
    Nothing,
    InPlace,  ///< The object at P is named (an lvalue), or its value is read.
    OfValue,  ///< The value that event V made (a prvalue, or a reference that a call returned).
    Constant, ///< An integer, enumerator, bool or nullptr (0) known at compile time: C.
    Function, ///< A function is named, not called: entity in V.
    Unknown,  ///< Something the facts do not describe (a literal string, an unresolved dependent name ...).
  };
  Kind K = Nothing;
  bool Moved = false;     ///< Through std::move, a static_cast to an rvalue reference, or std::forward of an rvalue.
  bool Lvalue = false;    ///< The expression is an lvalue (value category matters to some combinators).
  bool Xvalue = false;    ///< The expression is an xvalue and no temporary: moved from, or what a call or co_await gave as a T&&.
  bool AddressOf = false; ///< `&P`, or std::ref / std::addressof of it.
  bool ThroughReference = false; ///< InPlace: named through a local reference, which was bound to the place before.
  Passing Pass = Passing::ByValue; ///< For arguments and captures (a capture by reference is MutableRef).
  TypeId Type = None;     ///< Static type of the expression, references stripped. A literal text's is its array.
  uint32_t V = None;      ///< EventId for OfValue, EntityId for Function.
  Place P;
  int64_t C = 0;
  Symbol Enumerator = 0; ///< Of a Constant that is written as an enumerator: its qualified name.
  bool operator==(const Operand &) const = default;
};

enum class EventKind : uint8_t {
  Suspend,    ///< co_await, co_yield, the co_await of a range-for. Args[0]: the awaited operand as the user wrote it.
  Call,       ///< Callee; Receiver of a member call (also of operators that are members); Args.
  Construct,  ///< A constructor of class Type runs (not for a mere copy or move of a value: that is looked through). Args. List-initialised aggregates too.
  Lambda,     ///< A lambda expression: Callee is its call operator (any specialisation of a generic one), Args its captures in the order of FunctionFacts::Captures.
  Init,       ///< The local (or static local) Target begins, with Args[0], or without (default initialised). A range-for's element begins so for each turn: Target is then the element's place.
  Assign,     ///< Target gets Args[0]. For class types it follows the Call of operator=.
  Compute,    ///< A built-in operator Op over Args. ++, --, += ... write Target. "bool" is the conversion of a class object to bool when it is a call that is seen through; "!" negation.
  Choose,     ///< `c ? a : b`: Args are a, b and, where it is known, c.
  Read,       ///< The value of the place Args[0] is read by nothing else that is here (a discarded or branch expression).
  Destroy,    ///< The destructor of Target runs: a local or by-value parameter at the end of its scope on this path, a temporary (a Value place), or a delete expression. A local of any class type; else only types with a non-trivial destructor, delete expressions apart.
  Return,     ///< return or co_return; Args[0] if there is a value.
  Throw,      ///< Args[0], or none for a rethrow.
  CatchEnter, ///< First event of a handler: Type caught (None for `...`), Target the handler's variable if it has one.
};

/// What becomes of the value that an event makes.
enum class Discard : uint8_t {
  No,
  Yes,      ///< A statement of its own, left of a comma, a branch of a discarded ?:, the increment of a for.
  VoidCast, ///< The same behind (void) or static_cast<void>.
};

enum class SuspendKind : uint8_t { Await, Yield, RangeFor };

struct Event {
  EventKind Kind = EventKind::Read;
  Discard Discarded = Discard::No;
  SuspendKind How = SuspendKind::Await;
  bool NeverSuspends = false; ///< Suspend: the awaiter's await_ready is constant true (std::suspend_never ...).
  bool IsCoReturn = false;    ///< Return.
  bool Heap = false;          ///< Construct by new; Destroy by delete.
  bool Indirect = false;      ///< Call through a function pointer, a callable object of unknown body, or an unresolved dependent name.
  bool InHandler = false;     ///< Inside a catch handler, where nothing can be awaited.
  bool InSystemMacro = false; ///< Comes from the expansion of a macro that a system header defines.
  bool HasTarget = false;
  bool TargetThroughReference = false; ///< As Operand::ThroughReference.
  bool InMacro = false;       ///< A macro makes it, or part of it, so that what stands at its range is not its code.
  RegionId Region = None;     ///< Innermost try block that the event stands in.
  EntityId Callee = None;
  uint32_t NameAfter = None;  ///< Call: bytes from the range's begin to where EntityFacts::Leaf is written, if it is, and other names of its scope could stand there.
  TypeId Type = None;         ///< Type of the value made; class constructed or caught.
  TypeId AwaiterType = None;  ///< Suspend: the type whose await_ready is called, if known.
  Symbol Op = 0;              ///< Compute: the operator's spelling.
  Place Target;
  SourceSpan Range;
  Operand Receiver;
  std::vector<Operand> Args;
};
// There are many millions of them: their fields stand so that no room is lost between them.
static_assert(sizeof(Event) <= 168);

/// A control-flow edge. With a Condition in its block, an edge is taken when the condition is so.
struct Edge {
  enum Kind : uint8_t { Always, True, False, Case, Default };
  Kind When = Always;
  BlockId To = None;
  int64_t Low = 0, High = 0; ///< Case: the values, inclusive.
};

struct Block {
  std::vector<EventId> Events; ///< In execution order.
  Operand Condition;           ///< What a branch or switch at the end looks at. `!x` is Compute "!".
  std::vector<Edge> Succs;
};

/// A try block. When an event inside throws, the locals declared inside are
/// destroyed and control may pass to each handler, or, if none catches all, outwards.
struct Region {
  RegionId Parent = None;
  struct Handler { TypeId Type = None; BlockId To = None; }; ///< Type None: catch (...).
  std::vector<Handler> Handlers;
  std::vector<uint32_t> Locals; ///< Locals declared inside the try block.
};

/// A name, its type, and where it is declared: a parameter, capture or local.
struct Variable {
  Symbol Name = 0;
  TypeId Type = None; ///< References stripped.
  Passing Pass = Passing::ByValue; ///< How a parameter or capture came; for a local: ByValue, or a reference that could not be resolved to a place.
  bool Static = false;
  bool HasDestructor = false;
  SourceSpan Range;
  SourceSpan MayEnd; ///< Of a coroutine's local: from its declaration to the end of what stands before the next suspend point, if all that could stand in a block of its own; else invalid.
  SourceSpan ByValueWithout; ///< Of a parameter `const T &`: the `&`, if it could as well be a `T` and no other declaration says otherwise; else invalid.
};

enum class SuspendPolicy : uint8_t { Unknown, Always, Never };

/// One function with a body, in user code.
struct FunctionFacts {
  EntityId Entity = None;
  SourceSpan Name, Body;
  bool IsCoroutine = false;
  bool IsLambda = false;
  bool IsTemplatePattern = false; ///< A dependent body, kept because the unit holds no instantiation of it.
  bool InMainFile = false;
  bool ExternallyVisible = true;
  SuspendPolicy InitialSuspend = SuspendPolicy::Unknown; ///< Coroutines: of this very body.
  SuspendPolicy FinalSuspend = SuspendPolicy::Unknown;
  EntityId EnclosingFunction = None; ///< Of a lambda or a member of a local class.
  std::vector<Variable> Params, Captures, Locals;
  std::vector<Event> Events;
  std::vector<Block> Blocks; ///< Empty with a reason in TuFacts::Skipped when no graph could be built.
  std::vector<Region> Regions;
  BlockId Entry = None, Exit = None;
};

struct TemplateArg {
  enum Kind : uint8_t { Type, Integer, Other };
  Kind K = Other;
  TypeId T = None;
  int64_t I = 0;
  Symbol Name = 0; ///< Qualified name of an enumerator or template.
  bool operator==(const TemplateArg &) const = default;
};

/// A function that is declared, called or defined.
struct EntityFacts {
  Symbol Key = 0;  ///< USR; prefixed with the file for what has internal linkage.
  Symbol Name = 0; ///< Qualified, without template arguments and inline namespaces: asio::basic_stream_socket::async_read_some. A lambda's: <enclosing function>::(lambda).
  Symbol Leaf = 0; ///< async_read_some.
  std::vector<Symbol> PublicNames; ///< Qualified names under which namespaces around its own bring it in: asio::async_read of asio::detail::async_read.
  TypeId Class = None;      ///< Of a member function.
  TypeId ReturnType = None; ///< References kept as TypeFacts shape.
  std::vector<Passing> Params;
  std::vector<TypeId> ParamTypes; ///< References stripped.
  std::vector<Symbol> ParamNames;
  std::vector<TypeId> MoreParamTypes; ///< Of each overload in the same scope that takes the same and one parameter more: that parameter.
  std::vector<Symbol> MoreParamNames;
  std::vector<uint32_t> MoreParamAt; ///< Where it stands among them.
  std::vector<TemplateArg> TemplateArgs;
  std::vector<EntityId> Overrides; ///< Member functions that it overrides directly.
  std::vector<Symbol> Annotations; ///< [[clang::annotate("corosafe::...")]] on it; "param:N:corosafe::..." on its parameters; "clang::blocking".
  bool IsConst = false, IsStatic = false, IsVirtual = false, IsVariadic = false;
  bool NoDiscard = false;
  bool IsConstructor = false, IsDestructor = false, IsConversion = false;
  bool IsNoReturn = false, IsNoExcept = false;
  bool InSystemHeader = false;
  bool HasBody = false; ///< A FunctionFacts of this unit describes it.
  bool BodySkipped = false; ///< User code that the unit defines, but whose body was not parsed: what an editor does in headers.
  SourceSpan Range;
};

/// A type, by its canonical name.
struct TypeFacts {
  enum Shape : uint8_t { Other, Builtin, Record, Enum, Pointer, LvalueRef, RvalueRef, Array, FunctionType };
  Shape Kind = Other;
  Symbol Name = 0; ///< Record, enum: qualified, without template arguments and inline namespaces. Builtin: "bool", "int" ...
  Symbol Spelling = 0; ///< As clang prints it for people.
  TypeId Pointee = None;
  std::vector<Symbol> Aliases; ///< Qualified names of typedefs and alias templates through which it was met, and under which namespaces around its own bring it in.
  std::vector<TemplateArg> Args; ///< Of an array: how many elements it has.
  std::vector<TypeId> Bases;
  struct Field { Symbol Name = 0; TypeId Type = None; bool Reference = false; };
  std::vector<Field> Fields;        ///< Non-static data members of complete records (at most 64).
  std::vector<Symbol> NestedTypes;  ///< Names of member typedefs and classes (at most 64): markers.
  std::vector<Symbol> Methods;      ///< Names of member functions, own and inherited, of records in user code or with await_/stop_ members (at most 128).
  std::vector<Symbol> Annotations;
  bool NoDiscard = false, ScopedLockable = false, Capability = false;
  bool IsLambda = false;
  bool IsConst = false;             ///< Of a pointee: the object is const.
  bool TrivialDestructor = false;
  bool Awaiter = false;             ///< Has await_ready, await_suspend and await_resume itself.
  bool Awaitable = false;           ///< Awaiter, has an operator co_await (member or found by name look-up), or its own promise's await_transform takes it.
  bool HasPromise = false;          ///< Has a promise_type (or std::coroutine_traits names one): a coroutine may return it.
  bool CanYield = false;            ///< Its promise has yield_value.
  bool PromiseMayPassOn = false;    ///< Its promise sees what is awaited (await_transform) or the coroutine's arguments: it may hand on what nobody names.
  bool InSystemHeader = false;
  SuspendPolicy InitialSuspend = SuspendPolicy::Unknown; ///< From the promise's declared return types.
  SuspendPolicy FinalSuspend = SuspendPolicy::Unknown;
  EntityId CallOperator = None;     ///< Of a lambda's class.
};

struct GlobalFacts {
  Symbol Key = 0, Name = 0;
  std::vector<Symbol> PublicNames; ///< As EntityFacts::PublicNames.
  TypeId Type = None;
  bool ThreadLocal = false, Const = false;
};

/// A part of the code that could not be described, and why.
struct SkippedFacts {
  Symbol Function = 0;
  Symbol Reason = 0;
  SourceSpan Range;
};

/// All that one translation unit does.
struct TuFacts {
  std::vector<std::string> Strings{std::string()};
  std::vector<std::string> Files; ///< Absolute, one spelling a file. Files[0] is the main file.
  std::vector<TypeFacts> Types;
  std::vector<EntityFacts> Entities;
  std::vector<GlobalFacts> Globals;
  std::vector<FunctionFacts> Functions; ///< In source order, instantiations after their pattern's position by key.
  std::vector<SkippedFacts> Skipped;

  llvm::StringRef str(Symbol S) const { return Strings[S]; }
};

} // namespace corosafe

#endif
