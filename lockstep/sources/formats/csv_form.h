// lockstep/sources/formats/csv_form.h
#pragma once

#include <string_view>

namespace lockstep {

struct CsvForm {
  char separator = ',';
  char row_end = '\n';  // '\r' in files of old Macs; a \r before \n is dropped
};

// The form of a table that begins with `head`: the separator that cuts most rows into as many cells as the first one.
CsvForm detect_csv_form(std::string_view head);

}  // namespace lockstep
