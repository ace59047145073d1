"""Charts, dashboards, maps and screens, without any letters: lines stand for words, as in a wireframe.

Every function draws over a whole picture of width x height px.
"""

import math

from .landscapes import mixed

INK, FAINT, PANEL, LINE = (58, 68, 92), (206, 212, 224), (255, 255, 255), (226, 230, 238)
HUES = [(66, 126, 222), (245, 150, 60), (90, 180, 110), (226, 84, 90), (142, 100, 206), (60, 180, 190)]


def palette(rng):
    start = rng.randrange(len(HUES))
    return [HUES[(start + i) % len(HUES)] for i in range(len(HUES))]


def panel(draw, x, y, w, h, radius, fill=PANEL):
    draw.rounded_rectangle((x, y, x + w, y + h), radius, fill=fill)


def words(draw, x, y, w, h, rng, lines=1, fill=FAINT):
    """Bars where text would be."""
    for line in range(lines):
        long = w * (rng.uniform(0.65, 1) if line < lines - 1 or lines == 1 else rng.uniform(0.3, 0.6))
        draw.rounded_rectangle((x, y + line * h * 2, x + long, y + line * h * 2 + h), h / 2, fill=fill)


def bars(draw, rng, x, y, w, h, colors, count=None):
    count = count or rng.randint(4, 7)
    step = w / count
    for i in range(count):
        high = h * rng.uniform(0.25, 1)
        draw.rectangle((x + (i + 0.16) * step, y + h - high, x + (i + 0.84) * step, y + h), fill=colors[i % len(colors)])


def curve(draw, rng, x, y, w, h, color, thick, filled=False):
    count, level = rng.randint(5, 8), rng.uniform(0.3, 0.6)
    points = []
    for i in range(count):
        level = min(0.95, max(0.08, level + rng.uniform(-0.28, 0.32)))
        points.append((x + w * i / (count - 1), y + h * (1 - level)))
    if filled:
        draw.polygon([*points, (x + w, y + h), (x, y + h)], fill=mixed(color, (255, 255, 255), 0.7))
    draw.line(points, fill=color, width=max(2, round(thick)), joint="curve")
    for px, py in points:
        r = thick * 1.1
        draw.ellipse((px - r, py - r, px + r, py + r), fill=color)


def pie(draw, rng, x, y, r, colors, hole=0.0, ground=PANEL):
    parts = [rng.uniform(0.5, 2) for _ in range(rng.randint(3, 5))]
    angle = rng.uniform(0, 360)
    for part, color in zip(parts, colors):
        sweep = 360 * part / sum(parts)
        draw.pieslice((x - r, y - r, x + r, y + r), angle, angle + sweep, fill=color)
        angle += sweep
    if hole:
        draw.ellipse((x - r * hole, y - r * hole, x + r * hole, y + r * hole), fill=ground)


def axes(draw, x, y, w, h, thick):
    for i in range(1, 5):
        draw.line((x, y + h * (1 - i / 4), x + w, y + h * (1 - i / 4)), fill=LINE, width=max(1, round(thick / 2)))
    draw.line((x, y, x, y + h), fill=INK, width=round(thick))
    draw.line((x, y + h, x + w, y + h), fill=INK, width=round(thick))


def chart(kind):
    def draw_chart(draw, rng, width, height):
        draw.rectangle((0, 0, width, height), fill=PANEL)
        colors, thick, side = palette(rng), max(2, min(width, height) * 0.012), min(width, height)
        if kind == "pie":
            pie(draw, rng, width * 0.5, height * 0.5, side * rng.uniform(0.34, 0.4), colors, rng.choice([0, 0, 0.5]))
            return
        x, y, w, h = width * 0.12, height * 0.12, width * 0.78, height * 0.74
        axes(draw, x, y, w, h, thick)
        if kind == "bar":
            many = rng.random() < 0.5
            bars(draw, rng, x + thick, y, w - thick, h - thick / 2, colors if many else colors[:1])
        else:
            for number in range(rng.randint(1, 3)):
                curve(draw, rng, x + w * 0.04, y, w * 0.92, h, colors[number], thick, number == 0 and rng.random() < 0.4)

    return draw_chart


