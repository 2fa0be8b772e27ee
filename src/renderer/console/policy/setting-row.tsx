import { IconLock } from '@tabler/icons-react';
import { useId } from 'react';
import type { SettingData } from '../../../shared/model/policy';
import { SETTINGS, type SettingKey } from '../../../shared/policy/settings';
import { settingWords } from '../../../shared/words/settings';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import { SettingControl } from './setting-control';
import classes from './policy.module.css';

interface Props {
  settingKey: SettingKey;
  value: SettingData;
  changed: boolean;
  wrong: boolean;
  disabled: boolean;
  onChange: (value: SettingData) => void;
}

export function SettingRow({ settingKey, value, changed, wrong, disabled, onChange }: Props) {
  const words = useWords();
  const { label, help } = settingWords(useLanguage(), settingKey);
  const labelId = useId();
  const helpId = useId();
  return (
    <li className={classes['setting']} data-changed={changed || undefined}>
      <div>
        <div id={labelId} className={classes['label']}>
          {label}
        </div>
        <div id={helpId} className={classes['help']}>
          {help} {SETTINGS[settingKey].atStart === true ? words.policy.atStart : null}
        </div>
      </div>
      <SettingControl
        settingKey={settingKey}
        value={value}
        labelId={labelId}
        helpId={helpId}
        disabled={disabled}
        error={wrong ? words.policy.wrong : null}
        onChange={onChange}
      />
    </li>
  );
}

/** What cannot be changed, by anybody, said where one would look for it. */
export function FloorRow({ settingKey }: { settingKey: SettingKey }) {
  const words = useWords();
  const { label, help } = settingWords(useLanguage(), settingKey);
  return (
    <li className={classes['setting']}>
      <div>
        <div className={classes['label']}>{label}</div>
        <div className={classes['help']}>{help}</div>
      </div>
      <div className={classes['fixed']}>
        <IconLock size={16} stroke={1.75} aria-hidden />
        {words.policy.floorValue}
      </div>
    </li>
  );
}
