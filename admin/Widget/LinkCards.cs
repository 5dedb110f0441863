using System.Globalization;
using Dapper;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Files;
using OneLink.Admin.LinkClicks.Tracking;
using OneLink.Admin.Links;
using OneLink.Admin.Messages;
using OneLink.Shared.Links;

namespace OneLink.Admin.Widget;

/// <summary>
/// Finds the account's own links in what it has said to a contact, and what is to be seen of them. Only what the account said,
/// so that nobody can ask about links by writing their addresses; only links that a tap would let through; and only what
/// the database has: no page is fetched.
/// </summary>
internal sealed class LinkCards(IDatabase database, DomainRepository domains, FileLinks files, TimeProvider clock)
{
    private const int MostPerMessage = 3;

    /// <returns>By message, in the order of its text; nothing for messages without.</returns>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<LinkCard>>> OfAsync(Conversation conversation, IEnumerable<Message> messages, CancellationToken cancellationToken)
    {
        var said = messages.Where(message => message is { IsPrivate: 0, MessageType: MessageType.Outgoing or MessageType.Template } && TextUrls.MayContain(message.Content)).ToList();
        var found = new List<Place>();
        if (said.Count > 0)
        {
            var served = await domains.OfAccountAsync(conversation.AccountId, cancellationToken);
            found.AddRange(said.SelectMany(message => PlacesOf(message, served).Take(MostPerMessage)));
        }

        if (found.Count == 0)
        {
            return new Dictionary<long, IReadOnlyList<LinkCard>>();
        }

        var links = await LinksAsync(conversation.AccountId, found, cancellationToken);
        return found.GroupBy(place => place.MessageId).ToDictionary(
            places => places.Key,
            places => (IReadOnlyList<LinkCard>)[.. places.Select(place => CardOf(place, links)).OfType<LinkCard>()]);
    }

    /// <summary>Whether anybody may see where a link leads: not while it lets nobody through, nor where it asks for a password.</summary>
    internal static bool IsShown(StoredLink link, DateTimeOffset now)
        => link is { DeniedHost: null, Content: { Enabled: true, Password: null } content }
            && !(content.ActiveFrom > now) && !(content.ExpiresAt <= now) && !(content.MaxClicks <= link.Clicks);

    /// <summary>By which the address of its picture names a link; another one after each change.</summary>
    internal static string PictureName(StoredLink link) => string.Create(CultureInfo.InvariantCulture, $"{link.Id}-{link.Revision}");

    private static IEnumerable<Place> PlacesOf(Message message, AccountDomains served)
    {
        var text = message.Content!;
        foreach (var (start, length) in TextUrls.Find(text))
        {
            var url = text.Substring(start, length);
            if (Uri.TryCreate(url, UriKind.Absolute, out var address) && served.Find(address.Authority) is { IsServed: not 0 } domain
                && Uri.UnescapeDataString(address.AbsolutePath).Trim('/') is { Length: > 0 and <= SlugGrammar.MaxLength } slug)
            {
                yield return new Place(message.Id, url, domain.Id, SlugKey.Create(slug, domain.CaseSensitive));
            }
        }
    }

    private async Task<Dictionary<(long DomainId, string Key), StoredLink>> LinksAsync(long accountId, List<Place> places, CancellationToken cancellationToken)
        => await database.ReadAsync(
            async connection =>
            {
                var links = new Dictionary<(long, string), StoredLink>();
                foreach (var ofDomain in places.GroupBy(place => place.DomainId))
                {
                    var rows = await connection.QueryAsync<LinkRow>(
                        $"SELECT {LinkRow.Columns} FROM links l WHERE l.domain_id = @domainId AND l.slug_key IN @keys AND +l.account_id = @accountId",
                        new { domainId = ofDomain.Key, keys = ofDomain.Select(place => place.Key).Distinct(StringComparer.Ordinal).ToList(), accountId });
                    foreach (var link in rows.Select(row => row.ToLink()))
                    {
                        links[(link.DomainId, link.SlugKey)] = link;
                    }
                }

                return links;
            },
            cancellationToken);

    private LinkCard? CardOf(Place place, Dictionary<(long DomainId, string Key), StoredLink> links)
        => links.GetValueOrDefault((place.DomainId, place.Key)) is { } link && IsShown(link, clock.GetUtcNow()) && Uri.TryCreate(link.Content.Url, UriKind.Absolute, out var destination)
            ? new LinkCard(
                place.Url,
                destination.IdnHost,
                link.Content.Brand.Title ?? link.Content.Title,
                link.Content.Brand.Description,
                link.Content.Brand.Name,
                link.Content.Brand.ImageUrl is null ? null : files.OfCardPicture(PictureName(link)))
            : null;

    private sealed record Place(long MessageId, string Url, long DomainId, string Key);
}
