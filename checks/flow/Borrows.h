//===- Borrows.h - What a coroutine refers to and does not own --------------===//
//
// A coroutine keeps by-value parameters in its frame. What it was given by
// reference, pointer or view, the object that a member coroutine runs on, and the
// closure that a coroutine lambda was called on must live until it has ended.
//
//   awaitable<void> send(tcp::socket &s, std::string text);
//
//   send(sock, name + "!")      borrows sock; not the text, which it has itself
//   [&sock, n]() -> ... {}      borrows sock; called at once, also the closure
//
// A function that returns a task, or leaves one running, borrows from its caller
// in the same way. What a body uses is found in BorrowNeeds.cpp, what that is for
// those who call or make it in Borrows.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_BORROWS_H
#define COROSAFE_FLOW_BORROWS_H

#include "../Finding.h"
#include "Program.h"
#include <memory>
#include <vector>

namespace corosafe {

/// What a function's task needs of its caller, in the function's own terms. There are
/// many: they point into the facts.
struct Need {
  enum Kind : uint8_t {
    Parameter, ///< What parameter Index refers to.
    This,      ///< The object that the function runs on (that of the enclosing member function, for a lambda).
    Closure,   ///< The closure object of a lambda, which holds its captures.
    Capture,   ///< What capture Index refers to.
  };
  Kind K = Parameter;
  bool Behind = false;    ///< Parameter: not the argument itself, but what the task, closure or view in it refers to.
  bool Called = false;    ///< Behind a closure that has been called by then: what the task that it made refers to.
  bool HoldsObject = false; ///< The coroutine holds on to the object that the function runs on, and so to all parts of it.
  bool FirstPart = false; ///< It is used only before the coroutine, which starts later, is suspended for the first time.
  Confidence Sure = Confidence::High;
  uint32_t Index = 0;
  FunctionId In = None;   ///< The coroutine that uses it; None if it is only declared.
  const Variable *Bound = nullptr;  ///< The parameter or capture there.
  const SourceSpan *Used = nullptr; ///< Where it is used there.
  SharedText Name;                  ///< What it is called there.
  const SourceSpan *LeftAt = nullptr; ///< For what was left running: where.
  std::shared_ptr<const Place> Scope; ///< For what was left running in a scope of the caller's: that, in the function's own places.
  bool same(const Need &O) const {
    return K == O.K && Index == O.Index && Behind == O.Behind && Called == O.Called && HoldsObject == O.HoldsObject &&
           (Scope && O.Scope ? *Scope == *O.Scope : Scope == O.Scope);
  }
};

/// Takes little room where there are none.
using NeedList = llvm::SmallVector<Need, 0>;

/// By function.
struct BorrowSummary {
  NeedList Result;   ///< Of the task that calling it makes.
  NeedList Mentions; ///< Of its body, for a lambda that someone else calls later.
  NeedList Left;     ///< Of the coroutines that are still running when it has ended.
  bool Blocks = false;        ///< It waits by blocking its thread, itself or in what it calls.
};

/// Something that a task made in a function refers to.
struct Borrow {
  Place On;               ///< In that function's places; rooted in a Value where Temporary.
  bool Temporary = false; ///< It dies with the full expression.
  bool Called = false;    ///< On is behind a closure that was given to the function, which has called it.
  bool Last = false;      ///< A handle that is a temporary, or the local in On, is all that keeps it.
  Need Of;
};

class Borrows {
public:
  Borrows(const Program &P, const std::vector<BorrowSummary> &Known) : P(P), Known(Known) {}

  /// Fills Result, Mentions and Blocks.
  BorrowSummary infer(FunctionId F) const;

  /// What the task, or the callable that makes one, refers to when it runs later. A call that takes it may have called
  /// it by then.
  std::vector<Borrow> ofTask(FunctionId F, const Operand &O, EventId TakenBy = None) const;

  /// What a call's callee needs, as places of the caller.
  void bind(FunctionId F, EventId Call, FunctionId Callee, llvm::ArrayRef<Need> Needs, std::vector<Borrow> &Out) const;

  /// The objects that an argument refers to: the argument itself where it is bound
  /// to a reference, else what the pointer, view or closure leads to.
  std::vector<Borrow> referredTo(FunctionId F, const Operand &O, bool ByReference) const;

  /// `s->run().finally([s] {})`: what the task uses lives in a closure that the call keeps until the task has ended.
  bool keptByContinuation(FunctionId F, const Event &E, const Borrow &B) const;

  /// The class whose member function F is, or stands in as a lambda; None if there is none.
  TypeId classOf(FunctionId F) const;
  /// True if an object of the class lives as long as there are shared handles to it.
  bool isCounted(TypeId Class) const;

private:
  const Program &P;
  const std::vector<BorrowSummary> &Known;

  void ofTask(FunctionId F, const Operand &O, std::vector<Borrow> &Out, unsigned Depth) const;
  void ofCalled(FunctionId F, const Operand &O, std::vector<Borrow> &Out, unsigned Depth) const;
  /// True if the call has called the closure when it returns.
  bool ofCalledAtOnce(FunctionId F, EventId Call, const Operand &O, std::vector<Borrow> &Out, unsigned Depth) const;
  /// True if a call has called the callable that it was given when it returns, and does not call it later.
  bool callsAtOnce(FunctionId F, EventId Call, const Operand &Callable) const;
  void ofEvent(FunctionId F, EventId Id, std::vector<Borrow> &Out, unsigned Depth) const;
  void ofClosure(FunctionId F, EventId Lambda, std::vector<Borrow> &Out) const;
  void ofDeclared(FunctionId F, EventId Id, std::vector<Borrow> &Out) const;
  void refer(FunctionId F, const Operand &O, bool ByReference, std::vector<Borrow> &Out, unsigned Depth) const;
  bool isViewOfBuffer(FunctionId F, const Borrow &B) const;
  NeedList usesOf(FunctionId F, bool AfterSuspendOnly) const;
  bool keepsItself(FunctionId F) const;
  bool relates(TypeId Handle, TypeId Class) const;
  bool makesOnly(FunctionId F, EventId Call) const;
  /// It makes a strong pointer of a weak one before it goes on to use its object.
  bool locksItselfAgain(FunctionId F) const;
  /// It asks a pointer to its object that becomes null by itself before it goes on to use the object.
  bool asksForItselfAgain(FunctionId F) const;
  bool asksWhetherAlive(const FunctionFacts &Fn) const;
  bool startsAtOnce(FunctionId F) const;
  bool startsElsewhere(FunctionId F) const;
  bool isPlainPrvalue(const FunctionFacts &Fn, EventId E) const;
  const Operand *argument(FunctionId F, const Event &E, FunctionId Callee, uint32_t Index) const;
};

/// True if the body of a lambda takes its closure as a by-value parameter, so that the captures are in the frame.
bool ownsItsClosure(const Program &P, FunctionId F);

/// Types and parameters that refer to what they do not own.
bool byReference(Passing Pass);
bool isView(const Program &P, TypeId T);

/// `struct options { const std::string &name; std::string_view tag; int tries; };`: it refers to others by its members, or by the
/// given one.
bool refersByMember(const Program &P, TypeId T, std::optional<Symbol> Member = std::nullopt);
bool isRawPointer(const Program &P, TypeId T);
/// A type that a coroutine may return, or that stands for work under way.
bool isTask(const Program &P, TypeId T);

} // namespace corosafe

#endif
