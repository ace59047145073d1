import { sanaMini } from '@sana-studio/sana-mini';
import { configure } from 'sana-studio';
import { defineSanaImage } from 'sana-studio/element';

configure({ model: sanaMini });
defineSanaImage();
