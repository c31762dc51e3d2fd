// GEXF 1.3, as Gephi and networkx read it: https://gexf.net/1.3/
#include <fmt/format.h>

#include "lockstep/results/strongest_pairs.h"
#include "lockstep/results/text_file.h"
#include "lockstep/results/xml.h"

namespace lockstep {
namespace {

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta>
<creator>Lockstep</creator>
<description>Networks that stood the tests; only those of class synchronised are nominated</description>
</meta>
<graph defaultedgetype="undirected" mode="static">
<attributes class="node" mode="static">
<attribute id="network_id" title="network_id" type="string"/>
<attribute id="class" title="class" type="string"/>
<attribute id="events" title="events" type="integer"/>
<attribute id="occasions" title="occasions" type="integer"/>
<attribute id="partners" title="partners" type="integer"/>
</attributes>
<attributes class="edge" mode="static">
<attribute id="shared" title="shared" type="integer"/>
<attribute id="first_time" title="first_time" type="string"/>
<attribute id="last_time" title="last_time" type="string"/>
</attributes>
)";

std::string value(std::string_view name, std::string_view text) {
  return fmt::format(R"(<attvalue for="{}" value="{}"/>)", name, xml(text));
}
std::string value(std::string_view name, uint64_t number) { return value(name, std::to_string(number)); }

void write_nodes(const Findings& findings, TextFile& file) {
  file << "<nodes>\n";
  for (size_t n = 0; n < findings.detection.networks.size(); ++n) {
    const Network& network = findings.detection.networks[n];
    for (uint32_t member : members_by_name(network, findings.names)) {
      const std::string id = xml(findings.names.account(network.members[member]));
      const std::string label = xml(findings.names.handle(network.members[member]).value_or(""));
      const MemberCounts& counts = findings.pairs.occasions[n].members[member];
      const Place place = findings.places[n][member];
      file << fmt::format("<node id=\"{}\" label=\"{}\"><attvalues>{}{}{}{}{}</attvalues>", id,
                          label.empty() ? id : label, value("network_id", network.network_id),
                          value("class", class_of(findings, n)), value("events", uint64_t(counts.events)),
                          value("occasions", uint64_t(counts.occasions)), value("partners", uint64_t(counts.partners)));
      file << fmt::format("<viz:position x=\"{}\" y=\"{}\"/></node>\n", 1000 * place.x, 1000 * place.y);
    }
  }
  file << "</nodes>\n";
}

void write_edges(const Findings& findings, TextFile& file) {
  file << "<edges>\n";
  uint64_t id = 0;
  StrongestPairs strongest(findings);
  for (const Network& network : findings.detection.networks)
    for (const Pair& pair : pairs_by_name(network, findings))
      if (strongest.holds(pair))
        file << fmt::format(
            "<edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\"><attvalues>{}{}{}</attvalues></edge>\n", id++,
            xml(findings.names.account(pair.a)), xml(findings.names.account(pair.b)), pair.shared,
            value("shared", uint64_t(pair.shared)), value("first_time", format_time(pair.first)),
            value("last_time", format_time(pair.last)));
  file << "</edges>\n";
}

}  // namespace

Result<void> write_gexf(const Findings& findings, const ResultFolder& folder) {
  Result<TextFile> file = TextFile::create(folder.file("networks.gexf"));
  if (!file) return file.error();
  *file << head;
  write_nodes(findings, *file);
  write_edges(findings, *file);
  *file << "</graph>\n</gexf>\n";
  return file->finish();
}

}  // namespace lockstep
