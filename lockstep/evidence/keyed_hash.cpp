#include "lockstep/evidence/keyed_hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace lockstep {

std::string KeyedHash::operator()(char kind, std::string_view name) const {
  std::string message(1, kind);
  message += name;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  HMAC(EVP_sha256(), key_.data(), int(key_.size()), reinterpret_cast<const unsigned char*>(message.data()),
       message.size(), digest, &length);
  constexpr char digits[] = "0123456789abcdef";
  std::string pseudonym(1, kind);
  for (unsigned i = 0; i < 10; ++i) {
    pseudonym += digits[digest[i] >> 4];
    pseudonym += digits[digest[i] & 15];
  }
  return pseudonym;
}

}  // namespace lockstep
