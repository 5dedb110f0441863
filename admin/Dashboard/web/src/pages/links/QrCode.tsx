import { useEffect, useState } from 'react';
import { open, type Link } from '../../api/api';
import { asProblem, useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';

export interface QrLook {
  color: string;
  level: 'L' | 'M' | 'Q' | 'H';
}

/** Fetched, not named as a picture's address: the session's account goes in a header. */
export async function qrFile(link: Link, look: QrLook, format: 'svg' | 'png', size: number, signal?: AbortSignal): Promise<Blob> {
  const answer = await open('/links/{slug}/qr', { path: { slug: link.id }, query: { format, size, level: look.level, color: look.color.replace('#', '') }, accept: '*/*', signal });
  return answer.blob();
}

export function QrCode({ link, look = { color: '#000000', level: 'M' } }: { link: Link; look?: QrLook }) {
  const { t } = useText();
  const { data, problem } = useAsync((signal) => qrFile(link, look, 'svg', 512, signal), [link.id, look.color, look.level]);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return (
    <div className="qr">
      {address ? <img src={address} alt={t('qr.alt', { url: link.shortUrl })} width="220" height="220" /> : problem ? <p className="small">{asProblem(problem).message}</p> : <div className="skeleton" />}
    </div>
  );
}
