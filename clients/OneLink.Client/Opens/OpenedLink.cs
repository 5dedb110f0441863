namespace OneLink.Client.Opens;

/// <summary>What anybody may know of a link.</summary>
public sealed record OpenedLink(string Id, string Domain, string Slug, string ShortUrl, string Url);
