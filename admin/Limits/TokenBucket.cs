namespace OneLink.Admin.Limits;

/// <summary>
/// Holds a period's worth of requests and fills evenly: full at first, each request takes one. Not safe for several threads.
/// </summary>
internal sealed class TokenBucket(TimeProvider clock, TimeSpan period)
{
    private int _limit;
    private double _tokens;
    private long _filledAt;

    public BucketLevel Level => new(_limit, _tokens, period);

    /// <summary>Adds what has come together since the last time. Another limit than before keeps what was used of it.</summary>
    public void Fill(int limit)
    {
        var now = clock.GetTimestamp();
        if (_limit == 0)
        {
            (_limit, _tokens) = (limit, limit);
        }
        else
        {
            var used = _limit - _tokens - (clock.GetElapsedTime(_filledAt, now).TotalSeconds * _limit / period.TotalSeconds);
            _limit = limit;
            _tokens = Math.Max(0, limit - Math.Max(0, used));
        }

        _filledAt = now;
    }

    public void Take() => _tokens--;

    /// <summary>Undoes a taking.</summary>
    public void GiveBack() => _tokens = Math.Min(_limit, _tokens + 1);

    /// <summary>Takes one where there is one.</summary>
    public RateDecision TakeOne()
    {
        var isAdmitted = Level.Remaining >= 1;
        if (isAdmitted)
        {
            Take();
        }

        return RateDecision.Of(isAdmitted, Level);
    }
}
