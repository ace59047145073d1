"""Encodes a fixed pool of scenes once, so that the transformer trains on latents.

usage: python -m training.pool

Writes SCRATCH/pool/NNNN.pt: {"latents": (256, 32, 8, 8) float16, as the encoder gives them, "scenes": [...]};
a chunk that is there is not made again.
"""

import random

import numpy as np
import torch
from diffusers import AutoencoderDC

from .paths import SCRATCH, things
from .scenes import COLORS, LANDSCAPES, VARIANTS, compose, load_sprites

POOL = SCRATCH / "pool"
CHUNK = 256
PAIRS = {"white": 4000, "color": 1500, "landscape": 3500}


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


def load_pool():
    """-> latents (n, 32, 8, 8) float16, scenes [(objects, background, variant)], of all chunks made so far."""
    chunks = [torch.load(path) for path in sorted(POOL.glob("*.pt"))]
    return torch.cat([c["latents"] for c in chunks]), [s for c in chunks for s in c["scenes"]]


def main():
    torch.set_flush_denormal(True)
    POOL.mkdir(parents=True, exist_ok=True)
    autoencoder = AutoencoderDC.from_pretrained(SCRATCH / "autoencoder").float().eval()
    autoencoder.to(memory_format=torch.channels_last)
    sprites, scenes = load_sprites(), plan()
    for number, start in enumerate(range(0, len(scenes), CHUNK)):
        path = POOL / f"{number:04}.pt"
        if path.exists():
            continue
        part = scenes[start : start + CHUNK]
        pictures = [compose(sprites, *scene) for scene in part]
        latents = torch.cat([encode(autoencoder, pictures[i : i + 16]) for i in range(0, len(part), 16)])
        torch.save({"latents": latents, "scenes": part}, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").rename(path)
        print(f"pool: {start + len(part)} of {len(scenes)}", flush=True)


if __name__ == "__main__":
    main()
