// lockstep/results/report_page.h
//
// The report's views as web/ builds them, carried by the program.
#pragma once

#include <string_view>

#include "lockstep/results/result_folder.h"

namespace lockstep {

// One page, with a place for the data; empty in a program that was built without (LOCKSTEP_WEB=OFF).
std::string_view report_page();

// report.html: the page with the data in its place.
Result<void> write_report_page(std::string_view data, const ResultFolder& folder);

}  // namespace lockstep
