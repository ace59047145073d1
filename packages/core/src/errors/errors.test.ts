import { describe, expect, it } from 'vitest';
import { SanaError } from '../errors.ts';
import { en, sentences } from './en.ts';
import { ERROR_LANGUAGES, type ErrorData, type Reason, type Remark, sayRemark, sentence } from './index.ts';
import type { Translated } from './wording.ts';

const REASONS = Object.keys(sentences) as readonly Reason[];
const HAN = /\p{Script=Han}/u;

/** Facts for every sentence that a function makes; of the others they are named in their words. */
const FACTS = {
  field: 'steps',
  limits: { kind: 'whole', min: 1, max: 1000 },
  given: '0',
  fitting: ['dpm2', 'euler'],
  words: ['gore'],
  links: ['https://example.org/licence'],
  store: 'the browser',
  needed: 4e9,
  free: 1e9,
  doing: 'run',
  program: 'text encoder',
  detail: 'code 7',
  phase: 'decoder',
  layer: 'Cover',
  model: 'sana-mini',
  models: ['sana-mini'],
  fields: ['sampler'],
  known: ['sana-mini'],
  server: 'gpu.example',
  retryAfter: 7,
  length: '4',
  width: '1',
  height: '2',
};

/** An error of any reason as it comes over a wire. */
function arrived(reason: string, data: ErrorData['data'], code = reason.split(':')[0]): SanaError {
  return SanaError.fromData({ code, reason, data, message: 'What it said itself.' } as ErrorData);
}

function sample(reason: Reason): SanaError {
  const words: unknown = sentences[reason];
  const named =
    typeof words === 'string' ? [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, `<${name}>`]) : [];
  return arrived(reason, named.length > 0 ? Object.fromEntries(named) : FACTS);
}

describe('SanaError', () => {
  it('has a code, a reason, facts and the English sentence', () => {
    const error = new SanaError('size-out-of-range:area', { max: 16777216, width: 8192, height: 4096, field: 'area' });
    expect(error).toMatchObject({
      name: 'SanaError',
      code: 'size-out-of-range',
      reason: 'size-out-of-range:area',
      data: { field: 'area', width: 8192 },
      message:
        'A picture has at most 16777216 pixels (4096 × 4096), but 8192 × 4096 was asked for; choose a smaller width or height.',
    });
  });

  it('keeps its cause and what its sentence does not say', () => {
    const cause = new Error('ENOSPC');
    const error = new SanaError('cancelled', { at: 7 }, cause);
    expect(error).toMatchObject({ message: 'Cancelled.', data: { at: 7 }, cause });
  });

  it('is the same behind a worker boundary', () => {
    const error = new SanaError('phase-not-finite:constant', { phase: 'decoder' });
    const copy = SanaError.fromData(structuredClone(error.toData()));
    expect(copy).toMatchObject({ ...error.toData() });
    expect(copy).toBeInstanceOf(SanaError);
  });

  it('does not compile without the facts of its sentence, or with a sentence in their place', () => {
    // @ts-expect-error the limit is missing
    expect(new SanaError('prompt-too-long', { length: 7 }).message).toContain('at most …');
    // @ts-expect-error no facts at all
    expect(new SanaError('file-missing:path').message).toBe('There is no file …. Check the path.');
    // @ts-expect-error no reason of the table
    expect(new SanaError('file-missing:nowhere', { file: 'a' }).code).toBe('file-missing');
    // @ts-expect-error a sentence where there are to be facts
    expect(new SanaError('cancelled', 'It was stopped.').message).toBe('Cancelled.');
    const words = { cancelled: '{who}停止了。' } as const;
    // @ts-expect-error a translation that names another fact
    expect(words satisfies Translated<{ cancelled: '{whom} stopped.' }, typeof words>).toBeDefined();
  });

  it('takes the words of others as they are, and says in Chinese that they are', () => {
    const error = SanaError.from(new TypeError('x is not a function'));
    expect(error).toMatchObject({ code: 'internal', message: 'x is not a function' });
    expect(sentence(error, 'en')).toBe('x is not a function');
    expect(sentence(error, 'zh-CN')).toBe('原始信息：x is not a function');
    expect(SanaError.from(error)).toBe(error);
    expect(SanaError.from('boom', 'request-invalid')).toMatchObject({ code: 'request-invalid', message: 'boom' });
  });

  it('says what helps where a buffer found no memory', () => {
    const refused = () => new ArrayBuffer(Number.MAX_SAFE_INTEGER);
    expect(refused).toThrow(RangeError);
    try {
      refused();
    } catch (error) {
      expect(SanaError.from(error, 'file-corrupt')).toMatchObject({ code: 'out-of-memory', cause: error });
    }
    const other = SanaError.from(new RangeError('Invalid typed array length: -1'));
    expect(other).toMatchObject({ code: 'internal', message: 'Invalid typed array length: -1' });
  });
});

