import { Kbd, Modal } from '@mantine/core';
import { useWords } from '../words/words';
import classes from './palette.module.css';

export function KeysSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.keysSheet.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <dl className={classes['keys']}>
        {words.keysSheet.rows.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(/\s+/).map((part) => (
                <Kbd key={part}>{part}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
