namespace OneLink.LoadTests;

/// <summary>What a load run saw.</summary>
/// <param name="Requests">Requests started.</param>
/// <param name="Wrong">Requests that failed or got a wrong answer.</param>
/// <param name="Elapsed">From the first start to the last answer.</param>
/// <param name="Latencies">From the planned start to the answer.</param>
internal sealed record LoadResult(int Requests, long Wrong, TimeSpan Elapsed, LatencyHistogram Latencies)
{
    public override string ToString()
        => $"{Requests} requests in {Elapsed.TotalSeconds:F1} s ({Requests / Elapsed.TotalSeconds:F0}/s), {Wrong} wrong; "
            + $"p50 {Latencies.Percentile(50).TotalMilliseconds:F2} ms, p99 {Latencies.Percentile(99).TotalMilliseconds:F2} ms, "
            + $"p99.9 {Latencies.Percentile(99.9).TotalMilliseconds:F2} ms, max {Latencies.Percentile(100).TotalMilliseconds:F2} ms";
}
