import type {
  ComponentProperties,
  EllipseNode,
  FrameNode,
  Paint,
  TextNode,
} from '@figma/plugin-typings/plugin-api-standalone';

/** Members that a sketch may say as the plugin API calls them; what it leaves out is as Figma has it for new layers. */
type Said = Pick<
  FrameNode,
  | ('x' | 'y' | 'width' | 'height' | 'rotation' | 'relativeTransform' | 'locked' | 'visible' | 'opacity' | 'blendMode')
  | ('isMask' | 'effects' | 'strokes' | 'strokeWeight' | 'cornerRadius' | 'clipsContent' | 'constraints')
  | ('layoutMode' | 'layoutWrap' | 'paddingLeft' | 'paddingRight' | 'paddingTop' | 'paddingBottom' | 'itemSpacing')
  | ('counterAxisSpacing' | 'primaryAxisAlignItems' | 'counterAxisAlignItems' | 'layoutPositioning')
  | ('layoutSizingHorizontal' | 'layoutSizingVertical' | 'minWidth' | 'maxWidth' | 'minHeight' | 'maxHeight')
  | ('gridRowCount' | 'gridColumnCount' | 'gridRowGap' | 'gridColumnGap' | 'gridRowSizes' | 'gridColumnSizes')
  | ('gridAutoTracks' | 'gridItemsPositioning' | 'gridRowAnchorIndex' | 'gridColumnAnchorIndex' | 'annotations')
  | ('gridRowSpan' | 'gridColumnSpan')
> &
  Pick<
    TextNode,
    'fontSize' | 'fontName' | 'textCase' | 'textDecoration' | 'hyperlink' | 'textAutoResize' | 'hasMissingFont'
  > &
  Pick<EllipseNode, 'arcData'>;

/** What a test says of a layer. */
export interface LayerSketch extends Readonly<Partial<Omit<Said, 'absoluteBoundingBox'>>> {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly characters?: string;
  readonly fills?: readonly Paint[] | 'mixed';
  readonly fillStyleId?: string;
  readonly componentProperties?: ComponentProperties;
  /** Id of an instance's main component, which may be of another file. */
  readonly mainComponent?: string | undefined;
  /** The component set that it is, or that it is an instance of, has errors: two variants with the same values. */
  readonly broken?: boolean;
  readonly children?: readonly LayerSketch[];
}
