"""What the small SmolVLM says of wide.png: ONNX Runtime, Pillow and a greedy loop, nothing of ours. Needs onnxruntime, pillow, numpy, tokenizers."""
import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image
from tokenizers import Tokenizer

here = Path(__file__).parent
model = here / "smolvlm"
config = json.loads((model / "config.json").read_text())
side, layers = config["vision_config"]["image_size"], config["text_config"]["num_hidden_layers"]
heads, width = config["text_config"]["num_key_value_heads"], config["text_config"]["head_dim"]
image_token = config["image_token_id"]
end = json.loads((model / "generation_config.json").read_text())["eos_token_id"]
vision, embed, decoder = (ort.InferenceSession(str(model / "onnx" / f"{name}.onnx")) for name in ("vision_encoder", "embed_tokens", "decoder_model_merged"))
tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))

picture = Image.open(here.parent / "wide.png").convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
pixels = ((np.asarray(picture, np.float32) / 255 - 0.5) / 0.5).transpose(2, 0, 1)[None, None]
seen = vision.run(None, {"pixel_values": pixels, "pixel_attention_mask": np.ones((1, 1, side, side), bool)})[0]

expected = {}
for question in ("Describe this picture.", "Which cat is red?"):
    marks = "<fake_token_around_image><global-img>" + "<image>" * 4 + "<fake_token_around_image>"
    prompt = f"<|im_start|>User:{marks}{question}<end_of_utterance>\nAssistant:"
    ids = tokenizer.encode(prompt).ids
    embeds = embed.run(None, {"input_ids": np.array([ids], np.int64)})[0]
    embeds[0, [at for at, token in enumerate(ids) if token == image_token]] = seen.reshape(-1, seen.shape[-1])
    past = [np.zeros((1, heads, 0, width), np.float32) for _ in range(2 * layers)]
    names = [f"past_key_values.{layer}.{kind}" for layer in range(layers) for kind in ("key", "value")]
    said, at, gap = [], 0, np.inf
    while len(said) < 12 and (not said or said[-1] != end):
        count = embeds.shape[1]
        feed = {"inputs_embeds": embeds, "attention_mask": np.ones((1, at + count), np.int64), "position_ids": np.arange(at, at + count)[None]}
        logits, *past = decoder.run(None, {**feed, **dict(zip(names, past))})
        first, second = np.sort(logits[0, -1])[::-1][:2]
        gap = min(gap, float(first - second))
        said.append(int(logits[0, -1].argmax()))
        at += count
        embeds = embed.run(None, {"input_ids": np.array([[said[-1]]], np.int64)})[0]
    expected[question] = {"prompt_ids": ids, "generated": said, "gap": gap}
(model / "expected.json").write_text(json.dumps(expected))
