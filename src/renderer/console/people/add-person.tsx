import { Button, Modal, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { newId } from '../../../shared/model/ids';
import type { Role } from '../../../shared/model/person';
import { keys } from '../api/keys';
import { useCall } from '../api/queries';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import classes from '../app/page-frame.module.css';

interface Props {
  onClose: () => void;
  onAdded: (name: string) => void;
}

export function AddPerson({ onClose, onAdded }: Props) {
  const words = useWords();
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [title, setTitle] = useState(words.people.titleDefault);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('technician');
  const [tried, setTried] = useState(false);
  const add = useCall('addPerson', [keys.people]);
  const errors = {
    name: name.trim() === '' ? words.setup.nameMissing : null,
    email: /^\S+@\S+\.\S+$/.test(email.trim()) ? null : words.setup.emailWrong,
    password: password.length < 12 ? words.setup.tooShort : null,
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(errors).some((error) => error !== null)) return;
    add.mutate(
      { body: { id, name, title, email: email.trim(), password, role } },
      {
        onSuccess: (person) => {
          onAdded(person.name);
          onClose();
        },
      },
    );
  };
  const roles: Role[] = ['technician', 'administrator'];
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.people.addTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form className={classes['form']} onSubmit={submit} noValidate>
        <TextInput
          label={words.people.name}
          data-autofocus
          value={name}
          error={tried ? errors.name : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={words.people.personTitle}
          description={words.people.titleHint}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label={words.people.email}
          type="email"
          autoComplete="off"
          value={email}
          error={tried ? errors.email : null}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={words.people.password}
          description={words.people.passwordHint}
          autoComplete="new-password"
          value={password}
          error={tried ? errors.password : null}
          visibilityToggleButtonProps={{ 'aria-label': words.logIn.showPassword }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.people.role}
          value={role}
          data={roles.map((value) => ({ value, label: words.roles[value] }))}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
        {add.error ? (
          <ProblemNotice
            fault={add.error.fault}
            says={{ 'already-exists': { says: words.people.exists, next: '' } }}
          />
        ) : null}
        <div className={classes['choices']}>
          <Button type="submit" loading={add.isPending}>
            {words.people.submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
