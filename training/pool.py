"""Scenes as the transformer learns them: latents, what they show, and prompts that ask for it.

On a processor `fill` encodes some thousand once: SCRATCH/pool/16x16/NNNN.pt has {"latents": (32, 32, 16, 16) float16, as the encoder gives
them} and a chunk's `Notes` on them; the same for more scenes of a quarter of the size and for fewer in the other
SHAPES. A chunk that is there is not made again. On a graphics processor nothing is kept: scenes go on coming from gallery.py.

The pairs of a chunk stand in the same picture, seed and all. So any of their halves can be joined: of a dozen pairs there are 144, and what
the one thing is says nothing about the other.
"""

import random
from typing import NamedTuple

import numpy as np
import torch

from .device import DEVICE, autocast, prepare, to_tensor
from .loop import Stopped, write
from .paths import SCRATCH, things
from .prompts import Prompter
from .scenes import Painter, random_scene, random_setting
from .tokenizer import load_tokenizer
from .world import GENERATORS, LATENT, NATIVE, RELATIONS, TABLES, labels, scene

POOL = SCRATCH / "pool"
CHUNK = 32
# Scenes that are small, square, and of each other shape.
SMALLS, SQUARES, SHAPED = 16_384, 6_144, 256
SQUARE = (NATIVE // LATENT, NATIVE // LATENT)
SMALL = (SQUARE[0] // 2, SQUARE[1] // 2)
# Rows and columns of the latents of pictures of the square's area: 4:3, 3:2, 16:9, 9:16 and 21:9, lying and standing.
SHAPES = [(14, 18), (18, 14), (13, 20), (20, 13), (12, 21), (21, 12), (10, 24), (24, 10)]
PROMPTS, TOKENS = 3, 64  # of each scene; a longer prompt is not taken

drawing = None


class _Drawing:
    """What a process needs to draw scenes and to ask for them."""

    def __init__(self):
        self.painter, self.prompter, self.tokenizer = Painter(), Prompter(things()), load_tokenizer()

    def is_landscape(self, thing):
        return thing >= self.painter.count and GENERATORS[thing - self.painter.count] == "landscape"

    def prompts(self, scenes, rng):
        """-> (n, PROMPTS, TOKENS) ids, 0 after the end"""
        result = torch.zeros(len(scenes), PROMPTS, TOKENS, dtype=torch.int16)
        for i, own in enumerate(scenes):
            found = 0
            while found < PROMPTS:
                ids = self.tokenizer(self.prompter.prompt(own, rng)).input_ids
                if len(ids) <= TOKENS:
                    result[i, found, : len(ids)] = torch.tensor(ids)
                    found += 1
        return result


class Notes(NamedTuple):
    """What is known of n scenes beside their latents."""

    labels: torch.Tensor  # (n, tables) int16
    prompts: torch.Tensor  # (n, PROMPTS, TOKENS) int16
    groups: torch.Tensor  # (n, 2) int16: the first one and the number of those whose halves are exchangeable with its own
    covered: torch.Tensor  # (n, h, w) bool: where a thing is (Painter.covered)


def draw(shape, number):
    """-> pictures (CHUNK, h, w, 3) uint8 and their Notes, of chunk `number` of a shape; the first ones have every thing alone on white"""
    global drawing
    drawing = drawing or _Drawing()
    painter, rng = drawing.painter, random.Random(f"{shape} {number}")
    alone = range(number * CHUNK, min((number + 1) * CHUNK, painter.count + len(GENERATORS))) if shape in (SMALL, SQUARE) else ()
    scenes = [scene([thing], seed=rng.randrange(2**31)) for thing in alone if not drawing.is_landscape(thing)]
    setting = random_setting(rng)
    scenes += [random_scene(painter, rng, drawing.prompter.usual, setting) for _ in range(CHUNK - len(scenes))]
    scenes.sort(key=lambda s: len(s["objects"]))
    notes = Notes(
        torch.tensor([labels(s) for s in scenes], dtype=torch.int16),
        drawing.prompts(scenes, rng),
        torch.tensor(groups(scenes, shape), dtype=torch.int16),
        torch.from_numpy(np.stack([painter.covered(s, *shape) for s in scenes])),
    )
    height, width = (LATENT * side for side in shape)
    return torch.from_numpy(np.stack([painter.paint(s, width, height) for s in scenes])), notes


def groups(scenes, shape):
    """Scenes of a chunk, pairs last -> the first one and the number of those whose halves are exchangeable with each one's."""
    pairs = [i for i, s in enumerate(scenes) if len(s["objects"]) == 2]
    relation = scenes[-1]["relation"]
    whole = {"beside": shape[1] % 2 == 0, "above": shape[0] % 2 == 0, "in front": False}[relation]
    return [(pairs[0], len(pairs)) if whole and i in pairs else (i, 1) for i in range(len(scenes))]


class Pool:
    """Scenes of one shape, in the memory of the device."""

    def __init__(self):
        self.count, self.parts, self.simple = 0, None, None

    def __len__(self):
        return self.count

    def add(self, latents, notes):
        """latents (n, 32, h, w)"""
        chunk = [part.to(DEVICE) for part in (latents, notes.labels, notes.prompts, notes.groups.int(), notes.covered)]
        chunk[3][:, 0] += self.count
        end = self.count + len(chunk[0])
        if self.parts is None or end > len(self.parts[0]):
            larger = [torch.empty(max(1024, 2 * end), *part.shape[1:], dtype=part.dtype, device=DEVICE) for part in chunk]
            for new, old in zip(larger, self.parts or ()):
                new[: self.count] = old[: self.count]
            self.parts = larger
        for part, new in zip(self.parts, chunk):
            part[self.count : end] = new
        rows = chunk[1]
        simple = ((rows[:, 1] < 0) & (rows[:, 5] == 0)).nonzero()[:, 0] + self.count
        self.simple = simple if self.simple is None else torch.cat([self.simple, simple])
        self.count = end

    def draw(self, count, simple=0.0, exchanged=True):
        """-> latents, labels, one prompt of each, where things are

        simple: the share of scenes that have one thing, once; exchanged: with the second halves of other pairs, which prompts know nothing of
        """
        chosen = torch.randint(self.count, (count,), device=DEVICE)
        single = self.simple[torch.randint(len(self.simple), (count,), device=DEVICE)]
        chosen = torch.where(torch.rand(count, device=DEVICE) < simple, single, chosen)
        latents, rows, prompts, group, covered = (part[chosen] for part in self.parts)
        if exchanged:
            others = group[:, 0] + (torch.rand(count, device=DEVICE) * group[:, 1]).int()
            latents = torch.where(second_half(rows, latents.shape[2:]), self.parts[0][others], latents)
            of_second = torch.tensor([name in ("second", "color2") for name in TABLES], device=DEVICE)
            rows = torch.where(of_second, self.parts[1][others], rows)
        which = torch.randint(PROMPTS, (count,), device=DEVICE)
        return latents.float(), rows.long(), prompts[torch.arange(count, device=DEVICE), which].long(), covered


def second_half(rows, shape):
    """-> (n, 1, h, w) bool: where the second thing of a pair is, on the right or below"""
    height, width = shape
    right = (torch.arange(width, device=DEVICE) >= width // 2).expand(1, 1, height, width)
    below = (torch.arange(height, device=DEVICE) >= height // 2)[:, None].expand(1, 1, height, width)
    above = rows[:, TABLES.index("relation")] == RELATIONS.index("above")
    return torch.where(above[:, None, None, None], below, right)


def folder(shape):
    return POOL / f"{shape[0]}x{shape[1]}"


def load_pool(shape=SQUARE):
    """-> Pool of all chunks made so far"""
    pool = Pool()
    for path in sorted(folder(shape).glob("*.pt")):
        chunk = torch.load(path)
        pool.add(chunk.pop("latents"), Notes(**chunk))
    return pool


@torch.no_grad()
def encode(autoencoder, x):
    with autocast():
        return autoencoder.encode(x).latent.half().contiguous()


def fill(autoencoder, deadline, scale=1.0):
    prepare()
    for shape in [SMALL, SQUARE, *SHAPES]:
        folder(shape).mkdir(parents=True, exist_ok=True)
        total = max(1, round({SMALL: SMALLS, SQUARE: SQUARES}.get(shape, SHAPED) * scale / CHUNK))
        for number in range(total):
            path = folder(shape) / f"{number:04}.pt"
            if path.exists():
                continue
            pictures, notes = draw(shape, number)
            latents = []
            for few in pictures.split(4):
                if deadline.passed():
                    raise Stopped
                latents.append(encode(autoencoder, to_tensor(few)))
            write({"latents": torch.cat(latents), **notes._asdict()}, path)
            print(f"pool: {folder(shape).name}, {number + 1} of {total}", flush=True)
