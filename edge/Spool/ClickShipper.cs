using System.Security.Cryptography;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Shared.Scheduling;

namespace OneLink.Edge.Spool;

/// <summary>
/// Brings clicks from the spool to ClickHouse, each exactly once:
/// <list type="number">
/// <item>read up to a batch of frames from all chains, people first;</item>
/// <item>write down the ranges and the batch number, synced (<see cref="ShippingState"/>);</item>
/// <item>insert under the token <c>{source}:{batch number}</c>, again and again until ClickHouse has it;</item>
/// <item>trim the segments that lie before the ranges.</item>
/// </list>
/// A process that dies between 2 and 4 starts again at 3 with the same ranges and the same token, and ClickHouse drops
/// what it has already. A batch that ClickHouse refuses for what it is, and not for the moment, is set aside with the
/// reason (<see cref="AsideFolder"/>) and the next one goes out. One thread of low priority does all of it.
/// <para>
/// Where there are several hosts that share no tokens (<see cref="ClickHouseClient.BindsInserts"/>), a batch belongs to the
/// host that was written down with it: one that this host may have is sent to no other. While it is away, the batch is held
/// on disk for it (<see cref="HeldBatches"/>), and the next ones go to a host that answers.
/// </para>
/// </summary>
internal sealed partial class ClickShipper : IDisposable
{
    private readonly ClickSpool _spool;
    private readonly ShippingOptions _options;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly ILogger<ClickShipper> _logger;
    private readonly ClickBatchSink _next;
    private readonly AsideFolder _aside;
    private readonly HeldBatches _held;
    private readonly Dictionary<(SpoolStream Stream, int Lane), SpoolReader> _readers = [];
    private readonly CancellationTokenSource _abort = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private ClickBatchInserter _inserter;
    private ShippingState? _state;
    private volatile bool _leavesRest;
    private long _shipped;
    private long _batches;
    private long _failures;
    private long _unknownRecords;
    private long _oldestUnixTimeMs = long.MaxValue;
    private string? _lastError;

    /// <param name="spool">Where clicks come from.</param>
    /// <param name="inserter">Where they go.</param>
    /// <param name="options">Batch size and waits.</param>
    /// <param name="folder">Folder of the shipping state.</param>
    /// <param name="aside">Where refused batches go.</param>
    /// <param name="clock">Time for waits.</param>
    /// <param name="logger">Failures and recoveries.</param>
    public ClickShipper(ClickSpool spool, ClickBatchInserter inserter, ShippingOptions options, string folder, AsideFolder aside, TimeProvider clock, ILogger<ClickShipper> logger)
    {
        _spool = spool;
        _inserter = inserter;
        _options = options;
        _clock = clock;
        _logger = logger;
        _aside = aside;
        _held = new HeldBatches(aside, options.HeldInterval, clock, logger, _abort.Token);
        _next = new ClickBatchSink(options.MaxRows, clock);
        _folder = folder;
        _thread = new Thread(Run) { IsBackground = true, Name = "click shipper" };
    }

    /// <summary>Clicks stored in ClickHouse since the start of the process.</summary>
    public long Shipped => Volatile.Read(ref _shipped) + _held.Rows;

    public long Batches => Volatile.Read(ref _batches) + _held.Batches;

    /// <summary>Inserts that failed and were tried again.</summary>
    public long Failures => Volatile.Read(ref _failures) + _held.Failures;

    /// <summary>Why the last insert failed; null when it went well.</summary>
    public string? LastError => Volatile.Read(ref _lastError);

    /// <summary>Bytes in the spool that are not known to be stored. Approximate while shipping.</summary>
    public long BacklogBytes(SpoolStream stream)
    {
        lock (_readers)
        {
            return _spool.Chains
                .Where(c => c.Stream == stream)
                .Sum(c => c.BytesAfter(_readers.TryGetValue((c.Stream, c.Lane), out SpoolReader? reader) ? reader.Position : default));
        }
    }

    public long DamagedPlaces => SumOverReaders(static r => r.DamagedPlaces);

    /// <summary>Records of a version that this build does not know; they are set aside.</summary>
    public long UnknownRecords => Volatile.Read(ref _unknownRecords);

    public AsideFolder Aside => _aside;

    /// <summary>Times that another host answered than before.</summary>
    public long HostChanges => ClickHouse.HostChanges;

