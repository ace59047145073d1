import type { Limits } from '../limits.ts';
import { joined } from '../wording.ts';
import { allowed } from './request.ts';

/** Documents that pictures are made for and put into: Figma's layers, markdown in VS Code. */
export const documents = {
  'document-refused:removed': 'The layer is no longer there. Select another one and try again.',
  'document-refused:locked': '“{layer}” is locked, or something around it is. Unlock it and try again.',
  'document-refused:read-only': 'Layers cannot be changed in Dev Mode. Download the picture instead.',
  'document-refused:too-large': 'The picture is larger than {max} px a side. Make a smaller one.',
  'document-refused:not-a-picture': 'The picture could not be read. Make it again.',
  'document-refused:not-overridable':
    '“{layer}” is part of a component and cannot be changed here. Change the main component, or choose “Beside”.',
  'document-refused:not-writable': '“{layer}” cannot hold a picture. Select a shape or a frame, or choose “Beside”.',
  'document-refused:nothing-selected': 'Select the layer to start from.',
  'document-refused:not-exportable': '“{layer}” cannot be used as a picture. Select a layer that can be seen.',
  'document-refused:no-wireframe': 'Select the frame to draw from: its shapes become the picture’s lines.',
  'document-refused:several-selected': 'Several layers are selected. Select the one frame to draw from.',
  'document-refused:too-detailed':
    '“{layer}” holds too much to be drawn from. Select a smaller frame, or hide the pictures in it.',
  'document-refused:no-lines': '“{layer}” has nothing but texts, which are left out. Draw shapes in it, and try again.',
  'document-refused:no-masked-picture':
    'Select a layer with a picture, and with it the shapes over the part that is to change.',
  'document-refused:no-mask-shapes':
    'Of “{layer}” nothing is marked. Draw shapes over the part that is to change, and select them with it.',
  'document-refused:mask-outside':
    'The selected shapes do not lie over the picture in “{layer}”. Move them over the part that is to change.',
  'document-refused:tiled':
    'The picture in “{layer}” is repeated as tiles. Choose “Fill” or “Fit” for it in Figma, and try again.',
  'document-refused:failed': ({ layer }: { readonly layer?: string }) =>
    layer ? `“${layer}” could not be changed. Select another layer and try again.` : 'This did not work. Try again.',
  'storage-full:plugin':
    'There is no more room for what this plugin keeps. Download the picture, or shorten the prompt.',

  'document-refused:not-there': '{document} is not there any more.',
  'document-refused:gone':
    'The document {document} cannot be opened any more. Choose the picture among the earlier ones to insert it into another.',
  'document-refused:not-json': 'This notebook is no JSON, or only a part of one. Save it again where it comes from.',
  'request-invalid:no-document': 'Open a markdown document first.',
  'request-invalid:no-document-for-picture': 'Open the markdown document that the picture is for, and insert it again.',
  'request-invalid:no-image-file':
    'There is no picture of this workspace at the cursor. Put the cursor on an image whose file is here, or begin at the file in the explorer.',
  'request-invalid:no-picture-here': 'There is no picture made by Sana at the cursor.',
  'request-invalid:no-words-here': 'There are no words at the cursor.',
  'request-invalid:no-heading': 'The cursor is above the first heading.',
  'request-invalid:no-front-matter': 'The document has no front matter with a title or description.',
  'request-invalid:nothing-to-illustrate': 'There is nothing to illustrate in this document yet.',
  'request-invalid:block': ({ field, given, limits }: { field: string; given: string; limits: Limits }) =>
    `In the sana block, ${field ?? 'a line'} is ${given ?? 'something else'}; it must be ${allowed(limits)}. Correct it and try again.`,
  'request-invalid:block-option': ({ given, known }: { readonly given: string; readonly known: readonly string[] }) =>
    `A sana block has no setting ${given ?? '…'}. It may have: ${known?.length ? joined(known, ', ') : '…'}. Correct it and try again.`,
  'request-invalid:block-open':
    'The sana block has no end, and all that follows would be its prompt. Put a line of ``` behind its words.',
  'request-invalid:no-format':
    'Pictures cannot be put into documents of the language {language}. Take markdown, MDX, Quarto, AsciiDoc or reStructuredText.',
  'request-invalid:notebook':
    'In {file} no line can be named: its words are in cells. Leave out --at, and what its markdown cells ask for is drawn.',
  'request-invalid:selection-only':
    'In AsciiDoc and reStructuredText, the words to be drawn must be selected in an editor.',
  'request-invalid:nothing-here': 'There is nothing to draw at this place: no words, and no image without a picture.',
  'request-invalid:no-alt': ({ target }: { readonly target: string }) =>
    `${target ? `The picture “${target}” is not there, and its image` : 'This image has no picture, and'} has no alt text that says what to draw. Write one between the brackets, or in alt.`,
  'request-invalid:no-place':
    'No place was found here where a picture would leave the rest of the document as it is. Move the cursor to another block.',
  'request-invalid:shared-target':
    'The target of this image cannot be changed without changing something else in the document. Change it by hand.',
  'request-invalid:glob':
    'The setting markdown.copyFiles.destination has the pattern {glob}, which takes too long to look for: use * at most {most} times in a name, and ** at most {most} times.',
  'request-invalid:image-gone': 'The image that the picture was made for is not there any more; insert it by hand.',
  'request-invalid:picture-gone':
    'The picture is not in the document any more as it was put there, so there is nothing to take back.',
  'request-invalid:no-image-here': 'There is no image at the cursor.',
  'request-invalid:no-images': 'There is no image in this document whose file is here.',
  'request-invalid:alt-image-gone':
    'The image that the alternative text is for is not in the document any more; nothing was written for it.',
  'request-invalid:alt-place':
    'The alternative text cannot be written there without changing something else in the document. Write it by hand.',
  'request-invalid:alt-markdown-only': 'Alternative texts are written in markdown documents only.',
  'request-invalid:no-webp':
    'This browser cannot write WebP files; choose PNG in the setting “Sana Studio: Image Format”.',
  'image-unreadable:broken': '{file} is damaged or cut short. Save it again.',
  'file-missing:picture': 'The picture {picture} is not there or cannot be read.',
  'file-missing:picture-elsewhere':
    'The picture {picture} is no file of this workspace, so nobody is asked what it shows. You can write its text yourself.',
  'captioner-unavailable:permission':
    '{model} may not be asked: VS Code has no permission of yours for that. Allow it when it asks, or choose another model.',
  'captioner-unavailable:blocked':
    '{model} does not answer now: its provider has blocked the request, or your share is used up.',
  'captioner-unavailable:gone': 'The model {model} is not there any more. Choose another one.',
  'captioner-unavailable:language-model': '{model} could not be asked: {detail}',
  'captioner-unavailable:none':
    'There is no model that could be asked what a picture shows. Install one in VS Code, or set “Sana Studio: Caption Model”.',
  'file-missing:resource':
    "The extension's file {file} could not be read; reload the window, or install the extension again.",
  'file-unwritable:outside':
    'The picture would be written to {path}, which is outside {workspaceFolder}; correct the setting “Sana Studio: Folder” or “Markdown › Copy Files: Destination”.',
  'file-unwritable:kept-read-only':
    '{document} cannot be changed: the setting “files.readonlyInclude” keeps it read-only.',
  'file-unwritable:scheme': '{document} cannot be changed: files of “{scheme}” are read-only.',
  'file-unwritable:read-only': '{document} cannot be changed: the file is read-only.',
  'file-unwritable:edit': '{document} could not be changed; it may be read-only.',
  'file-unwritable:not-removed': 'The pictures could not be removed; one of them may be read-only.',
  'file-unwritable:picture': 'The picture could not be written to {path}: {detail}',
  'file-unwritable:name-taken': '{path} exists already; name the pictures after their prompt and seed.',
  'file-unwritable:no-folder': 'There is no folder to write the picture to; open one first.',
} as const;
