// GraphML 1.0: http://graphml.graphdrawing.org/
#include <fmt/format.h>

#include "lockstep/results/strongest_pairs.h"
#include "lockstep/results/text_file.h"
#include "lockstep/results/xml.h"

namespace lockstep {
namespace {

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<desc>Networks that stood the tests; only those of class synchronised are nominated</desc>
<key id="handle" for="node" attr.name="handle" attr.type="string"/>
<key id="network_id" for="node" attr.name="network_id" attr.type="string"/>
<key id="class" for="node" attr.name="class" attr.type="string"/>
<key id="events" for="node" attr.name="events" attr.type="long"/>
<key id="occasions" for="node" attr.name="occasions" attr.type="long"/>
<key id="partners" for="node" attr.name="partners" attr.type="long"/>
<key id="x" for="node" attr.name="x" attr.type="double"/>
<key id="y" for="node" attr.name="y" attr.type="double"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="shared" for="edge" attr.name="shared" attr.type="long"/>
<key id="first_time" for="edge" attr.name="first_time" attr.type="string"/>
<key id="last_time" for="edge" attr.name="last_time" attr.type="string"/>
<graph id="networks" edgedefault="undirected">
)";

template <class Value>
std::string data(std::string_view key, const Value& value) {
  return fmt::format("<data key=\"{}\">{}</data>", key, value);
}

void write_nodes(const Findings& findings, TextFile& file) {
  for (size_t n = 0; n < findings.detection.networks.size(); ++n) {
    const Network& network = findings.detection.networks[n];
    for (uint32_t member : members_by_name(network, findings.names)) {
      const std::string handle = xml(findings.names.handle(network.members[member]).value_or(""));
      const MemberCounts& counts = findings.pairs.occasions[n].members[member];
      const Place place = findings.places[n][member];
      file << fmt::format("<node id=\"{}\">", xml(findings.names.account(network.members[member])));
      if (!handle.empty()) file << data("handle", handle);
      file << data("network_id", network.network_id) << data("class", class_of(findings, n))
           << data("events", counts.events) << data("occasions", counts.occasions) << data("partners", counts.partners)
           << data("x", place.x) << data("y", place.y) << "</node>\n";
    }
  }
}

void write_edges(const Findings& findings, TextFile& file) {
  StrongestPairs strongest(findings);
  for (const Network& network : findings.detection.networks)
    for (const Pair& pair : pairs_by_name(network, findings))
      if (strongest.holds(pair))
        file << fmt::format("<edge source=\"{}\" target=\"{}\">", xml(findings.names.account(pair.a)),
                            xml(findings.names.account(pair.b)))
             << data("weight", pair.shared) << data("shared", pair.shared)
             << data("first_time", format_time(pair.first)) << data("last_time", format_time(pair.last)) << "</edge>\n";
}

}  // namespace

Result<void> write_graphml(const Findings& findings, const ResultFolder& folder) {
  Result<TextFile> file = TextFile::create(folder.file("networks.graphml"));
  if (!file) return file.error();
  *file << head;
  write_nodes(findings, *file);
  write_edges(findings, *file);
  *file << "</graph>\n</graphml>\n";
  return file->finish();
}

}  // namespace lockstep
