import { useEffect, useState } from 'react';
import { formatExact, formatRelative } from './format';
import { useLanguage } from './language';

const STEP_MS = 30_000;

/** "5 minutes ago" with the exact time on hover; counts on by itself. */
export function RelativeTime({ at }: { at: string | number }) {
  const language = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  // A clock of the desk that runs ahead must not make things happen "in 2 seconds".
  const seen = Math.max(now, new Date(at).getTime());
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(language, at)}>
      {formatRelative(language, at, seen)}
    </time>
  );
}
