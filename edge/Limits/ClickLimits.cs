using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace OneLink.Edge.Limits;

/// <summary>
/// The people let through by links with <c>maxClicks</c>. Edges share a link's clicks: each takes from what the admin has granted
/// it (<see cref="LimitExchange"/>), and asks for more before that is used up. What was taken and granted lies in mapped files,
/// so that a killed process knows both.
/// </summary>
/// <remarks>
/// Taking a click is one compare-and-swap. Only the first click in the life of a link takes a lock, to find it a place.
/// </remarks>
internal sealed unsafe partial class ClickLimits : IDisposable
{
    /// <summary>Links of which clicks are asked for before anybody has tapped them; those of others come with the first tap.</summary>
    private const int MaxAhead = 65_536;

    private readonly string _folder;
    private readonly ILogger<ClickLimits> _logger;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ulong, ClickGrant> _grants = [];
    private readonly ConcurrentDictionary<ulong, uint> _ahead = [];
    private readonly List<GrantFile> _files = [];
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _waited;
    private bool _disposed;

    /// <summary>Reads what earlier processes left.</summary>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public ClickLimits(string folder, ILogger<ClickLimits> logger)
    {
        _folder = folder;
        _logger = logger;
        Directory.CreateDirectory(folder);
        foreach (string path in Directory.GetFiles(folder, "*" + GrantFile.Extension).Order(StringComparer.Ordinal))
        {
            // An empty one was made on a full disk, and is tried again when it is needed.
            if (new FileInfo(path).Length > 0)
            {
                _files.Add(GrantFile.Open(path));
                ReadOn();
            }
        }

        foreach (string path in Directory.GetFiles(folder, "*" + CountFile.Extension))
        {
            foreach ((ulong linkId, ulong count) in CountFile.Read(path))
            {
                Find(linkId).CountTaken((uint)Math.Min(count, int.MaxValue));
            }

            File.Delete(path);
        }
    }

    /// <summary>The links of which the admin is to be told.</summary>
    public WishList Wishes { get; } = new();

    /// <summary>Taps that found no click here and waited for the admin's answer.</summary>
    public long Waited => Volatile.Read(ref _waited);

    /// <summary>All links of which a click was taken or granted.</summary>
    public IEnumerable<ClickGrant> Grants => _grants.Select(static pair => pair.Value);

    /// <summary>Ends with the next answer of the admin, or when there is none. To be had before a click is asked for.</summary>
    public Task Answered => Volatile.Read(ref _answered).Task;

    /// <summary>Whether a click of the link was taken or granted.</summary>
    public bool Knows(ulong linkId) => _grants.ContainsKey(linkId);

    /// <summary>Reads what another process on the folder has added since.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            ReadOn();
        }
    }

    /// <summary>Takes one of a link's clicks.</summary>
    public TakeOutcome TryTake(ulong linkId, ulong max) => Find(linkId).TryTake((uint)Math.Min(max, int.MaxValue), Wishes);

    /// <summary>Whether a link has clicks left, without taking one.</summary>
    public bool HasLeft(ulong linkId, ulong max)
        => !_grants.TryGetValue(linkId, out ClickGrant? grant) || grant.HasLeft((uint)Math.Min(max, int.MaxValue));

    /// <summary>
    /// A link with a limit has come by the feed. The admin is asked for its first clicks, so that the first tap need not wait, or
    /// told what this edge has of it: its limit has changed, or clicks are wanted elsewhere.
    /// </summary>
    public void Note(ulong linkId, ulong max)
    {
        uint limit = (uint)Math.Min(max, int.MaxValue);
        if (!_grants.TryGetValue(linkId, out ClickGrant? grant))
        {
            if (_ahead.Count < MaxAhead)
            {
                _ahead[linkId] = limit;
                Wishes.Wake();
            }
        }
        else if (limit != grant.Max || grant.Unused > 0)
        {
            Wishes.Add(grant, limit > grant.Max ? Shared.Feed.LimitWish.Ahead : Shared.Feed.LimitWish.None);
        }
    }

    /// <summary>Some of the links that nobody has tapped yet; each is told once.</summary>
    public IEnumerable<ulong> TakeAhead(int count)
    {
        foreach ((ulong linkId, _) in _ahead)
        {
            if (count-- <= 0)
            {
                yield break;
            }

            if (_ahead.TryRemove(linkId, out _) && !_grants.ContainsKey(linkId))
            {
                yield return linkId;
            }
        }
    }

    /// <summary>What this edge has of a link; a new place for one that it has nothing of.</summary>
    public ClickGrant Find(ulong linkId) => _grants.TryGetValue(linkId, out ClickGrant? grant) ? grant : Add(linkId);

    /// <summary>Whether <see cref="TakeAhead"/> has more.</summary>
    public bool HasAhead => !_ahead.IsEmpty;

    public void CountWaited() => Interlocked.Increment(ref _waited);

    /// <summary>Lets those look again who wait for a click.</summary>
    public void TellAnswered()
        => Interlocked.Exchange(ref _answered, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                _files.ForEach(static file => file.Dispose());
                Wishes.Dispose();
            }
        }
    }

    private ClickGrant Add(ulong linkId)
    {
        lock (_lock)
        {
            if (_grants.TryGetValue(linkId, out ClickGrant? known))
            {
                return known;
            }

            return _grants[linkId] = NewGrant(linkId);
        }
    }

    private ClickGrant NewGrant(ulong linkId)
    {
        try
        {
            while (true)
            {
                ReadOn();
                if (_grants.TryGetValue(linkId, out ClickGrant? known))
                {
                    return known;
                }

                if (_files.Count > 0 && _files[^1].TryAdd(linkId, out nint place))
                {
                    return new ClickGrant(linkId, place);
                }

                if (_files.Count == 0 || _files[^1].IsFull)
                {
                    _files.Add(GrantFile.Open(Path.Combine(_folder, GrantFile.NameOf(_files.Count))));
                }
            }
        }
        catch (IOException e)
        {
            // A full disk must not turn people away, nor let everybody in: the link is counted in memory until the next start.
            LogNotKept(linkId, e.Message);
            return new ClickGrant(linkId, (nint)NativeMemory.AllocZeroed(GrantFile.GrantBytes));
        }
    }

    /// <summary>Goes over the places that were taken since the last time, also by another process. The caller holds the lock.</summary>
    private void ReadOn()
    {
        while (_files.Count > 0 && _files[^1].TryNext(out ulong linkId, out nint place))
        {
            _grants[linkId] = new ClickGrant(linkId, place);
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Error, Message = "The click limit of link {LinkId} is counted in memory only: {Reason}")]
    private partial void LogNotKept(ulong linkId, string reason);
}
