import { Menu, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconHistory,
  IconInbox,
  IconLogout,
  IconRefresh,
  IconSearch,
  IconSettings,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { useDeviceCounts } from '../api/fleet-queries';
import { useCall, useCounts } from '../api/queries';
import { openPalette } from '../palette/palette-events';
import { QUEUE_VIEWS } from '../queue/views';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import icon from './icon.svg';
import { LiveDot } from './link-notice';
import { useIsAdministrator, useMe } from './me';
import { paths, queueOf } from './paths';
import { useServices } from './services';
import classes from './shell.module.css';

export function Sidebar() {
  const words = useWords();
  const me = useMe();
  return (
    <nav className={classes['sidebar']} aria-label={words.nav.label}>
      <div className={classes['brand']}>
        <img src={icon} width={20} height={20} alt="" />
        <span title={visible(me.organization)}>{visible(me.organization) || words.product}</span>
      </div>
      <button type="button" className={classes['jump']} onClick={openPalette}>
        <IconSearch size={14} stroke={1.75} aria-hidden />
        {words.palette.open}
        <kbd>{words.palette.keys}</kbd>
      </button>
      <Views />
      <Pages />
      <div className={classes['foot']}>
        <LiveDot />
        <Account />
      </div>
    </nav>
  );
}

function Views() {
  const words = useWords();
  const { pathname } = useLocation();
  const [query] = useSearchParams();
  const counts = useCounts();
  const onQueue = pathname === '/tickets';
  const current = onQueue ? queueOf(query).view : null;
  return (
    <>
      <Link className={classes['link']} to={paths.queue()}>
        <IconInbox size={18} stroke={1.75} aria-hidden />
        {words.nav.tickets}
      </Link>
      {QUEUE_VIEWS.map((view) => (
        <Link
          key={view}
          className={`${classes['link']} ${classes['view']}`}
          to={paths.queue(view)}
          {...(current === view ? { 'aria-current': 'page' as const } : {})}
        >
          {words.queue.views[view]}
          <span className={classes['count']}>{counts.data ? counts.data[view] : ''}</span>
        </Link>
      ))}
    </>
  );
}

function Pages() {
  const words = useWords();
  const { pathname } = useLocation();
  const administrator = useIsAdministrator();
  const waiting = useDeviceCounts().data?.pending ?? 0;
  const pages = [
    { to: paths.devices(), label: words.nav.devices, Icon: IconDeviceDesktop, waiting },
    { to: paths.policy, label: words.nav.policy, Icon: IconSettings },
    { to: paths.updates, label: words.nav.updates, Icon: IconRefresh },
    { to: paths.people, label: words.nav.people, Icon: IconUsers },
    ...(administrator ? [{ to: paths.audit, label: words.nav.audit, Icon: IconHistory }] : []),
  ];
  return pages.map(({ to, label, Icon, waiting: count = 0 }) => (
    <Link
      key={to}
      className={classes['link']}
      to={to}
      {...(pathname === to || pathname.startsWith(`${to}/`) ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
      {label}
      {count > 0 ? (
        <span className={classes['count']} title={words.nav.waiting(count)}>
          {count}
        </span>
      ) : null}
    </Link>
  ));
}

function Account() {
  const words = useWords();
  const { person } = useMe();
  const { queries, drafts, live } = useServices();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const logOut = useCall('logOut');
  const leave = () =>
    logOut.mutate(
      {},
      {
        onSettled: () => {
          live.stop();
          drafts.clear();
          queries.clear();
          void navigate(paths.logIn(), { replace: true });
        },
      },
    );
  const schemes = [
    ['auto', words.nav.system],
    ['light', words.nav.light],
    ['dark', words.nav.dark],
  ] as const;
  return (
    <Menu position="top-start" width={192}>
      <Menu.Target>
        <button type="button" className={classes['account']}>
          <IconUserCircle size={20} stroke={1.75} aria-hidden />
          <div>
            <VisuallyHidden>{words.nav.account}</VisuallyHidden>
            <b>{visible(person.name)}</b>
            <small>{words.roles[person.role]}</small>
          </div>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.nav.appearance}</Menu.Label>
        {schemes.map(([scheme, label]) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            {...(colorScheme === scheme ? { fw: 600 } : {})}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />} onClick={leave}>
          {words.nav.logOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
