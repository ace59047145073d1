"""Encodes scenes once, so that the transformer trains on latents.

SCRATCH/pool/16x16/NNNN.pt: {"latents": (32, 32, 16, 16) float16, as the encoder gives them, "scenes": [...]}, the same for
more scenes of a quarter of the size and for fewer in the other SHAPES; a chunk that is there is not made again.
"""

import random

import torch

from .device import LARGER, WORKERS, autocast, prepare, to_tensor
from .loop import Stopped, as_it_is, write
from .paths import SCRATCH, things
from .prompts import Prompter
from .scenes import Painter, random_scene
from .train_autoencoder import load
from .world import GENERATORS, NATIVE, scene

POOL = SCRATCH / "pool"
CHUNK = 32
# Scenes that are small, square, and of each other shape.
SMALLS, SQUARES, SHAPED = (60_000, 60_000, 6_000) if WORKERS else (16_384, 6_144, 256)
SQUARE = (NATIVE // 32, NATIVE // 32)
SMALL = (NATIVE // 64, NATIVE // 64)
# Rows and columns of the latents of pictures of the square's area: 4:3, 3:2, 16:9, 9:16 and 21:9, lying and standing.
SHAPES = [(14, 18), (18, 14), (13, 20), (20, 13), (12, 21), (21, 12), (10, 24), (24, 10)]

painter = usual = None


def some(shape, number):
    """-> CHUNK pictures and scenes, of chunk `number`; the first ones have every thing alone on white"""
    global painter, usual
    painter = painter or Painter()
    usual = usual or Prompter(things()).usual
    rng = random.Random(f"{shape} {number}")
    alone = range(number * CHUNK, min((number + 1) * CHUNK, painter.count + len(GENERATORS))) if shape in (SMALL, SQUARE) else ()
    scenes = [scene([thing], seed=rng.randrange(2**31)) for thing in alone if not is_landscape(thing)]
    scenes += [random_scene(painter, rng, usual) for _ in range(CHUNK - len(scenes))]
    height, width = (32 * side for side in shape)
    return number, scenes, [painter.paint(s, width, height) for s in scenes]


def is_landscape(thing):
    return thing >= painter.count and GENERATORS[thing - painter.count] == "landscape"


def folder(shape):
    return POOL / f"{shape[0]}x{shape[1]}"


def load_pool(shape=SQUARE):
    """-> latents (n, 32, *shape) float16, scenes, of all chunks made so far."""
    chunks = [torch.load(path) for path in sorted(folder(shape).glob("*.pt"))]
    return torch.cat([c["latents"] for c in chunks]), [s for c in chunks for s in c["scenes"]]


class _Chunks(torch.utils.data.Dataset):
    def __init__(self, shape, numbers):
        self.shape, self.numbers = shape, numbers

    def __len__(self):
        return len(self.numbers)

    def __getitem__(self, index):
        return some(self.shape, self.numbers[index])


@torch.no_grad()
def fill(deadline, scale=1.0):
    prepare()
    autoencoder = load()
    for shape in [SMALL, SQUARE, *SHAPES]:
        folder(shape).mkdir(parents=True, exist_ok=True)
        total = max(1, round({SMALL: SMALLS, SQUARE: SQUARES}.get(shape, SHAPED) * scale / CHUNK))
        paths = {number: folder(shape) / f"{number:04}.pt" for number in range(total)}
        numbers = [number for number, path in paths.items() if not path.exists()]
        chunks = torch.utils.data.DataLoader(_Chunks(shape, numbers), batch_size=None, collate_fn=as_it_is, num_workers=WORKERS)
        for number, scenes, pictures in chunks:
            latents = []
            for start in range(0, CHUNK, 4 * LARGER):
                if deadline.passed():
                    raise Stopped
                with autocast():
                    z = autoencoder.encode(to_tensor(pictures[start : start + 4 * LARGER])).latent
                latents.append(z.half().cpu().contiguous())
            write({"latents": torch.cat(latents), "scenes": scenes}, paths[number])
            print(f"pool: {folder(shape).name}, {number + 1} of {total}", flush=True)
