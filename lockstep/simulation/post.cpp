#include "lockstep/simulation/post.h"

#include <fmt/format.h>

#include "lockstep/simulation/language.h"

namespace lockstep::simulation {
namespace {

std::string unchanged(const Content& content) {
  Rng rng(content.key);
  switch (content.form) {
    case Form::sentence:
      return sentence(content.language, content.topic, rng);
    case Form::small_talk:
      return small_talk(content.language, rng);
    case Form::headline:
      return headline(content.language, content.topic, content.key);
    case Form::template_text:
      return sentence(content.language, content.topic, rng).append(" ").append(small_talk(content.language, rng));
  }
  return {};
}

}  // namespace

std::string compose(const Content& content) {
  if (content.changed == 0) return unchanged(content);
  Rng rng(mix(content.key ^ (uint64_t(content.changed_by) << 20)));
  return paraphrase(unchanged(content), content.changed, rng);
}

std::string url(const Article& article) {
  return fmt::format("https://{}/{}/{}", host(article.host), topic_word(article.host % topic_count), article.number);
}

}  // namespace lockstep::simulation
