import { IconBulb } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { explanationOf, sayFinding, type Finding } from '../../../../shared/rules/findings/findings';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';
import { sortOut } from './use-findings';
import classes from './findings.module.css';

/** Rather a cause the person can do something about than a heavier one. */
function causeOf(text: string, findings: readonly Finding[]): Finding | null {
  return explanationOf(text, sortOut(findings).mine) ?? explanationOf(text, findings);
}

interface Props {
  text: string;
  findings: readonly Finding[] | null;
}

/** Says above Send what may be the cause of what is typed. Said aloud once for each cause, not for each letter. */
export function ExplanationNote({ text, findings }: Props) {
  const words = useWords();
  const language = useLanguage();
  const announce = useAnnounce();
  const typed = useDeferredValue(text);
  const found = useMemo(() => (findings ? causeOf(typed, findings) : null), [typed, findings]);
  const said = useMemo(() => found && sayFinding(language, found, 'requester'), [found, language]);
  const title = said && words.findings.mayExplain(said.title);
  const after = found?.actionable ? words.findings.tryFirst : words.findings.justSend;

  useEffect(() => {
    if (title !== null) announce(`${title} ${after}`);
  }, [title, after, announce]);

  if (!found || !said) return null;
  return (
    <div className={classes['note']}>
      <IconBulb size={20} stroke={1.75} aria-hidden />
      <div>
        <p className={classes['title']}>{title}</p>
        {found.actionable && <p>{said.next}</p>}
        <p className={classes['next']}>{after}</p>
      </div>
    </div>
  );
}
