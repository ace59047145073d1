"""Teaches the text encoder to read: the last three tokens of a prompt become the codes of what it names.

usage: python -m training.train_text MINUTES

All other tokens learn to say nothing (the code "other"). Resumes from SCRATCH/text.pt.
"""

import random
import sys
import time

import torch
import torch.nn.functional as F

from . import codes
from .languages import LANGUAGES
from .optimizer import Average, Optimizers, schedule
from .paths import things
from .prompts import Prompter
from .scenes import COLORS, LANDSCAPES
from .text import TextEncoder, summary

BATCH = 256


def random_scene(prompter, rng):
    """Any one or two things, the usual ones more often, on any background; None now and then, for the empty prompt."""
    if rng.random() < 0.01:
        return None
    things = prompter.usual if rng.random() < 0.2 else range(len(prompter.emoji))
    objects = rng.sample(things, 1 if rng.random() < 0.5 else 2)
    k = rng.random()
    background = "white" if k < 0.5 else rng.choice(list(COLORS)) if k < 0.72 else rng.choice(LANDSCAPES)
    return objects, background, 0


def batches(prompter, encoder, rng, count=16):
    """-> [(scenes, prompts)] of BATCH each; prompts of as many tokens are together, which saves most of the padding."""
    scenes = [random_scene(prompter, rng) for _ in range(BATCH * count)]
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
        self.tables = [tables[name] for name in ("first", "second", "place")]
        self.other = tables["other"]
        self.sharpness = torch.nn.Parameter(torch.tensor([10.0]))

    def read(self, ids, mask):
        """-> [scores over the rows of each table], mean squared distance to "other", hidden states (n, 3, width)."""
        hidden = self.encoder.hidden(ids, mask)
        last = summary(hidden, mask)
        scores = [self.sharpness * F.normalize(last[:, i], dim=-1) @ F.normalize(t, dim=-1).T for i, t in enumerate(self.tables)]
        keep, at = mask.clone(), mask.sum(1)
        for back in (1, 2, 3):
            keep[torch.arange(len(mask)), at - back] = 0
        distance = (hidden - self.other).pow(2).mean(-1)
        return scores, (distance * keep).sum() / keep.sum(), last

    def loss(self, ids, mask, targets):
        scores, other, last = self.read(ids, mask)
        result = 0.3 * other
        for i, table in enumerate(self.tables):
            target = targets[:, i] % len(table)
            result = result + F.cross_entropy(scores[i], target) + 2 * (last[:, i] - table[target]).pow(2).mean()
        return result


@torch.no_grad()
def found(reader, prompter, scenes, prompts):
    """-> share of the things found, share of the backgrounds found."""
    ids, mask = reader.encoder.tokenize(prompts)
    scores, _, _ = reader.read(ids, mask)
    best = torch.stack([s.argmax(1) for s in scores], 1)
    targets = torch.tensor([codes.labels(s) for s in scenes]) % torch.tensor([s.shape[1] for s in scores])
    right, named = best == targets, torch.tensor([[True, len(s[0]) == 2, False] for s in scenes])
    return right[named].float().mean().item(), right[:, 2].float().mean().item()


def report(reader, prompter):
    """Things found per language, one label in an unseen pattern; pairs likewise."""
    rng, lines = random.Random(5), []
    for language in LANGUAGES:
        for number in (1, 2):
            scenes = [(rng.sample(range(len(prompter.emoji)), number), "white", 0) for _ in range(200)]
            share, _ = found(reader, prompter, scenes, [prompter.test_prompt(s, language, rng) for s in scenes])
            lines.append(f"{language}{number} {share:.2f}")
    scenes = [((i,), "white", 0) for i in range(len(prompter.emoji))]
    share, _ = found(reader, prompter, scenes, [prompter.emoji_of(i, rng) for i in range(len(scenes))])
    print("text:", " ".join(lines), f"emoji {share:.2f}", flush=True)


def main():
    torch.set_flush_denormal(True)
    minutes, encoder = float(sys.argv[1]), TextEncoder()
    reader, prompter = Reader(encoder, codes.load()), Prompter(things())
    optimizers = Optimizers(encoder.model, "layers.", muon_lr=0.01, adam_lr=4e-3, extra=[reader.sharpness])
    average, step, elapsed, begun = Average(encoder.model, 0.995), 0, 0.0, 0.0
    if encoder.CHECKPOINT.exists():
        state = torch.load(encoder.CHECKPOINT)
        reader.load_state_dict(state["reader"])
        if "optimizers" in state:
            optimizers.load_state_dict(state["optimizers"])
        step, elapsed, begun = state["step"], state["elapsed"], state["begun"]
        average.values = [state["average"][name] for name, _ in encoder.model.named_parameters()]
    rng, losses, last_save = random.Random(step), [], time.time()

    def save():
        names = [name for name, _ in encoder.model.named_parameters()]
        state = {"reader": reader.state_dict(), "optimizers": optimizers.state_dict()}
        state |= {"step": step, "elapsed": elapsed, "begun": begun}
        torch.save(state | {"average": dict(zip(names, average.values))}, encoder.CHECKPOINT.with_suffix(".tmp"))
        encoder.CHECKPOINT.with_suffix(".tmp").rename(encoder.CHECKPOINT)

    waiting = []
    while elapsed < minutes * 60:
        start = time.time()
        waiting = waiting or batches(prompter, encoder, rng)
        scenes, prompts = waiting.pop()
        loss = reader.loss(*encoder.tokenize(prompts), torch.tensor([codes.labels(s) for s in scenes]))
        optimizers.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizers.step(schedule(begun + (1 - begun) * elapsed / (minutes * 60), step))
        step += 1
        average.update(step)
        losses.append(loss.item())
        elapsed += time.time() - start
        if step % 50 == 0:
            print(f"text: step {step}, {elapsed / 60:.1f} min, loss {sum(losses) / len(losses):.3f}", flush=True)
            losses = []
        if step % 250 == 0:
            report(reader, prompter)
        if time.time() - last_save > 60:
            save()
            last_save = time.time()
    average.copy_to(encoder.model)
    report(reader, prompter)
    save()


if __name__ == "__main__":
    main()
