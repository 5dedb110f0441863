import type { Stats } from '../../api/api';
import { useText } from '../../text/text';

/** What the API's test says, in words. */
export function VerdictNote({ test }: { test: NonNullable<Stats['variantTest']> }) {
  const { t } = useText();
  return (
    <div>
      <h2>{t('form.variants')}</h2>
      <p className={test.verdict === 'significant' ? 'verdict good' : 'verdict quiet'}>
        {test.verdict === 'significant' && test.winner ? t('ab.significant', { winner: test.winner }) : test.verdict === 'notEnoughData' ? t('ab.notEnoughData') : t('ab.notSignificant')}
      </p>
    </div>
  );
}
