"""Where the networks compute: a graphics processor if there is one, else the processor. SANA_MINI_DEVICE names another."""

import os

import numpy as np
import torch

DEVICE = torch.device(os.environ.get("SANA_MINI_DEVICE", "cuda" if torch.cuda.is_available() else "cpu"))
ON_GPU = DEVICE.type == "cuda"
# How many pictures at once, and how many processes draw them beside.
LARGER = 8 if ON_GPU else 1
WORKERS = max(1, (os.cpu_count() or 1) - 3) if ON_GPU else 0


def prepare(seed=0):
    """Numbers so small that processors compute slowly with them count as zero."""
    torch.set_flush_denormal(True)
    torch.manual_seed(seed)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True


def autocast():
    """bfloat16 where it does no harm: many times faster than float32 on processors that have it."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16)


def to_tensor(pictures):
    """[(h, w, 3) uint8] or one tensor of them -> (n, 3, h, w) float32 in [-1, 1], channels last in memory (the fast path on a CPU)."""
    whole = pictures if torch.is_tensor(pictures) else torch.from_numpy(np.stack(pictures))
    x = whole.to(DEVICE).permute(0, 3, 1, 2).float() / 127.5 - 1
    return x.contiguous(memory_format=torch.channels_last)


def to_pictures(x):
    """(n, 3, h, w) in about [-1, 1] -> [(h, w, 3) uint8]"""
    return list(((x.float().clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy())


def channels_last(gradient):
    """Without this the gradient of a loss leaves the fast path of the backward pass."""
    return gradient.contiguous(memory_format=torch.channels_last)
