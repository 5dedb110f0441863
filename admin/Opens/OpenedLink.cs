using OneLink.Admin.Domains;
using OneLink.Admin.Links;

namespace OneLink.Admin.Opens;

/// <summary>What anybody may know of a link.</summary>
internal sealed record OpenedLink(string Id, string Domain, string Slug, string ShortUrl, string Url)
{
    public static OpenedLink Of(StoredLink link, LinkDomain domain)
        => new(link.Id.ToString(), domain.Authority, link.Slug, ShortUrls.Of(domain, link.Slug), link.Content.Url);
}
