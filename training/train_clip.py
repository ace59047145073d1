"""Trains the contrastive model of clip.py, apart from the generator: on other renderings, and on other words.

Pictures are those of other_hands.py; the words are names and keywords in patterns, of which a random part is left out. The layers
of the image tower are the judge's: what they see in a picture is remembered, so that both projections and the text tower learn
from large batches of it at once. Beside the contrastive loss a classifier names the things, which makes the features sharper.
"""

import math
import random

import torch
import torch.nn.functional as F

from . import clip, judge
from .device import DEVICE, autocast, prepare
from .languages import LANGUAGES
from .loop import Stopped, Training, read, write
from .optimizer import schedule
from .other_hands import batch
from .paths import SCRATCH, things
from .prompts import Prompter
from .text import TextEncoder
from .world import GENERATORS, STYLES, THING_COLORS
from .world import scene as make_scene

REMEMBERED = 40_000  # pictures
BATCH, TOTAL = 256, 1_500_000  # of these and words for them


class Parts(torch.nn.ModuleDict):
    """Both towers, what names things, and the scale of the logits."""

    def __init__(self, vocabulary, count):
        super().__init__(
            {"image": clip.ImageTower(), "text": clip.TextTower(vocabulary), "namer": torch.nn.Linear(clip.WIDTH, count)}
        )
        self.scale = torch.nn.Parameter(torch.tensor(math.log(14.0)))


@torch.no_grad()
def remembered(layers, count, deadline):
    """-> what the image tower sees of so many pictures before its projection (n, 256), what is in them"""
    seen, said, rng = [], [], random.Random("clip")
    while len(said) < count:
        if deadline.passed():
            raise Stopped
        pictures, own = batch(rng, 128)
        with autocast():
            seen.append(layers(judge.to_input(pictures)).float().mean((2, 3)))
        said += own
    return torch.cat(seen), said


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
    layers = parts["image"].layers.requires_grad_(False).eval()
    path = SCRATCH / "clip-seen.pt"
    if not path.exists():
        write(dict(zip(("seen", "said"), remembered(layers, round(REMEMBERED * scale), deadline))), path)
    seen, said = (read(path)[name] for name in ("seen", "said"))
    learning = [p for p in parts.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learning, betas=(0.9, 0.98), weight_decay=0.01)
    training = Training("clip", TOTAL * scale, {"parts": parts, "optimizer": optimizer}, deadline)

    def step(training):
        chosen = training.rng.sample(range(len(said)), min(BATCH, len(said)))
        own = [said[i] for i in chosen]
        ids, mask = encoder.tokenize([words(one, prompter, training.rng) for one in own])
        image = F.normalize(parts["image"].project(seen[chosen]), dim=-1)
        text = parts["text"](ids, clip.without_special(ids, mask, encoder.specials))
        logits = parts.scale.exp() * image @ text.T
        same = torch.arange(len(own), device=DEVICE)
        named = torch.zeros(len(own), parts["namer"].out_features, device=DEVICE)
        for row, one in enumerate(own):
            named[row, one["things"]] = 1 / len(set(one["things"]))
        loss = (F.cross_entropy(logits, same) + F.cross_entropy(logits.T, same)) / 2
        loss = loss + F.cross_entropy(16 * parts["namer"](image), named)
        optimizer.zero_grad()
        loss.backward()
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * schedule(training.progress, training.step)
        optimizer.step()
        parts.scale.data.clamp_(max=math.log(60))
        right = (logits.argmax(1) == same).float().mean()
        return len(own), {"loss": loss.item(), "right": right.item()}

    training.run(step, report_every=100)
    parts.eval()
    clip.save(SCRATCH / "clip", parts["image"].cpu(), parts["text"].cpu(), parts.scale.exp().item(), encoder.specials)
