import { Skeleton } from '@mantine/core';

interface Props {
  /** What is being loaded, for people who do not see the grey lines. */
  label: string;
  lines?: number;
  height?: number;
}

/** Grey lines in the true layout's place while something loads. */
export function SkeletonLines({ label, lines = 3, height = 16 }: Props) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={height} mb={8} width={index === lines - 1 ? '60%' : '100%'} />
      ))}
    </div>
  );
}
