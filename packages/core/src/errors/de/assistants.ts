import type { assistants as en } from '../en/assistants.ts';
import type { Translated } from '../wording.ts';

const table = {
  'access-denied:outside':
    '{path} liegt nicht unter einem Ordner, der hier benutzt werden darf: {folders}. Nennen Sie eine Datei darunter.',
  'access-denied:whole-disk':
    'Dies wurde in {folder} gestartet, das ist die ganze Festplatte. Starten Sie es mit --folder ORDNER.',
  'request-invalid:tool-path':
    '„{path}“ kann nicht der Pfad eines Bildes sein ({detail}). Schreiben Sie ihn wie images/fuchs.png.',
  'request-invalid:tool': 'Das Werkzeug {tool} nimmt dies nicht an ({field}: {problem}).',
  'request-invalid:no-tool': 'Es gibt kein Werkzeug {tool}. Es gibt: {known}.',
  'request-invalid:vary-unknown':
    '{file} sagt nicht, woraus es entstanden ist. Geben Sie auch einen Prompt an: was darauf zu sehen ist.',
} as const;

export const assistants = table satisfies Translated<typeof en, typeof table>;
