namespace OneLink.Admin.Database;

/// <summary>
/// The database's clock, as all admins on it go by: rows that are taken for a while, or due at a time, are so for each of
/// them alike, however wrong a machine's own clock is. Between two looks at it the time goes on by the machine's monotonic
/// clock; an answer's way (a millisecond or so) is how far two admins may differ.
/// </summary>
internal sealed class DatabaseClock : TimeProvider
{
    /// <summary>Answers that took longer say too little of when they were given.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromMilliseconds(50);

    /// <summary>Corrections below it would only make the time jump back and forth.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    /// <summary>For so long a good answer is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private Mark? _mark;

    public override DateTimeOffset GetUtcNow()
        => Volatile.Read(ref _mark) is { } mark ? mark.Time + GetElapsedTime(mark.Timestamp) : base.GetUtcNow();

    /// <param name="unixMilliseconds">What the database answered.</param>
    /// <param name="asked">Timestamp from before it was asked: half of the way lies behind the moment that it tells.</param>
    public void Set(long unixMilliseconds, long asked)
    {
        var now = GetTimestamp();
        var way = GetElapsedTime(asked, now);
        var time = DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds) + (way / 2);
        if (Volatile.Read(ref _mark) is { } known)
        {
            if (way > LongestWay && GetElapsedTime(known.Timestamp, now) < Patience)
            {
                return;
            }

            var own = GetUtcNow();
            time = (time - own).Duration() < Tolerance ? own : time;
        }

        Volatile.Write(ref _mark, new Mark(time, now));
    }

    private sealed record Mark(DateTimeOffset Time, long Timestamp);
}
