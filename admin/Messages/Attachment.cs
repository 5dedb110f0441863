namespace OneLink.Admin.Messages;

/// <summary>What comes with a message, together with its file. Times are Unix milliseconds, as stored.</summary>
internal sealed record Attachment
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long MessageId { get; init; }

    /// <summary>image, audio, video, file, location, …</summary>
    public required string FileType { get; init; }

    /// <summary>Null: it is not a file of ours.</summary>
    public long? FileId { get; init; }

    public string? ExternalUrl { get; init; }

    public string? Title { get; init; }

    /// <summary>JSON object.</summary>
    public string Meta { get; init; } = "{}";

    public required long CreatedAt { get; init; }

    public string? StorageKey { get; init; }

    public string? ThumbnailKey { get; init; }

    public string? FileName { get; init; }

    public string? ContentType { get; init; }

    /// <summary>In bytes.</summary>
    public long? ByteSize { get; init; }

    public long? Width { get; init; }

    public long? Height { get; init; }
}
