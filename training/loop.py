"""A training that can be stopped at any moment, and goes on where it was.

`Training` keeps everything in SCRATCH/NAME.pt, written anew once a minute, first beside it, so that there is always a whole one. It
stops when its minutes are over, at SIGTERM, or when SCRATCH/STOP exists, and waits while the file that SANA_MINI_PAUSE
names does.
"""

import os
import random
import signal
import time

import torch

from .device import DEVICE, ON_GPU, WORKERS
from .paths import SCRATCH

STOP = SCRATCH / "STOP"
PAUSE = os.environ.get("SANA_MINI_PAUSE")
SAVED_EVERY = 60  # s


class Stopped(Exception):
    """The minutes are over, or somebody wants it to stop; everything is saved."""


def write(state, path):
    """torch.save, of which nothing is ever seen half done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    torch.save(state, beside)
    beside.rename(path)


def read(path):
    return torch.load(path, map_location=DEVICE)


class Deadline:
    """When to stop. One for all trainings of a piece.

    On a graphics processor the minutes are those of the whole: trainings that count seconds share them (`until`).
    """

    def __init__(self, minutes):
        self.begun, self.seconds = time.time(), 60 * (minutes or 10)
        self.end = self.begun + self.seconds if minutes and not ON_GPU else float("inf")
        self.called = False
        signal.signal(signal.SIGTERM, self._call)

    def _call(self, *_):
        self.called = True

    def until(self, share):
        """-> seconds until so much of the whole time is over"""
        return max(1.0, self.begun + share * self.seconds - time.time())

    def passed(self):
        while PAUSE and os.path.exists(PAUSE) and not (STOP.exists() or self.called):
            time.sleep(1)
        return self.called or STOP.exists() or time.time() > self.end


class Training:
    """name: of the checkpoint; total: samples, or "seconds" of training; parts: {name: module or optimizer}, all that has a state."""

    def __init__(self, name, total, parts, deadline, unit="samples"):
        self.name, self.total, self.parts, self.deadline, self.unit = name, total, parts, deadline, unit
        self.path = SCRATCH / f"{name}.pt"
        self.step, self.samples, self.seconds = 0, 0, 0.0
        if self.path.exists():
            state = read(self.path)
            self.step, self.samples, self.seconds = state["step"], state["samples"], state["seconds"]
            for part, value in state["parts"].items():
                if part in parts:
                    parts[part].load_state_dict(value)
        # other scenes after each stop, the same ones if nothing stops it
        self.rng = random.Random(f"{name} {self.step}")
        torch.manual_seed(self.step)

    @property
    def progress(self):
        return min(1.0, getattr(self, self.unit) / self.total) if self.total else 1.0

    def save(self):
        state = {"parts": {name: part.state_dict() for name, part in self.parts.items()}}
        write(state | {"step": self.step, "samples": self.samples, "seconds": self.seconds}, self.path)

    def run(self, one_step, report_every=50):
        """one_step(training) -> (samples, {name: figure}), until the total is reached.

        raises Stopped, with everything saved
        """
        sums, saved = {}, time.time()
        while self.progress < 1:
            if self.deadline.passed():
                self.save()
                raise Stopped
            start = time.time()
            samples, figures = one_step(self)
            self.step += 1
            self.samples += samples
            self.seconds += time.time() - start
            for name, value in figures.items():
                total, count = sums.get(name, (0.0, 0))
                sums[name] = total + value, count + 1
            if self.step % report_every == 0:
                means = ", ".join(f"{name} {float(total) / count:.4f}" for name, (total, count) in sums.items())
                done = f"{100 * self.progress:.1f} %, {self.samples:.0f}, {self.seconds / 60:.1f} min"
                print(f"{time.strftime('%H:%M:%S')} {self.name}: step {self.step}, {done}: {means}", flush=True)
                sums = {}
            if time.time() - saved > SAVED_EVERY:
                self.save()
                saved = time.time()
        self.save()


class _Endless(torch.utils.data.IterableDataset):
    def __init__(self, make, seed):
        self.make, self.seed = make, seed

    def __iter__(self):
        info = torch.utils.data.get_worker_info()
        if info:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
        rng = random.Random(f"{self.seed} {info.id if info else 0}")
        while True:
            yield self.make(rng)


def as_it_is(made):
    """For a DataLoader, which would make tensors of pictures."""
    return made


def drawn(make, seed):
    """An endless iterator of make(rng), drawn by other processes where there is a graphics processor to feed."""
    if WORKERS == 0:
        return iter(_Endless(make, seed))
    loader = torch.utils.data.DataLoader(
        _Endless(make, seed), batch_size=None, collate_fn=as_it_is, num_workers=WORKERS, prefetch_factor=4
    )
    return iter(loader)
