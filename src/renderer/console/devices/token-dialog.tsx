import { Button, CopyButton, Modal, NumberInput, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { newId } from '../../../shared/model/ids';
import { formatExact } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { keys } from '../api/keys';
import { useCall } from '../api/queries';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import classes from '../app/page-frame.module.css';

/** Makes an enrolment token and shows its secret the one time it can be seen. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const language = useLanguage();
  const [label, setLabel] = useState('');
  const [uses, setUses] = useState(1);
  const [hours, setHours] = useState(24);
  const [missing, setMissing] = useState(false);
  const [id] = useState(newId);
  const make = useCall('addEnrollmentToken', [keys.tokens]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(label.trim() === '');
    if (label.trim() !== '') make.mutate({ body: { id, label, uses, hours } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.devices.tokenTitle}
      closeOnClickOutside={make.data === undefined}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {make.data ? (
        <div className={classes['form']}>
          <strong>{words.devices.once}</strong>
          <code className={classes['code']} aria-label={words.devices.token}>
            {make.data.token}
          </code>
          <span className={classes['dim']}>
            {words.devices.validUntil(formatExact(language, make.data.expiresAt))}
          </span>
          <div className={classes['choices']}>
            <CopyButton value={make.data.token}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? words.common.copied : words.common.copy}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{words.devices.done}</Button>
          </div>
        </div>
      ) : (
        <form className={classes['form']} onSubmit={submit}>
          <span className={classes['dim']}>{words.devices.tokenLead}</span>
          <TextInput
            label={words.devices.label}
            description={words.devices.labelHint}
            data-autofocus
            maxLength={120}
            value={label}
            error={missing ? words.devices.labelMissing : null}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <div className={classes['pair']}>
            <NumberInput
              label={words.devices.uses}
              description={words.devices.usesHint}
              min={1}
              max={100_000}
              allowDecimal={false}
              clampBehavior="strict"
              value={uses}
              onChange={(value) => setUses(Number(value) || 1)}
            />
            <NumberInput
              label={words.devices.hours}
              description={words.devices.hoursHint}
              min={1}
              max={24 * 365}
              allowDecimal={false}
              clampBehavior="strict"
              value={hours}
              onChange={(value) => setHours(Number(value) || 1)}
            />
          </div>
          {make.error ? <ProblemNotice fault={make.error.fault} /> : null}
          <div className={classes['choices']}>
            <Button type="submit" loading={make.isPending}>
              {words.devices.make}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
