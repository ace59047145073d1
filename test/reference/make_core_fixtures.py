#!/usr/bin/env python3
"""Writes the small *.fixture.json files beside the core's tests: what torch, diffusers and Pillow compute.

    pip install torch==2.13.0 diffusers==0.42.1 pillow numpy
    python make_core_fixtures.py            (aspect-ratio-bins.fixture.json holds diffusers' own tables)
"""
import base64, io, json, os, random, struct, zlib
import numpy as np
import torch
import torch.nn.functional as F
from diffusers import DPMSolverMultistepScheduler, FlowMatchEulerDiscreteScheduler, SCMScheduler
from diffusers.image_processor import PixArtImageProcessor, VaeImageProcessor
from PIL import Image

CORE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../packages/core/src")


def write(path, value):
    with open(os.path.join(CORE, path), "w") as file:
        json.dump(value, file)


def noise_calls():
    def stat(x):
        return {"count": x.numel(), "first": x[:6].tolist(), "last": x[-6:].tolist(), "sum": x.double().sum().item()}
    plans = ((42, (3, 64, 5, 40, 1, 2048, 15)), (2**53 - 1, (32 * 32 * 32, 1, 16, 1)), (2**53 - 2, (1, 17)), (2**32, (8, 8)),
             (2**32 - 1, (20,)), (7, (32 * 128 * 128,)))
    cases = []
    for seed, counts in plans:
        g = torch.Generator().manual_seed(seed)
        cases.append({"seed": seed, "calls": [stat(torch.randn(n, generator=g)) for n in counts]})
    write("diffusion/noise-calls.fixture.json", cases)


def noise_mixed():
    """Spherical interpolation of two seeds' noise: angle and sums in float64, weights, products and sum in float32."""
    def mixed(a, b, share):
        p, q = a.double(), b.double()
        theta = torch.acos((p @ q) / (p.norm() * q.norm()))
        own, other = (torch.sin(part * theta) / torch.sin(theta) for part in (1 - share, share))
        return own.float() * a + other.float() * b
    cases = []
    for seed, other, share in ((42, 43, 0.15), (42, 43, 0.5), (7, 2**53 - 1, 0.85), (2**32 - 1, 0, 0.01)):
        counts = (32 * 8 * 8, 40, 17)
        g, h = torch.Generator().manual_seed(seed), torch.Generator().manual_seed(other)
        draws = [mixed(torch.randn(n, generator=g), torch.randn(n, generator=h), share) for n in counts]
        cases.append({"seed": seed, "variationSeed": other, "variation": share, "counts": counts,
                      "first": [d[:16].tolist() for d in draws], "sums": [d.double().sum().item() for d in draws]})
    write("diffusion/noise-mixed.fixture.json", cases)


def network(x, t):
    return 0.5 * x - 0.25 + 0.0005 * t


def flow_run(name, scheduler, steps, shift, first=0):
    scheduler.set_timesteps(steps)
    scheduler.set_begin_index(first)
    timesteps = scheduler.timesteps[first:]
    x = torch.ones(1, dtype=torch.float64)
    for t in timesteps:
        x = scheduler.step(network(x, float(t)), t, x, return_dict=False)[0].double()
    stride = 1 if steps <= 30 else steps // 10
    return {"solver": name, "steps": steps, "shift": shift, "first": first, "stride": stride, "result": x.item(),
            "sigmas": [float(s) for s in scheduler.sigmas[first:]][::stride], "timesteps": [float(t) for t in timesteps][::stride]}


def scm_run(steps, first, seed=3, image=0.8):
    """The loop of SanaSprint(Img2Img)Pipeline on sixteen numbers, each a latent of its own."""
    s = SCMScheduler(prediction_type="trigflow", sigma_data=0.5)
    s.set_timesteps(steps, **({} if steps == 2 else {"intermediate_timesteps": None}))
    s.set_begin_index(first)
    angles = s.timesteps[first:]
    g = torch.Generator().manual_seed(seed)
    start = torch.randn(16, generator=g) * 0.5
    x = start if first == 0 else torch.cos(angles[0]) * image * 0.5 + torch.sin(angles[0]) * start
    times = []
    for angle in angles[:-1]:
        t = torch.sin(angle) / (torch.cos(angle) + torch.sin(angle))
        times.append(t.item())
        norm = torch.sqrt(t**2 + (1 - t) ** 2)
        given = x / 0.5 * norm
        v = network(given, t * 1000)
        v = ((1 - 2 * t) * given + (1 - 2 * t + 2 * t**2) * v) / norm * 0.5
        x, clean = s.step(v, angle, x, generator=g, return_dict=False)
    return {"steps": steps, "first": first, "seed": seed, "image": image, "angles": angles.tolist(), "timesteps": times, "result": (clean / 0.5).tolist()}


