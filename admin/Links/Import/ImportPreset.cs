namespace OneLink.Admin.Links.Import;

/// <summary>
/// How another service writes its links: its columns and the fields that they fill. Columns are compared by their letters
/// and digits alone, because the same service writes <c>Long URL</c> in one export and <c>long_url</c> in another. What is
/// not listed (clicks, dates, owners) is left out.
/// </summary>
/// <param name="Name">As in the request.</param>
/// <param name="Fields">By column, in small letters and digits.</param>
internal sealed record ImportPreset(string Name, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Fills <c>enabled</c> with the opposite.</summary>
    public const string Archived = "archived";

    /// <summary>Fills <c>slug</c>, and <c>domain</c> where it is one of the account's.</summary>
    public const string ShortUrl = "shortUrl";

    public static IReadOnlyList<ImportPreset> All { get; } =
    [
        // "Export links" and the fields of the API's bitlinks.
        Of("bitly",
            ("longurl", "url"), ("destinationurl", "url"), ("link", ShortUrl), ("bitlink", ShortUrl), ("shortlink", ShortUrl), ("shorturl", ShortUrl),
            ("title", "title"), ("tags", "tags"), ("archived", Archived)),

        // Labels of "Export as CSV", and the fields of the API.
        Of("dub",
            ("destinationurl", "url"), ("url", "url"), ("shortlink", ShortUrl), ("link", ShortUrl), ("key", "slug"), ("domain", "domain"),
            ("title", "title"), ("comments", "notes"), ("description", "brand.description"), ("image", "brand.imageUrl"), ("tags", "tags"),
            ("archived", Archived), ("externalid", "externalId"), ("expiresat", "expiresAt"), ("expiredurl", "expiredUrl"),
            ("ios", "platforms.ios.fallbackUrl"), ("android", "platforms.android.fallbackUrl"),
            ("utmsource", "utm.source"), ("utmmedium", "utm.medium"), ("utmcampaign", "utm.campaign"), ("utmterm", "utm.term"), ("utmcontent", "utm.content")),

        // "Export to CSV", and the fields of the API.
        Of("shortio",
            ("originalurl", "url"), ("longurl", "url"), ("path", "slug"), ("slug", "slug"), ("shorturl", ShortUrl), ("secureshorturl", ShortUrl),
            ("domain", "domain"), ("title", "title"), ("tags", "tags"), ("expiresat", "expiresAt"), ("expiredurl", "expiredUrl"), ("archived", Archived),
            ("iphoneurl", "platforms.ios.fallbackUrl"), ("androidurl", "platforms.android.fallbackUrl"),
            ("utmsource", "utm.source"), ("utmmedium", "utm.medium"), ("utmcampaign", "utm.campaign"), ("utmterm", "utm.term"), ("utmcontent", "utm.content")),

        // "Export links".
        Of("rebrandly",
            ("destination", "url"), ("destinationurl", "url"), ("slashtag", "slug"), ("shorturl", ShortUrl), ("link", ShortUrl), ("domain", "domain"),
            ("domainfullname", "domain"), ("title", "title"), ("description", "notes"), ("notes", "notes"), ("tags", "tags")),

        // Of the web client, of `short-url:list --format=csv` and of the CSV that its own importer reads.
        Of("shlink",
            ("longurl", "url"), ("shortcode", "slug"), ("shorturl", ShortUrl), ("domain", "domain"), ("title", "title"), ("tags", "tags"),
            ("validsince", "activeFrom"), ("validuntil", "expiresAt"), ("maxvisits", "maxClicks"), ("crawlable", "indexable"), ("forwardquery", "forwardQuery")),

        // The fields of its API, as the tools that export from it write them.
        Of("kutt",
            ("target", "url"), ("originalurl", "url"), ("longurl", "url"), ("address", "slug"), ("link", ShortUrl), ("shorturl", ShortUrl),
            ("domain", "domain"), ("description", "title"), ("expirein", "expiresAt"), ("banned", Archived)),

        // The columns of its table, as its export plugins and the database write them.
        Of("yourls", ("url", "url"), ("longurl", "url"), ("keyword", "slug"), ("shorturl", ShortUrl), ("title", "title")),
    ];

    /// <summary>A column's name as presets have it.</summary>
    public static string Plain(string column) => string.Concat(column.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static ImportPreset Of(string name, params (string Column, string Field)[] fields)
        => new(name, fields.ToDictionary(field => field.Column, field => field.Field, StringComparer.Ordinal));
}
