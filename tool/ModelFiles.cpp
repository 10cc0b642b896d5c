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

/// The file, or the folder's *.json files in the order of their names.
static std::vector<std::string> filesAt(llvm::StringRef FileOrFolder, std::error_code &Error) {
  if (!llvm::sys::fs::is_directory(FileOrFolder))
    return {FileOrFolder.str()};
  std::vector<std::string> Files;
  for (llvm::sys::fs::directory_iterator It(FileOrFolder, Error), End; It != End && !Error; It.increment(Error))
    if (llvm::StringRef(It->path()).ends_with(".json"))
      Files.push_back(It->path());
  llvm::sort(Files);
  return Files;
}

std::vector<std::string> corosafe::addModelFiles(llvm::StringRef FileOrFolder, ModelStore &Store) {
  std::error_code Error;
  std::vector<std::string> Files = filesAt(FileOrFolder, Error), Problems;
  if (Error)
    Problems.push_back((FileOrFolder + ": " + Error.message()).str());
  else if (Files.empty())
    Problems.push_back((FileOrFolder + ": no .json file in this folder").str());
  for (const std::string &File : Files)
    addOne(File, Store, Problems);
  return Problems;
}

std::string corosafe::modelFilesStamp(llvm::StringRef FileOrFolder) {
  std::error_code Error;
  std::string Stamp;
  for (const std::string &File : filesAt(FileOrFolder, Error)) {
    llvm::sys::fs::file_status Status;
    llvm::sys::fs::status(File, Status);
    Stamp += File + '\0' + std::to_string(Status.getSize()) + '\0' +
             std::to_string(Status.getLastModificationTime().time_since_epoch().count()) + '\0';
  }
  return Stamp;
}
