#include "lockstep/simulation/language.h"

#include <fmt/format.h>

#include <array>
#include <span>

namespace lockstep::simulation {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, topic_count> topics{"harbour", "bakery", "garden", "library",
                                                           "cycling", "choir",  "market", "cinema",
                                                           "ferry",   "hiking", "chess",  "rovers"};

struct Lexicon {
  std::string_view code;
  std::array<std::string_view, 16> opening, doing, thing, place, ending;
  std::array<std::string_view, 6> talk;
};

constexpr std::array<Lexicon, language_count> lexicons{{
    {"en",
     {"Just now", "This morning", "Honestly", "On the way home", "After lunch", "Since Tuesday", "For once",
      "As promised", "Before the rain", "With the kids", "Last night", "Up early", "Finally", "By accident",
      "Every year", "Between two meetings"},
     {"I found", "we tried", "they opened", "somebody painted", "I finished", "we missed", "they fixed",
      "I learned about", "we queued for", "I photographed", "they moved", "I repaired", "we planned", "they announced",
      "I forgot", "we walked past"},
     {"the new timetable", "a rye loaf", "the old gate", "three chapters", "the long route", "a second rehearsal",
      "the last stall", "a matinee", "the upper deck", "a ridge path", "an endgame", "the away stand", "a blue bicycle",
      "the lending desk", "a plum cake", "the tide table"},
     {"by the pier", "near the square", "behind the school", "on Mill Street", "at the north quay", "under the arches",
      "at the station", "by the canal", "in the old hall", "up on the hill", "at the corner shop", "beside the church",
      "at the allotments", "in row nine", "on platform two", "at the weir"},
     {"and it was worth it", "more tomorrow", "what a day", "no regrets", "highly recommended", "wish you were here",
      "any tips?", "never again", "same time next week?", "pictures to follow", "still smiling", "who else?",
      "I did not expect that", "the weather helped", "thanks to everybody", "a quiet success"},
     {"Good morning!", "Good night all", "Happy Friday", "So true", "Thank you!", "Coffee first"}},
    {"es",
     {"Hoy", "Esta mañana", "Por fin", "Al volver a casa", "Después de comer", "Desde el martes", "Como cada año",
      "Sin querer", "Antes de la lluvia", "Con los niños", "Anoche", "Muy temprano", "De verdad", "Como prometí",
      "Entre dos reuniones", "De paso"},
     {"encontré", "probamos", "abrieron", "alguien pintó", "terminé", "perdimos", "arreglaron", "descubrí",
      "hicimos cola por", "fotografié", "movieron", "reparé", "planeamos", "anunciaron", "olvidé", "pasamos por"},
     {"el nuevo horario", "un pan de centeno", "la puerta vieja", "tres capítulos", "la ruta larga", "otro ensayo",
      "el último puesto", "una sesión de tarde", "la cubierta alta", "un sendero", "un final de torres",
      "la grada visitante", "una bici azul", "el mostrador", "una tarta de ciruela", "la tabla de mareas"},
     {"junto al muelle", "cerca de la plaza", "detrás de la escuela", "en la calle del molino", "en el puerto norte",
      "bajo los arcos", "en la estación", "junto al canal", "en la sala vieja", "en lo alto", "en la esquina",
      "al lado de la iglesia", "en los huertos", "en la fila nueve", "en el andén dos", "en la presa"},
     {"y valió la pena", "mañana más", "qué día", "sin quejas", "muy recomendable", "ojalá estuvierais",
      "¿algún consejo?", "nunca más", "¿repetimos?", "luego fotos", "sigo sonriendo", "¿quién más?", "no lo esperaba",
      "ayudó el tiempo", "gracias a todos", "un éxito tranquilo"},
     {"¡Buenos días!", "Buenas noches", "Feliz viernes", "Totalmente", "¡Gracias!", "Primero café"}},
    {"de",
     {"Eben", "Heute früh", "Ehrlich gesagt", "Auf dem Heimweg", "Nach dem Essen", "Seit Dienstag", "Endlich",
      "Wie versprochen", "Vor dem Regen", "Mit den Kindern", "Gestern Abend", "Ganz früh", "Zufällig", "Wie jedes Jahr",
      "Nebenbei", "Zwischendurch"},
     {"fand ich", "probierten wir", "eröffneten sie", "malte jemand", "beendete ich", "verpassten wir",
      "reparierten sie", "lernte ich", "standen wir an für", "fotografierte ich", "verlegten sie", "flickte ich",
      "planten wir", "zeigten sie", "vergaß ich", "sahen wir"},
     {"den neuen Fahrplan", "ein Roggenbrot", "das alte Tor", "drei Kapitel", "die lange Runde", "eine zweite Probe",
      "den letzten Stand", "eine Matinee", "das Oberdeck", "einen Gratweg", "ein Endspiel", "den Gästeblock",
      "ein blaues Rad", "die Ausleihe", "einen Pflaumenkuchen", "die Gezeitentafel"},
     {"am Steg", "beim Platz", "hinter der Schule", "in der Mühlgasse", "am Nordkai", "unter den Bögen", "am Bahnhof",
      "am Kanal", "im alten Saal", "oben am Hang", "im Eckladen", "neben der Kirche", "bei den Gärten", "in Reihe neun",
      "auf Gleis zwei", "am Wehr"},
     {"und es hat sich gelohnt", "morgen mehr", "was für ein Tag", "keine Klagen", "sehr zu empfehlen", "ihr fehlt",
      "hat wer Tipps?", "nie wieder", "nächste Woche wieder?", "Bilder folgen", "ich lache noch", "wer noch?",
      "damit rechnete keiner", "das Wetter half", "danke an alle", "ein stiller Erfolg"},
     {"Guten Morgen!", "Gute Nacht", "Schönes Wochenende", "Genau so", "Danke!", "Erst Kaffee"}},
    {"fr",
     {"Tout à l'heure", "Ce matin", "Franchement", "En rentrant", "Après déjeuner", "Depuis mardi", "Enfin",
      "Comme promis", "Avant la pluie", "Avec les enfants", "Hier soir", "Levés tôt", "Par hasard",
      "Comme chaque année", "En passant", "Pour une fois"},
     {"j'ai trouvé", "on a essayé", "ils ont ouvert", "quelqu'un a peint", "j'ai fini", "on a raté", "ils ont réparé",
      "j'ai découvert", "on a attendu", "j'ai photographié", "ils ont déplacé", "j'ai recousu", "on a prévu",
      "ils ont annoncé", "j'ai oublié", "on a longé"},
     {"le nouvel horaire", "un pain de seigle", "la vieille porte", "trois chapitres", "le grand tour",
      "une répétition", "le dernier étal", "une matinée", "le pont supérieur", "un sentier", "une fin de partie",
      "la tribune", "un vélo bleu", "le comptoir", "un gâteau aux prunes", "la table des marées"},
     {"près du quai", "sur la place", "derrière l'école", "rue du Moulin", "au quai nord", "sous les arches",
      "à la gare", "le long du canal", "dans la vieille salle", "sur la colline", "à l'épicerie", "à côté de l'église",
      "aux jardins", "au rang neuf", "voie deux", "au barrage"},
     {"et ça valait le coup", "la suite demain", "quelle journée", "rien à redire", "à recommander",
      "vous nous manquez", "des conseils ?", "plus jamais", "même heure lundi ?", "photos à venir", "encore le sourire",
      "qui d'autre ?", "on ne s'y attendait pas", "le temps a aidé", "merci à tous", "un succès discret"},
     {"Bonjour !", "Bonne nuit", "Bon vendredi", "Tellement vrai", "Merci !", "Café d'abord"}},
}};

template <class Array>
std::string_view pick(const Array& words, Rng& rng) {
  return words[rng.below(words.size())];
}

constexpr std::array<std::string_view, 24> first_names{
    "Alex", "Robin", "Sam",   "Kim", "Luca", "Noa", "Mika", "Jo",  "Sasha", "Charlie", "Nico",  "Ari",
    "Remi", "Toni",  "Jules", "Eli", "Dana", "Kai", "Lou",  "Max", "Sky",   "Andrea",  "Chris", "Pat"};
constexpr std::array<std::string_view, 24> last_names{
    "Lind", "Moss",  "Rivers", "Stone", "Vale", "Brook", "Field", "Wood",  "Hill", "Marsh", "Lake",  "Dale",
    "Ford", "Heath", "Glen",   "Birch", "Reed", "Ash",   "Cliff", "Shore", "Bay",  "Grove", "Rowan", "Fern"};

}  // namespace

