import { useState } from 'react';
import type { FactTable } from '../../kit/report/facts';
import { visible } from '../text/visible';
import { Found } from './found';
import { ShowAll } from './show-all';
import classes from './report.module.css';

const ROWS_AT_FIRST = 10;
/** One letter may stand in thousands of rows; drawing them all would stop the typing. */
const FOUND_AT_FIRST = 50;
/** More columns than this do not fit beside the conversation. */
const COLUMNS = 3;

interface Props {
  table: FactTable;
  /** What the rows are, for those who hear the button alone. */
  what: string;
  wanted: string;
}

/** What there are many of: the first few, and of those that contain the wanted words more. */
export function FactRows({ table, what, wanted }: Props) {
  // All is said of one list: what is searched for next starts short again.
  const [allOf, setAllOf] = useState<string | null>(null);
  const all = allOf === wanted;
  const most = wanted === '' ? ROWS_AT_FIRST : FOUND_AT_FIRST;
  const { columns, rows } = table;
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, most);
  const Rows = columns.length > COLUMNS ? Cards : Table;
  return (
    <>
      <Rows columns={columns} rows={shown} wanted={wanted} />
      {rows.length > most ? (
        <ShowAll
          all={all}
          count={rows.length}
          what={what}
          onChange={(next) => setAllOf(next ? wanted : null)}
        />
      ) : null}
    </>
  );
}

function Table({ columns, rows, wanted }: FactTable & { wanted: string }) {
  return (
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
        {rows.map((row, index) => (
          <tr key={index}>
            {columns.map((column, at) => (
              <td key={column}>
                <Found wanted={wanted}>{row[at] ?? ''}</Found>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A wide row folded: its name, and under it the rest, each with what it is on hover. */
function Cards({ columns, rows, wanted }: FactTable & { wanted: string }) {
  return (
    <ul className={classes['cards']}>
      {rows.map((row, index) => (
        <li key={index}>
          <b>
            <Found wanted={wanted}>{row[0] ?? ''}</Found>
          </b>
          <dl>
            {columns.slice(1).map((column, at) => {
              const cell = row[at + 1] ?? '';
              return cell === '' ? null : (
                <div key={column} title={`${column}: ${visible(cell)}`}>
                  <dt>{column}</dt>
                  <dd>
                    <Found wanted={wanted}>{cell}</Found>
                  </dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}
