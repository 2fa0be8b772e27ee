import type { Device } from '../../../shared/model/device';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { policyText } from './policy-text';
import { updateText } from './update-text';
import classes from './devices.module.css';

/** Said only where a computer is not simply active. */
export function StatusTag({ status }: Pick<Device, 'status'>) {
  const words = useWords();
  if (status === 'active') return null;
  return (
    <span className={classes['tag']} data-status={status} title={words.devices.status[status]}>
      {words.devices.tabs[status]}
    </span>
  );
}

export function Tags({ tags }: { tags: readonly string[] }) {
  return tags.map((tag) => (
    <span key={tag} className={classes['tag']} title={visible(tag)}>
      <Said>{tag}</Said>
    </span>
  ));
}

export function PolicyMark({ device }: { device: Device }) {
  const { text, tone } = policyText(useWords(), device);
  return (
    <span className={classes['mark']} data-tone={tone}>
      <span className={classes['dot']} aria-hidden />
      {text}
    </span>
  );
}

/** The version, and why it is not another one. */
export function VersionMark({ device }: { device: Device }) {
  const { text, trouble } = updateText(useWords(), device);
  const version = device.inventory?.agentVersion ?? device.agentVersion;
  return (
    <span title={`${visible(version)} · ${text}`}>
      <Said>{version}</Said>
      <span className={classes['why']} data-trouble={trouble || undefined}>
        {text}
      </span>
    </span>
  );
}
