import { IconCloudOff } from '@tabler/icons-react';
import type { Connection } from '../../../shared/contract/ipc';
import { faultWords } from '../../../shared/words/faults';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import classes from './help.module.css';

/** Nothing while all is well; one calm sentence while requests have to wait. */
export function ConnectionLine({ connection }: { connection: Connection }) {
  const words = useWords();
  const language = useLanguage();
  const text = () => {
    switch (connection.state) {
      case 'online':
        return null;
      case 'offline':
        return words.connection.offline;
      case 'unenrolled':
        return words.connection.unenrolled;
      case 'pending':
        return words.connection.pending;
      case 'refused': {
        const fault = faultWords(language, connection.fault?.code ?? 'device-revoked');
        return `${fault.says} ${fault.next}`;
      }
    }
  };
  const line = text();
  return (
    <div role="status" className={classes['connection']} hidden={line === null}>
      <IconCloudOff size={16} stroke={1.75} aria-hidden />
      <span>{line}</span>
    </div>
  );
}