def dashboard(draw, rng, width, height):
    dark = rng.random() < 0.25
    ground, card = ((30, 36, 52), (44, 52, 74)) if dark else ((240, 243, 249), PANEL)
    colors, gap = palette(rng), min(width, height) * 0.03
    draw.rectangle((0, 0, width, height), fill=ground)
    side = width * 0.16
    draw.rectangle((0, 0, side, height), fill=mixed(colors[0], (20, 26, 44), 0.55))
    for i in range(6):
        draw.rounded_rectangle(
            (side * 0.2, height * (0.1 + 0.11 * i), side * 0.8, height * (0.14 + 0.11 * i)),
            gap * 0.4,
            fill=mixed(colors[0], (255, 255, 255), 0.35 if i else 0.8),
        )
    x, w = side + gap, width - side - 2 * gap
    third = (w - 2 * gap) / 3
    for i in range(3):
        left = x + i * (third + gap)
        panel(draw, left, gap, third, height * 0.16, gap * 0.5, card)
        draw.ellipse((left + gap * 0.6, gap * 1.8, left + gap * 2.4, gap * 3.6), fill=colors[i])
        words(draw, left + gap * 3, gap * 2, third - gap * 4, gap * 0.5, rng, 2, mixed(card, FAINT, 0.9))
    top = height * 0.16 + 2 * gap
    middle = height * 0.4
    panel(draw, x, top, w * 0.62, middle, gap * 0.5, card)
    curve(draw, rng, x + gap, top + gap, w * 0.62 - 2 * gap, middle - 2 * gap, colors[0], gap * 0.2, not dark)
    panel(draw, x + w * 0.62 + gap, top, w * 0.38 - gap, middle, gap * 0.5, card)
    pie(draw, rng, x + w * 0.81 + gap / 2, top + middle / 2, min(middle, w * 0.38) * 0.36, colors, 0.55, card)
    low = top + middle + gap
    panel(draw, x, low, w, height - low - gap, gap * 0.5, card)
    bars(draw, rng, x + gap, low + gap, w - 2 * gap, height - low - 3 * gap, colors[:2], rng.randint(8, 12))


def city_map(draw, rng, width, height):
    draw.rectangle((0, 0, width, height), fill=(238, 236, 226))
    side = min(width, height)
    for _ in range(rng.randint(2, 4)):
        x, y, w, h = (
            rng.uniform(-0.1, 0.8) * width,
            rng.uniform(-0.1, 0.8) * height,
            rng.uniform(0.2, 0.4) * width,
            rng.uniform(0.2, 0.4) * height,
        )
        draw.rounded_rectangle((x, y, x + w, y + h), side * 0.03, fill=(186, 222, 168))
    shift, phase = rng.uniform(0.2, 0.8), rng.uniform(0, 6)
    river = [(x, height * (shift + 0.1 * math.sin(4 * x / width + phase))) for x in range(0, width + 8, 8)]
    draw.line(river, fill=(150, 202, 240), width=round(side * 0.09))
    for _ in range(rng.randint(5, 8)):
        a, b = rng.uniform(-0.1, 1.1), rng.uniform(-0.1, 1.1)
        ends = ((a * width, 0), (b * width, height)) if rng.random() < 0.5 else ((0, a * height), (width, b * height))
        draw.line(ends, fill=(214, 208, 196), width=round(side * 0.04))
        draw.line(ends, fill=(255, 255, 255), width=round(side * 0.028))
    for _ in range(rng.randint(1, 3)):
        x, y, r = rng.uniform(0.2, 0.8) * width, rng.uniform(0.25, 0.7) * height, side * 0.045
        draw.polygon([(x - r * 0.85, y - r * 0.4), (x, y + r * 1.7), (x + r * 0.85, y - r * 0.4)], fill=(226, 60, 60))
        draw.ellipse((x - r, y - 1.6 * r, x + r, y + 0.4 * r), fill=(226, 60, 60))
        draw.ellipse((x - r * 0.4, y - r, x + r * 0.4, y - 0.2 * r), fill=(255, 255, 255))


