#include "lockstep/sources/zip/members.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/sources/bytes/packed.h"

namespace lockstep::zip {
namespace {

constexpr size_t read_bytes = size_t(128) << 10;

struct Free {
  void operator()(archive* zip) const { archive_read_free(zip); }
};
using Archive = std::unique_ptr<archive, Free>;

Error damaged(archive* zip, const std::string& shown) {
  const char* why = archive_error_string(zip);
  return {ErrorKind::input, fmt::format("the zip cannot be read: {}", why ? why : "it is damaged"), shown,
          "get the file again, or unpack it yourself; nothing of it was used"};
}

Result<Archive> open(const std::string& path, const std::string& shown) {
  Archive zip(archive_read_new());
  archive_read_support_format_zip(zip.get());
  if (archive_read_open_filename(zip.get(), path.c_str(), read_bytes) != ARCHIVE_OK) return damaged(zip.get(), shown);
  return zip;
}

// False at the end.
Result<bool> next_entry(archive* zip, archive_entry*& entry, const std::string& shown) {
  const int status = archive_read_next_header(zip, &entry);
  if (status == ARCHIVE_EOF) return false;
  if (status < ARCHIVE_WARN) return damaged(zip, shown);
  return true;
}

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return name ? name : "";
}

bool is_left_behind(const std::string& name) {
  return name.starts_with("__MACOSX/") || name.starts_with('.') || name.find("/.") != name.npos;
}

class Member final : public ByteSource {
 public:
  Member(Archive zip, std::shared_ptr<StoredFile> file, uint64_t max_expansion)
      : zip_(std::move(zip)),
        file_(std::move(file)),
        max_expansion_(max_expansion),
        begin_(archive_filter_bytes(zip_.get(), -1)) {}

  Result<size_t> read(char* to, size_t size) override {
    const la_ssize_t got = archive_read_data(zip_.get(), to, size);
    if (got < 0) return damaged(zip_.get(), file_->path);
    file_->bytes_read = uint64_t(std::max<int64_t>(0, archive_filter_bytes(zip_.get(), -1) - begin_));
    unpacked_ += uint64_t(got);
    const Result<void> within = check_expansion(unpacked_, *file_, max_expansion_);
    if (!within) return within.error();
    return size_t(got);
  }

 private:
  Archive zip_;
  std::shared_ptr<StoredFile> file_;
  uint64_t max_expansion_;
  int64_t begin_;
  uint64_t unpacked_ = 0;
};

}  // namespace

Result<std::vector<ZipMember>> list(const std::string& path, const std::string& shown) {
  Result<Archive> zip = open(path, shown);
  if (!zip) return zip.error();
  std::vector<ZipMember> members;
  archive_entry* entry = nullptr;
  for (size_t position = 0;; ++position) {
    const Result<bool> more = next_entry(zip->get(), entry, shown);
    if (!more) return more.error();
    if (!*more) break;
    std::string name = name_of(entry);
    if (archive_entry_filetype(entry) == AE_IFREG && !is_left_behind(name))
      members.push_back({std::move(name), position});
  }
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return members;
}

Result<std::unique_ptr<ByteSource>> open_member(const std::string& path, const ZipMember& member,
                                                std::shared_ptr<StoredFile> file, uint64_t max_expansion) {
  Result<Archive> zip = open(path, file->path);
  if (!zip) return zip.error();
  archive_entry* entry = nullptr;
  for (size_t position = 0; position <= member.position; ++position) {
    const Result<bool> more = next_entry(zip->get(), entry, file->path);
    if (!more) return more.error();
    if (!*more) return Error{ErrorKind::input, "the zip changed while it was read", file->path};
  }
  return std::unique_ptr<ByteSource>(std::make_unique<Member>(std::move(*zip), std::move(file), max_expansion));
}

}  // namespace lockstep::zip
