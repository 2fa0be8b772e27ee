import { useEffect, useRef } from 'react';
import { formatTimer } from '../../kit/ui/format';

/** How long, once a second, without drawing anything else anew. @param since of performance.now */
export function Timer({ since, label }: { since: number; label: string }) {
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const show = () => {
      if (element.current) element.current.textContent = formatTimer((performance.now() - since) / 1000);
    };
    show();
    const timer = setInterval(show, 1000);
    return () => clearInterval(timer);
  }, [since]);
  return <time ref={element} role="timer" aria-label={label} title={label} />;
}
