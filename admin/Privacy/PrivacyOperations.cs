using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Privacy;

/// <summary>What the API description says of <see cref="PrivacyEndpoints"/>.</summary>
internal static class PrivacyOperations
{
    private static readonly ApiAnswer Accepted = ApiAnswer.Json(StatusCodes.Status202Accepted, "It is stored and will be done.", PrivacySchema.Erasure);
    private static readonly ApiAnswer Retention = ApiAnswer.Json(StatusCodes.Status200OK, "What holds now.", PrivacySchema.Retention);

    public static ApiOperation EraseLink { get; } = new("eraseClicks", "Erase the clicks of a link", "All that were recorded until now. The link stays.")
    {
        Parameters = LinkParameters.OfOne,
        Answers = [Accepted],
        Problems = [KnownProblems.NotFound("go.acme.com has no link with the slug \"summer\".")],
    };

    public static ApiOperation EraseVisitor { get; } = new("eraseVisitor", "Erase a visitor", "The click and the others of the same visitor on that day.")
    {
        Parameters = [ApiParameter.Path("clickId", ApiType.Text().Like("0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77"), "A click of the visitor's.")],
        Answers = [Accepted],
        Problems = [KnownProblems.NotFound("abc is the id of no click.")],
    };

    public static ApiOperation GetRetention { get; } = new("getRetention", "How long clicks are kept", "Of this account.") { Answers = [Retention] };

    public static ApiOperation SetRetention { get; } = new("setRetention", "Say how long clicks are kept", "What is older then is deleted.")
    {
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(PrivacySchema.RetentionSent), new ApiExample("Two years", """{"clickRetentionDays":730}"""), new ApiExample("For ever", """{"clickRetentionDays":null}"""))],
        Answers = [Retention],
        Problems = [CommonProblems.Invalid("clickRetentionDays", "is required: a number of days, or null to keep clicks for ever.")],
    };
}
