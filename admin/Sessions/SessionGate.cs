using OneLink.Admin.Problems;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Sessions;

/// <summary>Lets only people who are signed in on to an endpoint.</summary>
internal sealed class SessionGate(SessionDoor door) : IRequestGate
{
    public static Problem NotSignedIn { get; } = KnownProblems.Unauthorized("Sign in first (POST /session); the session may have ended.");

    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
        => await door.AdmitAsync(context) is { SignedIn: null, Problem: var problem } ? new ProblemResult(problem ?? NotSignedIn) : null;
}