    /// <summary>
    /// When the oldest click of the batch in flight was recorded, Unix milliseconds; null while nothing waits. What is
    /// shipped in order makes this the oldest click of all, but for those that the other stream or another lane holds.
    /// </summary>
    public long? OldestUnixTimeMs => Volatile.Read(ref _oldestUnixTimeMs) is var oldest && oldest == long.MaxValue ? null : oldest;

    private ClickHouseClient ClickHouse => Volatile.Read(ref _inserter).ClickHouse;

    /// <summary>Begins where the last process that shipped from the folder left off. Only one may at a time.</summary>
    /// <exception cref="IOException">The shipping state cannot be read or made.</exception>
    public void Start()
    {
        _state = new ShippingState(Path.Combine(_folder, ShippingState.FileName));
        foreach (ShippingRange range in _state.Ranges)
        {
            SpoolChain chain = _spool.Chain(range.Stream, range.Lane);
            chain.StartAfter(range.To.Segment);
            lock (_readers)
            {
                _readers[(range.Stream, range.Lane)] = new SpoolReader(chain, range.From);
            }
        }

        _thread.Start();
    }

    /// <summary>Sends the next batches there. From any thread.</summary>
    public void Use(ClickBatchInserter inserter) => Volatile.Write(ref _inserter, inserter);

    /// <summary>Ends with the batch in flight: another process waits to ship the rest.</summary>
    public void LeaveRest()
    {
        _leavesRest = true;
        _stop.Set();
        _abort.CancelAfter(_options.HandoverTimeout);
    }

    /// <summary>Ships what is left within <see cref="ShippingOptions.DrainTimeout"/> and stops. Call it after the last click was recorded.</summary>
    public void Dispose()
    {
        _stop.Set();
        if (!_leavesRest)
        {
            _abort.CancelAfter(_options.DrainTimeout);
        }

        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _state?.Dispose();
        _abort.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        BackgroundThread.Enter(_options.Niceness);
        ShippingState state = _state!;
        try
        {
            Resend(state);
            while (!_abort.IsCancellationRequested && !_leavesRest)
            {
                bool isLast = _stop.IsSet;
                long started = _clock.GetTimestamp();
                _held.Send(Volatile.Read(ref _inserter));
                int rows = ShipNext(state);
                if (rows >= _options.MaxRows)
                {
                    continue;
                }

                if (isLast && rows == 0)
                {
                    return;
                }

                TimeSpan rest = _options.MaxDelay - _clock.GetElapsedTime(started);
                if (!isLast && rest > TimeSpan.Zero)
                {
                    _stop.Wait(rest);
                }
            }
        }
        catch (OperationCanceledException)
        {
            long left = BacklogBytes(SpoolStream.People) + BacklogBytes(SpoolStream.Others);
            LogLeftBehind(left);
        }
    }

    /// <summary>The batch that an earlier process had in flight, if any.</summary>
    private void Resend(ShippingState state)
    {
        if (state.Batch == 0)
        {
            return;
        }

        _next.MaxRecords = int.MaxValue;
        foreach (ShippingRange range in state.Ranges)
        {
            _readers[(range.Stream, range.Lane)].Read(_next, range.To);
            _readers[(range.Stream, range.Lane)].Position = range.To;
        }

        _next.MaxRecords = _options.MaxRows;
        Patiently(() => SetUnknownAside(state, state.Batch));

        // An edge that knew of no hosts had one address, most likely what is the first now.
        ClickHouseHost? host = state.Host == 0 ? ClickHouse.Hosts[0] : ClickHouse.HostOf(state.Host);
        if (Insert(state, state.Batch, host, mayBeThere: host is not null))
        {
            // The process may have ended between setting the batch aside and the next one.
            _aside.Remove(AsideBatch.NameOf(state.Batch, isUnknown: false));
        }
    }

    private int ShipNext(ShippingState state)
    {
        var ranges = new List<ShippingRange>();
        foreach (SpoolChain chain in _spool.Chains)
        {
            SpoolReader reader = ReaderOf(chain);
            SpoolPosition from = reader.Position;
            reader.Read(_next);
            ranges.Add(new ShippingRange(chain.Stream, chain.Lane, from, reader.Position));
        }

        int records = _next.Records;
        if (records > 0)
        {
            Patiently(() => SetUnknownAside(state, state.Batch + 1));
            ClickHouseHost host = ClickHouse.Host;
            Patiently(() => state.Begin(state.Batch + 1, ranges, host.Mark));
            foreach (ShippingRange range in ranges)
            {
                _spool.Chain(range.Stream, range.Lane).Trim(range.From);
            }

            Insert(state, state.Batch, host, mayBeThere: false);
        }

        return records;
    }

