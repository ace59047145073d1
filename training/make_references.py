"""Draws the reference pictures of test/reference/sana-mini with the official diffusers pipeline, float32, on the CPU.

usage: python -m training.make_references
"""

import json

from PIL import Image

from .evaluate import draw, load_pipeline
from .paths import MODEL, ROOT
from .world import NATIVE

FOLDER = ROOT / "test" / "reference" / "sana-mini"
PROMPTS = [
    ("A cute 🐶 playing with a 🏀 on the grass", 1), ("🐱", 2), ("pizza on a yellow background", 3), ("草地上的苹果", 4), ("un coche rojo", 5),
    ("un papillon sur fond bleu", 6), ("ein elefant im schnee", 7), ("夜のロケット", 8), ("해변의 게", 9), ("слон на закате", 10),
]  # fmt: skip


def main():
    pipeline, settings = load_pipeline(MODEL)
    FOLDER.mkdir(parents=True, exist_ok=True)
    references = []
    for number, (prompt, seed) in enumerate(PROMPTS):
        name = f"{number:02}.png"
        Image.fromarray(draw(pipeline, settings, [prompt], seed=seed)[0]).save(FOLDER / name, optimize=True)
        references.append(
            {
                "file": name,
                "prompt": prompt,
                "seed": seed,
                "width": NATIVE,
                "height": NATIVE,
                "steps": settings["steps"],
                "guidanceScale": settings["guidanceScale"],
            }
        )
    (FOLDER / "prompts.json").write_text(json.dumps(references, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
