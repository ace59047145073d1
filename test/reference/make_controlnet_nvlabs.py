#!/usr/bin/env python3
"""One call of the tiny Sana with its ControlNet wired as NVlabs/Sana does, in NumPy alone.

    python make_controlnet_nvlabs.py            (in this folder, after make_reference.py and make_controlnet.py)

NVlabs (SanaMSControlNet, as PixArt-delta's ControlNet before it): the transformer's first block runs, the branch begins with what comes out of it
plus before_proj(embedding of the control latent), and what the branch's block i gives, through after_proj, is added before the transformer's block
i + 1. Embeddings of latents, time and caption are the transformer's. diffusers' wiring is computed beside it and compared with diffusers' own
numbers where make_controlnet.py's expected.safetensors is there, so that the blocks below are known to be right.

Writes controlnet/nvlabs.json: the output of a call [H·W][32], whose inputs are sines (see `wave`).
"""
import json, os, sys
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
H, W, LENGTH, TIME, SCALE = 6, 8, 7, 987.0, 0.5


def load(path):
    file = open(path, "rb").read()
    size = int.from_bytes(file[:8], "little")
    header = json.loads(file[8 : 8 + size])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(file, np.float32, int(np.prod(e["shape"])), 8 + size + e["data_offsets"][0]).reshape(e["shape"]).astype(np.float64)
        for name, e in header.items()
        if e["dtype"] == "F32"
    }


def wave(rows, columns, factor):
    return np.sin(factor * np.arange(rows * columns)).reshape(rows, columns)


silu = lambda x: x / (1 + np.exp(-x))
gelu = lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
norm = lambda x: (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-6)


class Net:
    def __init__(self, weights, config):
        self.w, self.heads, self.cross = weights, config["num_attention_heads"], config["num_cross_attention_heads"]

    def linear(self, x, name):
        weight = self.w[name + ".weight"]
        y = x @ weight.reshape(weight.shape[0], -1).T
        return y + self.w[name + ".bias"] if name + ".bias" in self.w else y

    def time(self, t):
        angles = t * np.exp(-np.log(10000) * np.arange(128) / 128)
        x = self.linear(np.concatenate([np.cos(angles), np.sin(angles)]), "time_embed.emb.timestep_embedder.linear_1")
        x = self.linear(silu(x), "time_embed.emb.timestep_embedder.linear_2")
        return x, self.linear(silu(x), "time_embed.linear")

    def caption(self, text):
        y = self.linear(gelu(self.linear(text, "caption_projection.linear_1")), "caption_projection.linear_2")
        return y / np.sqrt((y**2).mean(-1, keepdims=True) + 1e-5) * self.w["caption_norm.weight"]

    def block(self, i, x, y, t):
        p = f"transformer_blocks.{i}."
        a, b, c, d, e, f = self.w[p + "scale_shift_table"] + t.reshape(6, -1)
        z = norm(x) * (1 + b) + a
        split = lambda v, heads: v.reshape(len(v), heads, -1).transpose(1, 0, 2)
        q, k, v = (split(self.linear(z, p + "attn1." + n), self.heads) for n in ("to_q", "to_k", "to_v"))
        q, k = np.maximum(q, 0), np.maximum(k, 0)
        attended = q @ (k.transpose(0, 2, 1) @ v) / (q @ k.sum(1, keepdims=True).transpose(0, 2, 1) + 1e-15)
        x = x + c * self.linear(attended.transpose(1, 0, 2).reshape(x.shape), p + "attn1.to_out.0")
        q = split(self.linear(x, p + "attn2.to_q"), self.cross)
        k, v = (split(self.linear(y, p + "attn2." + n), self.cross) for n in ("to_k", "to_v"))
        s = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
        s = np.exp(s - s.max(-1, keepdims=True))
        attended = s / s.sum(-1, keepdims=True) @ v
        x = x + self.linear(attended.transpose(1, 0, 2).reshape(x.shape), p + "attn2.to_out.0")
        z = silu(self.linear(norm(x) * (1 + e) + d, p + "ff.conv_inverted"))
        padded = np.pad(z.reshape(H, W, -1), ((1, 1), (1, 1), (0, 0)))
        kernel = self.w[p + "ff.conv_depth.weight"][:, 0]
        z = sum(padded[r : r + H, s : s + W] * kernel[:, r, s] for r in range(3) for s in range(3)) + self.w[p + "ff.conv_depth.bias"]
        z, gate = np.split(z.reshape(H * W, -1), 2, -1)
        return x + f * self.linear(z * silu(gate), p + "ff.conv_point")

    def out(self, x, t):
        shift, scale = self.w["scale_shift_table"] + t
        return self.linear(norm(x) * (1 + scale) + shift, "proj_out")


folder = os.path.join(HERE, "sana", "model", "transformer")
config = json.load(open(os.path.join(folder, "config.json")))
main = Net(load(os.path.join(folder, "diffusion_pytorch_model.safetensors")), config)
side = Net(load(os.path.join(HERE, "controlnet", "controlnet", "diffusion_pytorch_model.safetensors")), config)
LAYERS, BLOCKS = config["num_layers"], 1


def nvlabs(x, text, control, time):
    (t, t6), y = main.time(time), main.caption(text)
    x, h = main.block(0, main.linear(x, "patch_embed.proj"), y, t6), None
    for i in range(1, LAYERS):
        if i <= BLOCKS:
            if h is None:
                h = x + side.linear(main.linear(control, "patch_embed.proj"), "input_block")
            h = side.block(i - 1, h, y, t6)
            x = x + SCALE * side.linear(h, f"controlnet_blocks.{i - 1}")
        x = main.block(i, x, y, t6)
    return main.out(x, t)


def diffusers(x, text, control, time):
    (t, t6), y = main.time(time), main.caption(text)
    (_, s6), sy = side.time(time), side.caption(text)
    h = side.linear(x, "patch_embed.proj") + side.linear(side.linear(control, "patch_embed.proj"), "input_block")
    x = main.linear(x, "patch_embed.proj")
    for i in range(LAYERS):
        x = main.block(i, x, y, t6)
        if 0 < i <= BLOCKS:
            h = side.block(i - 1, h, sy, s6)
            x = x + SCALE * side.linear(h, f"controlnet_blocks.{i - 1}")
    return main.out(x, t)


known = os.path.join(sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "controlnet"), "expected.safetensors")
if os.path.exists(known):
    e = load(known)
    rows = lambda z: z.reshape(32, -1).T
    out = diffusers(rows(e["call.latent"][0]), e["call.hidden"][0], rows(e["control-latent"][0]), TIME)
    error = np.abs(out - rows(e["call.out"][0])).max()
    print("largest difference from diffusers' own call:", error)
    assert error < 1e-4

call = (wave(H * W, 32, 0.7), wave(LENGTH, config["caption_channels"], 1.3), wave(H * W, 32, 0.31), TIME)
both = {"nvlabs": nvlabs(*call), "diffusers": diffusers(*call)}
print("largest difference of the two wirings:", np.abs(both["nvlabs"] - both["diffusers"]).max())
json.dump({name: np.round(out, 6).tolist() for name, out in both.items()}, open(os.path.join(HERE, "controlnet", "nvlabs.json"), "w"), separators=(",", ":"))
