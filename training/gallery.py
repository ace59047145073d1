"""Drawn scenes in the memory of a graphics processor, where other processes bring more all the time.

The autoencoder learns from the pictures; then they are encoded, and only what pool.py keeps of them stays.
"""

import functools
import random
import signal
import threading
import time

import torch
import torch.nn.functional as F
from torch import multiprocessing

from .device import DEVICE, WORKERS, to_tensor
from .pool import SHAPES, SMALL, SQUARE, Pool, draw, encode
from .world import NATIVE

SHAPED_EVERY = 7  # chunks: one of another shape
MEMORY = 0.45  # the share of the processor's memory that pictures may take
CROP, CROPS, WHOLES = 256, 64, 16  # px; how many of either kind are one batch
# Squares. To encode one takes 1.3 ms of an H200, as long as to train on four.
ENOUGH = 30_000


def corner(rng):
    """-> y, x of a crop of a square, drawn towards the middle, where the things are"""
    return [min(max(int(rng.gauss(0.5, 0.3) * (NATIVE - CROP)), 0), NATIVE - CROP) for _ in range(2)]


def _draw_for(queue, first):
    """Chunks of squares, and of the other shapes in turn, without an end: every WORKERS-th of them."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    torch.set_num_threads(1)
    number = first
    while True:
        others, place = divmod(number, SHAPED_EVERY)
        if place == SHAPED_EVERY - 1:
            shape, own = SHAPES[others % len(SHAPES)], others // len(SHAPES)
        else:
            shape, own = SQUARE, number - others
        queue.put((shape, *draw(shape, own)))
        number += WORKERS


class Gallery:
    def __init__(self):
        self.chunks, self.squares, self.waiting = [], [], threading.Lock()
        self.rng, self.drawn, self.held = random.Random(1), 0, 0
        self.room = MEMORY * torch.cuda.get_device_properties(DEVICE).total_memory
        come = multiprocessing.Queue(2 * WORKERS)
        self.workers = [multiprocessing.Process(target=_draw_for, args=(come, first), daemon=True) for first in range(WORKERS)]
        for worker in self.workers:
            worker.start()
        threading.Thread(target=self._collect, args=(come,), daemon=True).start()

    def _collect(self, come):
        # beside what is computed: in its stream each copy would wait for all that is under way
        stream = torch.cuda.Stream()
        while True:
            try:
                shape, pictures, notes = come.get()
            except (ConnectionError, EOFError):
                return  # closed
            while self.held > self.room:
                time.sleep(0.05)
            with torch.cuda.stream(stream):
                chunk = shape, pictures.to(DEVICE), notes
            stream.synchronize()
            with self.waiting:
                self.held += pictures.numel()
                self.chunks.append(chunk)
                if shape == SQUARE:
                    self.squares.append(chunk)
                self.drawn += len(pictures)

    def close(self):
        """No more is drawn, and what was not taken is forgotten."""
        for worker in self.workers:
            worker.terminate()
        self.take(len(self.chunks))

    def take(self, count):
        """-> up to so many chunks, which are forgotten here"""
        with self.waiting:
            taken, self.chunks = self.chunks[:count], self.chunks[count:]
            for _, pictures, *_ in taken:
                self.held -= pictures.numel()
                pictures.record_stream(torch.cuda.current_stream())
            self.squares = [chunk for chunk in self.chunks if chunk[0] == SQUARE]
        return taken

    def parts(self):
        """Endlessly (n, 3, side, side) in [-1, 1]: CROPS crops or WHOLES whole pictures."""
        while True:
            while len(self.squares) < 8:
                time.sleep(0.05)
            with self.waiting:
                some = self.rng.choices(self.squares, k=4)
            crop, result = self.rng.random() < 0.5, []
            for _, pictures, *_ in some:
                chosen = torch.randint(len(pictures), ((CROPS if crop else WHOLES) // 4,), device=DEVICE)
                y, x = corner(self.rng)
                result.append(pictures[chosen, y : y + CROP, x : x + CROP] if crop else pictures[chosen])
            yield to_tensor(torch.cat(result))


@functools.cache
def shared():
    return Gallery()


class Pools(dict):
    """{shape: Pool} of an autoencoder that does not change any more, which grow with the gallery."""

    def __init__(self, autoencoder):
        super().__init__({shape: Pool() for shape in [SMALL, SQUARE, *SHAPES]})
        self.autoencoder, self.gallery, self.is_growing = autoencoder, shared(), True
        while min(map(len, self.values())) == 0:
            self.grow(16)
            time.sleep(0.01)
        print(f"gallery: {self.gallery.drawn} scenes, {time.strftime('%H:%M:%S')}", flush=True)

    def grow(self, count):
        """Encodes up to so many chunks that have come, until there are ENOUGH."""
        if len(self[SQUARE]) >= ENOUGH:
            if self.is_growing:
                self.gallery.close()
            self.is_growing = False
            return
        for shape, pictures, notes in self.gallery.take(count):
            x = to_tensor(pictures)
            self[shape].add(encode(self.autoencoder, x), notes)
            if shape == SQUARE:
                half = F.avg_pool2d(x, 2).contiguous(memory_format=torch.channels_last)
                covered = F.max_pool2d(notes.covered.float(), 2).bool()
                self[SMALL].add(encode(self.autoencoder, half), notes._replace(covered=covered))
