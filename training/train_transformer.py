"""Teaches the transformer to draw: flow matching on the pool's latents.

It draws the codes of codes.py. On a processor it begins with the weights of the folder in the repository, which know the same latents.
Until LARGE_FROM of the time pictures have half of the native side, which is four times as fast; later some still have, so that
both sizes can be drawn. From SHAPES_FROM on some batches have other shapes than the square, so that things keep their shape there
too. Near the end (from TEXT_FROM on) most prompts go through the trained text encoder instead, so that it gets used to how
that misreads them.
"""

import contextlib
import functools
import json

import torch
import torch.nn.functional as F
from diffusers import SanaTransformer2DModel
from torch.nn.attention import SDPBackend, sdpa_kernel

from . import codes, train_autoencoder
from .device import DEVICE, ON_GPU, prepare
from .gallery import Pools
from .loop import Training, read
from .models import make_transformer
from .optimizer import Average, Optimizers, Twin, schedule
from .paths import MODEL, SCRATCH
from .pool import SHAPES, SMALL, SQUARE, TOKENS, load_pool
from .text import TextEncoder
from .world import TABLES

BATCH = 256 if ON_GPU else 64  # small ones: four times as many on a graphics processor
# Scenes on a processor, most of them many times, of which a small one counts as a quarter; a graphics processor has what is left of its time.
TOTAL = 70_000
TEXT_FROM = 0.85
LARGE_FROM, SMALLER = (0.25, 0.15) if ON_GPU else (0.6, 0.3)  # the share of batches that are small all the same
SHAPES_FROM, SHAPED = 0.75, 0.25  # the share of batches that are not square
# Single things first: the share of scenes with two of them grows until SETTLED of the time.
SETTLED = 0.4
# How much an error counts where no thing is. What is right there does not depend on it, but half of a picture is ground.
GROUND = 0.35
# How much noise codes have at most (their own root mean square is 1). A name in words of its own is read as the right code, but at times with a
# cosine of 0.7: so half of the things' codes have more noise, also those that the text encoder read.
ROUGH, ROUGHER = 0.6, 1.2
# The share of noise levels close to nothing but noise: the first step of five decides what there will be.
FIRST = 0.15


class Data:
    """Batches of latents with their conditions."""

    def __init__(self):
        tables = codes.load()
        self.codes = [tables[name].to(DEVICE) for name in TABLES]
        self.other = tables["other"].to(DEVICE)
        self.pools = Pools(train_autoencoder.load()) if ON_GPU else None
        self.loaded, self.text = functools.cache(load_pool), TextEncoder.load()
        nothing = self.text.tokenize([""])[0]
        self.nothing = F.pad(nothing, (0, TOKENS - nothing.shape[1]))

    def pool(self, shape):
        return self.pools[shape] if self.pools else self.loaded(shape)

    def shape(self, progress, rng):
        if progress < LARGE_FROM:
            return SMALL
        if progress > SHAPES_FROM and rng.random() < SHAPED:
            return rng.choice(SHAPES)
        return SMALL if rng.random() < SMALLER else SQUARE

    def draw(self, progress, rng):
        """-> latents (n, 32, *shape), hidden states (n, tokens, width), attention bias (n, 1, tokens), weights of errors (n, 1, *shape)

        For some nothing is said, for classifier-free guidance.
        """
        shape = self.shape(progress, rng)
        if self.pools:
            self.pools.grow(2)
        simple = 0.7 * (1 - min(1.0, progress / SETTLED)) if shape == SMALL else 0.0
        spoken = progress >= TEXT_FROM and rng.random() < 0.8
        count = BATCH * (4 if ON_GPU and shape == SMALL else 1)
        x, rows, prompts, covered = self.pool(shape).draw(count, simple, exchanged=not spoken)
        silent = (torch.rand(count, device=DEVICE) < 0.1)[:, None]
        x = x * (self.scale / self.channel_scale.view(1, -1, 1, 1))
        if spoken:
            hidden, bias = self.text.encode_ids(torch.where(silent, self.nothing, prompts))
            first = (bias[:, 0] == 0).sum(1) - len(TABLES)  # of the summary tokens
        else:
            hidden, bias = self.condition(torch.where(silent, -1, rows))
            first = torch.ones(count, dtype=torch.long, device=DEVICE)
        every = torch.arange(count, device=DEVICE)
        for table in (0, 1):
            read = hidden[every, first + table]
            hidden[every, first + table] = torch.where(silent, read, rougher(read, self.codes[table]))
        return x, hidden, bias, torch.where(covered[:, None], 1.0, GROUND)

    def condition(self, rows):
        """-> hidden states and attention bias of rows of TABLES (n, tables), as the text encoder should give them"""
        hidden = [table[rows[:, i] % len(table)] for i, table in enumerate(self.codes)]
        hidden.insert(0, self.other.expand(len(rows), -1))
        hidden = roughened(torch.stack(hidden, 1))
        # The words of a prompt all read "other": k equal tokens weigh as much as one with log k added to its score.
        bias = torch.zeros(len(rows), 1, len(TABLES) + 1, device=DEVICE)
        bias[:, 0, 0] = torch.randint(1, 20, (len(rows),), device=DEVICE).float().log()
        return hidden, bias


