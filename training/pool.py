"""Encodes a fixed pool of scenes once, so that the transformer trains on latents.

usage: python -m training.pool [SHARE]      (default 1: all scenes; a rehearsal is content with a share of them)

Writes SCRATCH/pool/8x8/NNNN.pt: {"latents": (256, 32, 8, 8) float16, as the encoder gives them, "scenes": [...]}, and the
same for fewer scenes in the other SHAPES; a chunk that is there is not made again.
"""

import random
import sys

import numpy as np
import torch
from diffusers import AutoencoderDC

from .paths import SCRATCH, things
from .scenes import COLORS, LANDSCAPES, VARIANTS, compose, load_sprites

POOL = SCRATCH / "pool"
CHUNK = 256
SHAPED = 4 * CHUNK  # scenes of each shape but the square
PAIRS = {"white": 4000, "color": 1500, "landscape": 3500}
SQUARE = (8, 8)
# Rows and columns of the latents of 4:3, 3:2 and 16:9 pictures of the square's area, lying and standing.
SHAPES = [(7, 9), (9, 7), (7, 10), (10, 7), (6, 11), (11, 6)]


def plan():
    """Every thing alone on white, on five colours and in every landscape; random pairs on all of them.

    -> [(objects, background, variant)], shuffled, the same every time.
    """
    rng = random.Random(7)
    count = len(things())
    scenes = []
    for thing in range(count):
        scenes.append(((thing,), "white", 0))
        scenes += [((thing,), color, 0) for color in rng.sample(list(COLORS), 5)]
        scenes += [((thing,), kind, rng.randrange(VARIANTS)) for kind in LANDSCAPES]
    left, right = [], []
    for kind, number in PAIRS.items():
        for _ in range(number):
            # drawn from shuffled decks, so that every thing is as often left and right as any other
            left = left or rng.sample(range(count), count)
            right = right or rng.sample(range(count), count)
            choices = {"white": ["white"], "color": list(COLORS), "landscape": LANDSCAPES}[kind]
            scenes.append(((left.pop(), right.pop()), rng.choice(choices), rng.randrange(VARIANTS)))
    rng.shuffle(scenes)
    return scenes


def to_tensor(pictures):
    """[(h, w, 3) uint8] -> (n, 3, h, w) float32 in [-1, 1], channels last in memory (the fast path on a CPU)."""
    x = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1
    return x.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def encode(autoencoder, pictures):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return autoencoder.encode(to_tensor(pictures)).latent.half().contiguous()


def folder(shape):
    return POOL / f"{shape[0]}x{shape[1]}"


def load_pool(shape=SQUARE):
    """-> latents (n, 32, *shape) float16, scenes [(objects, background, variant)], of all chunks made so far."""
    chunks = [torch.load(path) for path in sorted(folder(shape).glob("*.pt"))]
    return torch.cat([c["latents"] for c in chunks]), [s for c in chunks for s in c["scenes"]]


def fill(autoencoder, sprites, shape, scenes):
    folder(shape).mkdir(parents=True, exist_ok=True)
    height, width = (32 * side for side in shape)
    for number, start in enumerate(range(0, len(scenes), CHUNK)):
        path = folder(shape) / f"{number:04}.pt"
        if path.exists():
            continue
        part = scenes[start : start + CHUNK]
        pictures = [compose(sprites, *scene, width=width, height=height) for scene in part]
        latents = torch.cat([encode(autoencoder, pictures[i : i + 16]) for i in range(0, len(part), 16)])
        torch.save({"latents": latents, "scenes": part}, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").rename(path)
        print(f"pool: {path.parent.name}, {start + len(part)} of {len(scenes)}", flush=True)


def main():
    torch.set_flush_denormal(True)
    autoencoder = AutoencoderDC.from_pretrained(SCRATCH / "autoencoder").float().eval()
    autoencoder.to(memory_format=torch.channels_last)
    sprites, scenes, share = load_sprites(), plan(), float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    # the codes need every thing alone on white
    needed = [s for i, s in enumerate(scenes) if i < share * len(scenes) or (len(s[0]) == 1 and s[1] == "white")]
    fill(autoencoder, sprites, SQUARE, needed)
    for number, shape in enumerate(SHAPES):
        fill(autoencoder, sprites, shape, random.Random(number).sample(scenes, max(CHUNK // 2, int(share * SHAPED))))


if __name__ == "__main__":
    main()
