// docs/errors.md is written from the tables of sentences: `vitest -u` writes it anew.

import { expect, it } from 'vitest';
import { SanaError } from '../errors.ts';
import { FIELD_NAMES, fieldOf } from '../request/index.ts';
import { en, sentences } from './en.ts';
import { type ErrorData, type Remark, sayRemark } from './index.ts';

/** Sentences have … for facts that are not known. */
const inTable = (text: string) =>
  text.replaceAll('undefined', '…').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll(/\s+/g, ' ').trim();

function errorRows(): readonly string[] {
  const firstReasons = new Map(
    Object.keys(sentences)
      .reverse()
      .map(reason => [reason.split(':')[0]!, reason]),
  );
  return [...firstReasons]
    .map(([code, reason]) => {
      const field = FIELD_NAMES.find(name => fieldOf(name).code === code);
      const data = field ? { field, limits: fieldOf(field).kind.limits, given: '…' } : {};
      const { message } = SanaError.fromData({ code, reason, data, message: '' } as ErrorData);
      return `| \`${code}\` | ${inTable(message)} |`;
    })
    .sort();
}

const remarkRows = () =>
  Object.keys(en.remarks)
    .map(remark => `| \`${remark}\` | ${inTable(sayRemark({ remark, data: {} } as Remark, 'en') ?? '')} |`)
    .sort();

it('every code of an error and every remark is told', async () => {
  const text = `# Errors and remarks

What fails is a \`SanaError\` in programs, and a line with its code at the end on the command line. Codes stay what they are; the words
may change. \`reason\` says more finely why: the code, and at times a colon and a word; each has a sentence of its own, of which one
stands here, with … for what it is about.

| code | for example |
| --- | --- |
${errorRows().join('\n')}

## Remarks

What a picture or an engine has to say without failing, in \`remarks\`; \`sayRemark\` words them.

| remark | |
| --- | --- |
${remarkRows().join('\n')}
`;
  await expect(text).toMatchFileSnapshot('../../../../docs/errors.md');
});
