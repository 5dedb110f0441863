using System.Diagnostics.CodeAnalysis;

namespace OneLink.Edge.Spool;

/// <summary>
/// The disk under the spool: makes and deletes segments within the budget of each stream and above the reserve of the
/// file system. A refusal holds until the next <see cref="Refresh"/>, so that a full disk costs a flag and no system
/// calls per click.
/// </summary>
internal sealed partial class SpoolDisk(SpoolOptions options, ILogger<SpoolDisk> logger)
{
    private readonly long[] _usedBytes = new long[2];
    private readonly bool[] _refused = new bool[2];
    private SpoolOptions _options = options;

    /// <summary>Keeps to these budgets and this reserve from here on; the other settings stay.</summary>
    public void Use(SpoolOptions changed) => Volatile.Write(ref _options, _options with
    {
        PeopleBudgetBytes = changed.PeopleBudgetBytes,
        OthersBudgetBytes = changed.OthersBudgetBytes,
        ReserveBytes = changed.ReserveBytes,
    });

    public long UsedBytes(SpoolStream stream) => Volatile.Read(ref _usedBytes[(int)stream]);

    /// <summary>Whether the last attempt to make a segment was refused.</summary>
    public bool IsRefused(SpoolStream stream) => Volatile.Read(ref _refused[(int)stream]);

    /// <summary>Counts a segment of an earlier process.</summary>
    public void Adopt(SpoolSegment segment) => Interlocked.Add(ref _usedBytes[(int)segment.Stream], segment.Length);

    public bool TryCreate(SpoolStream stream, int lane, ulong number, [NotNullWhen(true)] out SpoolSegment? segment)
    {
        segment = null;
        if (IsRefused(stream))
        {
            return false;
        }

        string? reason = ReasonToRefuse(stream);
        if (reason is null)
        {
            try
            {
                segment = SpoolSegment.Create(_options.Folder, _options.SegmentBytes, stream, lane, number);
                Adopt(segment);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                reason = e.Message;
            }
        }

        Volatile.Write(ref _refused[(int)stream], true);
        LogRefused(stream, reason);
        return false;
    }

    public void Delete(SpoolSegment segment)
    {
        segment.Dispose();
        File.Delete(segment.Path);
        Interlocked.Add(ref _usedBytes[(int)segment.Stream], -segment.Length);
    }

    /// <summary>Lets refused streams try again where space has returned. Called about once a second.</summary>
    public void Refresh()
    {
        foreach (SpoolStream stream in (ReadOnlySpan<SpoolStream>)[SpoolStream.People, SpoolStream.Others])
        {
            if (IsRefused(stream) && ReasonToRefuse(stream) is null)
            {
                Volatile.Write(ref _refused[(int)stream], false);
                LogResumed(stream);
            }
        }
    }

    private string? ReasonToRefuse(SpoolStream stream)
    {
        if (UsedBytes(stream) + _options.SegmentBytes > _options.BudgetOf(stream))
        {
            return $"its budget of {_options.BudgetOf(stream)} bytes is used";
        }

        long free = new DriveInfo(_options.Folder).AvailableFreeSpace;
        return free - _options.SegmentBytes < _options.ReserveBytes
            ? $"{free} bytes are free and {_options.ReserveBytes} are kept in reserve"
            : null;
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Spool of {Stream} takes no more clicks: {Reason}")]
    private partial void LogRefused(SpoolStream stream, string reason);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Information, Message = "Spool of {Stream} takes clicks again")]
    private partial void LogResumed(SpoolStream stream);
}
