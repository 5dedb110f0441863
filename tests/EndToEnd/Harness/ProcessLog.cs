namespace OneLink.EndToEnd.Harness;

/// <summary>The last lines that a process has written, over all its starts.</summary>
internal sealed class ProcessLog
{
    private const int Kept = 5_000;

    private readonly Lock _guard = new();
    private readonly Queue<string> _lines = new();
    private long _written;

    /// <summary>Lines so far; a mark to read from later.</summary>
    public long Position
    {
        get
        {
            lock (_guard)
            {
                return _written;
            }
        }
    }

    public void Add(string line)
    {
        lock (_guard)
        {
            _lines.Enqueue(line);
            _written++;
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>At most <paramref name="count"/> last lines written after <paramref name="position"/>.</summary>
    public IReadOnlyList<string> Tail(long position, int count)
    {
        lock (_guard)
        {
            var wanted = (int)Math.Min(Math.Min(count, _written - position), _lines.Count);
            return [.. _lines.Skip(_lines.Count - wanted)];
        }
    }
}
