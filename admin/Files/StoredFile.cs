namespace OneLink.Admin.Files;

/// <summary>A file in storage. Times are Unix milliseconds, as stored.</summary>
internal sealed record StoredFile
{
    public required long Id { get; init; }

    /// <summary>Null: a person's avatar, or a system bot's.</summary>
    public long? AccountId { get; init; }

    /// <summary>Where the bytes lie; nobody guesses it.</summary>
    public required string StorageKey { get; init; }

    /// <summary>As the sender called it, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>What the bytes are, whatever the sender said of them.</summary>
    public required string ContentType { get; init; }

    public required long ByteSize { get; init; }

    /// <summary>Of an image that can be read, in pixels.</summary>
    public long? Width { get; init; }

    public long? Height { get; init; }

    /// <summary>Where its thumbnail lies; null where there is none.</summary>
    public string? ThumbnailKey { get; init; }

    public required long CreatedAt { get; init; }
}
