using Google.Protobuf;
using OneLink.Admin.Feed;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Inboxes.Openings;

/// <summary>An inbox as edges get it: an entry as long as it is open.</summary>
internal static class OpeningPublisher
{
    public static Change ToChange(InboxOpening opening)
        => new(EntryKind.Inbox, opening.InboxId, opening.InboxId, SlugKey: "", Deleted: opening.IsOpen == 0, opening.IsOpen == 0 ? [] : ToDocument(opening).ToByteArray())
        {
            AccountId = opening.AccountId,
        };

    public static FeedEntry ToSnapshotEntry(InboxOpening opening) => new()
    {
        Kind = EntryKind.Inbox,
        Id = (ulong)opening.InboxId,
        DomainId = (uint)opening.InboxId,
        Version = FeedFormat.PlainDocumentVersion,
        Document = ToDocument(opening).ToByteString(),
    };

    private static InboxDocument ToDocument(InboxOpening opening) => new() { AccountId = (uint)opening.AccountId, ClosesAtMs = opening.ClosesAt };
}
