import { useEffect, useRef } from 'react';

interface Props {
  png: Uint8Array;
  alt: string;
  className?: string | undefined;
}

/** Shows bytes of a picture by an address that lives as long as the element. */
export function PngImage({ png, alt, className }: Props) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (!image.current) return;
    const url = URL.createObjectURL(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
    image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [png]);
  return <img ref={image} alt={alt} className={className} />;
}
