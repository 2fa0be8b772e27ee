import { Button } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Link, Outlet, useNavigate, useSearchParams } from 'react-router';
import type { Device } from '../../../shared/model/device';
import { useDeviceCounts, useDevices } from '../api/fleet-queries';
import { useIsAdministrator } from '../app/me';
import { usePageTitle } from '../app/page-title';
import { paths } from '../app/paths';
import { SearchField } from '../app/search-field';
import { useListKeys } from '../app/use-list-keys';
import { ProblemNotice } from '../text/problem-notice';
import { Reason } from '../text/reason';
import { useWords } from '../words/words';
import { BulkActions } from './bulk-actions';
import { DecommissionDialog } from './decommission-dialog';
import { deviceFilterOf, deviceQuery } from './device-filter';
import { DeviceState } from './device-state';
import { DeviceTable } from './device-table';
import { DeviceTabs } from './device-tabs';
import { TokenDialog } from './token-dialog';
import { useChosen } from './use-chosen';
import { useEveryWaiting } from './use-every-waiting';
import { useFleetChanges } from './use-fleet-changes';
import classes from './devices.module.css';

const NONE: readonly Device[] = [];

export function DevicesPage() {
  const words = useWords();
  const navigate = useNavigate();
  const administrator = useIsAdministrator();
  const [query, setQuery] = useSearchParams();
  const text = query.toString();
  const filter = useMemo(() => deviceFilterOf(new URLSearchParams(text)), [text]);
  const devices = useDevices(filter);
  const counts = useDeviceCounts();
  const rows = useMemo(
    () => unique(devices.data?.pages.flatMap((page) => page.devices) ?? []),
    [devices.data],
  );
  const everyWaiting = useEveryWaiting(devices);
  const chosen = useChosen(rows, everyWaiting);
  const changes = useFleetChanges();
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [enrolling, setEnrolling] = useState(false);
  const [leaving, setLeaving] = useState(NONE);
  const searchField = useRef<HTMLInputElement>(null);
  usePageTitle(words.devices.title);

  const open = useCallback(
    (device: Device) => void navigate(paths.device(device.id, filter)),
    [navigate, filter],
  );
  const at = rows.findIndex((row) => row.id === currentId);
  useListKeys({
    move: (step) => {
      const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
      setCurrentId(rows[next]?.id ?? null);
    },
    open: () => {
      const current = rows[at];
      if (current) open(current);
    },
    search: () => searchField.current?.focus(),
    own: {
      x: () => {
        const current = rows[at];
        if (administrator && current && current.status !== 'revoked') chosen.toggle(current);
      },
    },
  });
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = devices;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const setSearch = useCallback(
    (search: string) => {
      setQuery((before) => deviceQuery({ ...deviceFilterOf(before), search }), { replace: true });
    },
    [setQuery],
  );
  const enroll = (
    <Reason why={administrator ? null : words.devices.adminOnly}>
      <Button size="xs" disabled={!administrator} onClick={() => setEnrolling(true)}>
        {words.devices.enroll}
      </Button>
    </Reason>
  );
  return (
    <div className={classes['page']}>
      <div className={classes['top']}>
        <h1>{words.devices.title}</h1>
        <SearchField
          key={filter.tab}
          label={words.devices.search}
          hint={words.devices.searchHint}
          value={filter.search}
          onSearch={setSearch}
          field={searchField}
        />
        {administrator ? (
          <Button size="xs" variant="default" component={Link} to={paths.tokens}>
            {words.tokens.title}
          </Button>
        ) : null}
        {enroll}
      </div>
      <div className={classes['bar']}>
        <DeviceTabs filter={filter} counts={counts.data} />
        <BulkActions
          chosen={chosen.devices}
          changes={changes}
          onDecommission={setLeaving}
          onClear={chosen.clear}
        />
      </div>
      {changes.fault ? (
        <div className={classes['state']}>
          <ProblemNotice fault={changes.fault} />
        </div>
      ) : null}
      <DeviceState devices={devices} filter={filter} empty={rows.length === 0} enroll={enroll} />
      {rows.length > 0 ? (
        <DeviceTable
          rows={rows}
          currentId={currentId}
          chosen={chosen.ids}
          choosable={administrator}
          onChoose={chosen.toggle}
          waiting={chosen.waiting}
          onOpen={open}
          onEnd={more}
        />
      ) : null}
      {enrolling ? <TokenDialog onClose={() => setEnrolling(false)} /> : null}
      <DecommissionDialog devices={leaving} onClose={() => setLeaving(NONE)} onDone={chosen.clear} />
      <Outlet />
    </div>
  );
}

/** Pages read at different moments may name the same device twice. */
function unique(rows: readonly Device[]): Device[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
