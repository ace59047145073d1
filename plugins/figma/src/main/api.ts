// What this plugin uses of Figma, and nothing else: the test's model of Figma implements these interfaces, so that a
// call which it does not know cannot be written here. That Figma itself offers them is checked by the compiler below.

import type {
  Annotation,
  AnnotationsAPI,
  AutoLayoutMixin,
  ComponentPropertyType,
  EllipseNode,
  ExportSettingsImage,
  ExportSettingsSVGString,
  FrameNode,
  Image,
  ImagePaint,
  NotificationOptions,
  Paint,
  ParameterValues,
  PluginAPI,
  SceneNode,
  ShowUIOptions,
  TextNode,
  Transform,
  VectorPaths,
} from '@figma/plugin-typings/plugin-api-standalone';

export type { Annotation, ExportSettingsImage, ImagePaint, Paint, ShowUIOptions, Transform };

/** On the page. */
export type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** What every layer has. */
export interface LayerBase {
  readonly id: string;
  readonly type: string;
  readonly removed: boolean;
  readonly parent: Parent | null;
  name: string;
  visible: boolean;
  locked: boolean;
  getPluginData(key: string): string;
  setPluginData(key: string, value: string): void;
  setRelaunchData(data: Record<string, string>): void;
}

/** What some layers have. Reading one that a layer has not throws: ask with `has` first. */
export interface LayerMembers {
  /** Pixels; position in the coordinates of the nearest frame around. */
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
  /** Null for what is not drawn. */
  readonly absoluteBoundingBox: Box | null;
  /** With strokes and shadows; null for what is invisible. */
  readonly absoluteRenderBounds: Box | null;
  /** In the coordinates of the nearest frame around, groups left out. Has unit axes: sizes are apart. */
  relativeTransform: Transform;
  readonly absoluteTransform: Transform;
  opacity: number;
  readonly isMask: boolean;
  readonly clipsContent: boolean;
  readonly layoutMode: AutoLayoutMixin['layoutMode'];
  /** Of what is in a frame with auto layout. */
  layoutPositioning: 'AUTO' | 'ABSOLUTE';
  /** Id of a style; '' if there is none. */
  readonly fillStyleId: string | PluginAPI['mixed'];
  fills: readonly Paint[] | PluginAPI['mixed'];
  readonly characters: string;
  /** Of sticky notes and shapes with text. */
  readonly text: { readonly characters: string };
  readonly children: readonly Layer[];
  annotations: readonly Annotation[];
  readonly componentProperties: Readonly<
    Record<string, { readonly type: ComponentPropertyType; readonly value: string | boolean }>
  >;
  /** Outlines of what is filled and stroked, in the layer's own coordinates. */
  readonly fillGeometry: VectorPaths;
  readonly strokeGeometry: VectorPaths;
  resize(width: number, height: number): void;
  exportAsync(settings: ExportSettingsImage): Promise<Uint8Array>;
  exportAsync(settings: ExportSettingsSVGString): Promise<string>;
}

/** How a layer looks; read only, to understand what it is for. */
export interface LayerLooks
  extends Readonly<Pick<TextNode, 'fontSize' | 'fontName' | 'textCase' | 'textDecoration' | 'hyperlink'>>,
    Readonly<Pick<FrameNode, 'strokes' | 'opacity' | 'cornerRadius' | 'isMask' | 'effects'>>,
    Readonly<Pick<EllipseNode, 'arcData'>> {}

export type Layer = LayerBase & Partial<LayerMembers>;

/** A layer or page that others are in. Pages have no position, and are neither locked nor hidden. */
export interface Parent {
  readonly id: string;
  readonly type: string;
  readonly parent: Parent | null;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly locked?: boolean;
  readonly visible?: boolean;
  /** On other pages than the current one, only after `loadAsync`. */
  readonly children: readonly Layer[];
  insertChild(index: number, child: Layer): void;
  /** Of pages. */
  loadAsync?(): Promise<void>;
}

/** What the plugin itself has put into the document. */
export interface Made extends LayerBase {
  remove(): void;
}

/** A new rectangle. */
export type Rectangle = Made &
  Pick<
    LayerMembers,
    | ('x' | 'y' | 'width' | 'height' | 'fills' | 'resize' | 'relativeTransform' | 'layoutPositioning' | 'opacity')
    | ('absoluteTransform' | 'exportAsync')
  >;

/** A new frame. */
export type Frame = Made &
  Pick<LayerMembers, 'x' | 'y' | 'height'> & {
    layoutMode: LayerMembers['layoutMode'];
    insertChild(index: number, child: Layer): void;
  };

/** A new vector layer. */
export type Vector = Made &
  Pick<LayerMembers, 'x' | 'y' | 'fills' | 'opacity'> & {
    strokes: readonly Paint[];
    vectorPaths: VectorPaths;
  };

export interface Page extends Parent {
  readonly selection: readonly Layer[];
  appendChild(child: Layer): void;
}

type Listen = {
  (type: 'selectionchange' | 'currentpagechange' | 'close', callback: () => void): void;
  (
    type: 'run',
    callback: (event: { readonly command: string; readonly parameters?: ParameterValues | undefined }) => void,
  ): void;
};

export interface Figma extends Pick<PluginAPI, 'editorType' | 'mixed'> {
  readonly root: {
    readonly name: string;
    getSharedPluginData(namespace: string, key: string): string;
    setSharedPluginData(namespace: string, key: string, value: string): void;
  };
  /** Not in every editor, nor in older ones. */
  readonly annotations?: Pick<AnnotationsAPI, 'getAnnotationCategoriesAsync' | 'addAnnotationCategoryAsync'>;
  readonly currentPage: Page;
  readonly viewport: { readonly center: { readonly x: number; readonly y: number } };
  readonly clientStorage: {
    getAsync(key: string): Promise<unknown>;
    setAsync(key: string, value: unknown): Promise<void>;
  };
  readonly ui: {
    postMessage(message: unknown): void;
    resize(width: number, height: number): void;
    show(): void;
    onmessage: ((message: unknown, props: { readonly origin: string }) => void) | undefined;
  };
  readonly parameters: {
    on(type: 'input', callback: (event: ParameterInput) => void): void;
  };
  readonly on: Listen;
  showUI(html: string, options?: ShowUIOptions): void;
  notify(message: string, options?: NotificationOptions): unknown;
  getNodeByIdAsync(id: string): Promise<unknown>;
  getLocalPaintStylesAsync(): Promise<readonly { readonly paints: readonly Paint[] }[]>;
  createImage(bytes: Uint8Array): { readonly hash: string };
  getImageByHash(hash: string): Pick<Image, 'getBytesAsync' | 'getSizeAsync'> | null;
  createRectangle(): Rectangle;
  createVector(): Vector;
  createFrame(): Frame;
  commitUndo(): void;
}

export interface ParameterInput {
  readonly query: string;
  readonly result: { setSuggestions(suggestions: string[]): void };
}

/** Whether a layer has a member that not all have. */
export function has<Name extends keyof LayerMembers>(
  layer: Layer,
  name: Name,
): layer is Layer & Pick<LayerMembers, Name> {
  return name in layer;
}

/** Fails to compile when Figma no longer offers what is used here. */
export type FigmaOffersIt = [PluginAPI extends Figma ? true : never, SceneNode extends LayerBase ? true : never];
export const figmaOffersIt: FigmaOffersIt = [true, true];
