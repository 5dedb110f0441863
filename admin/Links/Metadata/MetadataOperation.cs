using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Links.Metadata;

/// <summary>What the API description says of <see cref="MetadataEndpoint"/>.</summary>
internal static class MetadataOperation
{
    private static readonly ApiType Text = ApiType.Text().OrNull();

    private static readonly ApiObject Answered = ApiObject.Answered(
        "PageMetadata",
        "What a page says of itself; null where it says nothing. Texts fit the fields of a link's `brand`.",
        new("url", ApiType.Uri(), "Of the page that was read, after redirects."),
        new("title", Text, "Its title."),
        new("description", Text, "What it is about."),
        new("image", Text, "Address of its picture."),
        new("icon", Text, "Address of its icon; where it names none, the one that browsers ask for."),
        new("siteName", Text, "Name of the site."),
        new("canonical", Text, "The address that the page gives as its own."));

    public static ApiObject Sent { get; } = ApiObject.Sent(
        "PageMetadataInput",
        "Which page.",
        new ApiField("url", LinkTypes.Destination, "At a public address, or a short link of the account, which stands for its destination.") { IsRequired = true });

    public static ApiOperation Read { get; } = new(
        "readPageMetadata",
        "What a page says of itself",
        "Title, description and picture of a page, to begin a link's `brand` with. Only public addresses are called.")
    {
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(Sent), new ApiExample("A page", """{"url":"https://acme.com/sale"}"""))],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "What the page says.", Answered)],
        Problems = [CommonProblems.Invalid("url", "must be a URL that can be fetched.")],
    };
}
