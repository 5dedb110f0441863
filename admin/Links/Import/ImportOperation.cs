using OneLink.Admin.Jobs;
using OneLink.Admin.Links.Bulk;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Links.Import;

/// <summary>What the API description says of <see cref="ImportEndpoint"/>.</summary>
internal static class ImportOperation
{
    public static ApiOperation Import { get; } = new(
        "importLinks",
        "Import a file of links",
        """
        The file is the body (`text/csv` or `application/x-ndjson`), or the field `file` of a form whose other fields say what else the query does. The answer names a job that does the work; its result file has a reason for each row that failed.
        """)
    {
        Parameters =
        [
            ApiParameter.Query("format", ApiType.OneOf("csv", "ndjson"), "Where the content type or the name of the file does not tell."),
            ApiParameter.Query("preset", ApiType.OneOf(ImportPreset.All.Select(preset => preset.Name)), "The service that wrote the file. Without one, columns are named like the fields of a link, as exports have them."),
            ApiParameter.Query("columns", ApiType.Text().Like("""{"Long URL":"url","Owner":null}"""), "A JSON object: columns of the file and the fields that they fill, `null` for none. Parts are named `utm.source`, `platforms.ios.fallbackUrl`; `shortUrl` fills slug and domain, `archived` the opposite of `enabled`."),
            ApiParameter.Query("dryRun", ApiType.Flag.Otherwise(false), "Try everything and keep nothing."),
            ApiParameter.Query("onConflict", ApiType.OneOf("fail", "skip", "update").Otherwise("fail"), "What becomes of a row whose slug or externalId another link has."),
            ApiParameter.Query("domain", ApiType.Text().Like("go.acme.com"), "On which all links come. Without it a row's own domain counts, else the account's default."),
        ],
        Bodies =
        [
            new ApiBody("text/csv", ApiType.Text(), new ApiExample("Two rows", "url,slug,tags\r\nhttps://acme.com/1,imported-one,\"sale,summer\"\r\nhttps://acme.com/2,,\r\n")),
            new ApiBody(NdjsonCreation.ContentType, ApiType.Text(), new ApiExample("A link a line", "{\"url\":\"https://acme.com/1\"}\n{\"url\":\"https://acme.com/2\"}\n")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status202Accepted, "The job, which has begun.", JobOperations.Answered).With(ApiHeader.Location)],
        Problems = [CommonProblems.Invalid("columns", "name none that fills url; the file has Name, Address.")],
    };
}
