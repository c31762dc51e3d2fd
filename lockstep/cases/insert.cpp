#include "lockstep/cases/insert.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep::cases {

void Insert::operator()(Values row) {
  columns_ = row.size();
  if (values_.empty()) values_.resize(rows_at_once_ * columns_);
  std::ranges::move(row, values_.begin() + int64_t(waiting_ * columns_));
  if (++waiting_ == rows_at_once_) insert_all();
}

void Insert::finish() {
  if (waiting_ == 0) return;
  execute(sql_, text(waiting_), Values(values_.begin(), values_.begin() + int64_t(waiting_ * columns_)));
  waiting_ = 0;
}

void Insert::insert_all() {
  if (!statement_) {
    statement_ = std::make_unique<soci::statement>(sql_);
    sql_detail::bind(*statement_, values_);
    statement_->alloc();
    statement_->prepare(text(rows_at_once_));
    statement_->define_and_bind();
  }
  statement_->execute(true);
  waiting_ = 0;
}

std::string Insert::text(size_t rows) const {
  std::string text = fmt::format("insert into {} values ", into_);
  for (size_t value = 0; value < rows * columns_; ++value)
    text += fmt::format("{}:v{}{}",
                        value % columns_ > 0 ? ", "
                        : value > 0          ? "), ("
                                             : "(",
                        value, value + 1 == rows * columns_ ? ") " : "");
  return text + after_;
}

}  // namespace lockstep::cases
