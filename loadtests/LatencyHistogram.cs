using System.Numerics;

namespace OneLink.LoadTests;

/// <summary>
/// Counts latencies in buckets of at most 1.6 % width, from a microsecond to an hour (the bucketing of HdrHistogram,
/// http://hdrhistogram.org, with 64 buckets a power of two). Safe for many threads.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;

    private readonly long[] _counts = new long[SubBuckets * 34];
    private long _max;

    public long Count => _counts.Sum();

    public void Record(TimeSpan latency)
    {
        long microseconds = Math.Max(0, (long)latency.TotalMicroseconds);
        Interlocked.Increment(ref _counts[Math.Min(IndexOf(microseconds), _counts.Length - 1)]);
        long max = Volatile.Read(ref _max);
        while (microseconds > max && Interlocked.CompareExchange(ref _max, microseconds, max) is var seen && seen != max)
        {
            max = seen;
        }
    }

    /// <summary>The latency that <paramref name="percent"/> of all stayed at or below, rounded up to its bucket.</summary>
    public TimeSpan Percentile(double percent)
    {
        long wanted = (long)Math.Ceiling(Count * percent / 100);
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted && seen > 0)
            {
                return TimeSpan.FromMicroseconds(Math.Min(UpperBound(i), _max));
            }
        }

        return TimeSpan.Zero;
    }

    private static int IndexOf(long value)
    {
        if (value < SubBuckets)
        {
            return (int)value;
        }

        int exponent = BitOperations.Log2((ulong)value) - SubBucketBits;
        return ((exponent + 1) * SubBuckets) + (int)((value >> exponent) - SubBuckets);
    }

    private static long UpperBound(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        int exponent = (index / SubBuckets) - 1;
        return ((((long)index % SubBuckets) + SubBuckets + 1) << exponent) - 1;
    }
}
