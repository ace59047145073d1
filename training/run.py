"""Everything from nothing, in pieces: each call goes on where the last one stopped.

usage: python -m training.run [--minutes M] [--scale S] [--to FOLDER] [--only STEP...]

Without --minutes it runs to the end. Ends with 0 when everything is done, with 75 when there is more to do.
S multiplies what every training sees, 0.01 for a rehearsal; --to leaves models/sana-mini alone.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from .device import ON_GPU
from .loop import Deadline, Stopped
from .paths import CORPUS, MODEL, SCRATCH, TRAINING

MORE_TO_DO = 75  # as sysexits.h has it: try again later


def corpus():
    from . import corpus as packing

    if (CORPUS / "packs.json").exists():
        return
    CORPUS.mkdir(parents=True, exist_ok=True)
    shutil.copy(TRAINING / "package.json", CORPUS)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=CORPUS, check=True)
    subprocess.run(["node", str(TRAINING / "corpus.mjs"), str(CORPUS)], check=True)
    packing.main()


def done(name):
    return SCRATCH / "done" / name


def steps(deadline, scale, folder):
    """-> [(name, what to do)], in their order"""
    from . import codes, evaluate, export, judge, known_things, pool, tokenizer, train_autoencoder, train_clip, train_text
    from . import train_transformer

    return [
        ("corpus", corpus),
        ("codes", codes.make),
        ("tokenizer", lambda: tokenizer.train(scale)),
        ("autoencoder", lambda: train_autoencoder.train(deadline, scale)),
        ("decoder", lambda: train_autoencoder.train(deadline, scale, decoder_only=True)),
        ("text", lambda: train_text.train(deadline, scale)),
        ("judge", lambda: judge.train(deadline, scale)),
        ("pool", lambda: None if ON_GPU else pool.fill(train_autoencoder.load(), deadline, scale)),
        ("transformer", lambda: train_transformer.train(deadline, scale)),
        ("clip", lambda: train_clip.train(deadline, scale)),
        ("export", lambda: export.export(folder)),
        ("known things", lambda: known_things.make(folder, scale)),
        ("evaluation", lambda: evaluate.evaluate(folder, deadline, scale)),
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, help="stop after as many, everything saved; on a graphics processor those of the whole (10)")
    parser.add_argument("--scale", default=1.0, type=float, help="multiplies what every training sees")
    parser.add_argument("--to", default=MODEL, type=Path, help="where the folder is exported, with its figures")
    parser.add_argument("--only", nargs="+", metavar="STEP", help="these steps alone, even if they are done")
    options = parser.parse_args()
    try:
        for name, work in steps(Deadline(options.minutes), options.scale, options.to.resolve()):
            if name not in options.only if options.only else done(name).exists():
                continue
            work()
            done(name).parent.mkdir(parents=True, exist_ok=True)
            done(name).touch()
    except Stopped:
        sys.exit(MORE_TO_DO)


if __name__ == "__main__":
    main()
