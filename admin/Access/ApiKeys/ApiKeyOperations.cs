using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>What the API description says of <see cref="ApiKeyEndpoints"/>.</summary>
internal static class ApiKeyOperations
{
    private static readonly ApiParameter Id = ApiParameter.Path("id", ApiType.Text(), "Of the key.");
    private static readonly Problem NotFound = KnownProblems.NotFound("This account has no key key_0CGLQ7E3MH5BJ.");

    private static readonly Problem NotOwned = KnownProblems.ScopeNotOwned(
        "A key can grant only scopes that it has, and change only keys that have no others; this one lacks domains:write.");

    public static ApiOperation Create { get; } = new("createKey", "Make an API key", "The answer shows the secret, once.")
    {
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(ApiKeySchema.Sent), new ApiExample("A key for a BI tool", """{"name":"BI","scopes":["stats:read"],"expiresAt":"2100-01-01T00:00:00Z"}"""))],
        Answers = [ApiAnswer.Json(StatusCodes.Status201Created, "The key with its secret.", ApiKeySchema.Answered).With(ApiHeader.Location)],
        Problems = [KnownProblems.AnswerSealed(), CommonProblems.Invalid("name", "is required."), NotOwned],
    };

    public static ApiOperation List { get; } = new("listKeys", "List API keys", "Without their secrets.")
    {
        Parameters = [PageParameters.Limit(ApiKeyEndpoints.DefaultLimit, ApiKeyEndpoints.MaxLimit), PageParameters.Cursor],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "A page.", ApiKeySchema.Page)],
        Problems = [CommonProblems.Invalid("limit", "must be a whole number from 1 to 1000.")],
    };

    public static ApiOperation Get { get; } = new("getKey", "Read an API key", "Without its secret.")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "The key.", ApiKeySchema.Answered)],
        Problems = [NotFound],
    };

    public static ApiOperation Patch { get; } = new("updateKey", "Change an API key", "A JSON merge patch (RFC 7396). It holds from the next request on.")
    {
        Parameters = [Id],
        Bodies =
        [
            new ApiBody(ApiBody.MergePatch, ApiType.Of(ApiKeySchema.Patch), new ApiExample("Only from these networks", """{"allowedIps":["127.0.0.0/8","2001:db8::/32"]}""")),
            new ApiBody(ApiBody.Json, ApiType.Of(ApiKeySchema.Patch), new ApiExample("Another name", """{"name":"BI"}""")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "The key as it is now.", ApiKeySchema.Answered)],
        Problems = [NotFound, NotOwned, CommonProblems.Invalid("allowedIps[0]", "must be an address or a CIDR range such as 10.0.0.0/8 or 2001:db8::/32.")],
    };

    public static ApiOperation Revoke { get; } = new("revokeKey", "Revoke an API key", "From the next request on it is refused.")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It is revoked.")],
        Problems = [NotFound],
    };

    public static ApiOperation Rotate { get; } = new("rotateKey", "Give an API key a new secret", "The old secret ends at once, or after `graceSeconds`.")
    {
        Parameters = [Id],
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(ApiKeySchema.Rotation), new ApiExample("An hour for both", """{"graceSeconds":3600}"""))],
        IsBodyOptional = true,
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "The key with its new secret.", ApiKeySchema.Answered)],
        Problems = [NotFound, NotOwned, KnownProblems.AnswerSealed(), CommonProblems.Invalid("graceSeconds", "must be a whole number from 0 to 315360000.")],
    };
}
