//===- ModelFiles.cpp ------------------------------------------------------===//

#include "ModelFiles.h"
#include "models/ModelJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace corosafe;

static void addOne(llvm::StringRef File, ModelStore &Store, std::vector<std::string> &Problems) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer) {
    Problems.push_back((File + ": " + Buffer.getError().message()).str());
    return;
  }
  llvm::Expected<LibraryModel> Model = parseModel((*Buffer)->getBuffer(), File);
  if (!Model) {
    Problems.push_back(llvm::toString(Model.takeError()));
    return;
  }
  Store.add(std::move(*Model));
}

std::vector<std::string> corosafe::addModelFiles(llvm::StringRef FileOrFolder, ModelStore &Store) {
  std::vector<std::string> Problems;
  if (!llvm::sys::fs::is_directory(FileOrFolder)) {
    addOne(FileOrFolder, Store, Problems);
    return Problems;
  }
  std::vector<std::string> Files;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(FileOrFolder, Error), End; It != End && !Error; It.increment(Error))
    if (llvm::StringRef(It->path()).ends_with(".json"))
      Files.push_back(It->path());
  if (Error)
    Problems.push_back((FileOrFolder + ": " + Error.message()).str());
  else if (Files.empty())
    Problems.push_back((FileOrFolder + ": no .json file in this folder").str());
  llvm::sort(Files);
  for (const std::string &File : Files)
    addOne(File, Store, Problems);
  return Problems;
}
