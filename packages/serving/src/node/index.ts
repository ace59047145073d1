// What there is in Node alone: files of pictures, and a server.

export { decodePicture } from './decode-picture.ts';
export { type DrawOptions, IMAGES_API_PATH, type ImagesApiOptions, imagesApi } from './images-api.ts';
