using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.DeepLinks;

/// <summary>What the API description says of <see cref="DeepLinkServices"/>.</summary>
internal static class DeepLinkOperation
{
    private static readonly ApiObject Suggestion = ApiObject.Answered(
        "DeepLinkSuggestion",
        "The fields of a link that opens an app; all null but `url` where no known app opens it.",
        new("url", LinkTypes.Destination, "The address that was asked about."),
        new("app", ApiType.Text().OrNull(), "Name of the app."),
        new("deepLinkPath", LinkTypes.DeepLink.OrNull(), "Ready for `deepLinkPath` of a link."),
        new("platforms", LinkSchema.Platforms, "Ready for `platforms` of a link."),
        new("source", ApiType.Text().OrNull(), "Where to look it up."),
        new("attested", ApiType.OneOf("maker", "public").OrNull(), "`maker`: the maker of the app documents the URI; `public`: many programs use it, and it may change."));

    public static ApiOperation Suggest { get; } = new("suggestDeepLink", "What opens a web address in its app", "For well-known addresses of Instagram, Spotify, YouTube, WhatsApp and others.")
    {
        Parameters = [ApiParameter.Query("url", LinkTypes.Destination.Like("https://www.instagram.com/nasa/"), "A web address.").Required()],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "The app's address, if one is known.", Suggestion)],
        Problems = [CommonProblems.Invalid("url", "must be an absolute http or https URL.")],
    };
}
