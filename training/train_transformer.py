"""Teaches the transformer to draw: flow matching on the pool's latents.

usage: python -m training.train_transformer MINUTES

It draws the codes of codes.py. From SHAPES_FROM of the time on some batches have other shapes than the square, so that
things keep their shape there too. Near the end (from TEXT_FROM on) most prompts go through the trained text encoder
instead, so that it gets used to how that misreads them. Resumes from SCRATCH/transformer.pt.
"""

import os
import random
import sys
import time
from collections import defaultdict

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel

from . import codes
from .models import make_transformer
from .optimizer import Average, Optimizers, schedule
from .paths import SCRATCH, things
from .pool import SHAPES, SQUARE, load_pool
from .prompts import Prompter
from .scenes import LANDSCAPES
from .text import TextEncoder

BATCH = int(os.environ.get("BATCH", 64))
CHECKPOINT = SCRATCH / "transformer.pt"
TEXT_FROM = 0.75
SHAPES_FROM, SHAPED = 0.6, 0.3  # the share of batches that are not square
# Shares of the kinds of scene at the beginning and from SETTLED of the time on: single things first.
KINDS = ["one white", "one color", "one landscape", "two white", "two color", "two landscape"]
SHARES_FIRST = [0.55, 0.15, 0.15, 0.05, 0.05, 0.05]
SHARES_LAST = [0.24, 0.13, 0.18, 0.16, 0.08, 0.21]
SETTLED = 0.4


def kind_of(scene):
    objects, background, _ = scene
    where = "landscape" if background in LANDSCAPES else "white" if background == "white" else "color"
    return f"{['one', 'two'][len(objects) - 1]} {where}"


class Data:
    """Batches of latents with their conditions."""

    def __init__(self):
        self.codes = codes.load()
        self.pools = {shape: self.load(shape) for shape in [SQUARE, *SHAPES]}
        self.prompter = Prompter(things())
        self.text = None

    def load(self, shape):
        """-> latents as they are trained, scenes, numbers of the scenes of each kind."""
        latents, scenes = load_pool(shape)
        of_kind = defaultdict(list)
        for i, scene in enumerate(scenes):
            of_kind[kind_of(scene)].append(i)
        return latents.float() * (self.codes["scale"] / self.codes["channel_scale"].view(1, -1, 1, 1)), scenes, of_kind

    def draw(self, progress, rng):
        """-> latents (BATCH, 32, *shape), scenes (None: nothing is said, for classifier-free guidance)."""
        k = min(1, progress / SETTLED)
        shares = [a + k * (b - a) for a, b in zip(SHARES_FIRST, SHARES_LAST)]
        shape = rng.choice(SHAPES) if progress > SHAPES_FROM and rng.random() < SHAPED else SQUARE
        latents, scenes, of_kind = self.pools[shape]
        chosen = [rng.choice(of_kind[kind]) for kind in rng.choices(KINDS, shares, k=BATCH)]
        return latents[chosen], [scenes[i] if rng.random() > 0.1 else None for i in chosen]

    def condition(self, scenes, rng, progress):
        """-> hidden states (n, tokens, width), attention bias (n, 1, tokens)."""
        if progress >= TEXT_FROM and rng.random() < 0.8:
            self.text = self.text or TextEncoder.load()
            return self.text.encode([self.prompter.prompt(s, rng) if s else "" for s in scenes])
        rows = torch.tensor([codes.labels(s) for s in scenes])
        tables = [self.codes[name] for name in ("first", "second", "place")]
        hidden = [table[rows[:, i] % len(table)] for i, table in enumerate(tables)]
        hidden.insert(0, self.codes["other"].expand(len(scenes), -1))
        hidden = torch.stack(hidden, 1)
        hidden = hidden + 0.1 * torch.randn_like(hidden)
        # The words of a prompt all read "other": k equal tokens weigh as much as one with log k added to its score.
        bias = torch.zeros(len(scenes), 1, 4)
        bias[:, 0, 0] = torch.randint(1, 20, (len(scenes),)).float().log()
        return hidden, bias


def flow_loss(transformer, x0, hidden, bias):
    """Mean squared error of the velocity noise - x0, at times drawn logit-normally and moved towards noise."""
    sigma = torch.sigmoid(torch.randn(len(x0)))
    sigma = 2.5 * sigma / (1 + 1.5 * sigma)
    noise, s = torch.randn_like(x0), sigma.view(-1, 1, 1, 1)
    # with a handful of keys the plain attention is several times faster backwards than the blocked one
    with torch.autocast("cpu", dtype=torch.bfloat16), sdpa_kernel(SDPBackend.MATH):
        velocity = transformer(
            (1 - s) * x0 + s * noise,
            encoder_hidden_states=hidden,
            timestep=sigma * 1000,
            encoder_attention_mask=bias,
            return_dict=False,
        )[0]
    return (velocity.float() - (noise - x0)).pow(2).mean()


def load_transformer():
    """The averaged weights of the newest checkpoint."""
    transformer = make_transformer()
    for p, value in zip(transformer.parameters(), torch.load(CHECKPOINT)["average"]):
        p.data.copy_(value)
    return transformer.eval()


def main():
    torch.set_flush_denormal(True)
    minutes = float(sys.argv[1])
    data, transformer = Data(), make_transformer().to(memory_format=torch.channels_last)
    torch.nn.init.zeros_(transformer.proj_out.weight)
    optimizers = Optimizers(transformer, "transformer_blocks.", muon_lr=0.015, adam_lr=1.5e-3)
    average, step, elapsed, begun = Average(transformer, 0.998), 0, 0.0, 0.0
    if CHECKPOINT.exists():
        state = torch.load(CHECKPOINT)
        transformer.load_state_dict(state["transformer"])
        if "optimizers" in state:
            optimizers.load_state_dict(state["optimizers"])
        average.values, step, elapsed, begun = state["average"], state["step"], state["elapsed"], state["begun"]
    rng, losses, last_save = random.Random(step), [], time.time()
    torch.manual_seed(step)

    def save():
        state = {"transformer": transformer.state_dict(), "optimizers": optimizers.state_dict()}
        state |= {"average": average.values, "step": step, "elapsed": elapsed, "begun": begun}
        torch.save(state, CHECKPOINT.with_suffix(".tmp"))
        CHECKPOINT.with_suffix(".tmp").rename(CHECKPOINT)

    while elapsed < minutes * 60:
        start, progress = time.time(), begun + (1 - begun) * elapsed / (minutes * 60)
        x0, scenes = data.draw(progress, rng)
        loss = flow_loss(transformer, x0, *data.condition(scenes, rng, progress))
        optimizers.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(transformer.parameters(), 1.0)
        optimizers.step(schedule(progress, step))
        step += 1
        average.update(step)
        losses.append(loss.item())
        elapsed += time.time() - start
        if step % 50 == 0:
            print(f"transformer: step {step}, {elapsed / 60:.1f} min, loss {sum(losses) / len(losses):.4f}", flush=True)
            losses = []
        if time.time() - last_save > 120:
            save()
            last_save = time.time()
    save()


if __name__ == "__main__":
    main()
