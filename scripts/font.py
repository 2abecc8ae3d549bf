"""Cut the site's one typeface from Source Serif 4, and give it a name of its own.

    python scripts/font.py source-serif-4-latin-opsz-normal.woff2

The input is the file of that name in the npm package @fontsource-variable/source-serif-4.
Needs fonttools and brotli, which the site itself does not. docs/decisions/ says why.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parent.parent / "report/static/report/fonts/aarsserif.woff2"
FAMILY = "Aarsserif"
LATIN = [*range(0x20, 0x7F), *map(ord, "ÅÄÖÉÆØÜåäöéæøüáàâçèêëíïñóôúßð")]
PUNCTUATION = [0xA0, *map(ord, "§©«»°±²³·×½\u00ad"), 0x2009, 0x2013, 0x2014, 0x2018, 0x2019,
               0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x20AC, 0x2212]  # fmt: skip
# Characters the source lacks, drawn by a glyph it has: narrow no-break space, no-break hyphen.
SAME_AS = {0x202F: 0x2009, 0x2010: 0x2D, 0x2011: 0x2D}
FEATURES = ["kern", "liga", "tnum"]


def cut(source: Path) -> TTFont:
    """The typeface with the axes wght 400–900 and opsz 8–60, Latin only, renamed."""
    font = TTFont(source)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN + PUNCTUATION)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": (400, 400, 900), "opsz": (8, 20, 60)})
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({new: table.cmap[old] for new, old in SAME_AS.items()})
    rename(font)
    return font


def rename(font: TTFont) -> None:
    """“Source” is a reserved font name: a changed version may not carry it."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (1, 4, 16):
            names.setName(FAMILY, record.nameID, *record_key(record))
        elif record.nameID in (3, 6):
            names.setName(f"{FAMILY}-Regular", record.nameID, *record_key(record))


def record_key(record) -> tuple[int, int, int]:
    """Platform, encoding and language: where a name record belongs."""
    return record.platformID, record.platEncID, record.langID


if __name__ == "__main__":
    font = cut(Path(sys.argv[1]))
    font.flavor = "woff2"
    font.save(OUT)
    print(f"{OUT.name}: {OUT.stat().st_size / 1000:.1f} kB, {font['maxp'].numGlyphs} glyphs")
