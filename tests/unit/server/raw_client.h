// A socket and nothing else, so that a test can send what no library would.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace lockstep::server {

class RawClient {
 public:
  explicit RawClient(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), heard_(std::move(other.heard_)) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  bool connected() const { return connected_; }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(size_t(sent));
    }
    return true;
  }

  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  // Everything up to and with `mark`; what there is, if the other side ends or `longest` passes before.
  std::string read_to(std::string_view mark, std::chrono::milliseconds longest = std::chrono::seconds(10)) {
    const auto end = std::chrono::steady_clock::now() + longest;
    for (;;) {
      const size_t at = heard_.find(mark);
      if (at != std::string::npos) return take(at + mark.size());
      if (!hear(end)) return take(heard_.size());
    }
  }

  // One answer with a content-length: header and body.
  std::string read_answer() {
    std::string answer = read_to("\r\n\r\n");
    const size_t at = answer.find("content-length: ") == std::string::npos ? answer.find("Content-Length: ")
                                                                           : answer.find("content-length: ");
    const size_t length = at == std::string::npos ? 0 : std::stoul(answer.substr(at + 16));
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (heard_.size() < length && hear(end)) {
    }
    return answer + take(std::min(length, heard_.size()));
  }

  std::string read_to_end(std::chrono::milliseconds longest = std::chrono::seconds(10)) {
    const auto end = std::chrono::steady_clock::now() + longest;
    while (hear(end)) {
    }
    return take(heard_.size());
  }

  // Whether the other side has ended, waiting for it.
  bool ends_within(std::chrono::milliseconds longest) {
    const auto end = std::chrono::steady_clock::now() + longest;
    while (hear(end)) {
    }
    return ended_;
  }

 private:
  bool hear(std::chrono::steady_clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    pollfd waits{socket_, POLLIN, 0};
    if (ended_ || left.count() <= 0 || ::poll(&waits, 1, int(left.count())) <= 0) return false;
    char part[16384];
    const ssize_t size = ::recv(socket_, part, sizeof part, 0);
    if (size <= 0) ended_ = true;
    if (size > 0) heard_.append(part, size_t(size));
    return size > 0;
  }

  std::string take(size_t size) {
    std::string taken = heard_.substr(0, size);
    heard_.erase(0, size);
    return taken;
  }

  int socket_;
  bool connected_ = false, ended_ = false;
  std::string heard_;
};

inline std::string ask(uint16_t port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  return client.read_answer();
}

}  // namespace lockstep::server
