"""Everything from nothing: the corpus, the parts, the exported folder, its figures.

usage: python -m training.run [--scale S] [--from FOLDER] [--to FOLDER]

Each step resumes where it was stopped and is skipped when its result is there. The minutes below are those of a
machine with two free cores; S scales them. An autoencoder that is already in SCRATCH/autoencoder is kept.
`--from models/sana-mini` goes on from exported weights when the work files are gone; `--to` leaves models/sana-mini alone.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .paths import CORPUS, MODEL, SCRATCH, TRAINING


# Freed memory is kept for the next step: giving it back and clearing it anew costs a tenth of the time.
KEEP_MEMORY = {f"MALLOC_{name}_": "4000000000" for name in ("TRIM_THRESHOLD", "MMAP_THRESHOLD")}


def module(name, *arguments):
    command = [sys.executable, "-m", f"training.{name}", *map(str, arguments)]
    subprocess.run(command, cwd=TRAINING.parent, check=True, env=os.environ | KEEP_MEMORY)


def once(path, make):
    """Runs make unless path exists."""
    if not path.exists():
        make()


def corpus():
    CORPUS.mkdir(parents=True, exist_ok=True)
    shutil.copy(TRAINING / "package.json", CORPUS)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=CORPUS, check=True)
    subprocess.run(["node", str(TRAINING / "corpus.mjs"), str(CORPUS)], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", default=1.0, type=float, help="multiplies the minutes of every training")
    parser.add_argument("--from", dest="start", type=Path, help="an exported folder to go on from, instead of from nothing")
    parser.add_argument("--to", default=MODEL, type=Path, help="where the folder is exported, with its figures")
    options = parser.parse_args()
    scale, folder = options.scale, options.to.resolve()
    once(CORPUS / "things.json", corpus)
    if options.start:
        once(SCRATCH / "codes.pt", lambda: module("resume", options.start.resolve()))
    once(SCRATCH / "autoencoder", lambda: module("train_autoencoder", 60 * scale))
    module("pool", min(1, scale))
    once(SCRATCH / "codes.pt", lambda: module("codes"))
    once(SCRATCH / "tokenizer", lambda: module("tokenizer"))
    module("train_text", 30 * scale)
    module("train_transformer", (25 if options.start else 95) * scale)
    if not options.start:
        module("train_clip", 12 * scale)
        module("train_clip_text", 3 * scale)
    module("train_autoencoder", 20 * scale, "decoder")
    module("export", folder)
    module("known_things", folder)
    sheet = (TRAINING if folder == MODEL else folder) / "contact-sheet.png"
    count = max(1, round(24 * min(1, scale)))
    module("evaluate", "--folder", folder, "--count", count, "--out", folder / "evaluation.json", "--sheet", sheet)
    if folder == MODEL:
        module("make_references")


if __name__ == "__main__":
    main()
