namespace OneLink.Shared.Feed;

/// <summary>Constants both ends of the feed agree on. Protocol and compatibility rules: docs/formats/feed.md.</summary>
public static class FeedFormat
{
    /// <summary>Newest document version this build writes and reads.</summary>
    public const uint DocumentVersion = 3;

    /// <summary>Version of documents in which no rule asks for an inbox.</summary>
    public const uint DocumentVersionWithoutInboxes = 2;

    /// <summary>Version of documents that say nothing which the first edges could not follow.</summary>
    public const uint PlainDocumentVersion = 1;

    /// <summary>Media type of a stream of length-delimited <see cref="FeedFrame"/> messages.</summary>
    public const string ContentType = "application/vnd.onelink.feed.v1+protobuf";

    /// <summary>
    /// Largest frame a reader accepts, in bytes. A link holds a few URLs of at most 32,000 characters for each of ten
    /// platforms; anything above this is a broken stream, not a link.
    /// </summary>
    public const int MaxFrameBytes = 4 * 1024 * 1024;

    /// <summary>Silence after which the sender writes a heartbeat. An edge reconnects after three of these.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);
}
