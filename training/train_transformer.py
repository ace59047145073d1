"""Teaches the transformer to draw: flow matching on the pool's latents.

It draws the codes of codes.py, and begins with the weights of the folder in the repository, which know the same latents. Until
LARGE_FROM of the time pictures have half of the native side, which is four times as fast; later some still have, so that
both sizes can be drawn. From SHAPES_FROM on some batches have other shapes than the square, so that things keep their shape there too. Near the end (from TEXT_FROM on) most prompts go through the trained text encoder
instead, so that it gets used to how that misreads them.
"""

import functools
import json

import torch
from diffusers import SanaTransformer2DModel
from torch.nn.attention import SDPBackend, sdpa_kernel

from . import codes
from .device import DEVICE, ON_GPU, autocast, prepare
from .loop import Training, read
from .models import make_transformer
from .optimizer import Average, Optimizers, schedule
from .paths import MODEL, SCRATCH, things
from .pool import SHAPES, SMALL, SQUARE, load_pool
from .prompts import Prompter
from .text import TextEncoder
from .world import TABLES, labels

BATCH = 256 if ON_GPU else 64
# Scenes, most of them many times; a small one counts as a quarter.
TOTAL = 2_000_000 if ON_GPU else 70_000
TEXT_FROM = 0.85
LARGE_FROM, SMALLER = 0.6, 0.3  # the share of batches that are small all the same
SHAPES_FROM, SHAPED = 0.75, 0.25  # the share of batches that are not square
# Single things first: the share of scenes with two of them grows until SETTLED of the time.
SETTLED = 0.4


class Data:
    """Batches of latents with their conditions."""

    def __init__(self):
        self.codes = codes.load()
        self.pool = functools.cache(load_pool)
        self.simple = [i for i, s in enumerate(self.pool(SMALL)[1]) if len(s["objects"]) == 1 and s["count"] == 1]
        self.prompter, self.text = Prompter(things()), None

    def shape(self, progress, rng):
        if progress < LARGE_FROM:
            return SMALL
        if progress > SHAPES_FROM and rng.random() < SHAPED:
            return rng.choice(SHAPES)
        return SMALL if rng.random() < SMALLER else SQUARE

    def draw(self, progress, rng):
        """-> latents (BATCH, 32, *shape), scenes (None: nothing is said, for classifier-free guidance)."""
        shape = self.shape(progress, rng)
        latents, scenes = self.pool(shape)
        among = range(len(scenes))
        simple = 0.7 * (1 - min(1.0, progress / SETTLED)) if shape == SMALL else 0.0
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


def begin(data):
    """-> the transformer to go on from, and Scales; that of the folder in the repository where it has these shapes"""
    transformer = make_transformer()
    if (MODEL / "transformer").exists():
        known = SanaTransformer2DModel.from_pretrained(MODEL / "transformer", torch_dtype=torch.float32).state_dict()
        if shapes_of(known) == shapes_of(transformer.state_dict()):
            transformer.load_state_dict(known)
            # its channels are levelled already
            scaling = json.loads((MODEL / "vae" / "config.json").read_text())["scaling_factor"]
            return transformer, Scales(torch.ones(transformer.config.in_channels), scaling)
    torch.nn.init.zeros_(transformer.proj_out.weight)
    return transformer, Scales(*latent_scales(data.pool(SMALL)[0]))


def shapes_of(state):
    return {name: value.shape for name, value in state.items()}


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
    data = Data()
    transformer, scales = begin(data)
    transformer.to(DEVICE, memory_format=torch.channels_last)
    optimizers = Optimizers(transformer, "transformer_blocks.", muon_lr=0.01, adam_lr=1e-3)
    average = Average(transformer, 0.998)
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
        is_small = x0.shape[-1] == SMALL[1]
        return len(scenes) * (0.25 if is_small else 1), {"loss, small" if is_small else "loss": loss.item()}

    training.run(step, report_every=25)
