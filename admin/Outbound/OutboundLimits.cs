namespace OneLink.Admin.Outbound;

/// <summary>What one call to an unknown server may cost.</summary>
internal sealed record OutboundLimits
{
    /// <summary>For everything together: resolving, connecting, redirects and the body.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Of a body, decompressed, that are kept; the rest is not fetched.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>Followed, each checked like the first address; at 0 a redirect is an answer like any other.</summary>
    public required int MaxRedirects { get; init; }
}
