namespace OneLink.Admin.Links.Search;

/// <summary>The words by which a link is found: of its slug, url, title, notes, externalId and tags.</summary>
internal static class LinkWords
{
    /// <summary>Some perhaps more than once.</summary>
    public static IEnumerable<string> Of(StoredLink link) => Texts(link).SelectMany(SearchWords.Of);

    /// <summary>Whether the same words find both.</summary>
    public static bool AreSame(StoredLink one, StoredLink other) => Texts(one).SequenceEqual(Texts(other), StringComparer.Ordinal);

    private static IEnumerable<string> Texts(StoredLink link)
    {
        var content = link.Content;
        string?[] fields = [link.Slug, content.Url, content.Title, content.Notes, content.ExternalId];
        return fields.Where(text => !string.IsNullOrEmpty(text)).Concat(content.Tags)!;
    }
}
