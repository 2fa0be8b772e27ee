import type { SectionKey } from '../../../shared/model/diagnostics';
import { useWords } from '../words/words';
import { FindingList, type ToldFinding } from './finding-list';
import { partId } from './part-links';
import classes from './report.module.css';

interface Props {
  findings: readonly ToldFinding[];
  wanted: string;
  onSection: (key: SectionKey) => void;
}

export function FindingsPart({ findings, wanted, onSection }: Props) {
  const words = useWords();
  if (findings.length === 0 && wanted !== '') return null;
  return (
    <section
      id={partId('findings')}
      tabIndex={-1}
      className={classes['part']}
      aria-label={words.report.findings}
    >
      <h3>{words.report.findings}</h3>
      {findings.length === 0 ? (
        <p className={classes['calm']}>{words.report.noFindings}</p>
      ) : (
        <FindingList findings={findings} wanted={wanted} onSection={onSection} />
      )}
    </section>
  );
}
