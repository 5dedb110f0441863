import { useRef, useState } from 'react';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';

export function FilePicker({ onFile }: { onFile(file: File): void }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      <span className="medallion">
        <Icon name="upload" />
      </span>
      <h2>{t('import.drop')}</h2>
      <p className="quiet">{t('import.dropMore')}</p>
      <button type="button" className="button primary" onClick={() => input.current!.click()}>
        {t('import.choose')}
      </button>
      <input ref={input} type="file" hidden accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv,application/x-ndjson" aria-label={t('import.file')} onChange={(event) => event.target.files?.[0] && onFile(event.target.files[0])} />
    </div>
  );
}
