using System.Diagnostics.CodeAnalysis;

namespace OneLink.Edge.Spool;

/// <summary>
/// The segments of one stream and lane, oldest first: one writer appends at the end, the shipper reads from the start
/// and drops what has been stored in ClickHouse.
/// </summary>
internal sealed class SpoolChain(SpoolStream stream, int lane, SpoolDisk disk) : IDisposable
{
    private readonly Lock _lock = new();

    /// <summary>Keeps the committer off a segment that the shipper is closing.</summary>
    private readonly Lock _files = new();
    private readonly SortedList<ulong, SpoolSegment> _segments = [];
    private SpoolSegment? _current;
    private ulong _lastNumber;

    public SpoolStream Stream => stream;

    public int Lane => lane;

    /// <summary>Adds a segment of an earlier process.</summary>
    /// <returns>False where the chain has it already.</returns>
    public bool TryAddRecovered(SpoolSegment segment)
    {
        lock (_lock)
        {
            _lastNumber = Math.Max(_lastNumber, segment.Number);
            return _segments.TryAdd(segment.Number, segment);
        }
    }

    /// <summary>Never reuses a number that the shipping state knows, even where the file is gone.</summary>
    public void StartAfter(ulong number)
    {
        lock (_lock)
        {
            _lastNumber = Math.Max(_lastNumber, number);
        }
    }

    /// <summary>Room for one payload of at most <paramref name="maxPayload"/> bytes; empty where the disk gives no more. For the one writer.</summary>
    public Span<byte> Reserve(int maxPayload)
    {
        if (_current is { } current)
        {
            Span<byte> room = current.Reserve(maxPayload);
            if (!room.IsEmpty)
            {
                return room;
            }
        }

        return Roll() ? _current.Reserve(maxPayload) : default;
    }

    /// <summary>Publishes what was written into the room that <see cref="Reserve"/> gave.</summary>
    public void Publish(int length) => _current!.Publish(length);

    /// <summary>The first segment numbered <paramref name="number"/> or above; null where there is none yet.</summary>
    public SpoolSegment? SegmentAt(ulong number)
    {
        lock (_lock)
        {
            foreach ((ulong key, SpoolSegment segment) in _segments)
            {
                if (key >= number)
                {
                    return segment;
                }
            }

            return null;
        }
    }

    /// <summary>Brings every segment of this process to the device. Called by the committer alone.</summary>
    /// <returns>Whether anything was written.</returns>
    public bool Commit()
    {
        lock (_files)
        {
            bool any = false;
            foreach (SpoolSegment segment in Segments())
            {
                any |= segment.Commit();
            }

            return any;
        }
    }

    /// <summary>Deletes sealed segments that lie wholly before <paramref name="position"/>. Called by the shipper alone.</summary>
    public void Trim(SpoolPosition position)
    {
        foreach (SpoolSegment segment in Segments())
        {
            bool isRead = segment.Number < position.Segment || (segment.Number == position.Segment && position.Offset >= segment.Tail);
            if (!isRead || !segment.IsSealed)
            {
                return;
            }

            lock (_files)
            {
                lock (_lock)
                {
                    _segments.Remove(segment.Number);
                }

                disk.Delete(segment);
            }
        }
    }

    /// <summary>Bytes published and not yet before <paramref name="position"/>; counts the whole of a recovered segment.</summary>
    public long BytesAfter(SpoolPosition position)
    {
        long bytes = 0;
        foreach (SpoolSegment segment in Segments())
        {
            if (segment.Number >= position.Segment)
            {
                bytes += segment.Tail - (segment.Number == position.Segment ? position.Offset : SpoolSegment.HeaderBytes);
            }
        }

        return bytes;
    }

    public void Dispose()
    {
        foreach (SpoolSegment segment in Segments())
        {
            segment.Dispose();
        }
    }

    [MemberNotNullWhen(true, nameof(_current))]
    private bool Roll()
    {
        if (!disk.TryCreate(stream, lane, _lastNumber + 1, out SpoolSegment? next))
        {
            return false;
        }

        lock (_lock)
        {
            _lastNumber = next.Number;
            _segments.Add(next.Number, next);
        }

        _current?.Seal();
        _current = next;
        return true;
    }

    private SpoolSegment[] Segments()
    {
        lock (_lock)
        {
            return [.. _segments.Values];
        }
    }
}
