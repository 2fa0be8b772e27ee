import { nodeDisk, type Disk } from '../../../src/main/storage/disk';

class PowerCut extends Error {}

/** A disk that stops for good before its step number `steps`; a write that is cut leaves half of its bytes. */
export function cutAfter(steps: number): Disk & { readonly taken: number } {
  let taken = 0;
  const step =
    <A extends unknown[], R>(run: (...args: A) => Promise<R>, half?: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (taken === steps && half) {
        taken += 1;
        await half(...args);
        throw new PowerCut();
      }
      if (taken >= steps) throw new PowerCut();
      taken += 1;
      return run(...args);
    };
  return {
    get taken() {
      return taken;
    },
    read: nodeDisk.read,
    size: nodeDisk.size,
    list: nodeDisk.list,
    makeFolder: nodeDisk.makeFolder,
    writeSynced: step(nodeDisk.writeSynced, (file, bytes) =>
      nodeDisk.writeSynced(file, Buffer.from(bytes).subarray(0, Math.floor(bytes.length / 2))),
    ),
    rename: step(nodeDisk.rename),
    syncFolder: step(nodeDisk.syncFolder),
    remove: step(nodeDisk.remove),
  };
}

/** A disk on which one kind of step fails with a system error. */
export function failing(what: 'writeSynced' | 'rename' | 'syncFolder', code: string): Disk {
  return {
    ...nodeDisk,
    [what]: () => Promise.reject(Object.assign(new Error(code), { code })),
  };
}
