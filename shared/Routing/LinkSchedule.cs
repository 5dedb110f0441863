namespace OneLink.Shared.Routing;

/// <summary>When a link works. Unix milliseconds; 0 is not set.</summary>
public readonly ref struct LinkSchedule(long activeFromMs, long expiresAtMs, ReadOnlySpan<byte> expiredUrl)
{
    /// <summary>Where visitors go once the link has expired; empty for the domain's choice.</summary>
    public ReadOnlySpan<byte> ExpiredUrl { get; } = expiredUrl;

    public bool IsPending(long nowMs) => nowMs < activeFromMs;

    public bool IsOver(long nowMs) => expiresAtMs != 0 && nowMs >= expiresAtMs;
}
