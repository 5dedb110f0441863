namespace OneLink.Admin.Limits;

/// <summary>
/// A bucket for each of many callers. Who has not asked for a period has a full bucket, which is as good as a new one and
/// makes room. Not safe for several threads.
/// </summary>
/// <param name="clock">Fills the buckets.</param>
/// <param name="period">In which an empty bucket fills.</param>
/// <param name="room">Buckets from which on the full ones are dropped.</param>
internal sealed class TokenBuckets(TimeProvider clock, TimeSpan period, int room)
{
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    public int Count => _buckets.Count;

    public TokenBucket Of(string caller)
    {
        if (!_buckets.TryGetValue(caller, out var bucket))
        {
            if (_buckets.Count >= room)
            {
                DropFull();
            }

            bucket = new TokenBucket(clock, period);
            _buckets.Add(caller, bucket);
        }

        return bucket;
    }

    public void Clear() => _buckets.Clear();

    private void DropFull()
    {
        foreach (var (caller, bucket) in _buckets)
        {
            bucket.Fill(bucket.Level.Limit);
            if (bucket.Level.Remaining == bucket.Level.Limit)
            {
                _buckets.Remove(caller);
            }
        }
    }
}
