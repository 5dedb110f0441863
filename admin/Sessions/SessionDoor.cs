using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Problems;
using OneLink.Admin.Users;

namespace OneLink.Admin.Sessions;

/// <summary>
/// Lets people in by the cookie of their session, for every surface alike: 1. a cookie at all; 2. of a session that is known
/// and open; 3. of a person who is still there; 4. where something is changed, sent by a page of this site, 5. with the
/// session's CSRF token. Asked only where the cookie is what a request is let in by: it comes along with others too.
/// </summary>
internal sealed class SessionDoor(SessionRepository sessions, UserRepository users, IDatabase database, AdminSettings settings, TimeProvider clock)
{
    /// <summary>How exactly it is known when a session was last used: more would cost every request a write.</summary>
    private static readonly TimeSpan SeenExactness = TimeSpan.FromMinutes(1);

    /// <returns>Nobody and no problem where the request shows no session that is open.</returns>
    public async Task<(SignedIn? SignedIn, Problem? Problem)> AdmitAsync(HttpContext context)
    {
        // Authorization and rate limits ask for the same request.
        if (context.Features.Get<SignedIn>() is { } admitted)
        {
            return (admitted, null);
        }

        // 1.
        if (SessionCookie.Read(context.Request) is not { } token)
        {
            return (null, null);
        }

        // 2.
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (await sessions.FindAsync(SecretHash.Of(token), context.RequestAborted) is not { } session || session.ExpiresAt <= now)
        {
            return (null, null);
        }

        // 3. In a frame nobody runs the installation.
        if (await users.FindAsync(session.UserId, context.RequestAborted) is not { } user)
        {
            return (null, null);
        }

        user = session.EmbeddedAccountId is null ? user : user with { IsSuperAdmin = 0 };

        // 4. and 5.
        var csrf = CsrfToken.Of(token);
        if (!IsSafe(context.Request.Method)
            && (RequestOrigin.IsForeign(context.Request, settings.PublicUrl) || !CsrfToken.Matches(csrf, context.Request.Headers[CsrfToken.Header].ToString())))
        {
            return (null, KnownProblems.ForgedRequest());
        }

        if (now - session.LastSeenAt >= SeenExactness.TotalMilliseconds)
        {
            session = await SeeAsync(session, now, context.RequestAborted);
        }

        var signedIn = new SignedIn(user, session, csrf);
        context.Features.Set(signedIn);
        return (signedIn, null);
    }

    private async Task<Session> SeeAsync(Session session, long now, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(scope => SessionRepository.TouchAsync(scope, session.Id, now), cancellationToken);
            return session with { LastSeenAt = now };
        }
        catch (DatabaseUnavailableException)
        {
            // Whoever only reads is not sent away because nothing can be written.
            return session;
        }
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