def screen(draw, rng, x, y, w, h, unit):
    """What an app shows: a bar, a picture, lines, a button."""
    color = rng.choice(HUES)
    draw.rectangle((x, y, x + w, y + h), fill=PANEL)
    draw.rectangle((x, y, x + w, y + unit * 1.6), fill=color)
    draw.rectangle((x + unit * 0.6, y + unit * 2.2, x + w - unit * 0.6, y + h * 0.42), fill=mixed(color, (255, 255, 255), 0.72))
    left, right, low, top = x + unit * 0.6, x + w - unit * 0.6, y + h * 0.42, y + h * 0.2
    draw.polygon(
        [(left, low), (left + (right - left) * 0.35, top), (left + (right - left) * 0.6, low)],
        fill=mixed(color, (255, 255, 255), 0.35),
    )
    draw.polygon(
        [(left + (right - left) * 0.4, low), (left + (right - left) * 0.7, top + unit), (right, low)],
        fill=mixed(color, (255, 255, 255), 0.15),
    )
    words(draw, left, y + h * 0.47, right - left, unit * 0.5, rng, 4)
    draw.rounded_rectangle((left, y + h - unit * 2.6, right, y + h - unit), unit * 0.6, fill=color)


def phone_screen(draw, rng, width, height):
    draw.rectangle((0, 0, width, height), fill=mixed(rng.choice(HUES), (255, 255, 255), 0.82))
    h = height * 0.88
    w = min(h * 0.5, width * 0.8)
    x, y, unit = (width - w) / 2, (height - h) / 2, w * 0.1
    draw.rounded_rectangle((x, y, x + w, y + h), unit * 1.2, fill=(34, 38, 50))
    screen(draw, rng, x + unit * 0.5, y + unit * 1.2, w - unit, h - unit * 2.4, unit)


def browser_window(draw, rng, width, height):
    draw.rectangle((0, 0, width, height), fill=mixed(rng.choice(HUES), (255, 255, 255), 0.82))
    x, y, w, h = width * 0.07, height * 0.1, width * 0.86, height * 0.8
    unit = min(w, h) * 0.05
    draw.rounded_rectangle((x, y, x + w, y + h), unit * 0.7, fill=PANEL)
    draw.rounded_rectangle((x, y, x + w, y + unit * 2.2), unit * 0.7, fill=(222, 227, 236))
    for i, color in enumerate([(240, 98, 90), (246, 192, 80), (100, 196, 106)]):
        draw.ellipse((x + unit * (0.8 + 1.2 * i), y + unit * 0.7, x + unit * (1.6 + 1.2 * i), y + unit * 1.5), fill=color)
    draw.rounded_rectangle((x + unit * 5, y + unit * 0.6, x + w - unit, y + unit * 1.6), unit * 0.5, fill=PANEL)
    color = rng.choice(HUES)
    draw.rectangle((x + unit, y + unit * 3.2, x + w - unit, y + h * 0.5), fill=mixed(color, (255, 255, 255), 0.6))
    words(draw, x + unit * 2, y + unit * 4.4, w * 0.4, unit * 0.9, rng, 2, PANEL)
    third = (w - 4 * unit) / 3
    for i in range(3):
        left = x + unit + i * (third + unit)
        panel(draw, left, y + h * 0.56, third, h * 0.38, unit * 0.4, (243, 245, 250))
        draw.ellipse((left + unit * 0.8, y + h * 0.6, left + unit * 2.6, y + h * 0.6 + unit * 1.8), fill=color)
        words(draw, left + unit * 0.8, y + h * 0.6 + unit * 2.6, third - unit * 1.6, unit * 0.45, rng, 3)


def code_editor(draw, rng, width, height):
    draw.rectangle((0, 0, width, height), fill=(32, 36, 50))
    unit = height / 22
    draw.rectangle((0, 0, width, unit * 1.6), fill=(46, 52, 70))
    draw.rectangle((0, unit * 1.6, width * 0.08, height), fill=(40, 45, 61))
    indent = 0
    for line in range(18):
        y = unit * (2.6 + line)
        draw.rounded_rectangle((width * 0.025, y, width * 0.055, y + unit * 0.4), unit * 0.2, fill=(90, 98, 122))
        indent = max(0, min(3, indent + rng.choice([-1, 0, 0, 1])))
        x = width * (0.11 + 0.05 * indent)
        for _ in range(rng.randint(1, 4)):
            w = width * rng.uniform(0.05, 0.16)
            if x + w > width * 0.94:
                break
            draw.rounded_rectangle(
                (x, y, x + w, y + unit * 0.45), unit * 0.22, fill=mixed(rng.choice(HUES), (255, 255, 255), 0.3)
            )
            x += w + width * 0.018


SCREENS = {
    "bar chart": chart("bar"), "line chart": chart("line"), "pie chart": chart("pie"), "dashboard": dashboard, "map": city_map,
    "phone screen": phone_screen, "browser window": browser_window, "code editor": code_editor,
}  # fmt: skip
