import type { Fact, FactGroup, FactTable, SectionFacts } from '../../../kit/report/facts';
import { ShowAll } from '../show-all';
import classes from './report-sheet.module.css';

const GROUPS_AT_FIRST = 6;
const ROWS_AT_FIRST = 5;
/** What fits side by side in a narrow window; wider rows are stacked. */
const COLUMNS_AT_MOST = 3;

/** What a section says: labels and values, and lists of which the first lines are shown. */
export function FactList({ facts }: { facts: SectionFacts }) {
  return (
    <ShowAll items={facts.groups} most={GROUPS_AT_FIRST}>
      {(groups) =>
        groups.map((group, index) => <Group key={`${group.title ?? ''} ${index}`} group={group} />)
      }
    </ShowAll>
  );
}

function Group({ group: { title, facts, table } }: { group: FactGroup }) {
  return (
    <div className={classes['group']}>
      {title !== undefined && <h4 className={classes['which']}>{title}</h4>}
      {facts.length > 0 && (
        <dl className={classes['facts']}>
          {facts.map((fact, index) => (
            // Two virus scanners carry the same label.
            <FactLine key={`${fact.label} ${index}`} fact={fact} />
          ))}
        </dl>
      )}
      {table && table.columns.length <= COLUMNS_AT_MOST && <Rows table={table} />}
      {table && table.columns.length > COLUMNS_AT_MOST && <StackedRows table={table} />}
    </div>
  );
}

function FactLine({ fact: { label, value, bar } }: { fact: Fact }) {
  return (
    <div className={classes['fact']}>
      <dt>{label}</dt>
      <dd>
        {value}
        {bar && (
          <div className={classes['bar']} data-tone={bar.tone} aria-hidden>
            <div style={{ width: `${bar.percent}%` }} />
          </div>
        )}
      </dd>
    </div>
  );
}

function Rows({ table: { columns, rows } }: { table: FactTable }) {
  return (
    <ShowAll items={rows} most={ROWS_AT_FIRST}>
      {(shown) => (
        <table className={classes['table']}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={`${row[0]} ${index}`}>
                {row.map((cell, column) => (
                  <td key={columns[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ShowAll>
  );
}

function StackedRows({ table: { columns, rows } }: { table: FactTable }) {
  return (
    <ShowAll items={rows} most={ROWS_AT_FIRST}>
      {(shown) => (
        <ul className={classes['stack']}>
          {shown.map((row, index) => (
            <li key={`${row[0]} ${index}`}>
              <span className={classes['which']}>{row[0]}</span>
              <dl className={classes['facts']}>
                {row
                  .slice(1)
                  .map((value, column) =>
                    value === '' ? null : (
                      <FactLine
                        key={columns[column + 1]}
                        fact={{ label: columns[column + 1] ?? '', value }}
                      />
                    ),
                  )}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </ShowAll>
  );
}
