"""Goes on training the contrastive model's text tower alone, against remembered pictures.

usage: python -m training.train_clip_text MINUTES

The image tower of SCRATCH/clip stays as it is; the features of a few thousand scenes are computed once, so a step
costs next to nothing. A prompt learns to find its scene among those of its batch, and its things among all drawings.
"""

import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import clip
from .optimizer import schedule
from .paths import SCRATCH, things
from .prompts import Prompter
from .text import TextEncoder
from .train_clip import Painter
from .train_text import random_scene

BATCH, SCENES, VIEWS = 384, 2400, 3


@torch.no_grad()
def look(image, painter, scenes, rng):
    """-> (n, WIDTH) features of freshly painted scenes."""
    parts = []
    for start in range(0, len(scenes), 64):
        pictures = torch.from_numpy(np.stack([painter.paint(s, rng) for s in scenes[start : start + 64]]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts.append(image((pictures.permute(0, 3, 1, 2) / 127.5 - 1).contiguous(memory_format=torch.channels_last)).float())
    return torch.cat(parts)


def main():
    torch.set_flush_denormal(True)
    minutes, folder, rng = float(sys.argv[1]), SCRATCH / "clip", random.Random(4)
    state, encoder, prompter, painter = torch.load(folder / "state.pt"), TextEncoder(), Prompter(things()), Painter()
    image, text = clip.ImageTower(), clip.TextTower(len(encoder.tokenizer))
    image.load_state_dict({k.removeprefix("image."): v for k, v in state["parts"].items() if k.startswith("image.")})
    image.eval().to(memory_format=torch.channels_last)
    text.load_state_dict({k.removeprefix("text."): v for k, v in state["parts"].items() if k.startswith("text.")})
    scale = state["parts"]["scale"].exp().item()
    count = len(prompter.emoji)
    alone = [((i,), "white", 0) for i in range(count)]
    drawings = F.normalize(sum(look(image, painter, alone, rng) for _ in range(VIEWS)), dim=-1)
    scenes = [s for s in (random_scene(prompter, rng) for _ in range(SCENES)) if s] + alone
    seen = look(image, painter, scenes, rng)
    optimizer = torch.optim.AdamW(text.parameters(), lr=4e-3, weight_decay=0.0)
    start, step, losses = time.time(), 0, []
    while (progress := (time.time() - start) / (minutes * 60)) < 1:
        chosen = rng.sample(range(len(scenes)), BATCH)
        ids, mask = encoder.tokenize([prompter.prompt(scenes[i], rng) for i in chosen])
        read, same = text(ids, clip.without_special(ids, mask)), torch.arange(BATCH)
        logits = scale * seen[chosen] @ read.T
        named = torch.zeros(BATCH, count)
        for row, i in enumerate(chosen):
            named[row, list(scenes[i][0])] = 1 / len(scenes[i][0])
        loss = (F.cross_entropy(logits, same) + F.cross_entropy(logits.T, same)) / 2 + F.cross_entropy(scale * read @ drawings.T, named)
        optimizer.zero_grad()
        loss.backward()
        for group in optimizer.param_groups:
            group["lr"] = 4e-3 * schedule(progress, step, warmup=20)
        optimizer.step()
        step += 1
        losses.append(loss.item())
        if step % 25 == 0:
            print(f"clip text: step {step}, {progress:.2f} done, loss {sum(losses) / 25:.3f}", flush=True)
            losses = []
    clip.save(folder, image, text, scale)


if __name__ == "__main__":
    main()
