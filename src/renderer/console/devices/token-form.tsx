import { Button, Checkbox, NumberInput, Radio, Textarea, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { newId } from '../../../shared/model/ids';
import { useLanguage } from '../../kit/ui/language';
import type { CallInput, DeskFault } from '../api/client';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import {
  APPROVE_RULES,
  FRESH_TOKEN,
  MOST,
  readToken,
  type TokenErrors,
  type TokenInput,
} from './token-input';
import classes from '../app/page-frame.module.css';

interface Props {
  busy: boolean;
  fault: DeskFault | undefined;
  onMake: (body: CallInput<'addEnrollmentToken'>['body']) => void;
}

/** Whom the token admits, and as what. */
export function TokenForm({ busy, fault, onMake }: Props) {
  const words = useWords().tokens;
  const language = useLanguage();
  const [input, setInput] = useState(FRESH_TOKEN);
  const [errors, setErrors] = useState<TokenErrors>({});
  const change = (part: Partial<TokenInput>) => setInput((before) => ({ ...before, ...part }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const read = readToken(input, words, language);
    setErrors(read.errors ?? {});
    // A secret is told once: what was lost with an answer cannot be asked for again, so each try is a token of its own.
    if (read.body) onMake({ id: newId(), ...read.body });
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <span className={classes['dim']}>{words.lead}</span>
      <TextInput
        label={words.label}
        description={words.labelHint}
        data-autofocus
        maxLength={120}
        value={input.label}
        error={errors.label}
        onChange={(event) => change({ label: event.currentTarget.value })}
      />
      <div className={classes['pair']}>
        <NumberInput
          label={words.uses}
          description={words.usesHint}
          min={1}
          max={MOST.uses}
          allowDecimal={false}
          clampBehavior="strict"
          value={input.uses}
          error={errors.uses}
          onChange={(uses) => change({ uses })}
        />
        <NumberInput
          label={words.hours}
          description={words.hoursHint}
          min={1}
          max={MOST.hours}
          allowDecimal={false}
          clampBehavior="strict"
          value={input.hours}
          error={errors.hours}
          onChange={(hours) => change({ hours })}
        />
        <TextInput
          label={words.site}
          description={words.siteHint}
          maxLength={120}
          value={input.site}
          onChange={(event) => change({ site: event.currentTarget.value })}
        />
        <TextInput
          label={words.tags}
          description={words.tagsHint}
          value={input.tags}
          error={errors.tags}
          onChange={(event) => change({ tags: event.currentTarget.value })}
        />
      </div>
      <Radio.Group
        label={words.approve}
        value={input.approve}
        onChange={(approve) => change({ approve: approve as TokenInput['approve'] })}
      >
        <div className={classes['options']}>
          {APPROVE_RULES.map((rule) => (
            <Radio
              key={rule}
              value={rule}
              label={words.approveRules[rule].title}
              description={words.approveRules[rule].text}
            />
          ))}
        </div>
      </Radio.Group>
      {input.approve === 'networks' ? (
        <Textarea
          label={words.networks}
          description={words.networksHint}
          rows={3}
          value={input.networks}
          error={errors.networks}
          onChange={(event) => change({ networks: event.currentTarget.value })}
        />
      ) : null}
      <Checkbox
        label={words.others}
        description={words.othersHint}
        checked={input.othersOnComputer}
        onChange={(event) => change({ othersOnComputer: event.currentTarget.checked })}
      />
      {fault ? <ProblemNotice fault={fault} /> : null}
      <div className={classes['choices']}>
        <Button type="submit" loading={busy}>
          {words.make}
        </Button>
      </div>
    </form>
  );
}
