import { useText } from '../../text/text';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';

/** A token, which is shown this once. */
export function Secret({ title, token, onClose }: { title: string; token: string; onClose(): void }) {
  const { t } = useText();
  return (
    <Dialog title={title} onClose={onClose} actions={<button className="button primary" data-action="done" onClick={onClose}>{t('keys.secretDone')}</button>}>
      <p className="notice warn">{t('console.token.once')}</p>
      <div className="row spread secret-row">
        <code className="secret">{token}</code>
        <CopyButton text={token} label={t('console.token.copy')} />
      </div>
    </Dialog>
  );
}