def solvers():
    dpm = lambda shift: DPMSolverMultistepScheduler(flow_shift=float(shift), use_flow_sigmas=True, prediction_type="flow_prediction")
    euler = lambda shift: FlowMatchEulerDiscreteScheduler(shift=float(shift))
    flow = [flow_run("flow-dpm-solver", dpm(run[1]), *run) for run in
            ((1, 3), (2, 3), (4, 3), (14, 3), (20, 3), (20, 4), (20, 6), (50, 1), (333, 3), (1000, 3), (20, 3, 8), (20, 3, 19), (10, 3, 3))]
    flow += [flow_run("flow-euler", euler(run[1]), *run) for run in ((1, 3), (2, 3), (28, 3), (20, 6), (28, 3, 11), (1000, 3))]
    scm = [scm_run(*run) for run in ((1, 0), (2, 0), (2, 1), (4, 0), (4, 2), (20, 0))]
    write("diffusion/solvers.fixture.json", {"flow": flow, "scm": scm})


class Recorder:
    """Stands for a picture of some size and notes where it is cropped."""
    def __init__(self, height, width):
        self.shape = (1, 1, height, width)

    def __getitem__(self, window):
        self.corner = (window[3].start, window[2].start)
        return self


def sizes():
    import diffusers.image_processor as module
    with open(os.path.join(CORE, "prompt/aspect-ratio-bins.fixture.json")) as file:
        tables = json.load(file)
    by_sample = {16: "ASPECT_RATIO_512_BIN", 32: "ASPECT_RATIO_1024_BIN", 64: "ASPECT_RATIO_2048_BIN", 128: "ASPECT_RATIO_4096_BIN"}
    random.seed(1)
    asked = [(512, 512), (1024, 1024), (1000, 700), (333, 777), (32, 8192), (8192, 32), (768, 1344), (1344, 768), (97, 97),
             (1920, 1080), (2048, 2048), (4096, 4096)]
    rows = []
    for i in range(90):
        width, height = asked[i] if i < len(asked) else (random.randint(32, 2400), random.randint(32, 2400))
        sample = random.choice([16, 32, 64, 128])
        h, w = PixArtImageProcessor.classify_height_width_bin(height, width, tables[by_sample[sample]])
        seen = []

        def record(samples, size, **_):
            seen.append((size, Recorder(*size)))
            return seen[0][1]
        original, module.F.interpolate = module.F.interpolate, record
        PixArtImageProcessor.resize_and_crop_tensor(Recorder(h, w), width, height)
        module.F.interpolate = original
        row = [width, height, sample, w, h]
        if seen:
            (rh, rw), recorder = seen[0]
            if rw < width or rh < height: continue  # where rounding makes the reference's picture too small
            row += [rw, rh, *recorder.corner]
        rows.append(row)
    write("prompt/size-bins.fixture.json", rows)


def nhwc(t):
    return [round(float(v), 7) for v in t[0].permute(1, 2, 0).flatten()]


