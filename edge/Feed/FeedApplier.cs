using System.Text;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.Handover;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Limits;
using OneLink.Edge.Relay;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Feed;

/// <summary>
/// Brings frames of the feed into the store, the tables of domains and inboxes, and the salts. Applying a frame twice changes nothing.
/// Frames come from one caller; checkpoints are taken beside them, on a timer.
/// </summary>
internal sealed partial class FeedApplier : IDisposable
{
    /// <summary>How often it is asked whether a checkpoint is due, as a part of the interval.</summary>
    private const int LooksPerInterval = 8;

    private readonly LinkStore _store;
    private readonly RelayStore? _relay;
    private readonly Succession? _succession;
    private readonly DomainTable _domains;
    private readonly InboxTable _inboxes;
    private readonly DailySalts _salts;
    private readonly StoreReadiness _readiness;
    private readonly UnreadableDocuments _unreadable;
    private readonly ClickLimits _limits;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _checkpointInterval;
    private readonly TimeSpan _lookInterval;
    private readonly Lock _applying = new();
    private readonly ITimer _checkpointTimer;
    private readonly ILogger<FeedApplier> _logger;
    private readonly LinkCompiler _compiler = new();
    private readonly byte[] _key = new byte[LinkKey.MaxBytes];
    private readonly HashSet<ulong> _snapshotDomains = [];
    private readonly HashSet<ulong> _snapshotInboxes = [];
    private StoreCursor _cursor;
    private SnapshotProgress? _snapshot;
    private ulong _snapshotLinks;
    private Task _checkpoint = Task.CompletedTask;
    private long _checkpointedAt;
    private bool _isDirty;
    private bool _isLoading;
    private bool _isSettled;
    private bool _relayLacksLinks;
    private long _applied;

    public FeedApplier(
        LinkStore store,
        DomainTable domains,
        InboxTable inboxes,
        DailySalts salts,
        StoreReadiness readiness,
        UnreadableDocuments unreadable,
        ClickLimits limits,
        TimeSpan checkpointInterval,
        TimeProvider clock,
        ILogger<FeedApplier> logger,
        RelayStore? relay = null,
        Succession? succession = null)
    {
        _succession = succession;
        _store = store;
        _relay = relay;
        _domains = domains;
        _inboxes = inboxes;
        _salts = salts;
        _readiness = readiness;
        _unreadable = unreadable;
        _limits = limits;
        _clock = clock;
        _checkpointInterval = checkpointInterval;
        _logger = logger;
        _checkpointedAt = clock.GetTimestamp();
        _cursor = store.Cursor;
        if (_cursor.Generation != 0)
        {
            readiness.Loaded(_cursor.Sequence);
            ResumeRelay();
        }

        _lookInterval = checkpointInterval / LooksPerInterval;
        _checkpointTimer = clock.CreateTimer(static state => ((FeedApplier)state!).CheckpointIfDue(), this, _lookInterval, _lookInterval);
    }

    /// <summary>
    /// Where to go on; null where only a snapshot will do: an empty store, one whose snapshot has not ended, or a binary that now
    /// reads what its predecessor could not. The same where others follow this edge and what is kept for them is no whole set.
    /// </summary>
    public ulong? ResumeAfter => _isLoading || _relayLacksLinks || _cursor.Generation == 0 || _unreadable.AnyReadable(FeedFormat.DocumentVersion) ? null : _cursor.Sequence;

    /// <summary>Fingerprint of the accounts whose links the store holds.</summary>
    public ulong Scope => _cursor.Scope;

    /// <summary>How far a snapshot has come that has not ended; null where none has begun, or its source cannot go on with one.</summary>
    public SnapshotProgress? Unfinished => _isLoading && _snapshot is { Place: > 0 } begun ? begun : null;

    /// <summary>Entries applied since the start of the process.</summary>
    public long Applied => Volatile.Read(ref _applied);

    /// <summary>Starts a snapshot: what it mentions gets the next generation. Requests go on being answered from what was there.</summary>
    public void BeginSnapshot()
    {
        using Lock.Scope applying = _applying.EnterScope();

        // 0 marks an empty store.
        byte generation = _cursor.Generation == byte.MaxValue ? (byte)1 : (byte)(_cursor.Generation + 1);
        _cursor = _cursor with { Generation = generation };
        _isLoading = true;
        _snapshot = null;
        _snapshotLinks = 0;
        _snapshotDomains.Clear();
        _snapshotInboxes.Clear();
        _unreadable.Clear();
        _relay?.BeginSnapshot();
    }

    /// <summary>Goes on with a snapshot that was cut off: what comes now is the rest of it.</summary>
    public void ResumeSnapshot()
    {
        using Lock.Scope applying = _applying.EnterScope();
        _snapshotLinks = 0;
    }

