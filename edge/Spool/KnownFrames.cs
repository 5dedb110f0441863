using OneLink.Shared.Clicks;

namespace OneLink.Edge.Spool;

/// <summary>Lets through what this build can decode: the rows of a batch as they were sent.</summary>
internal sealed class KnownFrames(IFrameSink sink) : IFrameSink
{
    public bool IsFull => sink.IsFull;

    public void Add(ReadOnlySpan<byte> payload)
    {
        if (ClickRecordCodec.TryDecode(payload, out _))
        {
            sink.Add(payload);
        }
    }
}
