using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>Authenticates a request by API key and secret.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyRepository keys,
    TimeProvider clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";

    /// <summary>Compared with where the key is unknown, so that unknown keys take as long as wrong secrets.</summary>
    private static readonly byte[] NoHash = new byte[32];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ApiKeyCredentials.Read(Request) is not { } credentials)
        {
            return AuthenticateResult.NoResult();
        }

        var given = SecretHash.Of(credentials.Secret);
        var key = await keys.FindByPublicKeyAsync(credentials.Key, Context.RequestAborted);
        if (key is null)
        {
            SecretHash.Matches(NoHash, given);
            return AuthenticateResult.Fail("Unknown key.");
        }

        if (!key.Accepts(given, clock.GetUtcNow().ToUnixTimeMilliseconds()))
        {
            return AuthenticateResult.Fail("Wrong secret or expired key.");
        }

        var scopes = key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        Context.Features.Set(new Caller(key.AccountId, key.Id, scopes));
        var identity = new ClaimsIdentity(scopes.Select(scope => new Claim(ScopeClaim, scope)), SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"OneLink\", charset=\"UTF-8\"";
        var detail = ApiKeyCredentials.Read(Request) is null
            ? "Send the API key and secret as HTTP Basic, or as X-Api-Key and X-Api-Secret."
            : "The API key is unknown, revoked or expired, or the secret is wrong.";
        return new ProblemResult(KnownProblems.Unauthorized(detail)).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Name ?? "";
        return new ProblemResult(KnownProblems.MissingScope(scope)).ExecuteAsync(Context);
    }
}