    /// <summary>Applies one frame of a snapshot.</summary>
    /// <returns>True after the last one.</returns>
    /// <exception cref="InvalidDataException">The snapshot is not whole.</exception>
    public bool ApplySnapshotFrame(FeedFrame frame)
    {
        using Lock.Scope applying = _applying.EnterScope();
        switch (frame.FrameCase)
        {
            case FeedFrame.FrameOneofCase.Entry:
                ApplyEntry(frame.Entry);
                _snapshotLinks += frame.Entry.Kind == EntryKind.Link ? 1u : 0u;
                MentionedOf(frame.Entry.Kind)?.Add(frame.Entry.Id);
                return false;
            case FeedFrame.FrameOneofCase.SnapshotStart:
                _snapshot = new SnapshotProgress(frame.SnapshotStart.Sequence, frame.SnapshotStart.Scope, frame.SnapshotStart.Origin, _snapshot?.Place ?? 0);
                return false;
            case FeedFrame.FrameOneofCase.SnapshotMark:
                _snapshot = _snapshot is { } begun ? begun with { Place = frame.SnapshotMark.Place } : null;
                return false;
            case FeedFrame.FrameOneofCase.SnapshotEnd:
                EndSnapshot(frame.SnapshotEnd);
                return true;
            default:
                ApplyControl(frame);
                return false;
        }
    }

    /// <summary>Applies one frame of the tail.</summary>
    public void ApplyTailFrame(FeedFrame frame)
    {
        using Lock.Scope applying = _applying.EnterScope();
        switch (frame.FrameCase)
        {
            case FeedFrame.FrameOneofCase.Entry when frame.Entry.Sequence > _cursor.Sequence:
                ApplyEntry(frame.Entry);
                _relay?.Add(frame.Entry);
                MoveTo(frame.Entry.Sequence);
                break;
            case FeedFrame.FrameOneofCase.Advance when frame.Advance.Sequence > _cursor.Sequence:
                _isDirty = true;
                MoveTo(frame.Advance.Sequence);
                break;
            default:
                ApplyControl(frame);
                break;
        }
    }

    private void MoveTo(ulong sequence)
    {
        _cursor = _cursor with { Sequence = sequence };
        _readiness.Applied(sequence);
        _relay?.MoveTo(sequence);
    }

    /// <summary>Both stores go on from the one that is further back: what comes a second time changes nothing.</summary>
    private void ResumeRelay()
    {
        if (_relay is null)
        {
            return;
        }

        if (_relay.Cursor.Generation == 0 || _relay.Cursor.Scope != _cursor.Scope)
        {
            _relayLacksLinks = true;
            return;
        }

        _cursor = _cursor with { Sequence = Math.Min(_cursor.Sequence, _relay.Cursor.Sequence) };
        _relay.Resume(_cursor);
    }

    /// <summary>Starts a checkpoint where changes have waited long enough for one.</summary>
    private void CheckpointIfDue()
    {
        // A change may wait long, for a full disk: looks that waited as long would take up the thread pool one after the other.
        if (!_applying.TryEnter(_lookInterval))
        {
            return;
        }

        try
        {
            // While a snapshot is being loaded the cursor does not describe the store yet.
            if (!_isLoading && _isDirty && MaySave && _checkpoint.IsCompleted && _clock.GetElapsedTime(_checkpointedAt) >= _checkpointInterval)
            {
                _isDirty = false;
                _checkpoint = CheckpointAsync();
            }
        }
        finally
        {
            _applying.Exit();
        }
    }

    /// <summary>Saves what was applied last. Called once, when the feed has stopped.</summary>
    public async Task FinishAsync()
    {
        await _checkpointTimer.DisposeAsync();
        await _checkpoint;
        if (_isDirty && !_isLoading && MaySave)
        {
            await CheckpointAsync();
        }
    }

    /// <summary>Saves what was applied last, and nothing more until <see cref="Unsettle"/>. To be called while no frames come.</summary>
    /// <returns>False where that cannot be done now.</returns>
    public async Task<bool> TrySettleAsync()
    {
        Task running;
        lock (_applying)
        {
            if (_isLoading || !MaySave || !_readiness.HasLinks)
            {
                return false;
            }

            _isSettled = true;
            running = _checkpoint;
        }

        await running;
        if (_isDirty)
        {
            _isDirty = false;
            await CheckpointAsync();
        }

        // It is set again where the disk refused.
        return !_isDirty;
    }

    /// <summary>Frames come again, and are saved.</summary>
    public void Unsettle()
    {
        lock (_applying)
        {
            _isSettled = false;
        }
    }

    public void Dispose() => _checkpointTimer.Dispose();

    /// <summary>Whether the files of the store are this process's to write, and nobody reads them meanwhile.</summary>
    private bool MaySave => !_isSettled && _succession is not { IsAlone.IsCompleted: false };

