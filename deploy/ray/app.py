"""Sana behind Ray Serve: as many replicas as there is to do, each with a graphics card, behind OpenAI's images interface.

Start: MODEL=Efficient-Large-Model/Sana_600M_512px_diffusers serve run app:app
Environment: MODEL, a name on the Hub or a folder in the diffusers layout; NAME, what clients call it (its last part);
GPUS, cards for each replica (1; 0: draws on the processor); REPLICAS, at most (4); QUEUE, how many may wait (8), beyond which
503 is answered; PLAIN=1 for a model without Sana's instruction and list of sizes. Ray Serve knows no keys: put LiteLLM before it.
"""

import asyncio
import base64
import io
import os
import threading
import time

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from ray import serve
from ray.serve.exceptions import BackPressureError

MODEL = os.environ["MODEL"]
NAME = os.environ.get("NAME", os.path.basename(MODEL.rstrip("/")))
GPUS = float(os.environ.get("GPUS", "1"))
MOST_PIXELS = 4096 * 4096
PLAIN = os.environ.get("PLAIN") == "1"

api = FastAPI()


class Asked(BaseModel):
    prompt: str
    model: str | None = None
    n: int = Field(1, ge=1, le=1)
    size: str = Field("1024x1024", pattern=r"^[1-9]\d{1,3}x[1-9]\d{1,3}$")
    seed: int = Field(0, ge=0, lt=2**32)
    num_inference_steps: int = Field(20, ge=1, le=100)
    guidance_scale: float = Field(4.5, ge=1, le=30)
    negative_prompt: str = ""


@serve.deployment(
    ray_actor_options={"num_gpus": GPUS, "num_cpus": 1},
    # one picture after the other: a card that draws two at once is no faster
    max_ongoing_requests=1,
    max_queued_requests=int(os.environ.get("QUEUE", "8")),
    autoscaling_config={
        "min_replicas": 1,
        "max_replicas": int(os.environ.get("REPLICAS", "4")),
        "target_ongoing_requests": 1,
        "upscale_delay_s": 5,
        "downscale_delay_s": 300,
    },
)
class Sana:
    def __init__(self):
        import torch
        from diffusers import SanaPipeline

        on_card = GPUS > 0
        self.pipeline = SanaPipeline.from_pretrained(MODEL, torch_dtype=torch.bfloat16 if on_card else torch.float32)
        if on_card:
            self.pipeline.to("cuda")
            # in half precision it overflows
            self.pipeline.vae.to(torch.float32)
        self.pipeline.set_progress_bar_config(disable=True)

    def draw(self, asked: Asked, gone: threading.Event) -> bytes:
        import torch

        def step(pipeline, _index, _time, tensors):
            # the client has hung up: what is left would be for nobody
            pipeline._interrupt = gone.is_set()
            return tensors

        width, height = map(int, asked.size.split("x"))
        plain = {"complex_human_instruction": None, "use_resolution_binning": False} if PLAIN else {}
        picture = self.pipeline(
            asked.prompt,
            negative_prompt=asked.negative_prompt,
            width=width,
            height=height,
            num_inference_steps=asked.num_inference_steps,
            guidance_scale=asked.guidance_scale,
            # the noise of the processor is the same on every machine
            generator=torch.Generator("cpu").manual_seed(asked.seed),
            callback_on_step_end=step,
            **plain,
        ).images[0]
        file = io.BytesIO()
        picture.save(file, "png")
        return file.getvalue()

    async def __call__(self, asked: Asked) -> bytes:
        gone = threading.Event()
        try:
            return await asyncio.to_thread(self.draw, asked, gone)
        except asyncio.CancelledError:
            gone.set()
            raise


@serve.deployment(ray_actor_options={"num_cpus": 0.1}, max_ongoing_requests=1000)
@serve.ingress(api)
class Images:
    def __init__(self, sana):
        self.sana = sana

    @api.get("/v1/models")
    def models(self):
        return {"object": "list", "data": [{"id": NAME, "object": "model", "created": 0, "owned_by": "ray"}]}

    @api.post("/v1/images/generations")
    async def generate(self, asked: Asked):
        if asked.model not in (None, NAME):
            raise HTTPException(404, f"The model {asked.model} does not exist; there is {NAME}.")
        width, height = map(int, asked.size.split("x"))
        if width % 32 or height % 32:
            raise HTTPException(400, "Sides are multiples of 32.")
        # the memory of the card would not hold it
        if width * height > MOST_PIXELS:
            raise HTTPException(400, "A picture has at most 4096 x 4096 pixels.")
        try:
            file = await self.sana.remote(asked)
        except BackPressureError:
            raise HTTPException(503, "Too many requests are waiting.", {"Retry-After": "2"})
        return {"created": int(time.time()), "data": [{"b64_json": base64.b64encode(file).decode()}]}


app = Images.bind(Sana.bind())
