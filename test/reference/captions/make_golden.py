"""Makes the golden folder, with sana-mini's pictures of a folder: python3 make_golden.py PICTURES. Own code, from the law of
weighted_sample_clipscore (NVlabs/Sana, diffusion/data/datasets/sana_data.py); 230 draws by that function itself were the same.

folder/   Sana-ImgDataset: KEY.png|jpg, KEY.txt, KEY_MODEL.json, KEY_MODEL_clip_score.json, KEY_prompt_clip_score.json, meta_data.json
shards/   SANA-WebDataset: 00000.tar (KEY.png + KEY.json), 00000_MODEL.json ..., wids-meta.json
expected.json  what selection must give
"""
import bisect, io, itertools, json, math, random, shutil, sys, tarfile
from pathlib import Path
from PIL import Image

HERE = Path(__file__).resolve().parent
FOLDER, SHARDS = HERE / "folder", HERE / "shards"
PICS = Path(sys.argv[1])
A, B = "InternVL2-26B", "VILA1-5-13B"
NONE = object()
# key: (picture, lines of the txt, {model: caption}, {score file suffix: {type: score string}}, what it is there for)
CASES = {
    "00000000": ("13-1", 'a cyberpunk cat with a neon sign that says "Sana".\r\n', {A: "a cyberpunk cat with a neon sign that says 'Sana'", B: "a cyberpunk cat with a neon sign that says 'Sana'"}, {A: {A: "27.1037"}, B: {B: "27.2321"}, "prompt": {"prompt": "26.7331"}}, "NVlabs' own example numbers: all three pass 25"),
    "00000001": ("10-1", "a confetti ball\n", {A: "a ball of confetti with ribbons on pink", B: "a toy"}, {A: {A: "30.1234"}, B: {B: "24.9999"}, "prompt": {"prompt": "25.0000"}}, "24.9999 fails, exactly 25.0000 passes"),
    "00000002": ("11-1", "an accordion\n", {A: "a red accordion", B: "a suitcase"}, {A: {A: "24.1000"}, B: {B: "22.5000"}, "prompt": {"prompt": "21.0000"}}, "nothing passes: the best, without drawing a random number"),
    "00000003": ("15-1", "a dove by the sea\n", {A: "a white dove on a beach"}, {}, "no scores: the prompt, score 0"),
    "00000004": ("17-1", "an old radio\n", {A: "a radio"}, {A: {A: "26.0000", "Florence-2": "33.0000"}, "prompt": {"prompt": "-1.5000"}}, "a score without its caption is ignored; a negative one fails"),
    "00000005": ("19-1", "a bikini\n", {A: "a blue bikini"}, {A: {A: "28.0000"}, B: {A: "31.0000"}, "prompt": {"prompt": "27.0000"}}, "one type scored in two files: two tickets, and the score reported is the first one's"),
    "00000006": ("20-1", "a pear in the evening\n", {A: None}, {A: {A: "29.0000"}}, "a null caption becomes the empty text"),
    "00000007": ("00-1", "a cat face at night\nsecond line is not read\n", {A: "a cat's face under the stars"}, {A: "{ not json", "prompt": {"prompt": "26.5000"}}, "a score file that is not JSON counts as empty; only the first line of the txt is the prompt"),
    "00000008": ("01-1", "a fish\n", {A: "a fish", B: "one fish"}, {A: {A: "20.0000"}, B: {B: "20.0000"}}, "equal scores below the threshold: the first one"),
    "猫 09.v2": ("02-1", "ゴルフ\n", {A: "a flag in a hole in the snow"}, {A: {A: "27.5000"}, "prompt": {"prompt": "26.5000"}}, "a key with letters, a blank and a dot; a jpg"),
}
CAPTION_SUFFIXES = ["", f"_{A}", f"_{B}"]
SCORE_SUFFIXES = [f"_{A}_clip_score", f"_{B}_clip_score", "_prompt_clip_score"]

