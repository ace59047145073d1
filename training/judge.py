"""The judge: a classifier of its own that tells what is in a picture, trained on renderings that the generator never saw."""

import numpy as np
import torch
import torch.nn.functional as F

from . import clip
from .device import DEVICE, LARGER, autocast, prepare
from .loop import Training, drawn, read
from .optimizer import Optimizers, schedule
from .other_hands import batch, spoiled
from .paths import SCRATCH, things
from .world import COUNTS, GENERATORS, STYLES, THING_COLORS

BATCH = 96 * LARGER
TOTAL = 800_000 * (4 if LARGER > 1 else 1)  # pictures


class Judge(torch.nn.Module):
    """(n, 3, 96, 96) in [-1, 1] -> scores of things, colours, counts and styles"""

    def __init__(self, count):
        super().__init__()
        self.tower = clip.ImageTower()
        heads = {"things": count, "color": len(THING_COLORS), "count": len(COUNTS), "style": len(STYLES)}
        self.heads = torch.nn.ModuleDict({name: torch.nn.Linear(2 * 256, size) for name, size in heads.items()})

    def forward(self, x):
        seen = self.tower.layers(x)
        # what there is of something, and where there is most of it
        seen = torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1).float()
        return {name: head(seen) for name, head in self.heads.items()}

    @torch.no_grad()
    def look(self, pictures):
        """[(h, w, 3) uint8] -> the scores"""
        x = clip.to_input(torch.from_numpy(np.stack(pictures))).to(DEVICE)
        return self(x)


def lessons(rng):
    return batch(rng, BATCH)


def loss_of(scores, said):
    wanted = torch.zeros_like(scores["things"])
    for row, own in enumerate(said):
        wanted[row, own["things"]] = 1 / len(set(own["things"]))
    loss = F.cross_entropy(scores["things"], wanted)
    for name in ("color", "count", "style"):
        target = torch.tensor([own[name] for own in said], device=DEVICE)
        if (target >= 0).any():
            loss = loss + 0.4 * F.cross_entropy(scores[name], target, ignore_index=-1)
    return loss


def to_input(pictures):
    x = torch.from_numpy(pictures).to(DEVICE).permute(0, 3, 1, 2) / 127.5 - 1
    return spoiled(x).contiguous(memory_format=torch.channels_last)


def load():
    judge = Judge(len(things()) + len(GENERATORS)).to(DEVICE)
    state = read(SCRATCH / "judge.pt")["parts"]
    judge.load_state_dict(state["judge"])
    return judge.eval()


def train(deadline, scale=1.0):
    prepare()
    judge = Judge(len(things()) + len(GENERATORS)).to(DEVICE, memory_format=torch.channels_last)
    optimizers = Optimizers(judge, "tower.layers", muon_lr=0.02, adam_lr=3e-3)
    parts = {"judge": judge, "optimizers": optimizers}
    training = Training("judge", TOTAL * scale, parts, deadline)
    pictures = drawn(lessons, f"judge {training.step}")

    def step(training):
        seen, said = next(pictures)
        with autocast():
            scores = judge(to_input(seen))
        loss = loss_of(scores, said)
        optimizers.zero_grad()
        loss.backward()
        optimizers.step(schedule(training.progress, training.step))
        alone = [i for i, own in enumerate(said) if len(own["things"]) == 1]
        named = torch.tensor([said[i]["things"][0] for i in alone], device=DEVICE)
        right = (scores["things"][alone].argmax(1) == named).float().mean()
        return len(seen), {"loss": loss.item(), "right": right.item()}

    training.run(step, report_every=25)
