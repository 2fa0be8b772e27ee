import type { ReactNode } from 'react';
import type { FaultCode } from '../../../shared/base/fault';
import type { FaultWords } from '../../../shared/words/faults.en';
import { FaultNotice } from '../../kit/ui/fault-notice';
import type { DeskFault } from '../api/client';
import { useWords } from '../words/words';

interface Props {
  fault: DeskFault;
  /** Where this page knows better than the general sentence. */
  says?: Partial<Record<FaultCode, FaultWords>>;
  action?: ReactNode;
}

/** A failure as a technician reads it. */
export function ProblemNotice({ fault, says = {}, action }: Props) {
  const { faults } = useWords();
  // The shared sentences for these speak to the person who asked for help.
  const own: Partial<Record<FaultCode, FaultWords>> = {
    'desk-unreachable': faults.unreachable,
    'protocol-unsupported': faults.version,
    'device-offline': faults.offline,
  };
  const words = says[fault.code] ?? own[fault.code];
  return <FaultNotice fault={fault} {...(words ? { words } : {})} {...(action ? { action } : {})} />;
}
