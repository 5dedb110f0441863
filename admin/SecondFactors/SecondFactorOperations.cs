using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.SecondFactors;

/// <summary>What the API description says of <see cref="SecondFactorEndpoints"/>.</summary>
internal static class SecondFactorOperations
{
    private const string WithToken = "\n\nNeeds the cookie of a session, and its token as `X-CSRF-Token`. Wrong passwords and codes count as failures to sign in do.";

    private static readonly ApiParameter Csrf = ApiParameter.Header(CsrfToken.Header, ApiType.Text(), "The session's, as `GET /session` tells it.");
    private static readonly Problem NotSignedIn = KnownProblems.Unauthorized("Sign in first (POST /session); the session may have ended.");

    private static readonly Problem[] Refusals =
    [
        NotSignedIn, KnownProblems.ForgedRequest(), KnownProblems.NotInAFrame(), CommonProblems.Invalid("password", "is wrong."),
        KnownProblems.TooManyRequests("Too many tries to sign in failed.", retryAfterSeconds: 90),
    ];

    public static ApiOperation Get { get; } = new(
        "getTotp", "Whether codes are asked for", "Of the person who is signed in.\n\nNeeds the cookie of a session.")
    {
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "Whether so.", SecondFactorSchema.State)],
        Problems = [NotSignedIn, KnownProblems.NotInAFrame()],
    };

    public static ApiOperation Begin { get; } = new(
        "beginTotp",
        "Make a secret for a device",
        "For an app that makes one-time codes (RFC 6238). Nothing is asked for until `POST /totp/confirm` has taken a code. A secret that was made before and never confirmed ends." + WithToken)
    {
        Parameters = [Csrf],
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(SecondFactorSchema.ByPassword), new ApiExample("By password", """{"password":"Correct-horse-7"}"""))],
        Answers = [ApiAnswer.Json(StatusCodes.Status201Created, "The secret, this once.", SecondFactorSchema.Begun)],
        Problems = [.. Refusals, KnownProblems.SecondFactorIsOn()],
    };

    public static ApiOperation Confirm { get; } = new(
        "confirmTotp", "Turn codes on", "From now on signing in by password takes a code as well. Sign-in links do not: who made one vouches for the person." + WithToken)
    {
        Parameters = [Csrf],
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(SecondFactorSchema.ByCode), new ApiExample("The device's code", """{"code":"492039"}"""))],
        Answers = [ApiAnswer.Json(StatusCodes.Status201Created, "It is on; the recovery codes, this once.", SecondFactorSchema.Codes)],
        Problems = Refusals,
    };

    public static ApiOperation RenewCodes { get; } = new("renewTotpRecoveryCodes", "Make new recovery codes", "Those before end." + WithToken)
    {
        Parameters = [Csrf],
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(SecondFactorSchema.ByBoth), Both)],
        Answers = [ApiAnswer.Json(StatusCodes.Status201Created, "The new ones, this once.", SecondFactorSchema.Codes)],
        Problems = [.. Refusals, NotOn],
    };

    public static ApiOperation TurnOff { get; } = new("disableTotp", "Turn codes off", "Signing in takes the password alone again." + WithToken)
    {
        Parameters = [Csrf],
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(SecondFactorSchema.ByBoth), Both)],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It is off.")],
        Problems = [.. Refusals, NotOn],
    };

    private static ApiExample Both => new("With the device in hand", """{"password":"Correct-horse-7","code":"492039"}""");

    private static Problem NotOn => KnownProblems.NotFound("No codes are asked for.");
}
