using FASTER.core;

namespace OneLink.Edge.Store;

/// <summary>Reads links from the store. One thread at a time.</summary>
internal sealed unsafe class LinkReader(ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> session) : IDisposable
{
    /// <summary>Looks up <paramref name="key"/> and waits for the disk where the record has left memory.</summary>
    public bool Read(ReadOnlySpan<byte> key, LinkValue value)
    {
        fixed (byte* pointer = key)
        {
            var spanByte = SpanByte.FromPointer(pointer, key.Length);
            SpanByte input = default;
            LinkValue output = value;
            Status status = session.Read(ref spanByte, ref input, ref output);
            if (status.IsPending)
            {
                session.CompletePendingWithOutputs(out CompletedOutputIterator<SpanByte, SpanByte, SpanByte, LinkValue, Empty> completed, wait: true);
                while (completed.Next())
                {
                    status = completed.Current.Status;
                }

                completed.Dispose();
            }

            return status.Found;
        }
    }

    public void Dispose() => session.Dispose();
}
