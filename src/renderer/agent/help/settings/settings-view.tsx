import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { HelpBridge, ShownSetting, ShownSettings } from '../../../../shared/contract/ipc';
import { SETTINGS, type Source } from '../../../../shared/policy/settings';
import { SETTING_GROUPS, settingWords } from '../../../../shared/words/settings';
import { FaultNotice } from '../../../kit/ui/fault-notice';
import { useLanguage } from '../../../kit/ui/language';
import { SkeletonLines } from '../../../kit/ui/skeleton-lines';
import { useWords } from '../../words/words';
import shared from '../help.module.css';
import { ViewHeader } from '../view-header';
import { FixedSetting, OwnSetting } from './setting-row';
import classes from './settings.module.css';
import { useSettings, type SettingsPage } from './use-settings';

/** What is set here, by whom, and what of it is the person's own to change. Needs no desk. */
export function SettingsView({ bridge }: { bridge: HelpBridge }) {
  const words = useWords();
  const settings = useSettings(bridge);
  const { state } = settings;
  return (
    <div className={shared['view']}>
      <ViewHeader title={words.settings.title} />
      <div className={shared['body']}>
        {state.kind === 'loading' ? <SkeletonLines label={words.loading} lines={6} height={24} /> : null}
        {state.kind === 'failed' ? <p role="alert">{words.settings.failed}</p> : null}
        {state.kind === 'ready' ? <Shown shown={state.shown} settings={settings} /> : null}
      </div>
    </div>
  );
}

function Shown({ shown, settings }: { shown: ShownSettings; settings: SettingsPage }) {
  const words = useWords();
  const own = shown.settings.filter(({ key }) => mayUser(key));
  const others = shown.settings.filter(
    ({ key, origin }) => !mayUser(key) && SETTINGS[key].floor !== true && origin !== 'default',
  );
  return (
    <>
      {shown.broken.length > 0 ? (
        <div className={classes['broken']} role="alert">
          <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
          <div>
            {shown.broken.map((source) => (
              <p key={source}>{words.settings.broken[source]}</p>
            ))}
            <p className={classes['help']}>{words.settings.brokenNext}</p>
          </div>
        </div>
      ) : null}
      {settings.fault ? <FaultNotice fault={settings.fault} /> : null}
      <section aria-label={words.settings.yours}>
        <h2 className={classes['heading']}>{words.settings.yours}</h2>
        <ul className={classes['settings']}>
          {own.map((setting) =>
            setting.editable ? (
              <OwnSetting
                key={setting.key}
                setting={setting}
                changed={settings.changed.has(setting.key)}
                onChange={(value) => settings.change(setting.key, value)}
              />
            ) : (
              <FixedSetting key={setting.key} setting={setting} locked={isManaged(setting)} />
            ),
          )}
        </ul>
      </section>
      {others.length > 0 ? (
        <section aria-label={words.settings.others}>
          <h2 className={classes['heading']}>{words.settings.others}</h2>
          <ul className={classes['settings']}>
            {others.map((setting) => (
              <FixedSetting key={setting.key} setting={setting} locked={isManaged(setting)} />
            ))}
          </ul>
        </section>
      ) : null}
      <Always />
    </>
  );
}

/** The floor: worth knowing for whoever lets somebody see their screen. */
function Always() {
  const words = useWords();
  const language = useLanguage();
  return (
    <section aria-label={words.settings.always}>
      <h2 className={classes['heading']}>{words.settings.always}</h2>
      <p className={classes['help']}>{words.settings.alwaysText}</p>
      <ul className={classes['always']}>
        {SETTING_GROUPS.floor.map((key) => (
          <li key={key}>
            <IconLock size={14} stroke={1.75} aria-hidden />
            {settingWords(language, key).help}
          </li>
        ))}
      </ul>
    </section>
  );
}

function mayUser(key: ShownSetting['key']): boolean {
  const from: readonly Source[] = SETTINGS[key].from;
  return from.includes('user');
}

function isManaged({ origin }: ShownSetting): boolean {
  return origin === 'machine' || origin === 'desk';
}
