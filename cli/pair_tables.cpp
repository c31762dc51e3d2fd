#include "cli/pair_tables.h"

#include <algorithm>

namespace lockstep::cli {
namespace {

using Form = TableColumn::Form;

constexpr size_t rows_a_write = 1 << 19;

// A column whose cells are terms of a pool: each write gets a dictionary of the terms that it uses.
class TermColumn {
 public:
  explicit TermColumn(const StringPool& pool) : pool_(pool), place_(pool.size(), UINT32_MAX) {}

  void clear() {
    for (TermIndex term : used_) place_[term] = UINT32_MAX;
    used_.clear();
    text_.clear();
    codes_.clear();
  }

  void add(TermIndex term) {
    if (term == no_term) return codes_.push_back(UINT32_MAX);
    if (place_[term] == UINT32_MAX) {
      place_[term] = uint32_t(used_.size());
      used_.push_back(term);
      text_.push_back(pool_[term]);
    }
    codes_.push_back(place_[term]);
  }

  TableColumn as(std::string name) const {
    return {.name = std::move(name), .form = Form::dictionary, .text = text_, .codes = codes_};
  }

 private:
  const StringPool& pool_;
  std::vector<uint32_t> place_;  // of each term in `used_`
  std::vector<TermIndex> used_;
  std::vector<std::string_view> text_;
  std::vector<uint32_t> codes_;
};

int64_t microseconds(Timestamp time) { return time.time_since_epoch().count(); }

// Calls write(rows of one write) for all rows, and once where there are none, so that the names stand.
template <class Row, class Write>
Result<void> write_by_parts(std::span<const Row> rows, Write&& write) {
  size_t begin = 0;
  do {
    const auto part = rows.subspan(begin, std::min(rows_a_write, rows.size() - begin));
    if (Result<void> written = write(part); !written) return written;
    begin += part.size();
  } while (begin < rows.size());
  return {};
}

}  // namespace

Result<void> write_pairs(std::span<const Pair> pairs, const EventTable& events, TableWriter& table) {
  TermColumn a(events.accounts), b(events.accounts);
  std::vector<uint32_t> shared;
  std::vector<int64_t> first, last;
  return write_by_parts(pairs, [&](std::span<const Pair> part) {
    a.clear(), b.clear(), shared.clear(), first.clear(), last.clear();
    for (const Pair& pair : part) {
      a.add(pair.a);
      b.add(pair.b);
      shared.push_back(pair.shared);
      first.push_back(microseconds(pair.first));
      last.push_back(microseconds(pair.last));
    }
    const std::vector<TableColumn> columns{a.as("account_a"),
                                           b.as("account_b"),
                                           {.name = "shared", .form = Form::uint32, .codes = shared},
                                           {.name = "first_time", .form = Form::timestamp, .integers = first},
                                           {.name = "last_time", .form = Form::timestamp, .integers = last}};
    return table.write(columns, part.size());
  });
}

Result<void> write_evidence(std::span<const SharedTouch> shared, std::span<const Pair> pairs, const TraceTable& touches,
                            const EventTable& events, TableWriter& table) {
  TermColumn a(events.accounts), b(events.accounts), post_a(events.terms), post_b(events.terms);
  const std::vector<std::string_view> trace{touches.trace};
  std::vector<uint32_t> same;
  std::vector<std::string_view> object;
  std::vector<int64_t> time_a, time_b;
  std::vector<double> gap;
  return write_by_parts(shared, [&](std::span<const SharedTouch> part) {
    a.clear(), b.clear(), post_a.clear(), post_b.clear();
    object.clear(), time_a.clear(), time_b.clear(), gap.clear();
    same.assign(part.size(), 0);
    for (const SharedTouch& touch : part) {
      a.add(pairs[touch.pair].a);
      b.add(pairs[touch.pair].b);
      object.push_back(touches.objects[touch.object].name);
      post_a.add(events.post_id[touches.event[touch.touch_a]]);
      post_b.add(events.post_id[touches.event[touch.touch_b]]);
      time_a.push_back(microseconds(touches.time[touch.touch_a]));
      time_b.push_back(microseconds(touches.time[touch.touch_b]));
      gap.push_back(seconds(Duration(std::abs(time_a.back() - time_b.back()))));
    }
    const std::vector<TableColumn> columns{a.as("account_a"),
                                           b.as("account_b"),
                                           {.name = "trace", .form = Form::dictionary, .text = trace, .codes = same},
                                           {.name = "object", .form = Form::text, .text = object},
                                           post_a.as("post_a"),
                                           post_b.as("post_b"),
                                           {.name = "time_a", .form = Form::timestamp, .integers = time_a},
                                           {.name = "time_b", .form = Form::timestamp, .integers = time_b},
                                           {.name = "gap_seconds", .form = Form::float64, .numbers = gap}};
    return table.write(columns, part.size());
  });
}

}  // namespace lockstep::cli
