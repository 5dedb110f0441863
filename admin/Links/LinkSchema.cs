using OneLink.Admin.Links.Rules;
using OneLink.Admin.OpenApi;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>A link, as the API description shows it and as <see cref="LinkReader"/> knows it.</summary>
internal static class LinkSchema
{
    private const string DeepLinkDescription =
        "URI that opens the app (`instagram://user?username=nasa`), of any scheme that cannot run as code. Tried on iOS, iPadOS and Android.";

    /// <summary>What one platform changes about a link. <c>null</c> is a value of <c>deepLinkPath</c>, in answers too.</summary>
    public static IReadOnlyList<ApiField> PlatformFields { get; } =
    [
        new("deepLinkPath", LinkTypes.DeepLink.OrNull(), "The platform's own; `null` switches deep linking off for it, left out it is the link's.") { IsOptional = true },
        new("fallbackUrl", LinkTypes.Destination, "Where a visitor without the app goes, such as the page of a store.") { IsOptional = true },
        new("package", ApiType.Text(LinkPlatformReader.MaxPackageLength).Like("com.acme.app"), "Android package name, so that Android opens this app and no other.") { IsOptional = true },
    ];

    /// <summary>By platform name, each of which may be missing.</summary>
    public static ApiType Platforms { get; } = ApiType.Of(ApiObject.Answered(
        "LinkPlatforms",
        "By platform.",
        LinkPlatforms.Names.Select(platform => new ApiField(
            platform, ApiType.Of(ApiObject.Answered("LinkPlatform", "What a platform changes about a link.", PlatformFields)), $"On {platform}.")
        { IsOptional = true })));

    public static IReadOnlyList<ApiField> BrandFields { get; } =
    [
        new("name", ApiType.Text(LinkBrandReader.MaxName), "Of the brand.") { IsOptional = true },
        new("title", ApiType.Text(LinkBrandReader.MaxTitle), "Headline of previews and pages.") { IsOptional = true },
        new("description", ApiType.Text(LinkBrandReader.MaxDescription), "Text of previews.") { IsOptional = true },
        new("imageUrl", LinkTypes.Destination, "Picture of previews.") { IsOptional = true },
        new("logoUrl", LinkTypes.Destination, "Logo of pages and, with `logo=true`, of QR codes.") { IsOptional = true },
        new("color", ApiType.Text().Matching("^#[0-9A-Fa-f]{6}$").Like("#ff0000"), "Colour of pages.") { IsOptional = true },
    ];

    public static IReadOnlyList<ApiField> UtmFields { get; } =
    [
        .. new[] { "source", "medium", "campaign", "term", "content" }
            .Select(name => new ApiField(name, ApiType.Text(LinkUtmReader.MaxValue), $"Value of `utm_{name}`; an empty text clears it.") { IsOptional = true }),
    ];

    private static readonly ApiObject Warning = ApiObject.Answered(
        "LinkWarning",
        "What looks wrong with a link that works.",
        new("field", ApiType.Text().Like("url"), "Path of the field."),
        new("code", ApiType.Text().Like("mixed-script-host"), "Kind of the warning, stable."),
        new("message", ApiType.Text(), "What looks wrong and what to do about it."));

