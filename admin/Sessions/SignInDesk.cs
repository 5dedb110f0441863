using OneLink.Admin.Access;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Limits;
using OneLink.Admin.Problems;
using OneLink.Admin.SecondFactors;
using OneLink.Admin.Users;

namespace OneLink.Admin.Sessions;

/// <summary>
/// Signs people in: 1. not too many tries; 2. the right password, or a sign-in link's token; 3. beside a password the code of a
/// device, where the person has one: whoever made a sign-in link vouches for the person; 4. in a frame
/// of another site's page a place in the account whose setting lets it be there; 5. a session of their own.
/// </summary>
internal sealed class SignInDesk(
    UserRepository users,
    PasswordCheck passwords,
    SignInTokens links,
    SecondFactorDesk factors,
    MembershipRepository memberships,
    AccountRepository accounts,
    SignInLimits limits,
    IDatabase database,
    AdminSettings settings,
    TimeProvider clock)
{
    /// <summary>Sessions a person may have: a program that signs in for every call must not fill the table.</summary>
    private const int MaxSessions = 100;

    private const int MaxUserAgent = 300;

    /// <returns>The session with its token, or why there is none.</returns>
    public async Task<(SignedIn? SignedIn, string Token, Problem? Problem)> SignInAsync(HttpContext context, SignInRequest request)
    {
        // 1.
        var network = CallerNetwork.Of(ClientAddress.Of(context, settings.Proxies));
        var tries = await limits.TakeAsync(request.Email, network, context.RequestAborted);
        if (!tries.IsAdmitted)
        {
            return (null, "", KnownProblems.TooManyRequests("Too many tries to sign in failed.", RateLimitHeaders.Seconds(tries.RetryAfter)));
        }

        // 2.
        var user = request.Password is { } password
            ? await FindAsync(request.Email, password, context.RequestAborted)
            : await links.ConsumeAsync(request.Email, request.SsoAuthToken!, context.RequestAborted);
        if (user is null)
        {
            return (null, "", KnownProblems.SignInFailed());
        }

        // 3.
        if (request.Password is not null && await factors.IsOnAsync(user.Id, context.RequestAborted))
        {
            if (request.Code is null)
            {
                // Not a failure: it is the first of two steps.
                await limits.GiveBackAsync(request.Email, network, CancellationToken.None);
                return (null, "", KnownProblems.CodeRequired());
            }

            if (!await factors.UseAsync(user.Id, request.Code, context.RequestAborted))
            {
                return (null, "", KnownProblems.CodeWrong());
            }
        }

        // 4.
        var embedded = SessionCookie.EmbeddedAccount(context.Request);
        if (embedded is { } accountId && !await MayBeInAFrameAsync(user, accountId, request, context.RequestAborted))
        {
            return (null, "", KnownProblems.NotInAFrame());
        }

        // 5.
        await limits.GiveBackAsync(request.Email, network, CancellationToken.None);
        var token = SecretText.Secret("");
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var agent = context.Request.Headers.UserAgent.ToString();
        var session = new Session
        {
            Id = SecretText.Identifier("ses_"),
            UserId = user.Id,
            TokenHash = SecretHash.Of(token),
            UserAgent = agent[..Math.Min(agent.Length, MaxUserAgent)],
            Network = network,
            EmbeddedAccountId = embedded,
            CreatedAt = now,
            LastSeenAt = now,
            PasswordAt = request.Password is null ? null : now,
        };
        await database.WriteAsync(
            async scope =>
            {
                await SessionRepository.DeleteOldestAsync(scope, user.Id, MaxSessions - 1);
                return await SessionRepository.InsertAsync(scope, session);
            },
            context.RequestAborted);
        return (new SignedIn(user, session, CsrfToken.Of(token)), token, null);
    }

    /// <summary>Asks whoever is signed in for the password again, as <see cref="SignInAsync"/> would.</summary>
    /// <returns>Whether it is right, and, where nothing was asked, why.</returns>
    public async Task<(bool IsRight, Problem? Problem)> ConfirmAsync(HttpContext context, SignedIn signedIn, string password)
    {
        var network = CallerNetwork.Of(ClientAddress.Of(context, settings.Proxies));
        var tries = await limits.TakeAsync(signedIn.User.Email, network, context.RequestAborted);
        if (!tries.IsAdmitted)
        {
            return (false, KnownProblems.TooManyRequests("Too many tries to sign in failed.", RateLimitHeaders.Seconds(tries.RetryAfter)));
        }

        if (!await passwords.MatchesAsync(signedIn.User, password, context.RequestAborted))
        {
            return (false, null);
        }

        await limits.GiveBackAsync(signedIn.User.Email, network, CancellationToken.None);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(scope => SessionRepository.ConfirmAsync(scope, signedIn.Session.Id, now), context.RequestAborted);
        return (true, null);
    }

    /// <summary>By a link alone: nobody types his password into a page within another's.</summary>
    private async Task<bool> MayBeInAFrameAsync(User user, long accountId, SignInRequest request, CancellationToken cancellationToken)
        => request.SsoAuthToken is not null
            && await memberships.FindAsync(accountId, user.Id, cancellationToken) is not null
            && await accounts.FindAsync(accountId, cancellationToken) is { IsSuspended: false } account
            && FrameAncestors.Of(account).Count > 0;

    private async Task<User?> FindAsync(string email, string password, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(email, cancellationToken);
        return await passwords.MatchesAsync(user, password, cancellationToken) ? user : null;
    }
}
