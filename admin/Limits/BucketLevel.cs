namespace OneLink.Admin.Limits;

/// <summary>What a bucket holds at a moment.</summary>
/// <param name="Limit">Requests that it holds when it is full.</param>
/// <param name="Tokens">Requests that it holds now.</param>
/// <param name="Period">In which an empty one fills.</param>
internal readonly record struct BucketLevel(int Limit, double Tokens, TimeSpan Period)
{
    public int Remaining => (int)Tokens;

    public TimeSpan ResetAfter => Filling(Limit - Tokens);

    /// <summary>Until there is one; zero where there is.</summary>
    public TimeSpan RetryAfter => Filling(Math.Max(0, 1 - Tokens));

    private TimeSpan Filling(double tokens) => TimeSpan.FromSeconds(tokens * Period.TotalSeconds / Limit);
}
