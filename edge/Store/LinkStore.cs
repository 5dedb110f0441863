using System.Runtime.CompilerServices;
using FASTER.core;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Store.Log;
using OneLink.Shared.Routing;
using OneLink.Shared.Scheduling;

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

    /// <summary>Compaction has time; redirects have not.</summary>
    private const int CompactionNiceness = 10;

    private readonly FasterKVSettings<SpanByte, SpanByte> _settings;
    private readonly LinkLogDevice _device;
    private readonly FasterKV<SpanByte, SpanByte> _store;
    private readonly ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> _writer;
    private readonly LogCompaction _compaction;
    private readonly LinkValue _scratch = new();

    /// <summary>Held by what walks through the log: a link that is moved meanwhile would be passed over.</summary>
    private readonly Lock _walking = new();

    private long _indexedTail;
    private bool _hasIndexCheckpoint;

    /// <summary>Opens the store and recovers the newest checkpoint, if any.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public LinkStore(LinkStoreOptions options, ILogger<LinkStore>? logger = null)
    {
        Directory.CreateDirectory(options.Folder);
        _device = new LinkLogDevice(Path.Combine(options.Folder, "links.log"), logger ?? NullLogger<LinkStore>.Instance);
        _settings = new FasterKVSettings<SpanByte, SpanByte>
        {
            LogDevice = _device,
            IndexSize = options.IndexBytes,
            PageSize = options.PageBytes,
            MemorySize = options.LogBytes,
            SegmentSize = options.SegmentBytes,
            // Nothing is updated in place, so the mutable part only delays flushing.
            MutableFraction = 0.1,
            CheckpointDir = Path.Combine(options.Folder, "checkpoints"),
            RemoveOutdatedCheckpoints = true,
            EqualityComparer = new LinkKeyComparer(),
            ConcurrencyControlMode = ConcurrencyControlMode.None,
            TryRecoverLatest = true,
        };
        _store = new FasterKV<SpanByte, SpanByte>(_settings);
        var cookie = CheckpointCookie.Read(_store.RecoveredCommitCookie);
        Cursor = cookie.Cursor;
        _compaction = new LogCompaction(_store.Log, options.CompactionSlackBytes, cookie.LiveBytes);
        _hasIndexCheckpoint = Cursor.Sequence > 0;
        _indexedTail = _store.Log.TailAddress;
        _writer = NewSession(new DiskReads());
    }

    /// <summary>How far the recovered checkpoint follows the feed.</summary>
    public StoreCursor Cursor { get; }

    /// <summary>Bytes of the log on disk and in memory.</summary>
    public long LogBytes => _store.Log.TailAddress - _store.Log.BeginAddress;

    /// <summary>Bytes of the log when nothing in it was superseded last: after the first snapshot, after compaction.</summary>
    public long LiveBytes => _compaction.LiveBytes;

    /// <summary>Transfers that the disk refused since the start, each try counted.</summary>
    public long DiskFailures => _device.WriteFailures + _device.ReadFailures;

    /// <summary>Links, an estimate while writing: entries of the hash index.</summary>
    public long Entries => _store.EntryCount;

    /// <summary>Where the log begins, which is moved by compaction, and the reads that the disk has refused.</summary>
    internal (long Begin, long ReadFailures) DiskState
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_store.Log.BeginAddress, _device.ReadFailures);
    }

    public LinkReader OpenReader()
    {
        var disk = new DiskReads();
        return new LinkReader(this, NewSession(disk), disk);
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
        using Lock.Scope walking = _walking.EnterScope();
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
    /// Adds every link to <paramref name="digest"/>, without the mark of its generation, which tells how it came and not what it
    /// is. Means something where nothing is written meanwhile.
    /// </summary>
    public void AddTo(SetDigest digest)
    {
        byte[] member = [];
        Walk(0, long.MaxValue, (key, value) =>
        {
            int length = key.Length + value.Length;
            if (member.Length < length)
            {
                member = new byte[2 * length];
            }

            key.CopyTo(member);
            value.CopyTo(member.AsSpan(key.Length));
            CompiledLink.ClearGeneration(member.AsSpan(key.Length, value.Length));
            digest.Add(member.AsSpan(0, length));
        });
    }

    /// <summary>
    /// Visits the links whose newest records lie from a place of the log on. What is changed or moved while somebody walks on, and
    /// on, until the end is reached, lies ahead of him: he sees every link, some twice.
    /// </summary>
    /// <param name="from">The place; 0 for the beginning.</param>
    /// <param name="most">Records to look at; the log stands still for compaction meanwhile.</param>
    /// <param name="visit">Gets each link.</param>
    /// <returns>Where to go on from, and whether that is the end.</returns>
    public unsafe (long Next, bool IsEnd) Walk(long from, long most, LinkVisitor visit)
    {
        using Lock.Scope walking = _walking.EnterScope();
        var places = new PlaceFunctions();
        using ClientSession<SpanByte, SpanByte, SpanByte, long, Empty, PlaceFunctions> session = _store.For(places).NewSession<PlaceFunctions>();
        long tail = _store.Log.TailAddress;
        using IFasterScanIterator<SpanByte, SpanByte> log = _store.Log.Scan(Math.Max(from, _store.Log.BeginAddress), tail);
        while (log.GetNext(out RecordInfo info))
        {
            ReadOnlySpan<byte> key = log.GetKey().AsReadOnlySpan();
            places.Forget();
            if (!info.Tombstone)
            {
                fixed (byte* pointer = key)
                {
                    var spanByte = SpanByte.FromPointer(pointer, key.Length);
                    SpanByte input = default;
                    long place = 0;
                    if (session.Read(ref spanByte, ref input, ref place).IsPending)
                    {
                        session.CompletePending(wait: true);
                    }
                }
            }

            // A superseded record may hold the same bytes as the newest one: only its place tells.
            if (places.Address == log.CurrentAddress)
            {
                visit(key, log.GetValue().AsReadOnlySpan());
            }

            if (--most == 0)
            {
                return (log.NextAddress, log.NextAddress >= tail);
            }
        }

        return (tail, IsEnd: true);
    }

    /// <summary>Says that nothing in the log is superseded: a snapshot was loaded into an empty store.</summary>
    public void CountAsLive() => _compaction.CountAsLive();

    /// <summary>
    /// Saves everything up to now under <paramref name="cursor"/>. The writer may go on meanwhile: changes made after the
    /// call may or may not be in, and are replayed from the cursor, which changes nothing a second time. Where the log holds
    /// much that is superseded, a part of it is compacted before.
    /// </summary>
    /// <exception cref="IOException">The disk refused; the checkpoint before stays.</exception>
    public async Task CheckpointAsync(StoreCursor cursor, CancellationToken cancellationToken)
    {
        if (_compaction.IsDue)
        {
            await Task.Factory.StartNew(CompactSome, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        _store.CommitCookie = new CheckpointCookie(cursor, _compaction.LiveBytes).ToBytes();
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

        // Only now: a recovery from the checkpoint before would read from what was compacted since.
        _store.Log.Truncate();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _device.Finish();
        _store.Dispose();
        _settings.Dispose();
        _device.Dispose();
    }

    private ClientSession<SpanByte, SpanByte, SpanByte, LinkValue, Empty, LinkFunctions> NewSession(DiskReads disk)
        => _store.For(new LinkFunctions(this, disk)).NewSession<LinkFunctions>();

    private void CompactSome()
    {
        BackgroundThread.Enter(CompactionNiceness);
        using Lock.Scope walking = _walking.EnterScope();
        _compaction.CompactSome(new LinkFunctions(this, new DiskReads()));
    }
}
