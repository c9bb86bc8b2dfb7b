/** Says which program holds a device, so that "busy" comes with a name. */
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';

/** `minicom (process 812)` for the first process other than ours that has `path` open; null where none is visible (or no /proc). */
export async function findDeviceHolder(path: string): Promise<string | null> {
  const device = await realpath(path).catch(() => path);
  const processes = await readdir('/proc').catch(() => []);
  for (const id of processes) {
    if (!/^\d+$/.test(id) || id === String(process.pid)) continue;
    if (await holds(id, device)) {
      const name = await readFile(`/proc/${id}/comm`, 'utf8').catch(() => 'a program');
      return `${name.trim()} (process ${id})`;
    }
  }
  return null;
}

async function holds(processId: string, device: string): Promise<boolean> {
  const folder = `/proc/${processId}/fd`;
  // A process of another user, or one that has just ended, shows nothing.
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(descriptors.map((fd) => readlink(`${folder}/${fd}`).catch(() => '')));
  return targets.includes(device);
}
