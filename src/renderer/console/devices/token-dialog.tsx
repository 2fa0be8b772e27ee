import { Modal } from '@mantine/core';
import { keys } from '../api/keys';
import { useCall } from '../api/queries';
import { useWords } from '../words/words';
import { TokenForm } from './token-form';
import { TokenShown } from './token-shown';

/** Makes an enrollment token and shows its secret the one time it can be seen. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const make = useCall('addEnrollmentToken', [keys.tokens]);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.tokens.dialog}
      closeOnClickOutside={make.data === undefined}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {make.data ? (
        <TokenShown made={make.data} onClose={onClose} />
      ) : (
        <TokenForm busy={make.isPending} fault={make.error?.fault} onMake={(body) => make.mutate({ body })} />
      )}
    </Modal>
  );
}
