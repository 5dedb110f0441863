using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Opens.Tickets;
using OneLink.Shared.Devices;

namespace OneLink.Admin.Opens;

/// <summary>What an app says and is told when it opens, as the API description shows it.</summary>
internal static class OpenSchema
{
    public static ApiObject Sent { get; } = ApiObject.Sent(
        "OpenInput",
        "What the app knows; one of `deepLink`, `installReferrer`, `domain` and `token` must be there. Fields that are not known are ignored: released apps cannot be corrected.",
        new("deepLink", ApiType.Text(OpenRequest.MaxText), "The short link that the system handed to the app."),
        new("installReferrer", ApiType.Text(OpenRequest.MaxText), "The Play install referrer."),
        new("referrer", ApiType.Text(OpenRequest.MaxText), "The same."),
        new("clickId", ApiType.Text(64), "The click, where the app knows it."),
        new("domain", ApiType.Text(1000), "A link domain: the tap is looked for among its links."),
        new("token", ApiType.Text(64), "A link domain's public token, also as `Authorization: Bearer`."),
        new("platform", ApiType.OneOf(Enum.GetValues<Platform>().Select(platform => platform.Name())), "What the app runs on; else as the user agent says.")).Open();

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "Opening",
        "Which tap led to the app, and where in it that leads; all null where none did.",
        new("clickId", ApiType.Text().OrNull(), "For `POST /events`."),
        new(
            "link",
            ApiType.Of(ApiObject.Answered(
                "OpenedLink",
                "What anybody may know of a link.",
                new("id", LinkTypes.Id, "Of the link."),
                new("domain", ApiType.Text(), "Its host."),
                new("slug", ApiType.Text(), "Its slug."),
                new("shortUrl", ApiType.Uri(), "What was tapped."),
                new("url", ApiType.Uri(), "Where it leads."))).OrNull(),
            "The link that was tapped."),
        new("deepLinkPath", LinkTypes.DeepLink.OrNull(), "Where in the app it leads, for this visitor's platform, rule and variant."),
        new(
            "matched",
            ApiType.OneOf(OpenResponse.Exact, OpenResponse.Probable).OrNull(),
            "`probable` is a tap from the same address within an hour, perhaps somebody else's: hang nothing personal on it."),
        new("ticket", ApiType.Text().OrNull(), "For OneTalk's `request_access_token`, once and within five minutes: the conversation that the link was made for."),
        new("noTicket", ApiType.OneOf(NoTicket.All).OrNull(), "Why there is no ticket; null where there is one, and where no tap was found."));
}
