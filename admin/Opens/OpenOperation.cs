using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Admin.Stats;

namespace OneLink.Admin.Opens;

/// <summary>What the API description says of <see cref="OpenEndpoints"/>.</summary>
internal static class OpenOperation
{
    public static ApiOperation Open { get; } = new(
        "openApp",
        "Ask which tap led to an app",
        "For apps, which keep no secret: no key is needed, and pages of any origin may call it. At most 600 calls a minute from one address.")
    {
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Of(OpenSchema.Sent),
                new ApiExample("The link that the system handed over", """{"deepLink":"http://127.0.0.1:8081/summer"}""")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "The tap, or nothing.", OpenSchema.Answered)],
        Problems =
        [
            KnownProblems.Unauthorized("This domain asks for its public token."),
            KnownProblems.NotFound("This deep link is of no link."),
            CommonProblems.Invalid("deepLink", "is required: the short link that opened the app; or installReferrer, domain or token."),
            KnownProblems.TooManyRequests("Too many openings from this address within a minute.", 60),
            StatsProblems.Away(),
        ],
    };
}
