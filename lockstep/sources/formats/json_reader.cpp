#include "lockstep/sources/formats/json_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "lockstep/sources/formats/excerpt.h"
#include "lockstep/sources/formats/json_items.h"
#include "lockstep/sources/formats/json_row.h"
#include "lockstep/sources/formats/text_batch.h"

namespace lockstep {
namespace {

constexpr size_t bad_rows_in_batch = 2048;

std::unique_ptr<JsonItems> cut(TextInput& input, JsonForm form) {
  return form == JsonForm::lines ? json_lines(input) : json_array(input);
}

class HeadBytes final : public ByteSource {
 public:
  explicit HeadBytes(std::string_view head) : rest_(head) {}
  Result<size_t> read(char* to, size_t size) override {
    const size_t count = std::min(size, rest_.size());
    std::memcpy(to, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
};

class JsonReader final : public RowReader {
 public:
  JsonReader(TextInput input, JsonForm form)
      : file_(std::move(input.file)), decoding_replaced_(std::move(input.replaced)), items_(cut(input, form)) {}

  // False where the head holds no object that can be read.
  bool learn_columns(std::string_view head, JsonForm form);

  const std::vector<std::string>& columns() const override { return columns_.names(); }
  Result<bool> next(const std::vector<bool>& wanted, RowBatch& batch, std::vector<BadRow>& bad) override;
  uint64_t bytes_read() const override { return file_->bytes_read; }
  uint64_t total_bytes() const override { return file_->total_bytes; }
  uint64_t replaced_characters() const override { return *decoding_replaced_ + row_.replaced(); }
  std::vector<std::string> notes() const override;

 private:
  void take_item(RowBatch& batch, std::vector<BadRow>& bad);

  std::shared_ptr<StoredFile> file_;
  std::shared_ptr<const uint64_t> decoding_replaced_;
  std::unique_ptr<JsonItems> items_;
  JsonColumns columns_;
  JsonRow row_;
  TextArena arena_;
  TextBatch cells_;
};

bool JsonReader::learn_columns(std::string_view head, JsonForm form) {
  TextInput input;
  input.text = std::make_unique<HeadBytes>(head);
  const std::unique_ptr<JsonItems> items = cut(input, form);
  bool any = false;
  for (;;) {
    switch (items->next()) {
      case JsonItems::Step::item:
        any |= row_.learn(items->text(), columns_);
        items->accept();
        break;
      case JsonItems::Step::need_block: {
        const Result<void> read = items->refill();
        if (!read) return any;
        break;
      }
      case JsonItems::Step::fault:
        break;
      case JsonItems::Step::end:
      case JsonItems::Step::broken:  // mostly because the head ends there
        columns_.finish();
        return any;
    }
  }
}

Result<bool> JsonReader::next(const std::vector<bool>& wanted, RowBatch& batch, std::vector<BadRow>& bad) {
  arena_.clear();
  cells_.open(wanted, batch);
  const size_t bad_before = bad.size();
  for (bool more = true; more && batch.rows < cells_.room && bad.size() < bad_before + bad_rows_in_batch;) {
    switch (items_->next()) {
      case JsonItems::Step::item:
        take_item(batch, bad);
        break;
      case JsonItems::Step::fault:
        bad.push_back(std::move(items_->fault()));
        break;
      case JsonItems::Step::need_block: {
        more = batch.rows == 0;
        const Result<void> read = more ? items_->refill() : Result<void>();
        if (!read) return read.error();
        break;
      }
      case JsonItems::Step::broken:
        if (batch.rows == 0 && bad.size() == bad_before) return items_->error();
        more = false;
        break;
      case JsonItems::Step::end:
        if (batch.rows == 0 && bad.size() == bad_before) return false;
        more = false;
    }
  }
  cells_.close(batch);
  return true;
}

void JsonReader::take_item(RowBatch& batch, std::vector<BadRow>& bad) {
  const std::optional<JsonRow::Fault> fault = row_.read(items_->text(), columns_, cells_.slots, batch.rows, arena_);
  if (!fault) {
    batch.line[batch.rows++] = items_->line();
    items_->accept();
    return;
  }
  const std::string_view text = items_->text();
  const bool encoding = fault->kind == "invalid UTF-8";
  bad.push_back(
      {.line = items_->line(),
       .column = 0,
       .kind = std::string(fault->kind),
       .reason = encoding ? excerpt_at_invalid(text) : fmt::format("{}: {}", fault->reason, beginning(text))});
  items_->reject();
}

std::vector<std::string> JsonReader::notes() const {
  if (row_.passed_over().empty()) return {};
  std::string keys;
  uint64_t values = 0;
  for (const auto& [key, count] : row_.passed_over()) {
    keys += fmt::format("{}\"{}\" ({})", keys.empty() ? "" : ", ", key, count);
    values += count;
  }
  return {fmt::format("{} values were not read, since their keys first appear after the first {} MB: {}", values,
                      json_columns_bytes >> 20, keys)};
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_json(TextInput input, JsonForm form, std::string_view head) {
  const std::string path = input.path;
  auto reader = std::make_unique<JsonReader>(std::move(input), form);
  if (!reader->learn_columns(head, form))
    return Error{ErrorKind::input, fmt::format("no JSON object can be read: {}", beginning(head)), path,
                 "give one object a line, or an array of objects"};
  return std::unique_ptr<RowReader>(std::move(reader));
}

}  // namespace lockstep
