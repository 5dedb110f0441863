import { useText } from '../../text/text';
import { Empty } from '../../ui/States';

export function NothingChosen({ isEmpty }: { isEmpty: boolean }) {
  const { t } = useText();
  return (
    <div className="thread nothing">
      <Empty icon="chat" title={isEmpty ? t('inbox.none') : t('inbox.choose')}>
        {isEmpty ? t('inbox.noneMore') : t('inbox.chooseMore')}
      </Empty>
    </div>
  );
}
