#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "lockstep/evaluation/evaluation.h"
#include "lockstep/evaluation/pictures.h"
#include "lockstep/results/results.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

std::string markdown_row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

// Everything but the first column is a number, or stands well on the right all the same.
std::string markdown(const Section& section) {
  std::string text = fmt::format("## {}\n\n", section.title);
  if (!section.text.empty()) text += section.text + "\n\n";
  text += markdown_row(section.columns) + "|---|";
  for (size_t i = 1; i < section.columns.size(); ++i) text += "--:|";
  text += "\n";
  for (const std::vector<std::string>& row : section.rows) text += markdown_row(row);
  return text + "\n";
}

std::string markdown(const Evaluation& evaluation) {
  std::string text = "# A result held against the truth\n\n";
  for (const Section& section : sections(evaluation)) text += markdown(section);
  return text +
         "![Precision and recall of the ranking, and of the nomination](precision_recall.svg)\n\n"
         "![Organic accounts in networks, by class](accusations.svg)\n";
}

Error not_written(const std::string& folder, const std::string& cause) {
  return {.kind = ErrorKind::file, .message = "cannot be written: " + cause, .where = folder};
}

Result<void> write_files(const Evaluation& evaluation, const std::string& folder) {
  Result<void> written = write_text(folder + "/evaluation.json", to_json(evaluation));
  if (written) written = write_text(folder + "/evaluation.md", markdown(evaluation));
  if (written) written = write_text(folder + "/precision_recall.svg", precision_recall_picture(evaluation));
  if (written) written = write_text(folder + "/accusations.svg", accusations_picture(evaluation));
  return written;
}

}  // namespace

Result<void> write_evaluation(const Evaluation& evaluation, const std::string& folder) {
  std::error_code failed;
  if (fs::exists(folder, failed) && !(fs::is_directory(folder, failed) && fs::is_empty(folder, failed)))
    return Error{.kind = ErrorKind::conflict,
                 .message = fs::is_directory(folder, failed) ? "the folder is not empty" : "is a file",
                 .where = folder,
                 .hint = "name a new folder with --out"};
  const std::string part = (fs::path(folder) / "").parent_path().string() + ".part";
  fs::remove_all(part, failed);
  if (fs::create_directories(part, failed); failed) return not_written(folder, failed.message());
  Result<void> written = write_files(evaluation, part);
  if (written && std::rename(part.c_str(), folder.c_str()) != 0) written = not_written(folder, std::strerror(errno));
  if (!written) fs::remove_all(part, failed);
  return written;
}

}  // namespace lockstep
