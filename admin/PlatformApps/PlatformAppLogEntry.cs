namespace OneLink.Admin.PlatformApps;

/// <summary>Something that was done to a platform app.</summary>
internal sealed record PlatformAppLogEntry
{
    /// <summary>Unix milliseconds.</summary>
    public required long At { get; init; }

    public required long AppId { get; init; }

    /// <summary>At that time.</summary>
    public required string AppName { get; init; }

    public required string Action { get; init; }

    public string? ObjectKind { get; init; }

    public long? ObjectId { get; init; }
}
