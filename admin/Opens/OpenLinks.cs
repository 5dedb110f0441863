using System.Text;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Shared.Links;

namespace OneLink.Admin.Opens;

/// <summary>Finds links as an edge does: by the address that was tapped.</summary>
internal sealed class OpenLinks(IDatabase database, DomainRepository domains, LinkStore links)
{
    /// <summary>Segments that a forwarded path may have behind its slug; the edge's own limit.</summary>
    private const int MaxForwardedSegments = 8;

    /// <returns>Null where no link of ours has this address.</returns>
    public async Task<(StoredLink Link, LinkDomain Domain)?> FindAsync(Uri address, CancellationToken cancellationToken)
    {
        if (address.Scheme is not ("http" or "https") || await domains.ServingAsync(address.IdnHost, cancellationToken) is not { } domain)
        {
            return null;
        }

        var path = address.AbsolutePath.TrimStart('/');
        for (var segments = 0; segments <= MaxForwardedSegments && path.Length > 0; segments++)
        {
            if (KeyOf(path, domain) is { } key
                && await links.FindAsync(domain.AccountId, new LinkReference(LinkReferenceKind.Slug, key), domain, cancellationToken) is { } link)
            {
                return segments == 0 || link.Content.ForwardPath ? (link, domain) : null;
            }

            var slash = path.LastIndexOf('/');
            path = slash < 0 ? "" : path[..slash];
        }

        return null;
    }

    /// <returns>Null where it was deleted.</returns>
    public async Task<(StoredLink Link, LinkDomain Domain)?> ByIdAsync(long linkId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(connection => LinkRepository.ByIdsAsync(connection, transaction: null, [linkId]), cancellationToken);
        return found is [var link] && await domains.ByIdAsync(link.DomainId, cancellationToken) is { } domain ? (link, domain) : null;
    }

    private static string? KeyOf(string path, LinkDomain domain)
    {
        var key = new byte[SlugKey.MaxBytes];
        return SlugKey.TryFromPath(Encoding.UTF8.GetBytes(path), domain.CaseSensitive, key, out var length) ? Encoding.UTF8.GetString(key, 0, length) : null;
    }
}
