namespace OneLink.Admin.Limits;

/// <summary>Whether a request is let through, and what is said of the limit that is nearest.</summary>
/// <param name="IsAdmitted">Else the request is refused and costs nothing.</param>
/// <param name="Limit">Requests a period: a minute, or what the limit says.</param>
/// <param name="Remaining">Requests that would be let through now.</param>
/// <param name="ResetAfter">Until as many as <paramref name="Limit"/> would be.</param>
/// <param name="RetryAfter">Until one more would be.</param>
internal readonly record struct RateDecision(bool IsAdmitted, int Limit, int Remaining, TimeSpan ResetAfter, TimeSpan RetryAfter)
{
    public static RateDecision Of(bool isAdmitted, BucketLevel level) => new(isAdmitted, level.Limit, level.Remaining, level.ResetAfter, level.RetryAfter);

    /// <summary>Of two limits the nearer one is told, and the longer wait.</summary>
    public static RateDecision Of(bool isAdmitted, BucketLevel key, BucketLevel account)
    {
        var nearest = account.Remaining < key.Remaining ? account : key;
        return Of(isAdmitted, nearest) with { RetryAfter = key.RetryAfter > account.RetryAfter ? key.RetryAfter : account.RetryAfter };
    }
}
