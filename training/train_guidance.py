"""Teaches the transformer to draw in one run what classifier-free guidance needs two for.

The teacher is the trained transformer; the pupil, which begins as it, learns the velocity that the teacher's guidance by GUIDANCE
makes of the same noisy latents (guidance distillation: Meng et al. 2022, "On Distillation of Guided Diffusion Models"). A step of
a picture takes half the time then. For the empty prompt both say the same, so that guidance still works, on top.
"""

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel

from .device import DEVICE, ON_GPU, autocast, prepare
from .loop import Training
from .optimizer import Average, Optimizers, schedule
from .train_transformer import Data, load_taught, noisy

# Scenes; a small one counts as a quarter.
TOTAL = 200_000 if ON_GPU else 12_000
GUIDANCE = 2.5


def guided(teacher, x, t, said, silent):
    """-> the velocity of the teacher with guidance; said and silent: hidden states and bias, of the prompts and of none"""
    with torch.no_grad():
        with_prompt, without = velocity(teacher, x, t, *said), velocity(teacher, x, t, *silent)
    return without + GUIDANCE * (with_prompt - without)


def velocity(transformer, x, t, hidden, bias):
    with autocast(), sdpa_kernel(SDPBackend.MATH):
        said = {"encoder_hidden_states": hidden, "encoder_attention_mask": bias}
        return transformer(x, timestep=t, return_dict=False, **said)[0].float()


def train(deadline, scale=1.0):
    prepare()
    data = Data()
    (teacher, channel_scale, latent_scale), (pupil, *_) = load_taught(), load_taught()
    data.channel_scale, data.scale = channel_scale, latent_scale
    for network in (teacher, pupil):
        network.to(DEVICE, memory_format=torch.channels_last)
    optimizers = Optimizers(pupil.train(), "transformer_blocks.", muon_lr=0.006, adam_lr=6e-4)
    average = Average(pupil, 0.99)
    parts = {"transformer": pupil, "optimizers": optimizers, "average": average}
    training = Training("guidance", TOTAL * scale, parts, deadline)

    def step(training):
        # as at the end of the transformer's training: all shapes, most prompts through the text encoder
        x0, scenes = data.draw(1.0, training.rng)
        said = data.condition(scenes, training.rng, 1.0)
        silent = data.encode([""])
        silent = tuple(part.expand(len(scenes), -1, -1) for part in silent)
        x, sigma, _ = noisy(x0)
        wanted = guided(teacher, x, sigma * 1000, said, silent)
        loss = (velocity(pupil, x, sigma * 1000, *said) - wanted).pow(2).mean()
        optimizers.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(pupil.parameters(), 1.0)
        optimizers.step(schedule(training.progress, training.step, warmup=20, decay_from=0.3))
        average.update(training.step)
        return len(scenes) * data.weight(x0), {"loss": loss.item(), "unlearned": (loss / wanted.pow(2).mean()).item()}

    training.run(step, report_every=10)
