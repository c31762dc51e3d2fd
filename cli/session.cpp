#include "cli/session.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

namespace lockstep::cli {
namespace {

std::string to_json(const Error& error) {
  nlohmann::ordered_json members{{"kind", name(error.kind)}, {"message", error.message}};
  if (!error.where.empty()) members["where"] = error.where;
  if (!error.hint.empty()) members["hint"] = error.hint;
  members["exit_code"] = exit_code(error.kind);
  return nlohmann::ordered_json{{"error", members}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Progress& Session::progress() {
  if (!progress_)
    progress_ = std::make_unique<StageProgress>(quiet           ? ProgressLine::none
                                                : progress_json ? ProgressLine::json
                                                                : ProgressLine::standard_error);
  return *progress_;
}

void Session::fail(const Error& error) {
  if (progress_) progress_->end_stage();
  if (json)
    std::fprintf(stderr, "%s\n", to_json(error).c_str());
  else
    std::fprintf(stderr, "lockstep: %s\n", to_string(error).c_str());
  status = exit_code(error.kind);
}

void Session::finish() {
  if (progress_) progress_->end_stage();
  if (std::fflush(stdout) != 0 || std::ferror(stdout))
    fail({ErrorKind::file, "not everything could be written", "standard output", "is the disk full?"});
}

}  // namespace lockstep::cli
