using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Stats.Feeds;

/// <summary>Feeds, as the API description shows them and as <see cref="StatsFeedRequest"/> knows them.</summary>
internal static class StatsFeedSchema
{
    private static readonly ApiType Value = ApiType.Either(ApiType.Text(), ApiType.Integer(long.MinValue), ApiType.ListOf(ApiType.Text()));

    public static ApiObject Sent { get; } = ApiObject.Sent(
        "FeedInput",
        "A stats query to save.",
        new("name", ApiType.Text(StatsFeedRequest.LongestName), "For you."),
        new("link", ApiType.Text(StatsFeedRequest.LongestName).Like("summer"), "A slug, `lnk_…` or `ext_…`; of the whole account where left out."),
        new("slug", ApiType.Text(StatsFeedRequest.LongestName), "The same as `link`."),
        new("domain", ApiType.Text(StatsFeedRequest.LongestName), "Where the slug is looked for; the default domain where left out."),
        new(
            "query",
            ApiType.Either(ApiType.Text(StatsFeedRequest.LongestQuery), ApiType.MapOf(Value)),
            "As behind the question mark of a stats call, or names and values."));

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "Feed",
        "A saved stats query at a public address.",
        new("id", ApiType.Text(), "Names the feed in paths."),
        new("name", ApiType.Text(), "For you."),
        new("linkId", LinkTypes.Id.OrNull(), "Null: of the whole account."),
        new("query", ApiType.Text(), "As behind the question mark of a stats call."),
        new("token", ApiType.Text(), "Part of the address; who has it reads the feed."),
        new("url", ApiType.Uri(), "What goes into the tool."),
        new("createdAt", ApiType.Time, "When it was made."));

    public static ApiObject Page { get; } = LinkSchema.PageOf("FeedPage", Answered);
}
