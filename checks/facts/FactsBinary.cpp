//===- FactsBinary.cpp - Facts as bytes and back ---------------------------===//
//
//   "cosafact"  layout (8 bytes)  check sum of the rest (16 bytes)  TuFacts
//
// Numbers are in base 128, the lowest part first, the high bit set in all bytes
// but the last; signed ones are folded (0, -1, 1, -2 ... are 0, 1, 2, 3 ...), and
// an index is one more than itself, so that None is 0. A structure is a mask of
// the fields that differ from their defaults, and the values of these fields; a
// bool is its bit in the mask. A list is its length and its elements. A span is
// told as its distance from the span before it.
//
//===----------------------------------------------------------------------===//

#include "FactsCodec.h"
#include "FactsLayout.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>
#include <string_view>

namespace corosafe {
using namespace layout;
namespace {

constexpr llvm::StringLiteral Magic = "cosafact";
constexpr size_t HeaderSize = Magic.size() + 8 + 16;

//===-- What the structures look like ----------------------------------------===//

constexpr uint64_t mixed(uint64_t Hash, uint64_t Value) { return (Hash ^ Value) * 0x100000001b3; }

/// Changes with every field that is added, dropped or moved, or that gets another size or meaning.
template <typename... Ts> constexpr uint64_t layoutOf() {
  constexpr uint64_t FormatVersion = 1;
  uint64_t Hash = mixed(0xcbf29ce484222325, FormatVersion);
  auto Add = [&]<typename T>() {
    for (char C : std::string_view(Layout<T>::Name.data(), Layout<T>::Name.size()))
      Hash = mixed(Hash, static_cast<unsigned char>(C));
    std::apply(
        [&](const auto &...F) {
          ((Hash = mixed(mixed(Hash, static_cast<uint64_t>(F.Into)), sizeof(std::declval<T &>().*F.Ptr))), ...);
        },
        Layout<T>::Fields);
  };
  (Add.template operator()<Ts>(), ...);
  return Hash;
}

constexpr uint64_t OurLayout =
    layoutOf<SourceSpan, Place, Operand, Event, Edge, Block, Region::Handler, Region, Variable, FunctionFacts, TemplateArg,
             EntityFacts, TypeFacts::Field, TypeFacts, GlobalFacts, SkippedFacts, TuFacts>();

//===-- Writing --------------------------------------------------------------===//

class Writer {
public:
  std::string Out;

  void write(const std::string &S) {
    number(S.size());
    Out += S;
  }
  void write(uint32_t N) { number(N + 1); }
  void write(int64_t N) { folded(N); }
  template <typename E>
    requires std::is_enum_v<E>
  void write(E Value) {
    number(static_cast<unsigned>(Value));
  }
  void write(const SourceSpan &S) {
    number(S.File + 1);
    if (!S.valid())
      return;
    folded(int64_t(S.Begin) - Last.Begin);
    folded(int64_t(S.End) - S.Begin);
    folded(int64_t(S.Line) - Last.Line);
    number(S.Column);
    folded(int64_t(S.EndLine) - S.Line);
    number(S.EndColumn);
    Last = S;
  }
  template <List T> void write(const T &Values) {
    number(uint64_t(Values.size()));
    for (const auto &V : Values)
      write(V);
  }
  template <Structure T> void write(const T &Value) {
    [[maybe_unused]] static const T Default{}; // Not used by a structure of lists only.
    uint32_t Mask = 0;
    forEachField<T>([&](unsigned Bit, const auto &F) {
      if (!isDefault(Value.*F.Ptr, Default.*F.Ptr))
        Mask |= 1u << Bit;
    });
    number(Mask);
    forEachField<T>([&](unsigned Bit, const auto &F) {
      if constexpr (!std::is_same_v<std::decay_t<decltype(Value.*F.Ptr)>, bool>)
        if (Mask >> Bit & 1)
          write(Value.*F.Ptr);
    });
  }

private:
  SourceSpan Last;

  void number(uint64_t N) {
    for (; N >= 0x80; N >>= 7)
      Out += static_cast<char>(N | 0x80);
    Out += static_cast<char>(N);
  }
  void number(uint32_t N) { number(uint64_t(N)); }
  void folded(int64_t N) { number(uint64_t(N) << 1 ^ uint64_t(N >> 63)); }
  template <typename T> static bool isDefault(const T &Value, const T &Default) {
    if constexpr (IsVector<T>)
      return Value.empty();
    else
      return Value == Default;
  }
};

//===-- Reading --------------------------------------------------------------===//

/// Reads past the end and values out of range are zeros, and set Failed.
class Reader {
public:
  bool Failed = false;

  explicit Reader(llvm::StringRef Bytes) : Next(Bytes.bytes_begin()), End(Bytes.bytes_end()) {}
  bool atEnd() const { return Next == End; }

