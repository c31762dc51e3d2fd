// lockstep/columnar/parquet/leaf_columns.h
//
// The columns of a Parquet file as a flat table: fields of structs joined by dots, lists and maps passed through.
#pragma once

#include <parquet/arrow/schema.h>

#include <string>
#include <vector>

namespace lockstep::parquet {

struct LeafColumn {
  std::string name;               // "entities.urls.expanded_url"
  size_t top;                     // position among the file's top fields
  std::vector<std::string> path;  // the fields of structs below it
  int leaf;                       // Parquet's number of the column
};

std::vector<LeafColumn> leaf_columns(const ::parquet::arrow::SchemaManifest& manifest);

}  // namespace lockstep::parquet
