using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Conversions;

/// <summary>What the API description says of <see cref="ConversionEndpoints"/>.</summary>
internal static class ConversionOperation
{
    public static ApiOperation Accept { get; } = new(
        "createEvent",
        "Report a conversion",
        "Stored before it is answered, and joined to its click afterwards: stats count it with `conversions=true`.")
    {
        Parameters =
        [
            ApiParameter.Header("Idempotency-Key", ApiType.Text(ConversionRequest.MaxIdempotencyKey), "Counts the event once however often it is sent."),
        ],
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Of(ConversionSchema.Sent),
                new ApiExample("A sale", """{"type":"sale","clickId":"0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77","externalId":"customer-7","amount":49.9,"currency":"EUR","idempotencyKey":"order-1001"}"""),
                new ApiExample("A lead of a known visitor", """{"type":"lead","externalId":"customer-7","metadata":{"form":"newsletter"}}""")),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status202Accepted, "It is stored.", ConversionSchema.Answered)],
        Problems = [CommonProblems.Invalid("clickId", "is required, or externalId: whose conversion it is."), KnownProblems.IdempotencyKeyReused()],
    };
}
