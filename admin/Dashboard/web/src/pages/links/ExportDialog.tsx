import { useState } from 'react';
import { open } from '../../api/api';
import { asProblem } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { save } from '../../ui/save';
import { useToast } from '../../ui/Toasts';

interface Filter {
  search?: string;
  tag?: string;
  enabled?: boolean;
}

/** All links that the table's filter finds, as a file. */
export function ExportDialog({ filter, onClose }: { filter: Filter; onClose(): void }) {
  const { t } = useText();
  const say = useToast();
  const [isBusy, setIsBusy] = useState(false);
  const download = async (format: 'csv' | 'ndjson') => {
    setIsBusy(true);
    try {
      save(await (await open('/links/export', { query: { ...filter, format }, accept: '*/*' })).blob(), `links.${format}`);
      onClose();
    } catch (failure) {
      say(asProblem(failure).message);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      title={t('export.action')}
      onClose={onClose}
      actions={
        <button className="button" onClick={onClose}>
          {t('action.cancel')}
        </button>
      }
    >
      <p className="quiet">{t('export.title')}</p>
      <div className="row">
        {(['csv', 'ndjson'] as const).map((format) => (
          <button key={format} className="button" disabled={isBusy} onClick={() => void download(format)}>
            <Icon name="download" />
            {t(`export.${format}`)}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
