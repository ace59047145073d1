"""Packs what corpus.mjs rendered: each hand's drawings as WebP in one file, a few megabytes together.

usage: python -m training.corpus

CORPUS/HAND.pack holds the files one after the other, CORPUS/packs.json where each begins. Drawings with flat colours are
kept exactly. `Drawings` reads them.
"""

import functools
import io
import json

import numpy as np
from PIL import Image

from .paths import CORPUS

HANDS = ["flat", "line", "3d", "noto", "twemoji", "tones-flat", "tones-3d"]
TONES = 5


def packed(png):
    """A PNG (or a WebP, which stays as it is) -> WebP without loss."""
    if png[:4] == b"RIFF":
        return png
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGBA").save(out, "WEBP", lossless=True, method=3, quality=40)
    return out.getvalue()


class Drawings:
    """The drawings of one hand, decoded when they are asked for; side: of smaller ones, in px, all of which are kept."""

    def __init__(self, hand, side=None):
        self.side = side
        self.starts = json.loads((CORPUS / "packs.json").read_text())[hand]
        self.bytes = (CORPUS / f"{hand}.pack").read_bytes()
        self.at = functools.lru_cache(maxsize=None if side else 1024)(self._at)

    def __len__(self):
        return len(self.starts) - 1

    def _at(self, index):
        """-> (side, side, 4) uint8 with premultiplied alpha, so that resizing keeps edges clean."""
        start, end = self.starts[index : index + 2]
        pixels = np.asarray(Image.open(io.BytesIO(self.bytes[start:end])).convert("RGBA")).copy()
        pixels[..., :3] = (pixels[..., :3].astype(np.uint16) * pixels[..., 3:] + 127) // 255
        return resampled(pixels, lambda picture: picture.resize((self.side, self.side), Image.BOX)) if self.side else pixels


def resampled(drawing, change):
    """A premultiplied drawing after change(PIL image).

    Pillow would multiply an RGBA picture by its alpha, and divide it again afterwards, which leaves white dots at the edges of one that is
    premultiplied: four bands of any other kind it takes as they are. What rings at edges does not shine through.
    """
    changed = np.array(change(Image.frombuffer("CMYK", drawing.shape[1::-1], np.ascontiguousarray(drawing))))
    np.minimum(changed[..., :3], changed[..., 3:], out=changed[..., :3])
    return changed


def main():
    sizes = json.loads((CORPUS / "sizes.json").read_text())
    packs = {}
    for hand, lengths in sizes.items():
        whole, at, starts, out = (CORPUS / f"{hand}.png").read_bytes(), 0, [0], []
        for length in lengths:
            out.append(packed(whole[at : at + length]))
            starts.append(starts[-1] + len(out[-1]))
            at += length
        (CORPUS / f"{hand}.pack").write_bytes(b"".join(out))
        packs[hand] = starts
        print(f"{hand}: {len(lengths)} drawings, {starts[-1] / 2**20:.1f} MiB", flush=True)
    (CORPUS / "packs.json").write_text(json.dumps(packs))
    for hand in sizes:
        (CORPUS / f"{hand}.png").unlink()


if __name__ == "__main__":
    main()
