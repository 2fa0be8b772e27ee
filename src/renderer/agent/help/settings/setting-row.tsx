import { NativeSelect, Switch } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useId } from 'react';
import type { ShownSetting } from '../../../../shared/contract/ipc';
import type { SettingData } from '../../../../shared/model/policy';
import { SETTINGS } from '../../../../shared/policy/settings';
import { settingValueText } from '../../../../shared/words/setting-value';
import { settingWords } from '../../../../shared/words/settings';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { HotkeyField } from './hotkey-field';
import classes from './settings.module.css';

interface Props {
  setting: ShownSetting;
  /** Was changed here, and waits for the next start if it is of that kind. */
  changed: boolean;
  onChange(value: SettingData): void;
}

/** A setting that is the person's own. */
export function OwnSetting({ setting, changed, onChange }: Props) {
  const words = useWords();
  const { label, help } = settingWords(useLanguage(), setting.key);
  const labelId = useId();
  const helpId = useId();
  return (
    <li className={classes['setting']}>
      <div id={labelId} className={classes['label']}>
        {label}
      </div>
      <Control setting={setting} labelId={labelId} helpId={helpId} onChange={onChange} />
      {/* How a key combination is spelled is for whoever writes a policy; here it is pressed. */}
      <p id={helpId} className={classes['help']}>
        {setting.key === 'hotkey' ? words.settings.hotkeyHelp : help}
      </p>
      {changed && SETTINGS[setting.key].atStart === true ? (
        <p className={classes['note']} role="status">
          {words.settings.atNextStart}
        </p>
      ) : null}
    </li>
  );
}

interface ControlProps {
  setting: ShownSetting;
  labelId: string;
  helpId: string;
  onChange(value: SettingData): void;
}

/** By the setting's kind. */
function Control({ setting: { key, value }, labelId, helpId, onChange }: ControlProps) {
  const language = useLanguage();
  const { kind } = SETTINGS[key];
  const named = { 'aria-labelledby': labelId, 'aria-describedby': helpId };
  switch (kind.is) {
    case 'switch':
      return (
        <Switch
          {...named}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice': {
      const names = settingWords(language, key).choices;
      return (
        <NativeSelect
          {...named}
          size="sm"
          value={String(value)}
          data={kind.of.map((each) => ({ value: each, label: names?.[each] ?? each }))}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    }
    case 'text':
      // The one text a person decides is the key combination.
      return <HotkeyField value={value} labelId={labelId} helpId={helpId} onChange={onChange} />;
    case 'list':
      return <Value settingKey={key} value={value} />;
  }
}

/** A setting somebody else decides: what it is, and who says so. */
export function FixedSetting({ setting, locked }: { setting: ShownSetting; locked: boolean }) {
  const words = useWords();
  const { label } = settingWords(useLanguage(), setting.key);
  const origin = words.settings.origin[setting.origin];
  return (
    <li className={classes['setting']}>
      <div className={classes['label']}>{label}</div>
      <Value settingKey={setting.key} value={setting.value} />
      <p className={classes['help']}>
        {locked ? <IconLock size={14} stroke={1.75} aria-hidden /> : null}
        {locked ? `${words.settings.locked} · ${origin}` : origin}
      </p>
    </li>
  );
}

function Value({ settingKey, value }: { settingKey: ShownSetting['key']; value: SettingData }) {
  return (
    <div className={classes['value']}>
      <bdi>{settingValueText(useLanguage(), settingKey, value)}</bdi>
    </div>
  );
}
