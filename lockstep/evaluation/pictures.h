// lockstep/evaluation/pictures.h
//
// The two pictures of an evaluation, as SVG.
#pragma once

#include <string>

#include "lockstep/evaluation/evaluation.h"

namespace lockstep {

// Recall across, precision up, as the ranking is cut ever later; the nomination as one dot.
std::string precision_recall_picture(const Evaluation& evaluation);

// One row for each class of organic accounts, one panel for each class of networks: accounts in 100,000, with interval.
std::string accusations_picture(const Evaluation& evaluation);

}  // namespace lockstep
