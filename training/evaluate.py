"""Measures an exported folder: does it draw what it is asked for?

usage: python -m training.evaluate [--folder models/sana-mini] [--count 40] [--guidance G] [--steps N] [--sheet PNG] [--out JSON]

Every prompt uses a sentence pattern that training never used. A picture counts as right (top-1) if, among all source
drawings rendered before the same background, the one nearest to it in the feature space of the contrastive
model's image tower is the thing asked for; top-5: if it is among the five nearest. For pairs the left and the right half are
looked up separately. The feature space itself is checked on renders moved and made unsharp by the autoencoder.
"by_pixels" is the same without a learned eye: nearest by squared difference at 32 x 32 pixels, which works because
things stand in fixed places.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import SanaPipeline
from PIL import Image

from . import clip
from .languages import LANGUAGES
from .paths import MODEL, things
from .pool import plan, to_tensor
from .prompts import Prompter
from .scenes import WITH_GROUND, compose, load_sprites

SHEET = [
    "a cute 🐶 playing with a 🏀 on the grass", "🐶", "pizza", "苹果", "rocket at night", "a red apple", "猫和鱼", "sailboat on the beach",
    "bicycle", "umbrella on a yellow background", "🌵", "fox in the snow", "guitar", "hamburger", "蝴蝶", "robot and teddy bear",
    "un coche rojo", "le château", "ein elefant im schnee", "うさぎと花", "기타", "gato na praia", "кит на закате", "हाथी",
    "a lion in the park", "🐱🧶", "a dog and a bone", "shark by the sea", "海边的螃蟹", "🚀🌕", "cake on a pink background", "panda with bamboo at sunset",
]  # fmt: skip


def draw(pipeline, settings, prompts, seed=0, size=256, batch=16):
    """-> [(size, size, 3) uint8], one picture a prompt; picture i has seed + i."""
    pictures = []
    for start in range(0, len(prompts), batch):
        part = prompts[start : start + batch]
        pictures += pipeline(
            part,
            height=size,
            width=size,
            num_inference_steps=settings["steps"],
            guidance_scale=settings["guidanceScale"],
            generator=[torch.Generator().manual_seed(seed + start + i) for i in range(len(part))],
            complex_human_instruction=None,
            use_resolution_binning=False,
            max_sequence_length=settings["maxSequenceLength"],
        ).images
    return [np.asarray(p) for p in pictures]


def load_pipeline(folder):
    """-> the official pipeline in float32, its settings."""
    pipeline = SanaPipeline.from_pretrained(folder, torch_dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline, json.loads((Path(folder) / "sana.json").read_text())


def pixels(pictures):
    """(n, 3, 96, 96) -> (n, 3072) of length 1 around the mean colour: an untrained feature space."""
    x = F.interpolate(pictures, (32, 32), mode="area").flatten(1)
    return F.normalize(x - x.mean(1, keepdim=True), dim=-1)


class Judge:
    """Ranks all things by how near their drawing is to a picture."""

    def __init__(self, sprites, eye):
        """eye: (n, 3, 96, 96) in [-1, 1] -> features of length 1."""
        self.sprites, self.count, self.eye, self.known = sprites, len(sprites), eye, {}

    @torch.no_grad()
    def features(self, pictures):
        return self.eye(clip.to_input(torch.from_numpy(np.stack(pictures))))

    def drawings(self, background):
        """The features of every thing alone before a background (a dictionary is kept)."""
        if background not in self.known:
            self.known[background] = self.features([compose(self.sprites, (i,), background) for i in range(self.count)])
        return self.known[background]

    def halves(self, background, pictures, place):
        """The features of one half of pictures: a square around the place where one of two things is drawn."""
        x, y = 4 + 120 * place, 106 if background in WITH_GROUND else 64
        return self.features([p[y : y + 128, x : x + 128] for p in pictures])

    def half_drawings(self, background, place):
        key = background, place
        if key not in self.known:
            pairs = [(i, i) for i in range(self.count)]
            self.known[key] = self.halves(background, [compose(self.sprites, p, background) for p in pairs], place)
        return self.known[key]

    def ranks(self, picture, scene):
        """-> for each thing of the scene, how many other things are nearer to the picture."""
        objects, background, _ = scene
        result = []
        for place, thing in enumerate(objects):
            if len(objects) == 1:
                near = self.drawings(background) @ self.features([picture])[0]
            else:
                near = self.half_drawings(background, place) @ self.halves(background, [picture], place)[0]
            result.append(int((near > near[thing]).sum()))
        return result


def random_background(rng):
    """One of four only: every background costs 594 renders to compare with."""
    return rng.choice(["white", "white", "white", "blue", "grass", "night"])


def measure(judges, pictures, scenes):
    """-> the figures of the learned eye, with those of the untrained one inside."""
    learned, untrained = (shares(judge, pictures, scenes) for judge in judges)
    return learned | {"by_pixels": untrained}


def percent(values):
    return round(100 * float(np.mean(values)), 1)


def shares(judge, pictures, scenes):
    """-> shares of scenes of which everything is top-1, top-5, and of things that are top-1."""
    ranks = [judge.ranks(p, s) for p, s in zip(pictures, scenes)]
    return {
        "top1": percent([max(r) < 1 for r in ranks]),
        "top5": percent([max(r) < 5 for r in ranks]),
        "things": percent([x < 1 for r in ranks for x in r]),
    }


@torch.no_grad()
def reconstruct(pipeline, pictures):
    vae = pipeline.vae.to(memory_format=torch.channels_last)
    x = to_tensor(pictures)
    y = vae.decode(vae.encode(x).latent).sample.clamp(-1, 1)
    psnr = 10 * torch.log10(4 / (y - x).pow(2).mean((1, 2, 3)))
    return [p for p in ((y + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()], psnr.tolist()


def held_out_scenes(count, number, rng):
    """Scenes of random pairs and colours that are not in the pool."""
    known = {(tuple(objects), background) for objects, background, _ in plan()}
    scenes = []
    while len(scenes) < number:
        scene = (tuple(rng.sample(range(count), rng.choice([1, 2]))), random_background(rng), rng.randrange(3))
        if scene[:2] not in known or (len(scene[0]) == 1 and rng.random() < 0.3):
            scenes.append(scene)
    return scenes


def measure_eyes(pipeline, judges, sprites, rng, number=48):
    """-> the autoencoder's PSNR in dB on held-out scenes, and how often the judges know a thing that was drawn right."""
    scenes = held_out_scenes(len(sprites), number, rng)
    pictures = [compose(sprites, *s) for s in scenes]
    parts = [reconstruct(pipeline, pictures[i : i + 8]) for i in range(0, number, 8)]
    moved = [compose(sprites, *s, shift=(rng.randint(-12, 12), rng.randint(-12, 12))) for s in scenes]
    return {
        "autoencoder_psnr": round(float(np.mean([x for _, psnr in parts for x in psnr])), 2),
        "judge_on_reconstructions": measure(judges, [p for part, _ in parts for p in part], scenes),
        "judge_on_moved": measure(judges, moved, scenes),
    }


