namespace OneLink.Analytics.Embedded.Health;

/// <summary>What /metrics tells of statements.</summary>
internal sealed class StatementCounters
{
    private long _succeeded;
    private long _failed;
    private long _ticks;
    private long _writtenRows;

    internal long Succeeded => Interlocked.Read(ref _succeeded);

    internal long Failed => Interlocked.Read(ref _failed);

    internal TimeSpan Elapsed => new(Interlocked.Read(ref _ticks));

    /// <summary>Rows that INSERTs wrote, those of dependent views among them.</summary>
    internal long WrittenRows => Interlocked.Read(ref _writtenRows);

    internal void Count(int code, TimeSpan elapsed)
    {
        Interlocked.Increment(ref code == 0 ? ref _succeeded : ref _failed);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
    }

    internal void CountWritten(ulong rows) => Interlocked.Add(ref _writtenRows, (long)rows);
}
