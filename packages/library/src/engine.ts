import { type GeneratedPicture, type Picture, SanaError } from '@sana-studio/core';
import { type PartialRequest, show, stored } from '@sana-studio/core/request';
import type {
  Engine,
  GeneratedImage,
  GenerateOptions,
  GenerateResult,
  ImageFormat,
  ImageFormats,
  ImageSource,
} from './api.ts';
import type { Drawer } from './drawer.ts';
import { assertCall } from './known-names.ts';

/** Makes images of one format of a picture; `png` makes its file. */
export type MakeImage<Format extends ImageFormat> = (
  picture: Picture,
  png: () => Promise<Uint8Array<ArrayBuffer>>,
) => Promise<ImageFormats[Format]>;

/** The formats that a place has. */
export type Formats = { readonly [Format in ImageFormat]?: MakeImage<Format> };

/** Has the drawers of engines ended that nobody holds any more, such as those of a module that was loaded anew. */
const abandoned = new FinalizationRegistry<Drawer>(drawer => drawer.end());

/** By call, as a program may keep nothing but what a call will give. */
const busy = new Map<symbol, unknown>();

/** An engine as programs see it. */
export function engineOf<Default extends ImageFormat>(
  drawer: Drawer,
  formats: Formats,
  usual: Default,
): Engine<Default> {
  let isEnded = false;
  const engine: Engine<Default> = {
    info: drawer.info,
    generate: async <Format extends ImageFormat = Default>(options: GenerateOptions<Format>) => {
      if (isEnded) throw new SanaError('cancelled:engine');
      assertCall(options);
      const call = Symbol('call');
      busy.set(call, engine);
      try {
        const format = options.format ?? (usual as ImageFormat as Format);
        return await generate(drawer, formats, { ...options, format });
      } finally {
        busy.delete(call);
      }
    },
    async dispose() {
      if (isEnded) return;
      isEnded = true;
      abandoned.unregister(engine);
      drawer.end();
    },
  };
  abandoned.register(engine, drawer, engine);
  return engine;
}

async function generate<Format extends ImageFormat>(
  drawer: Drawer,
  formats: Formats,
  {
    format,
    size,
    signal,
    onProgress,
    onPreview,
    onImage,
    startImage,
    mask,
    control,
    ...fields
  }: GenerateOptions<Format>,
): Promise<GenerateResult<Format>> {
  const make = format !== undefined && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (!make)
    throw new SanaError('request-invalid:format', { format: show(format), formats: Object.keys(formats).join(', ') });
  if (fields.model !== undefined && fields.model !== drawer.info.model)
    throw new SanaError('model-not-found:served', { model: fields.model, known: drawer.info.model });
  const images: Promise<GeneratedImage<Format>>[] = [];
  const request: PartialRequest = {
    ...fields,
    ...sizeOf(size),
    ...(await pixels(drawer, { startImage, mask, control })),
  };
  const finish = async (drawn: GeneratedPicture, index: number) => {
    const { request, replaced, remarks, ...picture } = drawn;
    const kept = stored(request);
    const { width, height } = picture;
    const image = (await make(picture, () => drawer.encode(picture, kept))) as ImageFormats[Format];
    const made = { image, seed: request.seed, width, height, request: kept, replaced, remarks };
    onImage?.(made, index);
    return made;
  };
  try {
    await drawer.draw(request, {
      signal,
      onProgress,
      onPreview,
      onPicture: (picture, index) => {
        const image = finish(picture, index);
        // what goes wrong with it is told once all is drawn, and until then it is nobody's
        image.catch(() => {});
        images[index] = image;
      },
    });
  } finally {
    // pictures that were finished before a failure are still pictures
    await Promise.allSettled(images);
  }
  const all = await Promise.all(images);
  const [first] = all;
  if (!first) throw new SanaError('internal:no-picture');
  return { ...first, images: all };
}

function sizeOf(size: string | undefined): Pick<PartialRequest, 'width' | 'height'> {
  if (size === undefined) return {};
  const [, width, height] = /^(\d{1,5})[x×](\d{1,5})$/i.exec(String(size).trim()) ?? [];
  if (width === undefined) throw new SanaError('request-invalid:size', { given: show(size) });
  return { width: Number(width), height: Number(height) };
}

/** Pictures as a request holds them. */
async function pixels(drawer: Drawer, pictures: Readonly<Record<string, ImageSource | undefined>>) {
  const read = await Promise.all(
    Object.entries(pictures).map(async ([field, picture]) => {
      if (picture === undefined) return [];
      const bytes = picture instanceof Blob ? new Uint8Array(await picture.arrayBuffer()) : picture;
      // a copy: what is handed over is gone here
      if (bytes instanceof Uint8Array) return [[field, await drawer.decode(new Uint8Array(bytes), field)] as const];
      if (typeof bytes !== 'object' || bytes === null || !('data' in bytes))
        throw new SanaError('request-invalid:image', { field });
      const { width, height, data, origin } = bytes;
      return [[field, { width, height, data, ...(origin && { origin }) }] as const];
    }),
  );
  return Object.fromEntries(read.flat());
}
