namespace OneLink.Admin.Edges;

/// <summary>A running edge as it told of itself last. Times are Unix milliseconds.</summary>
internal sealed record EdgeInstance
{
    public required long EdgeId { get; init; }

    /// <summary>Tells it from others under the same token.</summary>
    public required string Instance { get; init; }

    /// <summary>Name of its machine.</summary>
    public required string Host { get; init; }

    public required string Address { get; init; }

    /// <summary>Host of the relay through which it follows; empty for none.</summary>
    public required string Via { get; init; }

    public required string Version { get; init; }

    /// <summary>Last change that it has applied.</summary>
    public required long Sequence { get; init; }

    /// <summary>Bytes of clicks that wait on it.</summary>
    public required long SpoolBytes { get; init; }

    public required long SeenAt { get; init; }
}