    private void EndSnapshot(SnapshotEnd end)
    {
        if (_snapshotLinks != end.Links)
        {
            throw new InvalidDataException($"The snapshot held {_snapshotLinks} links instead of {end.Links}.");
        }

        long deleted = 0;
        if (_readiness.HasLinks)
        {
            deleted = _store.DeleteOtherGenerations(_cursor.Generation);
        }
        else
        {
            _store.CountAsLive();
        }

        _domains.RetainOnly(_snapshotDomains);
        _inboxes.RetainOnly(_snapshotInboxes);
        _cursor = _cursor with { Sequence = end.Sequence, Scope = _snapshot?.Scope ?? 0 };
        _snapshot = null;
        _relay?.EndSnapshot(_cursor);
        _relayLacksLinks = false;
        _readiness.Loaded(end.Sequence);
        _readiness.Heard(end.Sequence);
        _isDirty = true;
        _isLoading = false;
        _checkpointedAt = 0;
        LogSnapshot(end.Links, end.Sequence, deleted);
    }

    /// <summary>What a snapshot has mentioned of the kinds whose entries say themselves which of them there are.</summary>
    private HashSet<ulong>? MentionedOf(EntryKind kind) => kind switch
    {
        EntryKind.Domain => _snapshotDomains,
        EntryKind.Inbox => _snapshotInboxes,
        _ => null,
    };

    private void ApplyControl(FeedFrame frame)
    {
        switch (frame.FrameCase)
        {
            case FeedFrame.FrameOneofCase.Heartbeat:
                _readiness.Heard(frame.Heartbeat.Sequence);
                break;
            case FeedFrame.FrameOneofCase.VisitorSalts:
                if (_relay is not null)
                {
                    _relay.Recent.Salts = frame.VisitorSalts;
                }

                _salts.Set(frame.VisitorSalts.Salts.Select(static s => (s.UnixDay, s.Salt.Memory)));
                break;
            default:
                // A frame of a newer admin that edges of this version may ignore by the protocol's rules.
                break;
        }
    }

    private void ApplyEntry(FeedEntry entry)
    {
        switch (entry.Kind)
        {
            case EntryKind.Link:
                ApplyLink(entry);
                break;
            case EntryKind.Domain:
                _domains.Apply(entry);
                break;
            case EntryKind.Inbox:
                _inboxes.Apply(entry);
                break;
            default:
                LogUnknownKind(entry.Kind, entry.Sequence);
                break;
        }

        _isDirty = true;
        Volatile.Write(ref _applied, _applied + 1);
    }

    private void ApplyLink(FeedEntry entry)
    {
        Span<byte> key = _key;
        LinkKey.WritePrefix(key, entry.DomainId);
        if (!Encoding.UTF8.TryGetBytes(entry.SlugKey, key[LinkKey.PrefixBytes..], out int length))
        {
            LogBrokenLink(entry.Id, "its slug is too long");
            return;
        }

        key = key[..(LinkKey.PrefixBytes + length)];
        _relay?.Store(key, entry, _cursor.Generation);
        if (entry.Deleted)
        {
            _store.Delete(key);
            _unreadable.Remove(entry.Id);
            return;
        }

        LinkDocument? document = entry.Version <= FeedFormat.DocumentVersion ? LinkDocument.Parser.ParseFrom(entry.Document) : null;
        ReadOnlySpan<byte> compiled = document is null ? default : _compiler.Compile(entry.Id, document, _cursor.Generation);
        if (compiled.IsEmpty)
        {
            LogUnreadable(entry.Id, entry.Version);
            _unreadable.Add(entry.Id, entry.Version);
            compiled = _compiler.CompileUnreadable(entry.Id, _cursor.Generation);
        }
        else
        {
            _unreadable.Remove(entry.Id);
        }

        _store.Upsert(key, compiled);
        if (document is { MaxClicks: > 0 })
        {
            _limits.Note(entry.Id, document.MaxClicks);
        }
    }

    private async Task CheckpointAsync()
    {
        try
        {
            StoreCursor cursor = _cursor;
            await _store.CheckpointAsync(cursor, CancellationToken.None);
            if (_relay is not null)
            {
                await _relay.CheckpointAsync(cursor);
            }
        }
        catch (IOException e)
        {
            LogCheckpointFailed(e);
            _isDirty = true;
        }

        _checkpointedAt = _clock.GetTimestamp();
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Snapshot of {Links} links at sequence {Sequence} loaded, {Deleted} links that it does not hold deleted")]
    private partial void LogSnapshot(ulong links, ulong sequence, long deleted);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "Link {Id} is of version {Version} or broken; it answers 503 until it can be read")]
    private partial void LogUnreadable(ulong id, uint version);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "Link {Id} cannot be stored: {Reason}")]
    private partial void LogBrokenLink(ulong id, string reason);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "Entry {Sequence} is of the unknown kind {Kind} and was left out")]
    private partial void LogUnknownKind(EntryKind kind, ulong sequence);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Error, Message = "The link store could not be checkpointed; trying again")]
    private partial void LogCheckpointFailed(Exception e);
}
