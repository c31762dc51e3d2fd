// lockstep/sources/zip/entry.h
//
// What the program takes out of the shared library lockstep_zip: libarchive brings seven libraries more, and most files
// are no zip. Both are built from one tree, so C++ types may pass through; one symbol is looked up.
#pragma once

#include "lockstep/sources/bytes/zip.h"

namespace lockstep::zip {

struct Functions {
  Result<std::vector<ZipMember>> (*list)(const std::string& path, const std::string& shown);
  Result<std::unique_ptr<ByteSource>> (*open_member)(const std::string& path, const ZipMember& member,
                                                     std::shared_ptr<StoredFile> file, uint64_t max_expansion);
};

inline constexpr const char* entry_symbol = "lockstep_zip_functions";

}  // namespace lockstep::zip
