import { useState } from 'react';
import type { Link, Schemas } from '../../api/api';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Dialog } from '../../ui/Dialog';
import { Field, Select } from '../../ui/Field';
import { TagInput } from '../../ui/TagInput';
import { utcTime } from './form/times';

type Patch = Schemas['LinkPatch'];

/** The same for all, or something for each. */
export interface BulkChange {
  set?: Patch;
  setOf?: (link: Link) => Patch | undefined;
}

const fields = ['addTags', 'removeTags', 'tags', 'expiresAt', 'url', 'campaign', 'forwardQuery'] as const;
type BulkField = (typeof fields)[number];

export function BulkDialog({ title, tags: known, onClose, onApply }: { title: string; tags: readonly string[]; onClose(): void; onApply(change: BulkChange): void }) {
  const { t } = useText();
  const [field, setField] = useState<BulkField>('addTags');
  const [tags, setTags] = useState<string[]>([]);
  const [text, setText] = useState('');
  const [expiredUrl, setExpiredUrl] = useState('');
  const [isOn, setIsOn] = useState(true);

  const change = (): BulkChange => {
    switch (field) {
      case 'addTags':
        return { setOf: (link) => (tags.every((tag) => link.tags.includes(tag)) ? undefined : { tags: [...new Set([...link.tags, ...tags])] }) };
      case 'removeTags':
        return { setOf: (link) => (tags.some((tag) => link.tags.includes(tag)) ? { tags: link.tags.filter((tag) => !tags.includes(tag)) } : undefined) };
      case 'tags':
        return { set: { tags } };
      case 'expiresAt':
        return { set: { expiresAt: utcTime(text), ...(expiredUrl.trim() ? { expiredUrl: expiredUrl.trim() } : {}) } };
      case 'url':
        return { set: { url: text.trim() } };
      case 'campaign':
        return { set: { utm: { campaign: text.trim() || null } } };
      case 'forwardQuery':
        return { set: { forwardQuery: isOn } };
    }
  };
  const isMissing = (field === 'addTags' || field === 'removeTags') ? tags.length === 0 : field === 'url' ? text.trim() === '' : false;

  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={<Answers action={t('bulk.apply')} isBusy={isMissing} onClose={onClose} onYes={() => onApply(change())} />}
    >
      <Select
        label={t('bulk.field')}
        value={field}
        onChange={(event) => {
          setField(event.target.value as BulkField);
          setText('');
        }}
      >
        {fields.map((each) => (
          <option key={each} value={each}>
            {t(`bulk.field.${each}`)}
          </option>
        ))}
      </Select>
      {field === 'addTags' || field === 'removeTags' || field === 'tags' ? (
        <>
          {field === 'tags' ? <p className="quiet small">{t('bulk.tagsMore')}</p> : null}
          <TagInput label={t('links.tags')} tags={tags} onChange={setTags} />
          {field === 'removeTags' && known.length > 0 ? (
            <div className="row tags">
              {known.slice(0, 20).map((tag) => (
                <button key={tag} className="tag" disabled={tags.includes(tag)} onClick={() => setTags([...tags, tag])}>
                  {tag}
                </button>
              ))}
            </div>
          ) : null}
        </>
      ) : null}
      {field === 'expiresAt' ? (
        <>
          <Field label={t('form.expiresAt')} type="datetime-local" hint={t('bulk.noExpiry')} value={text} onChange={(event) => setText(event.target.value)} />
          <Field label={t('form.expiredUrl')} type="url" dir="ltr" placeholder="https://" value={expiredUrl} onChange={(event) => setExpiredUrl(event.target.value)} />
        </>
      ) : null}
      {field === 'url' ? <Field label={t('form.url')} type="url" dir="ltr" placeholder="https://" value={text} onChange={(event) => setText(event.target.value)} /> : null}
      {field === 'campaign' ? <Field label={t('form.utm.campaign')} dir="ltr" value={text} onChange={(event) => setText(event.target.value)} /> : null}
      {field === 'forwardQuery' ? (
        <label className="check">
          <input type="checkbox" checked={isOn} onChange={(event) => setIsOn(event.target.checked)} />
          {t('form.forwardQuery')}
        </label>
      ) : null}
    </Dialog>
  );
}
