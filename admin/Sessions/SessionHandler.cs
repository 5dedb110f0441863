using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Accounts;
using OneLink.Admin.Hosting;
using OneLink.Admin.Limits;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Sessions;

/// <summary>
/// Authenticates a request to the links API by the session's cookie: the person acts in the account that
/// <c>X-Account-Id</c> names, else in the one last worked in, with the scopes of the role there.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    SessionDoor door,
    MembershipRepository memberships,
    AccountRepository accounts,
    AdminSettings settings) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Session";
    public const string AccountHeader = "X-Account-Id";

    /// <summary>Why a session that is open may not be used so; null where there is no such reason.</summary>
    private Problem? _refusal;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (signedIn, problem) = await door.AdmitAsync(Context);
        if (signedIn is null)
        {
            _refusal = problem;
            return problem is null ? AuthenticateResult.NoResult() : AuthenticateResult.Fail("Not sent by a page of this site.");
        }

        if (await FindPlaceAsync(signedIn) is not { } place)
        {
            _refusal = KnownProblems.NotInAccount();
            return AuthenticateResult.Fail("Not in the account.");
        }

        var (membership, account) = place;
        var scopes = RoleScopes.Of(membership, signedIn.Session);
        var user = signedIn.User;
        var id = user.Id.ToString(CultureInfo.InvariantCulture);
        Context.Features.Set(new Caller(
            account.Id,
            "user_" + id,
            scopes,
            new Actor(account.Id, ActorKind.User, id, user.Name, Context.TraceIdentifier),
            RequestLimits.Of(account.KeyRateLimit, account.RateLimit, settings.KeyRateLimit)));
        var identity = new ClaimsIdentity(scopes.Select(scope => new Claim(ApiKeyHandler.ScopeClaim, scope)), SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        => new ProblemResult(_refusal ?? KnownProblems.Unauthorized("The session has ended. Sign in again.")).ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
        => new ProblemResult(KnownProblems.MissingScope(Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Name ?? "")).ExecuteAsync(Context);

    private async Task<(Membership Membership, Account Account)?> FindPlaceAsync(SignedIn signedIn)
    {
        long accountId;
        if (Request.Headers[AccountHeader].ToString() is { Length: > 0 } named)
        {
            accountId = long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }
        else if (signedIn.Session.EmbeddedAccountId is { } own)
        {
            accountId = own;
        }
        else
        {
            var places = await memberships.OfUserAsync(signedIn.User.Id, Context.RequestAborted);
            accountId = places is [var (_, last), ..] ? last.Id : 0;
        }

        // In a frame it is the account whose pages these are, or none.
        if (signedIn.Session.EmbeddedAccountId is { } embedded && embedded != accountId)
        {
            return null;
        }

        return await memberships.FindAsync(accountId, signedIn.User.Id, Context.RequestAborted) is { } membership
            && await accounts.FindAsync(accountId, Context.RequestAborted) is { IsSuspended: false } account
                ? (membership, account)
                : null;
    }
}
