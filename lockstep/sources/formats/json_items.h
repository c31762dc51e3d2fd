// lockstep/sources/formats/json_items.h
//
// Cuts a stream into JSON objects without parsing them: one a line, or the elements of one array. Memory: a block, or
// up to four times the longest item that is allowed.
#pragma once

#include <memory>
#include <string_view>

#include "lockstep/columnar/row_batch.h"
#include "lockstep/sources/formats/block_buffer.h"
#include "lockstep/sources/formats/text_input.h"

namespace lockstep {

class JsonItems {
 public:
  enum class Step {
    item,        // see below; then accept() or reject()
    fault,       // something that is no item, see fault(); it was passed over
    need_block,  // refill() and go on
    end,
    broken,  // nothing more can be read, see error()
  };

  explicit JsonItems(TextInput& input)
      : buffer_(std::move(input.text), input.block_bytes), path_(input.path), max_item_bytes_(input.max_row_bytes) {}
  virtual ~JsonItems() = default;

  virtual Step next() = 0;
  virtual void accept() = 0;  // goes on behind the item
  virtual void reject() = 0;  // goes on where the next item surely begins

  virtual Result<void> refill();  // ends all views

  std::string_view text() const { return text_; }
  uint64_t line() const { return line_; }  // where the item begins, from 1
  BadRow& fault() { return fault_; }
  const Error& error() const { return error_; }

 protected:
  void too_long(std::string_view item);

  BlockBuffer buffer_;
  std::string path_;
  uint64_t max_item_bytes_;
  size_t begin_ = 0;  // of what was not yet looked at
  uint64_t line_ = 1;
  std::string_view text_;
  BadRow fault_;
  Error error_{ErrorKind::input, "", "", ""};
};

std::unique_ptr<JsonItems> json_lines(TextInput& input);
std::unique_ptr<JsonItems> json_array(TextInput& input);

}  // namespace lockstep
