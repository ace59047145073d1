"""What sana-mini knows beside things: colours, places, times, styles, counts, relations, sizes.

A scene is a dictionary (see `scene`), so that it can be stored; `labels` says what a prompt can ask of it.
"""

NATIVE = 512  # px, the side of the square pictures that the model is made for
LATENT = 32  # px, the side of what one latent stands for

COLORS = {
    "red": (226, 60, 60), "orange": (245, 150, 50), "yellow": (252, 214, 80), "green": (90, 180, 90),
    "blue": (70, 130, 220), "purple": (140, 90, 200), "pink": (250, 170, 200), "black": (20, 20, 24),
    "gray": (150, 150, 155), "brown": (140, 95, 60), "light blue": (180, 220, 250), "mint": (180, 235, 210),
    "white": (255, 255, 255),
}  # fmt: skip
# Colours that a thing can be told apart in; a black or a white one loses what is drawn in it.
THING_COLORS = ["red", "orange", "yellow", "green", "blue", "purple", "pink", "gray", "brown"]
TONES = ["tone-1", "tone-2", "tone-3", "tone-4", "tone-5"]

LANDSCAPES = ["grass", "beach", "snow", "mountains", "forest", "desert", "city", "lake"]
TIMES = ["day", "dawn", "dusk", "night"]
# "night" and "sunset" name a time alone: they are meadows and seas.
PLACES = [f"{kind} {time}" for kind in LANDSCAPES for time in TIMES]
BACKGROUNDS = [*COLORS, *PLACES]

GENERATORS = [
    "gradient", "waves", "stripes", "dots", "checks", "zigzag", "blobs", "confetti",
    "bar chart", "line chart", "pie chart", "dashboard", "map", "phone screen", "browser window", "code editor",
    "office", "classroom", "kitchen", "living room", "street",
    "lighthouse", "tower", "bridge", "skyscraper", "windmill", "village", "landscape",
]  # fmt: skip
# Those that are drawn from colours: the first and the second name them.
COLORED = GENERATORS[:8]
# Those that stand in a place, like things do.
STANDING = ["lighthouse", "tower", "bridge", "skyscraper", "windmill", "village"]

STYLES = ["flat", "3d", "line"]
COUNTS = [1, 2, 3, 4]
RELATIONS = ["beside", "above", "in front"]
SIZES = ["usual", "small", "big"]

# The tables of codes.py, in the order of the summary tokens; a row of each table is what a prompt says, the last: nothing.
TABLES = ["first", "second", "place", "color", "color2", "count", "relation", "size", "style"]


def table_rows(things):
    """-> {table: how many rows it has without the one for nothing}, of a world of so many things."""
    named = things + len(GENERATORS)
    colors = len(COLORS) + len(TONES)
    return {
        "first": named, "second": named, "place": len(BACKGROUNDS), "color": colors, "color2": colors,
        "count": len(COUNTS), "relation": len(RELATIONS), "size": len(SIZES), "style": len(STYLES),
    }  # fmt: skip


def scene(objects, background="white", style="flat", colors=(None, None), count=1, relation="beside", size="usual", seed=0):
    """objects: one or two numbers of things, or of generators behind them; seed: of all that no prompt says."""
    return {
        "objects": list(objects), "background": background, "style": style, "colors": list(colors),
        "count": count, "relation": relation, "size": size, "seed": seed,
    }  # fmt: skip


def labels(scene):
    """-> the rows of TABLES; -1 is nothing, as everywhere for None (no prompt)."""
    if scene is None:
        return [-1] * len(TABLES)
    objects, names = scene["objects"], [*COLORS, *TONES]
    color, color2 = (-1 if name is None else names.index(name) for name in scene["colors"])
    return [
        objects[0],
        objects[1] if len(objects) == 2 else -1,
        BACKGROUNDS.index(scene["background"]),
        color,
        color2,
        COUNTS.index(scene["count"]),
        RELATIONS.index(scene["relation"]) if len(objects) == 2 else -1,
        SIZES.index(scene["size"]),
        STYLES.index(scene["style"]),
    ]
