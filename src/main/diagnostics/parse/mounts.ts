export interface Mount {
  device: string;
  mount: string;
  type: string;
  readOnly: boolean;
}

/** Linux `/proc/self/mounts`: `/dev/sda2 /home ext4 rw,relatime 0 0`, spaces in a name as `\040`. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [device, mount, type, options] = line.split(' ');
    if (!device || !mount?.startsWith('/') || !type || options === undefined) return [];
    return [
      {
        device: unescaped(device),
        mount: unescaped(mount),
        type,
        readOnly: options.split(',').includes('ro'),
      },
    ];
  });
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
