using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace OneLink.Edge.Limits;

/// <summary>
/// Counts the people let through by links with <c>maxClicks</c>. Exact on this edge, also over a killed process and while one
/// takes over from another, since the counts lie in mapped files; edges count each for themselves, so that n of them let through at most n times the limit.
/// </summary>
/// <remarks>
/// Taking a click is one compare-and-swap. Only the first click in the life of a link takes a lock, to find it a place.
/// </remarks>
internal sealed unsafe partial class ClickLimits : IDisposable
{
    private readonly string _folder;
    private readonly ILogger<ClickLimits> _logger;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ulong, nint> _counts = [];
    private readonly List<CountFile> _files = [];
    private bool _disposed;

    /// <summary>Reads the counts that earlier processes left.</summary>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public ClickLimits(string folder, ILogger<ClickLimits> logger)
    {
        _folder = folder;
        _logger = logger;
        Directory.CreateDirectory(folder);
        foreach (string path in Directory.GetFiles(folder, "*" + CountFile.Extension).Order(StringComparer.Ordinal))
        {
            // An empty one was made on a full disk, and is tried again when it is needed.
            if (new FileInfo(path).Length > 0)
            {
                _files.Add(CountFile.Open(path));
                ReadOn();
            }
        }
    }

    /// <summary>Reads what another process on the folder has added since.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            ReadOn();
        }
    }

    /// <summary>Takes one of a link's clicks.</summary>
    /// <returns>False where all are taken.</returns>
    public bool TryTake(ulong linkId, ulong max)
    {
        ref ulong count = ref CountOf(linkId);
        ulong seen = Volatile.Read(ref count);
        while (seen < max)
        {
            ulong before = Interlocked.CompareExchange(ref count, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Whether a link has clicks left, without taking one.</summary>
    public bool HasLeft(ulong linkId, ulong max)
        => !_counts.TryGetValue(linkId, out nint count) || Volatile.Read(ref Unsafe.AsRef<ulong>((void*)count)) < max;

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                _files.ForEach(static file => file.Dispose());
            }
        }
    }

    private ref ulong CountOf(ulong linkId)
        => ref Unsafe.AsRef<ulong>((void*)(_counts.TryGetValue(linkId, out nint count) ? count : Add(linkId)));

    private nint Add(ulong linkId)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue(linkId, out nint known))
            {
                return known;
            }

            nint count = NewCount(linkId);
            _counts[linkId] = count;
            return count;
        }
    }

    private nint NewCount(ulong linkId)
    {
        try
        {
            while (true)
            {
                ReadOn();
                if (_counts.TryGetValue(linkId, out nint count) || (_files.Count > 0 && _files[^1].TryAdd(linkId, out count)))
                {
                    return count;
                }

                if (_files.Count == 0 || _files[^1].IsFull)
                {
                    _files.Add(CountFile.Open(Path.Combine(_folder, CountFile.NameOf(_files.Count))));
                }
            }
        }
        catch (IOException e)
        {
            // A full disk must not turn people away, nor let everybody in: the link is counted in memory until the next start.
            LogNotKept(linkId, e.Message);
            return (nint)System.Runtime.InteropServices.NativeMemory.AllocZeroed(sizeof(ulong));
        }
    }

    /// <summary>Goes over the places that were taken since the last time, also by another process. The caller holds the lock.</summary>
    private void ReadOn()
    {
        while (_files.Count > 0 && _files[^1].TryNext(out ulong link, out nint count))
        {
            _counts[link] = count;
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Error, Message = "The click limit of link {LinkId} is counted in memory only: {Reason}")]
    private partial void LogNotKept(ulong linkId, string reason);
}
