"""Trains the autoencoder on crops of scenes of all kinds.

On a graphics processor first encoder and decoder together; then, everywhere, the decoder alone, with a critic, which makes
edges sharp. With the encoder unchanged all latents stay valid, so the decoder can get better while the transformer trains.
"""

import random
import time

import torch
from diffusers import AutoencoderDC

from .device import DEVICE, ON_GPU, autocast, channels_last, prepare, to_tensor
from .gallery import CROP, corner, shared
from .loop import Training, read
from .models import make_autoencoder
from .optimizer import Average, schedule
from .paths import MODEL, SCRATCH
from .perceptual import Critic, Eye, hooked
from .scenes import Painter, random_scene

BATCH = 3
# Crops on a processor, which goes on from the encoder that there is; on a graphics processor the shares of its time when they end.
WHOLE, DECODER = (0.24, 0.37) if ON_GPU else (0, 6_000)
CRITIC_FROM = 0.15  # of the decoder's part

painter = None


def crops(seed):
    """-> endlessly (BATCH, 3, CROP, CROP)"""
    rng = random.Random(seed)
    while True:
        yield to_tensor(some_crops(rng))


def some_crops(rng):
    """-> [(CROP, CROP, 3) uint8], BATCH of them"""
    global painter
    painter = painter or Painter()
    result = []
    while len(result) < BATCH:
        picture = painter.paint(random_scene(painter, rng))
        for _ in range(2):
            y, x = corner(rng)
            result.append(picture[y : y + CROP, x : x + CROP])
    return result[:BATCH]


def loss_of(y, x):
    """Absolute and squared error, and the error of the differences between neighbours, which keeps edges.

    The logarithm is each picture's PSNR: it keeps easy pictures, with errors near nothing, getting better.
    """
    square = (y - x).pow(2).mean((1, 2, 3))
    result = (y - x).abs().mean() + square.mean() + 0.02 * (square + 1e-6).log().mean()
    for axis in (2, 3):
        result = result + (y.diff(dim=axis) - x.diff(dim=axis)).abs().mean()
    return result


def decibels(y, x):
    return (10 * torch.log10(4 / ((y.detach().clamp(-1, 1) - x).pow(2).mean((1, 2, 3)) + 1e-7))).mean()


def sharpness(y, x):
    """How strong the edges of y are where x has strong ones, as a share."""
    total = [0.0, 0.0]
    for axis in (2, 3):
        wanted, seen = x.diff(dim=axis).abs().amax(1), y.diff(dim=axis).abs().amax(1)
        strong = wanted > 0.25
        total[0] += seen[strong].sum().item()
        total[1] += wanted[strong].sum().item()
    return total[0] / max(total[1], 1e-6)


def start():
    """The autoencoder that training goes on from: that of the folder in the repository, if it has these shapes."""
    autoencoder = make_autoencoder()
    folder = MODEL / "vae"
    if folder.exists():
        known = AutoencoderDC.from_pretrained(folder, torch_dtype=torch.float32).state_dict()
        if all(name in known and known[name].shape == value.shape for name, value in autoencoder.state_dict().items()):
            autoencoder.load_state_dict(known)
    return autoencoder


def load(averaged=True):
    """The autoencoder as far as it is trained, in float32."""
    autoencoder = start().to(DEVICE, memory_format=torch.channels_last).eval()
    for name, module in (("autoencoder", autoencoder), ("decoder", autoencoder.decoder)):
        if (SCRATCH / f"{name}.pt").exists():
            parts = read(SCRATCH / f"{name}.pt")["parts"]
            module.load_state_dict(parts["module"])
            if averaged:
                average = Average(module, 0.999)
                average.load_state_dict(parts["average"])
                average.copy_to(module)
    return autoencoder


def train(deadline, scale=1.0, decoder_only=False):
    prepare()
    autoencoder = (load() if decoder_only else start()).to(DEVICE, memory_format=torch.channels_last).train()
    autoencoder.encoder.requires_grad_(not decoder_only)
    module = autoencoder.decoder if decoder_only else autoencoder
    eye, critic = Eye(), Critic().to(DEVICE, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(module.parameters(), betas=(0.9, 0.95), weight_decay=1e-4)
    against = torch.optim.AdamW(critic.parameters(), lr=4e-4, betas=(0.5, 0.9))
    average, peak = Average(module, 0.998), 1.5e-4 if decoder_only else 2.5e-4
    parts = {"module": module, "optimizer": optimizer, "average": average}
    if decoder_only:
        parts |= {"critic": critic, "against": against}
    name, total = ("decoder", DECODER) if decoder_only else ("autoencoder", WHOLE)
    pictures = shared().parts() if ON_GPU else crops(time.time())
    if ON_GPU:
        training = Training(name, deadline.until(total), parts, deadline, "seconds")
    else:
        training = Training(name, total * scale, parts, deadline)

    def step(training):
        x = next(pictures)
        with torch.set_grad_enabled(not decoder_only), autocast():
            z = autoencoder.encode(x).latent
        if not decoder_only:
            z.register_hook(channels_last)
        with autocast():
            y = autoencoder.decode(z).sample
        y = hooked(y).float()
        loss = loss_of(y, x) + 0.3 * eye(y, x)
        figures = {"dB": decibels(y, x)}
        if training.step % 10 == 0:
            figures["sharp"] = sharpness(y.detach(), x)
        if decoder_only and training.progress > CRITIC_FROM:
            share = min(1.0, (training.progress - CRITIC_FROM) / 0.1)
            critic.requires_grad_(False)
            loss = loss - 0.02 * share * critic(y).mean()
            critic.requires_grad_(True)
        if not decoder_only:
            loss = loss + 1e-4 * z.float().pow(2).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        for group in optimizer.param_groups:
            group["lr"] = peak * schedule(training.progress, training.step)
        optimizer.step()
        average.update(training.step)
        if decoder_only:
            lesson = critic.lesson(y, x)
            against.zero_grad(set_to_none=True)
            lesson.backward()
            against.step()
            figures["critic"] = lesson.detach()
        return len(x), figures

    training.run(step, report_every=20)
