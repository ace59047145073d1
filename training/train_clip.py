"""Trains the contrastive model of clip.py, apart from the generator: on other renderings, and on other words.

Pictures are those of other_hands.py; the words are names and keywords in patterns, of which a random part is left out. Beside
the contrastive loss a classifier names the things, which makes the features sharper. The image tower begins as the judge's.
"""

import math

import torch
import torch.nn.functional as F

from . import clip, judge
from .device import DEVICE, LARGER, autocast, prepare
from .languages import LANGUAGES
from .loop import Training, drawn
from .optimizer import Optimizers, schedule
from .other_hands import batch
from .paths import SCRATCH, things
from .prompts import Prompter
from .text import TextEncoder
from .world import GENERATORS, STYLES, THING_COLORS
from .world import scene as make_scene

BATCH = 128 * LARGER
TOTAL = 100_000 * (12 if LARGER > 1 else 1)  # pictures


class Parts(torch.nn.ModuleDict):
    """Both towers, what names things, and the scale of the logits."""

    def __init__(self, vocabulary, count):
        super().__init__(
            {"image": clip.ImageTower(), "text": clip.TextTower(vocabulary), "namer": torch.nn.Linear(clip.WIDTH, count)}
        )
        self.scale = torch.nn.Parameter(torch.tensor(math.log(14.0)))


def lessons(rng):
    return batch(rng, BATCH)


def words(said, prompter, rng):
    """A prompt for what is in a picture, of which some things may not be said."""
    color = THING_COLORS[said["color"]] if said["color"] >= 0 and rng.random() < 0.8 else None
    style = STYLES[said["style"]] if said["style"] >= 0 and rng.random() < 0.8 else "flat"
    count = said["count"] + 1 if said["count"] > 0 and rng.random() < 0.8 else 1
    own = make_scene(said["things"], style=style, colors=(color, None), count=count)
    if rng.random() < 0.3:
        return prompter.name(said["things"][0], rng.choice([*LANGUAGES]), rng).lower()
    return prompter.prompt(own, rng)


def train(deadline, scale=1.0):
    prepare()
    encoder, prompter = TextEncoder(), Prompter(things())
    parts = Parts(len(encoder.tokenizer), len(prompter.emoji) + len(GENERATORS)).to(DEVICE)
    parts["image"].layers.load_state_dict(judge.load().tower.layers.state_dict())
    parts["image"].to(memory_format=torch.channels_last)
    optimizers = Optimizers(parts, "image.layers", muon_lr=0.02, adam_lr=4e-3)
    training = Training("clip", TOTAL * scale, {"parts": parts, "optimizers": optimizers}, deadline)
    pictures = drawn(lessons, f"clip {training.step}")

    def step(training):
        seen, said = next(pictures)
        ids, mask = encoder.tokenize([words(own, prompter, training.rng) for own in said])
        with autocast():
            image = parts["image"](judge.to_input(seen)).float()
        text = parts["text"](ids, clip.without_special(ids, mask, encoder.specials))
        logits = parts.scale.exp() * image @ text.T
        same = torch.arange(len(seen), device=DEVICE)
        named = torch.zeros(len(seen), parts["namer"].out_features, device=DEVICE)
        for row, own in enumerate(said):
            named[row, own["things"]] = 1 / len(set(own["things"]))
        loss = (F.cross_entropy(logits, same) + F.cross_entropy(logits.T, same)) / 2
        loss = loss + F.cross_entropy(16 * parts["namer"](image), named)
        optimizers.zero_grad()
        loss.backward()
        optimizers.step(schedule(training.progress, training.step))
        parts.scale.data.clamp_(max=math.log(60))
        right = (logits.argmax(1) == same).float().mean()
        return len(seen), {"loss": loss.item(), "right": right.item()}

    training.run(step, report_every=25)
    parts.eval()
    clip.save(SCRATCH / "clip", parts["image"].cpu(), parts["text"].cpu(), parts.scale.exp().item(), encoder.specials)
