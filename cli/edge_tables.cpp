#include "cli/edge_tables.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

namespace lockstep::cli {
namespace {

using Form = TableColumn::Form;
using Texts = std::vector<std::string_view>;

TableColumn text_column(std::string name, const Texts& texts) {
  return {.name = std::move(name), .form = Form::text, .text = texts};
}

// Absent where the row has no content of its own.
std::string_view content(const SharedRow& row, const EventTable& events) {
  return row.content < events.terms.size() ? events.terms[row.content] : std::string_view();
}

auto sort_key(const SharedPair& pair, std::span<const SharedRow> rows, const EventTable& events) {
  const SharedRow& older = rows[pair.older];
  const SharedRow& newer = rows[pair.newer];
  return std::tuple(events.terms[older.object], older.time, newer.time, content(older, events), content(newer, events),
                    older.account, newer.account);
}

}  // namespace

Result<void> write_edges(std::span<const WeightedEdge> edges, const EventTable& events, TableWriter& table) {
  Texts a, b;
  std::vector<int64_t> weight;
  for (const WeightedEdge& edge : edges) {
    a.push_back(events.accounts[edge.a]);
    b.push_back(events.accounts[edge.b]);
    weight.push_back(int64_t(edge.weight));
  }
  const std::vector<TableColumn> columns{text_column("account_a", a),
                                         text_column("account_b", b),
                                         {.name = "weight", .form = Form::int64, .integers = weight}};
  return table.write(columns, edges.size());
}

Result<void> write_shared_pairs(std::span<const SharedPair> pairs, std::span<const SharedRow> rows,
                                const EventTable& events, TableWriter& table) {
  std::vector<SharedPair> sorted(pairs.begin(), pairs.end());
  std::sort(sorted.begin(), sorted.end(), [&](const SharedPair& a, const SharedPair& b) {
    return sort_key(a, rows, events) < sort_key(b, rows, events);
  });
  Texts object, content_id, account_id, content_id_y, account_id_y;
  std::vector<double> time_delta;
  for (const SharedPair& pair : sorted) {
    const SharedRow& older = rows[pair.older];
    const SharedRow& newer = rows[pair.newer];
    object.push_back(events.terms[older.object]);
    time_delta.push_back(seconds(newer.time - older.time));
    content_id.push_back(content(older, events));
    account_id.push_back(events.accounts[older.account]);
    content_id_y.push_back(content(newer, events));
    account_id_y.push_back(events.accounts[newer.account]);
  }
  const std::vector<TableColumn> columns{
      text_column("object_id", object),          {.name = "time_delta", .form = Form::float64, .numbers = time_delta},
      text_column("content_id", content_id),     text_column("account_id", account_id),
      text_column("content_id_y", content_id_y), text_column("account_id_y", account_id_y)};
  return table.write(columns, sorted.size());
}

}  // namespace lockstep::cli
