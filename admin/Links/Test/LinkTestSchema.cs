using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Links.Test;

/// <summary>A visit that is asked about and the answer, as the API description shows them and <see cref="LinkTestRequest"/> knows them.</summary>
internal static class LinkTestSchema
{
    private static readonly ApiType Name = ApiType.Text();

    public static ApiObject Sent { get; } = ApiObject.Sent(
        "LinkTestInput",
        "A visit. Everything may be left out.",
        new("userAgent", ApiType.Text(LinkTestRequest.MaxText), "`User-Agent` of the visitor."),
        new("headers", ApiType.MapOf(ApiType.Text(LinkTestRequest.MaxText).OrNull()), "Other headers by name, such as `Accept-Language` or client hints."),
        new("ip", ApiType.Text(64), "Address of the visitor."),
        new(
            "query",
            ApiType.Either(ApiType.Text(LinkTestRequest.MaxText), ApiType.MapOf(ApiType.Either(ApiType.Text(LinkTestRequest.MaxText), ApiType.OneOfTrue).OrNull())),
            "Query of the visit: raw, or names and values (`true` for one without a value)."),
        new("country", ApiType.Text(2), "Instead of the one that the address tells."),
        new("region", ApiType.Text(6), "Instead of the one that the address tells."),
        new("time", ApiType.Time, "When; now where left out."),
        new("method", ApiType.Text(16).Otherwise("GET"), "Of the request."),
        new("password", ApiType.Flag, "Whether the visitor has given the right password."));

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "LinkTest",
        "What the edge would answer, and why.",
        new("status", ApiType.Integer(200, 599), "HTTP status."),
        new("destination", ApiType.OneOf("url", "fallback", "deepLinkPage", "card", "expired", "none"), "Kind of destination."),
        new("page", Name.OrNull(), "The page that is shown instead of a redirect."),
        new("location", Name.OrNull(), "Where the redirect leads, or where a visitor without the app goes from the page."),
        new("deepLink", Name.OrNull(), "What the page opens, on Android wrapped in an intent."),
        new("rule", Name.OrNull(), "Rule that decided."),
        new("variant", Name.OrNull(), "The visitor's variant."),
        new("platform", Name, "As recognised."),
        new(
            "device",
            ApiType.Of(ApiObject.Answered(
                "LinkTestDevice",
                "The device as recognised.",
                new("platform", Name, "Operating system."),
                new("deviceClass", Name, "Kind of device."),
                new("browser", Name, "Browser."),
                new("inApp", Name.OrNull(), "App whose own browser it is."),
                new("osVersion", Name.OrNull(), "Version of the operating system."),
                new("bot", ApiType.Flag, "Whether it is a program."))),
            "The device as recognised."),
        new("visitor", ApiType.OneOf("human", "bot", "preview", "prefetch"), "How the click would be counted."),
        new("country", Name.OrNull(), "Where the visitor is."),
        new("region", Name.OrNull(), "Where the visitor is."),
        new(
            "rules",
            ApiType.ListOf(ApiType.Of(ApiObject.Answered(
                "LinkTestRule",
                "What became of a rule.",
                new("name", Name, "Of the rule."),
                new("holds", ApiType.Flag, "Whether all its conditions hold."),
                new("failed", ApiType.ListOf(Name), "Those which do not.")))),
            "Every rule, in order."),
        new("reasons", ApiType.ListOf(Name), "The decision in sentences."));
}
