import { Notification } from 'electron';

export interface Notice {
  title: string;
  body: string;
  click(): void;
}

const MAX_BODY = 200;

/** One line in the system's own notifications; nothing where the system has none. */
export function notify({ title, body, click }: Notice): void {
  if (!Notification.isSupported()) return;
  const notice = new Notification({ title, body: body.slice(0, MAX_BODY) });
  notice.on('click', click);
  notice.show();
}
