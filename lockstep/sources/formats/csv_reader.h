// lockstep/sources/formats/csv_reader.h
//
// CSV as RFC 4180 has it, with any of four separators. Lines are those of the file, also after quoted newlines. Blank
// lines are no rows.
//
// Rejected: Arrow's reader (numbers records, gives up at one bad byte, accepts "bad"q) and DuckDB's (numbers records).
#pragma once

#include "lockstep/columnar/row_batch.h"
#include "lockstep/sources/formats/csv_form.h"
#include "lockstep/sources/formats/text_input.h"

namespace lockstep {

// Reads the header. Errors: there is none, or it cannot be read.
Result<std::unique_ptr<RowReader>> open_csv(TextInput input, CsvForm form);

}  // namespace lockstep
