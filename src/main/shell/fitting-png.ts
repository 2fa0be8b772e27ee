interface Picture {
  getSize(): { width: number; height: number };
  resize(size: { width: number; height: number }): Picture;
  toPNG(): Uint8Array;
}

/** PNG bytes of at most `limit`, made smaller by halves if need be: a large display can fill any limit. */
export function fittingPng(
  picture: Picture,
  limit: number,
): { width: number; height: number; png: Uint8Array } {
  const { width, height } = picture.getSize();
  const png = new Uint8Array(picture.toPNG());
  if (png.byteLength <= limit) return { width, height, png };
  const half = (length: number) => Math.max(1, Math.floor(length / 2));
  return fittingPng(picture.resize({ width: half(width), height: half(height) }), limit);
}
