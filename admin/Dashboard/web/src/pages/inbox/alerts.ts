import { isOn } from './kept';

let audio: AudioContext | undefined;

/** Two short tones, made here: there is no file to load. */
export function ring() {
  // Browsers let nothing sound before the page was touched.
  if (!isOn('sound') || navigator.userActivation?.hasBeenActive === false) return;
  try {
    audio ??= new AudioContext();
    const start = audio.currentTime;
    for (const [index, pitch] of [660, 880].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, start + index * 0.12);
      volume.gain.linearRampToValueAtTime(0.08, start + index * 0.12 + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + index * 0.12 + 0.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(start + index * 0.12);
      tone.stop(start + index * 0.12 + 0.22);
    }
  } catch {
    // A machine without sound.
  }
}

export const canNotify = () => 'Notification' in window;

/** Shown by the system while the page is not looked at. */
export function notify(title: string, body: string, tag: string, open: () => void) {
  if (!canNotify() || !isOn('notify') || Notification.permission !== 'granted' || !document.hidden) return;
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => {
    focus();
    open();
    shown.close();
  };
}
