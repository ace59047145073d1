"""Draws scenes (world.scene): things in one of three hands before a background, or what a generator draws.

What a prompt can ask for is in the scene; what it cannot comes from the scene's seed: what the landscape, the room or the chart is
like. A thing has one place, size and way to look: of those that stood anywhere a small model learned hardly any, and
of those that half of the seeds mirrored it drew both ways at once. Two things, or several of one, stand a quarter of the picture
from its middle, which is whole latents at all sizes: so the latents of a thing are the same in each of these places.
"""

import random

import numpy as np
from PIL import Image

from .corpus import TONES, Drawings, resampled
from .generators import draw_generator
from .landscapes import finished, landscape
from .paths import things
from .world import COLORED, COLORS, GENERATORS, LATENT, NATIVE, PLACES, STANDING, STYLES, THING_COLORS
from .world import scene as make_scene


def recolored(drawing, name):
    """A drawing (h, w, 4, premultiplied) whose coloured parts have the named colour; what is gray, dark or white in it stays."""
    rgb = drawing[..., :3].astype(np.float32)
    alpha = np.maximum(drawing[..., 3:].astype(np.float32), 1)
    straight = rgb * (255 / alpha)
    most, least = straight.max(-1, keepdims=True), straight.min(-1, keepdims=True)
    colorful = np.clip((most - least) / np.maximum(most, 1) * 2.2 - 0.25, 0, 1)
    light = straight @ np.array([0.3, 0.59, 0.11], np.float32)
    seen = (drawing[..., 3] > 128) & (colorful[..., 0] > 0.3)
    middle = (
        float(np.median(light[seen]))
        if seen.any()
        else float(np.median(light[drawing[..., 3] > 128]))
        if (drawing[..., 3] > 128).any()
        else 128
    )
    if seen.mean() < 0.02:  # a gray thing takes the colour everywhere
        colorful = np.ones_like(colorful)
    shade = (light / max(middle, 40))[..., None]
    target = np.array(COLORS[name], np.float32)
    new = np.where(shade < 1, target * shade, target + (255 - target) * np.clip((shade - 1) * 0.6, 0, 1))
    straight += colorful * (new - straight)
    result = drawing.copy()
    result[..., :3] = np.clip(straight * (alpha / 255), 0, 255)
    return result


def tinted(drawing, color):
    """A drawing of lines in another ink."""
    result = drawing.copy()
    result[..., :3] = (drawing[..., 3:].astype(np.uint16) * np.array(color, np.uint16) + 127) // 255
    return result


