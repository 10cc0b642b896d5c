//===- Pairs.h - What is begun and ended in one function --------------------===//
//
// A half is an event that changes something for a time: it counts up, sets a flag,
// calls lock(), makes a raw resource. Two halves on one object belong together when
// the second undoes the first:
//
//   ++active_;             busy_ = true;        db.begin();          auto *p = new node;
//   --active_;             busy_ = false;       db.commit();         delete p;
//
// Verbs and names of functions that belong together are data (models, "pairs").
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_PAIRS_H
#define COROSAFE_FLOW_PAIRS_H

#include "Cleanup.h"
#include "Program.h"

namespace corosafe {

/// One change, in the places of the function that it is seen from.
struct Half {
  enum Kind : uint8_t {
    Step,    ///< Counts by Value (1 or -1).
    Set,     ///< On becomes the constant Value.
    Assign,  ///< On becomes something else: see Points, Restores.
    Call,    ///< A call on the object On.
    Make,    ///< A raw resource comes into Local.
    Unmake,  ///< It is given back.
  };
  Kind K = Step;
  int64_t Value = 0;
  std::optional<Place> On;
  EventId At = None;      ///< In the function that it is seen from.
  bool Flag = false;      ///< Set: to true, false, an enumerator or a null pointer.
  bool Points = false;    ///< Assign: to the address of something that dies with the frame.
  uint32_t Restores = None; ///< Assign: from this local, which holds what On was before.
  uint32_t Local = None;  ///< Make, Unmake.
  FunctionId In = None;   ///< Call, Make, Unmake: where the call itself stands,
  EventId Where = None;   ///< and which event it is.
};

/// Two halves of one function that belong together.
struct Pair {
  SkippedCleanup::What Kind = SkippedCleanup::ChangedBack;
  Half Begin;
  std::vector<Half> Ends;
  std::vector<Half> Replaced; ///< Where it becomes something else again: `state_ = State::failed`. In a handler, that is an end too.
  std::string Object; ///< As a message names it.
};

/// The halves that an event is; several for a call of a function that makes several changes.
std::vector<Half> halvesOf(const Program &P, FunctionId F, EventId E, unsigned Depth = 0);

/// True if End undoes Begin.
bool undoes(const Program &P, const Half &Begin, const Half &End);

/// True if Later makes of what Begin set something else, whatever: a status that a handler sets to "failed" is not left "busy".
bool replaces(const Program &P, const Half &Begin, const Half &Later);

/// True if what is changed there is still looked at when the frame is gone.
bool outlivesFrame(const Program &P, FunctionId F, const Place &Pl);

/// Says what a pair is about, as a message names it. False for an object that cleans up after itself: it is no pair.
bool describePair(const Program &P, FunctionId F, Pair &Found);

/// The pairs of a function, by the event that begins them. TooMany gets true if some were not looked for, of an
/// object that changes very often.
std::vector<Pair> pairsIn(const Program &P, FunctionId F, bool &TooMany);

} // namespace corosafe

#endif
