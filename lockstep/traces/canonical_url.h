// lockstep/traces/canonical_url.h
//
// One spelling for all URLs that lead to the same page. docs/formats.md has the rules for users; they are, in order:
//
// - redirects that carry their target are followed (l.facebook.com/l.php?u=…, google.com/url?q=…, AMP caches);
// - scheme: http is https; a URL without one gets it where its host has a dot; any other scheme stays;
// - user and password, default ports and a dot at the end of the host go; the host in lower case, international names
//   in their ASCII form; www., m., mobile., amp. and the like in front go while a registrable domain is left;
// - path: . and .. resolved, a slash or /amp at the end goes;
// - query: parameters that only say how a reader came (utm_*, fbclid, gclid …) go, the others are sorted;
// - the fragment goes, except #!… and #/…, which name a page;
// - percent-encoding: letters, digits and -._~ plain, everything else that needs it as %XX in upper case;
// - a video on YouTube is https://youtube.com/watch?v=ID, a post on Twitter or X https://twitter.com/i/status/ID.
//
// What is no URL (an anonymised id) stays as it is, without blanks around it. Canonical URLs are their own canonical
// form.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

std::string canonical_url(std::string_view url);

// The host of a canonical URL; empty where it has none.
std::string_view host_of(std::string_view canonical);

}  // namespace lockstep