    private static readonly IReadOnlyList<ApiField> Fields =
    [
        new("id", LinkTypes.Id, "Never changes; names the link in paths.") { IsReadOnly = true },
        new("domain", ApiType.Text(300).Like("go.acme.com"), "Host of the short link, one of the account's; its default where left out."),
        new("slug", ApiType.Text().Like("summer"), $"Path of the short link: 1 to {SlugGrammar.MaxLength} characters, letters and digits of any script, emoji, `-_.~` and `/` inside. Generated where left out."),
        new("shortUrl", ApiType.Uri().Like("https://go.acme.com/summer"), "What people tap.") { IsReadOnly = true },
        new("url", LinkTypes.Destination.Like("https://acme.com/sale"), "Where the link leads: an absolute http or https URL. Shown percent-encoded, its host as punycode.") { IsRequired = true },
        new("deepLinkPath", LinkTypes.DeepLink.OrNull(), DeepLinkDescription),
        new("platforms", Platforms, "What differs by platform. `ipados` falls back to `ios`; `windows`, `macos`, `linux` and `chromeos` fall back to `desktop`; `other` is everything that is not recognised."),
        new("rules", ApiType.ListOf(RuleSchema.Answered, RuleReader.MaxCount), "Asked in order; the first whose conditions all hold decides."),
        new("variants", ApiType.ListOf(RuleSchema.Variant, VariantReader.MaxCount), "Two to ten shares of the visitors (A/B test), or none."),
        new("variantsFrom", ApiType.Time.OrNull(), "Before this the link is as without variants."),
        new("variantsUntil", ApiType.Time.OrNull(), "From this on the link is as without variants."),
        new("brand", ApiType.Of(ApiObject.Answered("LinkBrand", "How the link looks in previews and on its pages.", BrandFields)), "How the link looks in previews and on its pages."),
        new("utm", ApiType.Of(ApiObject.Answered("LinkUtm", "Campaign parameters that are merged into the destination.", UtmFields)), "Campaign parameters that are merged into the destination."),
        new("redirectStatus", ApiType.OneOf(301, 302, 307, 308).Otherwise(LinkContent.DefaultRedirectStatus), "Of the redirect."),
        new("forwardQuery", ApiType.Flag.Otherwise(true), "Whether the visitor's query parameters go on to the destination."),
        new("forwardPath", ApiType.Flag.Otherwise(false), "Whether a path behind the slug goes on to the destination."),
        new("indexable", ApiType.Flag.Otherwise(false), "Whether search engines may list the short link."),
        new("activeFrom", ApiType.Time.OrNull(), "Before this the link answers 404."),
        new("expiresAt", ApiType.Time.OrNull(), "From this on the link leads to `expiredUrl`, or answers 410."),
        new("expiredUrl", LinkTypes.Destination.OrNull(), "Where an expired link leads."),
        new("maxClicks", ApiType.Integer(1, int.MaxValue).OrNull(), "After so many people, over all edges, the link has expired."),
        new("password", ApiType.Text(LinkPassword.MaxLength, LinkPassword.MinLength), "Asked of visitors. Kept as a slow hash and never shown.") { IsWriteOnly = true },
        new("hasPassword", ApiType.Flag, "Whether visitors are asked for a password.") { IsReadOnly = true },
        new("probeIpad", ApiType.Flag.Otherwise(false), "Whether Safari on a Mac is asked if it is an iPad."),
        new("enabled", ApiType.Flag.Otherwise(true), "Whether the link answers at all."),
        new("deniedHost", ApiType.Text().OrNull(), "The denied host that the link leads to: it is not redirected until its destination or the list changes.") { IsReadOnly = true },
        new("warnings", ApiType.ListOf(ApiType.Of(Warning)), "What its owner should look at; the link works all the same.") { IsReadOnly = true },
        new("title", ApiType.Text(LinkReader.MaxTitle).OrNull(), "For you; searched."),
        new("notes", ApiType.Text(LinkReader.MaxNotes).OrNull(), "For you; searched."),
        new("tags", ApiType.ListOf(ApiType.Text(LinkReader.MaxTag, 1), LinkReader.MaxTags), "For filters and stats."),
        new("externalId", ApiType.Text(LinkReader.MaxExternalId, 1).OrNull().Like("crm-42"), "Your own id, unique in the account; names the link as `ext_…` in paths."),
        new("metadata", ApiType.FreeObject, "Yours, up to 16 Ki characters of JSON. A patch merges into what is there."),
        new("slugLength", ApiType.Integer(SlugGenerator.MinLength, SlugGenerator.MaxLength).Otherwise(SlugGenerator.DefaultLength), "Random characters of a generated slug.") { IsWriteOnly = true },
        new("slugPrefix", ApiType.Text(SlugGrammar.MaxLength), "Beginning of a generated slug.") { IsWriteOnly = true },
        new("clicks", ApiType.Count, "By people, some seconds behind.") { IsReadOnly = true },
        new("lastClickedAt", ApiType.Time.OrNull(), "By a person; null before the first click.") { IsReadOnly = true },
        new("createdAt", ApiType.Time, "When it was made.") { IsReadOnly = true },
        new("updatedAt", ApiType.Time, "When it was last changed.") { IsReadOnly = true },
    ];

    public static ApiObject Answered { get; } = ApiObject.Answered("Link", "A link as the API shows it: every field is always there.", Fields);

    /// <summary>What only OneLink sets may be sent and is ignored, so that a link that was fetched can be sent back.</summary>
    public static ApiObject Sent { get; } = ApiObject.Sent("LinkInput", "A link to make. Only `url` is required; what OneLink alone sets is ignored.", Fields.Select(Sendable));

    public static ApiObject Patch { get; } = Sent.AsPatch(
        "LinkPatch", "A JSON merge patch (RFC 7396): what is left out stays, `null` clears, objects are merged, lists are replaced.");

    public static ApiObject Page { get; } = PageOf("LinkPage", Answered);

    public static ApiExample Example { get; } = new("A link with a slug of your own", """{"url":"https://acme.com/sale","slug":"summer","tags":["sale"]}""");

    /// <summary>What every list of this API looks like.</summary>
    public static ApiObject PageOf(string name, ApiObject item) => ApiObject.Answered(
        name,
        "A page of a list.",
        new ApiField("data", ApiType.ListOf(ApiType.Of(item)), "In order."),
        new ApiField("nextCursor", ApiType.Text().OrNull(), "Send it back as `cursor` for the next page; null ends the list."));

    /// <summary>Objects inside are merge patches of their own, in which other names are refused.</summary>
    private static ApiField Sendable(ApiField field) => field.Name switch
    {
        "platforms" => field with
        {
            Type = ApiType.Of(ApiObject.Sent(
                "LinkPlatformsInput",
                "By platform; `null` removes what a platform has.",
                LinkPlatforms.Names.Select(platform => new ApiField(
                    platform, ApiType.Of(ApiObject.Sent("LinkPlatformInput", "What a platform changes about a link.", PlatformFields)), $"On {platform}.")))),
        },
        "brand" => field with { Type = ApiType.Of(ApiObject.Sent("LinkBrandInput", "How the link looks in previews and on its pages.", BrandFields)) },
        "utm" => field with { Type = ApiType.Of(ApiObject.Sent("LinkUtmInput", "Campaign parameters that are merged into the destination.", UtmFields)) },
        "rules" => field with { Type = ApiType.ListOf(RuleSchema.Sent, RuleReader.MaxCount) },
        "variants" => field with { Type = ApiType.ListOf(RuleSchema.VariantSent, VariantReader.MaxCount) },
        _ => field,
    };
}
