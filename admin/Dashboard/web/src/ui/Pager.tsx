import { useText } from '../text/text';

/** Back and forth between the pages of a list; nothing where there is one alone. */
export function Pager({ page, pages, onGo }: { page: number; pages: number; onGo: (page: number) => void }) {
  const { t, number } = useText();
  if (pages <= 1) return null;
  return (
    <div className="row spread pager">
      <button className="button" disabled={page === 1} onClick={() => onGo(page - 1)}>
        {t('page.before')}
      </button>
      <span className="small quiet">
        {number(page)} / {number(pages)}
      </span>
      <button className="button" disabled={page >= pages} onClick={() => onGo(page + 1)}>
        {t('page.after')}
      </button>
    </div>
  );
}
