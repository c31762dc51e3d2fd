#include <nlohmann/json.hpp>

#include "cli/inspection.h"

namespace lockstep::cli {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const InputReport& input) {
  Json columns = Json::array();
  for (const ColumnReport& column : input.columns) {
    Json json{{"column", column.column}, {"field", column.field.empty() ? Json() : Json(column.field)}};
    if (!column.field.empty() && input.holds == TableKind::events) json["missing"] = column.missing;
    columns.push_back(std::move(json));
  }
  return {{"path", input.path},         {"format", input.format},     {"layout", input.layout},
          {"holds", name(input.holds)}, {"sha256", input.sha256},     {"bytes", input.bytes},
          {"rows", input.rows},         {"bad_rows", input.bad_rows}, {"columns", std::move(columns)}};
}

Json to_json(const BadRowKind& bad) {
  Json samples = Json::array();
  for (const BadRowSample& sample : bad.samples)
    samples.push_back(Json{{"where", sample.where}, {"reason", sample.reason}});
  return {{"count", bad.count}, {"samples", std::move(samples)}};
}

}  // namespace

std::string to_json(const Inspection& inspection) {
  const ReadReport& report = inspection.report;
  Json json;
  json["inputs"] = Json::array();
  for (const InputReport& input : report.inputs) json["inputs"].push_back(to_json(input));
  json["rows"] = report.rows;
  json["posts"] = report.events;
  json["accounts"] = report.accounts;
  json["first_time"] = report.first_time ? Json(format_time(*report.first_time)) : Json();
  json["last_time"] = report.last_time ? Json(format_time(*report.last_time)) : Json();
  json["resolution_seconds"] = seconds(report.resolution);
  json["merged_rows"] = report.merged_rows;
  json["repeated_post_ids"] = report.repeated_post_ids;
  json["replaced_characters"] = report.replaced_characters;
  json["damaged_ids"] = report.damaged_ids;
  json["filtered_rows"] = report.filtered_rows;
  json["bad_rows"] = Json::object();
  for (const auto& [kind, bad] : report.bad_rows) json["bad_rows"][kind] = to_json(bad);
  json["notes"] = report.notes;
  json["traces"] = Json::array();
  for (const TraceDefinition* trace : inspection.traces) json["traces"].push_back(trace->name);
  json["next_command"] = inspection.next_command;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace lockstep::cli
