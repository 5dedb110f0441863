using FASTER.core;
using OneLink.Edge.Routing;

namespace OneLink.Edge.Store;

/// <summary>
/// The links of this edge: compiled links by key in a FASTER hybrid log, in memory as far as the budget reaches, on
/// local disk beyond, checkpointed so that a restart serves without asking anybody. The only code that knows FASTER.
/// One thread writes; readers (<see cref="OpenReader"/>) are many.
/// </summary>
internal sealed class LinkStore : IDisposable
{
    /// <summary>Log growth after which a checkpoint also saves the hash index; below it, recovery replays the log from the last one.</summary>
    private const long IndexCheckpointBytes = 64L * 1024 * 1024;

    private readonly FasterKVSettings<SpanByte, SpanByte> _settings;
    private readonly IDevice _device;
    private readonly FasterKV<SpanByte, SpanByte> _store;
    private readonly ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> _writer;
    private readonly LinkValue _scratch = new();
    private long _indexedTail;
    private bool _hasIndexCheckpoint;

    /// <summary>Opens the store and recovers the newest checkpoint, if any.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public LinkStore(LinkStoreOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        string log = Path.Combine(options.Folder, "links.log");
        _device = FASTER.core.Devices.CreateLogDevice(log);
        _settings = new FasterKVSettings<SpanByte, SpanByte>
        {
            LogDevice = _device,
            IndexSize = options.IndexBytes,
            PageSize = options.PageBytes,
            MemorySize = options.LogBytes,
            SegmentSize = 1L << 30,
            // Nothing is updated in place, so the mutable part only delays flushing.
            MutableFraction = 0.1,
            CheckpointDir = Path.Combine(options.Folder, "checkpoints"),
            RemoveOutdatedCheckpoints = true,
            EqualityComparer = new LinkKeyComparer(),
            ConcurrencyControlMode = ConcurrencyControlMode.None,
            TryRecoverLatest = true,
        };
        _store = new FasterKV<SpanByte, SpanByte>(_settings);
        Cursor = StoreCursor.FromCookie(_store.RecoveredCommitCookie);
        _hasIndexCheckpoint = Cursor.Sequence > 0;
        _indexedTail = _store.Log.TailAddress;
        _writer = NewSession(new DiskReads());
    }

    /// <summary>How far the recovered checkpoint follows the feed.</summary>
    public StoreCursor Cursor { get; }

    /// <summary>Bytes of the log on disk and in memory.</summary>
    public long LogBytes => _store.Log.TailAddress - _store.Log.BeginAddress;

    /// <summary>Links, an estimate while writing: entries of the hash index.</summary>
    public long Entries => _store.EntryCount;

    public LinkReader OpenReader()
    {
        var disk = new DiskReads();
        return new LinkReader(NewSession(disk), disk);
    }

    public unsafe void Upsert(ReadOnlySpan<byte> key, ReadOnlySpan<byte> compiledLink)
    {
        fixed (byte* k = key)
        fixed (byte* v = compiledLink)
        {
            var keyBytes = SpanByte.FromPointer(k, key.Length);
            var valueBytes = SpanByte.FromPointer(v, compiledLink.Length);
            if (_writer.Upsert(ref keyBytes, ref valueBytes).IsPending)
            {
                _writer.CompletePending(wait: true);
            }
        }
    }

    public unsafe void Delete(ReadOnlySpan<byte> key)
    {
        fixed (byte* k = key)
        {
            var keyBytes = SpanByte.FromPointer(k, key.Length);
            if (_writer.Delete(ref keyBytes).IsPending)
            {
                _writer.CompletePending(wait: true);
            }
        }
    }

    /// <summary>Deletes the links that a new snapshot did not mention: those without its generation. Readers go on meanwhile.</summary>
    /// <returns>Links deleted.</returns>
    public long DeleteOtherGenerations(byte generation)
    {
        long deleted = 0;
        using LinkReader reader = OpenReader();
        using IFasterScanIterator<SpanByte, SpanByte> log = _store.Log.Scan(_store.Log.BeginAddress, _store.Log.TailAddress);
        while (log.GetNext(out RecordInfo info))
        {
            if (info.Tombstone || CompiledLink.GenerationOf(log.GetValue().AsReadOnlySpan()) == generation)
            {
                continue;
            }

            // The log holds superseded records too; what counts is the newest one of the key.
            ReadOnlySpan<byte> key = log.GetKey().AsReadOnlySpan();
            if (reader.Read(key, _scratch) == ReadOutcome.Found && CompiledLink.GenerationOf(_scratch.Span) != generation)
            {
                Delete(key);
                deleted++;
            }
        }

        return deleted;
    }

    /// <summary>
    /// Saves everything up to now under <paramref name="cursor"/>. The writer may go on meanwhile: changes made after the
    /// call may or may not be in, and are replayed from the cursor, which changes nothing a second time.
    /// </summary>
    /// <exception cref="IOException">The disk refused; the checkpoint before stays.</exception>
    public async Task CheckpointAsync(StoreCursor cursor, CancellationToken cancellationToken)
    {
        _store.CommitCookie = cursor.ToCookie();
        long tail = _store.Log.TailAddress;
        try
        {
            if (!_hasIndexCheckpoint || tail - _indexedTail > IndexCheckpointBytes)
            {
                await _store.TakeFullCheckpointAsync(CheckpointType.FoldOver, cancellationToken);
                _indexedTail = tail;
                _hasIndexCheckpoint = true;
            }
            else
            {
                await _store.TakeHybridLogCheckpointAsync(CheckpointType.FoldOver, cancellationToken: cancellationToken);
            }
        }
        catch (FasterException e)
        {
            throw new IOException("The checkpoint of the link store failed: " + e.Message, e);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _store.Dispose();
        _settings.Dispose();
        _device.Dispose();
    }

    private ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> NewSession(DiskReads disk)
        => _store.For(new LinkFunctions(disk)).NewSession<LinkFunctions>();
}
