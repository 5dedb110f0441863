import { useText } from '../text/text';
import { Icon } from './Icon';
import { useToast } from './Toasts';

export function useCopy(): (text: string) => Promise<void> {
  const say = useToast();
  const { t } = useText();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      say(t('copied'));
    } catch {
      // Plain http from another machine has no clipboard; the text is there to be selected.
      say(t('copyFailed'));
    }
  };
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const copy = useCopy();
  return (
    <button className="button icon plain" title={label} aria-label={label} onClick={() => void copy(text)} type="button">
      <Icon name="copy" />
    </button>
  );
}
