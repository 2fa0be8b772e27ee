import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { useCall } from '../api/queries';
import { keys } from '../api/keys';
import { usePageTitle } from '../app/page-title';
import { safeNext } from '../app/paths';
import { useServices } from '../app/services';
import { useFocusFirst } from './use-focus-first';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import { Card } from './card';
import classes from './session.module.css';

export function LogInPage() {
  const words = useWords();
  const { queries } = useServices();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const ended = (useLocation().state as { ended?: boolean } | null)?.ended === true;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const logIn = useCall('logIn');
  const first = useFocusFirst();
  usePageTitle(words.logIn.title);

  const next = safeNext(query.get('next'));
  const known = queries.getQueryState(keys.session);
  if (known?.status === 'success' && logIn.status === 'idle') return <Navigate to={next} replace />;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    logIn.mutate(
      { body: { email: email.trim(), password } },
      {
        onSuccess: (session) => {
          queries.removeQueries({ predicate: (each) => each.queryKey[0] !== 'session' });
          queries.setQueryData(keys.session, session);
          void navigate(next, { replace: true });
        },
        onError: () => setPassword(''),
      },
    );
  };
  const fault = logIn.error?.fault;
  const wait = fault?.code === 'rate-limited' ? fault.retryAfter : undefined;
  return (
    <Card title={words.logIn.title} {...(ended ? { lead: words.logIn.ended } : {})}>
      <form className={classes['form']} onSubmit={submit}>
        <TextInput
          label={words.logIn.email}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          ref={first}
        />
        <PasswordInput
          label={words.logIn.password}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': words.logIn.showPassword }}
        />
        {fault ? (
          <ProblemNotice
            fault={fault}
            says={
              wait === undefined
                ? {}
                : { 'rate-limited': { says: words.logIn.wait(Math.ceil(wait)), next: '' } }
            }
          />
        ) : null}
        <Button type="submit" loading={logIn.isPending} disabled={email.trim() === '' || password === ''}>
          {words.logIn.submit}
        </Button>
      </form>
    </Card>
  );
}
