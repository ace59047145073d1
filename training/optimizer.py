"""Muon for the matrices inside the blocks, AdamW for everything else."""

import copy
import math
from collections import defaultdict

import torch


@torch.no_grad()
def orthogonalize(g):
    """(n, rows, cols) -> about the nearest matrices with orthogonal rows or columns (five Newton-Schulz steps)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g.bfloat16()
    flipped = x.shape[1] > x.shape[2]
    if flipped:
        x = x.mT
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        square = x @ x.mT
        x = a * x + (b * square + c * square @ square) @ x
    return (x.mT if flipped else x).float()


class Muon(torch.optim.Optimizer):
    """Momentum whose update is orthogonalised; matrices of one shape go through it together."""

    def __init__(self, params, lr, momentum=0.95, weight_decay=0.0):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            shapes = defaultdict(list)
            for p in group["params"]:
                if p.grad is not None:
                    shapes[(p.shape[0], p[0].numel())].append(p)
            for (rows, cols), params in shapes.items():
                grads = [p.grad for p in params]
                buffers = [self.state[p].setdefault("momentum", torch.zeros_like(p)) for p in params]
                torch._foreach_lerp_(buffers, grads, 1 - group["momentum"])
                nesterov = torch._foreach_lerp(grads, buffers, group["momentum"])
                update = orthogonalize(torch.stack([n.reshape(rows, cols) for n in nesterov]))
                size = group["lr"] * math.sqrt(max(1, rows / cols))
                for p, u in zip(params, update):
                    p.mul_(1 - group["lr"] * group["weight_decay"]).add_(u.view_as(p), alpha=-size)


class Optimizers:
    """One Muon and one AdamW over a module; `rate` scales both learning rates."""

    def __init__(self, module, inside, muon_lr, adam_lr, extra=()):
        """inside: the prefix of the names whose matrices Muon takes."""
        matrices, rest = [], list(extra)
        for name, p in module.named_parameters():
            is_matrix = name.startswith(inside) and p.ndim >= 2 and min(p.shape[0], p[0].numel()) >= 48
            (matrices if is_matrix and "table" not in name else rest).append(p)
        self.parts = [
            Muon(matrices, lr=muon_lr, weight_decay=0.05),
            torch.optim.AdamW(rest, lr=adam_lr, betas=(0.9, 0.98), weight_decay=0.0),
        ]
        self.peaks = [muon_lr, adam_lr]

    def step(self, rate):
        for part, peak in zip(self.parts, self.peaks):
            for group in part.param_groups:
                group["lr"] = peak * rate
            part.step()

    def zero_grad(self):
        for part in self.parts:
            part.zero_grad(set_to_none=True)

    def state_dict(self):
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, states):
        for part, state in zip(self.parts, states):
            part.load_state_dict(state)


class Twin:
    """A module in bfloat16 that computes in place of one in float32, which keeps what a step changes too little to be seen in the other.

    All that lies between the layers is then half as large as under autocast, and most of a small network's time goes into moving it.
    """

    def __init__(self, module):
        self.module = copy.deepcopy(module).bfloat16()
        self.ours, self.theirs = list(self.module.parameters()), list(module.parameters())

    @torch.no_grad()
    def follow(self):
        torch._foreach_copy_(self.ours, self.theirs)
        for p in self.ours:
            p.grad = None

    def give_gradients(self):
        for p, twin in zip(self.theirs, self.ours):
            p.grad = twin.grad.float()


class Average:
    """Exponential moving average of a module's parameters."""

    def __init__(self, module, decay):
        self.params = list(module.parameters())
        self.values = [p.detach().clone() for p in self.params]
        self.decay = decay

    @torch.no_grad()
    def update(self, step):
        decay = min(self.decay, (1 + step) / (20 + step))
        torch._foreach_lerp_(self.values, [p.detach() for p in self.params], 1 - decay)

    def state_dict(self):
        return {"values": self.values}

    @torch.no_grad()
    def load_state_dict(self, state):
        for value, known in zip(self.values, state["values"], strict=True):
            value.copy_(known)

    @torch.no_grad()
    def copy_to(self, module):
        for p, value in zip(module.parameters(), self.values):
            p.copy_(value)


def schedule(progress, step, warmup=100, decay_from=0.6):
    """Learning rate as a share of its peak: up over some steps, level, then down to nothing at progress 1."""
    return min(1, (step + 1) / warmup) * min(1, max(0.01, (1 - progress) / (1 - decay_from)))
