using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Sessions;

/// <summary>What the API description says of <see cref="SessionEndpoints"/>.</summary>
internal static class SessionOperations
{
    private const string WithCookie = "\n\nNeeds the cookie of a session.";
    private const string WithToken = "\n\nNeeds the cookie of a session, and its token as `X-CSRF-Token`.";

    private static readonly ApiParameter Csrf = ApiParameter.Header(CsrfToken.Header, ApiType.Text(), "The session's, as `GET /session` tells it.");
    private static readonly ApiParameter Embedded = ApiParameter.Header(
        SessionCookie.EmbeddedHeader,
        ApiType.Integer(1),
        "From a page in a frame of another site's: the account whose `frame_ancestors` name that site. By a sign-in link alone; the session is good for this account, and for what agents do there. Every request of such a page sends it.");

    private static readonly Problem NotSignedIn = KnownProblems.Unauthorized("Sign in first (POST /session); the session may have ended.");

    public static ApiOperation SignIn { get; } = new(
        "signIn",
        "Sign in",
        "For pages in a browser: the answer sets a cookie by which the person may use this API with the scopes of the role (`X-Account-Id` names the account, the one last worked in where it is missing) and the Application API. Programs use API keys. Whoever uses one-time codes (`POST /totp`) is asked for one beside the password. Failures are limited: 10 in 15 minutes for a person, 100 from a network.")
    {
        Parameters = [Embedded],
        Bodies = [new ApiBody(ApiBody.Json, ApiType.Of(SessionSchema.Sent), new ApiExample("By password", """{"email":"ada@acme.com","password":"Correct-horse-7"}"""))],
        Answers = [ApiAnswer.Json(StatusCodes.Status201Created, "Signed in.", SessionSchema.Answered).With(new ApiHeader("Set-Cookie", ApiType.Text(), "The session, out of reach of scripts."))],
        Problems =
        [
            KnownProblems.SignInFailed(), KnownProblems.CodeRequired(), KnownProblems.CodeWrong(), KnownProblems.ForgedRequest(), KnownProblems.NotInAFrame(), CommonProblems.Invalid("email", "is required."),
            KnownProblems.TooManyRequests("Too many tries to sign in failed.", retryAfterSeconds: 90),
        ],
    };

    public static ApiOperation Get { get; } = new("getSession", "Who is signed in", "The person, the accounts, and the token for what changes something." + WithCookie)
    {
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "Who is signed in.", SessionSchema.Answered)],
        Problems = [NotSignedIn],
    };

    public static ApiOperation SignOut { get; } = new("signOut", "Sign out", "Ends this browser's session." + WithToken)
    {
        Parameters = [Csrf],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It has ended.")],
        Problems = [NotSignedIn, KnownProblems.ForgedRequest()],
    };

    public static ApiOperation List { get; } = new("listSessions", "List sessions", "Where the person is signed in, the one used last first." + WithCookie)
    {
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "All of them.", SessionSchema.Page)],
        Problems = [NotSignedIn, KnownProblems.NotInAFrame()],
    };

    public static ApiOperation End { get; } = new("endSession", "End a session", "Signs the person out there, from the next request on." + WithToken)
    {
        Parameters = [ApiParameter.Path("id", ApiType.Text(), "Of the session."), Csrf],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It has ended.")],
        Problems = [NotSignedIn, KnownProblems.NotInAFrame(), KnownProblems.ForgedRequest(), KnownProblems.NotFound("This person has no session ses_4Yq0TzPVb1nD7cWf.")],
    };

    public static ApiOperation EndOthers { get; } = new("endOtherSessions", "End all other sessions", "Signs the person out everywhere but here." + WithToken)
    {
        Parameters = [Csrf],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "They have ended.")],
        Problems = [NotSignedIn, KnownProblems.NotInAFrame(), KnownProblems.ForgedRequest()],
    };
}
