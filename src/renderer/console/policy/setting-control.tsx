import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingData } from '../../../shared/model/policy';
import { SETTINGS, type SettingKey } from '../../../shared/policy/settings';
import { settingFallbackText } from '../../../shared/words/setting-value';
import { settingsWords, settingWords } from '../../../shared/words/settings';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import classes from './policy.module.css';

export interface ControlProps {
  settingKey: SettingKey;
  value: SettingData;
  /** Where the label stands. */
  labelId: string;
  helpId: string;
  disabled: boolean;
  error: string | null;
  onChange: (value: SettingData) => void;
}

const UNDECIDED = '';
const DECIDED = 'decided';

/** The control for a setting, by its kind; "not decided" is a choice like any other. */
export function SettingControl(props: ControlProps) {
  const { settingKey, value, labelId, helpId, disabled, onChange } = props;
  const words = useWords();
  const language = useLanguage();
  const { kind, fallback } = SETTINGS[settingKey];
  const undecided = {
    value: UNDECIDED,
    label: words.policy.undecided(settingFallbackText(language, settingKey)),
  };
  const select = (
    chosen: string,
    options: { value: string; label: string }[],
    onChoose: (value: string) => void,
  ) => (
    <NativeSelect
      size="xs"
      aria-labelledby={labelId}
      aria-describedby={helpId}
      disabled={disabled}
      value={chosen}
      data={[undecided, ...options]}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
  if (kind.is === 'switch') {
    const { on, off } = settingsWords(language);
    const options = [
      { value: 'true', label: on },
      { value: 'false', label: off },
    ];
    return select(value === null ? UNDECIDED : String(value), options, (chosen) =>
      onChange(chosen === UNDECIDED ? null : chosen === 'true'),
    );
  }
  if (kind.is === 'choice') {
    const names = settingWords(language, settingKey).choices;
    const options = kind.of.map((each) => ({ value: each, label: names?.[each] ?? each }));
    return select(typeof value === 'string' ? value : UNDECIDED, options, (chosen) =>
      onChange(chosen === UNDECIDED ? null : chosen),
    );
  }
  const start = kind.is === 'list' ? [] : String(fallback ?? '');
  return (
    <div className={classes['control']}>
      {select(
        value === null ? UNDECIDED : DECIDED,
        [{ value: DECIDED, label: words.policy.decided }],
        (chosen) => onChange(chosen === UNDECIDED ? null : start),
      )}
      {value === null ? null : <Value {...props} />}
    </div>
  );
}

function Value({ settingKey, value, labelId, helpId, disabled, error, onChange }: ControlProps) {
  const language = useLanguage();
  const { kind } = SETTINGS[settingKey];
  const names = settingWords(language, settingKey).choices;
  if (kind.is === 'list' && kind.of !== null) {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <div role="group" aria-labelledby={labelId} className={classes['boxes']}>
        {kind.of.map((each) => (
          <Checkbox
            key={each}
            size="xs"
            label={names?.[each] ?? each}
            disabled={disabled}
            checked={chosen.includes(each)}
            onChange={(event) =>
              // In the order of the table: the same choice is the same value, however it was clicked together.
              onChange(
                (kind.of ?? []).filter((one) =>
                  one === each ? event.currentTarget.checked : chosen.includes(one),
                ),
              )
            }
          />
        ))}
      </div>
    );
  }
  const shared = {
    size: 'xs',
    'aria-labelledby': labelId,
    'aria-describedby': helpId,
    disabled,
    error,
  } as const;
  if (kind.is === 'list') {
    return <Lines value={Array.isArray(value) ? value : []} onChange={onChange} {...shared} />;
  }
  return (
    <TextInput
      {...shared}
      maxLength={kind.is === 'text' ? kind.max : undefined}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface LinesProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
  size: 'xs';
  disabled: boolean;
  error: string | null;
  'aria-labelledby': string;
  'aria-describedby': string;
}

/** One entry a line; what is typed stays as typed while it means the same. */
function Lines({ value, onChange, ...rest }: LinesProps) {
  const [text, setText] = useState(value.join('\n'));
  if (entries(text).join('\n') !== value.join('\n')) setText(value.join('\n'));
  return (
    <Textarea
      {...rest}
      rows={3}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(entries(event.currentTarget.value));
      }}
    />
  );
}

function entries(text: string): string[] {
  return text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
}