  void read(std::string &Out) {
    size_t Size = length();
    Out.assign(reinterpret_cast<const char *>(Next), Size);
    Next += Size;
  }
  void read(uint32_t &Out) { Out = small() - 1; }
  void read(int64_t &Out) { Out = folded(); }
  template <typename E>
    requires std::is_enum_v<E>
  void read(E &Out) {
    uint64_t N = number();
    Failed |= N > static_cast<uint64_t>(Last<E>);
    Out = Failed ? E() : static_cast<E>(N);
  }
  void read(SourceSpan &Out) {
    Out.File = small() - 1;
    if (!Out.valid())
      return;
    Out.Begin = Before.Begin + static_cast<uint32_t>(folded());
    Out.End = Out.Begin + static_cast<uint32_t>(folded());
    Out.Line = Before.Line + static_cast<uint32_t>(folded());
    Out.Column = small();
    Out.EndLine = Out.Line + static_cast<uint32_t>(folded());
    Out.EndColumn = small();
    Before = Out;
  }
  template <List T> void read(T &Out) {
    size_t Size = length(); // Each element takes a byte at least.
    Out.clear();
    Out.reserve(std::min<size_t>(Size, 4096));
    for (size_t I = 0; I != Size && !Failed; ++I)
      read(Out.emplace_back());
  }
  template <Structure T> void read(T &Out) {
    uint64_t Mask = number();
    Failed |= Mask >> std::tuple_size_v<decltype(Layout<T>::Fields)> != 0;
    forEachField<T>([&](unsigned Bit, const auto &F) {
      auto &Value = Out.*F.Ptr;
      if (!(Mask >> Bit & 1) || Failed)
        return;
      if constexpr (std::is_same_v<std::decay_t<decltype(Value)>, bool>)
        Value = !Value;
      else
        read(Value);
    });
  }

private:
  const unsigned char *Next, *End;
  SourceSpan Before;

  uint64_t number() {
    uint64_t N = 0;
    for (unsigned Shift = 0; Next != End && Shift < 64; Shift += 7) {
      uint64_t Byte = *Next++;
      N |= (Byte & 0x7f) << Shift;
      if (Byte < 0x80)
        return N;
    }
    Failed = true;
    return 0;
  }
  uint32_t small() {
    uint64_t N = number();
    Failed |= N > UINT32_MAX;
    return static_cast<uint32_t>(N);
  }
  size_t length() {
    uint64_t N = number();
    if (N <= static_cast<uint64_t>(End - Next))
      return N;
    Failed = true;
    return 0;
  }
  int64_t folded() {
    uint64_t N = number();
    return static_cast<int64_t>(N >> 1 ^ (~(N & 1) + 1));
  }
};

std::string sumOf(llvm::StringRef Bytes) {
  llvm::XXH128_hash_t Sum = llvm::xxh3_128bits(llvm::ArrayRef(Bytes.bytes_begin(), Bytes.size()));
  std::string Out(16, '\0');
  llvm::support::endian::write64le(Out.data(), Sum.low64);
  llvm::support::endian::write64le(Out.data() + 8, Sum.high64);
  return Out;
}

llvm::Error malformed(const llvm::Twine &Why) { return llvm::createStringError(llvm::inconvertibleErrorCode(), Why); }

} // namespace

std::string encodeFactsBinary(const TuFacts &Facts) {
  Writer W;
  W.Out.assign(HeaderSize, '\0');
  W.write(Facts);
  std::copy(Magic.begin(), Magic.end(), W.Out.begin());
  llvm::support::endian::write64le(W.Out.data() + Magic.size(), OurLayout);
  std::string Sum = sumOf(llvm::StringRef(W.Out).drop_front(HeaderSize));
  std::copy(Sum.begin(), Sum.end(), W.Out.begin() + Magic.size() + 8);
  return std::move(W.Out);
}

llvm::Expected<TuFacts> decodeFactsBinary(llvm::StringRef Bytes) {
  if (Bytes.size() < HeaderSize || !Bytes.starts_with(Magic))
    return malformed("it holds no facts");
  if (llvm::support::endian::read64le(Bytes.data() + Magic.size()) != OurLayout)
    return malformed("it was written by another version of corosafe");
  llvm::StringRef Body = Bytes.drop_front(HeaderSize);
  if (sumOf(Body) != Bytes.substr(Magic.size() + 8, 16))
    return malformed("it is damaged");
  TuFacts Facts;
  Reader R(Body);
  R.read(Facts);
  if (R.Failed || !R.atEnd() || !brokenIndexIn(Facts).empty())
    return malformed("it is damaged");
  return Facts;
}

} // namespace corosafe