std::string_view language_code(unsigned language) { return lexicons[language].code; }

std::string sentence(unsigned language, unsigned topic, Rng& rng) {
  const Lexicon& words = lexicons[language];
  // drawn one by one: the order in which arguments are evaluated is the compiler's affair
  const std::string_view opening = pick(words.opening, rng), doing = pick(words.doing, rng);
  const std::string_view thing = pick(words.thing, rng), place = pick(words.place, rng),
                         ending = pick(words.ending, rng);
  return fmt::format("{} {} {} {}, {} · {} {}", opening, doing, thing, place, ending, topics[topic],
                     1 + rng.below(400));
}

std::string small_talk(unsigned language, Rng& rng) { return std::string(pick(lexicons[language].talk, rng)); }

std::string headline(unsigned language, unsigned topic, uint64_t key) {
  Rng rng(mix(key ^ 0x68656164));
  const Lexicon& words = lexicons[language];
  const std::string_view thing = pick(words.thing, rng), place = pick(words.place, rng),
                         ending = pick(words.ending, rng);
  return fmt::format("{}: {} {}, {} ({})", topics[topic], thing, place, ending, 1 + rng.below(9000));
}

std::string paraphrase(std::string_view text, double share, Rng& rng) {
  std::string changed;
  while (!text.empty()) {
    const size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    const bool exchange = rng.uniform() < share;
    changed += exchange ? topics[rng.below(topics.size())] : word;
    if (end == std::string_view::npos) break;
    changed += ' ';
    text.remove_prefix(end + 1);
  }
  return changed;
}

std::string_view topic_word(unsigned topic) { return topics[topic]; }

std::string hashtag(unsigned topic, uint64_t key) {
  static constexpr std::array<std::string_view, 8> kinds{"day", "news", "life", "club", "week", "talk", "love", "walk"};
  return fmt::format("{}{}{}", topics[topic], kinds[key % kinds.size()], key / kinds.size() % 60);
}

std::string host(uint64_t key) {
  static constexpr std::array<std::string_view, 8> kinds{"notes", "daily",  "journal", "review",
                                                         "post",  "herald", "log",     "press"};
  return fmt::format("{}-{}{}.example", topics[key % topics.size()], kinds[key / topics.size() % kinds.size()],
                     key / (topics.size() * kinds.size()));
}

std::string person(uint64_t key) {
  return fmt::format("{} {}", first_names[key % first_names.size()],
                     last_names[key / first_names.size() % last_names.size()]);
}

std::string handle(uint64_t key) {
  const uint64_t number = mix(key);
  return fmt::format("{}_{}{}", first_names[number % first_names.size()], last_names[number / 64 % last_names.size()],
                     key);
}

}  // namespace lockstep::simulation