    /// <param name="state">Where it is written down.</param>
    /// <param name="number">Of the batch.</param>
    /// <param name="host">That was written down with it; null where it is no longer among the addresses.</param>
    /// <param name="mayBeThere">Whether that host may have it.</param>
    /// <returns>Whether ClickHouse has the batch; else it was set aside.</returns>
    private bool Insert(ShippingState state, ulong number, ClickHouseHost? host, bool mayBeThere)
    {
        bool isStored = true;
        TimeSpan backoff = _options.MinBackoff;
        string token = $"{state.Source:N}:{number}";
        int refusals = 0;
        ClickBatch batch = _next.Batch;
        long started = _clock.GetTimestamp();
        Volatile.Write(ref _oldestUnixTimeMs, batch.OldestUnixTimeMs);
        while (batch.Rows > 0)
        {
            // Anew each time: the settings may name others by now, and one that they no longer name is given up.
            ClickBatchInserter inserter = Volatile.Read(ref _inserter);
            ClickHouseClient clickHouse = inserter.ClickHouse;
            host = host is null ? null : clickHouse.HostOf(host.Mark);
            mayBeThere &= host is not null;
            if (clickHouse.BindsInserts && !mayBeThere && host != clickHouse.Host)
            {
                host = clickHouse.Host;
                Patiently(() => state.Begin(number, state.Ranges, host.Mark));
            }

            try
            {
                inserter.InsertAsync(batch, token, clickHouse.BindsInserts ? host : null, _abort.Token).GetAwaiter().GetResult();
                Interlocked.Add(ref _shipped, batch.Rows);
                Interlocked.Increment(ref _batches);
                if (Interlocked.Exchange(ref _lastError, null) is not null)
                {
                    LogRecovered(number, batch.Rows);
                }

                break;
            }
#pragma warning disable CA1031 // Whatever goes wrong on the way to ClickHouse, taps are answered and the batch is tried again.
            catch (Exception e) when (!_abort.IsCancellationRequested || e is ClickHouseException)
#pragma warning restore CA1031
            {
                Interlocked.Increment(ref _failures);
                if (Interlocked.Exchange(ref _lastError, e.Message) is null)
                {
                    LogInsertFailed(number, batch.Rows, e.Message);
                }

                mayBeThere |= e is not ClickHouseException { IsUnsent: true };
                if (e is ClickHouseException { Failure: ClickHouseFailure.Rejected } && ++refusals >= _options.RefusalsBeforeAside && TrySetAside(state, number, e.Message, AsideKind.Refused))
                {
                    Volatile.Write(ref _lastError, null);
                    isStored = false;
                    break;
                }

                if (mayBeThere
                    && host is not null
                    && e is ClickHouseException { IsTransient: true }
                    && _clock.GetElapsedTime(started) >= _options.HoldAfter
                    && AnotherAnswers(host)
                    && TrySetAside(state, number, $"{host} may have it and is away: {e.Message}", AsideKind.Held))
                {
                    Volatile.Write(ref _lastError, null);
                    isStored = false;
                    break;
                }

                _abort.Token.ThrowIfCancellationRequested();
                double jitter = 0.5 + (RandomNumberGenerator.GetInt32(1001) / 1000.0);
                _abort.Token.WaitHandle.WaitOne(backoff * jitter);
                backoff = backoff * 2 < _options.MaxBackoff ? backoff * 2 : _options.MaxBackoff;
            }
        }

        Volatile.Write(ref _oldestUnixTimeMs, long.MaxValue);
        _next.Clear();
        return isStored;
    }

    /// <summary>Whether a host that shares no tokens with this one takes batches meanwhile.</summary>
    private bool AnotherAnswers(ClickHouseHost host)
        => ClickHouse.BindsInserts && ClickHouse.Hosts.Any(other => other.Mark != host.Mark && ClickHouse.AnswersAsync(other, _abort.Token).GetAwaiter().GetResult());

    /// <summary>Nothing is sent that is not written down first; a full disk is waited for, as it does not stay full.</summary>
    private void Patiently(Action write)
    {
        while (true)
        {
            try
            {
                write();
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (Interlocked.Exchange(ref _lastError, e.Message) is null)
                {
                    LogStateFailed(e);
                }

                _abort.Token.ThrowIfCancellationRequested();
                _abort.Token.WaitHandle.WaitOne(_options.MaxBackoff);
            }
        }
    }

