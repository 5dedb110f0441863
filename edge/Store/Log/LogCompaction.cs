using FASTER.core;

namespace OneLink.Edge.Store.Log;

/// <summary>
/// Keeps the log from growing without end: once it holds more that is superseded than links, and a slack, a pass goes over
/// it from its beginning, a part at a time, moves what is still in force to its end and cuts off what lies behind. A pass
/// over n bytes of links follows at least as many bytes of changes, so that a change is written twice at most, on average.
/// </summary>
internal sealed class LogCompaction(LogAccessor<SpanByte, SpanByte> log, long slackBytes, long liveBytes)
{
    /// <summary>One part: about a second of work, all of it beside the feed and the requests.</summary>
    private const long PartBytes = 64L * 1024 * 1024;

    private long _liveBytes = liveBytes;
    private long _passEnd;

    /// <summary>Bytes of the log when nothing in it was superseded last; 0 where that is not known.</summary>
    public long LiveBytes => Volatile.Read(ref _liveBytes);

    public bool IsDue => _passEnd > 0 || log.TailAddress - log.BeginAddress > (2 * LiveBytes) + slackBytes;

    /// <summary>Goes over the next part. Links may be read and written meanwhile.</summary>
    public void CompactSome(LinkFunctions functions)
    {
        if (_passEnd == 0)
        {
            _passEnd = log.SafeReadOnlyAddress;
        }

        long end = Math.Min(_passEnd, log.BeginAddress + PartBytes);
        log.Compact<SpanByte, LinkValue, Empty, LinkFunctions>(functions, end, CompactionType.Lookup);
        if (log.BeginAddress >= _passEnd)
        {
            _passEnd = 0;
            CountAsLive();
        }
    }

    /// <summary>Takes everything in the log for links in force.</summary>
    public void CountAsLive() => Volatile.Write(ref _liveBytes, log.TailAddress - log.BeginAddress);
}
