using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OneLink.Admin.Hosting;
using OneLink.Admin.Limits;
using OneLink.Admin.Problems;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>Authenticates a request by API key and secret.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyRepository keys,
    KeyUses uses,
    AdminSettings settings,
    TimeProvider clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";

    /// <summary>Compared with where the key is unknown, so that unknown keys take as long as wrong secrets.</summary>
    private static readonly byte[] NoHash = new byte[32];

    /// <summary>Why a key that is right may not be used; null where there is no such reason.</summary>
    private Problem? _refusal;

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

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!key.Accepts(given, now))
        {
            return AuthenticateResult.Fail("Wrong secret or expired key.");
        }

        if (key.AllowedNetworks.Length > 0 && !IsAllowed(key, out var address))
        {
            _refusal = KnownProblems.AddressNotAllowed(address);
            return AuthenticateResult.Fail("Used from an address that is not allowed.");
        }

        uses.Note(key, now);
        var scopes = key.ScopeNames.ToHashSet(StringComparer.Ordinal);
        Context.Features.Set(new Caller(
            key.AccountId,
            key.Id,
            scopes,
            new Actor(key.AccountId, ActorKind.Key, key.Id, key.Name, Context.TraceIdentifier),
            RequestLimits.Of(key.KeyRateLimit, key.AccountRateLimit, settings.KeyRateLimit)));
        var identity = new ClaimsIdentity(scopes.Select(scope => new Claim(ScopeClaim, scope)), SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_refusal is not null)
        {
            return new ProblemResult(_refusal).ExecuteAsync(Context);
        }

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

    private bool IsAllowed(ApiKey key, out string address)
    {
        var bytes = ClientAddress.Of(Context, settings.Proxies);
        address = bytes.Length == 0 ? "" : new IPAddress(bytes).ToString();
        return new NetworkList(key.AllowedNetworks).Contains(bytes);
    }
}