describe('errors from elsewhere', () => {
  it('keep their code and their own words where the reason is of another version', () => {
    for (const reason of ['device-lost:by-lightning', undefined]) {
      const error = SanaError.fromData({ code: 'device-lost', reason, data: { at: 1 }, message: 'Lightning struck.' });
      expect(error).toMatchObject({ code: 'device-lost', message: 'Lightning struck.', data: { at: 1 } });
      expect(sentence(error, 'zh')).toContain('Lightning struck.');
    }
  });

  it.each([undefined, null, 7, 'no', {}, { code: 'cancelled' }, { code: 1, data: {}, message: '' }])(
    'are errors too when they are no error data: %s',
    data => {
      expect(SanaError.fromData(data as unknown as ErrorData)).toMatchObject({ code: 'internal' });
    },
  );

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ':foreign', ''])(
    'cannot name %s as a reason',
    key => {
      const error = arrived(key, {}, key);
      expect(error).toMatchObject({ code: 'internal', message: 'What it said itself.' });
      expect(sentence(error, 'zh')).toContain('What it said itself.');
    },
  );

  it('say something sensible whatever their facts are', () => {
    const endless: Record<string, unknown> = {};
    endless.problem = { code: 'image-unreadable', reason: 'image-unreadable:file', data: endless, message: '' };
    const names = Object.keys(FACTS);
    const hostile = [null, 7, {}, [], 'text', { kind: 'choice' }, { kind: 'whole' }].map(value =>
      Object.fromEntries(names.map(name => [name, value])),
    );
    for (const reason of REASONS) {
      for (const data of [{}, endless, ...hostile]) {
        for (const locale of Object.keys(ERROR_LANGUAGES)) {
          expect(sentence(arrived(reason, data), locale), `${reason} ${JSON.stringify(Object.keys(data))}`).toMatch(
            /\S/,
          );
        }
      }
      for (const locale of Object.keys(ERROR_LANGUAGES)) {
        expect(sentence(arrived(reason, {}), locale), reason).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });
});

describe('the sentences', () => {
  it('are there for every reason in every language, with the facts in them', () => {
    for (const reason of REASONS) {
      const error = sample(reason);
      expect(error.reason).toBe(reason);
      expect(error.message, reason).toBe(sentence(error, 'en'));
      expect(error.message, reason).not.toMatch(/[{}]|undefined|…/);
      const chinese = sentence(error, 'zh-Hans-CN');
      expect(chinese, reason).toMatch(HAN);
      expect(chinese, reason).not.toMatch(/[{}]|undefined|…/);
      for (const name of error.message.matchAll(/<\w+>/g)) expect(chinese, reason).toContain(name[0]);
    }
  });

  it('have the same keys in every language', () => {
    for (const { sentences: own, remarks } of Object.values(ERROR_LANGUAGES)) {
      expect(Object.keys(own).sort()).toEqual(Object.keys(en.sentences).sort());
      expect(Object.keys(remarks).sort()).toEqual(Object.keys(en.remarks).sort());
    }
  });

  it('hold the sentence of another error in the same language', () => {
    const problem = new SanaError('image-unreadable:damaged').toData();
    const error = new SanaError('image-unreadable:file', { file: 'a.png', problem });
    expect(error.message).toBe('a.png: The PNG picture is damaged or cut short; save it again.');
    expect(sentence(error, 'zh')).toBe('文件 a.png：PNG 图片已损坏或不完整，请重新保存。');
  });

  it('fall back to English for a language without them', () => {
    expect(sentence(new SanaError('cancelled'), 'fr')).toBe('Cancelled.');
    expect(sentence(new SanaError('cancelled'), '__proto__')).toBe('Cancelled.');
  });
});

it('remarks are said in each language', () => {
  const remark: Remark = { remark: 'prompt-cut', data: { tokens: 158, limit: 128, unread: 'قصر قديم' } };
  expect(sayRemark(remark, 'en')).toContain('158 tokens, and the model reads 128 of them');
  expect(sayRemark(remark, 'zh-CN')).toMatch(HAN);
});
