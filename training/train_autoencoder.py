"""Trains the autoencoder: whole from the beginning on crops, or the decoder alone on the pool's whole scenes.

usage: python -m training.train_autoencoder MINUTES            writes SCRATCH/autoencoder (a diffusers folder)
       python -m training.train_autoencoder MINUTES decoder    writes SCRATCH/decoder.pt, the encoder stays as it is

With the encoder unchanged all latents stay valid, so the decoder can get better while the transformer trains.
"""

import math
import random
import sys
import time

import torch
from diffusers import AutoencoderDC

from .models import make_autoencoder
from .optimizer import Average, schedule
from .paths import SCRATCH
from .pool import load_pool, to_tensor
from .scenes import BACKGROUNDS, VARIANTS, compose, load_sprites

CROP = 128  # px


def whole_batch(sprites, rng, batch=12):
    """Crops of random scenes, drawn towards the middle, where the things are. -> pictures (n, 3, 128, 128)"""
    crops, count = [], len(sprites)
    while len(crops) < batch:
        objects = rng.sample(range(count), rng.choice([1, 1, 2]))
        background = "white" if rng.random() < 0.4 else rng.choice(BACKGROUNDS)
        shift = (rng.randint(-16, 16), rng.randint(-16, 16))
        picture = compose(sprites, objects, background, rng.randrange(VARIANTS), shift)
        for _ in range(2):
            y, x = (min(max(int(rng.gauss(64, 40)), 0), CROP) for _ in range(2))
            crops.append(picture[y : y + CROP, x : x + CROP])
    return to_tensor(crops)


def loss_of(y, x):
    """Absolute and squared error, and the error of the differences between neighbours, which keeps edges.

    The logarithm is each picture's PSNR: it keeps easy pictures, with errors near nothing, getting better.
    """
    square = (y - x).pow(2).mean((1, 2, 3))
    result = (y - x).abs().mean() + square.mean() + 0.02 * square.log().mean()
    for axis in (2, 3):
        result = result + (y.diff(dim=axis) - x.diff(dim=axis)).abs().mean()
    return result


def channels_last(gradient):
    """Without this the gradient of the loss leaves the fast path of the backward pass."""
    return gradient.contiguous(memory_format=torch.channels_last)


def main():
    torch.set_flush_denormal(True)
    minutes, decoder_only = float(sys.argv[1]), sys.argv[2:] == ["decoder"]
    checkpoint = SCRATCH / ("decoder.pt" if decoder_only else "autoencoder.pt")
    if decoder_only:
        autoencoder = AutoencoderDC.from_pretrained(SCRATCH / "autoencoder").float()
        latents, scenes = load_pool()
    else:
        autoencoder = make_autoencoder()
    autoencoder.to(memory_format=torch.channels_last)
    module = autoencoder.decoder if decoder_only else autoencoder
    optimizer = torch.optim.AdamW(module.parameters(), betas=(0.9, 0.95), weight_decay=1e-4)
    peak = 3e-4 if decoder_only else 5e-4
    average, step, elapsed = Average(module, 0.998), 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        module.load_state_dict(state["module"])
        optimizer.load_state_dict(state["optimizer"])
        average.values = [state["average"][name] for name, _ in module.named_parameters()]
        step, elapsed = state["step"], state["elapsed"]
    sprites, rng, errors, last_save = load_sprites(), random.Random(step), [], time.time()

    def save():
        names = [name for name, _ in module.named_parameters()]
        state = {"module": module.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "elapsed": elapsed}
        torch.save(state | {"average": dict(zip(names, average.values))}, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").rename(checkpoint)

    while elapsed < minutes * 60:
        start = time.time()
        if decoder_only:
            chosen = rng.sample(range(len(scenes)), 4)
            x = to_tensor([compose(sprites, *scenes[i]) for i in chosen])
            z = latents[chosen].float().contiguous(memory_format=torch.channels_last)
        else:
            x = whole_batch(sprites, rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            z = z if decoder_only else autoencoder.encode(x).latent
            y = autoencoder.decode(z).sample
        y.register_hook(channels_last)
        loss = loss_of(y.float(), x)
        if not decoder_only:
            z.register_hook(channels_last)
            loss = loss + 1e-4 * z.float().pow(2).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        for group in optimizer.param_groups:
            group["lr"] = peak * schedule(elapsed / (minutes * 60), step)
        optimizer.step()
        step += 1
        average.update(step)
        errors.append((y.detach().float().clamp(-1, 1) - x).pow(2).mean((1, 2, 3)).log10().mean())
        elapsed += time.time() - start
        if step % 100 == 0:
            psnr = 10 * (math.log10(4) - torch.stack(errors).mean())
            print(f"autoencoder: step {step}, {elapsed / 60:.1f} min, {psnr:.2f} dB", flush=True)
            errors = []
        if time.time() - last_save > 120:
            save()
            last_save = time.time()
    save()
    if not decoder_only:
        average.copy_to(autoencoder)
        autoencoder.save_pretrained(SCRATCH / "autoencoder")


if __name__ == "__main__":
    main()
