namespace OneLink.EndToEnd.Api;

/// <summary>What the tests use of a link that the API answered with.</summary>
internal sealed record Link(string Id, string Domain, string Slug, string ShortUrl, string Url);