class Painter:
    """The drawings of all things, and pictures made of them."""

    def __init__(self, side=None):
        """side: of smaller drawings for smaller pictures, in px"""
        self.things = things()
        self.count = len(self.things)
        self.hands = {hand: Drawings(hand, side) for hand in ("flat", "3d", "line", "tones-flat", "tones-3d")}
        # where each thing's drawing is, by hand
        self.places, counters = {hand: {} for hand in self.hands}, dict.fromkeys(self.hands, 0)
        for number, thing in enumerate(self.things):
            for hand, size in [*((h, 1) for h in thing["hands"]), *((h, TONES) for h in thing["tones"])]:
                if hand in counters:
                    self.places[hand][number] = counters[hand]
                    counters[hand] += size

    def styles(self, thing):
        """The hands that there is a drawing of a thing in."""
        return [style for style in ("flat", "3d", "line") if thing >= self.count or thing in self.places[style]]

    def drawing(self, thing, style, color=None):
        """-> (side, side, 4) uint8, premultiplied"""
        style = style if thing in self.places[style] else "flat"
        if color and color.startswith("tone-"):
            hand = f"tones-{style}"
            if thing in self.places.get(hand, {}):
                return self.hands[hand].at(self.places[hand][thing] + int(color[-1]) - 1)
        drawing = self.hands[style].at(self.places[style][thing])
        if color in COLORS:
            return tinted(drawing, COLORS[color]) if style == "line" else recolored(drawing, color)
        return drawing

    def colors_of(self, thing):
        """What colours a prompt may ask of a thing."""
        if thing >= self.count:
            return [*THING_COLORS]
        known = self.things[thing]
        if known["tones"]:
            return [f"tone-{i}" for i in range(1, TONES + 1)]
        return [] if known["subgroup"] in ("country-flag", "geometric", "heart") else THING_COLORS

    def ground(self, background, style, rng, width, height):
        if background in COLORS:
            return np.broadcast_to(np.array(COLORS[background], np.float32), (height, width, 3)).copy()
        kind, time = background.split(" ")
        return np.asarray(finished(landscape(kind, time, rng, width, height))).astype(np.float32)

    def paint(self, scene, width=NATIVE, height=NATIVE):
        """-> (height, width, 3) uint8"""
        rng = random.Random(scene["seed"])
        first = scene["objects"][0] - self.count
        if first >= 0 and GENERATORS[first] not in STANDING:
            return draw_generator(GENERATORS[first], scene, rng, width, height)
        dark = scene["background"] == "black" or scene["background"].endswith("night")
        image = self.ground(scene["background"], scene["style"], rng, width, height)
        for thing, color, (x, y, size) in self.plan(scene, width, height):
            if thing >= self.count:
                drawing = draw_generator(GENERATORS[thing - self.count], {**scene, "colors": [color, None]}, rng, size, size)
            else:
                drawing = self.drawing(thing, scene["style"], color)
                if scene["style"] == "line" and dark and color is None:
                    drawing = tinted(drawing, (244, 244, 248))
            paste(image, drawing, x, y, size)
        return image.clip(0, 255).astype(np.uint8)

    def plan(self, scene, width, height):
        """-> [(thing, color, (x, y of its middle, side in px))], those behind first."""
        narrow = min(width, height)
        standing = scene["background"] not in COLORS
        base = {"usual": 0.75, "small": 0.375, "big": 0.9}[scene["size"]] * narrow
        middle, floor, low = width / 2, height * (0.5625 if standing else 0.5), height * (0.625 if standing else 0.5)
        apart = narrow / 4
        objects, colors = scene["objects"], scene["colors"]
        side = round(min(0.4375 * narrow, width * 0.4375))
        if len(objects) == 2:
            if scene["relation"] == "above":
                places = [(middle, height / 2 - apart, side), (middle, height / 2 + apart, side)]
            elif scene["relation"] == "in front":
                places = [(middle + narrow / 8, floor + narrow / 8, side), (middle - narrow / 16, floor - narrow / 16, round(base))]
            else:
                places = [(middle - apart, low, side), (middle + apart, low, side)]
            return [(t, c, p) for t, c, p in zip(objects, colors, places)][::-1]
        count = scene["count"]
        if count == 1:
            return [(objects[0], colors[0], (middle, min(floor, height - base / 2), round(base)))]
        grid = {2: [(-1, 0), (1, 0)], 3: [(-1, 1), (1, 1), (0, -1)], 4: [(-1, -1), (1, -1), (-1, 1), (1, 1)]}[count]
        if count > 2 and width > 1.3 * height:
            grid = [(2 * i - count + 1, 0) for i in range(count)]
        elif count > 1 and height > 1.3 * width:
            grid = [(0, 2 * i - count + 1) for i in range(count)]
        if len({x for x, _ in grid}) > 2 or len({y for _, y in grid}) > 2:
            # a row of three or four
            apart = max(width, height) / (2 * count)
            side = round(min(side, 1.9 * apart))
        floor = low if len({y for _, y in grid}) == 1 else floor
        return [(objects[0], colors[0], (middle + x * apart, floor + y * apart, side)) for x, y in grid]

    def covered(self, scene, rows, columns):
        """-> (rows, columns) bool: the latents of a picture that a thing reaches into; all of one that a generator draws"""
        if scene["objects"][0] >= self.count and GENERATORS[scene["objects"][0] - self.count] not in STANDING:
            return np.ones((rows, columns), bool)
        result = np.zeros((rows, columns), bool)
        for _, _, (x, y, size) in self.plan(scene, LATENT * columns, LATENT * rows):
            left, top = (max(0, int((middle - size / 2) // LATENT)) for middle in (x, y))
            right, bottom = (-int(-(middle + size / 2) // LATENT) for middle in (x, y))
            result[top:bottom, left:right] = True
        return result


def paste(image, drawing, x, y, size):
    """Lays a drawing over a picture (h, w, 3) float32; what reaches over the edge is cut."""
    if drawing.shape[0] != size:
        method = Image.LANCZOS if size < drawing.shape[0] else Image.BICUBIC
        drawing = resampled(drawing, lambda picture: picture.resize((size, size), method))
    left, top = round(x - size / 2), round(y - size / 2)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + size, image.shape[1]), min(top + size, image.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    part = drawing[y0 - top : y1 - top, x0 - left : x1 - left]
    area = image[y0:y1, x0:x1]
    area *= 1 - part[..., 3:].astype(np.float32) / 255
    area += part[..., :3]


def random_setting(rng):
    """What the pairs of one chunk of the pool have in common, so that their halves can be exchanged."""
    return {
        "background": random_background(rng),
        "style": "flat" if rng.random() < 0.8 else rng.choice(STYLES),
        "relation": rng.choice(["beside", "beside", "beside", "above", "in front"]),
        "seed": rng.randrange(2**31),
    }


def random_scene(painter, rng, usual=(), setting=None, pairs=0.4):
    """Any scene that a prompt can ask for. usual: numbers of things that are asked for more often; setting: of pairs; pairs: how many of things."""
    k, seed = rng.random(), rng.randrange(2**31)
    if k < 0.12:
        number = rng.randrange(len(GENERATORS))
        colors = [None, None]
        if GENERATORS[number] in COLORED:
            colors = rng.sample([c for c in COLORS], 2) if rng.random() < 0.6 else [rng.choice([*COLORS]), None]
        elif GENERATORS[number] in STANDING and rng.random() < 0.4:
            colors[0] = rng.choice(THING_COLORS)
        standing = GENERATORS[number] in STANDING or GENERATORS[number] == "landscape"
        place = random_background(rng, lone=GENERATORS[number] == "landscape") if standing else "white"
        return make_scene([painter.count + number], place, colors=colors, seed=seed)
    pair = rng.random() < pairs
    setting = (setting or random_setting(rng)) if pair else None
    objects = [random_thing(painter, rng, usual, setting and setting["style"]) for _ in range(2 if pair else 1)]
    colors = [rng.choice(c) if (c := painter.colors_of(t)) and rng.random() < (0.6 if c[0].startswith("tone-") else 0.25) else None for t in objects]
    if pair:
        return make_scene(objects, colors=colors, **setting)
    style = "flat" if rng.random() < 0.6 else rng.choice(painter.styles(objects[0]))
    count = 1 if rng.random() < 0.84 else rng.choice([2, 3, 4])
    size = "usual" if rng.random() < 0.88 or count > 1 else rng.choice(["small", "big"])
    return make_scene(objects, random_background(rng), style, (*colors, None), count, size=size, seed=seed)


def random_thing(painter, rng, usual, style=None):
    """style: one that there must be a drawing in"""
    while True:
        thing = rng.choice(usual) if usual and rng.random() < 0.35 else rng.randrange(painter.count)
        if style in (None, *painter.styles(thing)):
            return thing


def random_background(rng, lone=False):
    k = rng.random()
    if lone or k > 0.68:
        return rng.choice(PLACES)
    return "white" if k < 0.45 else rng.choice([*COLORS])
