using OneLink.Admin.Links.List;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Links;

/// <summary>Parameters by which calls name links.</summary>
internal static class LinkParameters
{
    public static ApiParameter Slug { get; } = ApiParameter.Path(
        "slug",
        ApiType.Text().Like("summer"),
        "A slug (its own `/` as `%2F`), an id (`lnk_…`), or your own id behind `ext_`.");

    public static ApiParameter Domain { get; } = ApiParameter.Query(
        "domain", ApiType.Text().Like("go.acme.com"), "Where the slug is looked for; the account's default domain where left out.");

    public static IReadOnlyList<ApiParameter> OfOne { get; } = [Slug, Domain];

    public static ApiParameter IfMatch { get; } = ApiParameter.Header(
        "If-Match", ApiType.Text(), "ETag of the state that may be changed; another one answers 412.");

    public static ApiParameter Upsert { get; } = ApiParameter.Query(
        "upsert", ApiType.Flag.Otherwise(false), "Updates the link of the same `externalId`, else of the same `domain` and `url`, where there is one: what is left out stays.");

    public static ApiParameter FindIfExists { get; } = ApiParameter.Query(
        "findIfExists", ApiType.Flag.Otherwise(false), "Answers with a link of the same `domain` and `url` of which everything else that is sent is true already, where there is one.");

    /// <summary>Which links a list, an export or a bulk change is about.</summary>
    public static IReadOnlyList<ApiField> Filters { get; } =
    [
        new("domain", ApiType.Text(), "On this domain."),
        new("tag", ApiType.Text(), "With this tag."),
        new("search", ApiType.Text(), "With all of these words in slug, url, title, notes, tags or externalId; the last one may be the beginning of a word. Case and accents make no difference."),
        new("externalId", ApiType.Text(), "With this id of yours."),
        new("enabled", ApiType.Flag, "Enabled or not."),
        new("createdAfter", ApiType.Time, "Made after this time."),
        new("createdBefore", ApiType.Time, "Made before this time."),
    ];

    public static IEnumerable<ApiParameter> FilterParameters => Filters.Select(filter => ApiParameter.Query(filter.Name, filter.Type, filter.Description));

    public static ApiParameter Sort { get; } = ApiParameter.Query(
        "sort", ApiType.OneOf(LinkSort.All.Select(sort => sort.Name)).Otherwise(LinkSort.Default.Name), "Order; `-` is descending.");
}
