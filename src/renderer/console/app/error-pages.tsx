import { Button } from '@mantine/core';
import { useNavigate, useRouteError } from 'react-router';
import { useWords } from '../words/words';
import { usePageTitle } from './page-title';
import { paths } from './paths';
import classes from './error-pages.module.css';

export function NotFoundPage() {
  const words = useWords();
  const navigate = useNavigate();
  usePageTitle(words.notFound.title);
  return (
    <main className={classes['page']}>
      <h1>{words.notFound.title}</h1>
      <Button onClick={() => void navigate(paths.queue())}>{words.notFound.toQueue}</Button>
    </main>
  );
}

/** Where a mistake of ours ends up: says so, keeps the small print, offers the way out. */
export function CrashPage() {
  const words = useWords();
  const error = useRouteError();
  usePageTitle(words.crash.title);
  return (
    <main className={classes['page']} role="alert">
      <h1>{words.crash.title}</h1>
      <p>{words.crash.text}</p>
      <Button onClick={() => location.reload()}>{words.crash.reload}</Button>
      <code className={classes['detail']}>{error instanceof Error ? error.message : String(error)}</code>
    </main>
  );
}
