import { FakeDevice } from '../../support/fake-device';
import { newReleaseKey, ReleaseFolders } from '../../support/release-folder';

/** A release whose one file has that many bytes; answers its folder and the address its file will have. */
export async function makeRelease(
  bytes: number,
): Promise<{ folder: string; path: string; remove(): Promise<void> }> {
  const folders = new ReleaseFolders();
  const made = await folders.make({
    version: '0.2.0',
    key: newReleaseKey(),
    appImage: Buffer.alloc(bytes, 'x'),
  });
  const path = `/updates/stable/0.2.0/${made.appImage}`;
  return { folder: made.path, path, remove: () => folders.remove() };
}

/** An enrolled computer that files one request after another; answers how long each took. */
export async function openTickets(url: string, token: string): Promise<(times: number) => Promise<number[]>> {
  const device = await new FakeDevice(url).enroll(token);
  const client = await device.client();
  return async (times) => {
    const took: number[] = [];
    for (let time = 0; time < times; time++) {
      const before = performance.now();
      await client.get('createTicket', { body: { request: device.request(), report: null } });
      took.push(performance.now() - before);
    }
    return took;
  };
}
