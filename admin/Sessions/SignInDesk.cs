using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Limits;
using OneLink.Admin.Problems;
using OneLink.Admin.Users;

namespace OneLink.Admin.Sessions;

/// <summary>Signs people in: 1. not too many tries; 2. the right password, or a sign-in link's token; 3. a session of their own.</summary>
internal sealed class SignInDesk(
    UserRepository users, SignInTokens links, SignInLimits limits, IDatabase database, AdminSettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>Sessions a person may have: a program that signs in for every call must not fill the table.</summary>
    private const int MaxSessions = 100;

    private const int MaxUserAgent = 300;

    /// <summary>Hashed where nobody has the address, so that who is known cannot be told by the time it takes.</summary>
    private static readonly Lazy<string> NobodysHash = new(static () => PasswordHash.Of(SecretText.Secret("")));

    /// <summary>A password takes a core a fifth of a second: strangers who try many must not have them all.</summary>
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

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

        if (!await MatchesAsync(signedIn.User, password, context.RequestAborted))
        {
            return (false, null);
        }

        await limits.GiveBackAsync(signedIn.User.Email, network, CancellationToken.None);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(scope => SessionRepository.ConfirmAsync(scope, signedIn.Session.Id, now), context.RequestAborted);
        return (true, null);
    }

    public void Dispose() => _hashing.Dispose();

    private async Task<User?> FindAsync(string email, string password, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(email, cancellationToken);
        return await MatchesAsync(user, password, cancellationToken) ? user : null;
    }

    private async Task<bool> MatchesAsync(User? user, string password, CancellationToken cancellationToken)
    {
        var hash = user is { PasswordHash.Length: > 0 } ? user.PasswordHash : NobodysHash.Value;
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            return PasswordHash.Matches(hash, password) && user is not null;
        }
        finally
        {
            _hashing.Release();
        }
    }
}
