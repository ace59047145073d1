"""Trains the text encoder: prompts to the codes of what they ask for.

All other tokens learn to say nothing (the code "other").
"""

import random

import torch
import torch.nn.functional as F

from . import codes
from .device import DEVICE, LARGER, prepare
from .languages import LANGUAGES
from .loop import Training
from .optimizer import Average, Optimizers, schedule
from .paths import things
from .prompts import Prompter
from .scenes import Painter, random_scene
from .text import TextEncoder, summary
from .world import TABLES, labels, scene

BATCH = 256 * (2 if LARGER > 1 else 1)
TOTAL = 5_500_000  # prompts
PAIRS = 0.6  # the share of scenes with things that have two: "and" has more words than anything else
# What a prompt is mostly about weighs more than what it says besides.
WEIGHTS = {
    "first": 1.0,
    "second": 1.0,
    "place": 0.6,
    "color": 0.6,
    "color2": 0.5,
    "count": 0.4,
    "relation": 0.4,
    "size": 0.3,
    "style": 0.4,
}
# How much the distance from the right code counts beside being nearest to it; that of things most: a rough code is drawn as something rough.
CLOSE = 2.0
CLOSE_THINGS = 4.0


def batches(painter, prompter, encoder, rng, count=8):
    """-> [(scenes, prompts)] of BATCH each; prompts of as many tokens are together, which saves most of the padding."""
    scenes = [None if rng.random() < 0.01 else random_scene(painter, rng, prompter.everyday, pairs=PAIRS) for _ in range(BATCH * count)]
    prompts = [prompter.prompt(s, rng) if s else "" for s in scenes]
    lengths = encoder.tokenize(prompts)[1].sum(1).tolist()
    order = sorted(range(len(scenes)), key=lengths.__getitem__)
    parts = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(parts)
    return [([scenes[i] for i in part], [prompts[i] for i in part]) for part in parts]


class Reader(torch.nn.Module):
    """The text encoder with the losses that tie it to the codes."""

    def __init__(self, encoder, tables):
        super().__init__()
        self.encoder, self.model = encoder, encoder.model
        self.tables = [tables[name].to(DEVICE) for name in TABLES]
        self.other = tables["other"].to(DEVICE)
        self.sharpness = torch.nn.Parameter(torch.tensor([10.0], device=DEVICE))

    def read(self, ids, mask):
        """-> [scores over the rows of each table], mean squared distance to "other", hidden states (n, tables, width)."""
        hidden = self.encoder.hidden(ids, mask)
        last = summary(hidden, mask)
        scores = [self.sharpness * F.normalize(last[:, i], dim=-1) @ F.normalize(t, dim=-1).T for i, t in enumerate(self.tables)]
        keep, at = mask.clone(), mask.sum(1)
        for back in range(1, len(TABLES) + 1):
            keep[torch.arange(len(mask), device=DEVICE), at - back] = 0
        distance = (hidden - self.other).pow(2).mean(-1)
        return scores, (distance * keep).sum() / keep.sum(), last

    def loss(self, ids, mask, targets):
        scores, other, last = self.read(ids, mask)
        result = 0.3 * other
        for i, (name, table) in enumerate(zip(TABLES, self.tables)):
            target = targets[:, i] % len(table)
            close = CLOSE_THINGS if name in ("first", "second") else CLOSE
            distance = (last[:, i] - table[target]).pow(2).mean()
            result = result + WEIGHTS[name] * (F.cross_entropy(scores[i], target) + close * distance)
        return result

    @torch.no_grad()
    def right(self, scenes, prompts):
        """-> (n, tables): what of prompts is read right"""
        scores, _, _ = self.read(*self.encoder.tokenize(prompts))
        best = torch.stack([s.argmax(1) for s in scores], 1)
        rows = torch.tensor([s.shape[1] for s in scores], device=DEVICE)
        return best == targets(scenes) % rows


def targets(scenes):
    return torch.tensor([labels(s) for s in scenes], device=DEVICE)


def report(reader, painter, prompter, count=100):
    """Things found per language, one or two labels in an unseen pattern; and everything else, in all languages."""
    rng, lines, rest = random.Random(5), [], []
    for language in LANGUAGES:
        for number in (1, 2):
            scenes = [scene(rng.sample(range(painter.count), number)) for _ in range(count)]
            right = reader.right(scenes, [prompter.test_prompt(s, language, rng) for s in scenes])
            lines.append(f"{language}{number} {right[:, :number].float().mean():.2f}")
        scenes = [random_scene(painter, rng) for _ in range(count)]
        rest.append(reader.right(scenes, [prompter.test_prompt(s, language, rng) for s in scenes]).float().mean(0))
    told = " ".join(f"{name} {value:.2f}" for name, value in zip(TABLES, torch.stack(rest).mean(0).tolist()))
    print("text:", " ".join(lines), "|", told, flush=True)


def train(deadline, scale=1.0):
    prepare()
    encoder, painter, prompter = TextEncoder(), Painter(), Prompter(things())
    # Most of its time is between the matrices, and a compiler joins what is there; without a C++ compiler it warns and goes on as it is.
    torch._dynamo.config.suppress_errors = True
    encoder.model.compile(dynamic=True)
    reader = Reader(encoder, codes.load())
    optimizers = Optimizers(encoder.model, "layers.", muon_lr=0.01, adam_lr=4e-3, extra=[reader.sharpness])
    average, waiting = Average(encoder.model, 0.995), []
    parts = {"reader": reader, "optimizers": optimizers, "average": average}
    training = Training("text", TOTAL * scale, parts, deadline)

    def step(training):
        nonlocal waiting
        waiting = waiting or batches(painter, prompter, encoder, training.rng)
        scenes, prompts = waiting.pop()
        loss = reader.loss(*encoder.tokenize(prompts), targets(scenes))
        optimizers.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizers.step(schedule(training.progress, training.step))
        average.update(training.step)
        return len(scenes), {"loss": loss.detach()}

    training.run(step, report_every=25)
    average.copy_to(encoder.model)
    report(reader, painter, prompter)
