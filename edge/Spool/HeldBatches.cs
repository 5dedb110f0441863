using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;

namespace OneLink.Edge.Spool;

/// <summary>
/// Batches that only one ClickHouse host can take, as it may have them already, while that host is away: they wait on disk
/// (<see cref="AsideKind.Held"/>) and go to it, under their token, when it answers again. On the thread of the shipper.
/// </summary>
/// <param name="aside">Where they wait.</param>
/// <param name="interval">Between two looks at whether their hosts answer.</param>
/// <param name="clock">Time for that.</param>
/// <param name="logger">What became of them.</param>
/// <param name="abort">Ends an insert that is under way.</param>
internal sealed partial class HeldBatches(AsideFolder aside, TimeSpan interval, TimeProvider clock, ILogger logger, CancellationToken abort)
{
    private readonly ILogger _logger = logger;
    private long? _lookedAt;
    private long _rows;
    private long _batches;
    private long _failures;

    /// <summary>Clicks stored, since the start of the process.</summary>
    public long Rows => Volatile.Read(ref _rows);

    public long Batches => Volatile.Read(ref _batches);

    /// <summary>Inserts that failed and are tried again.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>A batch has just been held: its host does not answer, and is not asked at once.</summary>
    public void Rest() => _lookedAt = clock.GetTimestamp();

    /// <summary>Sends those whose hosts answer again, each to its own, and only there.</summary>
    public void Send(ClickBatchInserter inserter)
    {
        if (aside.Held == 0 || (_lookedAt is { } last && clock.GetElapsedTime(last) < interval))
        {
            return;
        }

        var away = new HashSet<uint>();
        foreach (string path in aside.HeldFiles())
        {
            if (AsideFolder.Read(path) is { } held && !away.Contains(held.Host) && !TrySend(held, inserter))
            {
                away.Add(held.Host);
            }
        }

        Rest();
    }

    /// <returns>False where the host does not take it now, and is not worth asking for the next one.</returns>
    private bool TrySend(AsideBatch held, ClickBatchInserter inserter)
    {
        ClickHouseClient clickHouse = inserter.ClickHouse;
        var sink = new ClickBatchSink(int.MaxValue, clock);
        SpoolFrame.ReadAll(held.Frames.Span, sink);
        try
        {
            ClickHouseHost? host = clickHouse.HostOf(held.Host);
            if (host is null)
            {
                // Taken off the list of addresses, and so given up: what it had of the batch is lost with it.
                host = clickHouse.Host;
                LogGivenUp(held.Number, held.Records, host);
                held = held with { Host = host.Mark };
                aside.Write(held);
            }

            if (!clickHouse.AnswersAsync(host, abort).GetAwaiter().GetResult())
            {
                return false;
            }

            if (Refusal(inserter, sink.Batch, held.Token, host) is { } reason)
            {
                // Where there is no room to write that down, it is asked again.
                aside.Write(held with { Kind = AsideKind.Refused, Reason = reason });
                LogRefused(held.Number, held.Records, reason);
                return true;
            }

            Interlocked.Add(ref _rows, sink.Batch.Rows);
            Interlocked.Increment(ref _batches);
            aside.Remove(held.FileName);
            LogStored(held.Number, sink.Batch.Rows, host);
            return true;
        }
        catch (Exception e) when (e is ClickHouseException or IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref _failures);
            return false;
        }
    }

    /// <returns>Why ClickHouse does not take the batch for what it is; null where it has it.</returns>
    /// <exception cref="ClickHouseException">It is not known whether it has it.</exception>
    private string? Refusal(ClickBatchInserter inserter, ClickBatch batch, string token, ClickHouseHost host)
    {
        try
        {
            inserter.InsertAsync(batch, token, host, abort).GetAwaiter().GetResult();
            return null;
        }
        catch (ClickHouseException e) when (e.Failure == ClickHouseFailure.Rejected)
        {
            return e.Message;
        }
    }

    [LoggerMessage(EventId = 5018, Level = LogLevel.Information, Message = "Batch {Number} of {Rows} clicks, which was held, is stored at {Host}")]
    private partial void LogStored(ulong number, int rows, ClickHouseHost host);

    [LoggerMessage(EventId = 5019, Level = LogLevel.Warning, Message = "The host for which batch {Number} of {Rows} clicks was held is no longer in ONELINK_CLICKHOUSE; it is sent to {Host}")]
    private partial void LogGivenUp(ulong number, int rows, ClickHouseHost host);

    [LoggerMessage(EventId = 5022, Level = LogLevel.Error, Message = "Batch {Number} of {Rows} clicks, which was held, is refused by ClickHouse and stays set aside; mend the cause and run 'onelink-edge spool redrive'. The reason: {Reason}")]
    private partial void LogRefused(ulong number, int rows, string reason);
}
