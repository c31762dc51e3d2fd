// lockstep/sources/zip/members.h
//
// list_zip and open_zip_member (lockstep/sources/bytes/zip.h) as libarchive has them.
#pragma once

#include "lockstep/sources/bytes/zip.h"

namespace lockstep::zip {

Result<std::vector<ZipMember>> list(const std::string& path, const std::string& shown);
Result<std::unique_ptr<ByteSource>> open_member(const std::string& path, const ZipMember& member,
                                                std::shared_ptr<StoredFile> file, uint64_t max_expansion);

}  // namespace lockstep::zip
