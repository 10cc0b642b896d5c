//===- JsonPositions.cpp ---------------------------------------------------===//

#include "JsonPositions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace corosafe {
namespace {

/// Deeper than any model is; what follows recurses.
constexpr unsigned MaxDepth = 32;

/// Of a text that is JSON.
class PositionScanner {
public:
  explicit PositionScanner(llvm::StringRef Text) : At(Text.begin()), End(Text.end()) {}

  bool TooDeep = false;

  std::unique_ptr<Position> scan() {
    skipBlanks();
    auto Here = std::make_unique<Position>();
    Here->Line = Line;
    switch (peek()) {
    case '{':
    case '[':
      if (Depth == MaxDepth) {
        TooDeep = true;
        At = End;
        break;
      }
      ++Depth;
      peek() == '{' ? scanObject(*Here) : scanArray(*Here);
      --Depth;
      break;
    case '"':
      skipString();
      break;
    default:
      At = std::find_if(At, End, [](char C) { return C == ',' || C == ']' || C == '}' || llvm::isSpace(C); });
    }
    return Here;
  }

private:
  char peek() const { return At == End ? '\0' : *At; }
  void skip() { At += At != End; }
  void skipBlanks() {
    for (; At != End && llvm::isSpace(*At); ++At)
      Line += *At == '\n';
  }
  /// Past a string; what stands between its quotation marks.
  llvm::StringRef skipString() {
    const char *Start = ++At;
    while (At != End && *At != '"')
      At += *At == '\\' && At + 1 != End ? 2 : 1;
    llvm::StringRef Between(Start, At - Start);
    skip();
    return Between;
  }
  std::string scanKey() {
    llvm::StringRef Between = skipString();
    if (!Between.contains('\\'))
      return Between.str();
    // Escapes are rare in keys; the JSON parser itself undoes them.
    json Text = json::parse("\"" + Between.str() + "\"", nullptr, /*allow_exceptions=*/false);
    const auto *S = Text.get_ptr<const std::string *>();
    return S ? *S : std::string();
  }
  void scanObject(Position &Here) {
    skip();
    for (skipBlanks(); peek() == '"'; skipBlanks()) {
      unsigned KeyLine = Line;
      std::string Key = scanKey();
      skipBlanks();
      skip(); // ':'
      auto Same = llvm::find_if(Here.Members, [&](const Position::Member &M) { return M.Key == Key; });
      if (Same == Here.Members.end()) {
        Here.Members.push_back({std::move(Key), KeyLine, scan(), 0});
      } else {
        Same->RepeatedOn = KeyLine;
        Same->Value = scan();
      }
      skipBlanks();
      if (peek() == ',')
        skip();
    }
    skip();
  }
  void scanArray(Position &Here) {
    skip();
    for (skipBlanks(); At != End && *At != ']'; skipBlanks()) {
      Here.Elements.push_back(scan());
      skipBlanks();
      if (peek() == ',')
        skip();
    }
    skip();
  }

  const char *At, *End;
  unsigned Line = 1, Depth = 0;
};

/// Accepts every text; remembers where and why it is not JSON, or is nested too deeply.
struct SyntaxCheck {
  explicit SyntaxCheck(llvm::StringRef Text) : Text(Text) {}

  llvm::StringRef Text;
  unsigned Depth = 0;
  bool TooDeep = false;
  unsigned Line = 1;
  std::string Message;

  bool enter() { return ++Depth <= MaxDepth || (TooDeep = true, false); }
  bool leave() { return --Depth, true; }
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(json::number_integer_t) { return true; }
  bool number_unsigned(json::number_unsigned_t) { return true; }
  bool number_float(json::number_float_t, const json::string_t &) { return true; }
  bool string(json::string_t &) { return true; }
  bool binary(json::binary_t &) { return true; }
  bool start_object(std::size_t) { return enter(); }
  bool key(json::string_t &) { return true; }
  bool end_object() { return leave(); }
  bool start_array(std::size_t) { return enter(); }
  bool end_array() { return leave(); }
  bool parse_error(std::size_t Offset, const std::string &, const json::exception &E) {
    Line = 1 + Text.take_front(Offset ? Offset - 1 : 0).count('\n');
    // "[json.exception.parse_error.101] parse error at line 3, column 5: syntax error ..."
    llvm::StringRef What = E.what();
    size_t Colon = What.find(": ");
    Message = (Colon == llvm::StringRef::npos ? What : What.drop_front(Colon + 2)).str();
    return false;
  }
};

} // namespace

std::unique_ptr<Position> positionsOf(llvm::StringRef Text) {
  PositionScanner Places(Text);
  std::unique_ptr<Position> All = Places.scan();
  return Places.TooDeep ? nullptr : std::move(All);
}

SyntaxProblem syntaxProblemOf(llvm::StringRef Text) {
  SyntaxCheck Syntax(Text);
  (void)json::sax_parse(Text.begin(), Text.end(), &Syntax);
  return {Syntax.Line, Syntax.TooDeep ? "nested too deeply" : std::move(Syntax.Message)};
}

} // namespace corosafe
