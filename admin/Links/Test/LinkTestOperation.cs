using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Test;

/// <summary>What the API description says of <see cref="LinkTestEndpoint"/>.</summary>
internal static class LinkTestOperation
{
    public static ApiOperation Test { get; } = new(
        "testLink",
        "Try a link",
        "What the edge would answer to a visit, and why, by the same code. Changes and counts nothing.")
    {
        Parameters = LinkParameters.OfOne,
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Of(LinkTestSchema.Sent),
                new ApiExample(
                    "A German iPad",
                    """{"userAgent":"Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1","country":"DE","headers":{"Accept-Language":"de"},"query":{"src":"mail"}}"""),
                new ApiExample("Anybody", "{}")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "The decision.", LinkTestSchema.Answered)],
        Problems = [KnownProblems.NotFound("go.acme.com has no link with the slug \"summer\"."), CommonProblems.Invalid("ip", "must be an IP address.")],
    };
}
