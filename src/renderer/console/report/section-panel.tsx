import { useState } from 'react';
import { formatMs } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import type { Fact, FactGroup } from '../../kit/report/facts';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { FactRows } from './fact-rows';
import { Found } from './found';
import { Plot } from './plots/plot';
import { sectionId, type SectionView } from './section-view';
import { ShowAll } from './show-all';
import classes from './report.module.css';

const GROUPS_AT_FIRST = 6;

export function SectionPanel({ view, wanted }: { view: SectionView; wanted: string }) {
  const words = useWords();
  const language = useLanguage();
  const { section, title, facts, plots, absent, quiet } = view;
  const source =
    section.status === 'removed'
      ? ''
      : words.report.source(visible(section.source), formatMs(language, section.tookMs));
  const detail = section.status === 'failed' || section.status === 'not-applicable' ? section.detail : '';
  return (
    <section
      id={sectionId(section.key)}
      // A finding leads here.
      tabIndex={-1}
      className={quiet ? classes['quiet'] : classes['section']}
      data-status={section.status}
      title={[source, quiet ? visible(detail) : ''].filter(Boolean).join('\n')}
      aria-label={title}
    >
      <h4>
        <Found wanted={wanted}>{title}</Found>
      </h4>
      {absent === null ? null : (
        <p className={classes['absent']}>
          {absent}
          {detail === '' || quiet ? null : (
            <small>
              <Found wanted={wanted}>{detail}</Found>
            </small>
          )}
        </p>
      )}
      {facts ? <Groups groups={facts.groups} title={title} wanted={wanted} /> : null}
      {plots.map((plot) => (
        <Plot key={plot.title} plot={plot} wanted={wanted} />
      ))}
    </section>
  );
}

function Groups({ groups, title, wanted }: { groups: readonly FactGroup[]; title: string; wanted: string }) {
  const [all, setAll] = useState(false);
  const shown = all || wanted !== '' ? groups : groups.slice(0, GROUPS_AT_FIRST);
  return (
    <>
      {shown.map((group, index) => (
        <Group key={`${group.title ?? ''} ${index}`} group={group} title={title} wanted={wanted} />
      ))}
      {wanted === '' && groups.length > GROUPS_AT_FIRST ? (
        <ShowAll all={all} count={groups.length} what={title} onChange={setAll} />
      ) : null}
    </>
  );
}

function Group({ group, title, wanted }: { group: FactGroup; title: string; wanted: string }) {
  return (
    <div className={classes['group']}>
      {group.title === undefined ? null : (
        <h5>
          <Found wanted={wanted}>{group.title}</Found>
        </h5>
      )}
      {group.facts.length === 0 ? null : (
        <dl>
          {group.facts.map((fact, index) => (
            <FactLine key={`${fact.label} ${index}`} fact={fact} wanted={wanted} />
          ))}
        </dl>
      )}
      {group.table ? <FactRows table={group.table} what={group.title ?? title} wanted={wanted} /> : null}
    </div>
  );
}

function FactLine({ fact, wanted }: { fact: Fact; wanted: string }) {
  return (
    <div className={classes['fact']}>
      <dt>
        <Found wanted={wanted}>{fact.label}</Found>
      </dt>
      <dd>
        <Found wanted={wanted}>{fact.value}</Found>
        {fact.bar ? (
          <span className={classes['bar']} data-tone={fact.bar.tone} aria-hidden>
            <span style={{ width: `${fact.bar.percent}%` }} />
          </span>
        ) : null}
      </dd>
    </div>
  );
}
