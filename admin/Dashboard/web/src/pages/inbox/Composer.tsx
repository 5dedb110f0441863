import { useEffect, useLayoutEffect, useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react';
import { tellTyping, type Conversation } from '../../api/conversations';
import type { CannedResponse } from '../../api/desk';
import { useAccount } from '../../app/session';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { useToast } from '../../ui/Toasts';
import { sizeOf } from './Attachments';
import { CannedMenu, cannedId } from './CannedMenu';
import { useDesk } from './desk';
import { draftOf, keepDraft } from './kept';
import { outbox } from './outbox';

const MostFiles = 15;

/** Clients take a typist for gone after a while: it is told again while somebody types on. */
const TypingAgain = 10_000;
const TypingPause = 3_000;

export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const { account } = useAccount();
  const say = useToast();
  const [isPrivate, setIsPrivate] = useState(!conversation.can_reply);
  const [text, setText] = useState(() => draftOf(account?.id, conversation.id, !conversation.can_reply));
  const [files, setFiles] = useState<File[]>([]);
  const [isDragging, setIsDragging] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const canned = useCanned(text, area.current);
  const typing = useTyping(conversation.id, isPrivate);

  const write = (now: string) => {
    setText(now);
    keepDraft(account?.id, conversation.id, isPrivate, now);
  };
  const choose = (toPrivate: boolean) => {
    setIsPrivate(toPrivate);
    setText(draftOf(account?.id, conversation.id, toPrivate));
    area.current?.focus();
  };
  const take = (added: Iterable<File>) => {
    const all = [...files, ...added];
    if (all.length > MostFiles) say(t('inbox.tooMany', { n: MostFiles }));
    setFiles(all.slice(0, MostFiles));
  };
  const send = () => {
    const content = text.trim();
    if (!content && files.length === 0) return;
    typing.stop();
    outbox.add(conversation.id, { content, isPrivate, files });
    write('');
    setFiles([]);
    area.current?.focus();
  };
  const insert = (response: CannedResponse) => {
    const { start, end } = canned.range!;
    write(text.slice(0, start) + response.content + text.slice(end));
    requestAnimationFrame(() => area.current?.setSelectionRange(start + response.content.length, start + response.content.length));
  };
  const press = (event: KeyboardEvent) => {
    if (canned.press(event, insert)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsDragging(false);
    take(event.dataTransfer.files);
  };

  useLayoutEffect(() => {
    const shown = area.current!;
    shown.style.blockSize = 'auto';
    shown.style.blockSize = `${Math.min(shown.scrollHeight + 2, 240)}px`;
  }, [text, isPrivate]);

  return (
    <form
      className={`composer${isPrivate ? ' private' : ''}${isDragging ? ' dragging' : ''}`}
      aria-label={t('inbox.composer')}
      onSubmit={(event) => (event.preventDefault(), send())}
      onDragOver={(event) => (event.preventDefault(), setIsDragging(true))}
      onDragLeave={() => setIsDragging(false)}
      onDrop={drop}
    >
      <div className="composer-modes" role="group" aria-label={t('inbox.mode')}>
        <button type="button" data-mode="reply" aria-pressed={!isPrivate} disabled={!conversation.can_reply} onClick={() => choose(false)}>
          {t('inbox.reply')}
        </button>
        <button type="button" data-mode="note" aria-pressed={isPrivate} onClick={() => choose(true)}>
          <Icon name="lock" />
          {t('inbox.note')}
        </button>
        {!conversation.can_reply ? <span className="small quiet">{t('inbox.cannotReply')}</span> : null}
      </div>
      <div className="composer-field">
        {canned.found.length > 0 ? <CannedMenu found={canned.found} active={canned.active} onChoose={insert} /> : null}
        <textarea
          ref={area}
          className="input"
          rows={2}
          dir="auto"
          value={text}
          placeholder={isPrivate ? t('inbox.notePlaceholder') : t('inbox.replyPlaceholder')}
          aria-label={isPrivate ? t('inbox.notePlaceholder') : t('inbox.replyPlaceholder')}
          role="combobox"
          aria-expanded={canned.found.length > 0}
          aria-controls={canned.found.length > 0 ? 'canned' : undefined}
          aria-activedescendant={canned.found.length > 0 ? cannedId(canned.active) : undefined}
          aria-autocomplete="list"
          onChange={(event) => (write(event.target.value), typing.type(event.target.value))}
          onKeyDown={press}
          onPaste={paste}
          onSelect={canned.look}
        />
      </div>
      {files.length > 0 ? (
        <ul className="composer-files">
          {files.map((file, index) => (
            <FileChip key={`${file.name}-${index}`} file={file} onRemove={() => setFiles(files.filter((each) => each !== file))} />
          ))}
        </ul>
      ) : null}
      <div className="row spread nowrap">
        <div className="row tight nowrap">
          <button type="button" className="button icon plain" aria-label={t('inbox.attach')} title={t('inbox.attach')} onClick={() => picker.current!.click()}>
            <Icon name="attach" />
          </button>
          <input ref={picker} type="file" multiple hidden onChange={(event) => (take(event.target.files ?? []), (event.target.value = ''))} />
          <span className="small quiet hint-wide">{t('inbox.cannedHint')}</span>
        </div>
        <button className="button primary" disabled={!text.trim() && files.length === 0}>
          <Icon name="send" turns />
          {isPrivate ? t('inbox.addNote') : t('inbox.send')}
        </button>
      </div>
    </form>
  );
}

function FileChip({ file, onRemove }: { file: File; onRemove(): void }) {
  const { t } = useText();
  const [preview, setPreview] = useState<string>();
  useEffect(() => {
    if (!file.type.startsWith('image/')) return;
    const address = URL.createObjectURL(file);
    setPreview(address);
    return () => URL.revokeObjectURL(address);
  }, [file]);
  return (
    <li className="file">
      {preview ? <img src={preview} alt="" /> : <Icon name="file" />}
      <span className="truncate ltr">{file.name}</span>
      <span className="quiet small">{sizeOf(file.size)}</span>
      <button type="button" className="button icon plain small-icon" onClick={onRemove} aria-label={t('inbox.removeFile', { name: file.name })}>
        <Icon name="close" />
      </button>
    </li>
  );
}

/** The word before the cursor, where it begins with a slash, finds texts that are sent often. */
function useCanned(text: string, area: HTMLTextAreaElement | null) {
  const { canned } = useDesk();
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState('');
  const look = () => setCursor(area?.selectionStart ?? 0);
  const word = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, cursor));
  const searched = word?.[1]?.toLowerCase();
  const found =
    searched === undefined || closed === text
      ? []
      : canned.filter((each) => each.short_code.toLowerCase().includes(searched) || (searched.length > 1 && each.content.toLowerCase().includes(searched))).slice(0, 6);
  useEffect(() => setActive(0), [searched]);
  return {
    found,
    active,
    look,
    range: word ? { start: cursor - word[1]!.length - 1, end: cursor } : undefined,
    press(event: KeyboardEvent, insert: (response: CannedResponse) => void): boolean {
      if (found.length === 0) return false;
      if (event.key === 'ArrowDown') setActive((active + 1) % found.length);
      else if (event.key === 'ArrowUp') setActive((active - 1 + found.length) % found.length);
      else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') insert(found[active]!);
      else if (event.key === 'Escape') setClosed(text);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

function useTyping(id: number, isPrivate: boolean) {
  const told = useRef(0);
  const pause = useRef(0);
  const stop = () => {
    clearTimeout(pause.current);
    if (!told.current) return;
    told.current = 0;
    tellTyping(id, false, isPrivate).catch(() => undefined);
  };
  const newest = useRef(stop);
  newest.current = stop;
  useEffect(() => () => newest.current(), []);
  return {
    stop,
    type(text: string) {
      if (!text) return stop();
      clearTimeout(pause.current);
      pause.current = window.setTimeout(stop, TypingPause);
      if (Date.now() - told.current < TypingAgain) return;
      told.current = Date.now();
      tellTyping(id, true, isPrivate).catch(() => undefined);
    },
  };
}
