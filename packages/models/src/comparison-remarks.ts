import type { Remark } from '@sana-studio/core/errors';
import type { Comparison, FileComparison, WhyNot } from './comparison.ts';

/** A model in one sentence. @param source what to call the place that it comes from */
export function comparedRemark({ state, files }: Comparison, source: string): Remark {
  const verified = files.filter(file => file.state === 'verified').length;
  return { remark: `compared:${state}`, data: { verified, all: files.length, source } };
}

const REASONS: readonly WhyNot[] = ['in-part', 'pieces', 'no-hash', 'converted', 'whole'];

/** What there is to say of files that are not verified, by their reason and source; nothing if there are none. */
export function unverifiedRemarks({ files, contested }: Comparison): readonly Remark[] {
  const remarks: Remark[] = [];
  for (const why of REASONS) {
    const some = files.filter(file => file.why === why);
    for (const [source, paths] of bySource(some, file => file.source)) {
      remarks.push({ remark: `kept:${why}`, data: { files: paths, source } });
    }
  }
  const compared = files.filter(
    ({ why, other, bytes }) => why !== undefined && why !== 'pieces' && other?.bytes === bytes,
  );
  for (const [source, paths] of bySource(compared, file => file.other?.source ?? '')) {
    remarks.push({ remark: 'kept:as-elsewhere', data: { files: paths, source } });
  }
  if (contested.length > 0) remarks.push({ remark: 'kept:contested', data: { files: contested } });
  return remarks;
}

function bySource(
  files: readonly FileComparison[],
  sourceOf: (file: FileComparison) => string,
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const file of files) {
    const source = sourceOf(file);
    paths.set(source, [...(paths.get(source) ?? []), file.path]);
  }
  return paths;
}
