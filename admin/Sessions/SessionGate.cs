using OneLink.Admin.Problems;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Sessions;

/// <summary>Lets only people who are signed in on to an endpoint; from within a frame only to those that say so.</summary>
internal sealed class SessionGate(SessionDoor door) : IRequestGate
{
    public static Problem NotSignedIn { get; } = KnownProblems.Unauthorized("Sign in first (POST /session); the session may have ended.");

    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        var (signedIn, problem) = await door.AdmitAsync(context);
        return signedIn is null ? new ProblemResult(problem ?? NotSignedIn)
            : signedIn.Session.EmbeddedAccountId is not null && context.GetEndpoint()?.Metadata.GetMetadata<EmbeddedAllowed>() is null
                ? new ProblemResult(KnownProblems.NotInAFrame())
            : null;
    }
}
