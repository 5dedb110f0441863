namespace OneLink.Admin.Outbound;

/// <summary>A call to a server that somebody else named.</summary>
internal sealed record OutboundRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Absolute, http or https.</summary>
    public required Uri Url { get; init; }

    public required OutboundLimits Limits { get; init; }

    /// <summary>In the order sent; those that describe the body included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }
}
