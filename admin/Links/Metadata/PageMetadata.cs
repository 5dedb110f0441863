namespace OneLink.Admin.Links.Metadata;

/// <summary>What a page says of itself; null where it says nothing. Texts fit the fields of a link's <c>brand</c>.</summary>
/// <param name="Url">Of the page that was read, after redirects.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Image">Address of its picture.</param>
/// <param name="Icon">Address of its icon; where it names none, the one that browsers ask for.</param>
/// <param name="SiteName">Name of the site.</param>
/// <param name="Canonical">The address that the page gives as its own.</param>
internal sealed record PageMetadata(
    string Url, string? Title, string? Description, string? Image, string? Icon, string? SiteName, string? Canonical);
