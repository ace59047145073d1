"""Tiny autoencoders for what the published one does not use: no layers in stage 0, several scales or none, and every
ratio of channels at a change of resolution. One file each: weights, and what the reference makes of a latent and a
picture. Run: python make_autoencoder.py, with diffusers and torch installed."""

import json
import pathlib

import torch
from diffusers import AutoencoderDC
from safetensors.torch import save_file

folder = pathlib.Path(__file__).parent / "autoencoder"
folder.mkdir(exist_ok=True)

for down, up in (("conv", "interpolate"), ("pixel_unshuffle", "pixel_shuffle")):
    torch.manual_seed(0)
    both = dict(
        block_types=["ResBlock", "ResBlock", "EfficientViTBlock", "EfficientViTBlock"],
        block_out_channels=[4, 8, 4, 16],
        layers_per_block=[0, 1, 1, 2],
        qkv_multiscales=[[], [], [], [3, 5]],
    )
    config = {f"{half}_{key}": value for half in ("encoder", "decoder") for key, value in both.items()}
    config |= dict(latent_channels=8, attention_head_dim=4, downsample_block_type=down, upsample_block_type=up)
    model = AutoencoderDC(**config).eval()
    with torch.no_grad():
        # norms start as ones and zeros, which would hide a mistake
        for weight in model.parameters():
            weight.add_(0.1 * torch.randn_like(weight))
        latent, image = torch.randn(1, 8, 5, 7), torch.rand(1, 3, 40, 56) * 2 - 1
        tensors = dict(model.state_dict()) | {
            "ae.latent": latent,
            "ae.decoded": model.decode(latent).sample,
            "ae.image": image,
            "ae.encoded": model.encode(image).latent,
        }
    save_file({name: value.contiguous() for name, value in tensors.items()}, folder / f"{up}.safetensors")
    (folder / f"{up}.json").write_text(json.dumps(config, indent=2) + "\n")
