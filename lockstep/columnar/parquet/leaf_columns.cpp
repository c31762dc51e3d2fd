#include "lockstep/columnar/parquet/leaf_columns.h"

#include <arrow/type.h>

namespace lockstep::parquet {
namespace {

using ::parquet::arrow::SchemaField;

void add_leaves(const SchemaField& field, LeafColumn at, std::vector<LeafColumn>& columns) {
  if (field.is_leaf()) {
    at.leaf = field.column_index;
    columns.push_back(std::move(at));
  } else if (field.field->type()->id() == arrow::Type::STRUCT) {
    for (const SchemaField& child : field.children) {
      LeafColumn below = at;
      below.name += "." + child.field->name();
      below.path.push_back(child.field->name());
      add_leaves(child, std::move(below), columns);
    }
  } else {
    for (const SchemaField& item : field.children) add_leaves(item, at, columns);
  }
}

}  // namespace

std::vector<LeafColumn> leaf_columns(const ::parquet::arrow::SchemaManifest& manifest) {
  std::vector<LeafColumn> columns;
  for (size_t top = 0; top < manifest.schema_fields.size(); ++top) {
    const SchemaField& field = manifest.schema_fields[top];
    add_leaves(field, {.name = field.field->name(), .top = top, .path = {}, .leaf = -1}, columns);
  }
  return columns;
}

}  // namespace lockstep::parquet