def roughened(hidden):
    """Codes (n, 1 + tables, width) as uncertain as those that are read from prompts; the first is that of other words."""
    n, tokens, _ = hidden.shape
    amount = ROUGH * torch.rand(n, 1, 1, device=DEVICE) * torch.rand(n, tokens, 1, device=DEVICE).sqrt()
    return codes.normalize(hidden + amount * torch.randn_like(hidden))


def rougher(read, table):
    """Codes of things (n, width), half of them as uncertain as names in unseen patterns: mixed with a bit of five others, or with noise."""
    n = len(read)
    others = table[torch.randint(len(table), (n, 5), device=DEVICE)]
    mixed = (others * torch.randn(n, 5, 1, device=DEVICE)).sum(1) / 5**0.5
    noise = torch.where(torch.rand(n, 1, device=DEVICE) < 0.6, mixed, torch.randn_like(read))
    amount = ROUGHER * torch.rand(n, 1, device=DEVICE) * (torch.rand(n, 1, device=DEVICE) < 0.5)
    return codes.normalize(read + amount * noise)


def begin(data):
    """-> the transformer to go on from, and Scales; that of the folder in the repository where it has these shapes"""
    transformer = make_transformer()
    if (MODEL / "transformer").exists() and not ON_GPU:
        known = SanaTransformer2DModel.from_pretrained(MODEL / "transformer", torch_dtype=torch.float32).state_dict()
        if shapes_of(known) == shapes_of(transformer.state_dict()):
            transformer.load_state_dict(known)
            # its channels are levelled already
            scaling = json.loads((MODEL / "vae" / "config.json").read_text())["scaling_factor"]
            return transformer, Scales(torch.ones(transformer.config.in_channels), scaling)
    torch.nn.init.zeros_(transformer.proj_out.weight)
    return transformer, Scales(*latent_scales(data.pool(SMALL).draw(4096)[0]))


def shapes_of(state):
    return {name: value.shape for name, value in state.items()}


def latent_scales(latents):
    """-> by what each channel is divided (32,), and by what all are multiplied then.

    A few channels carry colour and are five times as strong as the rest; half of that (as a power) is taken out.
    """
    channel_scale = latents.std((0, 2, 3)).sqrt()
    return channel_scale, 1 / (latents / channel_scale.view(1, -1, 1, 1)).std().item()


def flow_loss(transformer, x0, hidden, bias, weights):
    """Weighted mean squared error of the velocity noise - x0, at noise levels like those that few steps visit."""
    level = torch.rand(len(x0), device=DEVICE)
    first = torch.rand(len(x0), device=DEVICE) < FIRST
    sigma = torch.where(first, 1 - 0.015 * level, 2.5 * level / (1 + 1.5 * level)).clamp(0.02, 0.9999)
    noise, s = torch.randn_like(x0), sigma.view(-1, 1, 1, 1)
    # with a handful of keys the plain attention is several times faster backwards on a processor than the blocked one
    with contextlib.nullcontext() if ON_GPU else sdpa_kernel(SDPBackend.MATH):
        velocity = transformer(
            ((1 - s) * x0 + s * noise).bfloat16(),
            encoder_hidden_states=hidden.bfloat16(),
            timestep=sigma * 1000,
            encoder_attention_mask=bias.bfloat16(),
            return_dict=False,
        )[0]
    error = (velocity.float() - (noise - x0)).pow(2).mean(1, keepdim=True)
    return (weights * error).sum() / weights.sum()


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
    twin = Twin(transformer)
    optimizers = Optimizers(transformer, "transformer_blocks.", muon_lr=0.01, adam_lr=1e-3)
    average = Average(transformer, 0.9985 if ON_GPU else 0.998)
    parts = {"transformer": transformer, "optimizers": optimizers, "average": average, "scales": scales}
    if ON_GPU:
        training = Training("transformer", deadline.until(1), parts, deadline, "seconds")
    else:
        training = Training("transformer", TOTAL * scale, parts, deadline)
    scales.to(DEVICE)
    data.channel_scale, data.scale = scales.channel_scale, scales.scale.item()

    def step(training):
        x0, *rest = data.draw(training.progress, training.rng)
        twin.follow()
        loss = flow_loss(twin.module, x0, *rest)
        loss.backward()
        twin.give_gradients()
        torch.nn.utils.clip_grad_norm_(transformer.parameters(), 1.0)
        optimizers.step(schedule(training.progress, training.step))
        average.update(training.step)
        is_small = x0.shape[-1] == SMALL[1]
        return len(x0) * (0.25 if is_small else 1), {"loss, small" if is_small else "loss": loss.detach()}

    training.run(step, report_every=50)
