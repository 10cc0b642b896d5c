//===- Annotations.h - Models written in the code itself -------------------===//
//
// Turns the texts of [[clang::annotate("corosafe::...")]] (see
// corosafe/annotations.h) into the same models that libraries have.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_ANNOTATIONS_H
#define COROSAFE_FLOW_ANNOTATIONS_H

#include "../facts/Facts.h"
#include "../models/Model.h"
#include <optional>

namespace corosafe {

/// The model that a function's own annotations give; none if it has none that are known.
std::optional<FunctionModel> annotatedModel(const TuFacts &Facts, const EntityFacts &Entity);
std::optional<TypeModel> annotatedModel(const TuFacts &Facts, const TypeFacts &Type);

} // namespace corosafe

#endif
