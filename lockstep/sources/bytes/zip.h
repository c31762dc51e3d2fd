// lockstep/sources/bytes/zip.h
//
// The members of a zip (libarchive, in the shared library lockstep_zip: Error of kind file where the program has none).
#pragma once

#include <string>
#include <vector>

#include "lockstep/sources/bytes/stored_bytes.h"

namespace lockstep {

struct ZipMember {
  std::string name;
  size_t position;  // among all entries
};

// The files in it, bytewise sorted; without what systems leave behind (hidden files, __MACOSX). `path` is where it
// lies, `shown` what messages call it.
Result<std::vector<ZipMember>> list_zip(const std::string& path, const std::string& shown);

// `file` counts the stored bytes that this member used. Errors while reading: damaged or encrypted data, and more than
// `max_expansion` bytes out of each stored one once 100 MB have come out (kind limit).
Result<std::unique_ptr<ByteSource>> open_zip_member(const std::string& path, const ZipMember& member,
                                                    std::shared_ptr<StoredFile> file, uint64_t max_expansion);

}  // namespace lockstep
