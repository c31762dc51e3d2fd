#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "tests/unit/server/test_server.h"

namespace lockstep::server {
namespace {

// A certificate for localhost that signs itself, with its key, in one file.
void write_certificate(const std::string& path) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_sign(certificate, key, EVP_sha256());
  FILE* file = std::fopen(path.c_str(), "w");
  PEM_write_X509(file, certificate);
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

std::string ask_over_tls(uint16_t port, const std::string& request, int newest) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_max_proto_version(context, newest);
  SSL_CTX_set_security_level(context, 0);
  BIO* bio = BIO_new_ssl_connect(context);
  BIO_set_conn_hostname(bio, ("127.0.0.1:" + std::to_string(port)).c_str());
  std::string answer;
  if (BIO_do_connect(bio) == 1) {
    BIO_write(bio, request.data(), int(request.size()));
    char part[4096];
    for (int size; (size = BIO_read(bio, part, sizeof part)) > 0;) answer.append(part, size_t(size));
  }
  BIO_free_all(bio);
  SSL_CTX_free(context);
  return answer;
}

TEST(Tls, CarriesRequestsAndIsSaidToBeKept) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("lockstep-tls-" + std::to_string(getpid()) + ".pem");
  write_certificate(path);
  const TestServer server({.tls_certificate = path, .tls_key = path});
  const std::string request = "GET /api/say/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const std::string answer = ask_over_tls(server.port(), request, TLS1_3_VERSION);
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(body_of(answer), "a\n");
  EXPECT_TRUE(has(answer, "strict-transport-security: "));
  EXPECT_EQ(status_of(ask_over_tls(server.port(), request, TLS1_2_VERSION)), 200);
  EXPECT_EQ(ask_over_tls(server.port(), request, TLS1_1_VERSION), "");
  EXPECT_FALSE(has(server.get("/api/say/a"), "200"));
  std::filesystem::remove(path);
}

TEST(Tls, NeedsACertificateThatCanBeRead) {
  const auto started = Server::start({.tls_certificate = "/none.pem", .tls_key = "/none.pem"}, {});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().where, "/none.pem");
}

}  // namespace
}  // namespace lockstep::server
