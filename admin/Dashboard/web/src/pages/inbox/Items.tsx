import type { Message } from '../../api/messages';
import { ownAddress } from '../../api/ownAddress';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { isWeb } from './addresses';

/** What a message shows or asks for beside its text: cards, choices, forms, articles, surveys; and what was answered. */
export function Items({ message }: { message: Message }) {
  const { t } = useText();
  const { items = [], submitted_values: submitted } = message.content_attributes;
  const type = message.content_type;
  if (type === 'text' && submitted === undefined) return null;
  return (
    <>
      {type === 'cards'
        ? items.map((card, index) => (
            <div key={index} className="item-card">
              {card.media_url && ownAddress(card.media_url) ? <img src={ownAddress(card.media_url)} alt="" loading="lazy" /> : null}
              <strong dir="auto">{card.title}</strong>
              <span className="small quiet" dir="auto">{card.description}</span>
              {card.actions?.map((action, at) =>
                action.uri && isWeb(action.uri) ? (
                  <a key={at} className="small" href={action.uri} target="_blank" rel="noopener noreferrer">
                    {action.text}
                  </a>
                ) : (
                  <span key={at} className="tag">
                    {action.text}
                  </span>
                ),
              )}
            </div>
          ))
        : null}
      {type === 'input_select' ? (
        <ul className="row tight">
          {items.map((item, index) => (
            <li key={index} className="tag">
              {item.title}
            </li>
          ))}
        </ul>
      ) : null}
      {type === 'form' ? (
        <ul className="small quiet">
          {items.map((item, index) => (
            <li key={index}>{item.label ?? item.name}</li>
          ))}
        </ul>
      ) : null}
      {type === 'article'
        ? items.map((article, index) => (
            <div key={index} className="item-card">
              <strong dir="auto">{article.title}</strong>
              <span className="small quiet" dir="auto">{article.description}</span>
              {article.link && isWeb(article.link) ? (
                <a className="small truncate" href={article.link} target="_blank" rel="noopener noreferrer">
                  {article.link}
                </a>
              ) : null}
            </div>
          ))
        : null}
      {type === 'input_csat' ? (
        <p className="small quiet">
          <Icon name="star" /> {t('inbox.survey')}
        </p>
      ) : null}
      {submitted !== undefined && submitted !== null ? (
        <p className="small submitted">
          <Icon name="check" /> {answerOf(submitted)}
        </p>
      ) : null}
    </>
  );
}

/** Forms answer with a list, surveys with an object. */
function answerOf(values: unknown): string {
  const rows = Array.isArray(values) ? values : [values];
  return rows
    .map((row: unknown) => {
      if (row === null || typeof row !== 'object') return String(row);
      const { title, name, value, csat_survey_response: survey } = row as { title?: string; name?: string; value?: unknown; csat_survey_response?: { rating?: number; feedback_message?: string } };
      if (survey) return [`${survey.rating ?? '–'}/5`, survey.feedback_message].filter(Boolean).join(' · ');
      return [title ?? name, title && title === value ? '' : value].filter(Boolean).join(': ');
    })
    .join(', ');
}
