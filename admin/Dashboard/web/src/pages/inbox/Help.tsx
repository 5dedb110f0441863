import { useState } from 'react';
import type { MessageKey } from '../../text/text';
import { useText } from '../../text/text';
import { Dialog } from '../../ui/Dialog';
import { canNotify } from './alerts';
import { isOn, turn } from './kept';

const keys: [keys: string[], what: MessageKey][] = [
  [['j', 'k'], 'inbox.key.step'],
  [['/'], 'inbox.key.search'],
  [['r'], 'inbox.key.reply'],
  [['n'], 'inbox.key.note'],
  [['Ctrl', 'Enter'], 'inbox.key.send'],
  [['e'], 'inbox.key.resolve'],
  [['a'], 'inbox.key.take'],
  [['s'], 'inbox.key.snooze'],
  [['l'], 'inbox.key.labels'],
  [['u'], 'inbox.key.unread'],
  [['d'], 'inbox.key.details'],
  [['Esc'], 'inbox.key.back'],
  [['?'], 'inbox.key.help'],
];

export function Help({ onClose }: { onClose(): void }) {
  const { t } = useText();
  return (
    <Dialog title={t('inbox.help')} onClose={onClose} actions={<button className="button" onClick={onClose}>{t('action.close')}</button>}>
      <dl className="keys">
        {keys.map(([pressed, what]) => (
          <div key={what}>
            <dt>
              {pressed.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Switch name="keys" text={t('inbox.switch.keys')} />
        <Switch name="sound" text={t('inbox.switch.sound')} />
        {canNotify() ? <Switch name="notify" text={t('inbox.switch.notify')} /> : null}
      </div>
    </Dialog>
  );
}

function Switch({ name, text }: { name: 'keys' | 'sound' | 'notify'; text: string }) {
  const { t } = useText();
  const [isChecked, setIsChecked] = useState(() => isOn(name) && (name !== 'notify' || Notification.permission === 'granted'));
  const [isDenied, setIsDenied] = useState(false);
  const change = async (on: boolean) => {
    if (on && name === 'notify' && (await Notification.requestPermission()) !== 'granted') {
      setIsDenied(true);
      return;
    }
    turn(name, on);
    setIsChecked(on);
  };
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={isChecked} onChange={(event) => void change(event.target.checked)} />
        {text}
      </label>
      {isDenied ? <p className="small quiet">{t('inbox.switch.denied')}</p> : null}
    </>
  );
}
