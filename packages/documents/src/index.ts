// Documents that get pictures, without an editor and without files: what in them is a prompt, where its picture goes, and
// the edit that puts it there. All of it is plain data.

export { type AltEdits, altEdits, altWords, LONGEST_ALT, type WantedAlt } from './alt-text/alt-edit.ts';
export { documentLanguage, textAround } from './alt-text/around.ts';
export { coverFieldOf } from './cover/cover-field.ts';
export { type CoverPlace, coverPlaceFor } from './cover/generator.ts';
export { type PictureOfDocument, pictureEdit } from './cover/picture-edit.ts';
export {
  type DocumentFormat,
  formatOf,
  languageOf,
  MARKDOWN_EXTENSIONS,
  openDocument,
  readingSteps,
  type SourceDocument,
} from './document.ts';
export { type Illustrated, illustrated, type WantedPicture } from './illustrated.ts';
export { type Anchor, anchorAt, anchorSchema, findAnchor, movedAnchor } from './insertion/anchor.ts';
export { type DestinationContext, destinationPath, relativePath } from './insertion/destination.ts';
export { changed, type Edit, type ImageToInsert, insertionEdit, type TextChange } from './insertion/edit.ts';
export { fileName } from './insertion/file-name.ts';
export { lineNumbers } from './insertion/lines.ts';
export { linkTarget, plainAlt, writtenImage } from './insertion/markdown-image.ts';
export { isInside, targetPath } from './insertion/uri-path.ts';
export { altFor } from './markdown/alt.ts';
export type { FoundPrompt, Place } from './markdown/found.ts';
export { type DocumentImage, imageAt, imagePrompt, imagesOf } from './markdown/images.ts';
export { type ListItem, listItems } from './markdown/list-items.ts';
export { ifParsable, type Range, touches } from './markdown/parse.ts';
export { type Piece, piecesOf } from './markdown/pieces.ts';
export { onOneLine, shortened } from './markdown/plain-text.ts';
export { emptyImages, placeAt, promptAt, sanaBlocks } from './markdown/prompt-sources.ts';
export { coverOf, type SectionPrompt, sectionAt, sectionsOf } from './markdown/sections.ts';
export { documentOf } from './notebook/plan-notebook.ts';
export { renamed } from './picture-names.ts';
export { type IsMissing, type Refusal, type Requests, requestAt, requestsOf } from './plan.ts';
export type { DocumentFile, PlannedDocument, PlannedPicture, PlannedRefusal } from './plan-document.ts';
export { fileWith, planningFile } from './plan-file.ts';
export type { PictureOrigin } from './planned-request.ts';
