using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Safety;

/// <summary>What the API description says of <see cref="DeniedHostEndpoints"/>.</summary>
internal static class DeniedHostOperations
{
    private static readonly Problem Invalid = CommonProblems.Invalid("hosts", "is required.");
    private static readonly ApiAnswer Changed = ApiAnswer.Json(StatusCodes.Status200OK, "What has changed.", DeniedHostSchema.Change);

    public static ApiOperation List { get; } = new("listDeniedHosts", "List denied hosts", "The account's own list, by host; the installation has one beside it.")
    {
        Parameters = [PageParameters.Limit(DeniedHostEndpoints.DefaultLimit, DeniedHostEndpoints.MaxLimit), PageParameters.Cursor],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "A page.", DeniedHostSchema.Page)],
        Problems = [CommonProblems.Invalid("limit", "must be a number from 1 to 1000.")],
    };

    public static ApiOperation Add { get; } = new("addDeniedHosts", "Deny hosts", "New links may not lead there, and links that do are stopped.")
    {
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(DeniedHostSchema.Sent), new ApiExample("Two hosts", """{"hosts":["bad.example","worse.example"]}"""))],
        Answers = [Changed],
        Problems = [Invalid],
    };

    public static ApiOperation Replace { get; } = new("replaceDeniedHosts", "Replace the list of denied hosts", "Links to hosts that are no longer on it go on.")
    {
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(DeniedHostSchema.Sent), new ApiExample("Nothing is denied", """{"hosts":[]}"""))],
        Answers = [Changed],
        Problems = [Invalid],
    };

    public static ApiOperation Delete { get; } = new("deleteDeniedHost", "Allow a host again", "Links that lead there go on.")
    {
        Parameters = [ApiParameter.Path("host", ApiType.Text().Like("bad.example"), "As on the list.")],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It is no longer on the list.")],
        Problems = [KnownProblems.NotFound("bad.example is not on this account's list of denied hosts.")],
    };
}
