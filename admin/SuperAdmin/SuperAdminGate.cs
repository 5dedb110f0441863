using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;
using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.SuperAdmin;

/// <summary>
/// Lets those in who run the installation, in a browser: 1. the cookie of a session, and for what changes something its CSRF
/// token; tokens and keys count for nothing here; 2. of somebody who runs the installation: others are told what is told of
/// paths that are not; 3. for what changes something, the password, given in this session a short while ago.
/// </summary>
internal sealed class SuperAdminGate(SessionDoor door, TimeProvider clock) : IRequestGate
{
    /// <summary>How long a password that was given lets somebody change things.</summary>
    public static readonly TimeSpan PasswordLasts = TimeSpan.FromMinutes(30);

    public async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        // 1.
        var (signedIn, problem) = await door.AdmitAsync(context);
        if (signedIn is null)
        {
            return new ProblemResult(problem ?? SessionGate.NotSignedIn);
        }

        // 2.
        if (signedIn.User.IsSuperAdmin == 0)
        {
            return new ProblemResult(KnownProblems.NotFound($"There is nothing at {context.Request.Path}."));
        }

        // 3.
        var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        return changes && context.GetEndpoint()?.Metadata.GetMetadata<PasswordNotNeeded>() is null && !IsFresh(signedIn.Session)
            ? new ProblemResult(KnownProblems.PasswordNeeded((int)PasswordLasts.TotalMinutes))
            : null;
    }

    private bool IsFresh(Session session) => session.PasswordAt is { } at && clock.GetUtcNow().ToUnixTimeMilliseconds() - at < PasswordLasts.TotalMilliseconds;
}
