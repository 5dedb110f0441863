using System.Buffers;
using System.Diagnostics;

namespace OneLink.Shared.Text;

/// <summary>
/// One stretch of text between two normalisation boundaries, as code points: decomposed, put in canonical order and
/// composed again (Unicode Standard, 3.11). A stretch is a letter with its marks, so it almost always fits the stack;
/// longer ones rent.
/// </summary>
internal ref struct NfcSegment
{
    private Span<int> _codePoints;
    private int[]? _rented;
    private int _length;

    public NfcSegment(Span<int> scratch) => _codePoints = scratch;

    public readonly ReadOnlySpan<int> CodePoints => _codePoints[.._length];

    public void Clear() => _length = 0;

    public void Add(int codePoint)
    {
        if (_codePoints.Length - _length < NfcData.MaxDecomposition)
        {
            Grow();
        }

        _length += NfcData.Decompose(codePoint, _codePoints[_length..]);
    }

    public void Compose()
    {
        Order();

        var starter = -1;
        var kept = 0;
        var lastRank = 0;
        for (var i = 0; i < _length; i++)
        {
            var current = _codePoints[i];
            var rank = NfcData.Rank(current);

            // A mark is blocked from its starter by a mark of the same or a higher class kept between the two; a
            // starter composes only with the one directly before it.
            var adjacent = kept == starter + 1;
            if (starter >= 0 && (adjacent || lastRank < rank))
            {
                var composite = NfcData.Compose(_codePoints[starter], current);
                if (composite >= 0)
                {
                    _codePoints[starter] = composite;
                    continue;
                }
            }

            if (rank == 0)
            {
                starter = kept;
            }

            lastRank = rank;
            _codePoints[kept++] = current;
        }

        _length = kept;
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
    }

    // Marks between two starters, by class; marks of one class keep their order.
    private readonly void Order()
    {
        var start = 0;
        while (start < _length)
        {
            if (NfcData.Rank(_codePoints[start]) == 0)
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < _length && NfcData.Rank(_codePoints[end]) != 0)
            {
                end++;
            }

            OrderMarks(_codePoints[start..end]);
            start = end;
        }
    }

    private static void OrderMarks(Span<int> marks)
    {
        // Marks come in twos and threes; a longer run is somebody's attack, for which insertion would be quadratic.
        const int LongRun = 32;
        if (marks.Length > LongRun)
        {
            OrderLongRun(marks);
            return;
        }

        for (var i = 1; i < marks.Length; i++)
        {
            var mark = marks[i];
            var rank = NfcData.Rank(mark);
            var j = i - 1;
            while (j >= 0 && NfcData.Rank(marks[j]) > rank)
            {
                marks[j + 1] = marks[j];
                j--;
            }

            marks[j + 1] = mark;
        }
    }

    private static void OrderLongRun(Span<int> marks)
    {
        // Class first, then place: a sort by this key is stable.
        var keys = ArrayPool<long>.Shared.Rent(marks.Length);
        for (var i = 0; i < marks.Length; i++)
        {
            keys[i] = ((long)NfcData.Rank(marks[i]) << 32) | (uint)i;
        }

        keys.AsSpan(0, marks.Length).Sort(marks);
        ArrayPool<long>.Shared.Return(keys);
    }

    private void Grow()
    {
        var larger = ArrayPool<int>.Shared.Rent(Math.Max(_codePoints.Length * 2, _length + NfcData.MaxDecomposition));
        CodePoints.CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }

        _rented = larger;
        _codePoints = larger;
        Debug.Assert(_codePoints.Length - _length >= NfcData.MaxDecomposition, "Grow makes room for one more.");
    }
}