def contact_sheet(pictures, path, columns=8):
    rows = [np.concatenate(pictures[i : i + columns], 1) for i in range(0, len(pictures), columns)]
    Image.fromarray(np.concatenate(rows, 0)).save(path, optimize=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", default=MODEL, type=Path)
    parser.add_argument("--count", default=40, type=int, help="pictures per language and kind")
    parser.add_argument("--guidance", type=float)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--languages", default=",".join([*LANGUAGES, "emoji"]))
    parser.add_argument("--sheet", type=Path, help="draws the contact sheet there")
    parser.add_argument("--drawing-only", action="store_true", help="leaves out the autoencoder and the judges themselves")
    parser.add_argument("--out", type=Path, help="adds the figures to this JSON file")
    options = parser.parse_args()
    pipeline, settings = load_pipeline(options.folder)
    settings["guidanceScale"] = options.guidance or settings["guidanceScale"]
    settings["steps"] = options.steps or settings["steps"]
    prompter, rng, start = Prompter(things()), random.Random(11), time.time()
    count = len(prompter.emoji)
    sprites = load_sprites()
    judges = [Judge(sprites, clip.load(options.folder / "clip")[0]), Judge(sprites, pixels)]
    if options.sheet:
        contact_sheet(draw(pipeline, settings, SHEET, seed=42), options.sheet)

    figures = {"guidance": settings["guidanceScale"], "steps": settings["steps"], "things": count, "single": {}, "pair": {}}
    for language in options.languages.split(","):
        for kind, number in (("single", 1), ("pair", 2)):
            scenes = [(tuple(rng.sample(range(count), number)), random_background(rng), 0) for _ in range(options.count)]
            if language == "emoji":
                prompts = [prompter.test_prompt(s, "en", rng, emoji=True) for s in scenes]
            else:
                prompts = [prompter.test_prompt(s, language, rng) for s in scenes]
            figures[kind][language] = measure(judges, draw(pipeline, settings, prompts), scenes)
            print(f"{kind} {language}: {figures[kind][language]}", flush=True)
    if not options.drawing_only:
        figures |= measure_eyes(pipeline, judges, sprites, rng)
    print(json.dumps(figures, indent=1), f"{time.time() - start:.0f} s", flush=True)
    if options.out:
        if options.out.exists():
            before = json.loads(options.out.read_text())
            for kind in ("single", "pair"):
                figures[kind] = before[kind] | figures[kind]
        options.out.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
