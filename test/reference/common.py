"""What the make_*.py scripts beside this file share.

Each script runs as:   python make_NAME.py .     (in this folder; results go to NAME/)
set.json: {"base": folder of the tiny models relative to SET_FOLDER, "size": "WxH", "seed": N, "NAME": {...}, ...}
Environment: torch 2.13 (CPU), diffusers 0.42.1, transformers 5.24, peft 0.21.2, gguf 0.19.0; float32 throughout.
"""
import json, os, sys
import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

torch.set_num_threads(1)
torch.set_grad_enabled(False)


class Set:
    def __init__(self, name):
        self.folder = sys.argv[1]
        self.all = json.load(open(os.path.join(self.folder, "set.json")))
        self.base = os.path.join(self.folder, self.all["base"])
        self.own = self.all.get(name, {})
        self.name = name
        self.out = os.path.join(self.folder, name)
        os.makedirs(self.out, exist_ok=True)
        self.cases, self.tensors = {}, {}
        self.note = {}

    def path(self, *parts):
        p = os.path.join(self.out, *parts)
        os.makedirs(os.path.dirname(p), exist_ok=True)
        return p

    def model(self, variant):
        return os.path.join(self.base, variant, "model")

    def relative_model(self, variant):
        """As the files of this folder say it: relative to the folder of expected.json."""
        return os.path.join("..", variant, "model")

    def keep(self, name, pixels, request, latent=None, **more):
        """One case: its picture, request and, if wanted, the tensor that the decoder got."""
        Image.fromarray(pixels).save(self.path(f"{name}.png"), optimize=True)
        self.cases[name] = {"picture": f"{name}.png", **request, **more}
        if latent is not None:
            self.tensors[f"{name}.latent"] = latent.contiguous()
        print(self.name, name, request["size"], "mean %.1f std %.1f" % (pixels.mean(), pixels.std()), more.get("psnrFromPlain", ""), flush=True)

    def write(self, **note):
        import diffusers, transformers
        if self.tensors:
            save_file({k: v.contiguous() for k, v in self.tensors.items()}, self.path("expected.safetensors"))
        made = {"script": f"make_{self.name.replace('-', '_')}.py", "torch": torch.__version__, "diffusers": diffusers.__version__, "transformers": transformers.__version__}
        value = {"made": made, "tensors": {k: list(v.shape) for k, v in self.tensors.items()}, **self.note, **note, "cases": self.cases}
        json.dump(finite(value), open(self.path("expected.json"), "w"), ensure_ascii=False, indent=1, allow_nan=False)
        total = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(self.out) for f in fs)
        print(self.name, "bytes", total)
        assert total < 3e6 or self.name == "gguf", total


def finite(value):
    """JSON has no infinities: a configuration's -inf is written as null."""
    if isinstance(value, dict): return {k: finite(v) for k, v in value.items()}
    if isinstance(value, list): return [finite(v) for v in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value


def psnr(a, b):
    error = np.mean((a.astype(np.float64) - b.astype(np.float64)) ** 2)
    return float("inf") if error == 0 else round(10 * np.log10(255**2 / error), 2)


def request(base, prompt, width, height, seed, steps, guidance, negative="", **options):
    return {"base": base, "prompt": prompt, "negative": negative, "size": f"{width}x{height}", "seed": seed, "steps": steps, "guidance": guidance, "options": options}


def draw(pipe, r, **options):
    """The pipeline's picture (8 bits) for a request, and what its decoder got (the latent divided by the scaling factor)."""
    pipe.set_progress_bar_config(disable=True)
    width, height = map(int, r["size"].split("x"))
    kept = []
    original = pipe.vae.decode
    pipe.vae.decode = lambda z, *a, **k: (kept.append(z.clone()), original(z, *a, **k))[1]
    arguments = dict(prompt=r["prompt"], height=height, width=width, num_inference_steps=r["steps"], guidance_scale=r["guidance"],
                     use_resolution_binning=False, generator=torch.Generator().manual_seed(r["seed"]), output_type="np")
    if r["negative"]:
        arguments["negative_prompt"] = r["negative"]
    if type(pipe).__name__.startswith("SanaSprint") and r["steps"] != 2:
        arguments["intermediate_timesteps"] = None
    try:
        image = pipe(**arguments, **options).images[0]
    finally:
        pipe.vae.decode = original
    return (image * 255).round().astype(np.uint8), kept[-1]


def randn(seed, *shape, scale=1.0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed)) * scale


def randomise(module, seed, gain=1.0):
    """Random weights at the scale of a trained network: fan-in scaled matrices, norms near one, small biases."""
    g = torch.Generator().manual_seed(seed)
    for name, p in module.named_parameters():
        if p.ndim > 1 and "scale_shift_table" not in name and "embed_tokens" not in name:
            p.copy_(torch.randn(p.shape, generator=g) * gain * p[0].numel() ** -0.5)
        elif "norm" in name and name.endswith("weight"):
            p.copy_((0.0 if type(module).__name__.startswith("Gemma2") else 1.0) + 0.1 * torch.randn(p.shape, generator=g))
        else:
            p.copy_(0.1 * torch.randn(p.shape, generator=g))
    return module.eval()


def smooth_picture(width, height, seed):
    """A picture with gradients, hard edges and a round shape, in colours that the seed picks."""
    r = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    cell = int(r.integers(24, 44))
    c = r.integers(0, 256, (3, 3))
    rgb = np.stack([x * 255 / width, y * 255 / height, np.where((x // cell + y // cell) % 2, 220, 30)], -1).astype(np.float64)
    round_one = (x - width * r.uniform(.3, .7)) ** 2 + (y - height * r.uniform(.3, .7)) ** 2 < (min(width, height) * .22) ** 2
    rgb[round_one] = c[0]
    rgb[: height // 8, : width // 3] = c[1]
    return Image.fromarray(rgb.clip(0, 255).astype(np.uint8))
