import type { documents as en } from '../en/documents.ts';
import type { Limits } from '../limits.ts';
import { joined, type Translated } from '../wording.ts';
import { allowed } from './request.ts';

const table = {
  'document-refused:removed': 'Die Ebene gibt es nicht mehr. Wählen Sie eine andere, und versuchen Sie es noch einmal.',
  'document-refused:locked':
    '„{layer}“ oder eine Ebene darüber ist gesperrt. Heben Sie die Sperre auf, und versuchen Sie es noch einmal.',
  'document-refused:read-only':
    'Im Dev Mode können Ebenen nicht geändert werden. Laden Sie das Bild stattdessen herunter.',
  'document-refused:too-large': 'Das Bild ist größer als {max} px je Seite. Erstellen Sie ein kleineres.',
  'document-refused:not-a-picture': 'Das Bild konnte nicht gelesen werden. Erstellen Sie es noch einmal.',
  'document-refused:not-overridable':
    '„{layer}“ ist Teil einer Komponente und kann hier nicht geändert werden. Ändern Sie die Hauptkomponente, oder wählen Sie „Daneben“.',
  'document-refused:not-writable':
    '„{layer}“ kann kein Bild aufnehmen. Wählen Sie eine Form oder einen Rahmen, oder wählen Sie „Daneben“.',
  'document-refused:nothing-selected': 'Wählen Sie die Ebene aus, die das Ausgangsbild sein soll.',
  'document-refused:not-exportable': '„{layer}“ kann nicht als Bild verwendet werden. Wählen Sie eine sichtbare Ebene.',
  'document-refused:no-wireframe':
    'Wählen Sie den Rahmen aus, nach dem gezeichnet werden soll: Seine Formen werden zu den Linien des Bildes.',
  'document-refused:several-selected':
    'Mehrere Ebenen sind ausgewählt. Wählen Sie nur den Rahmen aus, nach dem gezeichnet werden soll.',
  'document-refused:too-detailed':
    '„{layer}“ enthält zu viel, um danach zu zeichnen. Wählen Sie einen kleineren Rahmen, oder blenden Sie die Bilder darin aus.',
  'document-refused:no-lines':
    '„{layer}“ enthält nur Texte, und die werden weggelassen. Zeichnen Sie Formen hinein, und versuchen Sie es noch einmal.',
  'document-refused:no-masked-picture':
    'Wählen Sie eine Ebene mit einem Bild aus, und dazu die Formen über dem Teil, der sich ändern soll.',
  'document-refused:no-mask-shapes':
    'In „{layer}“ ist nichts markiert. Zeichnen Sie Formen über den Teil, der sich ändern soll, und wählen Sie sie mit aus.',
  'document-refused:mask-outside':
    'Die ausgewählten Formen liegen nicht über dem Bild in „{layer}“. Verschieben Sie sie über den Teil, der sich ändern soll.',
  'document-refused:tiled':
    'Das Bild in „{layer}“ wird als Kacheln wiederholt. Wählen Sie dafür in Figma „Füllen“ oder „Anpassen“, und versuchen Sie es noch einmal.',
  'document-refused:failed': ({ layer }: { readonly layer?: string }) =>
    layer
      ? `„${layer}“ konnte nicht geändert werden. Wählen Sie eine andere Ebene, und versuchen Sie es noch einmal.`
      : 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
  'storage-full:plugin':
    'Für das, was dieses Plugin aufbewahrt, ist kein Platz mehr. Laden Sie das Bild herunter, oder kürzen Sie den Prompt.',

  'document-refused:not-there': '{document} ist nicht mehr da.',
  'document-refused:gone':
    'Das Dokument {document} lässt sich nicht mehr öffnen. Wählen Sie das Bild unter den früheren, um es in ein anderes einzufügen.',
  'document-refused:not-json':
    'Dieses Notebook ist kein JSON oder nur ein Teil davon. Speichern Sie es dort noch einmal, wo es herkommt.',
  'request-invalid:no-document': 'Öffnen Sie erst ein Markdown-Dokument.',
  'request-invalid:no-document-for-picture':
    'Öffnen Sie das Markdown-Dokument, für das das Bild ist, und fügen Sie es noch einmal ein.',
  'request-invalid:no-image-file':
    'Am Cursor ist kein Bild aus diesem Arbeitsbereich. Setzen Sie den Cursor auf ein Bild, dessen Datei hier ist, oder beginnen Sie bei der Datei im Explorer.',
  'request-invalid:no-picture-here': 'Am Cursor ist kein Bild, das mit Sana erstellt wurde.',
  'request-invalid:no-words-here': 'Am Cursor steht kein Text.',
  'request-invalid:no-heading': 'Der Cursor steht über der ersten Überschrift.',
  'request-invalid:no-front-matter': 'Das Dokument hat keinen Kopf (front matter) mit title oder description.',
  'request-invalid:nothing-to-illustrate': 'In diesem Dokument gibt es noch nichts zu bebildern.',
  'request-invalid:block': ({ field, given, limits }: { field: string; given: string; limits: Limits }) =>
    `Im sana-Block steht für ${field ?? 'eine Zeile'} ${given ?? 'etwas anderes'}; erlaubt ist ${allowed(limits)}. Berichtigen Sie es, und versuchen Sie es noch einmal.`,
  'request-invalid:block-option': ({ given, known }: { readonly given: string; readonly known: readonly string[] }) =>
    `Ein sana-Block hat keine Einstellung ${given ?? '…'}. Er kann haben: ${known?.length ? joined(known, ', ') : '…'}. Berichtigen Sie es, und versuchen Sie es noch einmal.`,
  'request-invalid:block-open':
    'Der sana-Block endet nicht, und alles, was folgt, wäre sein Text. Setzen Sie eine Zeile mit ``` hinter seine Wörter.',
  'request-invalid:no-format':
    'In Dokumente der Sprache {language} können keine Bilder eingefügt werden. Nehmen Sie Markdown, MDX, Quarto, AsciiDoc oder reStructuredText.',
  'request-invalid:notebook':
    'In {file} kann keine Zeile genannt werden: Die Wörter stehen in Zellen. Lassen Sie --at weg, und was die Markdown-Zellen verlangen, wird gezeichnet.',
  'request-invalid:selection-only':
    'In AsciiDoc und reStructuredText müssen die Wörter, die gezeichnet werden sollen, im Editor ausgewählt sein.',
  'request-invalid:nothing-here': 'Hier gibt es nichts zu zeichnen: weder Text noch ein Bild, das fehlt.',
  'request-invalid:no-alt': ({ target }: { readonly target: string }) =>
    `${target ? `Das Bild „${target}“ fehlt, und der Verweis hat` : 'Dieser Verweis hat kein Bild und'} keinen Alternativtext, der sagt, was zu zeichnen ist. Schreiben Sie einen in die eckigen Klammern oder in alt.`,
  'request-invalid:no-place':
    'Hier wurde keine Stelle gefunden, an der ein Bild den Rest des Dokuments ließe, wie er ist. Setzen Sie den Cursor in einen anderen Block.',
  'request-invalid:shared-target':
    'Das Ziel dieses Bildes kann nicht geändert werden, ohne etwas anderes im Dokument zu ändern. Ändern Sie es von Hand.',
  'request-invalid:glob':
    'Die Einstellung markdown.copyFiles.destination hat das Muster {glob}, nach dem zu lange zu suchen wäre: * höchstens {most}-mal in einem Namen, ** höchstens {most}-mal.',
  'request-invalid:image-gone':
    'Das Bild im Dokument, für das dieses erstellt wurde, gibt es nicht mehr; fügen Sie es von Hand ein.',
  'request-invalid:picture-gone':
    'Das Bild steht nicht mehr so im Dokument, wie es eingesetzt wurde: Es gibt nichts zurückzunehmen.',
  'request-invalid:no-image-here': 'Am Cursor ist kein Bild.',
  'request-invalid:no-images': 'In diesem Dokument ist kein Bild, dessen Datei hier liegt.',
  'request-invalid:alt-image-gone':
    'Das Bild, für das der Alternativtext ist, steht nicht mehr im Dokument; für dieses wurde nichts geschrieben.',
  'request-invalid:alt-place':
    'Der Alternativtext kann dort nicht geschrieben werden, ohne etwas anderes im Dokument zu ändern. Schreiben Sie ihn von Hand.',
  'request-invalid:alt-markdown-only': 'Alternativtexte werden nur in Markdown-Dokumente geschrieben.',
  'request-invalid:no-webp':
    'Dieser Browser kann keine WebP-Dateien schreiben; wählen Sie PNG in der Einstellung „Sana Studio: Image Format“.',
  'image-unreadable:broken': '{file} ist beschädigt oder unvollständig. Speichern Sie es neu.',
  'file-missing:picture': 'Das Bild {picture} ist nicht da oder kann nicht gelesen werden.',
  'file-missing:picture-elsewhere':
    'Das Bild {picture} ist keine Datei dieses Arbeitsbereichs, darum wird niemand gefragt, was es zeigt. Sie können seinen Text selbst schreiben.',
  'captioner-unavailable:permission':
    '{model} darf nicht gefragt werden: VS Code hat dafür keine Erlaubnis von Ihnen. Erlauben Sie es, wenn es fragt, oder wählen Sie ein anderes Modell.',
  'captioner-unavailable:blocked':
    '{model} antwortet jetzt nicht: der Anbieter hat die Anfrage gesperrt, oder Ihr Anteil ist aufgebraucht.',
  'captioner-unavailable:gone': 'Das Modell {model} gibt es nicht mehr. Wählen Sie ein anderes.',
  'captioner-unavailable:language-model': '{model} konnte nicht gefragt werden: {detail}',
  'captioner-unavailable:none':
    'Es gibt kein Modell, das man fragen könnte, was ein Bild zeigt. Installieren Sie eines in VS Code, oder setzen Sie „Sana Studio: Caption Model“.',
  'file-missing:resource':
    'Die Datei {file} der Erweiterung konnte nicht gelesen werden; laden Sie das Fenster neu, oder installieren Sie die Erweiterung noch einmal.',
  'file-unwritable:outside':
    'Das Bild käme nach {path}, was außerhalb von {workspaceFolder} liegt; berichtigen Sie die Einstellung „Sana Studio: Folder“ oder „Markdown › Copy Files: Destination“.',
  'file-unwritable:kept-read-only':
    '{document} kann nicht geändert werden: Die Einstellung „files.readonlyInclude“ schützt es.',
  'file-unwritable:scheme': '{document} kann nicht geändert werden: Dateien von „{scheme}“ sind schreibgeschützt.',
  'file-unwritable:read-only': '{document} kann nicht geändert werden: Die Datei ist schreibgeschützt.',
  'file-unwritable:edit': '{document} konnte nicht geändert werden; vielleicht ist es schreibgeschützt.',
  'file-unwritable:not-removed':
    'Die Bilder konnten nicht entfernt werden; vielleicht ist eines davon schreibgeschützt.',
  'file-unwritable:picture': 'Das Bild konnte nicht nach {path} geschrieben werden: {detail}',
  'file-unwritable:name-taken': '{path} gibt es schon; benennen Sie Bilder nach Prompt und Seed.',
  'file-unwritable:no-folder': 'Es gibt keinen Ordner, in den das Bild geschrieben werden kann; öffnen Sie erst einen.',
} as const;

export const documents = table satisfies Translated<typeof en, typeof table>;
