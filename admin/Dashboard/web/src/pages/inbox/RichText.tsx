import { partsOf } from './addresses';

/** A text as it was written, with its addresses as links; nothing in it is taken for markup. */
export function RichText({ text }: { text: string }) {
  return (
    <p className="text" dir="auto">
      {partsOf(text).map((part, index) =>
        part.isAddress ? (
          <a key={index} href={part.text} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
