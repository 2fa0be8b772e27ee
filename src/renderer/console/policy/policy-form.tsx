import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SETTINGS, settingNamed, type SettingKey } from '../../../shared/policy/settings';
import { SETTING_GROUPS, settingsWords, type SettingGroup } from '../../../shared/words/settings';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { keys } from '../api/keys';
import { useCall } from '../api/queries';
import { useAnnounce } from '../app/announcer';
import { Reason } from '../text/reason';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { LeaveGuard } from './leave-guard';
import { changesOf, DESK_SETTINGS, shown, withChanges, type Edits } from './policy-edits';
import type { PolicyOnDesk } from './policy-page';
import { ReviewDialog } from './review-dialog';
import { FloorRow, SettingRow } from './setting-row';
import classes from './policy.module.css';

interface Props {
  policy: PolicyOnDesk;
  mayChange: boolean;
}

/**
 * The edits lie over what the desk says now: when somebody else was faster they stay, and what they are compared
 * with is the newer policy.
 */
export function PolicyForm({ policy, mayChange }: Props) {
  const words = useWords();
  const language = useLanguage();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [edits, setEdits] = useState<Edits>({});
  /** The revision the person has looked at while editing. */
  const [seen, setSeen] = useState(policy.revision);
  const [reviewing, setReviewing] = useState(false);
  const save = useCall('changePolicy', [keys.devices]);
  const changes = changesOf(policy.settings, edits);
  if (changes.length === 0 && seen !== policy.revision) setSeen(policy.revision);
  const overtaken = changes.length > 0 && seen !== policy.revision;

  const submit = () =>
    save.mutate(
      { body: { revision: policy.revision, settings: withChanges(policy.settings, changes) } },
      {
        onSuccess: (saved) => {
          queries.setQueryData(keys.policy, saved);
          setEdits({});
          setReviewing(false);
          announce(words.policy.saved(formatNumber(language, saved.revision)));
        },
        onError: ({ fault }) => {
          if (fault.code !== 'stale') return;
          setReviewing(false);
          void queries.invalidateQueries({ queryKey: keys.policy });
        },
      },
    );
  const review = () => {
    setSeen(policy.revision);
    save.reset();
    setReviewing(true);
  };
  return (
    <>
      {overtaken ? (
        <p role="alert" className={classes['overtaken']}>
          {words.policy.stale(
            policy.changedBy === null ? words.policy.someone : visible(policy.changedBy),
            formatNumber(language, policy.revision),
          )}
        </p>
      ) : null}
      {(Object.keys(SETTING_GROUPS) as SettingGroup[]).map((group) => (
        <Group key={group} group={group}>
          {(key) => {
            const change = changes.find((each) => each.key === key);
            return (
              <SettingRow
                key={key}
                settingKey={key}
                value={shown(policy.settings, edits, key)}
                changed={change !== undefined}
                wrong={change?.wrong ?? false}
                disabled={!mayChange}
                onChange={(value) => setEdits((before) => ({ ...before, [key]: value }))}
              />
            );
          }}
        </Group>
      ))}
      <Unknown names={Object.keys(policy.settings).filter((name) => settingNamed(name) === undefined)} />
      {changes.length > 0 ? (
        <>
          <SaveBar
            count={changes.length}
            wrong={changes.some((change) => change.wrong)}
            onDiscard={() => setEdits({})}
            onReview={review}
          />
          <LeaveGuard count={changes.length} />
        </>
      ) : null}
      {reviewing && changes.length > 0 ? (
        <ReviewDialog
          changes={changes}
          busy={save.isPending}
          fault={save.error?.fault}
          onSave={submit}
          onClose={() => setReviewing(false)}
        />
      ) : null}
    </>
  );
}

function Group({ group, children }: { group: SettingGroup; children: (key: SettingKey) => React.ReactNode }) {
  const words = useWords();
  const { groups } = settingsWords(useLanguage());
  const all: readonly SettingKey[] = SETTING_GROUPS[group];
  const own = all.filter((key) => SETTINGS[key].floor === true || DESK_SETTINGS.includes(key));
  if (own.length === 0) return null;
  return (
    <section aria-label={groups[group]}>
      <h2>{groups[group]}</h2>
      {group === 'floor' ? <p className={classes['lead']}>{words.policy.floorWhy}</p> : null}
      <ul className={classes['settings']}>
        {own.map((key) =>
          SETTINGS[key].floor === true ? <FloorRow key={key} settingKey={key} /> : children(key),
        )}
      </ul>
    </section>
  );
}

/** Decided by a newer desk, which this one was before. */
function Unknown({ names }: { names: readonly string[] }) {
  const words = useWords();
  if (names.length === 0) return null;
  return (
    <ul className={classes['unknown']}>
      {names.map((name) => (
        <li key={name}>{words.policy.unknownSetting(visible(name))}</li>
      ))}
    </ul>
  );
}

interface SaveBarProps {
  count: number;
  wrong: boolean;
  onDiscard: () => void;
  onReview: () => void;
}

function SaveBar({ count, wrong, onDiscard, onReview }: SaveBarProps) {
  const words = useWords();
  return (
    <div className={classes['saveBar']}>
      <output>{words.policy.unsaved(count)}</output>
      <Button size="xs" variant="default" onClick={onDiscard}>
        {words.policy.discard}
      </Button>
      <Reason why={wrong ? words.policy.wrongFirst : null}>
        <Button size="xs" disabled={wrong} onClick={onReview}>
          {words.policy.review}
        </Button>
      </Reason>
    </div>
  );
}
