"""A LoRA for sana-mini: what it draws, as on an old photograph.

usage: python -m training.train_lora [STEPS] [PICTURES]      (default: 240, 64)

The model teaches itself: it draws pictures, their colours become shades of sepia, and the LoRA learns to draw the latents of
those from the same words. Nothing but models/sana-mini is needed. Writes models/loras/sana-mini-sepia.safetensors, as diffusers
writes it.
"""

import itertools
import json
import random
import sys
import time

import torch
from safetensors.torch import save_file
from torch import nn

from .evaluate import load_pipeline
from .paths import MODEL, ROOT
from .world import NATIVE

RANK, ALPHA = 4, 4
OUT = ROOT / "models" / "loras" / "sana-mini-sepia.safetensors"
THINGS = (
    "a fox,a red car,a cat,a house,a tree,an apple,a rocket,a penguin,a bicycle,a cup of coffee,a dog,a pizza,a guitar,a boat,"
    "a flower,a book,an owl,a cake,a train,a whale,a mushroom,an umbrella,a star,a horse,a bus,a turtle,a banana,a crown"
).split(",")
PLACES = ["", " on a beach", " in the snow", " in a forest", " on a blue background", " at night"]
BATCH = 8


class Low(nn.Module):
    """A linear layer, or a convolution of 1x1 pixels, with a product of two thin matrices beside it."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer.requires_grad_(False)
        rows, columns = layer.weight.shape[:2]
        self.down = nn.Parameter(torch.randn(RANK, columns) * columns**-0.5)
        self.up = nn.Parameter(torch.zeros(rows, RANK))

    def forward(self, x):
        weight = (self.up @ self.down) * (ALPHA / RANK)
        if isinstance(self.layer, nn.Conv2d):
            return self.layer(x) + nn.functional.conv2d(x, weight[:, :, None, None])
        return self.layer(x) + nn.functional.linear(x, weight)


def add_lora(transformer):
    """-> {name: Low} of what learns: the feed-forwards and the attention to itself of the last blocks, and what comes out."""
    blocks = transformer.transformer_blocks
    names = ["proj_out"]
    for i in range(len(blocks) - 3, len(blocks)):
        names += [f"transformer_blocks.{i}.{part}" for part in ("attn1.to_v", "attn1.to_out.0", "ff.conv_inverted", "ff.conv_point")]
    changed = {}
    for name in names:
        parent, _, last = name.rpartition(".")
        module = transformer.get_submodule(parent)
        changed[name] = Low(getattr(module, last))
        setattr(module, last, changed[name]) if not last.isdigit() else module.__setitem__(int(last), changed[name])
    return changed


def sepia(pictures):
    """(n, 3, h, w) in [-1, 1] -> brightness, from a dark brown to cream."""
    weights = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
    gray = ((pictures * weights).sum(1, keepdim=True) + 1) / 2
    dark, light = torch.tensor([0.18, 0.10, 0.06]), torch.tensor([1.0, 0.95, 0.82])
    mixed = dark.view(1, 3, 1, 1) + gray * (light - dark).view(1, 3, 1, 1)
    return mixed * 2 - 1


def main():
    steps, count = (int(sys.argv[i]) if len(sys.argv) > i else usual for i, usual in ((1, 240), (2, 64)))
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    pipe, settings = load_pipeline(MODEL)
    scale = pipe.vae.config.scaling_factor
    prompts = [thing + place for thing, place in itertools.product(THINGS, PLACES)]
    random.Random(0).shuffle(prompts)
    latents, words, masks, begun = [], [], [], time.time()
    with torch.no_grad():
        for start in range(0, count, BATCH):
            some = prompts[start : start + BATCH]
            drawn = pipe(some, height=NATIVE, width=NATIVE, num_inference_steps=settings["steps"], guidance_scale=settings["guidanceScale"], output_type="pt",
                         use_resolution_binning=False, complex_human_instruction=None).images * 2 - 1
            latents.append(pipe.vae.encode(sepia(drawn.float()))[0] * scale)
            hidden, mask, *_ = pipe.encode_prompt(some, do_classifier_free_guidance=False, complex_human_instruction=None, max_sequence_length=settings["maxSequenceLength"])
            words.append(hidden)
            masks.append(mask)
            print(f"pictures: {start + len(some)} of {count}, {time.time() - begun:.0f} s", flush=True)
        empty, empty_mask, *_ = pipe.encode_prompt([""], do_classifier_free_guidance=False, complex_human_instruction=None, max_sequence_length=settings["maxSequenceLength"])
    latents, words, masks = torch.cat(latents), torch.cat(words), torch.cat(masks)
    transformer = pipe.transformer.requires_grad_(False)
    changed = add_lora(transformer)
    parameters = [p for low in changed.values() for p in (low.down, low.up)]
    optimizer = torch.optim.Adam(parameters, lr=4e-3)
    losses = []
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = 4e-3 * min(1, step / 20) * (1 - 0.9 * step / steps)
        chosen = torch.randint(len(latents), (BATCH,))
        x0, hidden, mask = latents[chosen], words[chosen].clone(), masks[chosen].clone()
        silent = torch.rand(BATCH) < 0.15
        hidden[silent], mask[silent] = empty, empty_mask
        sigma = torch.sigmoid(torch.randn(BATCH))
        sigma = (3 * sigma / (1 + 2 * sigma)).view(-1, 1, 1, 1)
        noise = torch.randn_like(x0)
        velocity = transformer((1 - sigma) * x0 + sigma * noise, encoder_hidden_states=hidden, timestep=sigma.flatten() * 1000,
                               encoder_attention_mask=mask, return_dict=False)[0]
        loss = (velocity - (noise - x0)).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if step % 20 == 0:
            print(f"LoRA: step {step}, loss {sum(losses) / len(losses):.4f}, {time.time() - begun:.0f} s", flush=True)
            losses = []
            save(changed)
    save(changed)


def save(changed):
    """Under the names of diffusers, with alpha where peft writes it."""
    OUT.parent.mkdir(exist_ok=True)
    tensors = {}
    for name, low in changed.items():
        tail = (..., None, None) if isinstance(low.layer, nn.Conv2d) else ...
        tensors[f"transformer.{name}.lora_A.weight"] = low.down.detach().half()[tail].contiguous()
        tensors[f"transformer.{name}.lora_B.weight"] = low.up.detach().half()[tail].contiguous()
    adapter = {"transformer.r": RANK, "transformer.lora_alpha": ALPHA}
    save_file(tensors, OUT, {"format": "pt", "lora_adapter_metadata": json.dumps(adapter)})


if __name__ == "__main__":
    main()