def resize():
    rng = np.random.default_rng(5)
    bilinear = []
    for (h, w), (width, height) in (((5, 7), (12, 9)), ((8, 6), (4, 3)), ((4, 4), (4, 7)), ((6, 9), (5, 5)), ((1, 1), (3, 2))):
        x = torch.tensor(rng.standard_normal((1, 3, h, w)), dtype=torch.float32)
        y = PixArtImageProcessor.resize_and_crop_tensor(x, width, height)
        ratio = max(height / h, width / w)
        size = [int(w * ratio), int(h * ratio)]
        pixels = (VaeImageProcessor().postprocess(y, output_type="np")[0] * 255).round().astype("uint8")
        bilinear.append({"source": [w, h], "input": nhwc(x), "size": size, "output": nhwc(y), "pixels": pixels.flatten().tolist(),
                         "window": [(size[0] - width) // 2, (size[1] - height) // 2, width, height]})
    x = torch.linspace(-1, 1, 4096).repeat(1, 1, 1, 1) ** 3 * torch.cos(torch.arange(4096) * 0.7)
    wide = F.interpolate(x, size=(1, 3001), mode="bilinear", align_corners=False)
    lanczos = []
    for (w, h), targets in (((13, 9), ((6, 5), (20, 22), (13, 4), (32, 9), (1, 1))), ((3, 2), ((64, 32),)), ((100, 4), ((3, 7),))):
        a = rng.integers(0, 256, (h, w, 3), dtype=np.uint8)
        if w == 100: a = np.where(a > 127, 255, 0).astype(np.uint8)
        for size in targets:
            o = np.asarray(Image.fromarray(a).resize(size, Image.LANCZOS)).flatten().astype(int)
            lanczos.append({"source": [w, h], "input": a.flatten().tolist(), "size": size, "output": o.tolist() if o.size < 2000 else None,
                            "sum": int(o.sum()), "weighted": int((o * (np.arange(o.size) % 251)).sum())})
    bicubic, own = [], np.random.default_rng(16)
    for (w, h), targets in (((13, 9), ((6, 5), (20, 22), (13, 4), (1, 1))), ((3, 2), ((24, 16),)), ((50, 4), ((3, 7),))):
        a = own.integers(0, 256, (h, w, 3), dtype=np.uint8)
        if w == 50: a = np.where(a > 127, 255, 0).astype(np.uint8)
        for size in targets:
            o = np.asarray(Image.fromarray(a).resize(size, Image.BICUBIC)).flatten().astype(int)
            bicubic.append({"source": [w, h], "input": a.flatten().tolist(), "size": list(size), "output": o.tolist()})
    a = rng.integers(0, 256, (16, 20, 3), dtype=np.uint8)
    given = VaeImageProcessor(vae_scale_factor=32).preprocess(Image.fromarray(a), height=32, width=64)
    encoder = {"source": [20, 16], "input": a.flatten().tolist(), "size": [64, 32], "output": nhwc(given)[-600:]}
    write("image/resize.fixture.json", {"bilinear": bilinear, "wide": {"tail": wide.flatten()[-16:].tolist()}, "lanczos": lanczos, "bicubic": bicubic, "encoder": encoder})


def png():
    rng = np.random.default_rng(2)
    h, w, out = 5, 7, []

    def add(name, file, rgba):
        out.append({"name": name, "file": base64.b64encode(file).decode(), "width": w, "height": h, "rgba": rgba.flatten().tolist()})

    def by_pillow(name, image, **options):
        buffer = io.BytesIO(); image.save(buffer, "PNG", **options)
        add(name, buffer.getvalue(), np.asarray(Image.open(buffer).convert("RGBA")))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def by_hand(depth, colour, rows, extra=b""):
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, 0)) + extra
                + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + r for r in rows))) + chunk(b"IEND", b""))

    def pack(values, depth):
        bits = "".join(format(int(v), f"0{depth}b") for v in values)
        bits += "0" * (-len(bits) % 8)
        return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))

    opaque = np.full((h, w), 255, np.uint8)
    rgb, rgba = rng.integers(0, 256, (h, w, 3), dtype=np.uint8), rng.integers(0, 256, (h, w, 4), dtype=np.uint8)
    grey = rgb[..., 0].copy()
    by_pillow("RGB", Image.fromarray(rgb)); by_pillow("RGBA", Image.fromarray(rgba)); by_pillow("grey", Image.fromarray(grey))
    by_pillow("grey with alpha", Image.fromarray(rgba[..., :2].copy(), "LA"))
    by_pillow("RGB with a transparent colour", Image.fromarray(rgb), transparency=tuple(int(v) for v in rgb[2, 3]))
    by_pillow("grey with a transparent level", Image.fromarray(grey), transparency=int(grey[1, 1]))
    for d in (1, 2, 4):
        a = rng.integers(0, 2**d, (h, w)); g = (a * 255 // (2**d - 1)).astype(np.uint8); rows = [pack(r, d) for r in a]
        add(f"grey of {d} bits", by_hand(d, 0, rows), np.dstack([g, g, g, opaque]))
        key = int(a[0, 0])
        add(f"grey of {d} bits with a transparent level", by_hand(d, 0, rows, chunk(b"tRNS", struct.pack(">H", key))),
            np.dstack([g, g, g, np.where(a == key, 0, 255).astype(np.uint8)]))
        palette = rng.integers(0, 256, (2**d, 3), dtype=np.uint8); plte = chunk(b"PLTE", palette.tobytes())
        alpha = np.full((2**d,), 255, np.uint8); alpha[0] = 17
        add(f"palette of {d} bits", by_hand(d, 3, rows, plte), np.dstack([palette[a], opaque]))
        add(f"palette of {d} bits with alpha", by_hand(d, 3, rows, plte + chunk(b"tRNS", b"\x11")), np.dstack([palette[a], alpha[a]]))
    a = rng.integers(0, 65536, (h, w, 3)); eight = np.round(a / 257).astype(np.uint8); rows = [r.astype(">u2").tobytes() for r in a]
    add("RGB of 16 bits", by_hand(16, 2, rows), np.dstack([eight, opaque]))
    add("RGB of 16 bits with a transparent colour", by_hand(16, 2, rows, chunk(b"tRNS", a[3, 2].astype(">u2").tobytes())),
        np.dstack([eight, np.where((a == a[3, 2]).all(-1), 0, 255).astype(np.uint8)]))
    write("image/png.fixture.json", out)


for make in (noise_calls, noise_mixed, solvers, sizes, resize, png): make()