    /// <summary>Puts the frames of the batch in flight out of the way.</summary>
    /// <returns>False where there is no room for them: then the batch is tried on.</returns>
    private bool TrySetAside(ShippingState state, ulong number, string reason, AsideKind kind)
    {
        var frames = new FrameBuffer();
        foreach (ShippingRange range in state.Ranges)
        {
            var reader = new SpoolReader(_spool.Chain(range.Stream, range.Lane), range.From);
            reader.Read(new KnownFrames(frames), range.To);
        }

        try
        {
            _aside.Write(NewAside(state, _clock.GetUtcNow(), number, reason, frames, kind));
            if (kind == AsideKind.Held)
            {
                LogHeld(number, frames.Count, reason);
                _held.Rest();
            }
            else
            {
                LogSetAside(number, frames.Count, reason);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotSetAside(number, e.Message);
            return false;
        }
    }

    /// <summary>Before the position behind them is written down, so that a crash in between cannot lose them.</summary>
    /// <exception cref="IOException">There is no room; nothing is shipped before there is.</exception>
    private void SetUnknownAside(ShippingState state, ulong number)
    {
        FrameBuffer unknown = _next.Unknown;
        if (unknown.Count > 0)
        {
            _aside.Write(NewAside(state, _clock.GetUtcNow(), number, "records of a version that this edge does not know; send them again with the edge that wrote them, or a newer one", unknown, AsideKind.Unknown));
            Interlocked.Add(ref _unknownRecords, unknown.Count);
            LogUnknown(unknown.Count);
        }
    }

    private static AsideBatch NewAside(ShippingState state, DateTimeOffset now, ulong number, string reason, FrameBuffer frames, AsideKind kind) => new()
    {
        Source = state.Source,
        Number = number,
        Kind = kind,
        Host = kind == AsideKind.Unknown ? 0 : state.Host,
        SetAsideAt = now,
        Reason = reason,
        Records = frames.Count,
        Frames = frames.Written.ToArray(),
    };

    private SpoolReader ReaderOf(SpoolChain chain)
    {
        lock (_readers)
        {
            if (!_readers.TryGetValue((chain.Stream, chain.Lane), out SpoolReader? reader))
            {
                reader = new SpoolReader(chain, default);
                _readers.Add((chain.Stream, chain.Lane), reader);
            }

            return reader;
        }
    }

    private long SumOverReaders(Func<SpoolReader, long> value)
    {
        lock (_readers)
        {
            return _readers.Values.Sum(value);
        }
    }

    [LoggerMessage(EventId = 5010, Level = LogLevel.Warning, Message = "Batch {Number} of {Rows} clicks is not stored yet and is tried again: {Reason}")]
    private partial void LogInsertFailed(ulong number, int rows, string reason);

    [LoggerMessage(EventId = 5011, Level = LogLevel.Information, Message = "Batch {Number} of {Rows} clicks is stored; shipping goes on")]
    private partial void LogRecovered(ulong number, int rows);

    [LoggerMessage(EventId = 5012, Level = LogLevel.Information, Message = "About {Bytes} bytes of clicks stay in the spool for the next start")]
    private partial void LogLeftBehind(long bytes);

    [LoggerMessage(EventId = 5014, Level = LogLevel.Error, Message = "Batch {Number} of {Rows} clicks is refused by ClickHouse and was set aside; mend the cause and run 'onelink-edge spool redrive'. The reason: {Reason}")]
    private partial void LogSetAside(ulong number, int rows, string reason);

    [LoggerMessage(EventId = 5017, Level = LogLevel.Warning, Message = "Batch {Number} of {Rows} clicks is held for its host, and the next ones go to another: {Reason}")]
    private partial void LogHeld(ulong number, int rows, string reason);

    [LoggerMessage(EventId = 5015, Level = LogLevel.Error, Message = "Batch {Number} is refused and cannot be set aside, so it is tried on: {Reason}")]
    private partial void LogNotSetAside(ulong number, string reason);

    [LoggerMessage(EventId = 5016, Level = LogLevel.Error, Message = "{Count} click records are of a version that this edge does not know and were set aside")]
    private partial void LogUnknown(int count);

    [LoggerMessage(EventId = 5013, Level = LogLevel.Error, Message = "The shipping state cannot be written; clicks stay in the spool and it is tried again")]
    private partial void LogStateFailed(Exception e);
}
