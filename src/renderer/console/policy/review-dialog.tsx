import { Button, Modal } from '@mantine/core';
import { settingValueText } from '../../../shared/words/setting-value';
import { settingWords } from '../../../shared/words/settings';
import { useLanguage } from '../../kit/ui/language';
import type { DeskFault } from '../api/client';
import { ProblemNotice } from '../text/problem-notice';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import type { Change } from './policy-edits';
import frame from '../app/page-frame.module.css';
import classes from './policy.module.css';

interface Props {
  changes: readonly Change[];
  busy: boolean;
  fault: DeskFault | undefined;
  onSave: () => void;
  onClose: () => void;
}

/** Each change in words before it reaches every computer. */
export function ReviewDialog({ changes, busy, fault, onSave, onClose }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.policy.reviewTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <ul className={classes['changes']}>
        {changes.map(({ key, from, to }) => (
          <li key={key}>
            <b>{settingWords(language, key).label}</b>
            <span>
              {visible(settingValueText(language, key, from))} →{' '}
              <b>{visible(settingValueText(language, key, to))}</b>
            </span>
          </li>
        ))}
      </ul>
      <p>{words.policy.reviewText}</p>
      {fault ? <ProblemNotice fault={fault} /> : null}
      <div className={frame['choices']}>
        <Button variant="default" data-autofocus disabled={busy} onClick={onClose}>
          {words.policy.goOn}
        </Button>
        <Button loading={busy} onClick={onSave}>
          {words.policy.save}
        </Button>
      </div>
    </Modal>
  );
}
