"""The reference implementation (diffusers on PyTorch's CPU kernels, float32) as a process that is told what to do.

Usage: python reference.py FOLDER. Reads one JSON object per line, writes one per line: {"seconds", "cpuSeconds"}.
  {"command": "picture", "prompt": TEXT, "size": PIXELS, "steps": N}  a whole picture
  {"command": "step", "size": PIXELS}    one denoising step with guidance: transformer, guidance, solver
  {"command": "decode", "size": PIXELS}  a latent to pixels
"""

import json
import os
import sys
import time

import torch
from diffusers import logging as diffusers_logging
from diffusers import AutoencoderDC, DPMSolverMultistepScheduler, SanaPipeline, SanaTransformer2DModel

GUIDANCE = 4.5
TEXT_ROWS = 300  # SanaPipeline fills every prompt up to this many


class Reference:
    def __init__(self, folder):
        self.folder = folder
        self.parts = {}

    def part(self, name, load):
        if name not in self.parts:
            self.parts[name] = load()
        return self.parts[name]

    def load(self, kind, name):
        return self.part(name, lambda: kind.from_pretrained(self.folder, subfolder=name, dtype=torch.float32).eval())

    def settings(self):
        path = os.path.join(self.folder, "sana.json")
        return json.load(open(path)) if os.path.exists(path) else {}

    def picture(self, prompt, size, steps):
        pipeline = self.part("pipeline", lambda: SanaPipeline.from_pretrained(self.folder, dtype=torch.float32))
        pipeline.set_progress_bar_config(disable=True)
        settings = self.settings()
        options = {"use_resolution_binning": False}
        if "complexHumanInstruction" in settings:
            options["complex_human_instruction"] = settings["complexHumanInstruction"]
        if "maxSequenceLength" in settings:
            options["max_sequence_length"] = settings["maxSequenceLength"]
        return lambda: pipeline(
            prompt, height=size, width=size, num_inference_steps=steps, guidance_scale=GUIDANCE,
            generator=torch.Generator().manual_seed(1), **options)

    def step(self, size):
        transformer = self.load(SanaTransformer2DModel, "transformer")
        scheduler = DPMSolverMultistepScheduler.from_pretrained(self.folder, subfolder="scheduler")
        scheduler.set_timesteps(20)
        latent = torch.randn(1, 32, size // 32, size // 32)
        text = torch.randn(2, TEXT_ROWS, transformer.config.caption_channels)
        mask = torch.zeros(2, TEXT_ROWS)
        mask[0, :1] = 1  # an empty negative prompt
        mask[1, :12] = 1

        def run():
            t = scheduler.timesteps[0]
            scheduler._step_index = None
            v = transformer(
                torch.cat([latent, latent]), encoder_hidden_states=text, encoder_attention_mask=mask,
                timestep=t.expand(2), return_dict=False)[0]
            negative, positive = v.chunk(2)
            scheduler.step(negative + GUIDANCE * (positive - negative), t, latent)

        return run

    def decode(self, size):
        vae = self.load(AutoencoderDC, "vae")
        latent = torch.randn(1, 32, size // 32, size // 32)
        return lambda: vae.decode(latent / vae.config.scaling_factor, return_dict=False)


def main():
    torch.set_num_threads(os.cpu_count())
    diffusers_logging.disable_progress_bar()
    reference = Reference(sys.argv[1])
    for line in sys.stdin:
        request = json.loads(line)
        run = getattr(reference, request.pop("command"))(**request)
        with torch.no_grad():
            start, cpu = time.perf_counter(), time.process_time()
            run()
            answer = {"seconds": time.perf_counter() - start, "cpuSeconds": time.process_time() - cpu}
        print(json.dumps(answer), flush=True)


main()
