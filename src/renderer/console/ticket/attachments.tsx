import { Modal } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { deskApi } from '../../../shared/contract/api-desk';
import { pathOf } from '../../../shared/contract/route';
import type { Attachment } from '../../../shared/model/ticket';
import { formatBytes } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import classes from './ticket.module.css';

const addressOf = (attachment: Attachment) => pathOf(deskApi.attachment, { id: attachment.id });

/** Everything that came with the ticket, as downloads: nothing a device sent is opened in this page. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const words = useWords();
  const language = useLanguage();
  if (attachments.length === 0) return <span>{words.ticket.noAttachments}</span>;
  return (
    <ul className={classes['files']}>
      {attachments.map((attachment) => (
        <li key={attachment.id} className={classes['file']}>
          <IconPaperclip size={14} stroke={1.75} aria-hidden />
          <a
            href={addressOf(attachment)}
            download={attachment.name}
            aria-label={words.ticket.download(visible(attachment.name))}
          >
            <Said>{attachment.name}</Said>
          </a>
          <span>{formatBytes(language, attachment.size)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the requester saw, where they say what is wrong. */
export function Screenshots({ attachments }: { attachments: readonly Attachment[] }) {
  const words = useWords();
  const [open, setOpen] = useState<Attachment | null>(null);
  return (
    <>
      {attachments
        .filter(({ kind }) => kind === 'screenshot')
        .map((attachment) => (
          <button
            key={attachment.id}
            type="button"
            className={classes['thumb']}
            title={words.ticket.openScreenshot}
            onClick={() => setOpen(attachment)}
          >
            <img src={addressOf(attachment)} alt={words.ticket.screenshotOf(visible(attachment.name))} />
          </button>
        ))}
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        size="auto"
        title={open ? visible(open.name) : ''}
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        {open ? (
          <img
            className={classes['picture']}
            src={addressOf(open)}
            alt={words.ticket.screenshotOf(visible(open.name))}
          />
        ) : null}
      </Modal>
    </>
  );
}
