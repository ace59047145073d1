"""Measures an exported folder: does it draw what it is asked for?

usage: python -m training.evaluate [FOLDER]

In cells of a language and a kind of wish, with sentence patterns that training never used (three of each kind in each
language). The judge (judge.py) tells what is in a picture; of pairs it sees each alone. "sources" is what it says of the same
scenes drawn by the painter: figures near these are as good as can be measured this way.
"""

import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from diffusers import SanaPipeline
from PIL import Image

from . import judge as judging
from .device import DEVICE, LARGER, to_tensor
from .languages import LANGUAGES
from .loop import Stopped
from .paths import MODEL, TRAINING, things
from .prompts import Prompter
from .scenes import Painter, random_scene
from .train_autoencoder import decibels, sharpness
from .world import COUNTS, NATIVE, STYLES, THING_COLORS
from .world import scene as make_scene

KINDS = ["single", "pair", "color", "count", "style"]
CELL = 20  # pictures

SHEET = [
    "a cute 🐶 playing with a 🏀 on the grass", "🐶", "pizza", "苹果", "rocket at night", "a red apple", "猫和鱼", "sailboat on the beach", "bicycle", "umbrella on a yellow background",
    "🌵", "fox in the snow", "guitar", "hamburger", "蝴蝶", "robot and teddy bear", "un coche rojo", "le château", "ein elefant im schnee", "うさぎと花",
    "기타", "gato na praia", "кит на закате", "हाथी", "a lion in the park", "🐱🧶", "a dog and a bone", "shark by the sea", "海边的螃蟹", "🚀🌕",
    "lighthouse at dusk", "lighthouse in the snow", "a tower by the lake", "bridge at night", "skyscraper in the city", "windmill on a green meadow", "village in the mountains", "mountains at dawn", "forest at night", "beach at sunset",
    "landscape in the desert by day", "landscape by the lake at dawn", "city landscape at night", "gradient from blue to pink", "purple gradient", "blue waves", "green and yellow stripes", "pink polka dots", "abstract background in orange", "confetti",
    "bar chart", "line chart", "pie chart", "dashboard", "city map", "mobile app", "website", "code editor", "office", "classroom",
    "kitchen", "living room", "street", "woman with dark skin", "man with light skin", "astronaut", "woman teacher", "man cook with brown skin", "old woman", "baby",
    "two apples", "three cats", "four stars", "3 rockets", "two blue cars", "a blue chair", "green guitar", "purple elephant", "yellow umbrella", "pink rocket",
    "3d dog", "3d render of a house", "cup in 3d", "line drawing of a cat", "camera line icon", "outline of a tree", "tiny mouse", "huge whale", "a cat to the left of a dog", "a bird above a tree",
    "a car in front of a house", "check mark button", "warning", "right arrow", "flag of france", "🇯🇵", "thumbs up", "red heart", "cake on a pink background", "panda with bamboo at sunset",
]  # fmt: skip


def load_pipeline(folder):
    """-> the official pipeline in float32, its settings."""
    pipeline = SanaPipeline.from_pretrained(folder, torch_dtype=torch.float32).to(DEVICE)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline, json.loads((Path(folder) / "sana.json").read_text())


def draw(pipeline, settings, prompts, seed=0, size=NATIVE, deadline=None, batch=8 * LARGER):
    """-> [(size, size, 3) uint8], one picture a prompt; picture i has seed + i."""
    pictures = []
    for start in range(0, len(prompts), batch):
        if deadline and deadline.passed():
            raise Stopped
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


def wish(painter, kind, rng):
    """A scene that asks for one thing of a kind."""
    place, seed = rng.choice(["white", "white", "white", "blue", "grass day", "lake dusk"]), rng.randrange(2**31)
    thing = rng.randrange(painter.count)
    if kind == "pair":
        return make_scene([thing, rng.randrange(painter.count)], place, seed=seed)
    if kind == "color":
        colorful = [i for i in range(painter.count) if painter.colors_of(i) == THING_COLORS]
        return make_scene([rng.choice(colorful)], "white", colors=(rng.choice(THING_COLORS), None), seed=seed)
    if kind == "count":
        return make_scene([thing], place, count=rng.choice(COUNTS), seed=seed)
    if kind == "style":
        style = rng.choice(STYLES)
        having = [i for i in range(painter.count) if style in painter.styles(i)]
        return make_scene([rng.choice(having)], place, style=style, seed=seed)
    return make_scene([thing], place, seed=seed)


