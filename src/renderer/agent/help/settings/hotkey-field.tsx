import { Button, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { SettingData } from '../../../../shared/model/policy';
import { SETTINGS } from '../../../../shared/policy/settings';
import { useWords } from '../../words/words';
import { pressedKeys } from './pressed-keys';
import classes from './settings.module.css';

interface Props {
  value: SettingData;
  labelId: string;
  helpId: string;
  onChange(value: SettingData): void;
}

/** Takes the combination from the keys themselves: nobody has to know how it is spelled. */
export function HotkeyField({ value, labelId, helpId, onChange }: Props) {
  const words = useWords();
  const none = value === 'none';
  const record = (event: KeyboardEvent) => {
    const keys = pressedKeys(event.nativeEvent);
    if (keys === null) return;
    event.preventDefault();
    onChange(keys);
  };
  return (
    <div className={classes['hotkey']}>
      <TextInput
        readOnly
        size="sm"
        aria-labelledby={labelId}
        aria-describedby={helpId}
        description={words.settings.recordHotkey}
        inputWrapperOrder={['input', 'description']}
        value={none || typeof value !== 'string' ? words.settings.noHotkey : value.replaceAll('+', ' + ')}
        onKeyDown={record}
      />
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => onChange(none ? SETTINGS.hotkey.fallback : 'none')}
      >
        {none
          ? words.settings.resetTo(SETTINGS.hotkey.fallback.replaceAll('+', ' + '))
          : words.settings.switchOff}
      </Button>
    </div>
  );
}
