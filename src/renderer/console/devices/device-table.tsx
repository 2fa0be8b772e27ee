import type { Device } from '../../../shared/model/device';
import { useRowsInSight } from '../app/use-rows-in-sight';
import { useWords } from '../words/words';
import { DeviceRow } from './device-row';
import classes from './devices.module.css';

interface Props {
  rows: readonly Device[];
  currentId: string | null;
  chosen: ReadonlySet<string>;
  /** False where the reader may change nothing. */
  choosable: boolean;
  onChoose: (device: Device) => void;
  /** Those that wait for approval, all or none; missing where none waits. */
  waiting: { all: boolean; looking: boolean; toggle: () => void } | null;
  onOpen: (device: Device) => void;
  /** The reader is near the end of what was loaded. */
  onEnd: () => void;
}

export function DeviceTable(props: Props) {
  const { rows, currentId, chosen, choosable, onChoose, waiting, onOpen, onEnd } = props;
  const words = useWords();
  const { scroller, items, height, currentIndex } = useRowsInSight(rows, currentId, onEnd);
  const { name, site, tags, platform, version, policy, lastSeen } = words.devices;
  return (
    <div ref={scroller} className={classes['scroller']}>
      {/* A table with a cursor is what ARIA calls a grid. */}
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={words.devices.title}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={currentIndex >= 0 ? `row-${currentId}` : undefined}
        tabIndex={0}
        className={classes['grid']}
      >
        <thead>
          <tr aria-rowindex={1} className={`${classes['row']} ${classes['head']}`}>
            <td>
              {choosable && waiting ? (
                <label className={classes['box']} title={words.devices.selectAll}>
                  <input
                    type="checkbox"
                    aria-label={words.devices.selectAll}
                    checked={waiting.all}
                    disabled={waiting.looking}
                    onChange={waiting.toggle}
                  />
                </label>
              ) : null}
            </td>
            {[name, site, tags, platform, version, policy, lastSeen].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes['canvas']} style={{ height: height }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <DeviceRow
                key={row.id}
                device={row}
                index={item.index}
                top={item.start}
                current={row.id === currentId}
                chosen={chosen.has(row.id)}
                choosable={choosable && row.status !== 'revoked'}
                onChoose={onChoose}
                onOpen={onOpen}
              />
            ) : null;
          })}
        </tbody>
      </table>
    </div>
  );
}
