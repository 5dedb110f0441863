import { useState } from 'react';
import type { Attachment } from '../../api/messages';
import { ownAddress } from '../../api/ownAddress';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';

export function Attachments({ attachments }: { attachments: Attachment[] }) {
  const { t } = useText();
  const [shown, setShown] = useState<Attachment>();
  return (
    <ul className="attachments">
      {attachments.map((attachment) => {
        const address = ownAddress(attachment.data_url) ?? attachment.data_url;
        const name = nameOf(attachment);
        return (
          <li key={attachment.id}>
            {attachment.file_type === 'image' ? (
              <button className="picture" onClick={() => setShown(attachment)} aria-label={t('inbox.picture', { name })}>
                <img src={ownAddress(attachment.thumb_url) || address} alt="" loading="lazy" width={attachment.width ?? undefined} height={attachment.height ?? undefined} />
              </button>
            ) : attachment.file_type === 'audio' ? (
              <audio controls preload="none" src={address} aria-label={name} />
            ) : attachment.file_type === 'video' ? (
              <video controls preload="metadata" src={address} aria-label={name} />
            ) : (
              <a className="file" href={address} download>
                <Icon name="file" />
                <span className="truncate ltr">{name}</span>
                <span className="quiet small ltr">{sizeOf(attachment.file_size)}</span>
              </a>
            )}
          </li>
        );
      })}
      {shown ? (
        <Dialog
          title={nameOf(shown)}
          onClose={() => setShown(undefined)}
          actions={
            <>
              <a className="button" href={ownAddress(shown.data_url) ?? shown.data_url} download>
                <Icon name="download" />
                {t('inbox.download')}
              </a>
              <button className="button primary" onClick={() => setShown(undefined)}>
                {t('action.close')}
              </button>
            </>
          }
        >
          <img className="picture-large" src={ownAddress(shown.data_url) ?? shown.data_url} alt={nameOf(shown)} />
        </Dialog>
      ) : null}
    </ul>
  );
}

function nameOf({ data_url }: Attachment): string {
  try {
    return decodeURIComponent(new URL(data_url, location.href).pathname.split('/').pop() ?? '');
  } catch {
    return data_url;
  }
}

export function sizeOf(bytes: number | null): string {
  if (!bytes) return '';
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power && bytes / 1024 ** power < 10 ? 1 : 0)} ${units[power]}`;
}
