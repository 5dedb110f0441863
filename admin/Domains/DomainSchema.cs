using OneLink.Admin.Domains.Verification;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Shared.Links;

namespace OneLink.Admin.Domains;

/// <summary>A domain, as the API description shows it and as <see cref="DomainRequest"/> knows it.</summary>
internal static class DomainSchema
{
    private static readonly ApiType Address = ApiType.Uri(DestinationUrl.MaxLength).OrNull();

    public static IReadOnlyList<ApiField> IosFields { get; } =
    [
        new("appIds", ApiType.ListOf(ApiType.Text().Like("ABCDE12345.com.acme.app"), AppSettingsReader.MaxApps), "Team id and bundle id of each app."),
        new("paths", ApiType.ListOf(ApiType.Text().Like("/sale/*"), AppSettingsReader.MaxPaths), "Paths that open the app; `NOT ` in front leaves some out. All where empty."),
    ];

    public static IReadOnlyList<ApiField> AndroidFields { get; } =
    [
        new("package", ApiType.Text(AppSettingsReader.MaxText).Like("com.acme.app"), "Package name.") { IsRequired = true },
        new("sha256CertFingerprints", ApiType.ListOf(ApiType.Text().Matching("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}$"), AppSettingsReader.MaxApps, 1), "Of the app's signing certificates, as keytool prints them.") { IsRequired = true },
    ];

    private static readonly IReadOnlyList<ApiField> Fields =
    [
        new("id", ApiType.Count, "Names the domain in paths, as its host does.") { IsReadOnly = true },
        new("host", ApiType.Text(1000).Like("go.acme.com"), "Cannot be changed.") { IsRequired = true },
        new("default", ApiType.Flag.Otherwise(false), "Whether links are made here that name no domain. One of the account's domains is."),
        new("caseSensitive", ApiType.Flag.Otherwise(true), "Whether `Sale` and `sale` are two slugs. Cannot be changed."),
        new("rootUrl", Address, "Where the bare host leads."),
        new("notFoundUrl", Address, "Where slugs lead that no link has."),
        new("expiredUrl", Address, "Where expired links lead that say nothing of it themselves."),
        new("ios", ApiType.Of(ApiObject.Answered("AppleApps", "What `apple-app-site-association` says.", IosFields)).OrNull(), "Apps that open the domain's links on iOS."),
        new("android", ApiType.Of(ApiObject.Answered("AndroidApp", "What `assetlinks.json` says.", AndroidFields)).OrNull(), "The app that opens the domain's links on Android."),
        new("robots", ApiType.OneOf(DomainRequest.RobotsDisallow, DomainRequest.RobotsAllow).Otherwise(DomainRequest.RobotsDisallow), "What `robots.txt` says."),
        new("openToken", ApiType.Text(), "Public token for `POST /open`. Send `null` for a new one."),
        new("openTokenRequired", ApiType.Flag.Otherwise(false), "Whether `POST /open` must bring the token."),
        new("chatCodes", ApiType.Flag.Otherwise(false), "Whether destinations that are chats (WhatsApp, Telegram, Messenger, Instagram) carry a code of the click, by which the conversation is joined to it."),
        new("verification", ApiType.Of(VerificationSchema.Answered), "Whether control of the domain is proven, and how to prove it.") { IsReadOnly = true },
        new("served", ApiType.Flag, "Whether edges answer for it.") { IsReadOnly = true },
        new("createdAt", ApiType.Time, "When it was added.") { IsReadOnly = true },
        new("updatedAt", ApiType.Time, "When it was last changed.") { IsReadOnly = true },
    ];

    public static ApiObject Answered { get; } = ApiObject.Answered("Domain", "A domain of short links.", Fields);

    public static ApiObject Sent { get; } = ApiObject.Sent("DomainInput", "A domain to add. What OneLink alone sets is ignored.", Fields.Select(Sendable));

    public static ApiObject Patch { get; } = Sent.AsPatch("DomainPatch", "What to change; `null` clears. `ios` and `android` are replaced as a whole.");

    public static ApiObject Page { get; } = LinkSchema.PageOf("DomainPage", Answered);

    private static ApiField Sendable(ApiField field) => field.Name switch
    {
        "ios" => field with { Type = ApiType.Of(ApiObject.Sent("AppleAppsInput", "What `apple-app-site-association` says.", IosFields)) },
        "android" => field with { Type = ApiType.Of(ApiObject.Sent("AndroidAppInput", "What `assetlinks.json` says.", AndroidFields)) },
        _ => field,
    };
}
