using Google.Protobuf;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>A row of the change log.</summary>
internal sealed record LoggedChange
{
    public required long Sequence { get; init; }

    public required long Kind { get; init; }

    public required long EntityId { get; init; }

    public required long DomainId { get; init; }

    public required string SlugKey { get; init; }

    public required long Version { get; init; }

    public required long Deleted { get; init; }

    public required byte[] Document { get; init; }

    public static LoggedChange Of(FeedEntry entry) => new()
    {
        Sequence = (long)entry.Sequence,
        Kind = (long)entry.Kind,
        EntityId = (long)entry.Id,
        DomainId = entry.DomainId,
        SlugKey = entry.SlugKey,
        Version = entry.Version,
        Deleted = entry.Deleted ? 1 : 0,
        Document = entry.Document.ToByteArray(),
    };

    public FeedEntry ToEntry() => new()
    {
        Sequence = (ulong)Sequence,
        Kind = (EntryKind)Kind,
        Id = (ulong)EntityId,
        DomainId = (uint)DomainId,
        SlugKey = SlugKey,
        Version = (uint)Version,
        Deleted = Deleted != 0,
        Document = UnsafeByteOperations.UnsafeWrap(Document),
    };
}