def found(painter, judge, kind, scene, picture):
    """Whether the judge finds in a picture what the scene asks for."""
    if kind == "pair":
        halves = [quarter(picture, x, y) for _, _, (x, y, _) in painter.plan(scene, *picture.shape[1::-1])[::-1]]
        return judge.look(halves)["things"].argmax(1).tolist() == scene["objects"]
    scores = {name: int(values[0].argmax()) for name, values in judge.look([picture]).items()}
    wanted = {
        "single": ("things", scene["objects"][0]),
        "color": ("color", THING_COLORS.index(scene["colors"][0]) if kind == "color" else None),
        "count": ("count", COUNTS.index(scene["count"])),
        "style": ("style", STYLES.index(scene["style"])),
    }[kind]
    return scores[wanted[0]] == wanted[1]


def quarter(picture, x, y):
    """What is around a place, half as wide and high as the picture."""
    height, width = (side // 2 for side in picture.shape[:2])
    top, left = max(0, round(y - height / 2)), max(0, round(x - width / 2))
    return picture[top : top + height, left : left + width]


def percent(values):
    return round(100 * float(np.mean(values)), 1)


@torch.no_grad()
def reconstruction(pipeline, painter, count):
    """-> {"dB", "edges"} of the autoencoder on scenes whose seeds training never draws"""
    rng, every, sharp = random.Random("held out"), [], []
    for _ in range(count):
        x = to_tensor([painter.paint(random_scene(painter, rng))])
        y = pipeline.vae.decode(pipeline.vae.encode(x).latent).sample.clamp(-1, 1)
        every.append(decibels(y, x).item())
        sharp.append(sharpness(y, x))
    return {"dB": round(float(np.mean(every)), 2), "edges": round(float(np.mean(sharp)), 3)}


def contact_sheet(pictures, path, columns=10, side=128):
    small = [np.asarray(Image.fromarray(p).resize((side, side), Image.LANCZOS)) for p in pictures]
    rows = [np.concatenate(small[i : i + columns], 1) for i in range(0, len(small) // columns * columns, columns)]
    Image.fromarray(np.concatenate(rows, 0)).save(path, optimize=True)


def evaluate(folder, deadline=None, scale=1.0):
    """Writes FOLDER/evaluation.json, cell by cell, so that it can go on, and the contact sheet."""
    pipeline, settings = load_pipeline(folder)
    prompter, painter, judge = Prompter(things()), Painter(), judging.load()
    path, cell = folder / "evaluation.json", max(1, round(CELL * min(1, scale)))
    figures = json.loads(path.read_text()) if path.exists() else {}
    if figures.get("weights") != weights_of(folder):
        figures = {"weights": weights_of(folder), "steps": settings["steps"], "guidance": settings["guidanceScale"], "cell": cell}

    def keep():
        path.write_text(json.dumps(figures, indent=1) + "\n")

    if "autoencoder" not in figures:
        figures["autoencoder"] = reconstruction(pipeline, painter, max(2, round(48 * min(1, scale))))
        keep()
    for kind in KINDS:
        own = figures.setdefault(kind, {})
        for language in [*LANGUAGES, "emoji", "sources"]:
            if language in own or (language == "emoji" and kind not in ("single", "pair")):
                continue
            rng, start = random.Random(f"{kind} {language}"), time.time()
            scenes = [wish(painter, kind, rng) for _ in range(cell if language != "sources" else 5 * cell)]
            if language == "sources":
                pictures = [painter.paint(s) for s in scenes]
            else:
                speech = "en" if language == "emoji" else language
                prompts = [prompter.test_prompt(s, speech, rng, emoji=language == "emoji") for s in scenes]
                pictures = draw(pipeline, settings, prompts, deadline=deadline)
            own[language] = percent([found(painter, judge, kind, s, p) for s, p in zip(scenes, pictures)])
            print(f"evaluation: {kind} {language} {own[language]} %, {time.time() - start:.0f} s", flush=True)
            keep()
        own["all"] = round(float(np.mean([own[l] for l in LANGUAGES])), 1)
        keep()
    sheet = SHEET if scale >= 1 else SHEET[:10]
    contact_sheet(
        draw(pipeline, settings, sheet, seed=42, deadline=deadline),
        (TRAINING if folder == MODEL else folder) / "contact-sheet.png",
    )


def weights_of(folder):
    """Something that is other for other weights."""
    return sum(f.stat().st_mtime_ns for f in Path(folder).rglob("*.safetensors")) % 2**31


if __name__ == "__main__":
    evaluate(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
