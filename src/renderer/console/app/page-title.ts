import { useEffect } from 'react';

/** The browser tab's title: what this page is about first, since tabs are narrow. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Deskside' : `${title} · Deskside`;
  }, [title]);
}
