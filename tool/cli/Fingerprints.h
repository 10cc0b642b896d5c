//===- Fingerprints.h - The same finding after the code around it changed ---===//
//
// A fingerprint is made of what stays when code is moved, re-indented or broken
// into other lines, and when a newer corosafe words things better:
//
//   the check · the file's name without its folder · the function ·
//   the code that the finding marks, without blanks · which of several such it is
//
// Not of the line, the message (it counts and names other things) or the notes.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_FINGERPRINTS_H
#define COROSAFE_TOOL_CLI_FINGERPRINTS_H

#include "report/Report.h"

namespace corosafe {

void addFingerprints(std::vector<ReportedFinding> &Findings, SourceTexts &Sources);

} // namespace corosafe

#endif
