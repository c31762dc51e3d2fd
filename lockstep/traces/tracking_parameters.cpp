#include "lockstep/traces/tracking_parameters.h"

#include <algorithm>
#include <array>
#include <string>

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 10> prefixes{
    "utm_", "mtm_", "matomo_", "pk_", "piwik_",  // web analytics
    "hsa_", "_hs",  "__hs",                      // HubSpot
    "at_",                                       // BBC and others: at_medium, at_campaign, at_custom1 …
    "oly_",                                      // Omeda
};

// In bytewise order.
constexpr auto names = std::to_array<std::string_view>({
    "_branch_match_id",
    "_branch_referrer",
    "_ga",
    "_gl",
    "amp",
    "amp_gsa",
    "amp_js_v",
    "cmpid",
    "cvid",
    "dclid",
    "dicbo",
    "ef_id",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbadid",
    "fbclid",
    "fbid_source",
    "ftag",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "hsctatracking",
    "icid",
    "igsh",
    "igshid",
    "irclickid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mibextid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "ncid",
    "ns_campaign",
    "ns_fee",
    "ns_linkname",
    "ns_mchannel",
    "ns_source",
    "ocid",
    "outputtype",
    "rb_clickid",
    "ref_src",
    "ref_url",
    "s_cid",
    "s_kwcid",
    "sc_cid",
    "share_id",
    "smid",
    "sref",
    "srnd",
    "srsltid",
    "ttclid",
    "twclid",
    "usqp",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "wt_mc",
    "wt_zmc",
    "xtor",
    "yclid",
    "ysclid",
});
static_assert(std::is_sorted(names.begin(), names.end()));

}  // namespace

bool is_tracking_parameter(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return std::binary_search(names.begin(), names.end(), std::string_view(lower)) ||
         std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return lower.starts_with(prefix); });
}

}  // namespace lockstep
