using OneLink.Edge.Feed;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Inboxes;

/// <summary>
/// The inboxes that are open, for rules that send people to a chat where somebody answers, and to a form where nobody does.
/// An edge that is cut off keeps what it heard last, until the inbox's hours end.
/// </summary>
internal sealed class InboxTable(string path) : FeedTable<OpenInboxes>(path, static entries => new OpenInboxes(entries.Select(static e => ClosesAt(e))))
{
    private static KeyValuePair<ulong, long> ClosesAt(FeedEntry entry) => new(entry.Id, InboxDocument.Parser.ParseFrom(entry.Document).ClosesAtMs);
}
