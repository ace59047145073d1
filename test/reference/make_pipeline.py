#!/usr/bin/env python3
"""Whole pictures from the tiny models by the reference pipelines (diffusers), one for each way of asking.

    python make_pipeline.py            (in this folder, after make_reference.py made sana/ and sprint/)

Writes pipeline/cases.json, a list of requests in this project's own terms, and pipeline/NAME.png for each.
"""
import json, os
import numpy as np
import torch
from PIL import Image
from diffusers import FlowMatchEulerDiscreteScheduler, SanaPipeline, SanaSprintImg2ImgPipeline, SanaSprintPipeline

HERE = os.path.dirname(os.path.abspath(__file__))
PROMPT = "A cute 🐶 playing with a 🏀 on the grass"
# more tokens than a cross-attention head has channels: the engine then leaves the products unfolded
LONG = " ".join(["design mockup hero image, pastel colours, soft light"] * 12)


def start_image(width, height):
    """A smooth picture with a hard edge."""
    y, x = np.mgrid[0:height, 0:width]
    rgb = np.stack([x * 255 / width, y * 255 / height, np.where((x // 40 + y // 40) % 2, 220, 30)], -1)
    return Image.fromarray(rgb.astype(np.uint8))


CASES = {
    "negative": dict(model="sana", prompt=PROMPT, negativePrompt="blurry, low quality", width=320, height=256, steps=8, guidanceScale=3.0, seed=7),
    "unguided": dict(model="sana", prompt=PROMPT, width=256, height=256, steps=6, guidanceScale=1.0, seed=8),
    "long": dict(model="sana", prompt=LONG, width=256, height=256, steps=6, guidanceScale=4.5, seed=2**33 + 5),
    "binned": dict(model="sana", prompt="念去去千里烟波", width=500, height=380, steps=6, guidanceScale=4.5, seed=9, sampleSize=16),
    "euler": dict(model="sana", prompt=PROMPT, width=256, height=256, steps=12, guidanceScale=4.5, seed=10, sampler="euler"),
    "sprint": dict(model="sprint", prompt=PROMPT, width=256, height=256, steps=2, guidanceScale=4.5, seed=11),
    "sprint-four": dict(model="sprint", prompt=PROMPT, width=192, height=256, steps=4, guidanceScale=3.0, seed=12),
    "from-image": dict(model="sprint", prompt=PROMPT, width=256, height=256, steps=2, guidanceScale=4.5, seed=13, strength=0.6, image=[300, 200]),
    "from-image-near": dict(model="sprint", prompt=PROMPT, width=256, height=256, steps=2, guidanceScale=4.5, seed=14, strength=0.4, image=[300, 200]),
    # the product gets another family's scheduler there and must not follow it
    "sprint-beside-dpm": dict(model="sprint", prompt="a cat", width=256, height=256, steps=2, guidanceScale=4.5, seed=3, schedulerOf="sana"),
    "thresholding": dict(model="sana", prompt="a cat", width=256, height=256, steps=6, guidanceScale=4.5, seed=3, scheduler=dict(thresholding=True)),
}


@torch.no_grad()
def draw(case):
    pipeline = {"sana": SanaPipeline, "sprint": SanaSprintImg2ImgPipeline if "image" in case else SanaSprintPipeline}[case["model"]]
    pipe = pipeline.from_pretrained(os.path.join(HERE, case["model"], "model"), torch_dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    if case.get("sampler") == "euler":
        pipe.scheduler = FlowMatchEulerDiscreteScheduler(shift=pipe.scheduler.config.flow_shift)
    if "scheduler" in case:
        pipe.scheduler = type(pipe.scheduler).from_config(pipe.scheduler.config, **case["scheduler"])
    if "sampleSize" in case:
        pipe.transformer.register_to_config(sample_size=case["sampleSize"])
    options = dict(prompt=case["prompt"], height=case["height"], width=case["width"], num_inference_steps=case["steps"],
                   guidance_scale=case["guidanceScale"], use_resolution_binning="sampleSize" in case,
                   generator=torch.Generator().manual_seed(case["seed"]))
    if "negativePrompt" in case: options["negative_prompt"] = case["negativePrompt"]
    if case["model"] == "sprint" and case["steps"] != 2: options["intermediate_timesteps"] = None
    if "image" in case: options |= dict(image=start_image(*case["image"]), strength=case["strength"])
    return pipe(**options).images[0]


os.makedirs(os.path.join(HERE, "pipeline"), exist_ok=True)
start_image(300, 200).save(os.path.join(HERE, "pipeline", "start.png"))
for name, case in CASES.items():
    draw(case).save(os.path.join(HERE, "pipeline", f"{name}.png"))
    print(name)
json.dump(CASES, open(os.path.join(HERE, "pipeline", "cases.json"), "w"), ensure_ascii=False, indent=2)
