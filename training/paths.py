"""Where things are. SANA_MINI_SCRATCH names the folder for everything that is not committed."""

import json
import os
from pathlib import Path

TRAINING = Path(__file__).resolve().parent
ROOT = TRAINING.parent
MODEL = ROOT / "models" / "sana-mini"
SCRATCH = Path(os.environ.get("SANA_MINI_SCRATCH", TRAINING / ".scratch"))
CORPUS = SCRATCH / "corpus"


def things():
    """The corpus: [{emoji, hex, group, subgroup, names: {language: [label, keyword, ...]}}]."""
    return json.loads((CORPUS / "things.json").read_text())
