#include "lockstep/sources/bytes/sha256.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

namespace lockstep {

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }

void Sha256::add(const char* bytes, size_t size) { EVP_DigestUpdate(context_.get(), bytes, size); }

std::string Sha256::hex() {
  std::array<unsigned char, 32> digest;
  EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
  std::string text;
  for (unsigned char byte : digest) fmt::format_to(std::back_inserter(text), "{:02x}", byte);
  return text;
}

}  // namespace lockstep
