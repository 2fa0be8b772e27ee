import { useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Palette } from '../palette/palette';
import { useWords } from '../words/words';
import { LinkNotice } from './link-notice';
import classes from './shell.module.css';
import { Sidebar } from './sidebar';

/** The frame of every page but the live view: where to go on the left, the page on the right. */
export function Shell() {
  const words = useWords();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A new page begins at its top, for the reader and for the screen reader; the first one keeps its own focus.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname]);
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {words.nav.skip}
      </a>
      <Sidebar />
      <main id="content" ref={main} tabIndex={-1} className={classes['main']}>
        <LinkNotice />
        <Outlet />
      </main>
      <Palette />
    </div>
  );
}
