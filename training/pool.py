"""Scenes as the transformer learns them: latents, what they show, and prompts that ask for it.

On a processor `fill` encodes some thousand once: SCRATCH/pool/16x16/NNNN.pt has {"latents": (32, 32, 16, 16) float16, as the encoder gives
them, "labels": (32, tables), "prompts": (32, PROMPTS, TOKENS)}; the same for more scenes of a quarter of the size and for fewer in the other
SHAPES. A chunk that is there is not made again. On a graphics processor nothing is kept: scenes go on coming from gallery.py.
"""

import random

import numpy as np
import torch

from .device import DEVICE, autocast, prepare, to_tensor
from .loop import Stopped, write
from .paths import SCRATCH, things
from .prompts import Prompter
from .scenes import Painter, random_scene
from .tokenizer import load_tokenizer
from .world import GENERATORS, NATIVE, labels, scene

POOL = SCRATCH / "pool"
CHUNK = 32
# Scenes that are small, square, and of each other shape.
SMALLS, SQUARES, SHAPED = 16_384, 6_144, 256
SQUARE = (NATIVE // 32, NATIVE // 32)
SMALL = (NATIVE // 64, NATIVE // 64)
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


def draw(shape, number):
    """-> pictures (CHUNK, h, w, 3) uint8, labels, prompts of chunk `number` of a shape; the first ones have every thing alone on white"""
    global drawing
    drawing = drawing or _Drawing()
    painter, rng = drawing.painter, random.Random(f"{shape} {number}")
    alone = range(number * CHUNK, min((number + 1) * CHUNK, painter.count + len(GENERATORS))) if shape in (SMALL, SQUARE) else ()
    scenes = [scene([thing], seed=rng.randrange(2**31)) for thing in alone if not drawing.is_landscape(thing)]
    scenes += [random_scene(painter, rng, drawing.prompter.usual) for _ in range(CHUNK - len(scenes))]
    height, width = (32 * side for side in shape)
    pictures = torch.from_numpy(np.stack([painter.paint(s, width, height) for s in scenes]))
    return pictures, torch.tensor([labels(s) for s in scenes], dtype=torch.int16), drawing.prompts(scenes, rng)


class Pool:
    """Scenes of one shape, in the memory of the device."""

    def __init__(self):
        self.count, self.parts, self.simple = 0, None, None

    def __len__(self):
        return self.count

    def add(self, *chunk):
        """latents (n, 32, h, w), labels (n, tables), prompts (n, PROMPTS, TOKENS)"""
        chunk = [part.to(DEVICE) for part in chunk]
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

    def draw(self, count, simple=0.0):
        """-> latents, labels, one prompt of each; simple: the share of scenes that have one thing, once"""
        chosen = torch.randint(self.count, (count,), device=DEVICE)
        single = self.simple[torch.randint(len(self.simple), (count,), device=DEVICE)]
        chosen = torch.where(torch.rand(count, device=DEVICE) < simple, single, chosen)
        latents, rows, prompts = (part[chosen] for part in self.parts)
        which = torch.randint(PROMPTS, (count,), device=DEVICE)
        return latents.float(), rows.long(), prompts[torch.arange(count, device=DEVICE), which].long()


def folder(shape):
    return POOL / f"{shape[0]}x{shape[1]}"


def load_pool(shape=SQUARE):
    """-> Pool of all chunks made so far"""
    pool = Pool()
    for path in sorted(folder(shape).glob("*.pt")):
        chunk = torch.load(path)
        pool.add(chunk["latents"], chunk["labels"], chunk["prompts"])
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
            pictures, rows, prompts = draw(shape, number)
            latents = []
            for few in pictures.split(4):
                if deadline.passed():
                    raise Stopped
                latents.append(encode(autoencoder, to_tensor(few)))
            write({"latents": torch.cat(latents), "labels": rows, "prompts": prompts}, path)
            print(f"pool: {folder(shape).name}, {number + 1} of {total}", flush=True)
