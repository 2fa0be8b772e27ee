import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { keys } from '../api/keys';
import { useCall } from '../api/queries';
import { usePageTitle } from '../app/page-title';
import { paths } from '../app/paths';
import { useServices } from '../app/services';
import { useFocusFirst } from './use-focus-first';
import { ProblemNotice } from '../text/problem-notice';
import type { Words } from '../words/en';
import { useWords } from '../words/words';
import { Card } from './card';
import classes from './session.module.css';

interface Fields {
  name: string;
  email: string;
  password: string;
}
type FieldErrors = Partial<Record<keyof Fields, string>>;

/** Made once per desk: the first administrator, with the token from the link's fragment. */
export function SetupPage() {
  const words = useWords();
  const { queries } = useServices();
  const navigate = useNavigate();
  const location = useLocation();
  // Taken out of the address at once, so that it is neither in the history nor over somebody's shoulder.
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  const [fields, setFields] = useState<Fields>({ name: '', email: '', password: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const setup = useCall('setup');
  const first = useFocusFirst();
  usePageTitle(words.setup.title);
  useEffect(() => {
    if (location.hash !== '') void navigate(paths.setup, { replace: true });
  }, [location.hash, navigate]);

  if (token === '') {
    return (
      <Card title={words.setup.title} lead={words.setup.noToken}>
        <Button variant="default" onClick={() => void navigate(paths.logIn())}>
          {words.setup.toLogIn}
        </Button>
      </Card>
    );
  }
  const field = (name: keyof Fields) => ({
    value: fields[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
      setErrors((before) => ({ ...before, [name]: undefined }));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = check(fields, words);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const { name, email, password } = fields;
    setup.mutate(
      { body: { token, name, email: email.trim(), password } },
      {
        onSuccess: (session) => {
          queries.setQueryData(keys.session, session);
          void navigate(paths.queue(), { replace: true });
        },
      },
    );
  };
  const fault = setup.error?.fault;
  const gone =
    fault?.code === 'not-found' || fault?.code === 'wrong-state' || fault?.code === 'already-exists';
  return (
    <Card title={words.setup.title} lead={words.setup.lead}>
      <form className={classes['form']} onSubmit={submit} noValidate>
        <TextInput
          label={words.setup.name}
          description={words.setup.nameHint}
          autoComplete="name"
          ref={first}
          {...field('name')}
        />
        <TextInput label={words.setup.email} type="email" autoComplete="username" {...field('email')} />
        <PasswordInput
          label={words.setup.password}
          description={words.setup.passwordHint}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': words.logIn.showPassword }}
          {...field('password')}
        />
        {fault ? (
          <ProblemNotice
            fault={fault}
            says={{
              'token-refused': words.faults.setupToken,
              'not-found': words.faults.setupGone,
              'wrong-state': words.faults.setupGone,
              'already-exists': words.faults.setupGone,
            }}
          />
        ) : null}
        <Button type="submit" loading={setup.isPending}>
          {words.setup.submit}
        </Button>
        {gone ? (
          <Button variant="default" onClick={() => void navigate(paths.logIn())}>
            {words.setup.toLogIn}
          </Button>
        ) : null}
      </form>
    </Card>
  );
}

function check(fields: Fields, words: Words): FieldErrors {
  return {
    ...(fields.name.trim() === '' ? { name: words.setup.nameMissing } : {}),
    ...(/^\S+@\S+\.\S+$/.test(fields.email.trim()) ? {} : { email: words.setup.emailWrong }),
    ...(fields.password.length < 12 ? { password: words.setup.tooShort } : {}),
  };
}
