using FASTER.core;

namespace OneLink.Edge.Store;

/// <summary>
/// What FASTER calls back. Values are immutable once written: a change goes to the tail of the log
/// (<see cref="ConcurrentWriter"/> refuses to write in place), so that a reader can copy a value without a lock.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="disk">Takes the records that come from disk.</param>
internal sealed class LinkFunctions(LinkStore store, DiskReads disk) : SpanByteFunctions<SpanByte, LinkValue, Empty>
{
    public override bool SingleReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref LinkValue dst, ref ReadInfo readInfo)
    {
        dst.Set(value.AsReadOnlySpan());
        return true;
    }

    public override bool ConcurrentReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref LinkValue dst, ref ReadInfo readInfo)
    {
        dst.Set(value.AsReadOnlySpan());
        return true;
    }

    public override bool ConcurrentWriter(ref SpanByte key, ref SpanByte input, ref SpanByte src, ref SpanByte dst, ref LinkValue output, ref UpsertInfo upsertInfo)
        => false;

    public override void ReadCompletionCallback(ref SpanByte key, ref SpanByte input, ref LinkValue output, Empty ctx, Status status, RecordMetadata recordMetadata)
    {
        (long begin, long readFailures) = store.DiskState;
        disk.Arrive(key.AsReadOnlySpan(), status.Found ? output.Span.ToArray() : null, begin, readFailures);
    }
}
