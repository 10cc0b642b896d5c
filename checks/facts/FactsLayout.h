//===- FactsLayout.h - The fields of every structure of facts ---------------===//
//
// Each structure's fields stand here once, with what their numbers are indices
// into. Encoding, decoding, checking and linking walk these lists, so a new field
// is known to all of them, and one that is forgotten here does not compile.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_FACTSLAYOUT_H
#define COROSAFE_FACTS_FACTSLAYOUT_H

#include "Facts.h"
#include <tuple>
#include <type_traits>

namespace corosafe::layout {

/// What a number is an index into. Those named Required may not be None.
enum class Table : uint8_t {
  Plain, Symbols, Files, Types, Entities, Events, Blocks, Regions, RequiredEntities, RequiredEvents, RequiredBlocks, RequiredLocals
};

template <typename Class, typename Member> struct Field {
  Member Class::*Ptr;
  Table Into = Table::Plain;
};
template <typename C, typename M> Field(M C::*) -> Field<C, M>;
template <typename C, typename M> Field(M C::*, Table) -> Field<C, M>;

template <typename T> struct Layout;
#define COROSAFE_LAYOUT(T, ...)                                                                    \
  template <> struct Layout<T> {                                                                   \
    using S = T;                                                                                   \
    static constexpr llvm::StringLiteral Name = #T;                                                \
    static constexpr auto Fields = std::tuple{__VA_ARGS__};                                        \
  }

COROSAFE_LAYOUT(SourceSpan, Field{&S::File, Table::Files}, Field{&S::Begin}, Field{&S::End}, Field{&S::Line},
                Field{&S::Column}, Field{&S::EndLine}, Field{&S::EndColumn});
COROSAFE_LAYOUT(Place, Field{&S::Root}, Field{&S::Index}, Field{&S::Path, Table::Symbols});
COROSAFE_LAYOUT(Operand, Field{&S::K}, Field{&S::Moved}, Field{&S::Lvalue}, Field{&S::Xvalue}, Field{&S::AddressOf}, Field{&S::ThroughReference}, Field{&S::Pass},
                Field{&S::Type, Table::Types}, Field{&S::P}, Field{&S::V}, Field{&S::C},
                Field{&S::Enumerator, Table::Symbols});
COROSAFE_LAYOUT(Event, Field{&S::Kind}, Field{&S::Discarded}, Field{&S::How}, Field{&S::NeverSuspends},
                Field{&S::IsCoReturn}, Field{&S::Heap}, Field{&S::Indirect}, Field{&S::InHandler}, Field{&S::InSystemMacro},
                Field{&S::InMacro},
                Field{&S::Region, Table::Regions}, Field{&S::Callee, Table::Entities}, Field{&S::NameAfter}, Field{&S::Type, Table::Types},
                Field{&S::AwaiterType, Table::Types}, Field{&S::Op, Table::Symbols}, Field{&S::Receiver},
                Field{&S::Target}, Field{&S::HasTarget}, Field{&S::TargetThroughReference}, Field{&S::Args}, Field{&S::Range});
COROSAFE_LAYOUT(Edge, Field{&S::When}, Field{&S::To, Table::RequiredBlocks}, Field{&S::Low}, Field{&S::High});
COROSAFE_LAYOUT(Block, Field{&S::Events, Table::RequiredEvents}, Field{&S::Condition}, Field{&S::Succs});
COROSAFE_LAYOUT(Region::Handler, Field{&S::Type, Table::Types}, Field{&S::To, Table::RequiredBlocks});
COROSAFE_LAYOUT(Region, Field{&S::Parent, Table::Regions}, Field{&S::Handlers},
                Field{&S::Locals, Table::RequiredLocals});
COROSAFE_LAYOUT(Variable, Field{&S::Name, Table::Symbols}, Field{&S::Type, Table::Types}, Field{&S::Pass},
                Field{&S::Static}, Field{&S::HasDestructor}, Field{&S::Range}, Field{&S::MayEnd},
                Field{&S::ByValueWithout});
COROSAFE_LAYOUT(FunctionFacts, Field{&S::Entity, Table::RequiredEntities}, Field{&S::Name}, Field{&S::Body},
                Field{&S::IsCoroutine}, Field{&S::IsLambda}, Field{&S::IsTemplatePattern}, Field{&S::InMainFile},
                Field{&S::ExternallyVisible}, Field{&S::InitialSuspend}, Field{&S::FinalSuspend},
                Field{&S::EnclosingFunction, Table::Entities}, Field{&S::Params}, Field{&S::Captures},
                Field{&S::Locals}, Field{&S::Events}, Field{&S::Blocks}, Field{&S::Regions},
                Field{&S::Entry, Table::Blocks}, Field{&S::Exit, Table::Blocks});
COROSAFE_LAYOUT(TemplateArg, Field{&S::K}, Field{&S::T, Table::Types}, Field{&S::I}, Field{&S::Name, Table::Symbols});
COROSAFE_LAYOUT(EntityFacts, Field{&S::Key, Table::Symbols}, Field{&S::Name, Table::Symbols},
                Field{&S::Leaf, Table::Symbols}, Field{&S::PublicNames, Table::Symbols}, Field{&S::Class, Table::Types}, Field{&S::ReturnType, Table::Types},
                Field{&S::Params}, Field{&S::ParamTypes, Table::Types}, Field{&S::ParamNames, Table::Symbols},
                Field{&S::MoreParamTypes, Table::Types}, Field{&S::MoreParamNames, Table::Symbols},
                Field{&S::MoreParamAt},
                Field{&S::TemplateArgs}, Field{&S::Overrides, Table::RequiredEntities},
                Field{&S::Annotations, Table::Symbols}, Field{&S::IsConst}, Field{&S::IsStatic}, Field{&S::IsVirtual},
                Field{&S::IsVariadic}, Field{&S::NoDiscard}, Field{&S::IsConstructor}, Field{&S::IsDestructor},
                Field{&S::IsConversion}, Field{&S::IsNoReturn}, Field{&S::IsNoExcept}, Field{&S::InSystemHeader},
                Field{&S::HasBody}, Field{&S::BodySkipped}, Field{&S::Range});
COROSAFE_LAYOUT(TypeFacts::Field, Field{&S::Name, Table::Symbols}, Field{&S::Type, Table::Types},
                Field{&S::Reference});
COROSAFE_LAYOUT(TypeFacts, Field{&S::Kind}, Field{&S::Name, Table::Symbols}, Field{&S::Spelling, Table::Symbols},
                Field{&S::Pointee, Table::Types}, Field{&S::Aliases, Table::Symbols}, Field{&S::Args},
                Field{&S::Bases, Table::Types}, Field{&S::Fields}, Field{&S::NestedTypes, Table::Symbols},
                Field{&S::Methods, Table::Symbols}, Field{&S::Annotations, Table::Symbols}, Field{&S::NoDiscard},
                Field{&S::ScopedLockable}, Field{&S::Capability}, Field{&S::IsLambda}, Field{&S::IsConst},
                Field{&S::TrivialDestructor}, Field{&S::Awaiter}, Field{&S::Awaitable}, Field{&S::HasPromise},
                Field{&S::CanYield}, Field{&S::PromiseMayPassOn}, Field{&S::InSystemHeader}, Field{&S::InitialSuspend},
                Field{&S::FinalSuspend}, Field{&S::CallOperator, Table::Entities});
COROSAFE_LAYOUT(GlobalFacts, Field{&S::Key, Table::Symbols}, Field{&S::Name, Table::Symbols},
                Field{&S::PublicNames, Table::Symbols}, Field{&S::Type, Table::Types}, Field{&S::ThreadLocal}, Field{&S::Const});
COROSAFE_LAYOUT(SkippedFacts, Field{&S::Function, Table::Symbols}, Field{&S::Reason, Table::Symbols},
                Field{&S::Range});
COROSAFE_LAYOUT(TuFacts, Field{&S::Strings}, Field{&S::Files}, Field{&S::Types}, Field{&S::Entities},
                Field{&S::Globals}, Field{&S::Functions}, Field{&S::Skipped});
#undef COROSAFE_LAYOUT

/// Converts to anything: stands for one field of an aggregate.
struct AnyField {
  template <typename T> operator T() const;
};
template <typename T, typename... Fs> consteval size_t fieldCount() {
  if constexpr (requires { T{Fs()..., AnyField()}; })
    return fieldCount<T, Fs..., AnyField>();
  else
    return sizeof...(Fs);
}
// A field that is added to Facts.h without a place in its Layout would be lost in silence.
template <typename... Ts> inline constexpr bool Complete = ((fieldCount<Ts>() == std::tuple_size_v<decltype(Layout<Ts>::Fields)>) && ...);
static_assert(Complete<SourceSpan, Place, Operand, Event, Edge, Block, Region::Handler, Region, Variable, FunctionFacts>);
static_assert(Complete<TemplateArg, EntityFacts, TypeFacts::Field, TypeFacts, GlobalFacts, SkippedFacts, TuFacts>);

/// The greatest value of an enumeration.
template <typename E> inline constexpr E Last = E();
template <> inline constexpr EventKind Last<EventKind> = EventKind::CatchEnter;
template <> inline constexpr Discard Last<Discard> = Discard::VoidCast;
template <> inline constexpr SuspendKind Last<SuspendKind> = SuspendKind::RangeFor;
template <> inline constexpr Passing Last<Passing> = Passing::MutablePointer;
template <> inline constexpr SuspendPolicy Last<SuspendPolicy> = SuspendPolicy::Never;
template <> inline constexpr Place::Kind Last<Place::Kind> = Place::Value;
template <> inline constexpr Operand::Kind Last<Operand::Kind> = Operand::Unknown;
template <> inline constexpr Edge::Kind Last<Edge::Kind> = Edge::Default;
template <> inline constexpr TemplateArg::Kind Last<TemplateArg::Kind> = TemplateArg::Other;
template <> inline constexpr TypeFacts::Shape Last<TypeFacts::Shape> = TypeFacts::FunctionType;

template <typename T> inline constexpr bool IsVector = false;
template <typename T> inline constexpr bool IsVector<std::vector<T>> = true;
template <> inline constexpr bool IsVector<SymbolPath> = true;
template <typename T>
concept List = IsVector<T>;
template <typename T>
concept Structure = requires { Layout<T>::Fields; };

/// Calls Fn(bit, field) for each field of T.
template <typename T, typename Fn> void forEachField(Fn &&Do) {
  std::apply([&](const auto &...F) { unsigned Bit = 0; (Do(Bit++, F), ...); }, Layout<T>::Fields);
}

} // namespace corosafe::layout

#endif
