"""Takes the training to another machine, and what it made back, in files of a bounded size.

usage: python -m training.pack to FILE.tar            code, corpus and the autoencoder to begin with; below 60 MB
       python -m training.pack split FOLDER OUT       an exported folder as parts of at most 15 MiB
       python -m training.pack join OUT FOLDER        and whole again

On the other machine: unpack, and `SANA_MINI_SCRATCH=scratch python -m training.run --to model` beside it. Neither npm nor Node.js is needed there.
"""

import io
import sys
import tarfile
from pathlib import Path

from .corpus import HANDS
from .paths import CORPUS, MODEL, ROOT, TRAINING

PART = 15 * 2**20  # bytes


def to(path):
    """The corpus goes to scratch/corpus, where the command above looks for it."""
    with tarfile.open(path, "w") as tar:
        for file in sorted(TRAINING.glob("*.py")) + sorted((MODEL / "vae").iterdir()) + sorted((MODEL / "clip").iterdir()):
            tar.add(file, file.relative_to(ROOT))
        for name in [*(f"{hand}.pack" for hand in HANDS), "packs.json", "things.json", "others.json"]:
            tar.add(CORPUS / name, f"scratch/corpus/{name}")
    print(f"{path}: {Path(path).stat().st_size / 1e6:.1f} MB")


def split(folder, out):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        tar.add(folder, ".")
    whole = buffer.getvalue()
    Path(out).mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, len(whole), PART)):
        (Path(out) / f"part{number:02}").write_bytes(whole[start : start + PART])


def join(out, folder):
    whole = b"".join(part.read_bytes() for part in sorted(Path(out).glob("part*")))
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        tar.extractall(folder, filter="data")


if __name__ == "__main__":
    {"to": to, "split": split, "join": join}[sys.argv[1]](*sys.argv[2:])
