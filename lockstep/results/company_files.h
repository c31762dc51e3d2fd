// lockstep/results/company_files.h
//
// The ranking by an hour's company: when it is made, and what is written of it. It nominates nobody.
#pragma once

#include <nlohmann/json.hpp>

#include "lockstep/results/findings.h"

namespace lockstep {

// Fills Detection::company where it is asked for or wanted, and always says why or why not.
Result<void> keep_company(const ReadResult& read, const TouchBook& book, const DetectOptions& options,
                          Detection& detection, Progress& progress);

// company.csv, where there is such a ranking.
Result<void> write_company_csv(const Findings& findings, const ResultFolder& folder);

// For run.json: whether it ran, why, and what its references rest on.
nlohmann::ordered_json company_of(const Findings& findings);

}  // namespace lockstep
