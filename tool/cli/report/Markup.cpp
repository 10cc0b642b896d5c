//===- Markup.cpp ------------------------------------------------------------===//

#include "Markup.h"
#include "llvm/Support/JSON.h"

using namespace corosafe;

std::string corosafe::validUtf8(llvm::StringRef Text) {
  return llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text);
}

std::string corosafe::escapeXml(llvm::StringRef Text) {
  std::string Escaped;
  for (char C : validUtf8(Text)) {
    switch (C) {
    case '&':
      Escaped += "&amp;";
      break;
    case '<':
      Escaped += "&lt;";
      break;
    case '>':
      Escaped += "&gt;";
      break;
    case '"':
      Escaped += "&quot;";
      break;
    case '\'':
      Escaped += "&#39;";
      break;
    case '\n':
      Escaped += "&#10;";
      break;
    case '\t':
      Escaped += "&#9;";
      break;
    default:
      if (static_cast<unsigned char>(C) < 0x20)
        Escaped += "\xEF\xBF\xBD";
      else
        Escaped += C;
    }
  }
  return Escaped;
}
