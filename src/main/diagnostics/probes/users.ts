import { userInfo } from 'node:os';
import { users } from 'systeminformation';
import { always, collected, DEADLINE_MS, said, type Probe } from '../probe';

export const usersProbe: Probe<'users'> = {
  key: 'users',
  source: 'systeminformation users(); os.userInfo()',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run() {
    const me = userInfo().username;
    const rows = (await users())
      .slice(0, 63)
      .map((user) => ({ name: said(user.user), session: said(user.tty), current: user.user === me }));
    // Sessions that are not registered with the system (containers, some remote desktops) still have a person.
    if (!rows.some((row) => row.current)) rows.unshift({ name: said(me), session: '', current: true });
    return collected(rows);
  },
};
