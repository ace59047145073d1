import type { Style } from './style.ts';

/** What a language calls the presets is in its texts, by their ids. */
export interface Preset extends Omit<Style, 'name'> {
  readonly id: string;
}

const preset = <const Id extends string>(id: Id, words: string, negativeWords: string) => ({
  id,
  words,
  negativeWords,
  parameters: {},
});

/** In English, which every model was trained on. */
export const PRESETS = [
  preset(
    'photograph',
    'photograph, natural light, shallow depth of field, sharp focus, realistic colours',
    'drawing, painting, cartoon, render, oversaturated',
  ),
  preset(
    'flat',
    'flat illustration, simple shapes, solid colours, clean edges, plain background',
    'photo, texture, gradient, shadow, clutter',
  ),
  preset(
    'three-d',
    '3D render, soft studio light, smooth rounded forms, gentle shadows',
    'photo, sketch, flat, noisy, low quality',
  ),
  preset(
    'line',
    'line drawing, thin even black lines on white, no shading, minimal',
    'colour, photo, shading, texture',
  ),
  preset(
    'watercolour',
    'watercolour painting, soft washes, visible paper, loose edges, pale colours',
    'photo, render, hard edges, neon colours',
  ),
  preset(
    'isometric',
    'isometric illustration, seen from above at an angle, parallel edges, tidy, soft colours',
    'photo, perspective, vanishing point, clutter',
  ),
  preset('pixel', 'pixel art, large square pixels, few colours, no smoothing', 'photo, smooth, blurry, gradient'),
  preset(
    'paper-cut',
    'paper cut, layers of coloured paper, soft shadows between the layers, handmade',
    'photo, glossy, line drawing, text',
  ),
  preset(
    'product',
    'product photograph, centred on a plain seamless background, soft box light, crisp details',
    'people, clutter, text, logo, harsh shadow',
  ),
] as const satisfies readonly Preset[];

export type PresetId = (typeof PRESETS)[number]['id'];

/**
 * The styles of the app that NVIDIA publishes with Sana, by their names there: what people who come from it know.
 * Source: `app/app_sana.py` in https://github.com/NVlabs/Sana, Apache 2.0.
 */
export const SANA_STYLES: readonly Style[] = [
  [
    'Cinematic',
    'cinematic still {prompt} . emotional, harmonious, vignette, highly detailed, high budget, bokeh, cinemascope, moody, epic, gorgeous, film grain, grainy',
    'anime, cartoon, graphic, text, painting, crayon, graphite, abstract, glitch, deformed, mutated, ugly, disfigured',
  ],
  [
    'Photographic',
    'cinematic photo {prompt} . 35mm photograph, film, bokeh, professional, 4k, highly detailed',
    'drawing, painting, crayon, sketch, graphite, impressionist, noisy, blurry, soft, deformed, ugly',
  ],
  [
    'Anime',
    'anime artwork {prompt} . anime style, key visual, vibrant, studio anime,  highly detailed',
    'photo, deformed, black and white, realism, disfigured, low contrast',
  ],
  [
    'Manga',
    'manga style {prompt} . vibrant, high-energy, detailed, iconic, Japanese comic style',
    'ugly, deformed, noisy, blurry, low contrast, realism, photorealistic, Western comic style',
  ],
  [
    'Digital Art',
    'concept art {prompt} . digital artwork, illustrative, painterly, matte painting, highly detailed',
    'photo, photorealistic, realism, ugly',
  ],
  [
    'Pixel art',
    'pixel-art {prompt} . low-res, blocky, pixel art style, 8-bit graphics',
    'sloppy, messy, blurry, noisy, highly detailed, ultra textured, photo, realistic',
  ],
  [
    'Fantasy art',
    'ethereal fantasy concept art of  {prompt} . magnificent, celestial, ethereal, painterly, epic, majestic, magical, fantasy art, cover art, dreamy',
    'photographic, realistic, realism, 35mm film, dslr, cropped, frame, text, deformed, glitch, noise, noisy, off-center, deformed, cross-eyed, closed eyes, bad anatomy, ugly, disfigured, sloppy, duplicate, mutated, black and white',
  ],
  [
    'Neonpunk',
    'neonpunk style {prompt} . cyberpunk, vaporwave, neon, vibes, vibrant, stunningly beautiful, crisp, detailed, sleek, ultramodern, magenta highlights, dark purple shadows, high contrast, cinematic, ultra detailed, intricate, professional',
    'painting, drawing, illustration, glitch, deformed, mutated, cross-eyed, ugly, disfigured',
  ],
  [
    '3D Model',
    'professional 3d model {prompt} . octane render, highly detailed, volumetric, dramatic lighting',
    'ugly, deformed, noisy, low poly, blurry, painting',
  ],
].map(([name, words, negativeWords]) => ({
  name: name!,
  words: words!,
  negativeWords: negativeWords!,
  parameters: {},
}));
