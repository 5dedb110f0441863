namespace OneLink.Admin.Limits;

/// <summary>Whether a request is let through, and what is said of the limit that is nearest.</summary>
/// <param name="IsAdmitted">Else the request is refused and costs nothing.</param>
/// <param name="Limit">Requests a period: a minute, or what the limit says.</param>
/// <param name="Remaining">Requests that would be let through now.</param>
/// <param name="ResetAfter">Until as many as <paramref name="Limit"/> would be.</param>
/// <param name="RetryAfter">Until one more would be.</param>
internal readonly record struct RateDecision(bool IsAdmitted, int Limit, int Remaining, TimeSpan ResetAfter, TimeSpan RetryAfter);
