"""Trains the contrastive model of clip.py on freely composed scenes and their prompts.

usage: python -m training.train_clip MINUTES

Unlike the transformer's scenes these vary in place, size, sharpness and colour, so that the model knows a thing
however it is drawn. Beside the contrastive loss a classifier names the things, which makes the features sharper.
"""

import math
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from . import clip
from .optimizer import Optimizers, schedule
from .paths import SCRATCH, things
from .prompts import Prompter
from .scenes import BACKGROUNDS, VARIANTS, background, load_sprites
from .text import TextEncoder
from .train_text import random_scene

BATCH = 96


class Painter:
    """Small pictures with random places and sizes; sizes are made once and kept."""

    SIZES = [36, 44, 52, 60, 68, 76, 84]  # px

    def __init__(self):
        sprites = load_sprites()
        self.sprites = [
            [np.asarray(Image.fromarray(s).resize((size, size), Image.BILINEAR)) for size in self.SIZES] for s in sprites
        ]
        self.backgrounds = {
            (kind, variant): np.asarray(background(kind, variant).resize((clip.SIZE, clip.SIZE), Image.BILINEAR))
            for kind in BACKGROUNDS
            for variant in range(VARIANTS)
        }

    def paint(self, scene, rng):
        """-> (96, 96, 3) float32, 0 to 255."""
        objects, kind, _ = scene
        image = self.backgrounds[kind, rng.randrange(VARIANTS)].astype(np.float32)
        if rng.random() < 0.5:
            image = image[:, ::-1].copy()
        size = clip.SIZE
        for place, thing in enumerate(objects):
            sprite = self.sprites[thing][rng.randrange(2, 7) if len(objects) == 1 else rng.randrange(0, 3)]
            n = len(sprite)
            # one thing anywhere, two in their halves
            low, high = (0, size - n) if len(objects) == 1 else (0, 48 - 3 * n // 4) if place == 0 else (48 - n // 4, size - n)
            x, y = rng.randint(low, high), rng.randint(0, size - n)
            area = image[y : y + n, x : x + n]
            area *= 1 - sprite[..., 3:].astype(np.float32) / 255
            area += sprite[..., :3]
        return image


def spoil(x):
    """(n, 3, h, w) in [-1, 1]: half get blurred, all get a little noise and other contrast."""
    soft = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    share = torch.rand(len(x), 1, 1, 1) * (torch.rand(len(x), 1, 1, 1) < 0.7)
    x = x + share * (soft - x)
    contrast = 1 + 0.3 * (torch.rand(len(x), 3, 1, 1) - 0.5)
    return x * contrast + 0.2 * (torch.rand(len(x), 3, 1, 1) - 0.5) + 0.05 * torch.randn_like(x)


def main():
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    minutes, encoder, prompter, painter, rng = float(sys.argv[1]), TextEncoder(), Prompter(things()), Painter(), random.Random(2)
    count, checkpoint = len(prompter.emoji), SCRATCH / "clip" / "state.pt"
    image, text = clip.ImageTower().to(memory_format=torch.channels_last), clip.TextTower(len(encoder.tokenizer))
    namer = torch.nn.Linear(clip.WIDTH, count)
    parts = torch.nn.ModuleDict({"image": image, "text": text, "namer": namer})
    parts.scale = torch.nn.Parameter(torch.tensor(math.log(14.0)))
    optimizers = Optimizers(parts, "image.layers", muon_lr=0.02, adam_lr=4e-3)
    step, elapsed, losses, last_save = 0, 0.0, [], time.time()
    if checkpoint.exists():
        state = torch.load(checkpoint)
        parts.load_state_dict(state["parts"])
        optimizers.load_state_dict(state["optimizers"])
        step, elapsed = state["step"], state["elapsed"]

    def save():
        clip.save(checkpoint.parent, image, text, parts.scale.exp().item())
        image.train()
        torch.save({"parts": parts.state_dict(), "optimizers": optimizers.state_dict(), "step": step, "elapsed": elapsed}, checkpoint)

    while elapsed < minutes * 60:
        start = time.time()
        scenes = [random_scene(prompter, rng) or ((0,), "white", 0) for _ in range(BATCH)]
        pictures = torch.from_numpy(np.stack([painter.paint(s, rng) for s in scenes]))
        x = spoil(pictures.permute(0, 3, 1, 2) / 127.5 - 1).contiguous(memory_format=torch.channels_last)
        ids, mask = encoder.tokenize([prompter.prompt(s, rng) for s in scenes])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            seen = image(x).float()
        read = text(ids, clip.without_special(ids, mask))
        logits = parts.scale.exp() * seen @ read.T
        same = torch.arange(BATCH)
        named = torch.zeros(BATCH, count)
        for i, (objects, _, _) in enumerate(scenes):
            named[i, list(objects)] = 1 / len(objects)
        loss = (F.cross_entropy(logits, same) + F.cross_entropy(logits.T, same)) / 2 + F.cross_entropy(16 * namer(seen), named)
        optimizers.zero_grad()
        loss.backward()
        optimizers.step(schedule(elapsed / (minutes * 60), step))
        parts.scale.data.clamp_(max=math.log(60))
        step += 1
        losses.append(loss.item())
        elapsed += time.time() - start
        if step % 50 == 0:
            print(f"clip: step {step}, {elapsed / 60:.1f} min, loss {sum(losses) / len(losses):.3f}", flush=True)
            losses = []
        if time.time() - last_save > 60:
            save()
            last_save = time.time()
    save()


if __name__ == "__main__":
    main()
