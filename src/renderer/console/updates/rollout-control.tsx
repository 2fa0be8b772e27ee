import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { RINGS, version as versionText, type Rollout } from '../../../shared/model/update';
import { keys } from '../api/keys';
import { useDeviceCounts } from '../api/fleet-queries';
import { useCall } from '../api/queries';
import { useAnnounce } from '../app/announcer';
import { useIsAdministrator } from '../app/me';
import { ProblemNotice } from '../text/problem-notice';
import { Reason } from '../text/reason';
import { useWords } from '../words/words';
import type { Updates } from './release-view';
import frame from '../app/page-frame.module.css';
import classes from './updates.module.css';

type Ring = Rollout['ring'];

/** How far a release goes: three steps, a pause, and who gets it in any case. */
export function RolloutControl({ rollout }: { rollout: Rollout }) {
  const words = useWords();
  const administrator = useIsAdministrator();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const call = useCall('changeRollout', [keys.updates, keys.devices]);
  const [asking, setAsking] = useState(false);
  const name = useId();
  const change = (part: Partial<Rollout>, done: () => void = () => {}) =>
    call.mutate(
      { body: { ...rollout, ...part } },
      {
        onSuccess: (changed) => {
          queries.setQueryData<Updates>(keys.updates, (data) =>
            data
              ? {
                  ...data,
                  rollouts: data.rollouts.map((each) => (each.channel === changed.channel ? changed : each)),
                }
              : data,
          );
          announce(words.updates.changed(changed.version, words.updates.rings[changed.ring].title));
          done();
        },
      },
    );
  const choose = (ring: Ring) => {
    if (ring === rollout.ring || call.isPending) return;
    if (ring === 'all') setAsking(true);
    else change({ ring });
  };
  const why = administrator ? null : words.updates.adminOnly;
  return (
    <div className={classes['rollout']}>
      {call.error && !asking ? <ProblemNotice fault={call.error.fault} /> : null}
      <Reason why={why}>
        <fieldset className={classes['rings']} disabled={!administrator}>
          <legend>{words.updates.ring}</legend>
          {RINGS.map((ring, index) => (
            <label key={ring} className={classes['ring']} data-reached={index <= RINGS.indexOf(rollout.ring)}>
              <input
                type="radio"
                name={name}
                value={ring}
                checked={ring === rollout.ring}
                onChange={() => choose(ring)}
              />
              <b>{words.updates.rings[ring].title}</b>
              <small>{words.updates.rings[ring].text}</small>
            </label>
          ))}
        </fieldset>
      </Reason>
      <div className={classes['more']}>
        <Reason why={why}>
          <Button
            size="xs"
            variant="default"
            disabled={!administrator}
            loading={call.isPending}
            onClick={() => change({ paused: !rollout.paused })}
          >
            {rollout.paused ? words.updates.resume : words.updates.pause}
          </Button>
        </Reason>
        {rollout.paused ? <b className={classes['paused']}>{words.updates.paused}</b> : null}
      </div>
      <Minimum
        key={rollout.minimumVersion}
        value={rollout.minimumVersion}
        disabled={!administrator || call.isPending}
        onSet={(minimumVersion) => change({ minimumVersion })}
      />
      {asking ? (
        <EveryoneDialog
          version={rollout.version}
          busy={call.isPending}
          fault={call.error?.fault}
          onYes={() => change({ ring: 'all' }, () => setAsking(false))}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

interface MinimumProps {
  value: string | null;
  disabled: boolean;
  onSet: (version: string | null) => void;
}

function Minimum({ value, disabled, onSet }: MinimumProps) {
  const words = useWords();
  const [text, setText] = useState(value ?? '');
  const wanted = text.trim();
  const wrong = wanted !== '' && !versionText.safeParse(wanted).success;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!wrong) onSet(wanted === '' ? null : wanted);
  };
  return (
    <form className={classes['minimum']} onSubmit={submit}>
      <TextInput
        size="xs"
        label={words.updates.minimum}
        description={words.updates.minimumHint}
        value={text}
        disabled={disabled}
        error={wrong ? words.updates.minimumWrong : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={disabled || wrong || wanted === (value ?? '')}
      >
        {words.updates.setMinimum}
      </Button>
    </form>
  );
}

interface EveryoneProps {
  version: string;
  busy: boolean;
  fault: Parameters<typeof ProblemNotice>[0]['fault'] | undefined;
  onYes: () => void;
  onClose: () => void;
}

function EveryoneDialog({ version, busy, fault, onYes, onClose }: EveryoneProps) {
  const words = useWords();
  const active = useDeviceCounts().data?.active ?? 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.updates.everyoneAsk(version)}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p>{words.updates.everyoneText(active)}</p>
      {fault ? <ProblemNotice fault={fault} /> : null}
      <div className={frame['choices']}>
        <Button variant="default" data-autofocus disabled={busy} onClick={onClose}>
          {words.updates.notYet}
        </Button>
        <Button loading={busy} onClick={onYes}>
          {words.updates.everyoneConfirm}
        </Button>
      </div>
    </Modal>
  );
}
