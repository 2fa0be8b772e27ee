import { IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { paths } from '../app/paths';
import { useWords } from '../words/words';
import { DEVICE_TABS, type DeviceFilter, type DeviceTab } from './device-filter';
import classes from './devices.module.css';

interface Props {
  filter: DeviceFilter;
  counts: Record<'pending' | 'active' | 'revoked', number> | undefined;
}

/** The fleet by state, each with its count. */
export function DeviceTabs({ filter, counts }: Props) {
  const words = useWords();
  const language = useLanguage();
  const count = (tab: DeviceTab) => {
    if (!counts) return '';
    const { pending, active, revoked } = counts;
    return formatNumber(language, tab === 'all' ? pending + active + revoked : counts[tab]);
  };
  return (
    <>
      <nav className={classes['tabs']} aria-label={words.devices.tabsLabel}>
        {DEVICE_TABS.map((tab) => (
          <Link
            key={tab}
            className={classes['tab']}
            to={paths.devices({ ...filter, tab })}
            {...(tab === filter.tab ? { 'aria-current': 'page' as const } : {})}
          >
            {words.devices.tabs[tab]}
            <span className={classes['count']}>{count(tab)}</span>
          </Link>
        ))}
      </nav>
      {filter.update === null ? null : (
        <Link
          className={classes['filter']}
          to={paths.devices({ ...filter, update: null })}
          title={words.devices.allStates}
        >
          {words.devices.filteredBy(words.updates.reasons[filter.update])}
          <IconX size={14} stroke={1.75} aria-label={words.devices.allStates} />
        </Link>
      )}
    </>
  );
}
