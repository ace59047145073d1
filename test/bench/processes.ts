import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Chromium's processes of one type below `parent`, which all carry their type in their arguments. */
export async function processes(parent: number, type: string): Promise<number[]> {
  const found: number[] = [];
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' });
  for (const line of children.trim().split('\n')) {
    const [, pid, args = ''] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    if (!pid) continue;
    if (args.includes(`--type=${type}`)) found.push(Number(pid));
    found.push(...(await processes(Number(pid), type).catch(() => [])));
  }
  return found;
}

/** Bytes. */
export async function memoryField(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
}
