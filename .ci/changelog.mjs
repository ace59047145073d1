// CHANGELOG.md: what is in it of a version, and how what is not released becomes a version.

const UNRELEASED = '## Unreleased';

/** Sections by their headings, as they stand. */
function sectionsOf(text) {
  const sections = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) sections.push({ heading: line, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ heading, lines }) => ({ heading, body: lines.join('\n').trim() }));
}

/**
 * The notes of a version.
 * @throws Error where there are none
 */
export function notesOf(text, version) {
  const section = sectionsOf(text).find(({ heading }) => heading.split(' ')[1] === version);
  if (!section?.body) throw new Error(`CHANGELOG.md says nothing of ${version}.`);
  return `${section.body}\n`;
}

/**
 * The changelog with what was not released as a version of this day.
 * @param date year-month-day
 * @throws Error where there is nothing to be released
 */
export function released(text, version, date) {
  const unreleased = sectionsOf(text).find(({ heading }) => heading === UNRELEASED);
  if (!unreleased?.body) throw new Error('CHANGELOG.md has nothing under “Unreleased”.');
  return text.replace(UNRELEASED, () => `${UNRELEASED}\n\n## ${version} – ${date}`);
}
