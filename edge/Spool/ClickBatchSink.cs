using OneLink.Analytics.Ingest;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Spool;

/// <summary>Decodes records into the batch that goes out next. Records of a version that this build does not know are kept apart, as they are.</summary>
internal sealed class ClickBatchSink(int maxRecords, TimeProvider clock) : IFrameSink
{
    public ClickBatch Batch { get; } = new(clock);

    /// <summary>What a newer edge recorded before it was replaced by this older one.</summary>
    public FrameBuffer Unknown { get; } = new();

    public int Records => Batch.Rows + Unknown.Count;

    public bool IsFull => Records >= MaxRecords;

    /// <summary>Unlimited where a batch is read again by its ranges.</summary>
    public int MaxRecords { get; set; } = maxRecords;

    public void Add(ReadOnlySpan<byte> payload)
    {
        if (ClickRecordCodec.TryDecode(payload, out ClickRecord click))
        {
            Batch.Add(click);
        }
        else
        {
            Unknown.Add(payload);
        }
    }

    public void Clear()
    {
        Batch.Clear();
        Unknown.Clear();
    }
}
