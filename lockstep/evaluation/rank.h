// lockstep/evaluation/rank.h
//
// What a ranking is worth: average precision, and what a cut could reach.
#pragma once

#include "lockstep/evaluation/evaluation.h"

namespace lockstep {

Ranking weigh_ranking(const Truth& truth, const ResultTables& tables);

}  // namespace lockstep
