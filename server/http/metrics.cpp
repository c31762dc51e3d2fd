#include "server/http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace lockstep::server {
namespace {

const prometheus::Histogram::BucketBoundaries seconds_bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                             0.25,  0.5,    1,     2.5,  5,     10};

prometheus::Gauge& gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

struct Metrics::Families {
  explicit Families(prometheus::Registry& registry)
      : requests(prometheus::BuildCounter()
                     .Name("lockstep_http_requests_total")
                     .Help("Requests answered, by route and status")
                     .Register(registry)),
        seconds(prometheus::BuildHistogram()
                    .Name("lockstep_http_request_seconds")
                    .Help("From the whole header to the last byte of the answer, by route")
                    .Register(registry)),
        refusals(prometheus::BuildCounter()
                     .Name("lockstep_http_refused_total")
                     .Help("Connections ended before a route was found, by reason")
                     .Register(registry)),
        connections(gauge(registry, "lockstep_http_connections", "Open connections")),
        streams(gauge(registry, "lockstep_http_event_streams", "Open streams of server-sent events")),
        waiting(gauge(registry, "lockstep_http_waiting_requests", "Requests that wait for a worker")) {}

  prometheus::Family<prometheus::Counter>& requests;
  prometheus::Family<prometheus::Histogram>& seconds;
  prometheus::Family<prometheus::Counter>& refusals;
  prometheus::Gauge &connections, &streams, &waiting;
};

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()), families_(std::make_unique<Families>(*registry_)) {}

Metrics::~Metrics() = default;

void Metrics::answered(const std::string& operation_id, int status, double seconds) {
  families_->requests.Add({{"route", operation_id}, {"status", std::to_string(status)}}).Increment();
  families_->seconds.Add({{"route", operation_id}}, seconds_bounds).Observe(seconds);
}

void Metrics::refused(const std::string& reason) { families_->refusals.Add({{"reason", reason}}).Increment(); }

void Metrics::set_connections(double number) { families_->connections.Set(number); }
void Metrics::set_streams(double number) { families_->streams.Set(number); }
void Metrics::set_waiting(double number) { families_->waiting.Set(number); }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(registry_->Collect()); }

}  // namespace lockstep::server
