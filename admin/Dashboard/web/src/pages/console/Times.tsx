import { useText } from '../../text/text';

/** How long ago; the time itself for whoever points at it. */
export function Ago({ at }: { at: string }) {
  const { ago, date } = useText();
  return (
    <time dateTime={at} title={date(at, { dateStyle: 'medium', timeStyle: 'medium' })}>
      {ago(at)}
    </time>
  );
}

/** To the second, as logs are compared. */
export function Time({ at }: { at: string }) {
  const { date } = useText();
  return <time dateTime={at}>{date(at, { dateStyle: 'short', timeStyle: 'medium' })}</time>;
}