def write():
    for d in (FOLDER, SHARDS): shutil.rmtree(d, ignore_errors=True); d.mkdir(parents=True)
    names = []
    for key, (pic, txt, captions, scores, _) in CASES.items():
        im = Image.open(PICS / f"{pic}.png").convert("RGB").resize((64, 64), Image.LANCZOS)
        ext = "jpg" if key.startswith("猫") else "png"
        im.save(FOLDER / f"{key}.{ext}", **({"quality": 90} if ext == "jpg" else {"optimize": True})); names.append(f"{key}.{ext}")
        (FOLDER / f"{key}.txt").write_bytes(txt.encode())
        for model, caption in captions.items(): (FOLDER / f"{key}_{model}.json").write_text(json.dumps({key: {model: caption}}, ensure_ascii=False, indent=4) + "\n", encoding="utf-8")
        for suffix, s in scores.items(): (FOLDER / f"{key}_{suffix}_clip_score.json").write_text(s if isinstance(s, str) else json.dumps({key: s}, ensure_ascii=False, indent=4) + "\n", encoding="utf-8")
    (FOLDER / "meta_data.json").write_text(json.dumps({"name": "sana-dev", "__kind__": "Sana-ImgDataset", "img_names": names}, ensure_ascii=False, indent=4) + "\n", encoding="utf-8")
    # the same as one shard (keys that are fit for a tar of webdataset: no dot)
    keys = [k for k in CASES if "." not in k]
    with tarfile.open(SHARDS / "00000.tar", "w", format=tarfile.USTAR_FORMAT) as tar:
        for k in keys:
            for name, data in ((f"{k}.png", (FOLDER / f"{k}.png").read_bytes()), (f"{k}.json", json.dumps({"file_name": f"{k}.png", "prompt": CASES[k][1].splitlines()[0].strip(), "width": 64, "height": 64}, indent=4, ensure_ascii=False).encode())):
                info = tarfile.TarInfo(name); info.size = len(data); tar.addfile(info, io.BytesIO(data))
    for m in (A, B): (SHARDS / f"00000_{m}.json").write_text(json.dumps({k: {m: CASES[k][2][m]} for k in keys if m in CASES[k][2]}, ensure_ascii=False))
    for suffix in (A, B, "prompt"): (SHARDS / f"00000_{suffix}_clip_score.json").write_text(json.dumps({k: CASES[k][3][suffix] for k in keys if isinstance(CASES[k][3].get(suffix), dict)}))
    (SHARDS / "wids-meta.json").write_text(json.dumps({"name": "sana-dev", "__kind__": "SANA-WebDataset", "wids_version": 1, "shardlist": [{"url": "00000.tar", "nsamples": len(keys), "filesize": (SHARDS / "00000.tar").stat().st_size}]}, indent=4))

def read(path):
    try: return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError): return {}

def captions_of(key):
    info = {"prompt": (FOLDER / f"{key}.txt").read_text(encoding="utf-8").split("\n")[0].strip()}
    for s in CAPTION_SUFFIXES: info.update(read(FOLDER / f"{key}{s}.json").get(key, {}))
    return info

def scores_of(key, info):
    return [(t, float(v)) for s in SCORE_SUFFIXES for t, v in read(FOLDER / f"{key}{s}.json").get(key, {}).items() if t in info]

def power(scores, temperature): w = [c ** (1 / max(temperature, 0.01)) for c in scores]; return [x / sum(w) for x in w]
def softmax(scores, temperature): m = max(scores); w = [math.exp((c - m) / temperature) for c in scores]; return [x / sum(w) for x in w]

def pick(weights, u):
    """random.choices: the first whose cumulated weight is above u * total."""
    cum = list(itertools.accumulate(weights)); return bisect.bisect(cum, u * (cum[-1] + 0.0), 0, len(cum) - 1)

def select(key, threshold, temperature, rng):
    """NVlabs' law -> (type, score, probabilities or None)."""
    info = captions_of(key); scores = scores_of(key, info)
    passed = [(t, c) for t, c in scores if c >= threshold]
    if not passed:
        best = None
        for t, c in scores:
            if best is None or c > best[1]: best = (t, c)
        return (*best, None) if best else ("prompt", 0.0, None)
    p = power([c for _, c in passed], temperature)
    label = passed[pick(p, rng.random())][0]
    return label, next(c for t, c in passed if t == label), [[t, x] for (t, _), x in zip(passed, p)]

def main():
    write()
    expected = {"about": "threshold 25, temperature 0.1 are the released configs'; 0 and 1 the class defaults", "cases": {}, "sequences": {}}
    for key in CASES:
        info = captions_of(key); scores = scores_of(key, info); e = {"for": CASES[key][4], "captions": info, "scores": scores, "nvlabs": {}, "paper": {}}
        for thr, tau in ((25.0, 0.1), (0.0, 1.0)):
            draws = []; p = None
            for seed in range(10):
                t, c, p = select(key, thr, tau, random.Random(seed)); draws.append([t, c])
            e["nvlabs"][f"threshold {thr:g}, temperature {tau:g}"] = {"probabilities": p, "seeds 0 to 9": draws}
        if scores:
            for tau in (0.1, 1.0, 5.0): e["paper"][f"temperature {tau:g}"] = [[t, x] for (t, _), x in zip(scores, softmax([c for _, c in scores], tau))]
            e["best"] = max(scores, key=lambda s: s[1])
        expected["cases"][key] = e
    for seed in (0, 1, 42):
        rng = random.Random(seed); expected["sequences"][f"seed {seed}, threshold 25, temperature 0.1, keys in the order of meta_data.json, one generator"] = [[k, *select(k, 25.0, 0.1, rng)[:2]] for k in CASES]
    expected["python_random"] = {str(s): [random.Random(s).random() for _ in range(1)] + (lambda r: [r.random() for _ in range(4)])(random.Random(s)) for s in (0, 1, 42, 2**40 + 7)}
    for s, v in expected["python_random"].items(): expected["python_random"][s] = v[1:]
    (HERE / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

main()
