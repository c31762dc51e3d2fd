// lockstep/sources/formats/content.h
//
// What a file is, by its first bytes.
#pragma once

#include <string>
#include <string_view>

#include "lockstep/base/result.h"

namespace lockstep {

enum class Content {
  csv,
  json_lines,
  json_objects,  // an array, or objects over several lines each
};

bool is_zip(std::string_view head);
bool is_parquet(std::string_view head);

// Of unpacked UTF-8. Errors: nothing in it, or something that is no table (a web page, a workbook, a picture).
Result<Content> content_of(std::string_view head, const std::string& path);

}  // namespace lockstep
