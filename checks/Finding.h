//===- Finding.h - What every driver renders -------------------------------===//
//
// Plain data, free of ids of any table, so that a finding outlives the facts it
// came from. A finding says what (Message), where and why (Notes, in the order of
// the witness) and what to do (Help, Fixes).
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FINDING_H
#define COROSAFE_FINDING_H

#include <cstdint>
#include <string>
#include <vector>

namespace corosafe {

enum class Confidence : uint8_t { Low, Medium, High };

/// A place in a file as people and machines read it. Lines and columns count
/// from 1, columns and offsets in bytes, ends are exclusive.
struct Location {
  std::string File; ///< Absolute path.
  uint32_t Line = 0, Column = 0, EndLine = 0, EndColumn = 0;
  uint32_t Offset = 0, EndOffset = 0;
  bool operator==(const Location &) const = default;
};

/// The part that a note plays in the story of how cancellation does harm.
enum class NoteRole : uint8_t {
  Context,   ///< Where to look besides.
  Effect,    ///< Something is done, taken or held here.
  Suspend,   ///< The coroutine waits here.
  Cancelled, ///< It is cancelled here, or may be.
  Lost       ///< Here it shows what was lost.
};

struct Note {
  std::string Message;
  Location Where;
  NoteRole Role = NoteRole::Context;
};

struct Replacement {
  std::string File;
  uint32_t Offset = 0, Length = 0;
  std::string Text;
};

/// A change that mends the finding; the result compiles.
struct Fix {
  std::string Message;
  std::vector<Replacement> Replacements;
  bool Alternative = false; ///< Right only if something is meant that the code does not say: offered, and never made unasked.
  Location Nests = {}; ///< What stands one block deeper afterwards, if anything does.
};

struct Finding {
  std::string Check; ///< The bare id: "lock-across-suspend".
  std::string Message;
  Confidence Sure = Confidence::High;
  Location Where;
  std::string Function; ///< Qualified name of the function that the finding is in.
  std::vector<Note> Notes;
  std::string Help; ///< What to do; empty when there is nothing to add.
  std::vector<Fix> Fixes;
  std::string Fingerprint; ///< Left to drivers that keep findings from one run to the next: they have the sources.
};

/// A part of the input that was not analysed, and why.
struct Skipped {
  std::string File, Function, Reason;
  bool operator==(const Skipped &) const = default;
};

} // namespace corosafe

#endif
