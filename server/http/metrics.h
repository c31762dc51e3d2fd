// server/http/metrics.h
//
// What /metrics tells Prometheus. Routes are labelled by their operation_id, never by path: the number of series is
// that of the routes.
#pragma once

#include <memory>
#include <string>

namespace prometheus {
class Registry;
class Gauge;
}  // namespace prometheus

namespace lockstep::server {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  void answered(const std::string& operation_id, int status, double seconds);
  void refused(const std::string& reason);  // before a route was found: "timeout", "malformed", "too_many_connections"

  void set_connections(double number);
  void set_streams(double number);
  void set_waiting(double number);  // requests that wait for a worker

  std::string text() const;

  // For what others measure.
  prometheus::Registry& registry() { return *registry_; }

 private:
  struct Families;
  std::shared_ptr<prometheus::Registry> registry_;
  std::unique_ptr<Families> families_;
};

}  // namespace lockstep::server
