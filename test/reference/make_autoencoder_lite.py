"""A tiny autoencoder in the shape of dc-ae-lite-f32c32-sana-1.1: its decoder has residual blocks only, none of them at
full resolution, where a pixel shuffle makes the picture, and silu before that. Weights and what the reference makes of a
latent and a picture, in one file; a picture that the tiny Sana model draws with it.
Run: python make_autoencoder_lite.py, with diffusers and torch installed."""

import json
import pathlib

import torch
from diffusers import AutoencoderDC, SanaPipeline
from PIL import Image
from safetensors.torch import save_file

SEED = 5100
here = pathlib.Path(__file__).parent
torch.set_grad_enabled(False)

res, vit = "ResBlock", "EfficientViTBlock"
channels = (8, 8, 16, 32, 32, 32)
vae = AutoencoderDC(
    in_channels=3,
    latent_channels=32,
    attention_head_dim=32,
    encoder_block_types=(res, res, res, vit, vit, vit),
    decoder_block_types=(res,) * 6,
    encoder_block_out_channels=channels,
    decoder_block_out_channels=channels,
    encoder_layers_per_block=(1,) * 6,
    decoder_layers_per_block=(0, 3, 5, 4, 4, 4),
    encoder_qkv_multiscales=((), (), (), (5,), (5,), (5,)),
    decoder_qkv_multiscales=((),) * 6,
    downsample_block_type="conv",
    upsample_block_type="pixel_shuffle",
    decoder_norm_types="rms_norm",
    decoder_act_fns="silu",
    decoder_conv_act_fn="silu",
    scaling_factor=0.41407,
).eval()

noise = torch.Generator().manual_seed(SEED + 50)
for name, weight in vae.named_parameters():
    if weight.ndim > 1:
        weight.copy_(torch.randn(weight.shape, generator=noise) * weight[0].numel() ** -0.5)
    elif "norm" in name and name.endswith("weight"):
        weight.copy_(1 + 0.1 * torch.randn(weight.shape, generator=noise))
    else:
        weight.copy_(0.1 * torch.randn(weight.shape, generator=noise))
# many random residual blocks in a row blow the picture up: their branches get smaller, as a trained network's are
for name, weight in vae.named_parameters():
    if name.startswith("decoder.up_blocks") and name.endswith(".norm.weight"):
        weight.mul_(0.3)

stages = {}
for index, block in enumerate(vae.decoder.up_blocks):
    if len(block):
        keep = lambda _, __, out, name=f"ae.up{index}": stages.__setitem__(name, out[..., :8, :8].clone())
        block.register_forward_hook(keep)
draws = torch.Generator().manual_seed(SEED + 51)
latent = torch.randn(1, 32, 4, 6, generator=draws)
image = torch.rand(1, 3, 128, 192, generator=draws) * 2 - 1
decoded, encoded = vae.decode(latent).sample, vae.encode(image).latent
tensors = dict(vae.state_dict()) | dict(stages)
tensors |= {"ae.latent": latent, "ae.decoded": decoded, "ae.image": image, "ae.encoded": encoded}
save_file({name: value.contiguous() for name, value in tensors.items()}, here / "autoencoder" / "lite.safetensors")
(here / "autoencoder" / "lite.json").write_text(json.dumps(dict(vae.config), indent=2) + "\n")

pipeline = SanaPipeline.from_pretrained(here / "sana" / "model", torch_dtype=torch.float32)
pipeline.vae = vae
picture = pipeline(
    prompt="念去去千里烟波，暮霭沉沉楚天阔",
    width=192,
    height=256,
    num_inference_steps=6,
    guidance_scale=4.5,
    use_resolution_binning=False,
    generator=torch.Generator().manual_seed(61),
    output_type="np",
).images[0]
Image.fromarray((picture * 255).round().astype("uint8")).save(here / "autoencoder" / "lite.png", optimize=True)
