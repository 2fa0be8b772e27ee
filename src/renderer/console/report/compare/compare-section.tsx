import { VisuallyHidden } from '@mantine/core';
import { IconArrowRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Section } from '../../../../shared/model/diagnostics';
import { useLanguage } from '../../../kit/ui/language';
import { Said } from '../../text/said';
import { useWords } from '../../words/words';
import { absence, sectionId } from '../section-view';
import { ShowAll } from '../show-all';
import { differs, type ComparedFact } from './compare-facts';
import type { ComparedSection } from './compare-reports';
import classes from './compare.module.css';

const ROWS_AT_FIRST = 60;

interface Props {
  section: ComparedSection;
  /** Of the tickets on the left and on the right. */
  names: readonly [string, string];
  onlyDifferences: boolean;
}

export function CompareSection({ section, names, onlyDifferences }: Props) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const { key, title, left, right, facts, oneSided } = section;
  const unlike = oneSided ? [] : facts.filter(differs);
  const wanted = onlyDifferences ? unlike : facts;
  const rows = all ? wanted : wanted.slice(0, ROWS_AT_FIRST);
  return (
    <section id={sectionId(key)} tabIndex={-1} className={classes['section']} aria-label={title}>
      <h3>{title}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{words.compare.fact}</VisuallyHidden>
            </th>
            {names.map((name) => (
              <th key={name} scope="col">
                <VisuallyHidden>{name}</VisuallyHidden>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {oneSided ? (
            <tr data-differs>
              <th scope="row">{words.compare.section}</th>
              <td>
                <SectionState section={left} />
              </td>
              <td>
                <SectionState section={right} />
              </td>
            </tr>
          ) : null}
          {rows.map((fact, index) => (
            <FactRow
              key={`${fact.group ?? ''} ${fact.label} ${index}`}
              fact={fact}
              oneSided={oneSided}
              before={rows[index - 1]}
            />
          ))}
        </tbody>
      </table>
      {wanted.length > ROWS_AT_FIRST ? (
        <ShowAll all={all} count={wanted.length} what={title} onChange={setAll} />
      ) : null}
    </section>
  );
}

function SectionState({ section }: { section: Section | null }) {
  const words = useWords();
  const language = useLanguage();
  if (!section) return words.compare.notCollected;
  return section.status === 'collected' ? words.compare.collected : absence(language, section, words);
}

interface FactProps {
  fact: ComparedFact;
  oneSided: boolean;
  before: ComparedFact | undefined;
}

function FactRow({ fact, oneSided, before }: FactProps) {
  const { group, label, left, right } = fact;
  // Several facts of one drive: its name is seen once, and read with each.
  const first = group !== null && before?.group !== group;
  return (
    <>
      {first ? (
        <tr className={classes['group']}>
          <td colSpan={3} aria-hidden>
            <Said>{group}</Said>
          </td>
        </tr>
      ) : null}
      <tr data-differs={(!oneSided && differs(fact)) || undefined}>
        <th scope="row">
          {group === null ? null : (
            <VisuallyHidden>
              <Said>{group}</Said>{' '}
            </VisuallyHidden>
          )}
          <Said>{label}</Said>
        </th>
        {oneSided ? (
          <>
            <Known value={left} />
            <Known value={right} />
          </>
        ) : (
          <>
            <Side value={left} gone={right === null} />
            <Right fact={fact} value={right} />
          </>
        )}
      </tr>
    </>
  );
}

function Known({ value }: { value: string | null }) {
  const words = useWords();
  return <td>{value === null ? words.compare.unknown : <Said>{value}</Said>}</td>;
}

function Side({ value, gone }: { value: string | null; gone: boolean }) {
  const words = useWords();
  return (
    <td>
      {value === null ? (
        <span className={classes['absent']}>{words.compare.absent}</span>
      ) : (
        <>
          {gone ? <Mark icon={IconMinus} text={words.compare.gone} /> : null}
          <Said>{value}</Said>
        </>
      )}
    </td>
  );
}

/** The newer side carries the mark: what is new there, what is other than it was. */
function Right({ fact, value }: { fact: ComparedFact; value: string | null }) {
  const words = useWords();
  if (value === null) {
    return (
      <td>
        <span className={classes['absent']}>{words.compare.absent}</span>
      </td>
    );
  }
  return (
    <td>
      {fact.left === null ? (
        <Mark icon={IconPlus} text={words.compare.added} />
      ) : differs(fact) ? (
        <Mark icon={IconArrowRight} text={words.compare.changed} />
      ) : null}
      <Said>{value}</Said>
    </td>
  );
}

function Mark({ icon: Icon, text }: { icon: typeof IconPlus; text: string }) {
  return (
    <span className={classes['mark']}>
      <Icon size={14} stroke={2} aria-hidden />
      {text}
    </span>
  );
}
