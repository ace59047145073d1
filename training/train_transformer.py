"""Teaches the transformer to draw: flow matching on the pool's latents.

It draws the codes of codes.py. From SHAPES_FROM of the time on some batches have other shapes than the square, so that
things keep their shape there too. Near the end (from TEXT_FROM on) most prompts go through the trained text encoder
instead, so that it gets used to how that misreads them.
"""

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel

from . import codes
from .device import DEVICE, ON_GPU, autocast, prepare
from .loop import Training, read
from .models import make_transformer
from .optimizer import Average, Optimizers, schedule
from .paths import SCRATCH, things
from .pool import SHAPES, SQUARE, load_pool
from .prompts import Prompter
from .text import TextEncoder
from .world import TABLES, labels

BATCH = 256 if ON_GPU else 32
TOTAL = 2_000_000 if ON_GPU else 200_000  # scenes, most of them many times
TEXT_FROM = 0.75
SHAPES_FROM, SHAPED = 0.5, 0.3  # the share of batches that are not square
# Single things first: the share of scenes with two of them grows until SETTLED of the time.
SETTLED = 0.4


class Data:
    """Batches of latents with their conditions."""

    def __init__(self):
        self.codes = codes.load()
        self.pools = {shape: load_pool(shape) for shape in [SQUARE, *SHAPES]}
        self.channel_scale, self.scale = latent_scales(self.pools[SQUARE][0])
        self.simple = [i for i, s in enumerate(self.pools[SQUARE][1]) if len(s["objects"]) == 1 and s["count"] == 1]
        self.prompter, self.text = Prompter(things()), None

    def draw(self, progress, rng):
        """-> latents (BATCH, 32, *shape), scenes (None: nothing is said, for classifier-free guidance)."""
        shape = rng.choice(SHAPES) if progress > SHAPES_FROM and rng.random() < SHAPED else SQUARE
        latents, scenes = self.pools[shape]
        among = range(len(scenes))
        simple = 0.0 if shape != SQUARE else 0.7 * (1 - min(1.0, progress / SETTLED))
        chosen = [rng.choice(self.simple) if rng.random() < simple else rng.choice(among) for _ in range(BATCH)]
        x = latents[chosen].to(DEVICE).float() * (self.scale / self.channel_scale.view(1, -1, 1, 1).to(DEVICE))
        return x, [scenes[i] if rng.random() > 0.1 else None for i in chosen]

    def condition(self, scenes, rng, progress):
        """-> hidden states (n, tokens, width), attention bias (n, 1, tokens)."""
        if progress >= TEXT_FROM and rng.random() < 0.8:
            self.text = self.text or TextEncoder.load()
            return self.text.encode([self.prompter.prompt(s, rng) if s else "" for s in scenes])
        rows = torch.tensor([labels(s) for s in scenes])
        hidden = [self.codes[name][rows[:, i] % len(self.codes[name])] for i, name in enumerate(TABLES)]
        hidden.insert(0, self.codes["other"].expand(len(scenes), -1))
        hidden = torch.stack(hidden, 1)
        hidden = hidden + 0.1 * torch.randn_like(hidden)
        # The words of a prompt all read "other": k equal tokens weigh as much as one with log k added to its score.
        bias = torch.zeros(len(scenes), 1, len(TABLES) + 1)
        bias[:, 0, 0] = torch.randint(1, 20, (len(scenes),)).float().log()
        return hidden.to(DEVICE), bias.to(DEVICE)


def latent_scales(latents):
    """-> by what each channel is divided (32,), and by what all are multiplied then.

    A few channels carry colour and are five times as strong as the rest; half of that (as a power) is taken out.
    """
    some = latents[:4096].float()
    channel_scale = some.std((0, 2, 3)).sqrt()
    return channel_scale, 1 / (some / channel_scale.view(1, -1, 1, 1)).std().item()


def flow_loss(transformer, x0, hidden, bias):
    """Mean squared error of the velocity noise - x0, at times drawn logit-normally and moved towards noise."""
    sigma = torch.sigmoid(torch.randn(len(x0), device=DEVICE))
    sigma = 2.5 * sigma / (1 + 1.5 * sigma)
    noise, s = torch.randn_like(x0), sigma.view(-1, 1, 1, 1)
    # with a handful of keys the plain attention is several times faster backwards than the blocked one
    with autocast(), sdpa_kernel(SDPBackend.MATH):
        velocity = transformer(
            (1 - s) * x0 + s * noise,
            encoder_hidden_states=hidden,
            timestep=sigma * 1000,
            encoder_attention_mask=bias,
            return_dict=False,
        )[0]
    return (velocity.float() - (noise - x0)).pow(2).mean()


def load_transformer():
    """-> the averaged weights of the newest checkpoint, channel_scale, scale"""
    transformer, state = make_transformer().to(DEVICE), read(SCRATCH / "transformer.pt")["parts"]
    for p, value in zip(transformer.parameters(), state["average"]["values"], strict=True):
        p.data.copy_(value)
    scales = state["scales"]
    return transformer.eval(), scales["channel_scale"].cpu(), float(scales["scale"])


class Scales(torch.nn.Module):
    """Kept with the checkpoint, as the decoder has to be told of them."""

    def __init__(self, channel_scale, scale):
        super().__init__()
        self.register_buffer("channel_scale", channel_scale)
        self.register_buffer("scale", torch.tensor(scale))


def train(deadline, scale=1.0):
    prepare()
    data, transformer = Data(), make_transformer().to(DEVICE, memory_format=torch.channels_last)
    torch.nn.init.zeros_(transformer.proj_out.weight)
    optimizers = Optimizers(transformer, "transformer_blocks.", muon_lr=0.015, adam_lr=1.5e-3)
    average, scales = Average(transformer, 0.998), Scales(data.channel_scale, data.scale)
    parts = {"transformer": transformer, "optimizers": optimizers, "average": average, "scales": scales}
    training = Training("transformer", TOTAL * scale, parts, deadline)
    data.channel_scale, data.scale = scales.channel_scale, scales.scale.item()

    def step(training):
        x0, scenes = data.draw(training.progress, training.rng)
        loss = flow_loss(transformer, x0, *data.condition(scenes, training.rng, training.progress))
        optimizers.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(transformer.parameters(), 1.0)
        optimizers.step(schedule(training.progress, training.step))
        average.update(training.step)
        return len(scenes), {"loss": loss.item()}

    training.run(step, report_every=25)
