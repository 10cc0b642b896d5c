//===- KeptScan.cpp ----------------------------------------------------------===//

#include "KeptScan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace corosafe;
namespace json = llvm::json;

/// Not empty: that is one that is not there.
static std::string contextText(const TextContext &Context) {
  std::string Text = "+";
  for (const auto &[Name, Meaning] : Context)
    ((Text += llvm::utohexstr(Name)) += ":") += llvm::utohexstr(Meaning) + " ";
  return Text;
}

static TextContext contextFrom(llvm::StringRef Text) {
  TextContext Context;
  Text.consume_front("+");
  while (!Text.empty()) {
    auto [One, Rest] = Text.split(' ');
    auto [Name, Meaning] = One.split(':');
    uint64_t N = 0, M = 0;
    if (!Name.getAsInteger(16, N) && !Meaning.getAsInteger(16, M))
      Context.push_back({N, M});
    Text = Rest;
  }
  return Context;
}

std::string corosafe::textOf(const KeptScan &Scan) {
  bool Fits = true;
  auto Name = [&](llvm::StringRef Text) {
    Fits &= json::isUTF8(Text);
    return json::Value(Fits ? Text : "");
  };
  auto Names = [&](const std::vector<std::string> &All) {
    json::Array List;
    for (const std::string &One : All)
      List.push_back(Name(One));
    return List;
  };
  json::Array Users, Includes;
  for (const KeptScan::UserFile &File : Scan.Users)
    Users.push_back(json::Array{Name(File.Path), File.Directives, File.Context ? contextText(*File.Context) : "", File.Named.hex(),
                                textOf(File.Results)});
  for (const ScanResult::Include &Header : Scan.Includes)
    Includes.push_back(json::Array{Name(Header.Name), Name(Header.By), Header.IsSystem});
  json::Object All{{"bytes", static_cast<int64_t>(Scan.Bytes)},
                   {"coroutines", Scan.OthersKnowCoroutines},
                   {"users", std::move(Users)},
                   {"includes", std::move(Includes)},
                   {"macros", Names(Scan.MacrosBefore)},
                   {"paste", Names(Scan.Pasting)}};
  return Fits ? llvm::formatv("{0}", json::Value(std::move(All))).str() : "";
}

std::optional<KeptScan> corosafe::keptScanFrom(llvm::StringRef Text) {
  llvm::Expected<json::Value> Read = json::parse(Text);
  if (!Read) {
    llvm::consumeError(Read.takeError());
    return std::nullopt;
  }
  const json::Object *All = Read->getAsObject();
  if (!All)
    return std::nullopt;
  const json::Array Empty;
  auto Rows = [&](llvm::StringRef Key) -> const json::Array & {
    const json::Array *List = All->getArray(Key);
    return List ? *List : Empty;
  };
  auto Part = [](const json::Array &Row, size_t I) { return Row[I].getAsString().value_or("").str(); };
  KeptScan Scan;
  Scan.Bytes = static_cast<uint64_t>(All->getInteger("bytes").value_or(0));
  Scan.OthersKnowCoroutines = All->getBoolean("coroutines").value_or(true);
  for (auto [Key, Into] : {std::pair("macros", &Scan.MacrosBefore), std::pair("paste", &Scan.Pasting)})
    for (const json::Value &Name : Rows(Key))
      Into->push_back(Name.getAsString().value_or("").str());
  for (const json::Value &User : Rows("users")) {
    const json::Array *Row = User.getAsArray();
    if (!Row || Row->size() != 5)
      return std::nullopt;
    std::optional<DirectiveResults> Results = directivesFrom(Part(*Row, 4));
    if (!Results)
      return std::nullopt;
    std::string Context = Part(*Row, 2);
    Scan.Users.push_back({Part(*Row, 0), Part(*Row, 1), Context.empty() ? std::nullopt : std::optional(contextFrom(Context)),
                          Hash::fromHex(Part(*Row, 3)), std::move(*Results)});
  }
  for (const json::Value &Header : Rows("includes"))
    if (const json::Array *Row = Header.getAsArray(); Row && Row->size() == 3)
      Scan.Includes.push_back({Part(*Row, 0), Part(*Row, 1), (*Row)[2].getAsBoolean().value_or(true)});
  return Scan;
}
