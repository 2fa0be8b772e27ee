import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** A disabled button says why. A disabled button takes no pointer, so the words hang on what stands around it. */
export function Reason({ why, children }: { why: string | null; children: ReactNode }) {
  return (
    <Tooltip label={why} disabled={why === null}>
      <span>{children}</span>
    </Tooltip>
  );
}
