using System.Text;
using OneLink.Edge.AppLinks;
using OneLink.Edge.Feed;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Domains;

/// <summary>
/// The domains of this edge. One whose document is newer than this edge is left out: its links answer as an unknown host
/// until the edge is upgraded.
/// </summary>
internal sealed class DomainTable(string path) : FeedTable<DomainSet>(path, static entries => new DomainSet(entries.Select(static e => ToDomain(e))))
{
    private static Domain ToDomain(FeedEntry entry)
    {
        DomainDocument document = DomainDocument.Parser.ParseFrom(entry.Document);
        return new Domain
        {
            Id = (uint)entry.Id,
            AccountId = document.AccountId,
            Host = Encoding.ASCII.GetBytes(document.Host),
            CaseSensitive = document.CaseSensitive,
            RootUrl = Encoding.ASCII.GetBytes(document.RootUrl),
            NotFoundUrl = Encoding.ASCII.GetBytes(document.NotFoundUrl),
            ExpiredUrl = Encoding.ASCII.GetBytes(document.ExpiredUrl),
            IsFallback = document.Fallback,
            TellsChats = document.ChatCodes,
            Robots = RobotsFile.Write(document),
            AppleApps = document.Apple is { } apple ? AppleAppsFile.Write(apple) : [],
            AndroidApps = document.Android is { } android ? AndroidAppsFile.Write(android) : [],
        };
    }
}
