// lockstep/sources/formats/json_reader.h
//
// JSON objects as rows: one a line, or the elements of an array. The columns are the keys found in the beginning of the
// file, joined by dots where they are nested; values of keys that only come later are counted and told in notes().
#pragma once

#include "lockstep/columnar/row_batch.h"
#include "lockstep/sources/bytes/peek.h"
#include "lockstep/sources/formats/text_input.h"

namespace lockstep {

inline constexpr size_t json_columns_bytes = size_t(4) << 20;  // the beginning that is searched for keys

enum class JsonForm { lines, array };

// `head`: the beginning of the input, which still comes from input.text. Errors: no object in it.
Result<std::unique_ptr<RowReader>> open_json(TextInput input, JsonForm form, std::string_view head);

}  // namespace lockstep
