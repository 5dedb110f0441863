import { useText } from '../text/text';

interface Props {
  /** What the second button says that it does. */
  action: string;
  isBusy?: boolean;
  isDangerous?: boolean;
  onClose(): void;
  /** Without one the button sends the form that it is in. */
  onYes?(): void;
}

/** The two answers to what a dialog asks: leave it, or do it. */
export function Answers({ action, isBusy, isDangerous, onClose, onYes }: Props) {
  const { t } = useText();
  return (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t('action.cancel')}
      </button>
      <button type={onYes ? 'button' : 'submit'} className={isDangerous ? 'button danger' : 'button primary'} data-action="confirm" disabled={isBusy} onClick={onYes}>
        {action}
      </button>
    </>
  );
}
