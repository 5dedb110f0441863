import { useText } from '../../text/text';
import type { Link } from '../../api/api';
import { Dialog } from '../../ui/Dialog';
import { QrDesigner } from './QrDesigner';

export function QrDialog({ link, onClose }: { link: Link; onClose(): void }) {
  const { t } = useText();
  return (
    <Dialog title={t('qr.title', { name: link.title ?? link.slug })} onClose={onClose} actions={<button className="button" onClick={onClose}>{t('action.close')}</button>}>
      <QrDesigner link={link} />
    </Dialog>
  );
}
