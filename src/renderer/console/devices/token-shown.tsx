import { Button, CopyButton } from '@mantine/core';
import { formatExact } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import type { CallReply } from '../api/client';
import { useWords } from '../words/words';
import classes from '../app/page-frame.module.css';

interface Props {
  made: CallReply<'addEnrollmentToken'>;
  onClose: () => void;
}

/**
 * The token, once, and what to do with it: ready to be pasted, with the desk's address. Where its operator named none,
 * it is the one this page came from: that one works from where the administrator sits.
 */
export function TokenShown({ made: { token, expiresAt, serverUrl }, onClose }: Props) {
  const words = useWords();
  const language = useLanguage();
  const { msi, policyFile } = installExamples(serverUrl ?? location.origin, token);
  return (
    <div className={classes['form']}>
      <strong>{words.tokens.once}</strong>
      <Copied label={words.tokens.token} copy={words.tokens.copyToken} text={token} />
      <span className={classes['dim']}>{words.tokens.validUntil(formatExact(language, expiresAt))}</span>
      <Copied label={words.tokens.msi} copy={words.tokens.copyMsi} text={msi} titled />
      <span className={classes['dim']}>{words.tokens.msiHint}</span>
      <Copied label={words.tokens.policyFile} copy={words.tokens.copyPolicyFile} text={policyFile} titled />
      <span className={classes['dim']}>{words.tokens.policyFileHint}</span>
      <div className={classes['choices']}>
        <Button onClick={onClose}>{words.tokens.done}</Button>
      </div>
    </div>
  );
}

export function installExamples(desk: string, token: string): { msi: string; policyFile: string } {
  return {
    msi: `msiexec /i deskside.msi /qn SERVER_URL="${desk}" ENROLL_TOKEN="${token}"`,
    policyFile: JSON.stringify({ SERVER_URL: desk, ENROLL_TOKEN: token }, null, 2),
  };
}

interface CopiedProps {
  label: string;
  copy: string;
  text: string;
  /** Also show the label. */
  titled?: boolean;
}

function Copied({ label, copy, text, titled = false }: CopiedProps) {
  const words = useWords();
  return (
    <div>
      {titled ? <div className={classes['codeTitle']}>{label}</div> : null}
      <div className={classes['copied']}>
        <code className={classes['code']} aria-label={label}>
          {text}
        </code>
        <CopyButton value={text}>
          {({ copied, copy: toClipboard }) => (
            <Button variant="default" size="xs" aria-label={copy} onClick={toClipboard}>
              {copied ? words.common.copied : words.common.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
