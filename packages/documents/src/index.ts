// Documents that get pictures, without an editor and without files: what in them is a prompt, where its picture goes, and
// the edit that puts it there.

export { type Anchor, anchorAt, anchorSchema, findAnchor, movedAnchor } from './insertion/anchor.ts';
export { type DestinationContext, destinationPath, relativePath } from './insertion/destination.ts';
export { type ImageToInsert, insertionChange, type TextChange } from './insertion/edit.ts';
export { fileName } from './insertion/file-name.ts';
export { linkTarget, markdownImage } from './insertion/markdown-image.ts';
export { ifParsable, nodesOfType, parseMarkdown, type Range, rangeOf, touches } from './markdown/parse.ts';
export { onOneLine, shortened } from './markdown/plain-text.ts';
export {
  coverOf,
  emptyImages,
  type FoundPrompt,
  imagePrompt,
  type Place,
  promptAt,
  sanaBlocks,
  sectionAt,
  sectionsOf,
} from './markdown/prompt-sources.ts';
