import type { Language } from '../../../shared/words/language';
import type { Section } from '../../../shared/model/diagnostics';
import { formatMs } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import type { Words } from '../words/en';
import { useWords } from '../words/words';
import { describeSection } from './describe';
import { filterFacts, isEmpty, type Fact, type FactGroup, type FactTable, type SectionFacts } from './facts';
import { Found } from './found';
import classes from './report.module.css';

export interface SectionView {
  section: Section;
  title: string;
  facts: SectionFacts | null;
  /** Why there are no facts. */
  absent: string | null;
  /** Nobody needs to act on its absence: one quiet line after everything else. */
  quiet: boolean;
}

/** What of a section is shown for the wanted words; null when it has nothing to do with them. */
export function sectionView(
  section: Section,
  wanted: string,
  context: { words: Words; language: Language },
): SectionView | null {
  const { words } = context;
  const title = words.section[section.key];
  const named = wanted === '' || title.toLowerCase().includes(wanted);
  if (section.status === 'collected') {
    const facts = describeSection(section.key, section.data as never, context);
    const shown = named ? facts : filterFacts(facts, wanted);
    // The computer was asked and has none.
    if (named && isEmpty(facts)) {
      return { section, title, facts: null, absent: words.report.nothingThere, quiet: true };
    }
    return shown ? { section, title, facts: shown, absent: null, quiet: false } : null;
  }
  const absent = absence(section, words);
  if (!named && !absent.toLowerCase().includes(wanted)) return null;
  return { section, title, facts: null, absent, quiet: section.status !== 'failed' };
}

function absence(section: Exclude<Section, { status: 'collected' }>, words: Words): string {
  switch (section.status) {
    case 'failed':
      return `${words.report.failed}: ${words.report.failures[section.reason]}`;
    case 'not-applicable':
      return words.report.notApplicable;
    case 'removed':
      return words.report.removed;
  }
}

export function SectionPanel({ view, wanted }: { view: SectionView; wanted: string }) {
  const words = useWords();
  const language = useLanguage();
  const { section, title, facts, absent, quiet } = view;
  const source =
    section.status === 'removed'
      ? undefined
      : words.report.source(section.source, formatMs(language, section.tookMs));
  const detail = section.status === 'failed' || section.status === 'not-applicable' ? section.detail : '';
  return (
    <section
      className={quiet ? classes['quiet'] : classes['section']}
      data-status={section.status}
      title={[source, quiet ? detail : ''].filter(Boolean).join('\n')}
      aria-label={title}
    >
      <h3>
        <Found wanted={wanted}>{title}</Found>
      </h3>
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
      {facts?.kind === 'groups'
        ? facts.groups.map((group, index) => (
            <Group key={group.title ?? index} group={group} wanted={wanted} />
          ))
        : null}
      {facts?.kind === 'table' ? <Facts table={facts.table} wanted={wanted} /> : null}
    </section>
  );
}

function Group({ group, wanted }: { group: FactGroup; wanted: string }) {
  return (
    <div className={classes['group']}>
      {group.title === undefined ? null : (
        <h4>
          <Found wanted={wanted}>{group.title}</Found>
        </h4>
      )}
      <dl>
        {group.facts.map((fact, index) => (
          <FactLine key={`${fact.label} ${index}`} fact={fact} wanted={wanted} />
        ))}
      </dl>
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
      </dd>
      {fact.bar ? (
        <div className={classes['bar']} data-tone={fact.bar.tone} aria-hidden>
          <div style={{ width: `${fact.bar.percent}%` }} />
        </div>
      ) : null}
    </div>
  );
}

function Facts({ table, wanted }: { table: FactTable; wanted: string }) {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, index) => (
              <td key={table.columns[index]}>
                <Found wanted={wanted}>{cell}</Found>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
