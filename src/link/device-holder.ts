/** Says which program holds a device, so that "busy" comes with a name. */
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';

/** The programs that have `path` open, as `minicom (process 812)`; none where none is visible, or there is no /proc. */
export async function findDeviceHolders(path: string): Promise<readonly string[]> {
  const device = await realpath(path).catch(() => path);
  const processes = await readdir('/proc').catch(() => []);
  const holders: string[] = [];
  for (const id of processes) {
    if (!/^\d+$/.test(id) || !(await holds(id, device))) continue;
    const name = await readFile(`/proc/${id}/comm`, 'utf8').catch(() => 'a program');
    holders.push(`${name.trim()} (process ${id})`);
  }
  return holders;
}

async function holds(processId: string, device: string): Promise<boolean> {
  const folder = `/proc/${processId}/fd`;
  // A process of another user, or one that has just ended, shows nothing.
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(descriptors.map((fd) => readlink(`${folder}/${fd}`).catch(() => '')));
  return targets.includes(device);
}
