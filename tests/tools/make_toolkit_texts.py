"""Writes tests/unit/peers/toolkit_texts.jsonl: what the Coordination Network Toolkit 1.5.2 makes of made-up texts.

.venv/bin/python tests/tools/make_toolkit_texts.py     needs coordination_network_toolkit, which ./run test installs
"""

import json
import random
from pathlib import Path

from coordination_network_toolkit.similarity import message_preprocessor, tokenize

OUT = Path(__file__).resolve().parents[1] / "unit" / "peers" / "toolkit_texts.jsonl"

WRITTEN = [
    "",
    " ",
    "@harbour",
    "The ferry leaves at 12:30, @harbour says; don't be late!",
    "'orange' 'tis it''s rock 'n' roll l'isola l’isola",
    "mail baker@bakery.test now",
    "a@b c@ @ d",
    "3.14 1,000 a.b a,b x:y 1'000 _under_score_ e-mail #Hafen",
    "ΟΔΟΣ ΟΔΟΣ. Σ ΑΣ İstanbul ISTANBUL ẞ Ǆ",
    "中文字 ひらがな カタカナ ｶﾀｶﾅ 한국어 ภาษาไทย",
    "א\"א א'א שלום",
    "👨‍👩‍👧 🇩🇪🇫🇷🇮 ❤️ 👍🏽",
    "e\u0301clair \u0301a \u200da a\u200db \u00adx",
    "tab\tnew\nline\r\nform\x0cfeed\x1cunit\x85next\u2028sep",
    "non\u00a0breaking narrow\u202fspace thin\u2009space wide\u3000space",
    "https://example.org/a?b=1&c=%20#d t.co/x",
]
ALPHABET = (
    "aZé'’\"._:,;-#@ \t\n19\u0301\u200d\u00ad\u00a0\u202f\u3000\u2009\x1c\u05d0\u30ab\u3042\u4e2d\ud55c\u0e01Σσİß"
    "\U0001f1e9\U0001f1ea\U0001f468\u2764\ufe0f\u2028\r"
)


def main():
    rng = random.Random(1)
    texts = WRITTEN + ["".join(rng.choices(ALPHABET, k=rng.randrange(1, 14))) for _ in range(400)]
    with OUT.open("w") as file:
        for text in texts:
            row = {"text": text, "message": message_preprocessor(text), "tokens": sorted(set(tokenize(text).split()))}
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
