import {
  type GeneratedPicture,
  type PartialRequest,
  RED_HEART_PROMPT,
  type Replacement,
  type SanaPipeline,
} from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import { catalogueModel, inOtherLanguages } from '@sana-studio/models';

/** What will not be followed, before it costs anything. */
export async function remarksOn(
  pipeline: SanaPipeline,
  request: PartialRequest,
  name: string,
): Promise<readonly string[]> {
  const remarks = [...pipeline.remarks(request)];
  const model = catalogueModel(name);
  if (model?.languages === 'English') {
    const { otherLanguage } = await import('@sana-studio/core/language');
    const language = otherLanguage(request.prompt);
    const data = { model: model.title, other: inOtherLanguages(model)?.title };
    if (language) remarks.push({ remark: 'language-unknown', data: { ...data, language } });
  }
  return remarks.map(remark => sayRemark(remark, 'en'));
}

/** What the safety policy did, for people, the second look first. */
export function safetyNotes({ replaced, remarks }: Pick<GeneratedPicture, 'replaced' | 'remarks'>): readonly string[] {
  const looked = remarks.filter(({ remark }) => remark.startsWith('second-look:'));
  const said = looked.map(remark => sayRemark(remark, 'en'));
  if (replaced.length === 0 || looked.some(({ remark }) => remark === 'second-look:found')) return said;
  return [...said, replacedNote(replaced)];
}

/** Which words it took. */
function replacedNote(replaced: readonly Replacement[]): string {
  const words = [...new Set(replaced.map(({ text }) => `“${text}”`))].join(', ');
  if (replaced.some(({ whole }) => whole)) return `Drew “${RED_HEART_PROMPT}” instead, because of ${words}.`;
  return `Replaced ${words} by ❤️. A policy file can allow words: --policy FILE.`;
}

/** What the model does not seem to know of what was asked for, for people. */
export function unknownNotes({ remarks }: Pick<GeneratedPicture, 'remarks'>): readonly string[] {
  return remarks.filter(({ remark }) => remark === 'unknown-things').map(remark => sayRemark(remark, 'en'));
}

/** What was made of a picture by what looks at it, for people. */
export function withheldNotes({ remarks }: Pick<GeneratedPicture, 'remarks'>): readonly string[] {
  return remarks.filter(({ remark }) => remark.startsWith('picture-withheld:')).map(remark => sayRemark(remark, 'en'));
}
