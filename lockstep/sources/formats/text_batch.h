// lockstep/sources/formats/text_batch.h
//
// A batch while a reader of text fills it.
#pragma once

#include <string_view>
#include <vector>

#include "lockstep/columnar/row_batch.h"

namespace lockstep {

struct TextBatch {
  std::vector<std::string_view*> slots;  // by column: the cell of the first row; null where nobody wants it
  size_t room = 0;  // rows that fit; fewer where many columns are wanted, so that memory is bounded

  // Makes room in the wanted columns.
  void open(const std::vector<bool>& wanted, RowBatch& batch);

  // Takes back the room that was not used.
  void close(RowBatch& batch) const;
};

}  // namespace lockstep
