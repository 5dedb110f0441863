using System.Security.Cryptography;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Clicks;

/// <summary>
/// The salts under which visitors are hashed, one a UTC day, the same on all edges. Published by the feed; a day that
/// the feed did not bring (admin away for more than a day) gets a random one of this edge's own. Never written to disk.
/// </summary>
internal sealed class DailySalts
{
    private const int SaltBytes = 16;

    private readonly Lock _lock = new();
    private volatile Day[] _days = [];

    /// <summary>The hash of the day that holds <paramref name="unixTimeMs"/>.</summary>
    public SipHash For(long unixTimeMs)
    {
        uint day = DayOf(unixTimeMs);
        foreach (Day known in _days)
        {
            if (known.UnixDay == day)
            {
                return known.Hash;
            }
        }

        return Invent(day);
    }

    /// <summary>All that are known, for the edge that takes over from this one.</summary>
    public IReadOnlyList<(uint UnixDay, ReadOnlyMemory<byte> Salt)> Known => [.. _days.Select(static day => (day.UnixDay, day.Salt))];

    /// <summary>Takes the salts of the feed; days that it does not name any more are forgotten.</summary>
    /// <param name="salts">Days since 1970-01-01 UTC and 16 bytes each.</param>
    public void Set(IEnumerable<(uint UnixDay, ReadOnlyMemory<byte> Salt)> salts)
    {
        lock (_lock)
        {
            _days = [.. salts.Where(static s => s.Salt.Length == SaltBytes).Select(static s => new Day(s.UnixDay, s.Salt))];
        }
    }

    private static uint DayOf(long unixTimeMs) => (uint)(unixTimeMs / (24 * 60 * 60 * 1000L));

    private SipHash Invent(uint day)
    {
        lock (_lock)
        {
            foreach (Day known in _days)
            {
                if (known.UnixDay == day)
                {
                    return known.Hash;
                }
            }

            var fresh = new Day(day, RandomNumberGenerator.GetBytes(SaltBytes));
            _days = [.. _days.Where(d => d.UnixDay + 1 >= day), fresh];
            return fresh.Hash;
        }
    }

    private sealed record Day(uint UnixDay, ReadOnlyMemory<byte> Salt)
    {
        public SipHash Hash { get; } = new(Salt.Span);
    }
}
