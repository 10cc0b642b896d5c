//===- ModelStore.cpp -----------------------------------------------------===//

#include "ModelStore.h"
#include "EmbeddedModels.h"
#include "ModelJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/ErrorHandling.h"

namespace corosafe {

/// Roots from the longest to the shortest: "a::b::c" asks for a::b, then a.
static const LibraryModel *findRoot(const llvm::StringMap<const LibraryModel *> &Roots, llvm::StringRef Name,
                                    llvm::StringRef &Root) {
  for (size_t End = Name.size(); End-- > 1;) {
    if (Name[End] != ':' || Name[End - 1] != ':')
      continue;
    Root = Name.take_front(--End);
    if (auto It = Roots.find(Root); It != Roots.end())
      return It->second;
  }
  return nullptr;
}

/// What the earlier entry does not say, the later one of the same name adds.
static void addTo(TypeModel &Type, const TypeModel &More) {
  auto Take = [](auto &Have, const auto &Add) {
    if (!Have)
      Have = Add;
  };
  Take(Type.Delivers, More.Delivers);
  Take(Type.Task, More.Task);
  Take(Type.Mutex, More.Mutex);
  Take(Type.Guard, More.Guard);
  Take(Type.Awaited, More.Awaited);
  Take(Type.Combines, More.Combines);
  Take(Type.Token, More.Token);
  Take(Type.Scope, More.Scope);
  Type.CountReturned |= More.CountReturned;
  Type.NeverSuspends |= More.NeverSuspends;
  Type.Droppable |= More.Droppable;
  Type.CancelSignal |= More.CancelSignal;
  Type.Stackful |= More.Stackful;
  Type.Shield |= More.Shield;
  Type.Offloads |= More.Offloads;
  Type.View |= More.View;
  Type.Owner |= More.Owner;
  Type.SelfNulling |= More.SelfNulling;
  Type.Counted |= More.Counted;
  Type.Deadline |= More.Deadline;
  if (Type.Binds.empty())
    Type.Binds = More.Binds;
  if (Type.Source.empty())
    Type.Source = More.Source;
}

ModelStore ModelStore::builtin() {
  ModelStore Store;
  for (const EmbeddedModel &Model : embeddedModels()) {
    llvm::Expected<LibraryModel> Library = parseModel(Model.Text, Model.FileName);
    if (!Library)
      llvm::report_fatal_error(Library.takeError(), /*gen_crash_diag=*/false);
    Store.add(std::move(*Library));
  }
  return Store;
}

void ModelStore::add(LibraryModel Added) {
  Libraries.push_back(std::make_unique<LibraryModel>(std::move(Added)));
  LibraryModel &Library = *Libraries.back();

  // A library that shares a root with an earlier one (a user's additions to
  // boost::asio) is folded the way the earlier one is.
  std::vector<std::string> &Namespaces = Library.Namespaces;
  for (const std::string &Namespace : Namespaces)
    if (auto It = Roots.find(Namespace); It != Roots.end()) {
      std::string First = It->second->Namespaces.front();
      llvm::erase(Namespaces, First);
      Namespaces.insert(Namespaces.begin(), std::move(First));
      break;
    }
  for (const std::string &Namespace : Namespaces)
    Roots[Namespace] = &Library;

  // Entries of one name from one library add up.
  std::vector<TypeModel> Merged;
  llvm::StringMap<size_t> Seen;
  for (TypeModel &Type : Library.Types) {
    std::string Key = Type.Declares.empty() ? canonical(Type.Name) : "declares " + Type.Declares;
    auto [It, New] = Seen.try_emplace(Key, Merged.size());
    if (New)
      Merged.push_back(std::move(Type));
    else
      addTo(Merged[It->second], Type);
  }
  Library.Types = std::move(Merged);
  for (const TypeModel &Type : Library.Types)
    if (Type.Declares.empty())
      Types[canonical(Type.Name)] = &Type;
    else
      TypesDeclaring[Type.Declares] = &Type;

  for (const AliasModel &Alias : Library.Aliases)
    for (const std::string &Class : Alias.Classes) {
      Aliases[canonical(Alias.Name)].push_back(canonical(Class));
      Aliased.insert(canonical(Class));
    }

  // In the library's own order, before what earlier libraries say.
  llvm::StringMap<size_t> Next;
  for (const FunctionModel &Function : Library.Functions) {
    std::string Name = canonical(Function.Name);
    std::vector<const FunctionModel *> &Entries = Functions[Name];
    Entries.insert(Entries.begin() + Next[Name]++, &Function);
  }
}

/// The canonical name, in Buffer if it is another than Name: look-ups are many.
static llvm::StringRef canonicalIn(const llvm::StringMap<const LibraryModel *> &Roots, llvm::StringRef Name,
                                   llvm::SmallVectorImpl<char> &Buffer) {
  llvm::StringRef Root;
  const LibraryModel *Library = findRoot(Roots, Name, Root);
  if (!Library || Library->Namespaces.front() == Root)
    return Name;
  return (llvm::StringRef(Library->Namespaces.front()) + Name.drop_front(Root.size())).toStringRef(Buffer);
}

/// "a::B" of "a::B::m".
static llvm::StringRef scopeOf(llvm::StringRef Name) { return Name.take_front(Name.rfind("::")); }
static llvm::StringRef leafOf(llvm::StringRef Name) { return Name.drop_front(std::min(Name.size(), Name.rfind("::") + 2)); }

llvm::ArrayRef<const FunctionModel *> ModelStore::functions(llvm::StringRef Name) const {
  llvm::SmallString<128> Buffer;
  llvm::StringRef Canonical = canonicalIn(Roots, Name, Buffer);
  if (auto It = Functions.find(Canonical); It != Functions.end())
    return It->second;
  // A method of a class that is an alias elsewhere. A constructor is called as its class.
  llvm::StringRef Scope = scopeOf(Canonical), Leaf = leafOf(Canonical);
  auto Alias = Aliases.find(Scope);
  if (Alias == Aliases.end())
    return {};
  bool Constructs = Leaf == leafOf(Scope);
  for (llvm::StringRef Class : Alias->second)
    if (auto It = Functions.find((Class + "::" + (Constructs ? leafOf(Class) : Leaf)).str()); It != Functions.end())
      return It->second;
  return {};
}

const TypeModel *ModelStore::type(llvm::StringRef Name) const {
  llvm::SmallString<128> Buffer;
  llvm::StringRef Canonical = canonicalIn(Roots, Name, Buffer);
  if (const TypeModel *M = Types.lookup(Canonical))
    return M;
  if (auto Alias = Aliases.find(Canonical); Alias != Aliases.end())
    for (llvm::StringRef Class : Alias->second)
      if (const TypeModel *M = Types.lookup(Class))
        return M;
  return nullptr;
}

const TypeModel *ModelStore::typeDeclaring(llvm::StringRef MemberType) const {
  return TypesDeclaring.lookup(MemberType);
}

const LibraryModel *ModelStore::libraryOf(llvm::StringRef Name) const {
  llvm::StringRef Root;
  const LibraryModel *Library = findRoot(Roots, Name, Root);
  if (!Library)
    return nullptr;
  bool IsPrograms = llvm::any_of(Library->ProgramScopes, [&](const std::string &Scope) {
    return Name.drop_front(Root.size()).contains("::" + Scope + "::");
  });
  return IsPrograms ? nullptr : Library;
}

const LibraryModel *ModelStore::libraryNamed(llvm::StringRef Name) const {
  auto It = llvm::find_if(Libraries, [&](const std::unique_ptr<LibraryModel> &L) { return L->Name == Name; });
  return It == Libraries.end() ? nullptr : It->get();
}

bool ModelStore::isNamed(llvm::StringRef Name, llvm::StringRef Canonical) const {
  if (Name == Canonical)
    return true;
  if (Name.empty() || Canonical.empty())
    return false;
  llvm::SmallString<128> Buffer;
  // Only what stands before the last part is folded.
  if (Name.back() == Canonical.back() && canonicalIn(Roots, Name, Buffer) == Canonical)
    return true;
  if (!Aliased.contains(Canonical))
    return false;
  auto Alias = Aliases.find(canonicalIn(Roots, Name, Buffer));
  return Alias != Aliases.end() && llvm::is_contained(Alias->second, Canonical);
}

llvm::ArrayRef<std::string> ModelStore::classesBehind(llvm::StringRef Name) const {
  llvm::SmallString<128> Buffer;
  auto Alias = Aliases.find(canonicalIn(Roots, Name, Buffer));
  return Alias == Aliases.end() ? llvm::ArrayRef<std::string>() : llvm::ArrayRef(Alias->second);
}

std::string ModelStore::canonical(llvm::StringRef Name) const {
  llvm::SmallString<128> Buffer;
  return canonicalIn(Roots, Name, Buffer).str();
}

} // namespace corosafe
