using System.Security.Cryptography;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;

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
/// what it has already. One thread of low priority does all of it.
/// </summary>
internal sealed partial class ClickShipper : IDisposable
{
    private readonly ClickSpool _spool;
    private readonly ClickBatchInserter _inserter;
    private readonly ShippingOptions _options;
    private readonly ShippingState _state;
    private readonly TimeProvider _clock;
    private readonly ILogger<ClickShipper> _logger;
    private readonly ClickBatch _batch = new();
    private readonly Dictionary<(SpoolStream Stream, int Lane), SpoolReader> _readers = [];
    private readonly CancellationTokenSource _abort = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private long _shipped;
    private long _batches;
    private long _failures;
    private string? _lastError;

    /// <param name="spool">Where clicks come from.</param>
    /// <param name="inserter">Where they go.</param>
    /// <param name="options">Batch size and waits.</param>
    /// <param name="folder">Folder of the shipping state.</param>
    /// <param name="clock">Time for waits.</param>
    /// <param name="logger">Failures and recoveries.</param>
    public ClickShipper(ClickSpool spool, ClickBatchInserter inserter, ShippingOptions options, string folder, TimeProvider clock, ILogger<ClickShipper> logger)
    {
        _spool = spool;
        _inserter = inserter;
        _options = options;
        _clock = clock;
        _logger = logger;
        _state = new ShippingState(Path.Combine(folder, "shipping.state"));
        foreach (ShippingRange range in _state.Ranges)
        {
            SpoolChain chain = spool.Chain(range.Stream, range.Lane);
            chain.StartAfter(range.To.Segment);
            _readers[(range.Stream, range.Lane)] = new SpoolReader(chain, range.From);
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "click shipper" };
    }

    /// <summary>Clicks stored in ClickHouse since the start of the process.</summary>
    public long Shipped => Volatile.Read(ref _shipped);

    public long Batches => Volatile.Read(ref _batches);

    /// <summary>Inserts that failed and were tried again.</summary>
    public long Failures => Volatile.Read(ref _failures);

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

    public long UnknownRecords => SumOverReaders(static r => r.UnknownRecords);

    public void Start() => _thread.Start();

    /// <summary>Ships what is left within <see cref="ShippingOptions.DrainTimeout"/> and stops. Call it after the last click was recorded.</summary>
    public void Dispose()
    {
        _stop.Set();
        _abort.CancelAfter(_options.DrainTimeout);
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _state.Dispose();
        _abort.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        LowPriority.Enter(_options.Niceness);
        try
        {
            Resend();
            while (!_abort.IsCancellationRequested)
            {
                bool isLast = _stop.IsSet;
                long started = _clock.GetTimestamp();
                int rows = ShipNext();
                if (rows == _options.MaxRows)
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
        catch (IOException e)
        {
            // The shipping state cannot be written: sending without it could count clicks twice.
            Volatile.Write(ref _lastError, e.Message);
            LogStateFailed(e);
        }
    }

    /// <summary>The batch that an earlier process had in flight, if any.</summary>
    private void Resend()
    {
        if (_state.Batch == 0)
        {
            return;
        }

        foreach (ShippingRange range in _state.Ranges)
        {
            _readers[(range.Stream, range.Lane)].ReadInto(_batch, int.MaxValue, range.To);
            _readers[(range.Stream, range.Lane)].Position = range.To;
        }

        Insert(_state.Batch);
    }

    private int ShipNext()
    {
        var ranges = new List<ShippingRange>();
        foreach (SpoolChain chain in _spool.Chains)
        {
            SpoolReader reader = ReaderOf(chain);
            SpoolPosition from = reader.Position;
            reader.ReadInto(_batch, _options.MaxRows);
            ranges.Add(new ShippingRange(chain.Stream, chain.Lane, from, reader.Position));
        }

        int rows = _batch.Rows;
        if (rows > 0)
        {
            _state.Begin(_state.Batch + 1, ranges);
            foreach (ShippingRange range in ranges)
            {
                _spool.Chain(range.Stream, range.Lane).Trim(range.From);
            }

            Insert(_state.Batch);
        }

        return rows;
    }

    private void Insert(ulong number)
    {
        TimeSpan backoff = _options.MinBackoff;
        string token = $"{_state.Source:N}:{number}";
        while (_batch.Rows > 0)
        {
            try
            {
                _inserter.InsertAsync(_batch, token, _abort.Token).GetAwaiter().GetResult();
                Interlocked.Add(ref _shipped, _batch.Rows);
                Interlocked.Increment(ref _batches);
                if (Interlocked.Exchange(ref _lastError, null) is not null)
                {
                    LogRecovered(number, _batch.Rows);
                }

                break;
            }
            catch (ClickHouseException e)
            {
                Interlocked.Increment(ref _failures);
                if (Interlocked.Exchange(ref _lastError, e.Message) is null)
                {
                    LogInsertFailed(number, _batch.Rows, e.Message);
                }

                _abort.Token.ThrowIfCancellationRequested();
                double jitter = 0.5 + (RandomNumberGenerator.GetInt32(1001) / 1000.0);
                _abort.Token.WaitHandle.WaitOne(backoff * jitter);
                backoff = backoff * 2 < _options.MaxBackoff ? backoff * 2 : _options.MaxBackoff;
            }
        }

        _batch.Clear();
    }

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

    [LoggerMessage(EventId = 5013, Level = LogLevel.Error, Message = "The shipping state cannot be written; no click is sent before a restart, all stay in the spool")]
    private partial void LogStateFailed(Exception e);
}
