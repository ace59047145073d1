// What comes in from registries, and how.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface LockedPackage {
  readonly name?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, LockedPackage>> };
const foreign = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

it('every package is one that is known by its hash', () => {
  expect(foreign.length).toBeGreaterThan(100);
  expect(foreign.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
});

it('no package runs a script while it is installed', () => {
  const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Readonly<Record<string, boolean>> };
  const withScripts = foreign.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
  expect(Object.keys(allowScripts).sort()).toEqual([...new Set(withScripts)].sort());
  expect(Object.values(allowScripts)).not.toContain(true);
});

it('every licence of what is shipped has been looked at', () => {
  const said = execFileSync(process.execPath, ['.ci/licences.mjs'], { cwd: ROOT, encoding: 'utf8' });
  expect(said).toMatch(/^\d{2,} packages are shipped, 0 of them with a licence to look at\.\n$/);
});

it('workflows name actions by their hash, give no rights away and look for known faults', () => {
  const folder = '.github/workflows';
  const workflows = readdirSync(join(ROOT, folder)).map(name => read(`${folder}/${name}`));
  for (const text of workflows) {
    for (const [, action = ''] of text.matchAll(/uses: (.*)/g)) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d/);
    expect(text).toMatch(/^permissions:\n {2}contents: read\n$/m);
    expect(text).not.toMatch(/pull_request_target|write-all/);
    // who may write publishes what another job has made, and runs nothing of what is in the repository
    for (const job of text.split(/^(?= {2}[\w-]+:\n)/m).filter(part => part.includes(': write'))) {
      expect(job.match(/[\w-]+: write/g)).toEqual(['contents: write']);
      expect(job).not.toMatch(/actions\/checkout|\bnpm\b|\bnpx\b|\bnode\b|secrets\./);
    }
  }
  expect(workflows.join()).toContain('npm audit --omit=dev');
});
