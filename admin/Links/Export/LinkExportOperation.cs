using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Links.Export;

/// <summary>What the API description says of <see cref="LinkExportEndpoint"/>.</summary>
internal static class LinkExportOperation
{
    public static ApiOperation Export { get; } = new(
        "exportLinks",
        "Export links",
        "Every link that a list with the same filters shows and that was there when the call came, oldest first, in one stream. An answer that breaks off was not complete. NDJSON can be posted to `POST /links` as it is.")
    {
        Parameters = [ApiParameter.Query("format", ApiType.OneOf("csv", "ndjson").Otherwise("csv"), "Of the answer."), .. LinkParameters.FilterParameters],
        Answers = [new ApiAnswer(StatusCodes.Status200OK, "The links.").As("text/csv", ApiType.Text()).As("application/x-ndjson", ApiType.Text())],
        Problems = [CommonProblems.Invalid("format", "must be csv (the default) or ndjson.")],
    };
}
