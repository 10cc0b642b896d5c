//===- FactsCodec.cpp - Facts as JSON and back -----------------------------===//
//
// A structure is [mask, value, value...]: bit N of the mask is set if field N of
// its Layout differs from its default, and the values of these fields follow in
// order. A bool has no value (a set bit turns its default over), a structure without values
// is its mask alone, a list is a list. None is -1. A string that is not UTF-8 is
// the list of its bytes.
//
//   SourceSpan{File 0, Begin 10, End 14, Line 2, Column 1, ...}  ->  [127,0,10,14,2,1,2,5]
//
// Each structure's fields are listed once, in its Layout; writing, reading and
// the check of all indices walk these lists.
//
//===----------------------------------------------------------------------===//

#include "FactsCodec.h"
#include "FactsLayout.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace corosafe {
using namespace layout;
namespace {

//===-- Writing --------------------------------------------------------------===//

class Writer {
public:
  std::string Out;

  void write(const std::string &S) {
    if (!llvm::json::isUTF8(S))
      return list(llvm::ArrayRef(S.data(), S.size()), [&](char C) { number(static_cast<unsigned char>(C)); });
    Out += '"';
    for (char C : S) {
      if (C == '"' || C == '\\')
        (Out += '\\') += C;
      else if (static_cast<unsigned char>(C) < 0x20)
        (Out += "\\u00") += llvm::toHex(llvm::StringRef(&C, 1));
      else
        Out += C;
    }
    Out += '"';
  }
  void write(uint32_t N) { N == None ? void(Out += "-1") : number(N); }
  void write(int64_t N) { number(N); }
  template <typename E>
    requires std::is_enum_v<E>
  void write(E Value) {
    number(static_cast<unsigned>(Value));
  }
  template <List T> void write(const T &Values) {
    list(Values, [&](const auto &V) { write(V); });
  }
  template <Structure T> void write(const T &Value) {
    [[maybe_unused]] static const T Default{}; // Not used by a structure of lists only.
    uint32_t Mask = 0;
    bool HasValues = false;
    forEachField<T>([&](unsigned Bit, const auto &F) {
      if (isDefault(Value.*F.Ptr, Default.*F.Ptr))
        return;
      Mask |= 1u << Bit;
      HasValues |= !std::is_same_v<std::decay_t<decltype(Value.*F.Ptr)>, bool>;
    });
    if (!HasValues)
      return number(Mask);
    Out += '[';
    number(Mask);
    forEachField<T>([&](unsigned Bit, const auto &F) {
      if constexpr (!std::is_same_v<std::decay_t<decltype(Value.*F.Ptr)>, bool>)
        if (Mask >> Bit & 1) {
          Out += ',';
          write(Value.*F.Ptr);
        }
    });
    Out += ']';
  }

private:
  void number(int64_t N) { Out += llvm::itostr(N); }
  template <typename T, typename Fn> void list(const T &Values, Fn One) {
    Out += '[';
    bool First = true;
    for (const auto &V : Values) {
      if (!First)
        Out += ',';
      First = false;
      One(V);
    }
    Out += ']';
  }
  template <typename T> static bool isDefault(const T &Value, const T &Default) {
    if constexpr (IsVector<T>)
      return Value.empty();
    else
      return Value == Default;
  }
};

//===-- Reading --------------------------------------------------------------===//

class Reader {
public:
  std::string Error; ///< The first one.

  void read(const json &J, std::string &Out) {
    if (const auto *S = J.get_ptr<const std::string *>())
      return void(Out = *S);
    const auto *Bytes = J.get_ptr<const json::array_t *>();
    if (!Bytes)
      return fail("a string is expected");
    Out.clear();
    for (const json &B : *Bytes)
      Out += static_cast<char>(number(B, 0, 255));
  }
  void read(const json &J, uint32_t &Out) { Out = static_cast<uint32_t>(number(J, -1, None - 1)); }
  void read(const json &J, int64_t &Out) { Out = number(J, INT64_MIN, INT64_MAX); }
  template <typename E>
    requires std::is_enum_v<E>
  void read(const json &J, E &Out) {
    Out = static_cast<E>(number(J, 0, static_cast<int64_t>(Last<E>)));
  }
  template <List T> void read(const json &J, T &Out) {
    const auto *A = J.get_ptr<const json::array_t *>();
    if (!A)
      return fail("a list is expected");
    Out.clear();
    Out.reserve(A->size());
    for (size_t I = 0; I != A->size() && Error.empty(); ++I)
      read((*A)[I], Out.emplace_back());
  }
  template <Structure T> void read(const json &J, T &Out) {
    const auto *A = J.get_ptr<const json::array_t *>();
    if (A && A->empty())
      return fail("a mask is expected");
    constexpr size_t Count = std::tuple_size_v<decltype(Layout<T>::Fields)>;
    int64_t Mask = number(A ? A->front() : J, 0, (int64_t(1) << Count) - 1);
    size_t Next = 1;
    forEachField<T>([&](unsigned Bit, const auto &F) {
      auto &Value = Out.*F.Ptr;
      if (!(Mask >> Bit & 1) || !Error.empty())
        return;
      if constexpr (std::is_same_v<std::decay_t<decltype(Value)>, bool>)
        Value = !Value;
      else if (A && Next < A->size())
        read((*A)[Next++], Value);
      else
        fail("values are missing in a " + Layout<T>::Name);
    });
    if (Error.empty() && A && Next != A->size())
      fail("there are too many values in a " + Layout<T>::Name);
  }
  void fail(const llvm::Twine &What) {
    if (Error.empty())
      Error = What.str();
  }

private:
  int64_t number(const json &J, int64_t Min, int64_t Max) {
    if (const auto *U = J.get_ptr<const json::number_unsigned_t *>(); U && *U <= static_cast<uint64_t>(INT64_MAX)) {
      if (static_cast<int64_t>(*U) >= Min && static_cast<int64_t>(*U) <= Max)
        return static_cast<int64_t>(*U);
    } else if (const auto *N = J.get_ptr<const json::number_integer_t *>(); !U && N && *N >= Min && *N <= Max) {
      return *N;
    }
    fail("a number is out of range");
    return Min < 0 ? 0 : Min;
  }
};

constexpr unsigned FormatVersion = 2;

llvm::Error malformed(const llvm::Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "malformed facts: " + Why);
}

} // namespace

std::string encodeFacts(const TuFacts &Facts) {
  Writer W;
  W.Out = "{\"corosafe-facts\":" + llvm::utostr(FormatVersion) + ",\"tu\":";
  W.write(Facts);
  W.Out += "}\n";
  return std::move(W.Out);
}

llvm::Expected<TuFacts> decodeFacts(llvm::StringRef Text) {
  const json Document = json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  if (!Document.is_object())
    return malformed("not a JSON object");
  auto Version = Document.find("corosafe-facts");
  auto Tu = Document.find("tu");
  if (Version == Document.end() || Tu == Document.end() || *Version != FormatVersion)
    return malformed("not of format version " + llvm::Twine(FormatVersion));
  TuFacts Facts;
  Reader R;
  R.read(*Tu, Facts);
  if (!R.Error.empty())
    return malformed(R.Error);
  if (std::string Problem = brokenIndexIn(Facts); !Problem.empty())
    return malformed(Problem);
  return Facts;
}

} // namespace corosafe
