"""Puts the trained parts together as an official diffusers pipeline folder.

The transformer was trained on latents with levelled channels; the levelling is folded into the autoencoder here, so
that its latents only need the one official scaling factor.
"""

import json
import shutil

import torch
from diffusers import DPMSolverMultistepScheduler, SanaPipeline

from .paths import SCRATCH
from .text import TextEncoder
from .tokenizer import MAX_LENGTH
from .train_autoencoder import load as load_trained
from .train_transformer import load_transformer
from .world import NATIVE

SETTINGS = {
    "name": "sana-mini",
    "nativeSize": NATIVE,
    "complexHumanInstruction": None,
    "maxSequenceLength": MAX_LENGTH,
    "steps": 5,
    "guidanceScale": 2.5,
    # larger pictures are enlarged from the size the model was trained at
    "useResolutionBinning": True,
    "license": "MIT",
    "knownThings": True,
}
FLOW_SHIFT = 2.0


def group_mean(inputs, outputs):
    """The encoder's shortcut as a matrix (outputs, inputs): each output is the mean of its group of inputs."""
    return torch.eye(outputs).repeat_interleave(inputs // outputs, 1) * (outputs / inputs)


@torch.no_grad()
def level_channels(autoencoder, channel_scale):
    """Makes the autoencoder give and take latents divided by channel_scale (32,).

    Both ends are a convolution plus a fixed linear shortcut. The shortcut stays; the middle tap of the convolution
    takes up what has to change about it.
    """
    middle, inverse = (1, 1), (1 / channel_scale).view(-1, 1)
    conv = autoencoder.encoder.conv_out
    shortcut = group_mean(conv.in_channels, conv.out_channels)
    conv.weight *= inverse.view(-1, 1, 1, 1)
    conv.bias /= channel_scale
    conv.weight[:, :, *middle] += inverse * shortcut - shortcut
    conv = autoencoder.decoder.conv_in
    shortcut = torch.eye(conv.in_channels).repeat_interleave(conv.out_channels // conv.in_channels, 0)
    conv.weight *= channel_scale.view(1, -1, 1, 1)
    conv.weight[:, :, *middle] += shortcut * channel_scale - shortcut


def make_pipeline():
    transformer, channel_scale, scale = load_transformer()
    text, autoencoder = TextEncoder.load(), load_trained().cpu()
    level_channels(autoencoder, channel_scale)
    autoencoder.register_to_config(scaling_factor=scale)
    scheduler = DPMSolverMultistepScheduler(flow_shift=FLOW_SHIFT, use_flow_sigmas=True, prediction_type="flow_prediction")
    pipeline = SanaPipeline(text.tokenizer, text.model.cpu(), autoencoder, transformer.cpu(), scheduler)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def export(folder):
    make_pipeline().to(torch.float16).save_pretrained(folder)
    (folder / "sana.json").write_text(json.dumps(SETTINGS, indent=2) + "\n")
    clip = SCRATCH / "clip"
    if clip.exists():
        shutil.copytree(clip, folder / "clip", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.pt"))
    size = sum(f.stat().st_size for f in folder.rglob("*.safetensors")) / 2**20
    print(f"{folder}: {size:.1f} MiB of weights")
