using System.Collections.Concurrent;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Spool;

/// <summary>
/// The append-only log between redirects and ClickHouse. Writers record into chains of their own; a committer brings
/// what they wrote to the device every <see cref="SpoolOptions.CommitInterval"/>, or before each answer where that is 0
/// (<see cref="UntilCommittedAsync"/>); the shipper reads the chains in order.
/// Why our own log and why mapped memory: docs/decisions/0003-click-spool.md.
/// </summary>
internal sealed partial class ClickSpool : IDisposable
{
    private static readonly TimeSpan DiskCheckInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(SpoolStream Stream, int Lane), SpoolChain> _chains = [];
    private readonly ConcurrentBag<SpoolWriter> _writers = [];
    private readonly SpoolOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ClickSpool> _logger;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly GroupCommit _group = new();
    private readonly Thread _committer;
    private readonly NumbersInUse? _inUse;
    private long _commitFailures;

    /// <summary>Opens the spool and finds what an earlier process left in it; reads none of it yet.</summary>
    /// <param name="options">Sizes, budgets and commit interval.</param>
    /// <param name="clock">Time.</param>
    /// <param name="loggers">Failures.</param>
    /// <param name="hasPredecessor">Whether another process still writes to the folder and ships from it; then what is there is its own until <see cref="AdoptLeftBehind"/>.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public ClickSpool(SpoolOptions options, TimeProvider clock, ILoggerFactory loggers, bool hasPredecessor = false)
    {
        _options = options;
        _clock = clock;
        _logger = loggers.CreateLogger<ClickSpool>();
        Disk = new SpoolDisk(options, loggers.CreateLogger<SpoolDisk>());
        Directory.CreateDirectory(options.Folder);
        if (hasPredecessor)
        {
            _inUse = NumbersInUse.Read(options.Folder);
        }
        else
        {
            AdoptLeftBehind();
        }

        _committer = new Thread(CommitUntilStopped) { IsBackground = true, Name = "spool committer" };
        _committer.Start();
    }

    public SpoolDisk Disk { get; }

    /// <summary>
    /// Whether an answer waits until its click is on the device (commit interval 0). A lane that cannot wait hands such
    /// requests to one that can.
    /// </summary>
    public bool CommitsBeforeAnswer => _options.CommitInterval == TimeSpan.Zero;

    /// <summary>Commits that the device refused; the data stays in the page cache and is tried again.</summary>
    public long CommitFailures => Volatile.Read(ref _commitFailures);

    /// <summary>All chains, in the order in which they are shipped: people first.</summary>
    public IEnumerable<SpoolChain> Chains => _chains.Values.OrderBy(static c => c.Stream).ThenBy(static c => c.Lane);

    public IEnumerable<SpoolWriter> Writers => _writers;

    /// <summary>The writer of lane <paramref name="lane"/>. Ask once for each lane.</summary>
    public SpoolWriter OpenWriter(int lane)
    {
        var writer = new SpoolWriter(Chain(SpoolStream.People, lane), Chain(SpoolStream.Others, lane));
        _writers.Add(writer);
        return writer;
    }

    public SpoolChain Chain(SpoolStream stream, int lane)
        => _chains.GetOrAdd((stream, lane), static (key, spool) => spool.NewChain(key.Stream, key.Lane), this);

    public long Recorded(ClickKind kind) => _writers.Sum(w => w.Recorded(kind));

    public long Dropped(ClickKind kind) => _writers.Sum(w => w.Dropped(kind));

    /// <summary>
    /// Completes when everything that the caller has recorded is on the device; at once where answers do not wait for
    /// that. Await it after <see cref="SpoolWriter.Record"/> and before the answer is flushed. A device that refuses
    /// (<see cref="CommitFailures"/>) holds no answer up.
    /// </summary>
    public Task UntilCommittedAsync() => CommitsBeforeAnswer ? _group.JoinAsync() : Task.CompletedTask;

    /// <summary>Brings everything recorded so far to the device.</summary>
    public void Commit()
    {
        foreach (SpoolChain chain in _chains.Values)
        {
            try
            {
                chain.Commit();
            }
            catch (IOException e)
            {
                Interlocked.Increment(ref _commitFailures);
                LogCommitFailed(e);
            }
        }
    }

    /// <summary>Finds what an earlier process left. Nobody else may write to the folder any more.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public void AdoptLeftBehind()
    {
        foreach (string path in Directory.EnumerateFiles(_options.Folder, "*" + SpoolSegment.Extension))
        {
            if (SpoolSegment.Recover(path) is not { } segment)
            {
                LogForeignFile(path);
            }
            else if (Chain(segment.Stream, segment.Lane).TryAddRecovered(segment))
            {
                Disk.Adopt(segment);
            }
            else
            {
                segment.Dispose();
            }
        }
    }

    /// <summary>Stops the committer after a last commit. Writers must have stopped.</summary>
    public void Dispose()
    {
        _stop.Set();
        _committer.Join();
        _group.Run(Commit);
        _group.Dispose();
        foreach (SpoolChain chain in _chains.Values)
        {
            chain.Dispose();
        }

        _stop.Dispose();
    }

    private SpoolChain NewChain(SpoolStream stream, int lane)
    {
        var chain = new SpoolChain(stream, lane, Disk);
        if (_inUse is not null)
        {
            chain.StartAfter(_inUse.LastOf(stream, lane) + NumbersInUse.LeftToPredecessor);
        }

        return chain;
    }

    private void CommitUntilStopped()
    {
        long lastDiskCheck = _clock.GetTimestamp();
        WaitHandle[] events = [_stop, _group.Joined];
        TimeSpan pause = CommitsBeforeAnswer ? DiskCheckInterval : _options.CommitInterval;
        while (WaitHandle.WaitAny(events, pause) != 0)
        {
            _group.Run(Commit);
            if (_clock.GetElapsedTime(lastDiskCheck) >= DiskCheckInterval)
            {
                Disk.Refresh();
                lastDiskCheck = _clock.GetTimestamp();
            }
        }
    }

    [LoggerMessage(EventId = 5003, Level = LogLevel.Error, Message = "Clicks could not be brought to the device; trying again")]
    private partial void LogCommitFailed(Exception e);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "{Path} is no spool segment of a known version; left alone")]
    private partial void LogForeignFile(string path);
}
