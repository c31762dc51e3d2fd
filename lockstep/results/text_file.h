// lockstep/results/text_file.h
//
// Text into a file. A failure (no space) is kept and told by finish(), so that what is written needs no checks.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "lockstep/base/result.h"

namespace lockstep {

class TextFile {
 public:
  static Result<TextFile> create(const std::string& path);

  TextFile& operator<<(std::string_view text);
  Result<void> finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  TextFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  int failure_ = 0;  // the first errno
};

Result<void> write_text(const std::string& path, std::string_view text);

}  // namespace lockstep
